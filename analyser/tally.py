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
            failures.append(failure_of(source, stage.__name__, error))
        else:
            yield done


def failure_of(source: Source, stage: str, error: AnalyserError) -> Failure:
    """Record that a document failed.

    Parameters
    ----------
    source : Source
        The document; its inline text is dropped.
    stage : str
        The stage at which it failed.
    error : AnalyserError
        Why.

    Returns
    -------
    Failure
        With the error's reason, message and hint.
    """
    return Failure(
        source=replace(source, text=None),
        stage=stage,
        reason=error.reason,
        error=str(error),
        hint=error.hint,
    )


def interleave(sources: Iterable[Source], failures: list[Failure]) -> Iterator[Source | Failure]:
    """Put each failure where it occurred among the sources.

    Parameters
    ----------
    sources : iterable of Source
        Consumed lazily.
    failures : list of Failure
        Grows while the sources are consumed.

    Yields
    ------
    Source or Failure
        In the order of the input.
    """
    n_given = 0
    for source in sources:
        yield from failures[n_given:]
        n_given = len(failures)
        yield source
    yield from failures[n_given:]


class Tally:
    """The documents of one run, counted as they pass.

    Parameters
    ----------
    failures : list of Failure
        The run's own list, which grows while it runs.
    """

    def __init__(self, failures: list[Failure]) -> None:
        self.n_inputs = 0
        self.n_scored = 0
        self._failures = failures

    def inputs(self, records: Iterable[Source | Failure]) -> Iterator[Source | Failure]:
        """Pass the inputs on, with those that could not even be ingested, and count them."""
        for record in records:
            self.n_inputs += 1
            yield record

    def read(
        self, records: Iterable[Statement | Failure], show: Callable[[str], None]
    ) -> Iterator[Statement]:
        """Pass statements on, set failures aside, and show how many there were.

        Parameters
        ----------
        records : iterable of Statement or Failure
            What the documents were read into; consumed lazily.
        show : callable
            Takes one line for people.

        Yields
        ------
        Statement
            Each one as it came.
        """
        for n_read, record in enumerate(records, start=1):
            if isinstance(record, Failure):
                self._failures.append(record)
            show(f"{n_read} documents read, {len(self._failures)} could not be analysed")
            if isinstance(record, Statement):
                yield record

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
