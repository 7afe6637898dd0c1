"""The command line: each command parses, calls its notebook twin, and prints."""

from __future__ import annotations

import sys

import click

from analyser.cli import learning, library, running, stages
from analyser.cli.edge import Commands, leave_out_torch, let_torch_in
from analyser.errors import EXIT_INTERRUPTED

EXIT_CODES = """\b
Exit codes:
  0    done
  1    unexpected: a bug in this program
  2    wrong usage
  3    done, but some or all documents could not be analysed
  4    the input is at fault
  5    the framework is at fault
  6    the model is at fault
  7    the output cannot be written
  130  interrupted
"""


@click.group(cls=Commands, epilog=EXIT_CODES)
@click.version_option(package_name="analyser", message="%(prog)s %(version)s")
def cli() -> None:
    """Read modern-slavery statements and rank what they disclose.

    Disclosure is not performance, and "not analysed" is never "not disclosed".
    """


for command in (
    running.run,
    stages.ingest,
    stages.extract,
    stages.segment,
    stages.classify,
    stages.score,
    stages.particulars,
    running.rank,
    running.report,
    learning.train,
    learning.evaluate,
    library.frameworks,
    library.models,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line, and leave with its exit code."""
    leave_out_torch()
    try:
        cli(prog_name="analyser")
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    finally:
        let_torch_in()
