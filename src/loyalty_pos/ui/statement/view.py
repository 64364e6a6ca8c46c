"""The page of a member's points: who and what there is on the left, every change on the right, newest first."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from loyalty_pos.till.papers.statement_lines import StatementWords
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.statement.rows import ChangeRow
from loyalty_pos.ui.statement.state import Source, StatementState
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, rule, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.scan_line import ScanLine
from loyalty_pos.wire.office import Statement

ROWS_ROOMY, ROWS_TIGHT = 9, 7
_NOW, _BESIDE, _SILENT = 6, 4, 4


class StatementView(KeyPage):
    """``searched``: a typed card number or phone; ``key``: an action by its key's name; ``turned``: pages."""

    searched = Signal(str)
    turned = Signal(int)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._state = StatementState()
        self.line = ScanLine(look, "search")
        self.listens = self.line
        self.line.entered.connect(self.searched)
        self.line.moved.connect(lambda rows: self.turned.emit(1 if rows > 0 else -1))
        self._who, self._source = label("title", wrap=True), label("muted", wrap=True)
        self._now = [
            AmountRow(look="head" if not n else "muted", value_look="points" if not n else "strong")
            for n in range(_NOW)
        ]
        self._beside = [AmountRow(value_look="warn") for _ in range(_BESIDE)]
        self._silent_words = label("warn", wrap=True)
        self._silent = [label("muted", wrap=True) for _ in range(_SILENT)]
        self._wrong = label("danger", wrap=True)
        self._head, self._opening = ChangeRow("muted"), ChangeRow("muted")
        self._rows = [ChangeRow() for _ in range(ROWS_ROOMY)]
        self._nothing, self._place = label("muted", wrap=True), label("muted", right=True)
        self._ask = self.action("F5", "sync", stacked=True)
        self._print = self.action("Ctrl+P", "printer", stacked=True)
        self._save = self.action("Ctrl+Shift+P", "report", stacked=True)
        self._newer = self.action("PgUp", "")
        self._older = self.action("PgDown", "")
        self._back = self.action("Esc", "back", stacked=True)
        self._arrange()
        self.retranslate()

    def show_statement(self, state: StatementState) -> None:
        """Show a member's points, or nobody's."""
        self._state = state
        told = state.told
        for one in (self._ask, self._print, self._save):
            one.setEnabled(told is not None)
        self._who.setText(_called(told) if told else self.tr("Whose points?"))
        self._show_left(told)
        self._show_changes(told)

    def retranslate(self) -> None:
        """Show every word anew."""
        self.line.setPlaceholderText(self.tr("Card or full phone"))
        self.line.setAccessibleName(self.tr("Search line"))
        self._ask.say(self.tr("Ask again"))
        self._print.say(self.tr("Print"))
        self._save.say(self.tr("A5 page"))
        self._back.say(self.tr("Back"))
        self._newer.say(self.tr("Newer"))
        self._older.say(self.tr("Older"))
        self.space()
        self.show_statement(self._state)

    @property
    def _words(self) -> StatementWords:
        return StatementWords(self.look.language, self._zone.key, self._state.exponent)

    def _show_left(self, told: Statement | None) -> None:
        words = self._words
        show_pairs(self._now, words.now(told)[:_NOW] if told else [])
        show_pairs(self._beside, _at_most(words.beside(told), _BESIDE) if told else [])
        self._source.setText(self._source_words(told))
        self._wrong.setVisible(told is not None and not told.adds_up)
        self._wrong.setText(words.word("st.wrong"))
        silent = words.silent(told) if told else []
        self._silent_words.setVisible(bool(silent))
        self._silent_words.setText(words.word("st.silent"))
        shown = silent[:_SILENT]
        if len(silent) > _SILENT:
            rest = self.tr("and %1 more on the A5 page").replace("%1", str(len(silent) - _SILENT + 1))
            shown = [*silent[: _SILENT - 1], rest]
        elif told is not None and not silent and self._state.from_centre:
            shown = [words.word("st.all_heard")]
        self._besides.setVisible(bool(shown or (told and words.beside(told))))
        for number, place in enumerate(self._silent):
            place.setVisible(number < len(shown))
            place.setText(shown[number] if number < len(shown) else "")

    def _source_words(self, told: Statement | None) -> str:
        if told is None:
            return ""
        said = self._words.source(told, from_centre=self._state.from_centre)
        match self._state.source:
            case Source.ASKING:
                return f"{said}. {self.tr('The centre is being asked…')}"
            case Source.ALONE:
                return f"{said}. {self.tr('The centre did not answer: other tills may know more.')}"
            case Source.CENTRE:
                return said

    def _show_changes(self, told: Statement | None) -> None:
        words = self._words
        lines = words.changes(told) if told else []
        most = ROWS_ROOMY if not self.look.sizes.is_low else ROWS_TIGHT
        pages = max(1, -(-len(lines) // most))
        page = min(self._state.page, pages - 1)
        if page != self._state.page:  # nobody turns beyond the last page
            self.turned.emit(page - self._state.page)
            return
        shown = lines[page * most : (page + 1) * most]
        for number, place in enumerate(self._rows):
            place.setVisible(number < len(shown))
            if number < len(shown):
                place.show_line(shown[number])
        self._head.show_texts(words.word("st.what"), "", words.word("st.points"), words.word("st.balance"))
        self._opening.setVisible(told is not None and page == pages - 1)
        if told is not None:
            label_, number_ = words.opening(told, from_centre=self._state.from_centre)
            self._opening.show_texts(label_, "", "", number_)
        self._nothing.setVisible(told is not None and not lines)
        self._nothing.setText(words.word("st.no_changes"))
        self._place.setText(words.word("st.page", page=page + 1, pages=pages) if told else "")
        self._newer.setEnabled(page > 0)
        self._older.setEnabled(page < pages - 1)

    def _arrange(self) -> None:
        there, silent, changes = column(gap=4, pad=14), column(gap=2, pad=14), column(gap=5, pad=14)
        for one in (self._who, self._source, self._wrong, *self._now):
            there.addWidget(one)
        for two in (*self._beside, self._silent_words, *self._silent):
            silent.addWidget(two)
        for three in (self._head, rule(), *self._rows, self._opening, self._nothing):
            changes.addWidget(three)
        changes.addStretch(1)
        table = card(changes)
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._besides = card(silent, tall=True)
        keys = buttons((self._back, self._ask, self._print, self._save))
        left = stacked(self.line, self.banner, card(there, tall=True), self._besides, 1, keys, gap=8)
        turning = buttons((self._newer, self._older))
        right = stacked(table, self._place, turning, gap=6)
        self.two_columns(left, right, (9, 12))


def _called(told: Statement) -> str:
    end = f"**** {told.card_last4}" if told.card_last4 else ""
    return " · ".join(part for part in (told.name, end) if part) or told.phone_masked


def _at_most(pairs: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    return pairs[:most]
