"""The processes of the tills as the parent sees them: asked together, killed one at a time, ended with the block."""

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Final, Self

from loyalty_pos.lab.soak.group import Plan, serve
from loyalty_pos.lab.start_method import start_method

PATIENCE_S: Final = 240
_END_S: Final = 20


class GroupLost(RuntimeError):
    """A process of tills has ended by itself (``exit_code``), or does not answer (None)."""

    def __init__(self, index: int, asked: str, exit_code: int | None) -> None:
        super().__init__(f"tills-{index} were asked to {asked}: exit code {exit_code}")


class Crew:
    """One process for each group of tills; ``numbers``: the tills of each."""

    def __init__(self, plan: Plan, numbers: Sequence[Sequence[int]]) -> None:
        self._context = _context()
        self._plan = plan
        self.numbers = numbers
        self._processes: list[Any] = [None] * len(numbers)
        self._pipes: list[Connection] = []

    def __enter__(self) -> Self:
        for index in range(len(self.numbers)):
            self._pipes.append(self._started(index))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for pipe in self._pipes:
            with suppress(OSError):
                pipe.send(None)
        for process in filter(None, self._processes):
            process.join(_END_S if kind is None else 0)
            process.kill()
            process.join()

    def pid(self, index: int) -> int:
        """Return the process of a group."""
        return int(self._processes[index].pid)

    def ask(self, name: str, *arguments: object) -> list[Any]:
        """Ask every group the same, wait for all, return the answers in order."""
        return self.ask_each(name, [arguments] * len(self._pipes))

    def ask_each(self, name: str, asked: Sequence[tuple[object, ...]]) -> list[Any]:
        """Ask every group with arguments of its own."""
        for pipe, arguments in zip(self._pipes, asked, strict=True):
            pipe.send((name, arguments))
        return [self._heard(index, name) for index in range(len(self._pipes))]

    def ask_one(self, index: int, name: str, *arguments: object) -> Any:
        """Ask one group."""
        self._pipes[index].send((name, arguments))
        return self._heard(index, name)

    def kill(self, index: int) -> None:
        """Kill a group with all of its tills, whatever they are doing."""
        self._processes[index].kill()
        self._processes[index].join()
        self._pipes[index].close()

    def start_again(self, index: int) -> None:
        """Start a killed group: its tills open the files they left."""
        self._pipes[index] = self._started(index)
        self.ask_one(index, "open", self.numbers[index])
        self.ask_one(index, "serve")

    def _heard(self, index: int, name: str) -> Any:
        """Return the answer of a group. Raises ``GroupLost`` when it has ended, or is silent for too long."""
        if not wait([self._pipes[index]], PATIENCE_S):
            raise GroupLost(index, name, None)
        try:
            return self._pipes[index].recv()
        except EOFError as error:
            process = self._processes[index]
            process.join(_END_S)
            raise GroupLost(index, name, process.exitcode) from error

    def _started(self, index: int) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]  # every context has it
            target=serve, args=(theirs, self._plan), name=f"tills-{index}", daemon=True
        )
        process.start()
        theirs.close()  # so that the pipe ends with the process
        self._processes[index] = process
        return ours


def _context() -> BaseContext:
    """Return a way to start processes that load the program once for all of them, where that can be."""
    method = start_method()
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([__name__, "loyalty_pos.sync.client", "loyalty_pos.storage.sealing"])
    return context
