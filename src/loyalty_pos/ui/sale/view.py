"""The sale screen. Shows what the presenter says and tells it what was done; decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.quote import Hint
from loyalty_pos.till.wording import channel_name
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.checks.price import PRICE_KEY
from loyalty_pos.ui.sale.finding import GOODS_KEY
from loyalty_pos.ui.sale.pieces import SalePieces
from loyalty_pos.ui.sale.state import Ask, GoodsFacts, SaleState
from loyalty_pos.ui.sale.why.facts import WhyFacts
from loyalty_pos.ui.slices import Steps, at_once, styled


class SaleView(SalePieces):
    """The pieces with something in them. ``shown``: the receipt as it stands now, once for each change."""

    shown = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = SaleState()
        self._found: tuple[Sequence[GoodsFacts], int] = ((), 0)
        self._quick: Sequence[tuple[str, Sequence[GoodsFacts]]] = ()
        self._built = False

    def build(self) -> Steps[None]:
        """Build the page step by step, and write on it."""
        yield from super().build()
        yield from self._wording()
        self._built = True
        yield from styled(self)

    # --- what the presenter says ----------------------------------------------------------------------

    def show_sale(self, state: SaleState) -> None:
        """Show the receipt as it stands."""
        is_news, self._state = state is not self._state, state
        self.table.show_lines(state.lines, state.selected, state.exponent)
        self.customer.show_customer(state.customer, state.exponent)
        self.totals.show_totals(state.totals, state.exponent, earns=state.earns_points)
        self.fit_sums()
        filled = bool(state.lines)
        for key in ("F4", "F8", "F12", "Enter"):
            self._buttons[key].setEnabled(filled)
        self._show_keys(state)
        self._show_redeem(state)
        self._show_channel(state.channel)
        times = self.look.words.quantity(state.times_milli, Unit.PIECE) if state.times_milli else ""
        self._times.setText(f"{times} ×" if times else "")
        self._times.setVisible(bool(times))
        if is_news:
            self.shown.emit(state)

    def show_basket(self) -> None:
        """Show the basket in the middle, the sums on the right, and listen to the scan line."""
        self._middle.setCurrentWidget(self.table)
        self._side.setCurrentIndex(0)
        self.line.setFocus()

    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None:
        """Show goods found by what is typed."""
        self._found = (found, marked)
        self.found.show_found(found, marked)
        self._middle.setCurrentWidget(self.found)

    def show_quick_keys(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]]) -> None:
        """Show the pages of quick keys."""
        self._quick = pages
        self.quick.show_pages(pages, 0)
        self._middle.setCurrentWidget(self.quick)

    def show_ask(self, ask: Ask) -> None:
        """Ask something on the pad, or by rows to choose from."""
        asks = self.choices if ask.choices else self.pad
        self._side.setCurrentWidget(asks)
        asks.show_ask(ask)

    def show_why(self, facts: WhyFacts) -> None:
        """Say why a line costs what it costs, in the place of the sums."""
        self.why.show_why(facts)
        self._side.setCurrentWidget(self.why)

    def show_hints(self, hints: Sequence[Hint], *, filled: bool) -> None:
        """Show what little is missing for more; nothing at all on an empty receipt."""
        self.hints.show_hints(hints, filled=filled)

    def typed_so_far(self) -> str:
        """Return what stands in the scan line and empty it: F4 and F5 use digits typed before them."""
        return self.line.take()

    # --- Qt -------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Listen to the keyboard."""
        listening: dict[QWidget | None, QWidget] = {self.pad: self.pad.field, self.choices: self.choices}
        listening.get(self._side.currentWidget(), self.line).setFocus()

    def typed(self, text: str) -> None:
        """Type into the scan line, also a character that came from another page."""
        self.line.setFocus()
        self.line.insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        if self._built:
            at_once(self._wording())

    def _wording(self) -> Steps[None]:
        self.line.setAccessibleName(self.tr("Scan line"))
        for key, words in self._action_words().items():
            self._buttons[key].say(words)
            yield
        self.table.rename()
        yield
        self.pad.retranslate()
        self.choices.retranslate()
        yield
        self.why.retranslate()
        self.hints.retranslate()
        yield
        self.found.show_found(*self._found)
        if self._quick:
            self.quick.show_pages(self._quick, 0)
        yield
        self._space()
        self.customer.show_customer(self._state.customer, self._state.exponent)
        yield
        self.show_sale(self._state)

    def _action_words(self) -> dict[str, str]:
        return {
            "F2": self.tr("Customer"),
            "F3": self.tr("New card"),
            "F4": self.tr("Quantity"),
            "F5": self.tr("Pay with points"),
            "F6": self.tr("Coupon"),
            "F7": self.tr("Set aside"),
            "F8": self.tr("Delete"),
            "F9": self.tr("Balance"),
            "F10": self.tr("Menu"),
            "Enter": self.tr("Card, notes"),
            "F12": self.tr("Pay"),
            GOODS_KEY: self.tr("Goods"),
            PRICE_KEY: self.tr("Ask a price"),
        }

    def _show_keys(self, state: SaleState) -> None:
        """Say what keys do now: they set aside or bring back, and answer the question for an age."""
        back = self.tr("Bring back (%1)").replace("%1", str(state.parked))
        self._buttons["F7"].say(back if state.parked and not state.lines else self.tr("Set aside"))
        self._buttons["F7"].setEnabled(bool(state.lines or state.parked))
        self._buttons["F8"].say(self.tr("Too young") if state.age_asked else self.tr("Delete"))
        self._buttons["Enter"].say(self.tr("Old enough") if state.age_asked else self.tr("Card, notes"))

    def _show_channel(self, channel: str | None) -> None:
        """Show how the goods go out, loud where it is not the usual way; the scan line has fewer words beside it."""
        there = channel is not None
        self._channel.setVisible(there)
        self._channel.setChecked(bool(channel))
        self._channel.say(channel_name(channel or "", self.look.language))
        self._channel.show_picture("parcel")
        self.line.setPlaceholderText(
            self.tr("Scan, or type a name or phone")
            if there
            else self.tr("Card, QR, goods: scan, or type a name or phone")
        )

    def _show_redeem(self, state: SaleState) -> None:
        button, totals = self._buttons["F5"], state.totals
        button.setEnabled(bool(state.customer and state.lines))
        if totals.redeemed > totals.rewards:
            button.say(self.tr("Keep the points"))
        elif totals.redeemable:
            most = self.look.words.points(totals.redeemable, state.exponent)
            button.say(self.tr("Pay with %1").replace("%1", most))
        else:
            button.say(self.tr("Pay with points"))

    def _space(self) -> None:
        gap = self.look.sizes.gap
        for one in (self._left, self._right, self._whole, self._pair):
            one.setSpacing(gap)
        self._grid.setSpacing(gap - 2)
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap + 2)
