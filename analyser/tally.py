"""Lead documents through stages, and lose none: each one comes out or becomes a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from analyser.errors import AnalyserError, StageOrderError
from analyser.types import Failure, Ranking, Source, Statement


def attempt(
    stage: Callable[..., Statement],
    items: Iterable[Source] | Iterable[Statement],
    *args: object,
    failures: list[Failure],
) -> Iterator[Statement]:
    """Apply one stage to each item; keep going past a bad item, and record it.

    Parameters
    ----------
    stage : callable
        Takes an item and `args`, and gives a statement.
    items : iterable of Source or Statement
        What to work on; consumed lazily.
    *args : object
        Given to the stage after the item.
    failures : list of Failure
        Grows by one for each item that raised an `AnalyserError`; its inline text is dropped.

    Yields
    ------
    Statement
        What the stage gave, in order.

    Raises
    ------
    StageOrderError
        If the stage was called too early: a mistake of the caller, not of a document.
    """
    for item in items:
        try:
            done = stage(item, *args)
        except StageOrderError:
            raise
        except AnalyserError as error:
            source = item if isinstance(item, Source) else item.source
            failures.append(
                Failure(
                    source=replace(source, text=None),
                    stage=stage.__name__,
                    reason=error.reason,
                    error=str(error),
                    hint=error.hint,
                )
            )
        else:
            yield done


class Tally:
    """The documents of one run, counted as they pass.

    Parameters
    ----------
    failures : list of Failure
        The run's own list, which grows while it runs.
    """

    def __init__(self, failures: list[Failure]) -> None:
        self.n_read = 0
        self.n_scored = 0
        self._failures = failures

    @property
    def n_inputs(self) -> int:
        """Documents given, with those that could not even be ingested."""
        return self.n_read + sum(failure.stage == "ingest" for failure in self._failures)

    def inputs(self, sources: Iterable[Source], show: Callable[[str], None]) -> Iterator[Source]:
        """Pass sources on, and show how many there were.

        Parameters
        ----------
        sources : iterable of Source
            Consumed lazily.
        show : callable
            Takes one line for people.

        Yields
        ------
        Source
            Each one as it came.
        """
        for source in sources:
            self.n_read += 1
            show(f"{self.n_read} documents read, {len(self._failures)} could not be analysed")
            yield source

    def scored(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Pass statements on, and count them."""
        for statement in statements:
            self.n_scored += 1
            yield statement

    def check(self, ranking: Ranking) -> None:
        """Compare what went in with what came out.

        Parameters
        ----------
        ranking : Ranking
            The result.

        Raises
        ------
        RuntimeError
            If a document was lost, which is a bug of this program.
        """
        n_out = len(ranking.rows) + len(ranking.failures)
        if n_out != self.n_inputs:
            raise RuntimeError(f"{self.n_inputs} documents went in, but {n_out} came out.")

    @contextmanager
    def told_on_interrupt(self, state: str) -> Iterator[None]:
        """Note on a `KeyboardInterrupt` how far the run had come.

        Parameters
        ----------
        state : str
            What became of the output, as the end of a sentence.
        """
        try:
            yield
        except KeyboardInterrupt as interrupt:
            interrupt.add_note(
                f"{self.n_scored} documents had been analysed and {len(self._failures)} had "
                f"failed; {state}."
            )
            raise
