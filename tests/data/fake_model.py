"""A model with the contract of a real one, whose probabilities follow from a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyser.features import Prediction, Window

WORDS = {
    "approval": "approved",
    "signature": "signed",
    "c2_structure": "subsidiar",
    "c2_operations": "we operate",
    "c2_supply_chains": "supply chain",
    "c3_risk_description": "risk of",
    "c4_risk_mitigation": "audit",
    "c4_remediation": "remediat",
    "c5_effectiveness": "measure",
    "c6_consultation": "consulted",
    "policy": "policy",
    "training": "train",
    "audit_monitoring": "audit",
    "risk_assessment": "risk assessment",
    "kpi": "indicator",
}
LIKELY, UNLIKELY = 0.9, 0.1


class FakeModel:
    """Says 0.9 of a sentence that holds the label's word, and 0.1 of every other."""

    name = "fake"
    version = "1.0.0"
    title = "fake 1.0.0"
    labels = tuple(WORDS)
    thresholds = dict.fromkeys(WORDS, 0.5)
    labels_of_statements = tuple(WORDS)
    certain_from = dict.fromkeys(WORDS, 0.8)

    def document_proba(self, prediction: Prediction) -> np.ndarray:
        return prediction.proba.max(axis=0, initial=0.0)

    def predict(self, windows: Sequence[Window]) -> Prediction:
        sentences = [window.sentence.lower() for window in windows]
        proba = [
            [LIKELY if word in sentence else UNLIKELY for word in WORDS.values()]
            for sentence in sentences
        ]
        digits = [any(character.isdigit() for character in sentence) for sentence in sentences]
        return Prediction(
            proba=np.array(proba, dtype=float).reshape(len(sentences), len(WORDS)),
            status=("done",) * len(sentences),
            specific=np.array(digits, dtype=bool),
        )
