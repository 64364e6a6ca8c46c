"""Decides what happens on the sale screen: scans, keys, search, questions. No Qt, no words."""

from collections.abc import Callable, Sequence
from typing import Protocol

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.problems import CertificateNeedsManager, Problem
from loyalty_pos.till.benefits.clubs import invitation_in
from loyalty_pos.till.receipt_state import (
    CertificateAsks,
    CertificateLaid,
    CouponTaken,
    LineAdded,
    MemberAttached,
    ReceiptFound,
    Refused,
    ScanOutcome,
    StaffBadge,
)
from loyalty_pos.till.register import Register
from loyalty_pos.till.staff import Approval
from loyalty_pos.ui.parse import quantity_milli, split_quantity
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.channels import CHANNEL_KEY, next_channel
from loyalty_pos.ui.sale.facts import sale_state
from loyalty_pos.ui.sale.finding import GoodsFinder
from loyalty_pos.ui.sale.paying import Paying
from loyalty_pos.ui.sale.pricing import Pricing
from loyalty_pos.ui.sale.reading import customer_of, told_as_words
from loyalty_pos.ui.sale.redeeming import Redeeming
from loyalty_pos.ui.sale.rows import delete_row, goods_at, last_goods, row_of_certificate, rows_of
from loyalty_pos.ui.sale.state import Ask, AskKind, GoodsFacts, SaleState
from loyalty_pos.ui.sale.vouchers.asking import VoucherAsking
from loyalty_pos.ui.sale.vouchers.codes import Codes
from loyalty_pos.ui.sale.why.explaining import Explaining, ExplainingScreen
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class SaleScreen(ExplainingScreen, Protocol):
    """What the presenter needs of the view."""

    def show_sale(self, state: SaleState) -> None: ...
    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None: ...
    def show_quick_keys(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]]) -> None: ...
    def show_ask(self, ask: Ask) -> None: ...
    def typed_so_far(self) -> str: ...


class SalePresenter:
    """The open receipt at the counter."""

    def __init__(self, screen: SaleScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._register = parts.register
        self._selected = self._times = 0
        self.finder = GoodsFinder(screen, parts.world.goods)
        self.asking = Asking(screen, shell, self._done)
        self._redeeming = Redeeming(parts, shell, self.asking, self.refresh)
        self._pricing = Pricing(self.asking, shell, self._add_by_price)
        self._paying = Paying(parts.register, shell, routes, self._redeeming)
        self._explaining = Explaining(screen, parts, self.asking)
        self._codes = Codes(parts, self.asking, lambda outcome: self._take(outcome, {}))
        self._keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self._explaining.press(self._selected),
            "F2": lambda: self.asking.ask(
                Ask(AskKind.CUSTOMER), lambda text: self._take(customer_of(self._register, text), {})
            ),
            "F3": lambda: self._routes.issue(self._screen.typed_so_far()),
            "F4": self._change_quantity,
            "F5": lambda: self._redeeming.press(self._screen.typed_so_far()),
            "F6": self._codes.ask,
            "F7": self.finder.show_quick_keys,
            "F8": self._delete_line,
            "F9": lambda: self._routes.ask_balance(self._register.view().member),
            "F12": lambda: self._paying.press(self._screen.typed_so_far()),
            CHANNEL_KEY: lambda: self._guarded(lambda: next_channel(self._register)),
            "Enter": self._paying.otherwise,
            "Esc": self._step_back,
        }

    # --- what the cashier does ------------------------------------------------------------------------

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter: the marked goods, a text like a scan, or nothing = to payment."""
        if self.finder.marked:
            self.goods_picked(self.finder.marked)
        elif text:
            self._read(text, typed=True)
        else:
            self._paying.otherwise()

    def scanned(self, text: str) -> None:
        """Take a text from a scanner, whatever else is open on this screen."""
        self._read(text, typed=False)

    def _read(self, text: str, *, typed: bool) -> None:
        self.finder.forget()
        self.asking.forget()
        try:
            times, rest = split_quantity(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if times:
            self._times = times
        if not rest:
            self.refresh()
            return
        self._screen.show_basket()
        if invitation_in(self._parts.world, rest):
            self._routes.benefits(rest)
            return
        before, outcome = _quantities(self._register), self._register.scan(rest)
        self._take(told_as_words(outcome, rest) if typed else outcome, before)

    def moved(self, step: int) -> None:
        """Move the mark up or down: in the list of goods if it shows, else in the basket."""
        if self.finder.marked:
            self.finder.moved(step)
        elif ids := [row.id for row in rows_of(self._register.view())]:
            self._selected = _beside(self._selected, ids, step)
            self.refresh()

    def line_chosen(self, line_id: int) -> None:
        """Select a line; touched once more, its price is explained."""
        if line_id == self._selected:
            self._explaining.press(line_id)
        self._selected = line_id
        self.refresh()

    def goods_picked(self, article_id: str) -> None:
        """Add goods from the list or a quick key; weighed goods are asked for their weight first."""
        self._close_lists()
        article, add = self._parts.world.goods.by_id(article_id), self._register.add_article
        if article is not None and article.unit is not Unit.PIECE and not self._times:
            ask = Ask(AskKind.WEIGHT, article.name, "", article.unit)
            self.asking.ask(ask, lambda text: self._select(add(article_id, quantity_milli(text))))
            return
        times, self._times = self._times or 1000, 0
        self._guarded(lambda: self._select(add(article_id, times)))

    def key(self, name: str) -> None:
        """Do what a key of this screen means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def refresh(self) -> None:
        """Show the receipt as it stands."""
        view = self._register.view()
        ids = [row.id for row in rows_of(view)]
        if self._selected not in ids:
            self._selected = last_goods(view)
        programme = self._parts.world.programmes.current().programme
        self._screen.show_sale(
            sale_state(view, programme, self._selected, self._times, self._parts.world.clock.now())
        )
        self._explaining.follow(self._selected)

    def begin(self) -> None:
        """Come back to an empty or unfinished receipt; its newest line is selected."""
        self._times = self._selected = 0
        self.asking.forget()
        self._close_lists()
        self.refresh()
        self._redeeming.ask_centre()

    # --- scanning -------------------------------------------------------------------------------------

    def _take(self, outcome: ScanOutcome, before: dict[int, int]) -> None:
        match outcome:
            case LineAdded(line_id):
                self._added(line_id, before.get(line_id, 0))
            case CertificateLaid(key):
                self._select(row_of_certificate(self._register.view(), key))
            case MemberAttached() | CouponTaken() | StaffBadge():
                self._done()
            case CertificateAsks() as asks:
                self._codes.ask_value(asks)
            case ReceiptFound(sale, text):
                self._routes.take_back(sale, text)
            case Refused(CertificateNeedsManager() as problem):
                self.refresh()
                VoucherAsking(self._parts, self._shell, self.refresh).approve(problem)
            case Refused(problem):
                self.refresh()
                self._pricing.refused(problem)

    def _added(self, line_id: int, before_milli: int) -> None:
        self._selected = line_id
        times, self._times = self._times, 0
        if times:
            self._guarded(lambda: self._register.set_quantity(line_id, before_milli + times))
        else:
            self._done()

    def _add_by_price(self, barcode: str, price_minor: int, approval: Approval) -> None:
        add = self._register.add_by_price
        self._guarded(lambda: self._select(add(barcode, "", price_minor, approval)))

    # --- lines ----------------------------------------------------------------------------------------

    def _select(self, line_id: int) -> None:
        self._selected = line_id
        self._done()

    def _change_quantity(self) -> None:
        line = goods_at(self._register.view(), self._selected)
        if line is None:
            return
        if typed := self._screen.typed_so_far():
            self._guarded(lambda: self._register.set_quantity(line.id, quantity_milli(typed)))
            return
        ask = Ask(AskKind.QUANTITY, line.name, _plain(line.qty_milli), line.unit)
        self.asking.ask(ask, lambda text: self._register.set_quantity(line.id, quantity_milli(text)))

    def _delete_line(self) -> None:
        row = next((one for one in rows_of(self._register.view()) if one.id == self._selected), None)
        if row is not None and self._guarded(lambda: delete_row(self._register, row)):
            self._shell.note(Note(NoteKind.LINE_DELETED, {"name": row.name}))

    def _step_back(self) -> None:
        if self.asking.open:
            self.asking.cancel()
            return
        self._times = 0
        self._screen.typed_so_far()
        self._close_lists()
        self._done()

    def _guarded(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except Problem as problem:
            self.refresh()
            self._shell.refuse(problem)
            return False
        self._done()
        return True

    def _done(self) -> None:
        self._shell.hush()
        self.refresh()
        self._redeeming.ask_for_new()

    def _close_lists(self) -> None:
        self.finder.forget()
        self._screen.typed_so_far()
        self._screen.show_basket()


def _quantities(register: Register) -> dict[int, int]:
    return {line.id: line.qty_milli for line in register.view().lines}


def _beside(selected: int, ids: Sequence[int], step: int) -> int:
    """Return the line so many steps below the selected one; without one the last line stands for it."""
    place = ids.index(selected) if selected in ids else len(ids) - 1
    return ids[min(max(0, place + step), len(ids) - 1)]


def _plain(milli: int) -> str:
    whole, rest = divmod(milli, 1000)
    return f"{whole},{rest:03}".rstrip("0") if rest else str(whole)
