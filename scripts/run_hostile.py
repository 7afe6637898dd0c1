"""Read hostile files as the package reads documents, and show what becomes of each.

Usage: python scripts/run_hostile.py [WORDS ...] [--mutations N] [--seed S] [--keep FOLDER]
Exits with 1 if anything hangs, crashes, takes too much, or ends in the wrong answer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.hostile import suite  # noqa: E402
from scripts.hostile.kinds import EVIL, OK, SECRET_NAME, Kind, kind  # noqa: E402
from scripts.hostile.mutations import mutants  # noqa: E402
from scripts.hostile.reading import (  # noqa: E402
    Outcome,
    costs,
    faults,
    read_one_by_one,
    reading,
    strangers,
)
from scripts.hostile.watching import Listener, survivors  # noqa: E402

READ_OR_REFUSED = (
    f"{OK} damaged encrypted unreadable empty too_large no_text_layer not_a_statement "
    "points_elsewhere language_unsupported unsupported timeout"
)


def main() -> int:
    """Run the suite, or mutants of its sound files; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only kinds whose names hold one of these")
    parser.add_argument("--mutations", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timeout", type=float, default=15.0)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="a new folder for the files")
    options = parser.parse_args()

    listener = Listener()
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = options.keep or Path(temporary)
        if options.mutations:
            kinds = mutated(folder / "sound", options.mutations, options.seed)
        else:
            kinds = suite.all_kinds(listener.port)
        words = options.words
        chosen = [each for each in kinds if not words or any(word in each.slug for word in words)]
        n_faults = run(chosen, folder, timeout_seconds=options.timeout)
        n_faults += tell("were called by a document", listener.n_calls())
        n_faults += tell(
            "files were left by a document",
            len(strangers(folder / suite.FILES, [SECRET_NAME, *(each.name for each in chosen)]))
            + EVIL.exists(),
        )
        n_faults += tell("processes are left", len(survivors()))
    print(f"{len(chosen)} files, {n_faults} faults")
    return 1 if n_faults else 0


def mutated(folder: Path, n_mutants: int, seed: int) -> list[Kind]:
    """Describe mutants of the sound files.

    Parameters
    ----------
    folder : Path
        For the sound files.
    n_mutants : int
        How many to make.
    seed : int
        The same seed gives the same mutants.

    Returns
    -------
    list of Kind
        Each may be read or refused; neither a sentence nor a warning is asked of it.
    """
    files = [
        (each.name, path.read_bytes()) for each, path in suite.write(suite.sound_kinds(), folder)
    ]
    return [
        kind(name, "", READ_OR_REFUSED, lambda d=data: d, name=name, sentence="")
        for name, data in mutants(files, n_mutants, seed)
    ]


def run(kinds: Sequence[Kind], folder: Path, *, timeout_seconds: float) -> int:
    """Write files, read them one by one, and print a line for each.

    Parameters
    ----------
    kinds : sequence of Kind
        What to write.
    folder : Path
        Where to.
    timeout_seconds : float
        For each document.

    Returns
    -------
    int
        How many faults there are.
    """
    written = suite.write(kinds, folder)
    how = reading(timeout_seconds=timeout_seconds)
    first = folder / "first.txt"
    first.write_bytes(b"This is our statement on modern slavery in our supply chains. " * 3)
    outcomes = read_one_by_one([first, *(path for _, path in written)], how)
    idle_bytes = next(outcomes).peak_bytes
    print(f"{'kind':<40} {'expected':<24} {'got':<20} {'s':>5} {'MB':>5}")
    n_faults = 0
    for (each, _), outcome in zip(written, outcomes, strict=True):
        wrong = [*faults(each, outcome), *costs(outcome, how, idle_bytes=idle_bytes)]
        print(line(each, outcome))
        for fault in wrong:
            print(f"    WRONG: {fault}".encode("ascii", "backslashreplace").decode())
        n_faults += len(wrong)
    return n_faults


def line(kind_: Kind, outcome: Outcome) -> str:
    """Write one row of the table.

    Parameters
    ----------
    kind_ : Kind
        What the file is.
    outcome : Outcome
        What became of it.

    Returns
    -------
    str
        Without a line end.
    """
    expected = "|".join(sorted(kind_.expected))
    expected = "any reason" if len(expected) > 60 else expected
    got = f"{outcome.got}{'*' if outcome.is_warned else ''}"
    cost = f"{outcome.n_seconds:5.1f} {outcome.peak_bytes / 1e6:5.0f}"
    return f"{kind_.slug:<40} {expected:<24} {got:<20} {cost}"


def tell(what: str, n_times: int) -> int:
    """Print a count that should be 0, where it is not; give it."""
    if n_times:
        print(f"    WRONG: {n_times} {what}")
    return n_times


if __name__ == "__main__":
    sys.exit(main())
