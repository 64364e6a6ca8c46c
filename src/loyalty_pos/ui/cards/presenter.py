"""Decides what happens to a customer's card and account: the card, what shall be done, why, what it means, F12. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from loyalty_pos.core.account.card_deeds import BlockReason
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.card_deeds.joining import Accounts, Joining, Wish
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.cards.state import CardsState, Done, Step
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Routes, Shell
from loyalty_pos.wire.deeds import JoinedAsk, JoinedLine, JoinedTold, JoinTold, PartTold

REPLACE_REASONS: Final = {"F2": BlockReason.LOST, "F3": BlockReason.DAMAGED}
BLOCK_REASONS: Final = {
    "F2": BlockReason.LOST,
    "F3": BlockReason.WISH,
    "F4": BlockReason.FRAUD,
    "F5": BlockReason.STAFF,
}
T = TypeVar("T")


class CardsScreen(Protocol):
    """What the presenter needs of the view."""

    def show_cards(self, state: CardsState) -> None: ...
    def typed_so_far(self) -> str: ...


class CardsPresenter:
    """One customer after another; an answer of the centre for somebody else than who shows is dropped."""

    def __init__(self, screen: CardsScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._deeds, self._accounts = CardDeeds(parts.world, parts.issuing), Accounts(parts.world)
        self._member: Member | None = None
        self._held: list[HeldCard] = []
        self._wish: Wish | None = None
        self._part: tuple[JoinedAsk, JoinedLine] | None = None
        self.state = CardsState()

    def begin(self, member: Member | None) -> None:
        """Show this member's card; nobody = wait for one."""
        self._screen.typed_so_far()
        self._shell.hush()
        if member is None:
            self._member, self._held = None, []
            self._show(CardsState())
            return
        self._take(member)

    def entered(self, text: str) -> None:
        """Take a card or phone, at Enter; nothing typed = what F12 does."""
        if text:
            self.scanned(text)
        elif self.state.step not in {Step.EMPTY, Step.OTHER}:
            self.key("F12")

    def scanned(self, text: str) -> None:
        """Take a card: the customer's, the second one, or a blank one for a replacement."""
        if self.state.step is Step.WHY_REPLACE:
            self._replace(BlockReason.LOST, text)
            return
        try:
            found = self._deeds.find(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        if self.state.step is Step.OTHER:
            self._join(found)
        else:
            self._take(found)

    def key(self, name: str) -> None:
        """Do what a key means in this step."""
        if name == "Esc":
            self._step_back()
        elif (action := self._actions().get(name)) is not None:
            action()

    # --- inside ---------------------------------------------------------------------------------------

    def _actions(self) -> dict[str, Callable[[], None]]:
        typed = {"F12": lambda: self.entered(self._screen.typed_so_far())}
        steps: dict[Step, dict[str, Callable[[], None]]] = {
            Step.CARD: {
                "F2": lambda: self._step(Step.WHY_REPLACE),
                "F3": self._block_or_free,
                "F4": lambda: self._other(Joining.DUPLICATE),
                "F5": lambda: self._other(Joining.FAMILY),
                "F6": self._family_card,
                "F7": self._look_joined,
                "F8": self._next_card,
            },
            Step.WHY_REPLACE: {key: self._with(self._replace, why) for key, why in REPLACE_REASONS.items()},
            Step.WHY_BLOCK: {key: self._with(self._block, why) for key, why in BLOCK_REASONS.items()},
            Step.OTHER: typed,
            Step.EMPTY: typed,
            Step.ASKING: {},
            Step.SURE_JOIN: {"F12": lambda: self._ask_join(sure=True)},
            Step.SURE_PART: {"F12": self._sure_part},
            Step.DONE: {"F12": lambda: self.begin(self._member)},
        }
        return steps[self.state.step]

    @staticmethod
    def _with(deed: Callable[[BlockReason], None], why: BlockReason) -> Callable[[], None]:
        return lambda: deed(why)

    def _take(self, member: Member) -> None:
        try:
            card = self._deeds.chosen(member)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._member, self._held = member, self._deeds.held(member)
        self._wish = self._part = None
        self._show_card(card)

    def _show_card(self, card: HeldCard) -> None:
        member = self._member
        assert member is not None
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        self._show(
            CardsState(Step.CARD, member.name, card.last4, card.state, len(self._held), exponent=exponent)
        )

    @property
    def _card(self) -> HeldCard:
        return next(card for card in self._held if card.last4 == self.state.last4)

    def _next_card(self) -> None:
        place = self._held.index(self._card) + 1
        self._show_card(self._held[place % len(self._held)])

    def _block_or_free(self) -> None:
        member = self._member
        if self.state.state is CardState.ACTIVE:
            self._step(Step.WHY_BLOCK)
        elif self.state.state in {CardState.BLOCKED, CardState.LOST} and member is not None:
            card = self._card
            self._shell.approve(
                Permission.CARDS,
                lambda approval: self._shell.commit(
                    lambda: self._deeds.unblock(member, card, approval), lambda _: self._done(Done.FREED)
                ),
            )

    def _block(self, why: BlockReason) -> None:
        member, card = self._member, self._card
        assert member is not None
        self._shell.commit(lambda: self._deeds.block(member, card, why), lambda _: self._done(Done.BLOCKED))

    def _replace(self, why: BlockReason, number: str = "") -> None:
        member, card = self._member, self._card
        assert member is not None
        self._shell.commit(lambda: self._deeds.replace(member, card, why, number), self._replaced)

    def _replaced(self, done: IssueDone) -> None:
        self._parts.printer.print(done.receipt)
        self._member = done.member
        self._show(replace(self.state, step=Step.DONE, done=Done.REPLACED, new_last4=done.member.card_last4))

    def _family_card(self) -> None:
        if self._member is not None:
            self._routes.issue_for(self._member)

    # --- with the centre ------------------------------------------------------------------------------

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

    # --- showing --------------------------------------------------------------------------------------

    def _step_back(self) -> None:
        if self.state.step in {Step.EMPTY, Step.CARD}:
            self._routes.ask_balance(self._member)
        else:
            self.begin(self._member)

    def _step(self, step: Step) -> None:
        self._show(replace(self.state, step=step))

    def _done(self, done: Done) -> None:
        self._show(replace(self.state, step=Step.DONE, done=done))

    def _show(self, state: CardsState) -> None:
        self.state = state
        self._screen.show_cards(state)
