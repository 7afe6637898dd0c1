"""Render the page of every model card anew from its facts."""

from __future__ import annotations

from pathlib import Path

from analyser.cardpage import PAGE, render_card
from analyser.modelstore import CARD

for card in sorted(Path("models").glob(f"*/{CARD}")):
    page = card.parent / PAGE
    page.write_text(render_card(card.parent), encoding="utf-8")
    print(page)
