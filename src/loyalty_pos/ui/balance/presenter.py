"""Decides what is shown of a member: points by lot, what is pending, what was bought here. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from loyalty_pos.core import dates
from loyalty_pos.core.member import Lot, Member
from loyalty_pos.core.problems import CardNumberNeeded, Problem, UnknownCard
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.facts import customer_facts
from loyalty_pos.ui.sale.state import CustomerFacts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

HISTORY = 8
LOTS = 6


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase at this till; points in minor point units."""

    at: datetime
    number: int
    paid_minor: int
    accrued: int
    redeemed: int


@dataclass(frozen=True, slots=True)
class BalanceState:
    """``lots`` in the order in which they are spent; ``now`` tells active ones from pending ones."""

    customer: CustomerFacts | None = None
    lots: tuple[Lot, ...] = ()
    history: tuple[Bought, ...] = ()
    now: datetime | None = None
    exponent: int = 0


class BalanceScreen(Protocol):
    """What the presenter needs of the view."""

    def show_balance(self, state: BalanceState) -> None: ...


class BalancePresenter:
    """The page of one member."""

    def __init__(self, screen: BalanceScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._member: Member | None = None
        self._number, self._present = "", True
        self._keys: dict[str, Callable[[], None]] = {
            "F12": self._attach,
            "F9": lambda: self._routes.statement(self._member, present=self._present),
            "F6": lambda: self._routes.cards(self._member),
            "Ctrl+P": self._print,
            "Ctrl+Shift+P": self._save_card,
            "Esc": self._routes.sell,
        }

    def begin(self, member: Member | None) -> None:
        """Show the member at the till, or nobody."""
        self._number, self._present = "", True
        self._show(member)

    def find(self, text: str) -> None:
        """Look somebody up by card, full phone or QR; looking up by typing is not for everybody."""
        if text:
            self._shell.approve(Permission.BALANCE_SEARCH, lambda _approval: self._found(text, present=False))

    def scanned(self, text: str) -> None:
        """Show whose card was scanned: who holds the card may know its balance."""
        self._found(text, present=True)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def _found(self, text: str, *, present: bool) -> None:
        try:
            found = self._parts.enquiry.find(text)
            if not found:
                raise UnknownCard(last4=text.strip()[-4:])
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._number, self._present = self._parts.enquiry.card_number(text), present
        self._show(found[0])

    def _attach(self) -> None:
        if self._member is None:
            return
        try:
            self._parts.register.attach(self._member)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._routes.sell()

    def _print(self) -> None:
        if self._member is not None:
            self._parts.printer.print(self._parts.enquiry.balance_slip(self._member))

    def _save_card(self) -> None:
        save, number = self._parts.save_card, self._number
        if save is None or self._member is None:
            return
        if number:
            self._shell.commit(lambda: save(number), self._saved)
        else:
            self._shell.refuse(CardNumberNeeded(last4=self._member.card_last4))

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.CARD_SAVED, {"path": str(path)}))

    def _show(self, member: Member | None) -> None:
        self._member = member
        programme = self._parts.world.programmes.current().programme
        now = self._parts.world.clock.now()
        if member is None:
            self._screen.show_balance(BalanceState(exponent=programme.unit.exponent, now=now))
            return
        enquiry = self._parts.enquiry
        lots = [
            lot for lot in member.lots if lot.remaining > 0 and (lot.expire_at is None or lot.expire_at > now)
        ]
        lots.sort(key=lambda lot: (lot.expire_at is None, lot.expire_at or now, lot.activate_at))
        facts = customer_facts(
            member, enquiry.balance(member), programme, discount_bp=member.card_discount_bp, now=now
        )
        history = tuple(_bought(sale) for sale in enquiry.local_history(member.account_id)[:HISTORY])
        self._screen.show_balance(
            BalanceState(facts, tuple(lots[:LOTS]), history, now, programme.unit.exponent)
        )


def _bought(sale: Sale) -> Bought:
    return Bought(dates.moment(sale.sold_at_us), sale.number, sale.paid_minor, sale.accrued, sale.redeemed)
