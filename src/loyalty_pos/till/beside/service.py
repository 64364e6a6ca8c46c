"""What the port does with a request: one action each, a refusal is an answer too. Never waits longer than its holds do."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import assert_never

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem, UnreadableCode
from loyalty_pos.till.beside.acting import acting, themselves
from loyalty_pos.till.beside.answers import balance_told, given_back, recalculated, refused, sold
from loyalty_pos.till.beside.asking import Hear, ask
from loyalty_pos.till.beside.keeping import Keeping
from loyalty_pos.till.beside.returning import give_back
from loyalty_pos.till.resolver import SubscriberFound, resolve
from loyalty_pos.till.staff import Approval
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.messages import (
    Answer,
    AskBalance,
    Cancel,
    Cancelled,
    Confirm,
    GiveBack,
    Recalculate,
    Request,
)

Approve = Callable[[TillWorld, str], Approval]
"""Approves a return by a PIN; slow on purpose."""


class BesideService:
    """``hear``: asks the centre within its limit. ``turn``: who writes the book goes one after another."""

    def __init__(
        self,
        world: TillWorld,
        hear: Hear,
        approve: Approve,
        turn: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._world, self._hear, self._approve, self._turn = world, hear, approve, turn
        self._keeping = Keeping(world.beside)

    def answer(self, request: Request) -> Answer:
        """Return the answer; a refusal is one. A full disk and the like are refusals too."""
        try:
            return self._answer(request)
        except Problem as problem:
            return refused(problem, self._world, request.language)

    def _answer(self, request: Request) -> Answer:
        world = acting(self._world, request.cashier)
        match request:
            case Recalculate():
                told = ask(world, self._keeping, request, self._hear)
                return recalculated(world, request.key, told, request.language)
            case Confirm():
                with self._turn():
                    done = self._keeping.confirm(world, request.key, request.paper, request.to_pay_minor)
                return sold(world, request.key, done)
            case Cancel():
                with self._turn():
                    self._keeping.cancel(world, request.key)
                return Cancelled(request.key)
            case GiveBack():
                approval = self._approve(themselves(world), request.pin) if request.pin else None
                with self._turn():
                    back = give_back(world, request, approval)
                return given_back(request.key, back)
            case AskBalance():
                return balance_told(world, _member(world, request.member))
            case other:
                assert_never(other)


def _member(world: TillWorld, text: str) -> Member:
    """Return the member of a card, phone or code. Raises what the resolver raises, ``UnreadableCode`` for anything else."""
    found = resolve(world, text)
    if isinstance(found, SubscriberFound) and found.member is not None:
        found = found.member
    if not isinstance(found, Member):
        raise UnreadableCode(length=len(text))
    return found
