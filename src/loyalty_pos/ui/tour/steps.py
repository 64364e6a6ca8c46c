"""The script of the tour: what is done, what is waited for, which sentence stands in the window meanwhile. No Qt here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.ui.demo.presenter import CABLE_KEY
from loyalty_pos.ui.parts import TourWorld
from loyalty_pos.ui.shell.state import PageName

_PAID_ONLINE = "200"


class Caption(StrEnum):
    """The sentences of the tour, in its order; their words are in ``tour/words.py``."""

    BEGIN = "begin"
    ONLINE = "online"
    RISK = "risk"
    PULLED = "pulled"
    ALONE = "alone"
    SECOND = "second"
    OWN = "own"
    CUT = "cut"
    BACK = "back"
    PLUGGED = "plugged"
    BOOKS = "books"
    OWED = "owed"
    BROUGHT = "brought"
    WENT = "went"
    END = "end"


def _nothing() -> None:
    """Only show what is there."""


@dataclass(frozen=True, slots=True)
class Step:
    """``act``: on the Qt thread; ``work``: beside it; then ``until`` is waited for. The caption shows ``pause_s`` longer.

    ``says``: the number in the caption, asked for when the step is done.
    """

    caption: Caption
    act: Callable[[], object] = _nothing
    work: Callable[[], object] | None = None
    until: Callable[[], bool] = lambda: True
    says: Callable[[], int] = lambda: 0
    pause_s: float = 0.0


class Hands(Protocol):
    """What the tour does at the window, as a person would."""

    def press(self, key: str) -> bool: ...
    def scan(self, text: str) -> None: ...
    def type(self, text: str) -> None: ...
    def log_in(self, pin: str) -> None: ...
    def statement(self) -> None: ...


@dataclass(slots=True)
class Seen:
    """``work``: what the last work beside the Qt thread brought."""

    work: Any = None


class Script:
    """The steps, for one window and one shop around it."""

    def __init__(self, till: Any, world: TourWorld, hands: Hands, seen: Seen) -> None:
        """``till``: the window with everything behind it (``ui.pages.Till``)."""
        self._till, self._world, self._hands, self._seen = till, world, hands, seen

    def steps(self) -> Iterator[Step]:
        """Return the tour."""
        yield from self._with_a_line()
        yield from self._without_it()
        yield from self._power_cut()
        yield from self._together_again()

    # --- the acts -------------------------------------------------------------------------------------

    def _with_a_line(self) -> Iterator[Step]:
        hands, world = self._hands, self._world
        begin = Caption.BEGIN
        yield Step(begin, lambda: hands.log_in(world.manager_pin), world.begin, self._on_sale, pause_s=3)
        yield Step(begin, self._till.parts.sync_now, until=lambda: self._known() is not None)
        yield from self._basket(Caption.ONLINE)
        yield Step(Caption.ONLINE, lambda: hands.type(_PAID_ONLINE))
        granted = self._redemption_is(RedemptionState.GRANTED)
        yield Step(Caption.ONLINE, lambda: hands.press("F5"), until=granted, pause_s=5)
        yield from self._pay(Caption.ONLINE)
        yield Step(Caption.ONLINE, self._till.parts.sync_now, until=self._may_alone)
        yield Step(Caption.ONLINE, work=self._neighbour_may, until=lambda: bool(self._seen.work))
        yield Step(Caption.RISK, lambda: hands.press("Ctrl+E"), until=self._has_risk, pause_s=8)
        yield Step(Caption.RISK, lambda: hands.press("Esc"), until=self._on_sale)

    def _without_it(self) -> Iterator[Step]:
        hands, world = self._hands, self._world
        yield Step(Caption.PULLED, lambda: hands.press(CABLE_KEY), until=self._is_offline, pause_s=4)
        yield from self._basket(Caption.ALONE)
        alone = self._redemption_is(RedemptionState.OFFLINE)
        yield Step(Caption.ALONE, lambda: hands.press("F5"), until=alone, says=self._offered, pause_s=7)
        yield from self._pay(Caption.ALONE)
        yield Step(Caption.SECOND, work=world.neighbour_spends, says=lambda: self._seen.work, pause_s=6)
        yield Step(Caption.OWN, lambda: hands.press("Ctrl+E"), until=self._has_asked, pause_s=6)
        yield Step(Caption.OWN, lambda: hands.press("Esc"), until=self._on_sale)

    def _power_cut(self) -> Iterator[Step]:
        world = self._world
        yield Step(Caption.CUT, work=world.power_cut, pause_s=4)
        yield Step(Caption.BACK, work=world.power_back, until=lambda: self._seen.work is True, pause_s=4)

    def _together_again(self) -> Iterator[Step]:
        hands, world = self._hands, self._world
        yield Step(Caption.PLUGGED, lambda: hands.press(CABLE_KEY), until=self._is_empty, pause_s=4)
        yield Step(Caption.PLUGGED, work=world.neighbour_waits, until=lambda: self._seen.work == 0)
        yield Step(Caption.BOOKS, work=world.equal_books, says=lambda: self._seen.work, pause_s=5)
        owes = self._told(lambda told: told.now.debt > 0)
        yield Step(Caption.OWED, self._till.parts.sync_now, until=self._is_empty)
        yield Step(Caption.OWED, hands.statement, until=owes, says=self._owed, pause_s=8)
        yield Step(Caption.BROUGHT, lambda: hands.press("Ctrl+R"), until=self._on(PageName.RETURN))
        yield Step(Caption.BROUGHT, lambda: hands.press("F12"), pause_s=5)
        yield Step(Caption.BROUGHT, lambda: hands.press("F12"), until=self._has_returned, pause_s=4)
        yield Step(Caption.BROUGHT, self._till.parts.sync_now, until=self._is_empty)
        repaid = self._told(lambda told: any(one.kind == "debt_repaid" for one in told.changes))
        yield Step(Caption.WENT, hands.statement, until=repaid, pause_s=12)
        yield Step(Caption.END, pause_s=10)

    # --- parts of acts --------------------------------------------------------------------------------

    def _basket(self, caption: Caption) -> Iterator[Step]:
        for text in (self._world.card, *self._world.goods):
            yield Step(caption, lambda text=text: self._hands.scan(text), pause_s=0.8)  # type: ignore[misc]  # mypy does not infer the default

    def _pay(self, caption: Caption) -> Iterator[Step]:
        yield Step(caption, lambda: self._hands.press("F12"), until=self._on(PageName.RECEIPT), pause_s=2)
        yield Step(caption, lambda: self._hands.press("F12"), until=self._on_sale)

    def _neighbour_may(self) -> int:
        return self._world.neighbour_may_take()

    # --- what is waited for ---------------------------------------------------------------------------

    def _known(self) -> Any:
        return self._till.parts.world.members.by_card(self._world.card)

    def _on_sale(self) -> bool:
        return self._till.shell.page is PageName.SALE

    def _on(self, page: PageName) -> Callable[[], bool]:
        return lambda: self._till.shell.page is page

    def _has_asked(self) -> bool:
        """Tell whether the page of the risk shows, with or without the centre's answer."""
        is_there = self._till.shell.page is PageName.EXPOSURE
        return is_there and not self._till.exposure_state().asking

    def _has_risk(self) -> bool:
        return self._has_asked() and self._till.exposure_state().told is not None

    def _redemption_is(self, state: RedemptionState) -> Callable[[], bool]:
        return lambda: self._till.parts.register.view().redemption.state is state

    def _offered(self) -> int:
        return int(self._till.parts.register.view().redemption.points)

    def _may_alone(self) -> bool:
        """Tell whether the centre knows the sale and has told this till what it may take by itself."""
        member = self._known()
        link = self._till.shell.link()
        if member is None or link.waiting or not link.online:
            return False
        return bool(self._till.parts.world.rights.right(member.account_id).floor)

    def _is_offline(self) -> bool:
        return not self._till.shell.link().online

    def _is_empty(self) -> bool:
        link = self._till.shell.link()
        return link.online and not self._till.parts.world.journal.queue().waiting

    def _has_returned(self) -> bool:
        sales = self._till.parts.world.journal.last_sales(3)
        return any(self._till.parts.world.journal.returns_of(sale.sale_id) for sale in sales)

    def _told(self, wanted: Callable[[Any], bool]) -> Callable[[], bool]:
        def seen() -> bool:
            state = self._till.statement_state()
            if state.told is None or not state.from_centre:
                return False
            if not wanted(state.told):
                self._hands.press("F5")
                return False
            return True

        return seen

    def _owed(self) -> int:
        told = self._till.statement_state().told
        return told.now.debt if told else 0
