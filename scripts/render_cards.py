"""Render the page of every model card anew from its facts."""

from __future__ import annotations

from pathlib import Path

from analyser.cardpage import DIAGRAM, PAGE, render_card, render_diagram
from analyser.modelstore import CARD

for card in sorted(Path("models").glob(f"*/{CARD}")):
    page = card.parent / PAGE
    page.write_text(render_card(card.parent), encoding="utf-8")
    (card.parent / DIAGRAM).write_text(render_diagram(card.parent), encoding="utf-8")
    print(page)
