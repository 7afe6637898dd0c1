"""Rankings built by hand, of companies that do not exist."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from analyser.stability import EndRow, LeftOut, Stability
from analyser.types import (
    Criterion,
    Evidence,
    Failure,
    Framework,
    Grade,
    Legibility,
    Ranking,
    RankingRow,
    Score,
    Sentence,
    Source,
    Talk,
    Template,
)

MODEL = "hand-made 1.0.0"
THRESHOLD = 0.5
CERTAIN = 0.9


def _criterion(id_, title, question, citation, labels, disclosed, not_disclosed, **more):
    known = {"obligation": "recommended", "rule": "practice", **more}
    return Criterion(
        id=id_,
        title=title,
        question=question,
        citation=citation,
        labels=labels,
        disclosed=(disclosed,),
        not_disclosed=(not_disclosed,),
        **known,
    )


FRAMEWORK = Framework(
    id="example-act",
    title="Example Transparency Act 2020, section 9",
    version="2020-1",
    jurisdiction="GB",
    url="https://law.example/acts/2020/9",
    in_force="2020-01-01",
    notes="An act that does not exist, for tests.",
    criteria=(
        _criterion(
            "approval",
            "Approval",
            "Does the statement say that the board approved it?",
            "Example Transparency Act 2020 s.9(6)",
            ("approval",),
            "The board approved this statement on 4 May 2024.",
            "Our managers welcome this statement.",
            obligation="mandatory",
            axis="legal",
            rule="formality",
            counts="Approval by the board itself.",
            excludes="A committee, or one member on the board's behalf.",
        ),
        _criterion(
            "signature",
            "Signature",
            "Does the statement name the director who signs it?",
            "Example Transparency Act 2020 s.9(7)",
            ("signature",),
            "Signed by Ada Example, director.",
            "For more information contact us.",
            obligation="mandatory",
            axis="legal",
            rule="formality",
        ),
        _criterion(
            "risk",
            "Risk",
            "Does the statement name where in its business or supply chains the risk lies?",
            "Example Transparency Act 2020 s.9(5)(d)",
            ("risk_identified", "risk_assessment"),
            "Migrant pickers on our two citrus farms are most at risk.",
            "We believe our risk is low.",
            rule="description",
            notes="Read in the act itself.",
        ),
        _criterion(
            "training",
            "Training",
            "Does the statement describe training about modern slavery?",
            "Example Transparency Act 2020 s.9(5)(f)",
            ("training",),
            "In 2024, 412 buyers completed the course.",
            "Our people are our greatest asset.",
            weight=0.5,
        ),
        _criterion(
            "remedy",
            "Remedy for workers",
            "Does the statement describe remedy for the people affected?",
            "Example survivor criteria, 3",
            ("remediation", "survivor_support"),
            "We repaid recruitment fees to 31 workers.",
            "We found no cases.",
            axis="survivor",
            excludes='"We found no cases" earns nothing; disclosing a case costs nothing.',
        ),
    ),
)


def evidence(quote, proba=0.93, *, label="training", page=2, index=7, **more):
    sentence = Sentence(index=index, start=100, end=100 + len(quote), page_number=page)
    known = {"status": "done", "specific": True, "model": MODEL, "threshold": THRESHOLD, **more}
    known.setdefault("is_certain", proba >= CERTAIN)
    return Evidence(label=label, sentence=sentence, quote=quote, proba=proba, **known)


def _score(criterion_id, grade, quote=None, *, proba=0.93, confidence=0.9, page=2):
    reasons = {
        Grade.UNDETERMINED: "Page 3 could not be read, so that nothing can be said.",
        Grade.NOT_ADDRESSED: "No sentence reaches the threshold of 0.50.",
        Grade.VAGUE: "It is planned, or without any particular.",
        Grade.SPECIFIC: "It is in place, with a particular that can be checked.",
        Grade.OUTCOME: "It is in place, with a figure.",
    }
    proba = 0.31 if grade is Grade.NOT_ADDRESSED else proba
    label = next(c.labels[0] for c in FRAMEWORK.criteria if c.id == criterion_id)
    found = (evidence(quote, proba, label=label, page=page),) if quote else ()
    is_formality = criterion_id in ("approval", "signature")
    values = {Grade.UNDETERMINED: "unreadable", Grade.NOT_ADDRESSED: "not explicit"}
    return Score(
        criterion_id,
        Grade(grade),
        found,
        confidence,
        reasons[Grade(grade)],
        status=("plan" if grade == 1 else "done") if grade > 0 else "",
        scope="own workers" if grade > 0 and criterion_id in ("risk", "training") else "",
        value=values.get(Grade(grade), "explicit") if is_formality else "",
    )


def _row(source, score, position, grades, *, is_tied=False, warnings=(), reach=6.0, **more):
    quotes = {
        "approval": "The board approved this statement on 4 May 2024.",
        "signature": "Signed by Ada Example, director.",
        "risk": "Migrant pickers on our two citrus farms are most at risk.",
        "training": "In 2024, 412 buyers completed the course on forced labour.",
        "remedy": "We repaid recruitment fees to 31 workers.",
    }
    scores = tuple(
        _score(id_, grade, None if grade is Grade.UNDETERMINED else quotes[id_])
        for id_, grade in zip(quotes, map(Grade, grades), strict=True)
    )
    return RankingRow(
        source=source,
        score=score,
        low=max(0.0, score - reach),
        high=min(100.0, score + reach),
        position=position,
        is_tied=is_tied,
        position_low=max(1, position - 1),
        position_high=position + 1,
        band="EDCBA"[min(4, int(score // 20))],
        scores=scores,
        n_pages=4,
        n_sentences=88,
        n_words=1650,
        extractor="pdf",
        warnings=warnings,
        gate="met" if grades[:2] == (2, 2) else "not explicit",
        **{
            "weight_low": max(1, position - 1),
            "weight_high": position + 2,
            "alike_low": 2 if position == 4 else 1,
            "alike_high": 2 if position == 1 else 4,
            **more,
        },
    )


def sample_ranking() -> Ranking:
    """Return four statements, of which two tie, and two failures."""
    larch = Source(
        id="larch-2024",
        path=Path("statements/larch.pdf"),
        url="https://larch.example/statement.pdf",
        organisation="Larch & Sons Textiles plc",
        year=2024,
        sector="Textiles",
        country="United Kingdom",
        jurisdiction="UK",
        identifiers=(("company_number", "00000001"), ("lei", "EXAMPLE")),
        media_type="application/pdf",
        sha256="ab" * 32,
    )
    birch = Source(id="birch-2024", organisation="Birch Foods", year=2024, sector="Food")
    cedar = Source(id="cedar-2024", organisation="Cedar Électricité SA", year=2024)
    clear = Legibility(n_pages=4, n_columns=2, lexicon_share=0.987, repeated_share=0.04)
    scanned = Legibility(
        n_pages=5, unread_pages=(3,), ocr_share=0.25, ocr_confidence=0.87, lexicon_share=0.912
    )
    written = Talk(
        n_sentences=60,
        n_words=1400,
        words_per_sentence=1400 / 60,
        reading_ease=31.27,
        says_share=0.45,
        boilerplate_share=0.35,
        unlabelled_share=0.2,
        vague_share=0.05,
        shared_share=0.25,
        repeated_share=0.7,
        template="T1",
        template_share=0.55,
    )
    alike = replace(written, repeated_share=None, template_share=0.6, n_sentences=55)
    short = Talk(n_sentences=0, n_words=0)
    scan = "Page 3 holds an image only and was not read."
    return Ranking(
        framework=FRAMEWORK,
        rows=(
            _row(larch, 83.3, 1, (2, 2, 3, 3, 2), legibility=clear, talk=written),
            _row(birch, 44.4, 2, (2, 0, 2, 1, 0), is_tied=True, talk=alike),
            _row(
                *(cedar, 44.4, 2, (0, 2, 2, 1, -1)),
                is_tied=True,
                warnings=(scan,),
                reach=15.0,
                legibility=scanned,
                talk=short,
            ),
            _row(Source(id="stdin-4"), 0.0, 4, (0, 0, 0, 0, 0)),
        ),
        failures=(
            Failure(
                source=Source(
                    id="elm-2024",
                    path=Path("statements/elm.pdf"),
                    url="https://elm.example/scan.pdf",
                    organisation="Elm Shipping Ltd",
                    year=2024,
                ),
                stage="extract",
                reason="no_text_layer",
                error='"statements/elm.pdf": no text on any of 6 pages.',
                hint="The pages are images. Run OCR on the file first, then analyse the result.",
            ),
            Failure(
                source=Source(id="fir-2024", organisation="Fir Bank"),
                stage="ingest",
                reason="not_found",
                error='"statements/fir.pdf" is listed, but there is no such file.',
            ),
        ),
        stability=Stability(
            n_draws=1000,
            n_ends=1,
            top=(EndRow("larch-2024", "Larch & Sons Textiles plc", "1", 0.931, (1, 2)),),
            bottom=(EndRow("stdin-4", "", "4", 1.0, (4, 3)),),
            without=(LeftOut("risk", 0, 0, 0.5, 2), LeftOut("training", 1, 1, 1.0, 3)),
        ),
        model=MODEL,
        created="2024-06-30",
        labels=("approval", "risk_identified", "signature", "training"),
        axis="quality",
        templates=(
            Template(
                id="T1",
                statements=("birch-2024", "hazel-2024", "larch-2024"),
                organisations=("Birch Foods", "Hazel & Co", "Larch & Sons Textiles plc"),
                n_organisations=3,
                n_shared=31,
                mention="This statement follows the template of <b>Example Advisers</b>.",
                mentioned_by="birch-2024",
            ),
        ),
    )


def large_ranking(n_rows: int, *, random_state: int = 0) -> Ranking:
    """Return the sample with many rows of random grades, in order of score."""
    rng = random.Random(random_state)
    sample = sample_ranking()
    rows = []
    for number in range(n_rows):
        source = Source(id=f"s{number:05d}", organisation=f"Company {number:05d} Ltd", year=2024)
        grades = [rng.choice([-1, 0, 0, 1, 2]) for _ in FRAMEWORK.criteria]
        rows.append(_row(source, 10.0 * sum(max(0, grade) for grade in grades), 1, grades))
    rows.sort(key=lambda row: -row.score)
    positions = {}
    for position, row in enumerate(rows, start=1):
        positions.setdefault(row.score, position)
    ties = {score: sum(row.score == score for row in rows) > 1 for score in positions}
    ranked = (replace(row, position=positions[row.score], is_tied=ties[row.score]) for row in rows)
    return replace(sample, rows=tuple(ranked))
