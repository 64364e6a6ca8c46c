"""Builds each page with its presenter when it is first needed: a till is ready to sell before it can do all else."""

from collections.abc import Callable
from functools import cache, partial
from typing import Protocol
from zoneinfo import ZoneInfo

from loyalty_pos.ui.customer.presenter import CustomerPresenter
from loyalty_pos.ui.customer.view import CustomerView
from loyalty_pos.ui.demo.presenter import DemoPresenter
from loyalty_pos.ui.demo.view import DemoBar
from loyalty_pos.ui.display.opening import CustomerDisplay
from loyalty_pos.ui.issuing.presenter import IssuePresenter
from loyalty_pos.ui.issuing.view import IssueView
from loyalty_pos.ui.login.presenter import PinPresenter
from loyalty_pos.ui.login.view import PinView
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.menu.presenter import MenuPresenter
from loyalty_pos.ui.menu.view import MenuView
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.paper.view import DoneView
from loyalty_pos.ui.parts import DemoParts, UiParts
from loyalty_pos.ui.payment.presenter import PaymentPresenter
from loyalty_pos.ui.payment.view import PaymentView
from loyalty_pos.ui.returns.exchange import Exchange
from loyalty_pos.ui.returns.exchange_bar import ExchangeBar
from loyalty_pos.ui.returns.presenter import ReturnPresenter
from loyalty_pos.ui.returns.view import ReturnView
from loyalty_pos.ui.sale.presenter import SalePresenter
from loyalty_pos.ui.sale.view import SaleView
from loyalty_pos.ui.shell.port import Routes
from loyalty_pos.ui.shell.presenter import ShellPresenter
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.shift.presenter import ShiftPresenter
from loyalty_pos.ui.shift.view import ShiftView
from loyalty_pos.ui.slices import Steps
from loyalty_pos.ui.standing.presenter import KEYS, StandingPresenter, StandingState
from loyalty_pos.ui.standing.view import StandingBar
from loyalty_pos.ui.status.presenter import StatusPresenter
from loyalty_pos.ui.status.view import StatusView


class Frame(Protocol):
    """What a page is built into."""

    look: Appearance
    parts: UiParts
    window: TillWindow
    pin_view: PinView
    shell: ShellPresenter
    display: CustomerDisplay


class Opening:
    """One method a page; each builds a new view and its presenter, joins them and adds the page to the window."""

    def __init__(self, frame: Frame, routes: Routes) -> None:
        self.frame, self.routes = frame, routes
        self._look, self._parts, self._shell = frame.look, frame.parts, frame.shell
        self._zone = ZoneInfo(frame.parts.world.identity.zone)

    def pin(self) -> PinPresenter:
        """Join the page that asks for PINs, which is painted already."""
        view = self.frame.pin_view
        made = PinPresenter(view, self._parts, self._shell, self.routes)
        view.answered.connect(made.answered)
        view.cancelled.connect(made.cancelled)
        view.key.connect(self.frame.window.press)
        return made

    def sale(self) -> Steps[tuple[SalePresenter, SaleView]]:
        """Build the sale screen step by step; its view is needed for what is typed on other pages."""
        view = SaleView(self._look)
        self.frame.window.add_page(PageName.SALE, view)
        yield
        yield from view.build()
        made = SalePresenter(view, self._parts, self._shell, self.routes)
        view.entered_text.connect(made.entered)
        view.typing.connect(made.finder.typing)
        view.moved.connect(made.moved)
        view.line_chosen.connect(made.line_chosen)
        view.goods_picked.connect(made.goods_picked)
        view.answered.connect(made.asking.answered)
        view.ask_cancelled.connect(made.asking.cancel)
        return made, view

    def shift(self) -> ShiftPresenter:
        """Build the page of the shift."""
        view = ShiftView(self._look, self._parts.codes)
        made = ShiftPresenter(view, self._parts, self._shell, self.routes)
        view.answered.connect(made.answered)
        view.key.connect(made.key)
        self.frame.window.add_page(PageName.SHIFT, view)
        return made

    def payment(self) -> PaymentPresenter:
        """Build the payment screen."""
        view = PaymentView(self._look)
        made = PaymentPresenter(view, self._parts, self._shell, self.routes)
        view.key.connect(made.key)
        view.typing.connect(made.typing)
        view.note_taken.connect(made.note_taken)
        self.frame.window.add_page(PageName.PAYMENT, view)
        return made

    def done(self) -> tuple[DonePresenter, DoneView]:
        """Build the page after a sale."""
        view = DoneView(self._look, self._parts.codes)
        made = DonePresenter(view, self._parts, self._shell, self.routes)
        view.key.connect(made.key)
        self.frame.window.add_page(PageName.RECEIPT, view)
        return made, view

    def issuing(self) -> IssuePresenter:
        """Build the page that gives out cards."""
        view = IssueView(self._look, self._parts.codes)
        side = self.frame.display.presenter
        made = IssuePresenter(view, self._parts, self._shell, self.routes, side)
        view.phone_entered.connect(made.phone_entered)
        view.key.connect(made.key)
        self.frame.window.add_page(PageName.ISSUE, view)
        return made

    def balance(self) -> CustomerPresenter:
        """Build the page of one customer."""
        view = CustomerView(self._look, self._zone)
        made = CustomerPresenter(view, self._parts, self._shell, self.routes, self.frame.window.press)
        view.searched.connect(made.find)
        view.moved.connect(made.moved)
        view.row_touched.connect(made.chosen)
        view.key.connect(made.key)
        self.frame.window.add_page(PageName.BALANCE, view)
        return made

    def returns(self) -> ReturnPresenter:
        """Build the page of returns."""
        view = ReturnView(self._look, self._zone)
        made = ReturnPresenter(view, self._parts, self._shell, self.routes)
        view.entered_text.connect(made.entered)
        view.moved.connect(made.moved)
        view.row_touched.connect(made.row_touched)
        view.key.connect(made.key)
        exchange = Exchange(self._parts)
        bar = ExchangeBar(self._look, exchange.look, exchange.end)
        exchange.shown_by(bar.show_exchange)
        self.frame.window.bars.addWidget(bar)
        made.exchange_by(exchange)
        self.frame.window.add_page(PageName.RETURN, view)
        return made

    def status(self) -> tuple[StatusPresenter, StatusView]:
        """Build the page of queue and devices."""
        view = StatusView(self._look, self._zone)
        made = StatusPresenter(view, self._parts, self._shell, self.routes, self._shell.link)
        made.display = self.frame.display
        self.frame.window.add_page(PageName.STATUS, view)
        return made, view

    def standing(self) -> StandingPresenter:
        """Begin to look for what waits for a person; its bar is built when something does."""

        @cache
        def bar() -> StandingBar:
            view = StandingBar(self._look)
            view.key.connect(made.key)
            self.frame.window.bars.addWidget(view)
            return view

        def show(state: StandingState) -> None:
            bar().show_standing(state)
            self.frame.window.foot.fit()

        made = StandingPresenter(show, self._parts, self._shell)
        self.frame.window.keys.update({key: partial(made.key, key) for key in KEYS.values()})
        return made

    def demo(self, demo: DemoParts, scan: Callable[[str], None]) -> DemoPresenter:
        """Build the bar of the demo, which lets the till scan by a click."""
        bar = DemoBar(self._look, trains=self._parts.practice.on)
        made = DemoPresenter(bar.show_demo, demo, self._parts, scan)
        bar.scanned.connect(made.scanned)
        bar.cable.connect(made.cable)
        bar.tour.connect(made.tour)
        bar.lesson.connect(made.lesson)
        bar.looks.connect(made.looked)
        self.frame.window.bars.addWidget(bar)
        return made

    def menu(self, made: MenuPresenter) -> None:
        """Build the page of the menu for its presenter, which works without the page too."""
        practice = self._parts.practice
        without = ("training",) if practice.switch is None else ()
        view = MenuView(self._look, trains=practice.on, without=without)
        view.chosen.connect(made.chosen)
        self.frame.window.add_page(PageName.MENU, view)
