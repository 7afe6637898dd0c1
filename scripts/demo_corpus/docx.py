"""Write a document as a Word file: a zip of a few XML parts with fixed times."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from demo_corpus.content import Block, Document

# The earliest time that a zip can hold; any fixed one would do.
EPOCH = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/>'
    "</Types>"
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
PARTS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    "</Relationships>"
)
NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def style(name: str, title: str, properties: str = "", size: int = 22) -> str:
    """Return one paragraph style; the size is in half points."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>'
        f'<w:pPr>{properties}</w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = (
    f'{HEAD}<w:styles xmlns:w="{MAIN}">'
    + style("Normal", "Normal")
    + "".join(
        style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
            36 - 4 * level,
        )
        for level in (1, 2, 3)
    )
    + style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    + "</w:styles>"
)


def write(document: Document) -> bytes:
    """Return the file's bytes; stored, not deflated, so that no zlib can change them."""
    body = "".join(render(block) for block in document.blocks)
    main = f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": main,
        "word/_rels/document.xml.rels": PARTS,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            # The same on every system; zipfile would write the one it runs on.
            info.create_system = 3
            archive.writestr(info, text.encode("utf-8"))
    return file.getvalue()


def render(block: Block) -> str:
    """Return one block as paragraphs or a table."""
    if block.kind == "break":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if block.kind == "heading":
        return paragraph(block.lines[0].text, f"Heading{block.level}")
    if block.kind == "paragraph":
        return paragraph(" ".join(line.text for line in block.lines))
    if block.kind == "table":
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in line.cells) + "</w:tr>"
            for line in block.lines
        )
        columns = '<w:gridCol w:w="2400"/>' * len(block.lines[0].cells)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    name = "ListBullet" if block.kind == "bullets" else "Normal"
    return "".join(paragraph(line.text, name) for line in block.lines)


def paragraph(text: str, style: str = "Normal") -> str:
    """Return one paragraph, cut into two runs as word processors do."""
    half = text.find(" ", len(text) // 2)
    runs = [text] if half < 0 else [text[:half], text[half:]]
    inside = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs if run
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'
