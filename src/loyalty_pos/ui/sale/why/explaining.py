"""F1: why this price; and what little is missing for more, said when the window has been drawn. No Qt, no words."""

from collections.abc import Callable, Sequence
from typing import Protocol

from loyalty_pos.core.quote import Hint
from loyalty_pos.till.receipt_state import ReceiptView
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.why.facts import WhyFacts, why_facts, worth_saying


class ExplainingScreen(Protocol):
    """What explanations need of the view."""

    def show_basket(self) -> None: ...
    def show_why(self, facts: WhyFacts) -> None: ...
    def show_hints(self, hints: Sequence[Hint], *, filled: bool) -> None: ...
    def explains(self) -> bool: ...
    def when_idle(self, job: Callable[[], object]) -> None: ...


class Explaining:
    """What became of the offers is asked for once a price, never before the price itself shows."""

    def __init__(self, screen: ExplainingScreen, parts: UiParts, asking: Asking) -> None:
        self._screen, self._register, self._asking = screen, parts.register, asking
        self._programmes = parts.world.programmes
        self._hinted: ReceiptView | None = None

    def press(self, line_id: int) -> None:
        """Explain the price of this line, or go back to the sums; a question on the pad is answered first."""
        if self._screen.explains():
            self._screen.show_basket()
        elif not self._asking.open:
            self._explain(line_id)

    def follow(self, line_id: int) -> None:
        """Go along with what changed on the receipt, or with the mark."""
        view = self._register.view()
        if not view.lines:
            self._hinted = view
            self._screen.show_hints((), filled=False)
        elif view is not self._hinted:
            self._screen.when_idle(self._look_around)
        if self._screen.explains():
            self._explain(line_id)

    def _explain(self, line_id: int) -> None:
        quote, programme = self._register.view().quote, self._programmes.current().programme
        line = next((one for one in quote.lines if one.line.id == line_id), None)
        if line is None:
            self._screen.show_basket()
        else:
            self._screen.show_why(why_facts(line, quote.trace, self._register.verdicts(), programme))

    def _look_around(self) -> None:
        view = self._register.view()
        if view is self._hinted or not view.lines:
            return
        self._hinted = view
        programme = self._programmes.current().programme
        hints = worth_saying(self._register.verdicts(), view.quote, programme)
        self._screen.show_hints(hints, filled=True)
