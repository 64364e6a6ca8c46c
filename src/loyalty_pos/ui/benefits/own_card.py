"""The customer's own coupons and certificates, as many as there is room for, what ends soonest first."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame

from loyalty_pos.ui.benefits.state import OwnFacts
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import AmountRow, column, label, show_pairs

_PLACES = 4


class OwnCard(QFrame):
    """Hidden while there is nothing."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone
        self.setProperty("look", "card")
        self._title = label("head", wrap=True)
        self._places = [AmountRow(look="") for _ in range(_PLACES)]
        inside = column(gap=6, pad=16)
        inside.addWidget(self._title)
        for place in self._places:
            inside.addWidget(place)
        self.setLayout(inside)

    def show_own(self, own: Sequence[OwnFacts]) -> None:
        """Show them; where there are more than places, say how many."""
        self.setVisible(bool(own))
        self._title.setText(self.tr("Own coupons: ask for the code and scan it"))
        pairs = [self._pair(one) for one in own[:_PLACES]]
        if len(own) > _PLACES:
            pairs[-1] = self.tr("and %1 more").replace("%1", str(len(own) - _PLACES + 1)), ""
        show_pairs(self._places, pairs)

    def _pair(self, one: OwnFacts) -> tuple[str, str]:
        """Return what it is with the end of its code, and what it holds, from when or how long."""
        words = self._look.words
        told = [words.money(one.rest_minor)] if one.rest_minor else []
        if one.since is not None:
            day = words.day(one.since.astimezone(self._zone).date())
            told.append(self.tr("from %1").replace("%1", day))
        elif one.until is not None:
            day = words.day(one.until.astimezone(self._zone).date())
            told.append(self.tr("until %1").replace("%1", day))
        return f"{one.name} ···{one.last4}", " · ".join(told)
