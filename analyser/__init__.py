"""Read modern-slavery statements and rank what they disclose: the notebook API, loaded lazily."""

from __future__ import annotations

import importlib
import importlib.metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyser.errors import (
        AnalyserError,
        DamagedDocument,
        DocumentTimeout,
        DocumentTooLarge,
        EmptyDocument,
        EncryptedDocument,
        FrameworkError,
        InputError,
        InvalidRecord,
        LanguageUnsupported,
        MissingDocument,
        ModelError,
        NotAStatement,
        NoTextLayer,
        OutputError,
        PointsElsewhere,
        StageOrderError,
        UnreadableDocument,
        UnsupportedFormat,
    )
    from analyser.evaluation import evaluate
    from analyser.frameworks import (
        check_framework,
        diff_frameworks,
        list_frameworks,
        load_framework,
    )
    from analyser.ingestion import ingest
    from analyser.listing import list_particulars
    from analyser.modelstore import list_models, load_model, verify_model
    from analyser.particulars import find_particulars, risk_cards
    from analyser.pipeline import run
    from analyser.reports import report
    from analyser.showing import show
    from analyser.tables import tabulate
    from analyser.training import train
    from analyser.types import (
        Criterion,
        Evidence,
        Failure,
        Framework,
        Grade,
        Legibility,
        Page,
        PageQuality,
        Particular,
        Ranking,
        RankingRow,
        RiskCard,
        Score,
        Sentence,
        Source,
        Statement,
    )
    from analyser.verbs import classify, extract, rank, score, segment
    from analyser.views.methodology import show_methodology

__all__ = [
    "AnalyserError",
    "Criterion",
    "DamagedDocument",
    "DocumentTimeout",
    "DocumentTooLarge",
    "EmptyDocument",
    "EncryptedDocument",
    "Evidence",
    "Failure",
    "Framework",
    "FrameworkError",
    "Grade",
    "InputError",
    "InvalidRecord",
    "LanguageUnsupported",
    "Legibility",
    "MissingDocument",
    "ModelError",
    "NoTextLayer",
    "NotAStatement",
    "OutputError",
    "Page",
    "PageQuality",
    "Particular",
    "PointsElsewhere",
    "Ranking",
    "RankingRow",
    "RiskCard",
    "Score",
    "Sentence",
    "Source",
    "StageOrderError",
    "Statement",
    "UnreadableDocument",
    "UnsupportedFormat",
    "check_framework",
    "classify",
    "diff_frameworks",
    "evaluate",
    "find_particulars",
    "extract",
    "ingest",
    "list_frameworks",
    "list_models",
    "list_particulars",
    "load_framework",
    "load_model",
    "rank",
    "report",
    "risk_cards",
    "run",
    "score",
    "segment",
    "show",
    "show_methodology",
    "tabulate",
    "train",
    "verify_model",
]

_HOMES = {
    "check_framework": "frameworks",
    "classify": "verbs",
    "diff_frameworks": "frameworks",
    "evaluate": "evaluation",
    "extract": "verbs",
    "find_particulars": "particulars",
    "ingest": "ingestion",
    "list_frameworks": "frameworks",
    "list_models": "modelstore",
    "list_particulars": "listing",
    "load_framework": "frameworks",
    "load_model": "modelstore",
    "rank": "verbs",
    "report": "reports",
    "risk_cards": "particulars",
    "run": "pipeline",
    "score": "verbs",
    "segment": "verbs",
    "show": "showing",
    "show_methodology": "views.methodology",
    "tabulate": "tables",
    "train": "training",
    "verify_model": "modelstore",
}


if not TYPE_CHECKING:  # type checkers take it for a module where anything goes

    def __getattr__(name: str) -> object:
        if name == "__version__":
            return importlib.metadata.version(__name__)
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        homes = [_HOMES[name]] if name in _HOMES else ["types", "errors"]
        modules = [importlib.import_module(f"{__name__}.{home}") for home in homes]
        value = next(getattr(module, name) for module in modules if hasattr(module, name))
        globals()[name] = value  # asked once only
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
