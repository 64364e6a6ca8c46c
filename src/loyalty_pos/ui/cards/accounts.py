"""The part of the page that needs the centre: two accounts made one, or parted; what it means is asked first. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.card_deeds.joining import Accounts, Joining, Wish
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.cards.state import CardsState, Done, Step
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell
from loyalty_pos.wire.deeds import JoinedAsk, JoinedLine, JoinedTold, JoinTold, PartTold

T = TypeVar("T")


class CardsScreen(Protocol):
    """What the presenter needs of the view."""

    def show_cards(self, state: CardsState) -> None: ...
    def typed_so_far(self) -> str: ...


class WithCentre:
    """An answer of the centre for somebody else than who shows is dropped; no answer is told, and nothing was done."""

    def __init__(self, screen: CardsScreen, parts: UiParts, shell: Shell) -> None:
        self._screen, self._parts, self._shell = screen, parts, shell
        self._accounts = Accounts(parts.world)
        self._member: Member | None = None
        self._wish: Wish | None = None
        self._part: tuple[JoinedAsk, JoinedLine] | None = None
        self.state = CardsState()

    def begin(self, member: Member | None) -> None:
        """Show this member's card."""
        raise NotImplementedError

    def _other(self, kind: Joining) -> None:
        self._show(replace(self.state, step=Step.OTHER, kind=kind))

    def _join(self, other: Member) -> None:
        self._shell.approve(Permission.CARDS, lambda approval: self._wished(other, approval))

    def _wished(self, other: Member, approval: Approval) -> None:
        member, kind = self._member, self.state.kind
        assert member is not None
        self._shell.commit(lambda: self._accounts.wish(member, other, kind, approval), self._asks)

    def _asks(self, wish: Wish) -> None:
        self._wish = wish
        self._show(replace(self.state, name=wish.stays.name, other=wish.other.name))
        self._ask_join(sure=False)

    def _ask_join(self, *, sure: bool) -> None:
        wish = self._wish
        assert wish is not None
        self._step(Step.ASKING)
        self._ask(
            lambda: self._accounts.ask_join(wish, sure=sure),
            lambda told: self._joined(wish, told, sure=sure),
        )

    def _joined(self, wish: Wish, told: JoinTold, *, sure: bool) -> None:
        if wish is not self._wish:
            return
        step, done = (Step.DONE, Done.JOINED) if sure else (Step.SURE_JOIN, None)
        self._show(replace(self.state, step=step, told=told, done=done))

    def _look_joined(self) -> None:
        self._shell.approve(Permission.CARDS, self._looks)

    def _looks(self, approval: Approval) -> None:
        member = self._member
        if member is None:
            return
        try:
            ask = self._accounts.look(member, approval)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._step(Step.ASKING)
        self._ask(lambda: self._accounts.ask_joined(ask), lambda told: self._looked(ask, told))

    def _looked(self, ask: JoinedAsk, told: JoinedTold) -> None:
        if self._member is None or self._member.account_id != ask.account_id:
            return
        if not told.joined:
            self._done(Done.NOT_JOINED)
            return
        last4 = self.state.last4
        line = next((one for one in told.joined if last4 in one.last4), told.joined[-1])
        self._part = ask, line
        self._ask_part(sure=False)

    def _sure_part(self) -> None:
        if self._part is not None:
            ask, line = self._part
            self._shell.commit(
                lambda: self._accounts.note_part(ask, line.join_id), lambda _: self._ask_part(sure=True)
            )

    def _ask_part(self, *, sure: bool) -> None:
        assert self._part is not None
        ask, line = self._part
        self._step(Step.ASKING)
        self._ask(
            lambda: self._accounts.ask_part(ask, line.join_id, sure=sure),
            lambda told: self._parted(line, told, sure=sure),
        )

    def _parted(self, line: JoinedLine, told: PartTold, *, sure: bool) -> None:
        if self._part is None or self._part[1] is not line:
            return
        step, done = (Step.DONE, Done.PARTED) if sure else (Step.SURE_PART, None)
        self._show(replace(self.state, step=step, line=line, parts=told, done=done))

    def _ask(self, question: Callable[[], T | None], answered: Callable[[T], None]) -> None:
        """Ask on the worker of the centre; a refusal is told on the page, no answer too."""

        def asked() -> T | Problem | None:
            try:
                return question()
            except Problem as problem:
                return problem

        def heard(answer: T | Problem | None) -> None:
            if isinstance(answer, Problem):
                self.begin(self._member)
                self._shell.refuse(answer)
            elif answer is None:
                self._done(Done.ALONE)
            else:
                answered(answer)

        self._shell.ask_centre(asked, heard)

    def _step(self, step: Step) -> None:
        self._show(replace(self.state, step=step))

    def _done(self, done: Done) -> None:
        self._show(replace(self.state, step=Step.DONE, done=done))

    def _show(self, state: CardsState) -> None:
        self.state = state
        self._screen.show_cards(state)
