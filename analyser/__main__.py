"""Run the command line as `python -m analyser`."""

from __future__ import annotations

from analyser.cli import main

if __name__ == "__main__":
    main()
