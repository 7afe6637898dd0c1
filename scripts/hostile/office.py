"""ODT and RTF, sound and hostile: read where a reader for them is there, refused where none is."""

from __future__ import annotations

from xml.sax.saxutils import escape

from analyser.extractors import extractors
from scripts.hostile.kinds import LINES, SECRET, SECRET_NAME, SENTENCE, Kind, kind, noise
from scripts.hostile.packed import pack, with_bomb
from scripts.hostile.word import PORT, XML, external, laughs

ODT = "application/vnd.oasis.opendocument.text"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{NAMES}:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"))
)
MANIFEST = f'{XML}<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0">%s</manifest:manifest>'
SECRET_KEY = (
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" '
    'manifest:size="900"><manifest:encryption-data manifest:checksum-type="SHA1/1K" '
    'manifest:checksum="AAAA"><manifest:algorithm manifest:algorithm-name="Blowfish CFB" '
    'manifest:initialisation-vector="AAAA"/></manifest:encryption-data></manifest:file-entry>'
)


def reads(suffix: str) -> bool:
    """Say whether some extractor reads files of a suffix."""
    return any(suffix in module.SUFFIXES for module in extractors().values())


def _content(body: str = "", *, doctype: str = "") -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in LINES)
    return (
        f"{XML}{doctype}<office:document-content {NAMESPACES}><office:body><office:text>"
        f"{lines}{body}</office:text></office:body></office:document-content>"
    )


def _parts(content: str | bytes | None = None, *, manifest: str = "") -> dict[str, str | bytes]:
    return {
        "mimetype": ODT,
        "META-INF/manifest.xml": MANIFEST % manifest,
        "content.xml": _content() if content is None else content,
    }


def _odt(content: str | bytes | None = None, *, manifest: str = "") -> bytes:
    return pack(_parts(content, manifest=manifest), stored=("mimetype",))


def _bomb(said: int | None) -> bytes:
    parts = {name: part for name, part in _parts().items() if name != "content.xml"}
    return with_bomb(parts, "content.xml", n_mebibytes=1024, said=said)


def _deep() -> bytes:
    return _odt(_content("<text:section>" * 100_000 + "</text:section>" * 100_000))


def _rtf(body: str | None = None) -> bytes:
    inner = body if body is not None else "".join(f"{line}\\par\n" for line in LINES)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\n{inner}}}".encode()


def _escaped() -> str:
    codes = "".join(f"\\u{ord(letter)}?" if index % 3 else f"\\'{ord(letter):02x}"
                    for index, letter in enumerate(SENTENCE))  # fmt: skip
    return "".join(f"{line}\\par\n" for line in LINES if line != SENTENCE) + f"{codes}\\par\n"


def kinds(port: int = PORT) -> list[Kind]:
    """List them.

    Parameters
    ----------
    port : int
        Of this machine, where a document that fetches what it names would call.
    """
    odt, rtf = reads(".odt"), reads(".rtf")
    web = f"http://127.0.0.1:{port}/odt"

    def when(is_read: bool, expected: str) -> str:
        return expected if is_read else "unsupported"

    lines = "".join(f"{line}\\par\n" for line in LINES)
    repeated = (
        '<table:table><table:table-row table:number-rows-repeated="1000000000">'
        '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    return [
        kind("odt-good", ".odt", when(odt, "ok"), _odt),
        kind("odt-bomb", ".odt", when(odt, "too_large"), lambda: _bomb(None), is_heavy=True),
        kind("odt-bomb-that-lies", ".odt", when(odt, "damaged too_large"), lambda: _bomb(1000),
             is_heavy=True),
        kind("odt-billion-laughs", ".odt", when(odt, "ok damaged"), lambda: _odt(
            _content("<text:p>&e9;</text:p>", doctype=laughs(10)))),
        kind("odt-external-entity", ".odt", when(odt, "ok damaged"), absent=[SECRET],
             make=lambda: _odt(_content("<text:p>&x;</text:p>", doctype=external(SECRET_NAME)))),
        kind("odt-external-entity-by-address", ".odt", when(odt, "ok damaged"), lambda: _odt(
            _content("<text:p>&x;</text:p>", doctype=external(web)))),
        kind("odt-password", ".odt", when(odt, "encrypted"),
             lambda: _odt(noise("odt", 900), manifest=SECRET_KEY)),
        kind("odt-no-content", ".odt", when(odt, "damaged unsupported"), lambda: pack(
            {"mimetype": ODT, "META-INF/manifest.xml": MANIFEST % ""}, stored=("mimetype",))),
        kind("odt-cut", ".odt", "damaged", lambda: (data := _odt())[: len(data) * 2 // 3]),
        kind("odt-broken-xml", ".odt", when(odt, "damaged"), lambda: _odt(_content()[:-90])),
        kind("odt-deep-tags", ".odt", when(odt, "ok damaged too_large"), _deep),
        kind("odt-2-billion-spaces", ".odt", when(odt, "ok damaged too_large"), lambda: _odt(
            _content('<text:p>a<text:s text:c="2000000000"/>b</text:p>'))),
        kind("odt-billion-rows", ".odt", when(odt, "ok damaged too_large"),
             lambda: _odt(_content(repeated))),
        kind("rtf-good", ".rtf", when(rtf, "ok"), _rtf),
        kind("rtf-escaped-letters", ".rtf", when(rtf, "ok"), lambda: _rtf(_escaped())),
        kind("rtf-million-groups", ".rtf", when(rtf, "ok damaged too_large"),
             lambda: _rtf(lines + "{" * 1_000_000 + "x" + "}" * 1_000_000), is_heavy=True),
        kind("rtf-unclosed-groups", ".rtf", when(rtf, "ok damaged"),
             lambda: _rtf(lines + "{" * 500)),
        kind("rtf-too-many-closings", ".rtf", when(rtf, "ok damaged"),
             lambda: _rtf(lines + "}" * 500 + "{" * 499)),
        kind("rtf-bin-of-2-gigabytes", ".rtf", when(rtf, "ok damaged"),
             lambda: _rtf(lines + "{\\pict\\bin2147483647 x}")),
        kind("rtf-number-of-1000-digits", ".rtf", when(rtf, "ok damaged unreadable"),
             lambda: _rtf(f"\\fs{'9' * 1000} \\u{'9' * 1000}?" + lines)),
        kind("rtf-picture", ".rtf", when(rtf, "ok"), absent=["deadbeef"],
             make=lambda: _rtf("{\\pict\\pngblip " + "deadbeef" * 50_000 + "}" + lines)),
        kind("rtf-object", ".rtf", when(rtf, "ok"), absent=["d0cf11e0"],
             make=lambda: _rtf(
                 "{\\object\\objemb{\\*\\objdata " + "d0cf11e0" * 900 + "}}" + lines)),
        kind("rtf-fetches-picture", ".rtf", when(rtf, "ok"), lambda: _rtf(
            f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{web}"}}{{\\fldrslt }}}}{lines}')),
        kind("rtf-cut", ".rtf", when(rtf, "ok damaged"), lambda: _rtf(lines * 3)[:-400],
             is_partial=True),
        kind("rtf-start-only", ".rtf", when(rtf, "empty damaged"), lambda: b"{\\rtf1"),
    ]  # fmt: skip
