"""Decides what happens to a customer's card and account: the card, what shall be done, why, what it means, F12. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from loyalty_pos.core.account.card_deeds import BlockReason
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.card_deeds.joining import Joining
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueDone
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.cards.accounts import CardsScreen, WithCentre
from loyalty_pos.ui.cards.confirming import Confirming
from loyalty_pos.ui.cards.state import CardsState, Done, Step
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Routes, Shell

REPLACE_REASONS: Final = {"F2": BlockReason.LOST, "F3": BlockReason.DAMAGED}
BLOCK_REASONS: Final = {
    "F2": BlockReason.LOST,
    "F3": BlockReason.WISH,
    "F4": BlockReason.FRAUD,
    "F5": BlockReason.STAFF,
}


class CardsPresenter(WithCentre):
    """One customer after another."""

    def __init__(self, screen: CardsScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        super().__init__(screen, parts, shell)
        self._routes = routes
        self._deeds = CardDeeds(parts.world, parts.issuing)
        self._held: list[HeldCard] = []
        self._confirming = Confirming(parts, shell, self._show, self.begin)

    def begin(self, member: Member | None) -> None:
        """Show this member's card; nobody = wait for one."""
        self._screen.typed_so_far()
        self._shell.hush()
        self._member, self._held = (
            member,
            [],
        )  # whom this till has no card of: the way back is to the same person
        self._show(CardsState())
        if member is not None:
            self._take(member)

    def entered(self, text: str) -> None:
        """Take a card or phone, at Enter; nothing typed = what F12 does."""
        if text and self.state.step in {Step.PHONE, Step.CODE}:
            self._confirm(text)
        elif text:
            self.scanned(text)
        elif self.state.step not in {Step.EMPTY, Step.OTHER, Step.PHONE, Step.CODE}:
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
                "F9": self._ask_phone,
            },
            Step.WHY_REPLACE: {key: self._with(self._replace, why) for key, why in REPLACE_REASONS.items()},
            Step.WHY_BLOCK: {key: self._with(self._block, why) for key, why in BLOCK_REASONS.items()}
            | {"F6": self._take_out},
            Step.OTHER: typed,
            Step.PHONE: typed | {"F2": self._document},
            Step.CODE: typed | {"F2": self._document},
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
            CardsState(
                Step.CARD,
                member.name,
                card.last4,
                card.state,
                len(self._held),
                exponent=exponent,
                verified=member.verified,
            )
        )

    @property
    def _card(self) -> HeldCard:
        return next(card for card in self._held if card.last4 == self.state.last4)

    def _ask_phone(self) -> None:
        if self._member is not None and not self._member.verified:
            self._confirming.ask(self.state)

    def _confirm(self, text: str) -> None:
        if self._member is not None and self.state.step is Step.PHONE:
            self._confirming.phone(self.state, self._member, text)
        elif self._member is not None:
            self._confirming.code(self._member, text)

    def _document(self) -> None:
        if self._member is not None:
            self._confirming.document(self._member)

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

    def _take_out(self) -> None:
        member, card = self._member, self._card
        assert member is not None
        self._shell.approve(
            Permission.CARDS,
            lambda approval: self._shell.commit(
                lambda: self._deeds.take_out(member, card, approval), lambda _: self._done(Done.LEFT)
            ),
        )

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
            self._routes.issue(family_of=self._member)

    def _step_back(self) -> None:
        if self.state.step in {Step.EMPTY, Step.CARD}:
            self._routes.ask_balance(self._member)
        else:
            self.begin(self._member)
