"""Whoever drives the quarters: processes of this program, asked all together, answering when they are done.

It must never hide a quarter that died: its pipe ends, and with it the replay.
"""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Final, Self

from loyalty_pos.lab.real.quarter import Plan, Quarter
from loyalty_pos.lab.start_method import start_method

_END_S: Final = 20


@dataclass(frozen=True, slots=True)
class Sold:
    """So many baskets more were sold."""

    baskets: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was asked for is done."""

    answer: Any


class Crew:
    """One process for each quarter; all end with the crew."""

    def __init__(self, plan: Plan, size: int) -> None:
        context = _context()
        self._pipes: list[Connection] = []
        self._processes = []
        for number in range(size):
            ours, theirs = context.Pipe()
            process = context.Process(  # type: ignore[attr-defined]  # every context has it
                target=_serve, args=(theirs, plan), name=f"quarter-{number}", daemon=True
            )
            process.start()
            theirs.close()  # so that the pipe ends with the process
            self._pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for pipe in self._pipes:
            with suppress(OSError):
                pipe.send(None)
        for process in self._processes:
            process.join(_END_S if kind is None else 0)
            process.terminate()
        for process in self._processes:  # whoever still writes brings files back that are being removed
            process.join(_END_S)
            if process.is_alive():
                process.kill()
                process.join()

    def ask(
        self, name: str, asked: Sequence[tuple[Any, ...]], told: Callable[[int], object] = lambda _: None
    ) -> list[Any]:
        """Ask each quarter the same with its own arguments, wait for all, return the answers in order.

        Raises ``EOFError`` when a process died.
        """
        for pipe, arguments in zip(self._pipes, asked, strict=True):
            pipe.send((name, arguments))
        answers: dict[int, Any] = {}
        while len(answers) < len(self._pipes):
            busy = [pipe for number, pipe in enumerate(self._pipes) if number not in answers]
            heard = wait(busy)
            for number, pipe in enumerate(self._pipes):
                if pipe not in heard:
                    continue
                said: Sold | Done = pipe.recv()
                match said:
                    case Sold(baskets):
                        told(baskets)
                    case Done(answer):
                        answers[number] = answer
        return [answers[number] for number in range(len(self._pipes))]

    def ask_all(self, name: str, *arguments: object) -> list[Any]:
        """Ask each quarter the same."""
        return self.ask(name, [arguments] * len(self._pipes))


def _context() -> BaseContext:
    """Return a way to start processes that load the program once for all of them, where that can be."""
    method = start_method()
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([__name__, "loyalty_pos.sync.client", "loyalty_pos.storage.sealing"])
    return context


def _serve(pipe: Connection, plan: Plan) -> None:
    """Be a quarter until the crew goes home."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the crew is interrupted, and ends us
    quarter = Quarter(plan, lambda baskets: pipe.send(Sold(baskets)))
    with suppress(EOFError):
        while (asked := pipe.recv()) is not None:
            name, arguments = asked
            pipe.send(Done(getattr(quarter, name)(*arguments)))
