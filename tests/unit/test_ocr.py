"""Reading page images: with Tesseract where it is installed, else with scripts in its place."""

import io
import os
import signal
import subprocess
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analyser.extractors import ocr, ocrcache

LINES = (
    "Modern slavery statement of Hazelbrook Kettles Limited",
    "We audited 42 suppliers of copper and enamel during the year.",
    "Every buyer completed training on forced labour before March.",
    "Our grievance line took eleven calls and closed nine of them.",
)
A4 = (595, 842)
NEVER = float("inf")
needs_tesseract = pytest.mark.skipif(
    ocr.find_tesseract() is None, reason="Tesseract with English is not installed."
)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ocr"


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a shell script in the place of Tesseract; it gives version and languages itself."""

    def install(body, *, version="5.3.0", languages="eng osd", name="tesseract"):
        path = tmp_path / name
        path.write_text(
            "#!/bin/sh\n"
            f'case "$1" in --version) echo tesseract {version}; exit;;\n'
            f"--list-langs) printf '%s\\n' {languages}; exit;; esac\n{body}\n"
        )
        path.chmod(0o755)
        monkeypatch.setenv("ANALYSER_TESSERACT", str(path))
        return path

    return install


@pytest.fixture
def open_page():
    """Open the first page of a PDF, and close it after the test."""
    opened = []

    def open_first(data):
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        opened.extend((page, document))
        return page

    yield open_first
    for each in opened:
        each.close()


def text_pdf(lines=LINES, size=A4, columns=1):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    canvas.setFont("Times-Roman", 11)
    for column in range(columns):
        for index, line in enumerate(lines):
            canvas.drawString(60 + 250 * column, size[1] - 80 - 18 * index, line)
    canvas.save()
    return file.getvalue()


def scan(data, turn=0):
    """Make of a page of text a page that is an image, which may lie on its side or head."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    bitmap = page.render(scale=200 / 72, grayscale=True, rotation=turn)
    image = bitmap.to_pil().copy()
    for each in (bitmap, page, document):
        each.close()
    size = (image.width * 72 / 200, image.height * 72 / 200)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    canvas.drawImage(ImageReader(image), 0, 0, *size)
    canvas.save()
    return file.getvalue()


def table(*rows):
    """Write a table as Tesseract does; a row is block, paragraph, line, confidence, word."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight"
    lines = [f"{head}\tconf\ttext", "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t"]
    for index, (block, paragraph, line, confidence, word) in enumerate(rows):
        lines.append(
            f"5\t1\t{block}\t{paragraph}\t{line}\t{index}\t0\t0\t9\t9\t{confidence}\t{word}"
        )
    return "\n".join(lines)


def says(*rows):
    """Give the shell command that prints a table."""
    return f"cat >/dev/null\ncat <<'END'\n{table(*rows)}\nEND"


def read(page, *, stop_at=NEVER, cache_key=None):
    return ocr.read_page(page, stop_at=stop_at, cache_key=cache_key)


def words(page):
    return " ".join(line for block in page.blocks for line in block).split()


def likeness(found, wanted):
    """Give the share of words that stand in both lists in the same order."""
    return SequenceMatcher(None, found, wanted, autojunk=False).ratio()


@needs_tesseract
def test_words_of_a_scanned_page_are_read_in_order(open_page):
    found = read(open_page(scan(text_pdf())))
    assert likeness(words(found), " ".join(LINES).split()) >= 0.95
    assert found.n_words == len(words(found))
    assert found.confidence > 0.9


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_was_scanned_the_wrong_way_up_is_read(open_page, turn):
    lines = LINES * 4  # which way is up can be told of a page with enough on it
    found = read(open_page(scan(text_pdf(lines, (440, 420)), turn)))
    wanted = " ".join(lines).split()
    assert likeness(words(found), wanted) >= 0.95
    assert found.confidence >= ocr.MIN_CONFIDENCE


@needs_tesseract
def test_columns_are_read_one_after_the_other(open_page):
    lines = [f"{line[:30]}." for line in LINES * 3]
    found = words(read(open_page(scan(text_pdf(lines, (595, 320), columns=2)))))
    wanted = " ".join(lines).split()
    assert likeness(found, wanted * 2) >= 0.95


@needs_tesseract
def test_nothing_is_read_on_a_blank_page(open_page):
    assert read(open_page(scan(text_pdf([])))) is None


@needs_tesseract
def test_too_little_memory_gives_nothing(open_page, monkeypatch):
    monkeypatch.setattr(ocr, "MAX_MEMORY_BYTES", 20_000_000)
    assert read(open_page(scan(text_pdf()))) is None


def test_lines_are_grouped_as_tesseract_groups_them(open_page, stand_in):
    stand_in(
        says(
            (1, 1, 1, 90, "Our"),
            (1, 1, 1, 90, "policy"),
            (1, 1, 2, 90, "grew."),
            (1, 2, 1, 90, "Then"),
            (2, 2, 1, 90, "more."),
        )
    )
    found = read(open_page(text_pdf()))
    assert found.blocks == (("Our policy", "grew."), ("Then",), ("more.",))


def test_confidence_weighs_words_by_length_and_doubtful_words_are_dropped(open_page, stand_in):
    stand_in(says((1, 1, 1, 90, "suppliers"), (1, 1, 1, 10, "~")))
    found = read(open_page(text_pdf()))
    assert found.blocks == (("suppliers",),)
    assert found.n_words == 1
    assert found.confidence == pytest.approx((9 * 0.9 + 0.1) / 10)


@pytest.mark.parametrize("sign", ["e", "¢", "«", "o", "•"])
def test_a_sign_that_opens_a_line_is_a_bullet(open_page, stand_in, sign):
    stand_in(says((1, 1, 1, 8, sign), (1, 1, 1, 90, "audits"), (1, 1, 2, 90, sign)))
    assert read(open_page(text_pdf())).blocks == (("• audits", sign),)


def test_an_article_that_opens_a_line_is_no_bullet(open_page, stand_in):
    stand_in(says((1, 1, 1, 90, "a"), (1, 1, 1, 90, "policy")))
    assert read(open_page(text_pdf())).blocks == (("a policy",),)


def test_quotation_marks_and_empty_words_do_not_upset_the_table(open_page, stand_in):
    stand_in(says((1, 1, 1, 90, '"We'), (1, 1, 1, 95, " "), (1, 1, 1, 90, "act")))
    assert read(open_page(text_pdf())).blocks == (('"We act',),)


@pytest.mark.parametrize("body", ["exit 1", "kill -9 $$", "cat >/dev/null", says()])
def test_a_failure_or_no_word_gives_nothing(open_page, stand_in, body):
    stand_in(body)
    assert read(open_page(text_pdf())) is None


def test_when_time_runs_out_nothing_is_given_and_no_process_is_left(open_page, stand_in, tmp_path):
    pid = tmp_path / "pid"
    stand_in(f"echo $$ > {pid}; exec sleep 60")
    start = time.monotonic()
    assert read(open_page(text_pdf()), stop_at=start + 0.5) is None
    assert time.monotonic() - start < 10
    assert not is_running(int(pid.read_text()))


def is_running(pid):
    """Tell whether a process is at work; one that nobody has waited for yet is not."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")")[1].split()[0]
        except FileNotFoundError:
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


def test_tesseract_is_killed_with_the_group_of_the_process_that_reads(stand_in, tmp_path):
    pid, document = tmp_path / "pid", tmp_path / "page.pdf"
    stand_in(f"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 60")
    document.write_bytes(text_pdf())
    code = (
        "import sys, pypdfium2; from analyser.extractors import ocr; "
        "page = pypdfium2.PdfDocument(sys.argv[1])[0]; "
        "ocr.read_page(page, stop_at=float('inf'), cache_key=None)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code, str(document)], start_new_session=True)
    for _ in range(600):
        if pid.exists():
            break
        time.sleep(0.05)
    os.killpg(reader.pid, signal.SIGKILL)
    reader.wait()
    assert not is_running(int(pid.read_text()))


def test_nothing_is_started_when_the_time_is_up(open_page, stand_in, tmp_path):
    stand_in(f"touch {tmp_path}/started")
    assert read(open_page(text_pdf()), stop_at=time.monotonic() - 1) is None
    assert not (tmp_path / "started").exists()


def test_a_page_is_read_once(open_page, stand_in):
    stand_in(says((1, 1, 1, 90, "first")), name="good")
    page = open_page(text_pdf())
    first = read(page, cache_key="a-0")
    stand_in("exit 1", name="bad")
    assert read(page, cache_key="a-0") == first
    assert read(page, cache_key="a-1") is None


def test_that_a_page_is_blank_is_kept_too(open_page, stand_in):
    stand_in(says(), name="good")
    page = open_page(text_pdf())
    assert read(page, cache_key="a-0") is None
    stand_in(says((1, 1, 1, 90, "words")), name="other")
    assert read(page, cache_key="a-0") is None


def test_a_failure_is_not_kept(open_page, stand_in, cache):
    stand_in("exit 1", name="bad")
    page = open_page(text_pdf())
    assert read(page, cache_key="a-0") is None
    stand_in(says((1, 1, 1, 90, "words")), name="good")
    assert read(page, cache_key="a-0") is not None


def test_another_version_reads_anew(open_page, stand_in):
    stand_in(says((1, 1, 1, 90, "old")), name="old")
    page = open_page(text_pdf())
    read(page, cache_key="a-0")
    stand_in(says((1, 1, 1, 90, "new")), version="5.4.0", name="new")
    assert words(read(page, cache_key="a-0")) == ["new"]


def test_without_a_key_nothing_is_kept(open_page, stand_in, cache):
    stand_in(says((1, 1, 1, 90, "words")))
    read(open_page(text_pdf()))
    assert not cache.exists()


@pytest.mark.parametrize(
    "change", [lambda data: data.replace(b"first", b"worse"), lambda _: b"\xff"]
)
def test_an_entry_that_was_altered_is_read_anew(open_page, stand_in, cache, change):
    stand_in(says((1, 1, 1, 90, "first")), name="first")
    page = open_page(text_pdf())
    read(page, cache_key="a-0")
    (entry,) = cache.rglob("*.json")
    entry.write_bytes(change(entry.read_bytes()))
    stand_in(says((1, 1, 1, 90, "second")), name="second")
    assert words(read(page, cache_key="a-0")) == ["second"]


def test_a_folder_that_cannot_be_written_is_done_without(open_page, stand_in, cache):
    cache.parent.mkdir()
    cache.write_text("a file where a folder should be")
    stand_in(says((1, 1, 1, 90, "words")))
    assert words(read(open_page(text_pdf()), cache_key="a-0")) == ["words"]


def test_the_oldest_entries_make_room(monkeypatch, cache):
    monkeypatch.setattr(ocrcache, "N_SHELVES", 1)
    monkeypatch.setattr(ocrcache, "MAX_BYTES", 250)
    monkeypatch.setattr(ocrcache, "_digest", lambda text: f"ab{text}"[:9])
    for age, key in enumerate(("old", "new", "newest")):
        ocrcache.keep(key + 100 * "x", key)
        for entry in cache.rglob(f"{key}.json"):
            os.utime(entry, (age, age))
    ocrcache.keep("last", "last")
    kept = {key for key in ("old", "new", "newest", "last") if ocrcache.load(key)}
    assert kept == {"new", "newest", "last"}


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"ANALYSER_CACHE": "/a"}, "/a/ocr"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/analyser/ocr"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/h/.cache/analyser/ocr"),
        ({}, "/home/h/.cache/analyser/ocr"),
    ],
)
def test_the_users_folder_is_used(monkeypatch, variables, folder):
    monkeypatch.setenv("HOME", "/home/h")
    for name in ("ANALYSER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ocrcache.cache_folder().as_posix() == folder


def test_pages_are_drawn_at_200_dots_an_inch_and_grey(open_page):
    header, _, pixels = ocr._draw(open_page(text_pdf()), 200).partition(b" 255\n")
    width, height = map(int, header.split()[1:])
    assert (width, height) == (pytest.approx(595 * 200 / 72, abs=1), pytest.approx(2339, abs=1))
    assert len(pixels) == width * height


@pytest.mark.parametrize("size", [(4000, 3000), (14000, 60)])
def test_a_large_page_is_shrunk(open_page, size):
    page = open_page(text_pdf([], size))
    dpi = ocr._dpi(page)
    assert 40 <= dpi < 200
    assert size[0] * size[1] * (dpi / 72) ** 2 <= ocr.MAX_PIXELS * 1.001
    assert size[0] * dpi / 72 <= ocr.MAX_SIDE * 1.001


def test_an_absurd_page_is_not_drawn(open_page, stand_in, tmp_path):
    stand_in(f"touch {tmp_path}/started")
    assert read(open_page(text_pdf([], (200_000, 200_000)))) is None
    assert not (tmp_path / "started").exists()


def test_where_there_is_no_program_none_is_found(monkeypatch, tmp_path, open_page):
    monkeypatch.delenv("ANALYSER_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ocr.find_tesseract() is None
    assert read(open_page(text_pdf())) is None


def test_the_named_program_is_found_with_its_version(stand_in):
    path = stand_in("", version="v5.9.9-3")
    assert ocr.find_tesseract() == ocr.Tesseract(str(path), "5.9.9-3", can_turn=True)


def test_a_named_program_that_is_missing_is_not_replaced_by_another(monkeypatch, tmp_path):
    monkeypatch.setenv("ANALYSER_TESSERACT", str(tmp_path / "none"))
    assert ocr.find_tesseract() is None


def test_a_program_without_english_is_none(stand_in):
    stand_in("", languages="deu osd")
    assert ocr.find_tesseract() is None


def test_another_program_is_none(monkeypatch):
    monkeypatch.setenv("ANALYSER_TESSERACT", "/bin/echo")
    assert ocr.find_tesseract() is None


@pytest.mark.parametrize(("languages", "read_again"), [("eng osd", True), ("eng", False)])
def test_garbage_is_read_again_with_its_direction_found_out(
    open_page, stand_in, languages, read_again
):
    upright = says(*((1, 1, 1, 95, "words"),) * 30)
    on_its_head = says(*((1, 1, 1, 35, "spuom"),) * 30)
    stand_in(
        f'case "$*" in *"--psm 1 "*)\n{upright}\n;; *)\n{on_its_head}\n;; esac', languages=languages
    )
    assert (words(read(open_page(text_pdf())))[0] == "words") is read_again
