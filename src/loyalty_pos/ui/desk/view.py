"""The manager's desk: drawers and actions on the left, rows of one drawer on the right, a line for what is typed."""

from zoneinfo import ZoneInfo

from loyalty_pos.core.dates import moment
from loyalty_pos.till.words.desk.deeds import deed_words
from loyalty_pos.ui.desk.grid_words import GRIDS, GridWords
from loyalty_pos.ui.desk.pieces import ROWS, DeskPieces
from loyalty_pos.ui.desk.plot import Bar
from loyalty_pos.ui.desk.prompts import DeskPrompts
from loyalty_pos.ui.desk.state import (
    SHOWS_ROWS,
    TEXT_STEPS,
    DeskState,
    Sheet,
    Step,
)
from loyalty_pos.ui.desk.words import DeskWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.wire.desk import DeskTold

_EVERY_DAYS, _EVERY_MONTHS = 5, 2
_ROWS_TIGHT = 5
_FEW, _FEW_TIGHT = 5, 3
_LONG = frozenset({Sheet.CLOSINGS, Sheet.ODD})
_MONTHS = frozenset({Sheet.CLOSINGS, Sheet.TILLS})
_PLOTS = frozenset({Sheet.DAYS, Sheet.SOLD})


class DeskView(DeskPieces):
    """The pieces with something in them."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._said, self._asks, self._columns = DeskWords(), DeskPrompts(), GridWords()
        self.grid.turned.connect(lambda: self._show_rows(self._state))
        self.retranslate()

    def show_desk(self, state: DeskState) -> None:
        """Show the drawer, or what is asked for."""
        turned = (state.step, state.sheet) != (self._state.step, self._state.sheet)
        if state.sheet is not self._state.sheet:
            self.grid.forget_order()
        self._state = state
        listens = state.step in TEXT_STEPS
        self.line.setVisible(listens)
        self.line.setEnabled(listens)
        self.line.be_secret(secret=state.step is Step.PIN)
        self.line.setAccessibleName(self._asks.title(state))
        self.listens = self.line if listens else None
        self._title.setText(self._asks.title(state))
        self._source.setText(self._source_words(state))
        self._show_rows(state)
        self._show_plot(state)
        self._show_keys(state)
        if turned:
            self.line.clear()
            self.entered()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._again.say(self.tr("Ask the centre now"))
        self._went.say(self.tr("Where the points went"))
        self._back.say(self.tr("Back"))
        self._role.say(self.tr("Another role"))
        self._save.say(self.tr("Save as a table"))
        self.space()
        self.show_desk(self._state)

    # --- words ----------------------------------------------------------------------------------------

    def _source_words(self, state: DeskState) -> str:
        told = state.told
        if state.asking:
            return self.tr("The centre is being asked…")
        if state.sheet is Sheet.HERE:
            return self.tr("Written down at this till since its shift was opened; it needs no centre.")
        if told is None:
            return self.tr("The centre did not answer: F8 asks again.")
        return self._done_words(state, told) or self._stands_words(state, told)

    def _done_words(self, state: DeskState, told: DeskTold) -> str:
        """Return what was just done, "" = nothing."""
        words = self.look.words
        if state.done is not None:
            text, points = self._said.adjustment(state.done, told.exponent, words, self._zone)
            return f"{points}: {text}"
        return self.tr("Done: %1").replace("%1", deed_words(state.made, words.language)) if state.made else ""

    def _stands_words(self, state: DeskState, told: DeskTold) -> str:
        """Return how fresh or complete it is."""
        words = self.look.words
        if state.sheet in _MONTHS and state.open_month is not None and not state.is_over:
            day = words.full_day(moment(told.over_us).astimezone(self._zone))
            text = self.tr("%1 can be closed from %2.").replace("%1", state.open_month.month)
            return text.replace("%2", day)
        if state.sheet is Sheet.CLOSINGS and told.waiting:
            return self.tr("Tills that may still bring something: %1").replace("%1", ", ".join(told.waiting))
        if state.sheet is Sheet.ODD and told.odd_us:
            at = words.moment(moment(told.odd_us), self._zone)
            return self.tr("Looked at on %1. A hint where to look, never a proof.").replace("%1", at)
        at = words.moment(moment(told.server_us), self._zone)
        return self.tr("As the centre knew it on %1").replace("%1", at)

    # --- pieces ---------------------------------------------------------------------------------------

    def _show_rows(self, state: DeskState) -> None:
        lines = self._said.rows(state, self.look.words, self._zone)
        is_grid = state.sheet in GRIDS and state.step is Step.LIST and bool(lines)
        for one in (self.grid, self._about):
            one.setVisible(is_grid)
        if is_grid:
            self._show_grid(state, lines)
            return
        is_roomy = not self.look.sizes.is_low
        few = (_FEW, _FEW_TIGHT) if state.sheet in _LONG else (ROWS, _ROWS_TIGHT)
        most = few[0] if is_roomy else few[1]
        if state.sheet is Sheet.DAYS:
            most = ROWS
        elif state.sheet is Sheet.SOLD:
            most = _FEW if is_roomy else _FEW_TIGHT
        first = state.marked // most * most
        tall = 0 if state.sheet in _PLOTS else self.look.sizes.button
        shown = lines[first : first + most] if state.step in SHOWS_ROWS else []
        for number, place in enumerate(self._rows):
            place.setVisible(number < len(shown))
            if number < len(shown):
                is_marked = state.sheet is not Sheet.DAYS and first + number == state.marked
                place.show_line(*shown[number], marked=is_marked, tall=tall)
        pages = max(1, -(-len(lines) // most))
        nothing = self.tr("Nothing here.") if state.told and not lines and state.step is Step.LIST else ""
        page = self.tr("Page %1 of %2").replace("%1", str(first // most + 1)).replace("%2", str(pages))
        self._place.setText(page if pages > 1 and shown else nothing)
        self._place.setVisible(bool(self._place.text()))
        self._first = first

    def _show_grid(self, state: DeskState, lines: list[tuple[str, str]]) -> None:
        """Show a table, and below it all that is to say of its marked row."""
        assert state.told is not None
        columns = self._columns.columns(state.sheet, state.told, self.look.words)
        self.grid.show_columns(columns, state.marked, self._asks.title(state))
        for place in self._rows:
            place.hide()
        self._about.setText(lines[self.grid.order[min(state.marked, len(lines) - 1)]][0])
        by = self.grid.sorted_by
        asked = self.tr("Sorted by: %1. ← → by another column.") if by else self.tr("← → sort by a column.")
        self._place.setText(asked.replace("%1", by))
        self._place.setVisible(True)
        self._first = 0

    def _show_plot(self, state: DeskState) -> None:
        told = state.told
        self._plot.setVisible(state.sheet in _PLOTS and state.step is Step.LIST and told is not None)
        if told is None:
            return
        is_days = state.sheet is not Sheet.SOLD
        lines = told.days if is_days else told.sold
        bars = [Bar(one.day[8:] if is_days else one.day[2:], one.receipts, one.with_card) for one in lines]
        top = (
            self.tr("Receipts a day, at most %1; the lower part of each bar: with a card")
            if is_days
            else self.tr("Receipts a month, at most %1; the lower part of each bar: with a card")
        )
        top = top.replace("%1", self.look.words.number(max((one.receipts for one in lines), default=0)))
        words = ", ".join(f"{one.day}: {one.receipts}" for one in lines)
        self._plot.show_bars(bars, top, f"{top}. {words}", every=_EVERY_DAYS if is_days else _EVERY_MONTHS)

    def _show_keys(self, state: DeskState) -> None:
        for key, button in self._choices.items():
            words = self._asks.choice(state, key, self._said)
            button.setVisible(bool(words))
            button.say(words)
        new, do, undo = self._asks.actions(state)
        for one, words in ((self._new, new), (self._do, do), (self._undo, undo)):
            one.setVisible(bool(words))
            one.say(words)
        is_list = state.step is Step.LIST
        self._again.setVisible(is_list)
        self._went.setVisible(is_list)
        self._save.setVisible(is_list)
        self._role.setVisible(is_list and state.sheet is Sheet.PEOPLE)
