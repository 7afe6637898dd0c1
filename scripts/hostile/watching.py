"""Watch what the processes that read documents do: their memory, their calls, whether they end."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path
from types import TracebackType

SAMPLE_SECONDS = 0.02
END_SECONDS = 5.0


def descendants() -> list[int]:
    """Find the processes that this one has started, and that they have, as far as they live."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields and fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found = [os.getpid()]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found[1:]


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _resident_bytes(pid: int) -> int:
    # Until it runs a program of its own, a new process shows the memory of the one it came from.
    if _command(pid) == _command(os.getpid()):
        return 0
    fields = _stat(pid)
    return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def survivors() -> list[int]:
    """Give the processes that have not ended within a few seconds."""
    until = time.monotonic() + END_SECONDS
    while (left := descendants()) and time.monotonic() < until:
        time.sleep(SAMPLE_SECONDS)
    return left


class Watch:
    """Sample the memory of the processes that this one has started; peaks only, per process."""

    def __init__(self) -> None:
        self._peak = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Watch:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End."""
        self._is_over.set()
        self._thread.join()

    def take_peak(self) -> int:
        """Give the most bytes that one process held since this was last asked."""
        peak, self._peak = self._peak, 0
        return peak

    def _sample(self) -> None:
        while not self._is_over.wait(SAMPLE_SECONDS):
            self._peak = max([self._peak, *map(_resident_bytes, descendants())])


class Listener:
    """Take calls on a port of this machine that only a document can have named."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def n_calls(self) -> int:
        """Count who has called since this was last asked."""
        self._socket.setblocking(False)
        n_calls = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return n_calls
            n_calls += 1

    def close(self) -> None:
        """Take no more calls."""
        self._socket.close()
