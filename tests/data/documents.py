"""Small documents made at test time, so that no binary file needs to be kept."""

import io
import zipfile

from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "We oppose modern slavery in our supply chains and train all of our staff every year."
LINES = [
    "We oppose modern slavery in every part of our business and we expect our",
    "suppliers to do the same, wherever they work and whatever they make for us.",
    "All staff complete a training course on forced labour when they join.",
]


def pdf(pages, *, password=None, image_pages=()):
    """Write pages, each a list of lines; pages numbered in image_pages hold an image only."""
    file = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=1) if password else None
    canvas = Canvas(file, pagesize=(595, 842), invariant=True, encrypt=encrypt)
    for number, lines in enumerate(pages, start=1):
        if number in image_pages:
            canvas.drawInlineImage(gray_image(), 50, 50, 495, 700)
        for index, line in enumerate(lines):
            canvas.drawString(50, 780 - 16 * index, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def gray_image():
    from PIL import Image

    return Image.new("L", (40, 40), 128)


def docx(build):
    """Write a DOCX document that a function has filled."""
    document = Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def recursive_pdf():
    """Write a PDF of a few hundred bytes whose form draws itself, which hangs a PDF engine."""
    form = b"/F Do " * 2
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R"
        b"/Resources<</XObject<</F 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F 4 0 R>>>>/Length "
        + str(len(form)).encode()
        + b">>stream\n"
        + form
        + b"\nendstream",
        b"<</Length 6>>stream\n/F Do \nendstream",
    ]
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += str(number).encode() + b" 0 obj\n" + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = str(len(objects) + 1).encode()
    return (
        body
        + b"xref\n0 " + size + b"\n0000000000 65535 f \n" + table
        + b"trailer<</Size " + size + b"/Root 1 0 R>>\nstartxref\n"
        + str(len(body)).encode() + b"\n%%EOF\n"
    )  # fmt: skip


def archive(parts):
    """Write a ZIP archive of named parts, compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


def word(body, **parts):
    """Write a DOCX document from the XML inside its body, and inside the roots of other parts."""
    names = "".join(f' xmlns:{each}="urn:{each}"' for each in ("w", "mc", "wps", "v", "r", "a"))
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles"}
    roots |= {"numbering": "numbering", "header1": "hdr", "footer1": "ftr"}
    files = {"word/document.xml": f"<w:document{names}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{roots[name]}{names}>{content}</w:{roots[name]}>"
        kind = name.rstrip("1")
        relations += f'<Relationship Type="urn:x/{kind}" Target="{name}.xml"/>'
    files["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return archive(files)


def odt(body, styles="", margins=""):
    """Write an ODT document from the XML inside its text, its styles and its master page."""
    names = "".join(
        f' xmlns:{each}="urn:{each}"' for each in ("office", "text", "table", "draw", "style", "fo")
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    master = f"<style:master-page>{margins}</style:master-page>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles{names}>{master}</office:document-styles>",
        }
    )
