"""What happens at the edge of the program: errors become messages and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from importlib.abc import MetaPathFinder

import click

from analyser.errors import EXIT_INTERRUPTED, AnalyserError, OutputError

EXIT_BROKEN_PIPE = 141
"""What a shell reports of any program whose reader has gone: 128 and the signal's number."""


class Commands(click.Group):
    """A group of commands that raise our errors and end with our exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and translate what it raises."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except AnalyserError as error:
            raise Refusal(error) from error
        except KeyboardInterrupt as interrupt:
            say("Interrupted.", *getattr(interrupt, "__notes__", ()))
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            # The reader of the pipe has seen enough, as `head` does. That is no error.
            abandon_stdout()
            ctx.exit(EXIT_BROKEN_PIPE)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            abandon_stdout()
            raise Refusal(OutputError("There is no space left for the output.")) from error
        return outcome


class _WithoutTorch(MetaPathFinder):
    """Finds no torch, even where it is installed.

    spaCy would load it, which takes seconds and memory at every start, and only training needs it.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse torch, and leave every other module to the next finder."""
        if name == "torch":
            raise ModuleNotFoundError("Only training loads torch.", name=name)


def leave_out_torch() -> None:
    """Have torch not be found in this process, where it was not loaded before."""
    sys.meta_path.insert(0, _WithoutTorch())


def let_torch_in() -> None:
    """Take back what `leave_out_torch` did."""
    sys.meta_path[:] = [item for item in sys.meta_path if not isinstance(item, _WithoutTorch)]


class Refusal(click.ClickException):
    """One of our errors as click wants it: what went wrong, then what to do next."""

    def __init__(self, error: AnalyserError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]  # click says ClassVar
        self.hint = error.hint

    def show(self, file: object = None) -> None:
        """Print the message and the hint on stderr."""
        say(f"Error: {self.message}")
        if self.hint:
            say(f"Hint: {self.hint}")


def say(*lines: str) -> None:
    """Print lines for people on stderr.

    Parameters
    ----------
    *lines : str
        Full sentences. Names of files and companies in them may hold control characters, which
        a terminal would obey; these are taken out.
    """
    from analyser.tables import plain

    for line in lines:
        click.echo(plain(line), err=True)


def abandon_stdout() -> None:
    """Throw away what is still to be written, so that Python does not fail on it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
