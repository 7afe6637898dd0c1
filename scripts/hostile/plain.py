"""Text files that are no text, or text that would harm whoever opens the report."""

from __future__ import annotations

import random

from scripts.hostile.kinds import LINES, SENTENCE, TEXT, Kind, kind, noise

GERMAN = (
    "Wir giessen Gehäuse für Pumpen und beschäftigen sechshundertvierzig Menschen. "
    "Im letzten Jahr haben wir einundvierzig Zulieferer geprüft und dabei drei Fälle gefunden. "
)


def _one_line() -> bytes:
    return (" ".join(LINES) + " ").encode() * (20_000_000 // (len(" ".join(LINES)) + 1))


def _numbers() -> bytes:
    dice = random.Random("numbers")
    return "\n".join(
        " ".join(str(dice.randrange(10**6)) for _ in range(9)) for _ in range(900)
    ).encode()


def _with(*lines: str) -> bytes:
    return "\n\n".join([*LINES, *lines]).encode("utf-8", "surrogatepass")


def kinds() -> list[Kind]:
    """List them."""
    formulas = (
        "=cmd|' /C calc'!A0 is how this sentence begins.",
        "+1+1 suppliers left, -2+3 joined, @SUM(A1:A9) stayed.",
        '=HYPERLINK("http://127.0.0.1/","Click") says the next sentence of ours.',
    )
    tags = "<script>alert(1)</script> <img src=x onerror=alert(2)> were never approved."
    reordered = "The \u202epolicy\u202c covers \u2066every\u2069 site\u200b of ours."
    return [
        kind("text-binary", ".txt", "unsupported unreadable damaged", lambda: noise("txt", 20_000)),
        kind("text-binary-without-nul", ".txt", "unreadable unsupported damaged",
             lambda: noise("txt", 20_000).replace(b"\0", b"\1")),
        kind("text-utf-16-without-mark", ".txt", "ok unsupported unreadable",
             lambda: TEXT.encode("utf-16-le")),
        kind("text-utf-32", ".txt", "ok unsupported unreadable", lambda: TEXT.encode("utf-32")),
        kind("text-one-line-of-20-megabytes", ".txt", "ok too_large timeout", _one_line,
             is_heavy=True),
        kind("text-only-spaces", ".txt", "empty", lambda: b" \t\r\n" * 5000),
        kind("text-only-nuls", ".txt", "empty unsupported", lambda: bytes(5000)),
        kind("text-only-numbers", ".txt", "unreadable", _numbers),
        kind("text-only-marks", ".txt", "empty unreadable",
             lambda: ("\u200b\u202e\ufeff\u2066" * 2000).encode()),
        kind("text-only-accents", ".txt", "unreadable",
             lambda: ("a" + "\u0301" * 50_000).encode()),
        kind("text-one-word-of-a-megabyte", ".txt", "unreadable language_unsupported",
             lambda: b"slavery" * 150_000, is_heavy=True),
        kind("text-control-characters", ".txt", "ok", absent=["\x1b", "\x07", "\0"],
             make=lambda: _with("\x1b[2J\x07\x9b31m We cleared \x08\x7fthe screen.")),
        kind("text-direction-marks", ".txt", "ok", lambda: _with(reordered),
             absent=["\u202e", "\u2066", "\u200b"], sentence="The policy covers every site"),
        kind("text-formulas", ".txt", "ok", lambda: _with(*formulas), sentence=formulas[0]),
        kind("text-script-tags", ".txt", "ok", lambda: _with(tags), sentence="never approved."),
        kind("text-lone-surrogates", ".txt", "ok", lambda: _with("A \ud800 half \udfff letter.")),
        kind("text-million-line-ends", ".txt", "ok",
             lambda: TEXT.encode() + b"\n" * 1_000_000 + b"The end.", is_heavy=True),
        kind("text-million-bullets", ".txt", "unreadable ok too_large timeout",
             lambda: TEXT.encode() + "• a ".encode() * 1_000_000, is_heavy=True),
        kind("text-million-brackets", ".txt", "unreadable ok too_large timeout",
             lambda: TEXT.encode() + b"(" * 1_000_000, is_heavy=True),
        kind("text-german", ".txt", "language_unsupported", lambda: (GERMAN * 9).encode()),
        kind("text-half-german", ".txt", "ok language_unsupported", is_partial=True,
             make=lambda: (TEXT * 4 + GERMAN * 10).encode()),
        kind("text-about-bread", ".txt", "not_a_statement",
             lambda: b"We bake bread in three towns and deliver it before breakfast. " * 9),
        kind("text-of-one-letter", ".txt", "not_a_statement unreadable", lambda: b"a"),
        kind("text-sentence-alone", ".txt", "ok", SENTENCE.encode),
    ]  # fmt: skip
