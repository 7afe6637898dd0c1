"""The networks of `disclosure-en`, as candidates of their own; each fold takes minutes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from bench import Learner, Scorer
from numpy.typing import NDArray

from analyser.crossvalidation import train_network
from analyser.features import Window
from analyser.fitting import Samples
from analyser.trainingdata import load_training_data, samples_of_all


def network(data: Path, index: int) -> Learner:
    """Learn one network alone, from the machine-labelled statements and then the experts'."""

    def learner(samples: Samples) -> Scorer:
        from analyser import finetuning
        from analyser import network as networks
        from analyser.encoder import NETWORKS, TOKENIZER, Encoder, load_tokenizer, open_session

        trained = train_network(samples, _base(data), index=index, random_state=0)
        with TemporaryDirectory() as folder:
            networks.export(trained, Path(folder) / NETWORKS[index])
            session = open_session(Path(folder) / NETWORKS[index])
        tokenizer = load_tokenizer(finetuning.pretrained_folder() / TOKENIZER)
        encoder = Encoder([session], tokenizer, networks.arrays_of([trained]))

        # At the same place as in the model, so that it cuts passages as it does there.
        encoder.index = index

        def speak(windows: Sequence[Window]) -> NDArray[np.float64]:
            return encoder.log_odds(windows)[:, : len(samples.labels)]

        return speak

    return learner


@lru_cache(maxsize=1)
def _base(data: Path) -> object:
    # From the whole folder, since what is read first depends on all that will be tested on.
    from analyser import training

    samples = samples_of_all(load_training_data(data))
    return training.pretrain(samples, but=training.tested_on(samples))
