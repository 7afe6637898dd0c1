"""PDF whose pages are images, whose text is garbage or hidden, or that holds more than text."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from scripts.hostile.kinds import LINES, SENTENCE, Kind, kind, noise
from scripts.hostile.pdfparts import (
    book,
    flate,
    simple,
    stream,
    to_unicode,
    unicode_pdf,
    words,
    write,
)

IMAGE = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
DRAW = b"q 595 0 0 842 0 0 cm /I Do Q "
XOBJECT = b"/XObject<</I %d 0 R>>"
FRENCH = (
    "Déclaration sur l'esclavage moderne pour l'exercice 2025",
    "La société emploie six cent quarante personnes et achète surtout de la fonte.",
    "Nous avons contrôlé quarante et un fournisseurs pendant cette année.",
    "Le conseil d'administration a approuvé cette déclaration au mois de mars.",
)
CHINESE = (
    "二〇二五年现代奴隶制声明",
    "本公司在达德利铸造泵壳，雇用六百四十名员工，并从三百一十二家供应商采购。",
    "我们在本年度审查了四十一家供应商，以查明是否存在强迫劳动。",
    "董事会于二〇二六年三月批准了本声明，并将每年更新一次。",
)
ARABIC = (
    "بيان العبودية الحديثة لعام ألفين وخمسة وعشرين",
    "توظف الشركة ستمائة وأربعين شخصا وتشتري الحديد من موردين كثيرين في العالم.",
    "قمنا بمراجعة واحد وأربعين موردا خلال هذه السنة للكشف عن العمل القسري.",
    "وافق مجلس الإدارة على هذا البيان في شهر مارس من السنة التالية.",
)
ATTACHED = "Attachments were never part of what this statement says about slavery."


def _scan(style: str) -> bytes:
    """Draw a page as an image: a scan of the statement, noise, or nothing."""
    size = (827, 1170)
    if style == "noise":
        return noise("scan", size[0] * size[1])
    picture = Image.new("L", size, 255)
    if style == "text":
        draw = ImageDraw.Draw(picture)
        font = ImageFont.load_default(18)
        for index, line in enumerate(LINES):
            draw.text((60, 80 + 34 * index), line, fill=0, font=font)
        picture = picture.rotate(0.4, fillcolor=255).filter(ImageFilter.GaussianBlur(0.4))
    return picture.tobytes()


def _image(style: str) -> bytes:
    return flate(_scan(style), IMAGE + b"/Width 827/Height 1170")


def _scanned(style: str, *, text_pages: int = 0) -> bytes:
    contents = [*([stream(words())] * text_pages), stream(DRAW), stream(DRAW)]
    resources = XOBJECT % (4 + 2 * len(contents))
    return write(book(contents, resources=resources, more=[_image(style)]))


def _with_image(image: bytes, *, content: bytes = b"") -> bytes:
    return simple(content + DRAW, resources=XOBJECT % 6, more=[image])


def _coded(filter_: bytes, slug: str) -> bytes:
    start = {b"JPXDecode": b"\0\0\0\x0cjP  \r\n\x87\n", b"DCTDecode": b"\xff\xd8\xff\xe0"}
    data = start.get(filter_, b"\0\0\0\0\x30") + noise(slug, 5000)
    return stream(data, IMAGE + b"/Width 800/Height 900/Filter/" + filter_)


def _letters_as_drawings() -> bytes:
    """Write with a Type 3 font whose glyphs are boxes, and whose names tell the letters."""
    codes = sorted(set("".join(LINES)))
    differences = b" ".join(b"/%s" % _glyph(letter) for letter in codes)
    procedures = b"".join(b"/%s 7 0 R" % _glyph(letter) for letter in codes)
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 32/LastChar %d/Widths[%s]/CharProcs<<%s>>/Encoding<</Differences[32 %s]>>"
        b"/ToUnicode 8 0 R>>" % (31 + len(codes), b"500 " * len(codes), procedures, differences)
    )
    places = {letter: 32 + index for index, letter in enumerate(codes)}
    shown = b"".join(
        b"<%s>'\n" % bytes(places[letter] for letter in line).hex().encode() for line in LINES
    )
    pairs = b"".join(b"<%02x><%04x>\n" % (code, ord(letter)) for letter, code in places.items())
    mapping = stream(
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange\n%d beginbfchar\n%sendbfchar "
        b"endcmap" % (len(places), pairs)
    )
    objects = book(
        [stream(b"BT /T 11 Tf 16 TL 50 780 Td " + shown + b"ET")],
        more=[font, stream(b"500 0 0 0 500 700 d1 0 0 400 600 re f"), mapping],
    )
    objects[3] = objects[3].replace(b"/F1 3 0 R", b"/T 6 0 R")
    return write(objects)


def _glyph(letter: str) -> bytes:
    return b"g%04x" % ord(letter)


def _font_loop() -> bytes:
    loop = b"<</Type/Font/Subtype/Type0/BaseFont/L/Encoding 6 0 R/DescendantFonts[6 0 R]>>"
    content = words() + b"BT /L 9 Tf (looping) Tj ET"
    objects = book([stream(content)], more=[loop])
    objects[3] = objects[3].replace(b"/F1 3 0 R", b"/F1 3 0 R/L 6 0 R")
    return write(objects)


def _marked() -> bytes:
    """Write letters with zero-width and direction marks between them."""
    line = (
        "\u202e"
        + "\u200b".join(SENTENCE.split(" ")[0])
        + SENTENCE[SENTENCE.index(" ") :]
        + "\u202c"
    )
    return unicode_pdf([*LINES[:2], line.replace("forced", "for\u2066ced\u2069"), *LINES[3:]])


def _shuffled() -> bytes:
    """Map letters to other letters at random, as broken subset fonts do."""
    letters = [chr(code) for code in range(97, 123)]
    others = letters[:]
    random.Random(7).shuffle(others)
    table = str.maketrans(dict(zip(letters, others, strict=True)))
    return unicode_pdf([line.lower().translate(table) for line in LINES])


def _form() -> bytes:
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(field)/V(Typed into a form)/Rect[50 50 300 80]"
        b"/AA<</K<</S/JavaScript/JS(while\\(true\\);)>>>>>>"
    )
    return simple(catalog=b"/AcroForm<</Fields[6 0 R]>>", extra=b"/Annots[6 0 R]", more=[field])


def _please_wait() -> bytes:
    lines = (
        "Please wait...",
        "If this message is not eventually replaced by the proper contents of the document,",
        "your PDF viewer may not be able to display this type of document.",
    )
    form = stream(f"<xdp><template>{' '.join(LINES)}</template></xdp>".encode())
    return simple(words(lines), catalog=b"/AcroForm<</XFA 6 0 R/Fields[]>>", more=[form])


def _jpeg() -> bytes:
    file = io.BytesIO()
    Image.frombytes("L", (827, 1170), _scan("text")).save(file, "JPEG", quality=60)
    return stream(file.getvalue(), IMAGE + b"/Width 827/Height 1170/Filter/DCTDecode")


def kinds() -> list[Kind]:
    """List them."""
    hidden = "Every one of our suppliers was audited and no slavery was ever found."
    no_text = "empty damaged no_text_layer"
    garbage = "unreadable no_text_layer damaged"
    script = (
        b"/OpenAction<</S/JavaScript/JS(for\\(;;\\);app.launchURL\\('http://127.0.0.1:%d/'\\))>>"
    )
    attachment = stream(ATTACHED.encode(), b"/Type/EmbeddedFile")
    return [
        kind("pdf-scan", ".pdf", "no_text_layer", lambda: _scanned("text")),
        kind("pdf-scan-as-jpeg", ".pdf", "no_text_layer", lambda: _with_image(_jpeg())),
        kind("pdf-scan-of-noise", ".pdf", "no_text_layer", lambda: _scanned("noise")),
        kind("pdf-scan-of-nothing", ".pdf", "no_text_layer empty", lambda: _scanned("blank")),
        kind("pdf-text-then-scan", ".pdf", "ok", lambda: _scanned("text", text_pages=2),
             is_partial=True),
        kind("pdf-scan-with-invisible-text", ".pdf", "ok",
             lambda: _with_image(_image("text"), content=words(before=b"3 Tr"))),
        kind("pdf-blank", ".pdf", no_text, lambda: simple(b"")),
        kind("pdf-no-to-unicode", ".pdf", garbage, lambda: unicode_pdf(
            ["".join(chr(ord(letter) - 29) for letter in line) for line in LINES], mapping=b"")),
        kind("pdf-private-use-letters", ".pdf", garbage,
             lambda: unicode_pdf(LINES, mapping=to_unicode(base=0xE000))),
        kind("pdf-letters-become-signs", ".pdf", garbage,
             lambda: unicode_pdf(LINES, mapping=to_unicode(shift=-0x40 + 0x2200))),
        kind("pdf-letters-shifted-by-one", ".pdf", garbage + " language_unsupported",
             lambda: unicode_pdf(LINES, mapping=to_unicode(shift=1))),
        kind("pdf-letters-shuffled", ".pdf", garbage + " language_unsupported", _shuffled),
        kind("pdf-white-on-white", ".pdf", "ok",
             lambda: simple(words() + words([hidden], before=b"1 g", top=80))),
        kind("pdf-invisible-sentence", ".pdf", "ok",
             lambda: simple(words() + words([hidden], before=b"3 Tr", top=80))),
        kind("pdf-marks-between-letters", ".pdf", "ok", _marked,
             absent=["\u200b", "\u202e", "\u2066", "\0"]),
        kind("pdf-nul-letters", ".pdf", "ok", absent=["\0"],
             make=lambda: simple(words().replace(b"Dudley", b"Dud\\000\\000ley"))),
        kind("pdf-javascript", ".pdf", "ok", lambda: simple(catalog=script % 9)),
        kind("pdf-launch-action", ".pdf", "ok", lambda: simple(
            catalog=b"/OpenAction<</S/Launch/F(/bin/touch)/Win<</F(calc.exe)>>>>")),
        kind("pdf-embedded-file", ".pdf", "ok", absent=[ATTACHED[:30]], make=lambda: simple(
            catalog=b"/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 6 0 R>>>>]>>>>",
            more=[attachment])),
        kind("pdf-external-stream", ".pdf", "ok", lambda: simple(
            extra=b"/Invented 6 0 R", more=[stream(b"", b"/F(/etc/passwd)")])),
        kind("pdf-form-fields", ".pdf", "ok", _form),
        kind("pdf-please-wait", ".pdf", "not_a_statement damaged", _please_wait),
        kind("pdf-annotations", ".pdf", "ok", lambda: simple(
            extra=b"/Annots[6 0 R 6 0 R]",
            more=[b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Note)/Popup 6 0 R>>"])),
        kind("pdf-broken-jbig2", ".pdf", "ok",
             lambda: _with_image(_coded(b"JBIG2Decode", "jb"), content=words())),
        kind("pdf-broken-jpx", ".pdf", "ok",
             lambda: _with_image(_coded(b"JPXDecode", "jp"), content=words())),
        kind("pdf-broken-jbig2-alone", ".pdf", "no_text_layer damaged",
             lambda: _with_image(_coded(b"JBIG2Decode", "jb"))),
        kind("pdf-broken-jpeg-alone", ".pdf", "no_text_layer damaged",
             lambda: _with_image(_coded(b"DCTDecode", "dc"))),
        kind("pdf-type-3-font", ".pdf", "ok", _letters_as_drawings),
        kind("pdf-font-loop", ".pdf", "ok", _font_loop),
        kind("pdf-french", ".pdf", "language_unsupported", lambda: simple(words(FRENCH))),
        kind("pdf-chinese", ".pdf", "language_unsupported", lambda: unicode_pdf(CHINESE)),
        kind("pdf-arabic", ".pdf", "language_unsupported", lambda: unicode_pdf(ARABIC)),
        kind("pdf-of-bread", ".pdf", "not_a_statement", lambda: simple(words([
            "We bake bread in three towns and deliver it before breakfast every day.",
            "Our flour comes from mills that we have known for twenty years."]))),
    ]  # fmt: skip
