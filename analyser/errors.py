"""Every deliberate error, its exit code, its reason for machines and its hint for people."""

from __future__ import annotations

from typing import ClassVar

EXIT_DONE = 0
EXIT_UNEXPECTED = 1
EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
EXIT_INTERRUPTED = 130


class AnalyserError(Exception):
    """Base of every error that this package raises on purpose."""

    exit_code: ClassVar[int] = EXIT_UNEXPECTED
    reason: ClassVar[str] = "error"
    hint: ClassVar[str] = ""


class InputError(AnalyserError):
    """The document or the input is at fault, not this program."""

    exit_code = 4
    reason = "input"
    hint = "Check that the path exists and holds statements."


class UnsupportedFormat(InputError):
    """The bytes are of no type that an extractor reads."""

    reason = "unsupported"
    hint = "Convert the document to PDF, HTML, DOCX or plain text."


class EncryptedDocument(InputError):
    """The document opens only with a password."""

    reason = "encrypted"
    hint = "Ask the publisher for a copy without a password, or remove it, then run again."


class NoTextLayer(InputError):
    """The pages hold images only."""

    reason = "no_text_layer"
    hint = (
        "The pages are images. Install Tesseract to have them read, or run OCR on the file first."
    )


class EmptyDocument(InputError):
    """There is no text in the document at all."""

    reason = "empty"
    hint = "Check that the download is complete and is the right file."


class DamagedDocument(InputError):
    """The document cannot be opened or breaks off."""

    reason = "damaged"
    hint = "Download the file again; if it is broken at its source, tell the publisher."


class DocumentTimeout(InputError):
    """Reading the document took longer than is allowed."""

    reason = "timeout"
    hint = "The file may be malformed or hostile. Open it by hand, and raise the time limit if it is sound."


class DocumentTooLarge(InputError):
    """The document is beyond a limit on bytes, pages, characters or unpacked size."""

    reason = "too_large"
    hint = "Cut the statement out of the larger document and analyse that."


class UnreadableDocument(InputError):
    """There are characters, but they make no words."""

    reason = "unreadable"
    hint = "The text layer is broken. Print the file to images, run OCR on it, then analyse the result."


class LanguageUnsupported(InputError):
    """The document is not in a language that the model reads."""

    reason = "language_unsupported"
    hint = "The model reads English. Ask for an English version, or have the document read by a person."


class NotAStatement(InputError):
    """The document says nothing about modern slavery, or only a small part of it does."""

    reason = "not_a_statement"
    hint = "Check that this is the statement; if it is one part of a larger report, cut it out, or have the whole document analysed with `--whole-document`."


class PointsElsewhere(NotAStatement):
    """The document only says where a statement can be found."""

    reason = "points_elsewhere"
    hint = "Download the statement that it points to, and analyse that."


class MissingDocument(InputError):
    """The document is listed, but there is no file to read."""

    reason = "not_found"
    hint = "Download the document and give its path in the manifest's `path` column."


class InvalidRecord(InputError):
    """A line or row of an input list cannot be read."""

    reason = "invalid_record"
    hint = "Correct the line; every line of a JSON Lines file is one object with `text` or `path`."


class FrameworkError(AnalyserError):
    """A framework is unknown, or its file is wrong."""

    exit_code = 5
    reason = "framework"
    hint = "List the frameworks with `analyser frameworks list`, or check a file of your own with `analyser frameworks check`."


class ModelError(AnalyserError):
    """A model is missing, altered, or of another version."""

    exit_code = 6
    reason = "model"
    hint = "List the models with `analyser models list`; `make train` builds them anew."


class OutputError(AnalyserError):
    """A report cannot be written."""

    exit_code = 7
    reason = "output"
    hint = "Choose a folder that exists and may be written to, with room left on its disk."


class StageOrderError(AnalyserError):
    """A stage was called before the one that it needs."""

    reason = "stage_order"
    hint = "Call extract, segment, classify and score in this order."
