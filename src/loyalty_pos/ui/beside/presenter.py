"""Decides what happens on the screen beside another till: card, total or lines, points, printed there or not. No Qt, no words."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from loyalty_pos.core.beside.paper import is_fiscal_code
from loyalty_pos.core.problems import BadAmount, CertificateNeedsManager, EmptyReceipt, Problem
from loyalty_pos.till.beside.counter import BesideCounter
from loyalty_pos.till.beside.keeping import Confirmed, Unfinished
from loyalty_pos.till.beside.receipt import BesideReceipt
from loyalty_pos.till.receipt_state import CertificateLaid, LineAdded, ReceiptFound, Refused
from loyalty_pos.ui.beside.facts import beside_state
from loyalty_pos.ui.beside.marking import MarkedLine
from loyalty_pos.ui.beside.points import Points
from loyalty_pos.ui.beside.state import BesideState
from loyalty_pos.ui.parse import amount_minor, split_quantity
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.rows import row_of_certificate
from loyalty_pos.ui.sale.vouchers.asking import VoucherAsking
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

_TOTAL: Final = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,2})?")
"""What a typed total looks like; longer digits are phones, cards and barcodes."""


class BesideScreen(Protocol):
    """What the presenter needs of the view."""

    def show_beside(self, state: BesideState) -> None: ...
    def show_digits(self, *, on: bool | None = None) -> None: ...
    def typed_so_far(self) -> str: ...


class BesidePresenter:
    """One basket at a time; what waits from before a crash is asked first."""

    def __init__(self, screen: BesideScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._counter = BesideCounter(parts.world)
        self._waiting: tuple[Unfinished, ...] = ()
        self._points = Points(self._counter, parts, shell, self._show)
        self.lines = MarkedLine(self._counter, shell, self._show, self._guarded)
        self.state = BesideState()
        self._keys: dict[str, Callable[[], object]] = {
            "F3": self._new_card,
            "F4": self._screen.show_digits,
            "F8": self.lines.delete,
            "F5": lambda: self._points.press(self._screen.typed_so_far()),
            "F9": self._customer,
            "F12": lambda: self._printed(self._screen.typed_so_far()),
            "Esc": self._cancel,
            "Ctrl+R": lambda: self._routes.take_back(None),
        }

    def begin(self) -> None:
        """Come back to the basket; what was shown before the program ended and nobody confirmed is asked for."""
        self._counter.begin()
        self._waiting = self._counter.unfinished()
        if self._waiting:
            self._shell.hush()
        self._screen.show_digits(on=not self._counter.receipt.view().lines or self._counter.receipt.by_total)
        self._show()
        self._points.ask_centre()

    @property
    def receipt(self) -> BesideReceipt:
        """The basket as it stands."""
        return self._counter.receipt

    def key(self, name: str) -> None:
        """Do what a key of this screen means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter: the other till's total, or a text like a scan."""
        bare = re.sub(r"[\s\u00a0]", "", text)
        if bare and _TOTAL.fullmatch(bare):
            self._guarded(lambda: self._take_total(bare))
        elif text:
            self.scanned(text)

    def scanned(self, text: str) -> None:
        """Take a card, goods, a coupon, or the fiscal QR of a receipt: of this basket, or of one that comes back."""
        if is_fiscal_code(text) and (self._waiting or self._counter.shown is not None):
            self._printed(text)
        elif not self._waiting:
            self._guarded(lambda: self._scan(text))

    def _new_card(self) -> None:
        """Give a card out, to the phone that is typed; what waits is asked first."""
        if not self._waiting:
            self._routes.issue(self._screen.typed_so_far())

    def _customer(self) -> None:
        if not self._waiting:
            self._routes.ask_balance(self._counter.receipt.view().member)

    # --- the basket -----------------------------------------------------------------------------------

    def _take_total(self, text: str) -> None:
        total_minor = amount_minor(text)
        if not total_minor:
            raise BadAmount(text=text)
        if not self._waiting:
            self._counter.receipt.set_total(total_minor)

    def _scan(self, text: str) -> None:
        times_milli, rest = split_quantity(text)
        match self._counter.scan(rest or text):
            case LineAdded(line_id):
                self.lines.mark(line_id)
                self._screen.show_digits(on=False)
                if times_milli:
                    self._counter.receipt.set_quantity(line_id, times_milli)
            case CertificateLaid(key):
                self.lines.mark(row_of_certificate(self.receipt.view(), key))
            case Refused(CertificateNeedsManager() as problem):
                asks = VoucherAsking(replace(self._parts, register=self.receipt), self._shell, self._show)
                asks.approve(problem)
            case ReceiptFound(sale, scanned):
                self._routes.take_back(sale, scanned)
            case Refused(problem):
                raise problem
            case _:
                pass

    def _guarded(self, action: Callable[[], object]) -> None:
        try:
            action()
        except Problem as problem:
            self._show()
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._show()
        self._points.ask_centre()

    # --- printed, or not ------------------------------------------------------------------------------

    def _printed(self, paper: str) -> None:
        """The other till has printed; ``paper``: number or fiscal QR, "" = not kept."""
        if self._waiting:
            waits = self._waiting[0]
            self._shell.commit(lambda: self._counter.settle(waits, printed=True, paper=paper), self._waited)
            return
        if (kept := self._counter.shown) is None:
            self._shell.refuse(EmptyReceipt())
            return
        self._shell.commit(lambda: self._counter.confirm(kept, paper), self._confirmed)

    def _confirmed(self, done: Confirmed) -> None:
        self._counter.confirmed(done)
        self._parts.sync_now()
        self._next()
        self._say_sold(done)

    def _cancel(self) -> None:
        """Nothing was printed; with nothing on the counter there is nothing to cancel."""
        if self._screen.typed_so_far():
            return
        if self._waiting:
            waits = self._waiting[0]
            self._shell.commit(lambda: self._counter.settle(waits, printed=False), self._waited)
        elif self.state.lines or self.state.customer is not None:
            self._shell.commit(self._counter.cancel, lambda _: self._cancelled())

    def _cancelled(self) -> None:
        self._counter.cancelled()
        self._next()
        self._shell.note(Note(NoteKind.BESIDE_CANCELLED))

    def _waited(self, done: Confirmed | None) -> None:
        """One from before a crash is settled."""
        self._waiting = self._counter.unfinished()
        self._next()
        if done is None:
            self._shell.note(Note(NoteKind.BESIDE_CANCELLED))
        else:
            self._say_sold(done)

    def _say_sold(self, done: Confirmed) -> None:
        facts: dict[str, int | str] = {"number": done.sale.number, "amount_minor": done.sale.paid_minor}
        self._shell.note(Note(NoteKind.BESIDE_SOLD, facts))

    def _next(self) -> None:
        self._counter.begin()
        self._screen.show_digits(on=True)
        self._show()

    # --- what the screen shows ------------------------------------------------------------------------

    def _show(self) -> None:
        """Work the figures out and show them; the same ones are kept against a crash, off this thread."""
        before = self._counter.shown
        try:
            kept = self._counter.tell()
        except Problem as problem:
            self._shell.refuse(problem)
            kept = None
        if kept is not None and kept != before:
            self._shell.ask_centre(lambda: self._counter.save(kept), lambda _: None)
        receipt, marked = self._counter.receipt, self.lines.now()
        self.state = beside_state(self._parts.world, receipt, receipt.view(), self._waiting, marked)
        self._screen.show_beside(self.state)
