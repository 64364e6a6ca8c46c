"""What the manager's desk asks for, and what its keys are called in each step."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.desk.state import (
    KIND_KEYS,
    REASON_KEYS,
    ROLE_KEYS,
    SECTION_KEYS,
    TEXT_STEPS,
    DeskState,
    Section,
    Sheet,
    Step,
)
from loyalty_pos.ui.desk.words import DeskWords


class DeskPrompts(QObject):
    """Words of the steps; a step has one question."""

    def title(self, state: DeskState) -> str:
        """Return the drawer's name, or the question of the step."""
        if state.step is Step.LIST:
            return self.sheet(state.sheet)
        wish = state.wish
        if state.step is Step.SURE and wish.what == "close":
            return self._close(state)
        asked = {
            Step.MEMBER: (self.tr("Whose points? Scan the card or type the full phone."), ""),
            Step.AMOUNT: (self.tr("%1: how many points? With a minus they are taken."), wish.name),
            Step.REASON: (self.tr("Why?"), ""),
            Step.NOTE: (self.tr("What happened, in a few words? For goodwill Enter is enough."), ""),
            Step.PERSON: (self.tr("A short name for the lists, without spaces, e.g. anna"), ""),
            Step.NAME: (self.tr("The name that colleagues see"), ""),
            Step.ROLE: (self.tr("%1 may do what?"), wish.name),
            Step.PIN: (self.tr("New PIN of %1: 4 to 8 digits"), wish.name or wish.staff_id),
            Step.SURE: (self.tr("%1 will log in nowhere any more. Sure?"), wish.name),
            Step.RECEIPT: (self.tr("Which receipt? Scan it or type its number; Enter alone: none."), ""),
            Step.WHOSE: (self.tr("About whom? Choose with the arrows or a finger, then F12."), ""),
            Step.KIND: (self.tr("What was said about %1?"), wish.name),
            Step.SAID: (self.tr("About %1: what was said, in a few words"), wish.name),
            Step.DEBT: (self._debt(wish.what), wish.name),
        }
        text, name = asked[state.step]
        return text.replace("%1", name)

    def choice(self, state: DeskState, key: str, said: DeskWords) -> str:
        """Return what F2 to F7 mean in this step, "" = nothing."""
        if state.step is Step.REASON:
            return said.reason(REASON_KEYS.get(key, ""))
        if state.step is Step.ROLE:
            return said.role(ROLE_KEYS.get(key, ""))
        if state.step is Step.KIND:
            return {"praise": self.tr("Praise"), "complaint": self.tr("Complaint")}.get(
                KIND_KEYS.get(key, ""), ""
            )
        if state.step is not Step.LIST:
            return ""
        after = state.next_sheet
        if SECTION_KEYS[key] is state.section and after is not None:
            return self.tr("Next: %1").replace("%1", self.sheet(after))
        return self.section(SECTION_KEYS[key])

    def actions(self, state: DeskState) -> tuple[str, str, str]:
        """Return what can be made anew, done with the marked row, undone with it."""
        if state.step in TEXT_STEPS:
            return "", self.tr("Next"), ""
        if state.step is Step.SURE:
            is_month = state.wish.what == "close"
            return "", self.tr("Close for ever") if is_month else self.tr("Dismiss"), ""
        if state.step is Step.WHOSE:
            return "", self.tr("This one"), ""
        month = state.open_month
        close = self.tr("Close %1").replace("%1", month.month) if month and state.is_over else ""
        sheets = {
            Sheet.CLOSINGS: ("", close, ""),
            Sheet.TILLS: ("", close, ""),
            Sheet.ADJUSTMENTS: (self.tr("Give points"), self.tr("Agree"), self.tr("Refuse")),
            Sheet.DEBTS: ("", self.tr("Ask for it"), self.tr("Write off")),
            Sheet.BLOCKED: (self.tr("Block or set free"), "", ""),
            Sheet.PEOPLE: (self.tr("Somebody new"), self.tr("New PIN"), self.tr("Dismiss")),
            Sheet.REMARKS: (self.tr("Note a remark"), "", ""),
        }
        is_list = state.step is Step.LIST
        return sheets.get(state.sheet, ("", "", "")) if is_list else ("", "", "")

    def _close(self, state: DeskState) -> str:
        waiting = state.told.waiting if state.told else []
        text = self.tr("%1 is closed for ever: it never changes again. Sure?").replace("%1", state.wish.name)
        if not waiting:
            return text
        missing = self.tr("Still missing: %1. What they bring later stands in the next month.")
        return f"{text} {missing.replace('%1', ', '.join(waiting))}"

    def _debt(self, what: str) -> str:
        if what == "claim":
            return self.tr("%1 is asked to pay: when and how, in a few words")
        return self.tr("%1 owes nothing any more: why, in a few words")

    def sheet(self, sheet: Sheet) -> str:
        """Return what a sheet is called."""
        return {
            Sheet.DAYS: self.tr("Figures by days"),
            Sheet.SOLD: self.tr("Figures by months"),
            Sheet.CLOSINGS: self.tr("Months"),
            Sheet.TILLS: self.tr("Tills of the month"),
            Sheet.CERTIFICATES: self.tr("Certificates"),
            Sheet.ODD: self.tr("What looks odd"),
            Sheet.ADJUSTMENTS: self.tr("Points by hand"),
            Sheet.DEBTS: self.tr("Debts"),
            Sheet.BLOCKED: self.tr("Blocked cards"),
            Sheet.PEOPLE: self.tr("Staff"),
            Sheet.REMARKS: self.tr("Praise and complaints"),
            Sheet.TRAIL: self.tr("Who did what"),
            Sheet.HERE: self.tr("At this till"),
        }[sheet]

    def section(self, section: Section) -> str:
        """Return what a drawer is called."""
        return {
            Section.FIGURES: self.tr("Figures"),
            Section.MONTHS: self.tr("Months"),
            Section.ODD: self.tr("What looks odd"),
            Section.POINTS: self.tr("Points by hand"),
            Section.STAFF: self.tr("Staff"),
            Section.TRAIL: self.tr("Who did what"),
        }[section]
