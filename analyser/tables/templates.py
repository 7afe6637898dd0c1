"""Cut the templates of a ranking into rows: which statements have their wording in common."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.tables.columns import Row, plain
from analyser.types import Ranking


def template_rows(ranking: Ranking) -> Iterator[Row]:
    """Yield one row of `TEMPLATE_COLUMNS` for each template and statement that belongs to it."""
    sources = {each.source.id: each.source for each in ranking.failures}
    sources |= {row.source.id: row.source for row in ranking.rows}
    talks = {row.source.id: row.talk for row in ranking.rows}
    for template in ranking.templates:
        for statement in template.statements:
            source, talk = sources.get(statement), talks.get(statement)
            share = talk.template_share if talk else None
            yield {
                "template": template.id,
                "n_statements": len(template.statements),
                "n_organisations": template.n_organisations,
                "n_shared": template.n_shared,
                "statement": plain(statement),
                "organisation": (plain(source.organisation or "") or None) if source else None,
                "year": source.year if source else None,
                "template_share": None if share is None else round(share, 4),
                "mention": plain(template.mention) or None,
                "mentioned_by": plain(template.mentioned_by) or None,
            }
