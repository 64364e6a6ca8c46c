"""What is learned, one thing after another: what is asked for, when it is done, and how it is shown. No Qt, no words here.

A task is done when the till shows it, by whatever way: keys, touch, a scanner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.ui.demo.presenter import CABLE_KEY
from loyalty_pos.ui.parts import DemoParts
from loyalty_pos.ui.shell.state import PageName

_TWICE, _THRICE = 2_000, 3_000
"""Thousandths of a piece."""
_NOTE: Final = "5000"
"""A large note, typed into the page of payment."""


class Topic(StrEnum):
    """The sentences of the lesson, in its order; their words are in ``lesson/words.py``."""

    LOGIN = "login"
    CARD = "card"
    GOODS = "goods"
    QUANTITY = "quantity"
    WHY = "why"
    POINTS = "points"
    PAY = "pay"
    NEXT = "next"
    CHANGE = "change"
    PULL = "pull"
    ALONE = "alone"
    PLUG = "plug"
    RETURN = "return"
    ISSUE = "issue"
    MENU = "menu"
    END = "end"


@dataclass(frozen=True, slots=True)
class Task:
    """``done``: asked again and again; ``show``: does it for whoever wants to see it."""

    topic: Topic
    done: Callable[[], bool]
    show: Callable[[], object]


class Lesson:
    """The tasks for one window. ``till``: the window with everything behind it (``ui.pages.Till``)."""

    def __init__(self, till: Any, demo: DemoParts) -> None:
        self._till, self._demo = till, demo
        self._newest = ""

    def tasks(self) -> Iterator[Task]:
        """Return them one by one; each remembers what there was when it began."""
        yield Task(Topic.LOGIN, self._has_somebody, self._log_in)
        yield Task(Topic.CARD, lambda: self._view().member is not None, self._scan_card)
        yield Task(Topic.GOODS, lambda: self._pieces() >= _TWICE, self._scan_goods)
        yield Task(Topic.QUANTITY, self._has_thrice, self._show_quantity)
        yield Task(Topic.WHY, self._explains, lambda: self._press("F1"))
        yield Task(Topic.POINTS, self._pays_with_points, self._redeem)
        yield self._sale(Topic.PAY)
        yield Task(Topic.NEXT, lambda: bool(self._view().lines), self._scan_goods)
        yield self._sale(Topic.CHANGE, self._give_change)
        yield Task(Topic.PULL, lambda: not self._online(), lambda: self._press(CABLE_KEY))
        yield self._sale(Topic.ALONE, self._sell_alone)
        yield Task(Topic.PLUG, self._online, lambda: self._press(CABLE_KEY))
        yield Task(Topic.RETURN, self._has_returned, self._take_back)
        yield Task(Topic.ISSUE, lambda: self._is_on(PageName.ISSUE), lambda: self._on_sale("F3"))
        yield Task(Topic.MENU, lambda: self._is_on(PageName.MENU), lambda: self._press("F10"))
        yield Task(Topic.END, lambda: False, lambda: None)

    # --- when it is done ------------------------------------------------------------------------------

    def _view(self) -> Any:
        return self._till.parts.register.view()

    def _is_on(self, page: PageName) -> bool:
        return self._till.shell.page is page

    def _has_somebody(self) -> bool:
        """Tell whether somebody works here, in an open shift."""
        begins = self._till.shell.page in {PageName.LOGIN, PageName.SHIFT}
        return self._till.parts.staff.current is not None and not begins

    def _pieces(self) -> int:
        """Return how many lie there: the same button twice is two as well."""
        return sum(line.qty_milli for line in self._view().lines)

    def _has_thrice(self) -> bool:
        return any(line.qty_milli >= _THRICE for line in self._view().lines)

    def _explains(self) -> bool:
        return self._is_on(PageName.SALE) and self._till.window.page.explains()

    def _pays_with_points(self) -> bool:
        return self._view().redemption.state is not RedemptionState.NONE

    def _online(self) -> bool:
        return bool(self._till.shell.link().online)

    def _sale(self, topic: Topic, show: Callable[[], object] | None = None) -> Task:
        """Return the task of one more sale than there was."""
        self._newest = self._newest_sale()
        return Task(topic, lambda: self._newest_sale() != self._newest, show or self._sell)

    def _newest_sale(self) -> str:
        return next((sale.sale_id for sale in self._till.parts.world.journal.last_sales(1)), "")

    def _has_returned(self) -> bool:
        journal = self._till.parts.world.journal
        return any(journal.returns_of(sale.sale_id) for sale in journal.last_sales(3))

    # --- how it is shown ------------------------------------------------------------------------------

    def _press(self, key: str) -> None:
        self._till.window.press(key)

    def _on_sale(self, key: str) -> None:
        if not self._is_on(PageName.SALE):
            self._till.sell()
        self._press(key)

    def _log_in(self) -> None:
        if self._is_on(PageName.SHIFT):
            self._till.window.page.answered.emit("")  # no float
        else:
            self._till.pin.answered(self._demo.pins[0][1])

    def _scan_card(self) -> None:
        self._till.scanned(self._demo.cards[0])

    def _scan_goods(self) -> None:
        for code in self._demo.goods[:2]:
            self._till.scanned(code)

    def _show_quantity(self) -> None:
        self._till.scanned(f"2*{self._demo.goods[0]}")

    def _sell(self) -> None:
        if not self._view().lines:
            self._scan_goods()
        self._on_sale("F12")

    def _redeem(self) -> None:
        """Close what F1 opened, so that the buttons are seen; then pay."""
        if self._explains():
            self._press("F1")
        self._press("F5")

    def _give_change(self) -> None:
        """Go one key further: the change is looked at before it is given."""
        if self._is_on(PageName.PAYMENT):
            self._till.window.page.typed(_NOTE)
            self._press("F12")
            return
        if not self._view().lines:
            self._scan_goods()
        self._till.sale.entered("")

    def _sell_alone(self) -> None:
        if not self._view().lines:
            self._scan_card()
        self._sell()

    def _take_back(self) -> None:
        """Go one key further: the page is looked at in between."""
        if self._is_on(PageName.LOGIN):
            self._till.pin.answered(self._demo.pins[-1][1])  # whoever may approve it stands last
        elif self._is_on(PageName.RETURN):
            self._press("F12")
        else:
            self._till.take_back(next(iter(self._till.parts.world.journal.last_sales(1)), None))
