"""The views of one till, and which presenter hears which of their signals."""

from collections.abc import Mapping
from typing import Protocol
from zoneinfo import ZoneInfo

from loyalty_pos.ui.balance.presenter import BalancePresenter
from loyalty_pos.ui.balance.view import BalanceView
from loyalty_pos.ui.issuing.presenter import IssuePresenter
from loyalty_pos.ui.issuing.view import IssueView
from loyalty_pos.ui.login.presenter import PinPresenter
from loyalty_pos.ui.login.view import PinView
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.menu.presenter import MenuPresenter
from loyalty_pos.ui.menu.view import MenuView
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.paper.view import DoneView
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.payment.view import PaymentView
from loyalty_pos.ui.returns.presenter import ReturnPresenter
from loyalty_pos.ui.returns.view import ReturnView
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.sale.view import SaleView
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.shift.view import ShiftView
from loyalty_pos.ui.status.view import StatusView
from loyalty_pos.ui.widgets.page import Page


class Views:
    """One of each page; made before the presenters, which need them."""

    def __init__(self, look: Appearance, parts: UiParts) -> None:
        zone = ZoneInfo(parts.world.identity.zone)
        self.pin, self.shift, self.sale = PinView(look), ShiftView(look), SaleView(look)
        self.payment, self.done = PaymentView(look), DoneView(look, parts.codes)
        self.issue, self.balance = IssueView(look, parts.codes), BalanceView(look, zone)
        self.back, self.menu = ReturnView(look, zone), MenuView(look)
        self.status = StatusView(look, zone)

    def pages(self) -> Mapping[PageName, Page]:
        """Return the pages by name, the first one to show first."""
        return {
            PageName.LOGIN: self.pin,
            PageName.SHIFT: self.shift,
            PageName.SALE: self.sale,
            PageName.PAYMENT: self.payment,
            PageName.RECEIPT: self.done,
            PageName.ISSUE: self.issue,
            PageName.BALANCE: self.balance,
            PageName.RETURN: self.back,
            PageName.MENU: self.menu,
            PageName.STATUS: self.status,
        }


class Presenters(Protocol):
    """What ``connect`` needs of the till."""

    views: Views
    sale: SalePresenter
    payment: PaymentPresenter
    done: DonePresenter
    pin: PinPresenter
    shift: ShiftPresenter
    issuing: IssuePresenter
    balance: BalancePresenter
    returns: ReturnPresenter
    menu: MenuPresenter


def connect(till: Presenters) -> None:
    """Let each presenter hear its view."""
    views = till.views
    views.sale.entered_text.connect(till.sale.entered)
    views.sale.typing.connect(till.sale.typing)
    views.sale.moved.connect(till.sale.moved)
    views.sale.line_chosen.connect(till.sale.line_chosen)
    views.sale.goods_picked.connect(till.sale.goods_picked)
    views.sale.answered.connect(till.sale.answered)
    views.sale.ask_cancelled.connect(till.sale.cancelled)
    views.payment.key.connect(till.payment.key)
    views.payment.typing.connect(till.payment.typing)
    views.payment.note_taken.connect(till.payment.note_taken)
    views.done.key.connect(till.done.key)
    views.pin.answered.connect(till.pin.answered)
    views.pin.cancelled.connect(till.pin.cancelled)
    views.shift.answered.connect(till.shift.answered)
    views.shift.key.connect(till.shift.key)
    views.issue.phone_entered.connect(till.issuing.phone_entered)
    views.issue.key.connect(till.issuing.key)
    views.balance.searched.connect(till.balance.find)
    views.balance.key.connect(till.balance.key)
    views.back.entered_text.connect(till.returns.entered)
    views.back.moved.connect(till.returns.moved)
    views.back.row_touched.connect(till.returns.row_touched)
    views.back.key.connect(till.returns.key)
    views.menu.chosen.connect(till.menu.chosen)
