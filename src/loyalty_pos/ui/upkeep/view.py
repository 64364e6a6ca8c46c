"""The page of upkeep: sections and deeds on the right, what was read on the left, page by page."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.upkeep.state import Section, UpkeepState
from loyalty_pos.ui.upkeep.words import UpkeepWords
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.row_list import RowList

_ROOMY, _TIGHT = 7, 6
_FACTS, _TIGHT_FACTS = 6, 3
_SECTIONS: Final = (
    (Section.QUEUE, "F2", "sync"),
    (Section.DATA, "F3", "goods"),
    (Section.SETTINGS, "F4", "menu"),
    (Section.LOG, "F6", "report"),
    (Section.PARKED, "F1", "warning"),
)


class UpkeepView(KeyPage):
    """``key``: an action by its key's name; ``turned``: pages."""

    turned = Signal(int)

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._said, self._state = UpkeepWords(look, zone), UpkeepState()
        self._title, self._link = label("title", wrap=True), label("muted", wrap=True)
        self._rows, self._place = RowList(look), label("muted", right=True)
        self._facts = [AmountRow(value_look="strong") for _ in range(_FACTS)]
        self._sections = {
            section: self.action(key, picture, stacked=True) for section, key, picture in _SECTIONS
        }
        for button in self._sections.values():
            button.setCheckable(True)
        self._retry = self.action("F5", "sync", tone="loyalty", stacked=True)
        self._write = self.action("F9", "parcel", stacked=True)
        self._scanners = self.action("F7", "scan", stacked=True)
        self._printer = self.action("F8", "printer", stacked=True)
        self._newer, self._older = self.action("PgUp", ""), self.action("PgDown", "")
        self._back = self.action("Esc", "back", stacked=True)
        self._again = self.action("F12", "checked", stacked=True)
        self._save = self.action("Ctrl+S", "report", stacked=True)
        self._arrange()
        self.retranslate()

    def show_upkeep(self, state: UpkeepState) -> None:
        """Show the section."""
        self._state = state
        for section, _key, picture in _SECTIONS:
            button = self._sections[section]
            button.setChecked(section is state.section)
            button.show_picture(picture)  # in the colours of what is chosen
            button.say(self._names()[section])
        rows, most = self._said.rows(state), _ROOMY if not self.look.sizes.is_low else _TIGHT
        pages = max(1, -(-len(rows) // most))
        page = min(state.page, pages - 1)
        if page != state.page:  # nobody turns beyond the last page
            self.turned.emit(page - state.page)
            return
        self._rows.show_rows(rows[page * most : (page + 1) * most], -1, self._said.nothing(state))
        self._place.setText(f"{page + 1} / {pages}")
        self._newer.setEnabled(page > 0)
        self._older.setEnabled(page < pages - 1)
        self._link.setText(self._said.link(state))
        is_parked = state.section is Section.PARKED
        self._again.setEnabled(is_parked and bool(state.parked))
        self._save.setEnabled(is_parked and bool(state.parked))
        facts = self._said.enrolment(state)
        show_pairs(self._facts, facts if not self.look.sizes.is_low else facts[:_TIGHT_FACTS])
        self._panel.setVisible(bool(facts))

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Upkeep of this till"))
        self._retry.say(self.tr("Ask the centre now"))
        self._write.say(self.tr("File for support"))
        self._scanners.say(self.tr("Scanners"))
        self._printer.say(self.tr("Printer"))
        self._newer.say(self.tr("Back a page"))
        self._older.say(self.tr("Next page"))
        self._back.say(self.tr("Back"))
        self._again.say(self.tr("Try again"))
        self._save.say(self.tr("As a table"))
        self.space()
        self.show_upkeep(self._state)

    def _names(self) -> dict[Section, str]:
        waiting = len(self._state.told.waiting) if self._state.told else 0
        queue = self.tr("Queue")
        return {
            Section.QUEUE: f"{queue}: {waiting}" if waiting else queue,
            Section.DATA: self.tr("Data here"),
            Section.SETTINGS: self.tr("Settings"),
            Section.LOG: self.tr("Log"),
            Section.PARKED: self.tr("Set aside"),
        }

    def _arrange(self) -> None:
        facts = column(gap=4, pad=14)
        for one in self._facts:
            facts.addWidget(one)
        self._panel = card(facts, tall=True)
        left = stacked(self._title, self._link, self.banner, gap=6)
        left.addWidget(self._rows, 1)
        left.addWidget(self._place)
        left.addLayout(buttons((self._newer, self._older)))
        sections = [*self._sections.values()]
        keys = buttons(
            sections[:2],
            sections[2:4],
            (sections[4], self._again, self._save),
            (self._scanners, self._printer),
            (self._write, self._retry),
            (self._back,),
        )
        self.two_columns(left, stacked(self._panel, 1, keys, gap=10), (13, 9))
