"""Tell pages that hold no statement: redirects, error pages, logins, checks, empty shells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

SURE_WORDS = 150
"""From so many words on, a page is what it says."""
TINY_WORDS = 40
"""Below this, a sentence that names the topic is a teaser, and a sign decides."""
BARE_WORDS = 20
MIN_SENTENCE_WORDS = 10
TOPIC = re.compile(r"slave|traffick|forced labou?r", re.IGNORECASE)
REDIRECT = re.compile(r"location\.(?:replace|assign)\s*\(|location(?:\.href)?\s*=[^=]")
ROBOTS = re.compile(
    r"just a moment|checking (?:if the site|your browser)|verif(?:y|ying) (?:that )?you are "
    r"(?:a )?human|attention required|ddos protection|incapsula incident|pardon our interruption"
    r"|are you a robot|unusual traffic|security check|captcha",
    re.IGNORECASE,
)
ERROR = re.compile(
    r"\b(?:error|http)\s*(?:code\s*)?[45]\d\d\b|^\W*[45]\d\d\b|(?:page|file|site|content)\s+(?:was\s+"
    r"|could\s+|can)?not\s+(?:be\s+)?(?:found|available)|^\W*(?:not found|forbidden|access denied"
    r"|bad gateway|service unavailable|page unavailable|oops)\b|no longer (?:available|exists)",
    re.IGNORECASE,
)
SCRIPTED = re.compile(
    r"(?:enable|requires?|turn on|needs?|without|activate)\s+(?:\w+\s+){0,3}javascript"
    r"|javascript\s+(?:\w+\s+){0,3}(?:enabled|disabled|required|off\b)",
    re.IGNORECASE,
)
COOKIES = re.compile(r"cookie|consent|your privacy", re.IGNORECASE)
SHELL = "has hardly any words, since its text is drawn by a script"
ROOTS = "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, app-root, [data-reactroot], [ng-app]"
"""Elements that a script fills."""


def why_no_statement(
    tree: LexborHTMLParser, blocks: Sequence[str], removed: Sequence[str]
) -> str | None:
    """Say what a page is if it holds no statement.

    Parameters
    ----------
    tree : LexborHTMLParser
        The page.
    blocks : sequence of str
        Its text.
    removed : sequence of str
        What stands around the text.

    Returns
    -------
    str, optional
        The end of a sentence that begins with the page's name; None for a page that may be a
        statement: one of 150 words, one without a sign of anything else, or one of 40 words with a
        sentence that names the topic.
    """
    if tree.css_first("frameset") is not None:
        return "shows its text in frames, which are pages of their own"
    n_words = sum(len(block.split()) for block in blocks)
    if n_words >= SURE_WORDS or (n_words >= TINY_WORDS and any(map(names_topic, blocks))):
        return None
    title = tree.css_first("title")
    named = title.text(strip=True) if title is not None else ""
    scripts = " ".join(node.text() for node in tree.css("script:not([src])"))
    told = " ".join(node.text() for node in tree.css("noscript"))
    text = "\n".join(blocks)
    everything = "\n".join((text, *removed))
    if _refreshes(tree) or (n_words < BARE_WORDS and REDIRECT.search(scripts)):
        return "is a redirect to another page"
    if ROBOTS.search(f"{named}\n{everything}"):
        return "is a check for robots that stands before the page"
    if ERROR.search(named) or any(ERROR.search(block) for block in blocks[:3]):
        return "is an error page"
    if tree.css_first("input[type=password]") is not None:
        return "is a login page"
    if SCRIPTED.search(f"{text}\n{told}") or _is_empty_root(tree):
        return SHELL
    if _share(COOKIES, blocks) >= 0.5:
        return "is a notice about cookies that stands before the page"
    if n_words < TINY_WORDS and tree.css_first("body iframe[src]:not([height='0'])") is not None:
        return "shows its text in a frame, which is a page of its own"
    if n_words < BARE_WORDS and tree.css_first("script") is not None:
        return SHELL
    return None


def names_topic(block: str) -> bool:
    """Say whether a block is as long as a sentence, and names slavery or a form of it."""
    return TOPIC.search(block) is not None and len(block.split()) >= MIN_SENTENCE_WORDS


def _refreshes(tree: LexborHTMLParser) -> bool:
    """Say whether the page sends its reader elsewhere, and not only to itself."""
    contents = (
        node.attributes.get("content") or ""
        for node in tree.css("meta[http-equiv]")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh"
    )
    return any("url" in content.lower() for content in contents)


def _is_empty_root(tree: LexborHTMLParser) -> bool:
    return any(not node.text(strip=True) for node in tree.css(ROOTS))


def _share(pattern: re.Pattern[str], blocks: Sequence[str]) -> float:
    n_words = [len(block.split()) for block in blocks]
    matched = (n for n, block in zip(n_words, blocks, strict=True) if pattern.search(block))
    return sum(matched) / max(sum(n_words), 1)
