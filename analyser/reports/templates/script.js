"use strict";
(() => {
  const table = document.getElementById("league");
  const body = table.tBodies[0];
  const rows = [...body.rows];

  // Sort by data-v where the text alone does not sort, else by the text. What is undetermined or
  // missing stands after the rest in either order: it is neither the best nor the worst.
  const keyOf = (row, index) => {
    const cell = row.cells[index];
    const text = cell.dataset.v ?? cell.textContent.trim();
    if (text === "" || text === "?") return null;
    return isNaN(text) ? text : Number(text);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  const headings = [...table.querySelectorAll("tr.sort th")];
  headings.forEach((heading, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const first = heading.dataset.first ?? "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const order = heading.getAttribute("aria-sort") === first ? other : first;
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const keyed = rows.map((row) => [keyOf(row, index), row]);
      keyed.sort(([a], [b]) =>
        a === null || b === null ? (a === null) - (b === null) : sign * compare(a, b));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
  if (rows.length) headings[0].setAttribute("aria-sort", "ascending");

  // Filter.
  const input = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const texts = rows.map((row) =>
    [row.cells[1].textContent, row.cells[7].textContent, row.dataset.more ?? ""].join(" ").toLowerCase());
  input.closest("p").hidden = rows.length === 0;
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = words.length ? `${count} of ${rows.length} shown` : "";
  });

  // A link to a scorecard opens it.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", open);
  table.addEventListener("click", (event) => {
    if (event.target.closest("a[href='" + location.hash + "']")) open();
  });
  open();
})();
