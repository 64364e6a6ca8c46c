"""The page of benefits: numbered rows on the left, the customer, clubs and personal offers on the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from loyalty_pos.core.problems import (
    RewardMissingGoods,
    RewardMissingPoints,
    RewardMissingStamps,
    RewardNotInShop,
)
from loyalty_pos.ui.benefits.own_card import OwnCard
from loyalty_pos.ui.benefits.presenter import LEAVE_KEY, OFFERS_KEY
from loyalty_pos.ui.benefits.row_button import RowButton
from loyalty_pos.ui.benefits.state import BenefitRow, BenefitsState, ClubFacts, RowKind
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.widgets.bits import card, column, label
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.scan_line import ScanLine

_CLUBS, _OFFERS = 3, 4


class BenefitsView(KeyPage):
    """``entered_text``: a number, a code or nothing at Enter; ``touched``: the number of a row."""

    entered_text = Signal(str)
    moved = Signal(int)
    touched = Signal(int)

    is_full = True

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._state = BenefitsState()
        self.line = ScanLine(look, "gift")
        self.listens = self.line
        self.line.entered.connect(self.entered_text)
        self.line.moved.connect(self.moved)
        self.customer = CustomerPanel(look)
        self._title, self._nothing = label("title"), label("muted", wrap=True)
        self._clubs_words, self._offers_words = label("head"), label("head")
        self._clubs = [label("", wrap=True) for _ in range(_CLUBS)]
        self._club_notes = [label("muted", wrap=True) for _ in range(_CLUBS)]
        self._offers = [label("muted", wrap=True) for _ in range(_OFFERS)]
        self._own = OwnCard(look, zone)
        self._rows: list[RowButton] = []
        self._list = column(gap=8)
        self._turn = self.action(OFFERS_KEY, "coupon")
        self._leave = self.action(LEAVE_KEY, "exit")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_benefits(self, state: BenefitsState) -> None:
        """Show the customer's page, or that there is nobody."""
        self._state = state
        customer = state.customer
        if customer is not None and self.look.sizes.is_low:
            customer = replace(customer, rights=())  # clubs and stamps stand beside it, at greater length
        self.customer.show_customer(customer, state.exponent)
        self._show_rows(state.rows, state.selected)
        self._nothing.setVisible(not state.rows)
        self._nothing.setText(
            self.tr("The programme has no rewards, stamps or clubs.")
            if state.customer
            else self.tr("Scan the customer's card, or press Esc and F2")
        )
        self._show_clubs(state.clubs)
        self._own.show_own(state.own)
        self._show_offers(state)
        joined = {RowKind.PAUSE, RowKind.RESUME, RowKind.MEMBER}
        chosen = next((row.kind for row in state.rows if row.number == state.selected), None)
        self._leave.setVisible(chosen in joined)  # nothing to leave: no key that promises it
        self._turn.setEnabled(state.customer is not None)

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Number and Enter, or scan an invitation"))
        self.line.setAccessibleName(self.tr("Number of a row"))
        self._title.setText(self.tr("What the customer can use now"))
        self._clubs_words.setText(self.tr("Clubs"))
        self._offers_words.setText(self.tr("Offers for this customer"))
        self._leave.say(self.tr("Leave the club"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_benefits(self._state)

    # --- rows -----------------------------------------------------------------------------------------

    def _show_rows(self, rows: Sequence[BenefitRow], selected: int) -> None:
        while len(self._rows) < len(rows):
            button = RowButton(self.look)
            button.clicked.connect(partial(self._touched, len(self._rows) + 1))
            self._rows.append(button)
            self._list.insertWidget(len(self._rows) - 1, button)
        for number, button in enumerate(self._rows):
            button.setVisible(number < len(rows))
            if number < len(rows):
                one = rows[number]
                button.show_row(
                    one.number,
                    self._name_of(one),
                    self._value_of(one),
                    free=one.problem is None and one.kind is not RowKind.MEMBER,
                    chosen=one.number == selected,
                )
                button.show_progress(one.stamps, one.needed)

    def _touched(self, number: int) -> None:
        self.touched.emit(number)

    def _name_of(self, one: BenefitRow) -> str:
        words: dict[RowKind, Callable[[], str]] = {
            RowKind.FEE: lambda: self.tr("Make “%1” longer") if one.renew else self.tr("Join “%1”"),
            RowKind.TRIAL: lambda: self.tr("Try “%1” for nothing"),
            RowKind.INVITATION: lambda: self.tr("“%1” opens with an invitation"),
            RowKind.PAUSE: lambda: self.tr("Pause “%1”"),
            RowKind.RESUME: lambda: self.tr("Let “%1” go on"),
            RowKind.MEMBER: lambda: self.tr("In “%1”"),
        }
        return words[one.kind]().replace("%1", one.name) if one.kind in words else one.name

    def _value_of(self, one: BenefitRow) -> str:
        words, exponent = self.look.words, self._state.exponent
        match one.problem:
            case RewardMissingPoints(missing=missing):
                return self.tr("%1 more").replace("%1", words.points(missing, exponent))
            case RewardMissingStamps():
                return f"{one.stamps}/{one.needed}"
            case RewardMissingGoods():
                return self.tr("scan the goods first")
            case RewardNotInShop():
                return self.tr("not in this shop")
            case None:
                return self._price_of(one)
            case _:
                return ""

    def _price_of(self, one: BenefitRow) -> str:
        words = self.look.words
        if one.kind is RowKind.REWARD:
            return words.points(one.points, self._state.exponent)
        if one.kind is RowKind.STAMPS:
            return self.tr("free: %1").replace("%1", f"{one.stamps}/{one.needed}")
        if one.kind is RowKind.FEE and one.fee_minor:
            return words.money(one.fee_minor)
        if one.kind is RowKind.TRIAL:
            return self.tr("%1 d").replace("%1", str(one.days))
        return ""

    # --- the right side -------------------------------------------------------------------------------

    def _show_clubs(self, clubs: Sequence[ClubFacts]) -> None:
        self._clubs_card.setVisible(bool(clubs))
        for number, (name, note) in enumerate(zip(self._clubs, self._club_notes, strict=True)):
            there = number < len(clubs)
            name.setVisible(there)
            note.setVisible(False)
            if there:
                self._show_club(clubs[number], number)

    def _show_club(self, club: ClubFacts, number: int) -> None:
        name, note = self._clubs[number], self._club_notes[number]
        until = self.look.words.full_day(club.until.astimezone(self._zone)) if club.until else ""
        if club.paused:
            state = self.tr("paused")
        elif until:
            state = self.tr("until %1").replace("%1", until)
        else:
            state = self.tr("for ever")
        name.setText(f"{'★ ' if club.priority else ''}{club.name}: {state}")
        name.setProperty("look", "warn" if club.remind or club.paused else "loyalty")
        name.style().polish(name)
        notes = [self.tr("ends soon: offer to make it longer")] if club.remind else []
        notes += club.benefits
        for event, invited in club.events:
            text = self.tr("%1 (on the list)") if invited else self.tr("invitation: %1")
            notes.append(text.replace("%1", event))
        note.setText(" · ".join(notes))
        note.setVisible(bool(notes))

    def _show_offers(self, state: BenefitsState) -> None:
        shown = (self.tr("The customer wants no personal offers"),) if state.opted_out else state.offers
        self._offers_card.setVisible(bool(shown))
        for number, place in enumerate(self._offers):
            place.setVisible(number < len(shown))
            if number < len(shown):
                place.setText(shown[number])
        self._turn.say(self.tr("Bring offers back") if state.opted_out else self.tr("Stop personal offers"))

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setLayout(self._list)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        clubs, offers = column(gap=6, pad=16), column(gap=6, pad=16)
        clubs.addWidget(self._clubs_words)
        for name, note in zip(self._clubs, self._club_notes, strict=True):
            clubs.addWidget(name)
            clubs.addWidget(note)
        offers.addWidget(self._offers_words)
        for place in self._offers:
            offers.addWidget(place)
        self._clubs_card, self._offers_card = card(clubs), card(offers)
        left = stacked(self._title, self.line, self.banner, self._nothing, gap=10)
        left.addWidget(area, 1)
        keys = buttons((self._turn,), (self._leave, self._back))
        right = stacked(self.customer, self._clubs_card, self._own, self._offers_card, 1, keys, gap=10)
        self.two_columns(left, right, (3, 2))
