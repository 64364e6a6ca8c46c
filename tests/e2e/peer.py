"""Processes that take one JSON line and answer with one: tills, the proxy, and the centre's own command."""

import contextlib
import json
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

ROOT: Final = Path(__file__).parents[2]
PATIENCE_S: Final = 40.0
_URL: Final = re.compile(r"http://127\.0\.0\.1:(\d+)")


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a module of the project with this interpreter."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


class Lines:
    """What a process says, line by line, with a limit to our patience; "" = it has ended."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def next(self) -> str:
        """Return the next line. Fails when it does not come."""
        try:
            return self._lines.get(timeout=PATIENCE_S)
        except queue.Empty:
            message = "the process says nothing"
            raise AssertionError(message) from None

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put("")


class Peer:
    """A process of the tests that obeys."""

    def __init__(self, *arguments: str) -> None:
        self.process = start(*arguments)
        assert self.process.stdout is not None
        self.lines = Lines(self.process.stdout)

    def say(self, **order: object) -> None:
        """Send one order."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """Return the next answer."""
        line = self.lines.next()
        assert line, f"the process ended with {self.process.wait(5)}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, do: str, **order: object) -> dict[str, Any]:
        """Send an order and return its answer."""
        self.say(do=do, **order)
        return self.hear()

    def close(self) -> None:
        """Let it end by itself; what does not end, or ends badly, is a failure."""
        _end(self.process)


class CentreProcess:
    """``loyalty-pos centre`` on a folder; ``port`` 0 = any free one."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self._process = start("loyalty_pos", "centre", "--data", str(data), "--port", str(port))
        assert self._process.stdout is not None
        said = _URL.search(Lines(self._process.stdout).next())
        assert said, "the centre does not say where it listens"
        self.url, self.port = said.group(), int(said.group(1))

    def kill(self) -> None:
        """Pull its plug."""
        self._process.kill()
        self._process.wait(5)
        self._shut()

    def close(self) -> None:
        """End it as a service manager does."""
        self._process.terminate()
        self._process.wait(10)
        self._shut()

    def _shut(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(BrokenPipeError):
        assert process.stdin is not None
        process.stdin.close()
    try:
        assert process.wait(PATIENCE_S) == 0, process.returncode
    finally:
        process.kill()
        process.wait(5)
        assert process.stdout is not None
        process.stdout.close()


@contextlib.contextmanager
def peer(*arguments: str) -> Iterator[Peer]:
    """Start an obeying process and see it end; after a failure it is killed."""
    started = Peer(*arguments)
    try:
        yield started
    except BaseException:
        started.process.kill()
        started.process.wait()
        raise
    if started.process.poll() is None:
        started.close()
