"""Measure how well pages are read from their image, on PDF files whose text is known.

    python scripts/measure_ocr.py FOLDER [--worn] [--dpi 200] [--segmentation 3]

FOLDER holds statements and policies in one column (ms_*.pdf, pol_*.pdf), scans, and
two_column_gold.json, which names pages in two columns and gives the text of their columns. Each
page with a text layer is drawn and read as if it were a scan, and compared with that layer. Words
are runs of letters and digits, without case. For each kind of page, as shares of the layer's words:

any order   words that are missing, or words that are too many, whichever are more
paragraphs  edits (a word put in, left out or changed) where the paragraphs that were read are put
            in the layer's order first: what running headers and boxes beside the text do not move
in order    edits on the whole page as it was read; a layer's own order is not always a reader's
lost        of the gold text of columns: words that are not found in its order

--worn turns each page by half a degree, blurs it, adds noise, and saves it as a poor JPEG.
"""

import argparse
import io
import json
import re
import resource
import time
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from analyser.extractors import ocr

MIN_WORDS = 50
MEASURES = ("any order", "paragraphs", "in order")


def words_of(text):
    """Give the runs of letters and digits, without case; a hyphen parts them."""
    text = re.sub("[\x02\ufffe]\\s*", "-", unicodedata.normalize("NFKC", text))
    return re.findall(r"[^\W_]+", text.lower())


def count_edits(wanted, read, *, changed=1):
    """Give the least number of edits; with `changed` 2, a changed word is one out and one in."""
    row = list(range(len(read) + 1))
    for word in wanted:
        above, row = row, [row[0] + 1]
        for index, other in enumerate(read):
            cost = 0 if word == other else changed
            row.append(min(row[-1] + 1, above[index + 1] + 1, above[index] + cost))
    return row[-1]


def in_the_order_of(wanted, blocks):
    """Put blocks where the pairs of words that the page holds once say that they belong."""
    pairs = list(zip(wanted, wanted[1:], strict=False))
    once = {pair for pair, n_times in Counter(pairs).items() if n_times == 1}
    places = {pair: index for index, pair in enumerate(pairs) if pair in once}
    placed, last = [], 0
    for number, block in enumerate(blocks):
        starts = sorted(
            places[pair] - index
            for index, pair in enumerate(zip(block, block[1:], strict=False))
            if pair in places
        )
        last = starts[len(starts) // 2] if starts else last
        placed.append((last, number, block))
    return [word for *_, block in sorted(placed) for word in block]


def worn(page):
    """Make of a page what a poor scanner makes of it."""
    image = page.render(scale=ocr.DPI / 72, grayscale=True).to_pil()
    image = image.rotate(0.5, fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(0.8))
    noise = np.random.default_rng(0).normal(0, 12, (image.height, image.width))
    image = Image.fromarray(np.clip(np.asarray(image) * 0.85 + 25 + noise, 0, 255).astype("uint8"))
    file = io.BytesIO()
    image.save(file, "PDF", resolution=ocr.DPI, quality=40)
    return pypdfium2.PdfDocument(file.getvalue())[0]


def pages_of(folder, gold):
    """Give each page with its kind and, where it is known, the text of its columns."""
    for path in sorted((*folder.glob("ms_*.pdf"), *folder.glob("pol_*.pdf"))):
        for page in pypdfium2.PdfDocument(path):
            yield "one column", page, None
    for (name, index), text in gold.items():
        if (folder / name).is_file():
            yield "two columns", pypdfium2.PdfDocument(folder / name)[index], text


def measure(page, text, *, is_worn):
    """Count the words of a page and the errors in reading them; None for next to no words."""
    wanted = words_of(page.get_textpage().get_text_bounded())
    if len(wanted) < MIN_WORDS:
        return None
    found = ocr.read_page(worn(page) if is_worn else page, stop_at=float("inf"), cache_key=None)
    blocks = [words_of("\n".join(block)) for block in found.blocks] if found else []
    read = [word for block in blocks for word in block]
    missing, extra = Counter(wanted) - Counter(read), Counter(read) - Counter(wanted)
    counts = Counter({"pages": 1, "words": len(wanted)})
    counts["any order"] = max(missing.total(), extra.total())
    counts["paragraphs"] = count_edits(wanted, in_the_order_of(wanted, blocks))
    counts["in order"] = count_edits(wanted, read)
    if text is not None:
        columns = words_of(text)
        counts["column words"] = len(columns)
        # Of so many edits without changes, those that take words out are the words not found.
        n_edits = count_edits(columns, read, changed=2)
        counts["lost"] = (n_edits + len(columns) - len(read)) // 2
    return counts


def show(kind, counts, seconds):
    """Print one kind of page."""
    n_words, n_pages = counts["words"], counts["pages"]
    shares = [f"{name} {counts[name] / n_words:.4f}" for name in MEASURES]
    if counts["column words"]:
        shares.append(f"lost {counts['lost'] / counts['column words']:.4f}")
    rate = f"{60 * n_pages / seconds:.0f} pages a minute of one core"
    print(f"{kind}: {n_pages} pages, {n_words:,} words: {', '.join(shares)}; {rate}")


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worn", action="store_true")
    parser.add_argument("--dpi", type=int, default=ocr.DPI)
    parser.add_argument("--segmentation", default=ocr.TO_STAND)
    options = parser.parse_args()
    ocr.DPI, ocr.TO_STAND = options.dpi, options.segmentation
    print(ocr.find_tesseract())

    rows = json.loads((options.folder / "two_column_gold.json").read_text(encoding="utf-8"))
    gold = {(row["file"], row["page_index"]): row["text"] for row in rows}
    totals, seconds = {}, Counter()
    for kind, page, text in pages_of(options.folder, gold):
        start = cpu_seconds()
        counts = measure(page, text, is_worn=options.worn)
        if counts is not None:
            totals.setdefault(kind, Counter()).update(counts)
            seconds[kind] += cpu_seconds() - start
    for kind, counts in totals.items():
        show(kind, counts, seconds[kind])

    for path in sorted((options.folder / "ms_edanuk.pdf", *options.folder.glob("scan_*.pdf"))):
        for index, page in enumerate(pypdfium2.PdfDocument(path)):
            start = time.monotonic()
            found = ocr.read_page(page, stop_at=float("inf"), cache_key=None)
            said = f"{found.n_words} words, confidence {found.confidence:.3f}" if found else "none"
            print(f"{path.name} page {index + 1}: {said}, {time.monotonic() - start:.1f} s")


def cpu_seconds():
    """Give what Tesseract has used so far; the drawing of a page is a fiftieth of it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
