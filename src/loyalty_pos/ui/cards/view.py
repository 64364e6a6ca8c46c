"""The page of a customer's card: who and which card on the left, what can be done, or what it would mean, on the right."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from loyalty_pos.core.dates import moment
from loyalty_pos.ui.cards.state import CardsState, Done, Step
from loyalty_pos.ui.cards.words import CardsWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, stacked
from loyalty_pos.ui.widgets.scan_line import ScanLine

_KEYS = (
    ("F2", "bank-card"),
    ("F3", "lock"),
    ("F4", "person"),
    ("F5", "customer"),
    ("F6", "card-new"),
    ("F7", "split"),
    ("F8", "sync"),
    ("F9", "checked"),
)
_FACTS = 5
_LISTENS = frozenset({Step.EMPTY, Step.CARD, Step.OTHER, Step.WHY_REPLACE, Step.PHONE, Step.CODE})


class CardsView(KeyPage):
    """``entered_text``: typed at Enter; ``key``: an action by its key's name."""

    entered_text = Signal(str)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone, self._said, self._state = zone, CardsWords(), CardsState()
        self.line = ScanLine(look, "customer")
        self.listens = self.line
        self.line.entered.connect(self.entered_text)
        self._title, self._card_words = label("title", wrap=True), label("head", wrap=True)
        self._why = label("muted", wrap=True)
        self._facts = [AmountRow(value_look="strong") for _ in range(_FACTS)]
        self._warning = label("warn", wrap=True)
        self._choices = {key: self.action(key, picture) for key, picture in _KEYS}
        self._go = self.action("F12", "checked", tone="loyalty")
        self._go.enlarge()
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_cards(self, state: CardsState) -> None:
        """Show the step and what is known so far."""
        turned = state.step is not self._state.step
        self._state = state
        self._card_words.setText(self._said.of_card(state))
        self._why.setText(self._said.next_step(state))
        self.line.setVisible(state.step in _LISTENS)
        self.line.setEnabled(state.step in _LISTENS)
        choices = self._said.choices(state)
        for key, button in self._choices.items():
            words = choices.get(key, "")
            button.setVisible(bool(words))
            button.say(words)
        self._show_facts(state)
        self._go.say(self._go_words(state.step))
        waits = state.step in {Step.CARD, Step.WHY_BLOCK, Step.WHY_REPLACE, Step.ASKING}
        self._go.setEnabled(not waits)
        self._go.setVisible(not waits)  # its room belongs to what can be chosen
        if turned:
            self.entered()

    def typed_so_far(self) -> str:
        """Return what stands in the line and empty it."""
        return self.line.take()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Card and account"))
        self.line.setPlaceholderText(self.tr("Scan the card or type the full phone"))
        self.line.setAccessibleName(self.line.placeholderText())
        self._back.say(self.tr("Back"))
        self.space()
        self.show_cards(self._state)

    def _go_words(self, step: Step) -> str:
        match step:
            case Step.SURE_JOIN:
                return self.tr("Make them one")
            case Step.SURE_PART:
                return self.tr("Part them")
            case Step.DONE:
                return self.tr("To the card")
            case _:
                return self.tr("Next")

    def _show_facts(self, state: CardsState) -> None:
        words, exponent = self.look.words, state.exponent
        pairs: list[tuple[str, str]] = []
        warning = ""
        shown = state.step in {Step.SURE_JOIN, Step.SURE_PART, Step.DONE}
        if shown and state.told is not None and state.done in {None, Done.JOINED}:
            told = state.told
            pairs = [
                (self.tr("The account of"), state.name),
                (self.tr("takes in"), state.other),
                (self.tr("Can be spent then"), words.points(told.available, exponent)),
                (self.tr("Not active yet"), words.points(told.pending, exponent)),
            ]
            day = words.full_day(moment(told.until_us).astimezone(self._zone)) if told.until_us else ""
            last = self.tr("Can be undone until %1.").replace("%1", day)
            warning = last if day else self.tr("Whoever leaves takes along what is left of their own.")
        elif shown and state.parts is not None and state.done in {None, Done.PARTED}:
            parts = state.parts
            pairs = [
                (self.tr("Leaves"), state.line.name if state.line else ""),
                (self.tr("with points"), words.points(parts.leaves, exponent)),
                (self.tr("The other one keeps"), words.points(parts.stays, exponent)),
                (self.tr("charged to whoever leaves"), words.points(parts.leaver_charged, exponent)),
                (self.tr("charged to the other one"), words.points(parts.stays_charged, exponent)),
            ]
            if min(parts.leaves, parts.stays) < 0:
                warning = self.tr("Below zero: so much is owed, and repaid by the next points.")
        show_pairs(self._facts, pairs)
        self._told.setVisible(bool(pairs))
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))

    def _arrange(self) -> None:
        head = column(gap=8, pad=14)
        for one in (self._title, self._card_words, self._why):
            head.addWidget(one)
        facts = column(gap=8, pad=14)
        for two in (*self._facts, self._warning):
            facts.addWidget(two)
        self._told = card(facts, tall=True)
        left = stacked(card(head, tall=True), self.line, self.banner, self._told, 1, self._back, gap=10)
        choices = column(gap=6)
        for button in self._choices.values():
            choices.addWidget(button)
        right = stacked(choices, 1, self._go, gap=8)
        self.two_columns(left, right, (13, 9))
