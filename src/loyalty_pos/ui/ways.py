"""The ways from page to page (``shell/port.py``: Routes); what is asked for on the way is carried along."""

from functools import cached_property, partial

from loyalty_pos.core.sale import Sale
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.ui.display.opening import CustomerDisplay
from loyalty_pos.ui.later_pages import LaterPages
from loyalty_pos.ui.paper.presenter import DonePresenter
from loyalty_pos.ui.parts import SyncNews, UiParts
from loyalty_pos.ui.sale.view import SaleView
from loyalty_pos.ui.shell.sounds import Happening, Voice
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.status.presenter import StatusPresenter

_BEGINS = ("F2", "F3", "F6", "F7", "F9")
"""Keys of the sale screen that need no goods yet: after a sale they begin the next receipt."""


class Ways(LaterPages):
    """What leads to each page, and the pages after a sale and of the queue, which are joined to others."""

    parts: UiParts
    voice: Voice
    window: TillWindow
    display: CustomerDisplay
    _sale_view: SaleView

    @cached_property
    def _done(self) -> DonePresenter:
        made, view = self._open.done()
        view.begun.connect(self._begin_with)
        view.shown.connect(self.display.presenter.sold)
        view.keys.update({key: partial(self._begin_by, key) for key in _BEGINS})
        return made

    @cached_property
    def _status(self) -> StatusPresenter:
        made, view = self._open.status()
        view.key.connect(self._status_key)
        return made

    def heard_centre(self, news: SyncNews) -> None:
        """The centre was heard, or was not: the head line shows it, an open return is looked at once more."""
        self.shell.sync_changed(news)
        if self.shell.page is PageName.RETURN:
            self._returns.look_again()

    def sell(self, scanned: str = "") -> None:
        """Go to the sale screen, or to where work must begin first."""
        if self.parts.staff.current is None:
            self.shell.go(PageName.LOGIN)
            return
        if self.parts.mode().is_beside:
            self.beside(scanned)
            return
        self.sale.begin()
        self.shell.go(PageName.SALE)
        if scanned:
            self.sale.scanned(scanned)

    def open_shift(self) -> None:
        """Go to the page of the shift."""
        shift = self._shift
        self.shell.go(PageName.SHIFT)
        shift.begin()

    def take_money(self) -> None:
        """Go to the payment screen."""
        self._payment.begin()
        self.shell.go(PageName.PAYMENT)

    def sold(self, done: SaleDone) -> None:
        """Print the receipt and show it."""
        self._done.sold(done)
        self.shell.go(PageName.RECEIPT)
        if done.trouble is None:
            self.voice.tell(Happening.DONE)
        else:
            self.shell.refuse(done.trouble)

    def take_back(self, sale: Sale | None, scanned: str = "") -> None:
        """Go to the return screen, with the sale if it is known, or with the scanned receipt of another till."""
        returns = self._returns
        self.shell.go(PageName.RETURN)
        returns.begin(sale)
        if scanned:
            returns.scanned(scanned)

    def late_card(self, sale: Sale) -> None:
        """Go to where a card is put to a receipt that is paid."""
        late_card = self._late_card
        self.shell.go(PageName.LATE_CARD)
        late_card.begin(sale)

    def _status_key(self, key: str) -> None:
        if key == "F3":
            self._open_drawer()
        elif key == "F4":
            self._open.frame.display.switch()
            self._status.begin()
        elif key == "F7":
            self._show_scanners()
        elif key == "F8":
            self._show_printers()
        elif key == "F9":
            self._show_upkeep()
        else:
            self._status.key(key)

    def _begin_by(self, key: str) -> None:
        self.sell()
        self.sale.key(key)

    def _begin_with(self, text: str) -> None:
        self.sell()
        self._sale_view.typed(text)
