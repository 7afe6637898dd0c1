"""HTML that is too deep, too long, mislabelled, or only seems to hold a statement."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scripts.hostile.kinds import LINES, SECRET, SECRET_NAME, SENTENCE, Kind, kind
from scripts.hostile.word import PORT, external, laughs

GIBIBYTE = 1 << 30


def page(lines: Iterable[str] = LINES, *, head: str = "", body: str = "") -> str:
    """Write a page.

    Parameters
    ----------
    lines : iterable of str
        Paragraphs; they are not escaped.
    head, body : str
        HTML before the paragraphs.

    Returns
    -------
    str
        The whole page.
    """
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html><head>{head}</head><body>{body}{text}</body></html>"


def _deep(tag: str, n_levels: int, *, inside: bool) -> bytes:
    nest, end = f"<{tag}>" * n_levels, f"</{tag}>" * n_levels
    return (page(body=nest).replace("</body>", f"{end}</body>") if inside
            else page().replace("</body>", f"{nest}deep{end}</body>")).encode()  # fmt: skip


def _attributes() -> bytes:
    many = " ".join(f'a{number}="{number}"' for number in range(100_000))
    return page(body=f"<div {many}>x</div>").encode()


def _one_line(n_bytes: int) -> bytes:
    filler = f"{SENTENCE} {LINES[1]} {LINES[3]} "
    return page(body=f"<p>{filler * (n_bytes // len(filler))}</p>").encode()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(page().encode())
        file.truncate(GIBIBYTE)


def _entities() -> bytes:
    numbered = "".join(f"&#{ord(letter)};" if index % 2 else f"&#x{ord(letter):x};"
                       for index, letter in enumerate(SENTENCE))  # fmt: skip
    bad = "&#0; &#xD800; &#x110000; &#99999999999999999999; &notanentity; &amp;amp; &lt;script&gt;"
    return page([*LINES[:2], numbered, *LINES[3:], bad]).encode()


def kinds(port: int = PORT) -> list[Kind]:
    """List them.

    Parameters
    ----------
    port : int
        Of this machine, where a page that fetches what it names would call.
    """
    web = f"http://127.0.0.1:{port}/html"
    shell = '<div id="root"></div><script>render("Modern slavery statement");</script>'
    cookies = [
        "We use cookies to make this site work and to learn how it is used.",
        "Accept all cookies or choose which of them you wish to allow on this device.",
        "You can change your choice at any time in the settings at the foot of the page.",
    ]
    frames = (
        '<frameset cols="20%,80%"><frame src="menu.html"><frame src="statement.html"></frameset>'
    )
    fetching = (
        f'<link rel="stylesheet" href="{web}"><script src="{web}"></script><base href="{web}">'
    )
    images = f'<img src="{web}" onerror="alert(1)"><iframe src="{web}"></iframe>'
    xhtml = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{'<p>'.join(LINES)}"
    return [
        kind("html-deep-around-text", ".html", "ok too_large damaged",
             lambda: _deep("div", 100_000, inside=True), is_heavy=True),
        kind("html-deep-beside-text", ".html", "ok too_large damaged",
             lambda: _deep("div", 100_000, inside=False), is_heavy=True),
        kind("html-deep-bold", ".html", "ok too_large damaged",
             lambda: _deep("b", 20_000, inside=False), is_heavy=True),
        kind("html-deep-tables", ".html", "ok too_large damaged",
             lambda: _deep("table><tr><td", 20_000, inside=False), is_heavy=True),
        kind("html-100000-attributes", ".html", "ok damaged", _attributes),
        kind("html-one-line-of-30-megabytes", ".html", "ok too_large timeout",
             lambda: _one_line(30_000_000), is_heavy=True),
        Kind("html-of-1-gigabyte", "html-of-1-gigabyte.html", frozenset(["too_large"]), _sparse),
        kind("html-entities", ".html", "ok", _entities, absent=["\0"]),
        kind("html-entity-bomb", ".html", "ok damaged",
             lambda: (laughs(10) + page(body="<p>&e9;</p>")).encode()),
        kind("html-external-entity", ".html", "ok damaged", absent=[SECRET],
             make=lambda: (external(SECRET_NAME) + page(body="<p>&x;</p>")).encode()),
        kind("html-script-shell", ".html", "not_a_statement",
             lambda: page([], body=shell).encode()),
        kind("html-meta-refresh", ".html", "not_a_statement", lambda: page(
            [], head=f'<meta http-equiv="refresh" content="0;url={web}">').encode()),
        kind("html-frameset", ".html", "not_a_statement empty", lambda: (
            f"<html><head><title>Modern slavery</title></head>{frames}</html>").encode()),
        kind("html-cookie-wall", ".html", "not_a_statement", lambda: page(cookies).encode()),
        kind("html-cookie-wall-about-slavery", ".html", "not_a_statement empty", lambda: page(
            [], head="<title>Modern slavery statement</title>",
            body=f'<div class="cookie-banner">{" ".join(cookies)}</div>').encode()),
        kind("html-not-found", ".html", "not_a_statement", lambda: page(
            ["404", "The page that you asked for cannot be found on this server."]).encode()),
        kind("html-fetches-everything", ".html", "ok",
             lambda: page(head=fetching, body=images).encode()),
        kind("html-wrong-charset", ".html", "ok", sentence="Zoë signed it.", make=lambda: page(
            [*LINES, "Zoë signed it."], head='<meta charset="no-such-charset">').encode()),
        kind("html-charset-that-is-no-text", ".html", "ok", lambda: page(
            head='<meta charset="hex">').encode()),
        kind("html-charset-that-unpacks", ".html", "ok", lambda: page(
            head='<meta charset="zlib_codec">').encode()),
        kind("html-charset-that-runs", ".html", "ok", lambda: page(
            head='<meta charset="unicode_escape">').encode()),
        kind("html-utf-16", ".html", "ok", lambda: page().encode("utf-16")),
        kind("html-utf-16-without-mark", ".html", "ok unsupported damaged",
             lambda: page().encode("utf-16-le")),
        kind("html-nul-bytes", ".html", "ok unsupported damaged", absent=["\0"],
             make=lambda: page().encode().replace(b"Dudley", b"Dud\0ley")),
        kind("html-nuls-only-later", ".html", "ok", absent=["\0"], sentence="The end came late.",
             make=lambda: (page([*LINES * 200, "The end\0 came late."])).encode()),
        kind("html-direction-override", ".html", "ok", absent=["\u202e"],
             make=lambda: page([*LINES, "\u202etxt.exe\u202c is reversed"]).encode()),
        kind("html-unclosed-everything", ".html", "ok", xhtml.encode),
        kind("html-cut-in-a-tag", ".html", "ok",
             lambda: page().encode().replace(b"</body></html>", b"<p class=")),
        kind("html-comment-never-closed", ".html", "ok",
             lambda: page().encode() + b"<!-- " * 50_000),
        kind("html-script-in-text", ".html", "ok", absent=["alert("],
             make=lambda: page(body="<script>alert(1)</script><style>p{}</style>").encode()),
        kind("html-plaintext-tag", ".html", "ok", lambda: page().encode() + b"<plaintext><b>x"),
        kind("html-templates-nested", ".html", "ok",
             lambda: page(body="<template>" * 3000 + "</template>" * 3000).encode()),
        kind("html-of-bread", ".html", "not_a_statement", lambda: page(
            ["We bake bread in three towns and deliver it before breakfast."] * 5).encode()),
    ]  # fmt: skip
