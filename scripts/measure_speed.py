"""Time the shipped models on labelled statements: seconds to load, sentences per second."""

import os
import sys
import time

from analyser.classification import windows_of
from analyser.labelled import read_labelled
from analyser.modelstore import find_model, load_model

if not sys.argv[1:]:
    sys.exit("Name the CSV files with labelled statements: measure_speed.py FILE...")
PARTS = [part for path in sys.argv[1:] for part in read_labelled(path)]
WINDOWS = [windows_of(part.statement) for part in PARTS]
N_SENTENCES = sum(map(len, WINDOWS))

for name in ("disclosure-en-fast", "disclosure-en"):
    start = time.perf_counter()
    model = load_model(name)
    loaded = time.perf_counter()
    for windows in WINDOWS:
        model.predict(windows)
    done = time.perf_counter()
    size = sum(path.stat().st_size for path in find_model(name).iterdir())
    cores = len(os.sched_getaffinity(0))
    print(
        f"{name}: {size / 1e6:.1f} MB, loaded in {loaded - start:.2f} s, "
        f"{N_SENTENCES / (done - loaded):.0f} sentences per second on {cores} cores"
    )
