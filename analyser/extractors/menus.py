"""Tell the text of a page from what stands around it: menus, banners, side bars, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.extractors.blocks import ITEM
from analyser.extractors.htmlblocks import Block, Region
from analyser.extractors.webpages import names_topic

MAX_DROPPED = 0.5
"""Share of a page's words above which a part of it is the text, whatever its name."""
MIN_MAIN_WORDS = 20
MIN_MAIN = 0.3
"""Share of a page's words from which its main part is taken for the text."""
MAX_LINK_WORDS = 8
MIN_LINKED = 0.8
"""Share of its words that are links in an entry of a menu."""
MAX_MASKED_CHARACTERS = 2_000_000
MAX_MASKED_TAGS = 20_000
MAX_MASKED_DEPTH = 200
MIN_RUN = 3
"""Entries in a row that are a menu even where no second opinion can be had."""


def part(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part a page by the names and kinds of its elements.

    Parameters
    ----------
    blocks : sequence of Block
        All blocks of a page, in order.

    Returns
    -------
    kept, removed : list of Block
        Both in order. Nothing but a menu is removed that holds more than half of the words, a
        main part, or the title; nor, but for a footer, what names the topic in a sentence.
    """
    n_words = sum(block.n_words for block in blocks)
    for block in blocks:
        if names_topic(block.text) and block.n_linked < MIN_LINKED * block.n_words:
            for region in block.regions:
                region.has_topic = True
    around = {
        id(region) for block in blocks for region in block.regions if _is_around(region, n_words)
    }
    kept = [block for block in blocks if not around & {id(each) for each in block.regions}]
    n_kept = sum(block.n_words for block in kept)
    main = [block for block in kept if _in_main(block)]
    n_main = sum(block.n_words for block in main)
    if n_main >= MIN_MAIN_WORDS and n_main >= MIN_MAIN * n_kept:
        kept = [block for block in kept if _in_main(block) or _has_title(block)]
    chosen = {id(block) for block in kept}
    return kept, [block for block in blocks if id(block) not in chosen]


def without_menus(
    blocks: Sequence[Block], extracted: str | None
) -> tuple[list[Block], list[Block]]:
    """Part off the menus that stand among the text.

    Parameters
    ----------
    blocks : sequence of Block
        In order.
    extracted : str, optional
        What another extractor takes for the text of the page, as lines; None where it was not
        asked or gave nothing.

    Returns
    -------
    kept, removed : list of Block
        Only short blocks that are links are removed, and never one that the other extractor
        keeps, or of a list that holds something else, or that a colon announces.
    """
    lines = {_letters(line) for line in (extracted or "").split("\n")}
    is_entry = [is_menu_entry(block) for block in blocks]
    mixed = {block.list_number for block, entry in zip(blocks, is_entry, strict=True) if not entry}
    kept: list[Block] = []
    removed: list[Block] = []
    for start, end in _runs(is_entry):
        run = blocks[start:end]
        is_announced = bool(kept) and kept[-1].text.endswith(":") and run[0].text.startswith(ITEM)
        is_short = not extracted and len(run) < MIN_RUN
        for block in run:
            is_mixed = block.list_number in mixed - {0}
            is_text = not is_entry[start] or is_announced or is_short or is_mixed
            (kept if is_text or _letters(block.text) in lines else removed).append(block)
    return kept, removed


def is_menu_entry(block: Block) -> bool:
    """Say whether a block is a short link and nothing else."""
    n_words = block.n_words
    is_short = n_words <= MAX_LINK_WORDS and not block.heading
    return is_short and block.n_linked >= MIN_LINKED * n_words and block.n_linked > 0


def _is_around(region: Region, n_words: int) -> bool:
    if region.kind == "main":
        return False
    if region.kind == "nav":
        return not region.has_core
    is_text = region.n_words > MAX_DROPPED * n_words or region.has_core
    is_text = is_text or (region.has_topic and region.kind != "footer")
    return not is_text and not (region.has_title and region.kind in ("header", "chrome", "form"))


def _in_main(block: Block) -> bool:
    return any(region.kind == "main" for region in block.regions)


def _has_title(block: Block) -> bool:
    is_in_title = any(region.kind == "header" and region.has_title for region in block.regions)
    return block.heading == 1 or is_in_title


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    edges = [index for index in range(1, len(flags)) if flags[index] != flags[index - 1]]
    return list(zip([0, *edges], [*edges, len(flags)], strict=True)) if flags else []


def _letters(line: str) -> str:
    return re.sub(r"\W+", "", line).lower()
