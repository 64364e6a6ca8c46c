"""The whole simulation: members shared out among a few processes, their tallies added up; the result does not depend on how.

It must never keep receipts of one member apart: what a member has depends on all receipts before.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Final

from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.past.receipts import Past, Receipt
from loyalty_pos.lab.simulation.replaying import Batch, Outcome, Replay, Task, nothing
from loyalty_pos.lab.start_method import start_method

_BATCH: Final = 400
"""Receipts sent to a process at a time, or all of one member."""
_FEW: Final = 4_000
"""Receipts that one process has replayed before a second one is awake."""
_AHEAD: Final = 4

_replay: list[Replay] = []
"""The replay of this worker process, filled once when it starts."""


def simulate(
    task: Task, past: Past, processes: int = 0, told: Callable[[int], object] = lambda _: None
) -> Outcome:
    """Replay everything. ``processes`` 0 = as many as there are processors; ``told`` hears of finished receipts."""
    batches = batches_of(past, task.assumptions)
    size = processes or (1 if len(past.receipts) <= _FEW else os.cpu_count() or 1)
    whole = nothing(task)
    for part in _here(task, batches) if size == 1 else _elsewhere(task, batches, size):
        whole.merge(part)
        told(part.receipts)
    whole.changes.cut()
    return whole


def batches_of(past: Past, assumptions: Assumptions) -> Iterator[Batch]:
    """Return members with all their receipts, a few at a time; receipts without a card one by one under "".

    Who does not take part has no card. Goods come back to the receipt that sold them.
    """
    lives: dict[tuple[str, str], list[Receipt]] = {}
    for receipt in past.receipts:
        member = receipt.member
        if member and assumptions.takes_part(member):
            lives.setdefault((member, ""), []).append(receipt)
        else:
            lives.setdefault(("", receipt.of or receipt.id), []).append(receipt)
    batch: Batch = []
    count = 0
    for (member, _), receipts in lives.items():
        batch.append((member, receipts))
        count += len(receipts)
        if count >= _BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _here(task: Task, batches: Iterable[Batch]) -> Iterator[Outcome]:
    replay = Replay(task)
    for batch in batches:
        yield replay.run(batch)


def _elsewhere(task: Task, batches: Iterator[Batch], size: int) -> Iterator[Outcome]:
    """Replay in processes of their own; a process that dies ends the simulation with an error, never with less."""
    context = multiprocessing.get_context(start_method())
    with ProcessPoolExecutor(size, mp_context=context, initializer=_start, initargs=(task,)) as pool:
        try:
            running: set[Future[Outcome]] = {
                pool.submit(_run, batch) for batch in islice(batches, size * _AHEAD)
            }
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {pool.submit(_run, batch) for batch in islice(batches, len(done))}
                for future in done:
                    yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(task: Task) -> None:
    """Be a worker: whoever started us is interrupted, and ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _replay.append(Replay(task))


def _run(batch: Batch) -> Outcome:
    return _replay[0].run(batch)
