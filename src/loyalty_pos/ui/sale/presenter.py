"""Decides what happens on the sale screen: scans, keys, search, questions. No Qt, no words."""

from collections.abc import Callable

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
from loyalty_pos.ui.sale.basket import Basket, SaleScreen
from loyalty_pos.ui.sale.channels import CHANNEL_KEY, next_channel
from loyalty_pos.ui.sale.checks.price import PRICE_KEY
from loyalty_pos.ui.sale.finding import GOODS_KEY
from loyalty_pos.ui.sale.paying import Paying
from loyalty_pos.ui.sale.pricing import Pricing
from loyalty_pos.ui.sale.reading import customer_of, is_typed_phone, told_as_words
from loyalty_pos.ui.sale.rows import row_of_certificate
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.sale.vouchers.asking import VoucherAsking
from loyalty_pos.ui.sale.vouchers.codes import Codes
from loyalty_pos.ui.shell.port import Routes, Shell


class SalePresenter(Basket):
    """The open receipt at the counter."""

    def __init__(self, screen: SaleScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        super().__init__(screen, parts, shell, routes)
        self._pricing = Pricing(self.asking, shell, self._add_by_price)
        self._paying = Paying(parts.register, shell, routes, self._redeeming)
        self._codes = Codes(parts, self.asking, lambda outcome: self._take(outcome, {}))
        self._keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self._explaining.press(self._selected),
            "F2": lambda: self.asking.ask(
                Ask(AskKind.CUSTOMER), lambda text: self._take(customer_of(self._register, text), {})
            ),
            "F3": lambda: self._routes.issue(self._screen.typed_so_far()),
            "F4": self._change_quantity,
            "F5": lambda: self._pay_with_points(self._screen.typed_so_far()),
            "F6": self._codes.ask,
            "F7": self._parking.press,
            "F8": self._delete_line,
            GOODS_KEY: self.finder.show_quick_keys,
            PRICE_KEY: self._prices.press,
            "F9": lambda: self._routes.ask_balance(self._register.view().member),
            "F12": lambda: self._paying.press(self._screen.typed_so_far()),
            CHANNEL_KEY: lambda: self._guarded(lambda: next_channel(self._register)),
            "Enter": self._enter,
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
            self._enter()

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
        if self._prices.told(rest):
            return
        self._screen.show_basket()
        if invitation_in(self._parts.world, rest):
            self._routes.benefits(rest)
            return
        before, outcome = _quantities(self._register), self._register.scan(rest)
        self._take(told_as_words(outcome, rest) if typed else outcome, before)

    def goods_picked(self, article_id: str) -> None:
        """Add goods from the list or a quick key; weighed goods are asked for their weight first."""
        self._close_lists()
        if self._prices.told_article(article_id):
            return
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

    def begin(self) -> None:
        """Come back to an empty or unfinished receipt; its newest line is selected."""
        self._times = self._selected = 0
        self._prices.on = False
        self.asking.forget()
        self._close_lists()
        self.refresh()
        self._redeeming.ask_centre()

    def _pay_with_points(self, typed: str) -> None:
        """Pay with points; a phone typed before the key says first whose they are."""
        if self._register.view().member is None and is_typed_phone(typed):
            self._guarded(lambda: self._take(customer_of(self._register, typed), {}))
            if self._register.view().member is None:
                return
            typed = ""
        self._redeeming.press(typed)

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

    def _enter(self) -> None:
        if not self._ages.confirm():
            self._paying.otherwise()

    def _step_back(self) -> None:
        if self.asking.open:
            self.asking.cancel()
            return
        self._times = 0
        self._prices.end()
        self._close_lists()
        self._done()


def _quantities(register: Register) -> dict[int, int]:
    return {line.id: line.qty_milli for line in register.view().lines}
