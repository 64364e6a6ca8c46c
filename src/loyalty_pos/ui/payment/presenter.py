"""Decides how a receipt is paid: cash with change, card, or parts of both. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.problems import CertificateNeedsManager, PaidTooMuch, Problem
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.core.vouchers.certificates import Share
from loyalty_pos.till.vouchers.finding import CertificateFound, certificate_asked, certificate_named
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.parts import Codes, UiParts
from loyalty_pos.ui.sale.vouchers.asking import VoucherAsking
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

NOTES_MINOR = (5_000, 10_000, 50_000, 100_000, 200_000, 500_000)
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class PaymentState:
    """``given``: what was put down so far; ``left_minor``: still to pay; ``notes``: sums a customer may hand over.

    ``certificates``: what they pay of ``total_minor``; ``due_minor`` is the money that is due beside them. ``rounding_minor``: what rounding took off already.
    """

    due_minor: int
    given: tuple[Tender, ...]
    left_minor: int
    notes: tuple[int, ...]
    certificates: tuple[Share, ...] = ()
    total_minor: int = 0
    rounding_minor: int = 0


class PaymentScreen(Protocol):
    """What the presenter needs of the view."""

    def show_payment(self, state: PaymentState) -> None: ...
    def show_change(self, change_minor: int) -> None: ...
    def show_preview(self, receipt: Receipt | None, codes: Codes) -> None: ...
    def typed_so_far(self) -> str: ...


class PaymentPresenter:
    """The money on the counter, until it is enough."""

    def __init__(self, screen: PaymentScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._given: list[Tender] = []
        self._previewed = False
        self._asking = VoucherAsking(parts, shell, self._show)
        self._keys: dict[str, Callable[[], None]] = {
            "F12": lambda: self._take(TenderKind.CASH),
            "F10": lambda: self._take(TenderKind.CARD),
            "F6": self._typed_certificate,
            "F8": self._declined,
            "F9": self._preview,
            "Esc": self._step_back,
        }

    def begin(self) -> None:
        """Start with nothing given."""
        self._given = []
        self._screen.typed_so_far()
        self._hide_preview()
        self._show()

    def key(self, name: str) -> None:
        """Do what a key of this screen means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def scanned(self, text: str) -> None:
        """Lay a certificate down; anything else is goods or a card, and belongs to the sale screen."""
        try:
            found = certificate_named(self._parts.world, text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if found is None:
            self._routes.sell(text)
        else:
            self._lay_down(found)

    def _typed_certificate(self) -> None:
        """F6: take the typed code as a certificate's."""
        typed = self._screen.typed_so_far()
        try:
            self._lay_down(certificate_asked(self._parts.world, typed))
        except Problem as problem:
            self._shell.refuse(problem)

    def _lay_down(self, found: CertificateFound) -> None:
        try:
            self._parts.register.certificates.lay_down(found)
        except CertificateNeedsManager as problem:
            self._asking.approve(problem)
            return
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._given = []  # what is due has changed: money is counted anew
        self._show()
        self._asking.ask()

    def note_taken(self, minor: int) -> None:
        """Take one of the offered sums in cash."""
        self._put(Tender(TenderKind.CASH, minor))

    def typing(self, text: str) -> None:
        """Show the change while the amount is typed."""
        try:
            given = amount_minor(text)
        except Problem:
            given = 0
        self._screen.show_change(max(0, given - self._left()))

    def _take(self, kind: TenderKind) -> None:
        typed = self._screen.typed_so_far()
        try:
            amount = amount_minor(typed) if typed else self._left()
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._put(Tender(kind, amount))

    def _put(self, tender: Tender) -> None:
        left = self._left()
        if tender.kind is TenderKind.CARD and tender.amount_minor > left:
            self._shell.refuse(PaidTooMuch(excess_minor=tender.amount_minor - left))
            return
        self._shell.hush()
        if tender.amount_minor:
            self._given.append(tender)
        if self._left() > 0:
            self._show()
            return
        tenders = tuple(self._given)
        self._shell.commit(lambda: self._parts.register.pay(tenders), self._routes.sold)
        self._show()

    def _declined(self) -> None:
        """The terminal refused the card: it pays nothing, the points stay promised and unspent, another tender goes on."""
        cards = [one for one in self._given if one.kind is TenderKind.CARD]
        if cards:
            self._given.remove(cards[-1])
        amount = cards[-1].amount_minor if cards else self._left()
        self._parts.register.declined(amount)
        self._show()
        self._shell.note(Note(NoteKind.CARD_DECLINED, {"amount_minor": amount}))

    def _preview(self) -> None:
        """Show what the printer would print, or the pad again."""
        if self._previewed:
            self._hide_preview()
            return
        try:
            receipt = self._parts.register.preview()
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._previewed = True
        self._screen.show_preview(receipt, self._parts.codes)

    def _hide_preview(self) -> None:
        self._previewed = False
        self._screen.show_preview(None, self._parts.codes)

    def _step_back(self) -> None:
        if self._previewed:
            self._hide_preview()
        elif self._given:
            self._given.pop()
            self._show()
        elif certificates := self._parts.register.view().certificates:
            self._parts.register.certificates.take_off(certificates[-1].laid.key)
            self._show()
        else:
            self._routes.sell()

    def _left(self) -> int:
        """Return what is still to pay; 0 also where more was given and the commit failed."""
        due = self._parts.register.view().quote.payable_minor
        return max(0, due - sum(tender.amount_minor for tender in self._given))

    def _show(self) -> None:
        left = self._left()
        view = self._parts.register.view()
        quote = view.quote
        self._screen.show_payment(
            PaymentState(
                quote.payable_minor,
                tuple(self._given),
                left,
                offered_notes(left),
                tuple(share for share in view.certificates if share.amount_minor),
                quote.due_minor,
                rounded_off(quote),
            )
        )


def rounded_off(quote: Quote) -> int:
    """Return what rounding took off the receipt, minor units."""
    discounts = [one for line in quote.lines for one in line.discounts]
    return sum(one.amount_minor for one in discounts if one.cause is Cause.ROUNDING)


def offered_notes(left_minor: int) -> tuple[int, ...]:
    """Return sums above the amount that people hand over: rounded up to one note, then larger notes."""
    offers: list[int] = []
    for note in NOTES_MINOR:
        offer = -(-left_minor // note) * note
        if offer > left_minor and offer not in offers:
            offers.append(offer)
    return tuple(sorted(offers)[:_OFFERED])
