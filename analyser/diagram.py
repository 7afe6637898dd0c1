"""Draw reliability diagrams: how often what is said to be likely is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

SIDE, GAP, HEAD = 120, 28, 24
N_COLUMNS = 5
RADIUS = 1.2
"""Of a dot for one sentence, and what each tenfold number adds to it."""

Bin = Sequence[float]
"""Mean probability, observed frequency, number of sentences."""


def draw_reliability(curves: Mapping[str, Sequence[Bin]]) -> str:
    """Draw one small diagram for each label.

    Parameters
    ----------
    curves : mapping
        By label, its bins: mean probability and observed frequency, each in [0, 1], and the
        number of sentences.

    Returns
    -------
    str
        An SVG image. In each diagram, the probability runs to the right and the frequency
        upwards; on the line, what is said is what is found. A dot is the larger, the more
        sentences it stands for, in steps of ten: 1, 10, 100, 1000.
    """
    n_rows = -(-len(curves) // N_COLUMNS)
    width, height = N_COLUMNS * (SIDE + GAP) + GAP, n_rows * (SIDE + GAP + HEAD) + GAP
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="11" role="img">',
        "<title>Stated probability (right) against observed frequency (up), by label</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for index, (label, bins) in enumerate(curves.items()):
        left = GAP + index % N_COLUMNS * (SIDE + GAP)
        top = GAP + index // N_COLUMNS * (SIDE + GAP + HEAD)
        lines += _diagram(label, bins, left, top)
    return "\n".join([*lines, "</svg>", ""])


def _diagram(label: str, bins: Sequence[Bin], left: int, top: int) -> list[str]:
    bottom = top + SIDE
    points = [(left + stated * SIDE, bottom - observed * SIDE, n) for stated, observed, n in bins]
    radii = [RADIUS * (1 + log10(n)) for *_, n in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    return [
        f'<text x="{left}" y="{top - 6}">{escape(label)}</text>',
        f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
        f'<path d="M{left} {bottom}L{left + SIDE} {top}" stroke="#999" stroke-dasharray="3 3"/>',
        f'<polyline points="{path}" fill="none" stroke="#1a5276" stroke-width="1.5"/>',
        *(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            'fill="#1a5276" fill-opacity="0.5"/>'
            for (x, y, _), radius in zip(points, radii, strict=True)
        ),
    ]
