"""The transformer that the encoder runs, as it is trained; needs torch, which runs do not."""

from __future__ import annotations

import copy
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analyser.passages import MAX_CHUNK_TOKENS, N_PLACE, Batch

N_LAYERS, N_HEADS, N_HIDDEN, N_INNER = 6, 12, 384, 1536
DROPOUT = 0.1
EPSILON = 1e-12


class Layer(nn.Module):
    """One layer: attention, then a network of two steps, each added to its input."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(N_HIDDEN, N_HIDDEN)
        self.key = nn.Linear(N_HIDDEN, N_HIDDEN)
        self.value = nn.Linear(N_HIDDEN, N_HIDDEN)
        self.output = nn.Linear(N_HIDDEN, N_HIDDEN)
        self.output_norm = nn.LayerNorm(N_HIDDEN, eps=EPSILON)
        self.widen = nn.Linear(N_HIDDEN, N_INNER)
        self.narrow = nn.Linear(N_INNER, N_HIDDEN)
        self.narrow_norm = nn.LayerNorm(N_HIDDEN, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, hidden: Tensor, hide: Tensor) -> Tensor:
        """Transform hidden states.

        Parameters
        ----------
        hidden : Tensor
            Of shape (n_chunks, n_tokens, 384).
        hide : Tensor
            Added to the attention: far below zero on filling, shape (n_chunks, 1, 1, n_tokens).

        Returns
        -------
        Tensor
            Of the shape of `hidden`.
        """
        shape = (hidden.shape[0], hidden.shape[1], N_HEADS, N_HIDDEN // N_HEADS)
        query, key, value = (
            part(hidden).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # Written out, since the backward pass of torch's fused operation takes longer than the
        # rest of the layer on chunks of this size.
        nearness = (query / (N_HIDDEN // N_HEADS) ** 0.5) @ key.transpose(2, 3)
        attention = (nearness + hide.to(query.dtype)).softmax(-1).to(value.dtype)
        mixed = (attention @ value).transpose(1, 2).reshape(hidden.shape)
        hidden = self.output_norm(hidden + self.dropout(self.output(mixed)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return self.narrow_norm(hidden + self.dropout(inner))


class Body(nn.Module):
    """A BERT of six layers, without its head."""

    def __init__(self, n_words: int, n_places: int) -> None:
        super().__init__()
        self.words = nn.Embedding(n_words, N_HIDDEN)
        self.order = nn.Embedding(n_places, N_HIDDEN)
        self.norm = nn.LayerNorm(N_HIDDEN, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(N_LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Give hidden states.

        Parameters
        ----------
        ids : Tensor
            Tokens, shape (n_chunks, n_tokens).
        mask : Tensor
            1 for a token, 0 for filling, of the same shape.

        Returns
        -------
        Tensor
            Of shape (n_chunks, n_tokens, 384).
        """
        return self.read(self.words(ids), mask)

    def read(self, words: Tensor, mask: Tensor) -> Tensor:
        """Give hidden states.

        Parameters
        ----------
        words : Tensor
            Embeddings of the tokens, shape (n_chunks, n_tokens, 384).
        mask : Tensor
            1 for a token, 0 for filling, shape (n_chunks, n_tokens).

        Returns
        -------
        Tensor
            Of shape (n_chunks, n_tokens, 384).
        """
        hide = (1.0 - mask[:, None, None, :].to(torch.float32)) * -1e4
        hidden = words + self.order.weight[: words.shape[1]]
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, hide)
        return hidden


class Network(nn.Module):
    """A body, and one head for everything that is asked of a sentence.

    Parameters
    ----------
    body : Body
        Pre-trained.
    n_columns : int
        How many scores a sentence gets.
    """

    def __init__(self, body: Body, n_columns: int) -> None:
        super().__init__()
        self.body = body
        # The embeddings of words are left as they are: few labels would bend only a few of them.
        self.body.words.requires_grad_(False)
        self.dropout = nn.Dropout(DROPOUT)
        self.head = nn.Linear(2 * N_HIDDEN + N_PLACE, n_columns)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: Batch) -> Tensor:
        """Give scores of shape (n_sentences, n_columns); see `encoder.summarise`."""
        hidden = self.body(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)).float()
        flat, owner = hidden.reshape(-1, N_HIDDEN), torch.from_numpy(batch.owner.ravel())
        n = len(batch.ends)
        sums = torch.zeros(n + 1, N_HIDDEN).index_add(0, owner, flat)[:n]
        sizes = torch.bincount(owner, minlength=n + 1)[:n].clamp(min=1)
        ends = flat[torch.from_numpy(batch.ends)]
        described = torch.cat([sums / sizes[:, None], ends, torch.from_numpy(batch.places)], 1)
        scores: Tensor = self.head(self.dropout(described))
        return scores


def mean_of(networks: Sequence[Network]) -> Network:
    """Take the mean of the weights of trainings that began with the same weights.

    Parameters
    ----------
    networks : sequence of Network
        At least one; of the same shape.

    Returns
    -------
    Network
        A new one.
    """
    mean = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    mean.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return mean


def load_body(folder: Path) -> Body:
    """Read the pre-trained body.

    Parameters
    ----------
    folder : Path
        Of a BERT of six layers and 384 hidden states, with `model.safetensors`.

    Returns
    -------
    Body
        In training mode.
    """
    from safetensors.torch import load_file

    found = load_file(folder / "model.safetensors")
    found = {name.removeprefix("bert."): value for name, value in found.items()}
    words = found["embeddings.word_embeddings.weight"]
    order = found["embeddings.position_embeddings.weight"][:MAX_CHUNK_TOKENS]
    body = Body(len(words), len(order))
    state = {
        "words.weight": words,
        # Every token is of the first kind, so that kind is added once for all.
        "order.weight": order + found["embeddings.token_type_embeddings.weight"][0],
        **_renamed(found, "embeddings.LayerNorm", "norm"),
    }
    for index in range(N_LAYERS):
        old, new = f"encoder.layer.{index}", f"layers.{index}"
        for part, name in {
            "attention.self.query": "query",
            "attention.self.key": "key",
            "attention.self.value": "value",
            "attention.output.dense": "output",
            "attention.output.LayerNorm": "output_norm",
            "intermediate.dense": "widen",
            "output.dense": "narrow",
            "output.LayerNorm": "narrow_norm",
        }.items():
            state |= _renamed(found, f"{old}.{part}", f"{new}.{name}")
    body.load_state_dict(state)
    return body


def _renamed(found: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    return {f"{new}.{kind}": found[f"{old}.{kind}"] for kind in ("weight", "bias")}


class _Reader(nn.Module):
    """A body as it is run, which is given the embeddings of words."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        return self.body.read(words, mask)


def export(network: Network, path: Path) -> None:
    """Write the body, without the embeddings of words, as an ONNX file of 8-bit weights.

    Parameters
    ----------
    network : Network
        Trained; put into evaluation mode.
    path : Path
        Where to write.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    axes = {0: "n_chunks", 1: "n_tokens"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            _Reader(network.body),
            (torch.zeros(2, 17, N_HIDDEN), torch.ones(2, 17, dtype=torch.int64)),
            exact,
            input_names=["words", "mask"],
            output_names=["hidden"],
            dynamic_axes={"words": axes, "mask": axes, "hidden": axes},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            # Seven bits, since older processors add up two products of eight in sixteen bits.
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


def arrays_of(networks: Sequence[Network]) -> dict[str, NDArray[np.generic]]:
    """Give what is not in the ONNX files.

    Parameters
    ----------
    networks : sequence of Network
        n_networks of them, trained from the same body.

    Returns
    -------
    dict of str to ndarray
        As `Encoder.load` takes them: the heads, and the embeddings of words, which all networks
        share, in 8 bits with one scale for each word.
    """
    words = networks[0].body.words.weight.detach().numpy()
    scales = np.maximum(np.abs(words).max(axis=1), 1e-12) / 127
    return {
        "head_weights": np.stack([part.head.weight.detach().numpy().T for part in networks]),
        "head_intercepts": np.stack([part.head.bias.detach().numpy() for part in networks]),
        "words": np.rint(words / scales[:, None]).astype(np.int8),
        "word_scales": scales.astype(np.float32),
    }
