"""What is tried: each entry learns from samples and gives raw scores for sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from bench import Learner, Scorer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from analyser.features import N_FOR_SOME, Featuriser, Window
from analyser.fitting import NEVER, C, Samples, choose, fit
from analyser.labelled import NOT_ANNOTATED

N_COMPONENTS = 300
N_FOR_TREES = 60
"""With all components a fold takes hours."""


def linear(samples: Samples) -> Scorer:
    """Learn the linear model, as shipped."""
    model = fit(samples, name="fold", version="0")
    return lambda windows: model.log_odds(windows)[:, : len(samples.labels)]


def by_label(
    samples: Samples,
    describe: Callable[[Sequence[Window]], csr_matrix | NDArray[np.float32]],
    learn: Callable[[object, NDArray[np.int8], NDArray[np.float64]], Callable],
) -> Scorer:
    """Learn every label by itself, from the same description of sentences."""
    X = describe(samples.windows)
    heads = []
    for column in range(len(samples.labels)):
        known = np.flatnonzero(samples.truth[:, column] != NOT_ANNOTATED)
        y = samples.truth[known, column]
        weight = samples.weight[known]
        heads.append(learn(X[known], y, weight) if len(np.unique(y)) == 2 else None)

    def speak(windows: Sequence[Window]) -> NDArray[np.float64]:
        described = describe(windows)
        scores = np.full((len(windows), len(heads)), NEVER)
        for column, head in enumerate(heads):
            if head is not None:
                scores[:, column] = head(described)
        return scores

    return speak


def regression(
    X: object, y: NDArray[np.int8], weight: NDArray[np.float64], *, c: float = C
) -> Callable:
    """Learn a logistic regression."""
    model = LogisticRegression(C=c, class_weight="balanced", solver="liblinear", random_state=0)
    return model.fit(X, y, sample_weight=weight).decision_function


def svm(X: object, y: NDArray[np.int8], weight: NDArray[np.float64]) -> Callable:
    """Learn a linear support vector machine."""
    model = LinearSVC(C=0.3, class_weight="balanced", random_state=0)
    return model.fit(X, y, sample_weight=weight).decision_function


def nb_svm(X: csr_matrix, y: NDArray[np.int8], weight: NDArray[np.float64]):
    """Weigh each term by how much oftener it stands in positives (Wang and Manning, 2012)."""
    seen = (X != 0).astype(np.float32).T
    ratio = [1.0 + seen @ (weight * (y == side)) for side in (1, 0)]
    log_ratio = np.log(ratio[0] / ratio[0].sum()) - np.log(ratio[1] / ratio[1].sum())
    inner = regression(X.multiply(log_ratio).tocsr(), y, weight, c=1.0)
    return lambda rows: inner(rows.multiply(log_ratio).tocsr())


def boosting(X: NDArray, y: NDArray[np.int8], weight: NDArray[np.float64]):
    """Learn boosted trees."""
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.08, max_leaf_nodes=15, min_samples_leaf=10,
        l2_regularization=1.0, class_weight="balanced", random_state=0,
    )  # fmt: skip
    return model.fit(X, y, sample_weight=weight).decision_function


def of_features(learn: Callable) -> Learner:
    """Learn from the features of the linear model."""

    def learner(samples: Samples) -> Scorer:
        samples = choose(samples, samples.weight > 0)
        featuriser = Featuriser().fit(samples.windows)
        return by_label(samples, lambda windows: subject(featuriser, windows), learn)

    return learner


def subject(featuriser: Featuriser, windows: Sequence[Window]) -> csr_matrix:
    """Describe sentences without the cues of status and the wordings of single labels."""
    return featuriser.transform(windows)[:, :-N_FOR_SOME]


def of_components(
    learn: Callable, *, texts: Sequence[str] = (), n_components: int = N_COMPONENTS
) -> Learner:
    """Learn from a few hundred components of words, of the sentence and of its neighbours.

    With `texts`, the components are those of unlabelled statements: vectors of the domain.
    """

    def learner(samples: Samples) -> Scorer:
        samples = choose(samples, samples.weight > 0)
        words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=3, dtype=np.float32)
        found = words.fit_transform([*texts, *(window.sentence for window in samples.windows)])
        svd = TruncatedSVD(n_components, random_state=0).fit(found)

        def describe(windows: Sequence[Window]) -> NDArray[np.float32]:
            sides = (
                [window.sentence for window in windows],
                [" ".join(window.before) for window in windows],
                [" ".join(window.after) for window in windows],
            )
            parts = [svd.transform(words.transform(side)) for side in sides]
            place = [-1.0 if window.position is None else window.position for window in windows]
            return np.hstack([*parts, np.array(place)[:, None]]).astype(np.float32)

        scaler = StandardScaler().fit(describe(samples.windows))
        return by_label(samples, lambda windows: scaler.transform(describe(windows)), learn)

    return learner


def of_fewer(share: float) -> Learner:
    """Learn the linear model from a share of the statements: what more of them would give."""

    def learner(samples: Samples) -> Scorer:
        groups = np.unique(samples.groups)
        kept = np.random.default_rng(0).permutation(groups)[: round(share * len(groups))]
        return linear(choose(samples, np.isin(samples.groups, kept)))

    return learner


def textcat(samples: Samples) -> Scorer:
    """Train spaCy's text categoriser (bag of words and a small convolutional network)."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed, minibatch

    samples = choose(samples, samples.weight == 1.0)
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("textcat_multilabel")
    examples = []
    for window, truth in zip(samples.windows, samples.truth, strict=True):
        known = {
            label: float(value)
            for label, value in zip(samples.labels, truth, strict=True)
            if value != NOT_ANNOTATED
        }
        # A label that is left out of an example counts for nothing in it.
        examples.append(Example.from_dict(nlp.make_doc(_shown(window)), {"cats": known}))
    component = nlp.get_pipe("textcat_multilabel")
    for label in samples.labels:
        component.add_label(label)
    optimiser = nlp.initialize(lambda: examples[:500])
    generator = np.random.default_rng(0)
    for _ in range(8):
        for batch in minibatch([examples[i] for i in generator.permutation(len(examples))], 32):
            nlp.update(batch, sgd=optimiser, drop=0.2)

    def speak(windows: Sequence[Window]) -> NDArray[np.float64]:
        scores = np.array(
            [
                [doc.cats[label] for label in samples.labels]
                for doc in nlp.pipe([_shown(window) for window in windows], batch_size=256)
            ]
        ).reshape(len(windows), -1)
        held = np.clip(scores, 1e-6, 1 - 1e-6)
        return np.log(held / (1 - held))

    return speak


def _shown(window: Window) -> str:
    return window.sentence[:2000] or " "


def unlabelled(data: Path, tested: Collection[str]) -> list[str]:
    """Read the sentences of the unlabelled statements that are not tested on."""
    path = data / "statements" / "uk_unlabelled.jsonl.gz"
    texts = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            statement = json.loads(line)
            if statement["statement_id"] in tested:
                continue
            for block in statement["text"].split("\n"):
                texts += [part for part in re.split(r"(?<=[.!?;])\s+(?=[A-Z])", block) if part]
    return texts


def candidates(data: Path, tested: Collection[str]) -> dict[str, Learner]:
    """Name what can be tried in minutes; `tested` are the statements of all folds."""
    return {
        "linear": linear,
        "linear-svm": of_features(svm),
        "nb-svm": of_features(nb_svm),
        "boosting": of_components(boosting, n_components=N_FOR_TREES),
        "components": of_components(lambda *parts: regression(*parts, c=0.01)),
        "domain-vectors": lambda samples: of_components(
            lambda *parts: regression(*parts, c=0.01), texts=unlabelled(data, tested)
        )(samples),
        "textcat": textcat,
        **{f"linear-{share}%": of_fewer(share / 100) for share in (25, 50, 75)},
    }
