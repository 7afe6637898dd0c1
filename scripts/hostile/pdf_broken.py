"""PDF that is locked, cut off, or lies about its own structure."""

from __future__ import annotations

import io

import pikepdf

from scripts.hostile.kinds import LINES, SENTENCE, TEXT, Kind, kind, noise
from scripts.hostile.pdfparts import book, flate, page, simple, stream, words, write

N_CUTS = 20
LATER = "The second page says that no supplier was dropped without a plan to help its workers."


def _three_pages() -> list[bytes]:
    return book([stream(words()), stream(words([LATER])), stream(words([LATER]))])


def _locked(user: str, **options: object) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(simple())) as document:
        lock = pikepdf.Encryption(owner="owner", user=user, **options)  # type: ignore[arg-type]
        document.save(file, encryption=lock)
    return file.getvalue()


def _cut(share: float) -> bytes:
    data = write(
        book([stream(words()), *(flate(words([LATER], top=80 + 9 * index)) for index in range(40))])
    )
    return data[: int(len(data) * share)]


def _carriage_returns_lost() -> bytes:
    # Every stream holds at least one of these bytes, as long streams do.
    contents = [words(f"{line} {number}" for line in LINES * 6) for number in range(9)]
    packed = [flate(b"% " + noise(str(index), 900).hex().encode() + b"\n" + content)
              for index, content in enumerate(contents)]  # fmt: skip
    return write(book(packed)).replace(b"\n", b"\r\n").replace(b"\r", b"")


def _prev_loop() -> bytes:
    data = simple()
    place = data.rindex(b"xref\n0 ")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % place)


def _tree_loop(n_pages: int) -> bytes:
    objects = _three_pages()
    objects[1] = b"<</Type/Pages/Kids[4 0 R 6 0 R 8 0 R 2 0 R]/Count %d>>" % n_pages
    return write(objects)


def _parent_loop() -> bytes:
    objects = _three_pages()
    objects[3] = objects[3].replace(b"/MediaBox[0 0 595 842]", b"")
    objects[1] = objects[1].replace(b"/Count", b"/Parent 2 0 R/Count")
    return write(objects)


def _count(said: bytes) -> bytes:
    objects = _three_pages()
    objects[1] = objects[1].replace(b"/Count 3", b"/Count " + said)
    return write(objects)


def _replaced(old: bytes, new: bytes) -> bytes:
    data = simple()
    assert old in data, "The file to break does not hold what is to be replaced."
    return data.replace(old, new)


def _object_streams() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(write(_three_pages()))) as document:
        modes = pikepdf.ObjectStreamMode
        document.save(file, object_stream_mode=modes.generate, deterministic_id=True)
    return file.getvalue()


def _incremental() -> bytes:
    first = simple(words([*LINES[:2], "We audited nobody at all in that year."]))
    place = len(first)
    update = b"5 0 obj\n%s\nendobj\n" % stream(words())
    return first + update + (
        b"xref\n5 1\n%010d 00000 n \ntrailer<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n"
        b"%%%%EOF\n"
        % (place, first.rindex(b"xref\n0 "), place + len(update))
    )  # fmt: skip


def _null_kids() -> bytes:
    objects = _three_pages()
    objects[1] = b"<</Type/Pages/Kids[4 0 R 6 0 R 8 0 R null 999 0 R]/Count 5>>"
    return write(objects)


def _foreign_lock() -> bytes:
    objects = book([stream(words())], more=[b"<</Filter/Invented.Lock/V 4/Length 128>>"])
    return write(objects, trailer=b"/Encrypt 6 0 R/ID[<00><00>]")


def kinds() -> list[Kind]:
    """List them."""
    html = f"<html><body><h1>Us</h1>{''.join(f'<p>{line}</p>' for line in LINES)}</body></html>"
    locks: dict[str, dict[str, object]] = {
        "rc4-40": {"R": 2, "aes": False, "metadata": False},
        "rc4-128": {"R": 3, "aes": False, "metadata": False},
        "aes-128": {"R": 4, "aes": True},
        "aes-256": {"R": 6, "aes": True},
    }
    return [
        *(
            kind(f"pdf-password-{name}", ".pdf", "encrypted", lambda o=options: _locked("pw", **o))
            for name, options in locks.items()
        ),
        *(
            kind(f"pdf-owner-only-{name}", ".pdf", "ok", lambda o=locks[name]: _locked("", **o))
            for name in ("rc4-128", "aes-256")
        ),
        kind("pdf-locked-by-unknown-handler", ".pdf", "encrypted damaged", _foreign_lock),
        *(
            kind(
                f"pdf-cut-{number:02}", ".pdf", "damaged ok", is_partial=True,
                make=lambda n=number: _cut(n / (N_CUTS + 1)),
            )
            for number in range(1, N_CUTS + 1)
        ),
        kind("pdf-random-bytes", ".pdf", "damaged unsupported",
             lambda: noise("pdf", 40_000)),
        kind("pdf-zero-bytes", ".pdf", "damaged empty unsupported", lambda: bytes(40_000)),
        kind("pdf-header-only", ".pdf", "damaged", lambda: b"%PDF-1.7\n"),
        kind(
            "pdf-header-then-random", ".pdf", "damaged", lambda: b"%PDF-1.7\n" + noise("h", 40_000)
        ),
        kind("pdf-is-html", ".pdf", "ok", html.encode),
        kind("pdf-is-text", ".pdf", "damaged", TEXT.encode),
        kind("pdf-junk-before", ".pdf", "ok", lambda: b"HTTP junk\r\n" * 50 + simple()),
        kind("pdf-much-junk-before", ".pdf", "damaged ok", lambda: b"junk\n" * 2000 + simple()),
        kind("pdf-junk-after", ".pdf", "ok", lambda: simple() + noise("after", 3000)),
        kind(
            "pdf-carriage-returns-lost", ".pdf", "damaged unreadable", _carriage_returns_lost,
        ),
        kind("pdf-xref-prev-loop", ".pdf", "ok", _prev_loop),
        kind("pdf-page-tree-loop", ".pdf", "ok", lambda: _tree_loop(4), is_partial=True),
        # Most of its pages are not there, so that it must not be graded.
        kind(
            "pdf-page-tree-loop-of-30", ".pdf", "damaged", lambda: _tree_loop(30),
        ),
        kind("pdf-parent-loop", ".pdf", "ok", _parent_loop),
        kind("pdf-null-kids", ".pdf", "ok", _null_kids, is_partial=True),
        kind("pdf-count-huge", ".pdf", "ok", lambda: _count(b"1000000000")),
        kind("pdf-count-negative", ".pdf", "ok damaged", lambda: _count(b"-7")),
        kind("pdf-count-too-small", ".pdf", "ok", lambda: _count(b"1")),
        kind(
            "pdf-xref-size-2-billion", ".pdf", "ok",
            lambda: write(book([stream(words())]), size=2_000_000_000),
        ),
        kind(
            "pdf-xref-range-huge", ".pdf", "ok damaged",
            lambda: _replaced(b"xref\n0 6", b"xref\n0 99999999"),
        ),
        kind("pdf-startxref-wrong", ".pdf", "ok",
             lambda: _replaced(b"startxref\n", b"startxref\n9")),
        kind("pdf-length-too-small", ".pdf", "ok",
             lambda: write(book([stream(words(), length=b"40")]))),
        kind("pdf-length-too-large", ".pdf", "ok",
             lambda: write(book([stream(words(), length=b"99999999")]))),
        kind("pdf-length-negative", ".pdf", "ok",
             lambda: write(book([stream(words(), length=b"-1")]))),
        kind("pdf-length-refers-to-itself", ".pdf", "ok",
             lambda: write(book([stream(words(), length=b"5 0 R")]))),
        kind("pdf-endobj-missing", ".pdf", "ok",
             lambda: write(book([stream(words())]), end=b"\n")),
        kind("pdf-contents-missing", ".pdf", "empty damaged",
             lambda: _replaced(b"/Contents 5 0 R", b"")),
        kind("pdf-root-missing", ".pdf", "damaged ok", lambda: _replaced(b"/Root 1 0 R", b"")),
        kind("pdf-version-unknown", ".pdf", "ok", lambda: _replaced(b"%PDF-1.7", b"%PDF-9.9")),
        kind("pdf-object-streams", ".pdf", "ok", _object_streams, sentence=LATER),
        kind("pdf-incremental-update", ".pdf", "ok", _incremental, absent=["audited nobody"]),
        kind(
            "pdf-outline-loop", ".pdf", "ok",
            lambda: simple(
                catalog=b"/Outlines 6 0 R",
                more=[b"<</First 7 0 R/Last 7 0 R>>", b"<</Title(a)/Next 7 0 R/First 6 0 R>>"],
            ),
        ),
        kind(
            "pdf-name-tree-loop", ".pdf", "ok",
            lambda: simple(catalog=b"/Names<</Dests 6 0 R>>", more=[b"<</Kids[6 0 R]>>"]),
        ),
        kind(
            "pdf-page-is-its-own-content", ".pdf", "empty damaged",
            lambda: write([*book([stream(b"")])[:3], page(4)]),
        ),
        kind("pdf-zero-bytes-inside", ".pdf", "damaged ok", is_partial=True,
             make=lambda: (data := _cut(1.0))[: len(data) // 2] + bytes(len(data) // 2)),
        kind("pdf-good-sentence-first", ".pdf", "ok", lambda: simple(words([SENTENCE, *LINES]))),
    ]  # fmt: skip
