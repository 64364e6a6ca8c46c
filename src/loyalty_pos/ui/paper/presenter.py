"""Decides what happens after a sale: change, copy, the next customer. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


@dataclass(frozen=True, slots=True)
class DoneState:
    """A finished sale. Points in minor point units; ``balance`` None = no customer."""

    receipt: Receipt
    paid_minor: int
    change_minor: int
    accrued: int
    redeemed: int
    balance: int | None
    exponent: int


class DoneScreen(Protocol):
    """What the presenter needs of the view."""

    def show_done(self, state: DoneState) -> None: ...


class DonePresenter:
    """The page with the receipt; whatever is scanned or typed next begins a new one."""

    def __init__(self, screen: DoneScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._keys: dict[str, Callable[[], None]] = {
            "F12": self._routes.sell,
            "Enter": self._routes.sell,
            "Esc": self._routes.sell,
            "Ctrl+P": self.print_copy,
        }

    def sold(self, done: SaleDone) -> None:
        """Print the receipt of a sale that is durable already, and show it."""
        self._parts.printer.print(done.receipt)
        unit = self._parts.world.programmes.current().programme.unit
        self._screen.show_done(
            DoneState(
                receipt=done.receipt,
                paid_minor=done.sale.paid_minor,
                change_minor=done.change_minor,
                accrued=done.sale.accrued,
                redeemed=done.sale.redeemed,
                balance=done.balance_after.available if done.balance_after else None,
                exponent=unit.exponent,
            )
        )

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def print_copy(self) -> None:
        """Print the last receipt of this till once more, marked as a copy; it leaves an audit line."""
        enquiry, journal = self._parts.enquiry, self._parts.world.journal

        def copy(approval: Approval) -> None:
            sales = journal.last_sales(1)
            if sales:
                self._shell.commit(lambda: enquiry.reprint(sales[0], approval), self._copied)
            else:
                self._shell.note(Note(NoteKind.NO_RECEIPT_YET))

        self._shell.approve(Permission.REPRINT, copy)

    def _copied(self, receipt: Receipt) -> None:
        self._parts.printer.print(receipt)
        self._shell.note(Note(NoteKind.COPY_PRINTED))
