"""Write a document as a web page, with the menus, banners and footers that sites put around it."""

from __future__ import annotations

from html import escape

from demo_corpus.content import Block, Document

STYLE = "body{font-family:sans-serif;margin:0}nav li{display:inline}.wrap{max-width:60em}"
SCRIPT = "window.siteConfig={page:'legal',track:false};"
MENU = ("Home", "About us", "Products", "Careers", "Investors", "Contact")
SHOP = ("New in", "Women", "Men", "Children", "Home and garden", "Gift cards", "Sale", "Stores")
LEGAL = ("Terms of use", "Privacy notice", "Cookie settings", "Accessibility", "Site map")


def write(document: Document) -> bytes:
    """Return the page's bytes, in the layout that the document names."""
    layouts = {"corporate": corporate, "shop": shop, "old": old}
    page = layouts[document.layout[0] if document.layout else "corporate"]
    organisation = document.entries[0].organisation
    main = "\n".join(render(block) for block in document.blocks)
    # Markup inside a sentence must not cut it in two: mark the first mention of the name.
    name = escape(organisation, quote=False)
    head, mention, tail = main.partition(f"<p>{name}")
    if mention:
        main = f"{head}<p><strong>{name}</strong>{tail}"
    title = escape(document.lines[0].text if document.lines else organisation)
    return page(title, name, main).encode("utf-8")


def render(block: Block) -> str:
    """Return one block as HTML."""
    texts = [escape(line.text, quote=False) for line in block.lines]
    if block.kind == "break":
        return "<hr>"
    if block.kind == "heading":
        return f"<h{block.level}>{texts[0]}</h{block.level}>"
    if block.kind == "paragraph":
        return f"<p>{' '.join(texts)}</p>"
    if block.kind == "bullets":
        return "<ul>\n" + "\n".join(f"  <li>{text}</li>" for text in texts) + "\n</ul>"
    if block.kind == "signature":
        return f"<p>{'<br>'.join(texts)}</p>"
    rows = []
    for number, line in enumerate(block.lines):
        tag = "th" if number == 0 else "td"
        cells = (f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in line.cells)
        rows.append(f"  <tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def corporate(title: str, name: str, main: str) -> str:
    """Return a tidy modern page: nav, main, footer and a cookie banner."""
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | {name}</title>
<style>{STYLE}</style>
<script>{SCRIPT}</script>
</head>
<body>
<div id="cookie-banner" class="cookie-consent" role="dialog" aria-label="Cookies">
<p>We use cookies to make this site work and to count visits.</p>
<button>Accept all</button> <button>Reject all</button>
</div>
<header><nav><ul>{links(MENU)}</ul></nav></header>
<main class="wrap"><article>
{main}
</article></main>
<footer><ul>{links(LEGAL)}</ul><p>Copyright {name}. All rights reserved.</p></footer>
</body>
</html>
"""


def shop(title: str, name: str, main: str) -> str:
    """Return a shop's page: menus in plain divs, a basket, a sidebar and a newsletter form."""
    menu = "".join(f'<div class="menu-item"><a href="#">{entry}</a></div>' for entry in SHOP)
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title>
<script type="application/ld+json">{{"@type": "Organization", "name": "{name}"}}</script>
</head>
<body class="template-page">
<div class="announcement">Free delivery on orders over 40</div>
<div class="menu">{menu}</div>
<div class="basket"><a href="#">Your basket (0)</a></div>
<div class="breadcrumb"><a href="#">Home</a> / <a href="#">Legal</a></div>
<div class="content"><div class="rte">
{main}
</div></div>
<div class="newsletter"><form><label>Join our mailing list</label><input type="email">
<button>Sign up</button></form></div>
<div class="footer"><div class="footer-links">{links(LEGAL)}</div></div>
<div class="cookie-notice">This shop uses cookies. <a href="#">Manage choices</a></div>
</body>
</html>
"""


def old(title: str, name: str, main: str) -> str:
    """Return a page as they were once made: a layout table, no landmarks, unclosed tags."""
    return f"""<html>
<head><title>{title}</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>
<body bgcolor="#ffffff">
<table width="100%"><tr><td colspan="2"><b>{name}</b></td></tr>
<tr><td valign="top" width="160"><a href="#">Home</a><br><a href="#">Services</a><br>
<a href="#">News</a><br><a href="#">Contact</a></td>
<td valign="top">
{main}
</td></tr>
<tr><td colspan="2"><small><a href="#">Disclaimer</a> |
<a href="#">Back to top</a></small></td></tr>
</table>
</body>
</html>
"""


def links(entries: tuple[str, ...]) -> str:
    """Return a run of list items with links."""
    return "".join(f'<li><a href="#">{entry}</a></li>' for entry in entries)
