"""The manager's screen of the risk: the worst case in money on the left, tills and members on the right."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loyalty_pos.core.dates import moment
from loyalty_pos.ui.exposure.state import ExposureState
from loyalty_pos.ui.exposure.words import ExposureWords, Pairs
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.wire.office import Exposure

_STORES, _TILLS, _CARDS, _OTHERS, _PRESETS = 3, 6, 10, 2, 3
_TIGHT_TILLS, _TIGHT_CARDS, _TIGHT_STORES = 3, 7, 3
_MEMBERS = 2
"""Place of their list among the lists."""


class ExposureView(KeyPage):
    """``key``: an action by its key's name."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone, self._said = zone, ExposureWords()
        self._state = ExposureState()
        self._title, self._source = label("title", wrap=True), label("muted", wrap=True)
        self._points, self._money = label("muted", wrap=True), label("big", wrap=True)
        self._own = [AmountRow(value_look="strong") for _ in range(2)]
        self._facts = [AmountRow(value_look="strong") for _ in range(2)]
        self._presets_words, self._change = label("head", wrap=True), label("muted", wrap=True)
        self._presets = [AmountRow(value_look="strong") for _ in range(_PRESETS)]
        self._settings = label("muted", wrap=True)
        self._heads = [label("head", wrap=True) for _ in range(4)]
        self._lists = [
            [AmountRow(value_look="strong") for _ in range(most)]
            for most in (_STORES, _TILLS, _CARDS, _OTHERS)
        ]
        self._anybody = [AmountRow(value_look="strong")]
        self._ask = self.action("F5", "sync", tone="loyalty")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_exposure(self, state: ExposureState) -> None:
        """Show the whole where the centre told it, else this till's part."""
        self._state = state
        told, words = state.told, self.look.words
        self._source.setText(self._source_words(state))
        self._money.setText(words.money(told.money_minor(told.network)) if told else "—")
        points = words.points(told.network, state.exponent) if told else ""
        self._points.setText(
            self.tr("All tills together may still take without being sure: %1").replace("%1", points or "—")
        )
        show_pairs(self._facts, self._facts_of(told) if told else [])
        show_pairs(self._own, self._own_of(state))
        for one in (self._presets_words, self._settings, self._change):
            one.setVisible(told is not None)
        for panel in (self._below, self._right):
            panel.setVisible(told is not None)
        show_pairs(self._presets, self._said.presets(told, words, state.exponent) if told else [])
        self._settings.setText(self._said.settings(told, words, state.exponent) if told else "")
        self._show_lists(told)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("What tills may cost without the centre"))
        self._presets_words.setText(self.tr("The same tills under each preset"))
        self._change.setText(
            self.tr(
                "Changed in the programme's file, [redemption.offline]; tills follow with their next lease."
            )
        )
        self._ask.say(self.tr("Ask the centre now"))
        self._back.say(self.tr("Back"))
        for head, text in zip(self._heads, self._head_words(), strict=True):
            head.setText(text)
        self.space()
        self.show_exposure(self._state)

    def _head_words(self) -> Sequence[str]:
        return (
            self.tr("Shops"),
            self.tr("Tills"),
            self.tr("Members who may cost most"),
            self.tr("Besides points"),
        )

    def _source_words(self, state: ExposureState) -> str:
        if state.asking:
            return self.tr("The centre is being asked…")
        if state.told is None:
            return self.tr("The centre did not answer: only this till's own part is known here.")
        at = self.look.words.moment(moment(state.told.server_us), self._zone)
        return self.tr("As the centre knew it on %1").replace("%1", at)

    def _facts_of(self, told: Exposure) -> Pairs:
        words, exponent = self.look.words, self._state.exponent
        return [
            (
                self.tr("Any one member: at most"),
                self._said.amount(told, told.of_one, words, exponent),
            ),
            (self.tr("Owed already"), self._said.amount(told, told.owed, words, exponent)),
        ]

    def _own_of(self, state: ExposureState) -> Pairs:
        words, own = self.look.words, state.own
        if not own.epoch:
            return [(self.tr("This till by itself"), self.tr("nothing"))]
        left = self.tr("%1 of %2").replace("%1", words.number(own.risk_left, state.exponent))
        age = words.span(max(timedelta(), state.lease_age or timedelta()))
        return [
            (self.tr("This till by itself"), left.replace("%2", words.number(own.risk, state.exponent))),
            (self.tr("Allowed by the centre"), self.tr("%1 ago").replace("%1", age)),
        ]

    def _show_lists(self, told: Exposure | None) -> None:
        words, exponent, said = self.look.words, self._state.exponent, self._said
        is_roomy = not self.look.sizes.is_low
        rows: list[tuple[Pairs, int]] = [([], 0)] * 4
        anybody: Pairs = []
        if told is not None:
            anybody = said.anybody(told, words, exponent)
            rows = [
                (said.stores(told, words, exponent), _STORES if is_roomy else _TIGHT_STORES),
                (said.tills(told, words, exponent, self._zone), _TILLS if is_roomy else _TIGHT_TILLS),
                (said.cards(told, words, exponent), _CARDS if is_roomy else _TIGHT_CARDS),
                (said.others(told, words), _OTHERS),
            ]
        show_pairs(self._anybody, anybody if rows[2][0] else [])
        for head, places, (pairs, most) in zip(self._heads, self._lists, rows, strict=True):
            head.setVisible(bool(pairs))
            show_pairs(places, self._at_most(pairs, most))

    def _at_most(self, pairs: Pairs, most: int) -> Pairs:
        """Return what there is room for; what is left out is counted, and the command shows it."""
        if len(pairs) <= most:
            return pairs
        rest = self.tr("and %1 more: loyalty-pos exposure").replace("%1", str(len(pairs) - most + 1))
        return [*pairs[: most - 1], (rest, "")]

    def _arrange(self) -> None:
        worst, presets, lists = column(gap=4, pad=14), column(gap=4, pad=14), column(gap=3, pad=14)
        for one in (self._points, self._money, *self._facts, rule(), *self._own):
            worst.addWidget(one)
        for two in (self._presets_words, *self._presets, self._settings, self._change):
            presets.addWidget(two)
        for three in self._in_order():
            lists.addWidget(three)
        presets.addStretch(1)
        below = self._below = card(presets)
        below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        keys = buttons((self._back, self._ask))
        left = stacked(
            self._title,
            self._source,
            self.banner,
            card(worst, tall=True),
            below,
            keys,
            gap=8,
        )
        self._right = card(lists, tall=True)
        right = stacked(self._right, 1, gap=8)
        self.two_columns(left, right, (1, 1))

    def _in_order(self) -> list[QWidget]:
        ordered: list[QWidget] = []
        for head, places in zip(self._heads, self._lists, strict=True):
            assert isinstance(head, QLabel)
            ordered += [head, *places]
            if places is self._lists[_MEMBERS]:
                ordered += self._anybody
        return ordered
