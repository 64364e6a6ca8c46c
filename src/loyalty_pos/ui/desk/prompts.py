"""What the manager's desk asks for, and what its keys are called in each step."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.desk.state import (
    REASON_KEYS,
    ROLE_KEYS,
    SECTION_KEYS,
    TEXT_STEPS,
    DeskState,
    Section,
    Step,
)
from loyalty_pos.ui.desk.words import DeskWords


class DeskPrompts(QObject):
    """Words of the steps; a step has one question."""

    def title(self, state: DeskState) -> str:
        """Return the drawer's name, or the question of the step."""
        if state.step is Step.LIST:
            return self._sections()[state.section]
        wish = state.wish
        asked = {
            Step.MEMBER: (self.tr("Whose points? Scan the card or type the full phone."), ""),
            Step.AMOUNT: (self.tr("%1: how many points? With a minus they are taken."), wish.name),
            Step.REASON: (self.tr("Why?"), ""),
            Step.NOTE: (self.tr("What happened, in a few words? For goodwill Enter is enough."), ""),
            Step.PERSON: (self.tr("A short name for the lists, without spaces, e.g. anna"), ""),
            Step.NAME: (self.tr("The name that colleagues see"), ""),
            Step.ROLE: (self.tr("%1 may do what?"), wish.name),
            Step.PIN: (self.tr("New PIN of %1: 4 to 8 digits"), wish.name or wish.staff_id),
            Step.SURE: (self.tr("%1 will log in nowhere any more. Sure?"), _marked_name(state)),
        }
        text, name = asked[state.step]
        return text.replace("%1", name)

    def choice(self, state: DeskState, key: str, said: DeskWords) -> str:
        """Return what F2 to F7 mean in this step, "" = nothing."""
        if state.step is Step.REASON:
            return said.reason(REASON_KEYS.get(key, ""))
        if state.step is Step.ROLE:
            return said.role(ROLE_KEYS.get(key, ""))
        return self._sections()[SECTION_KEYS[key]] if state.step is Step.LIST else ""

    def actions(self, state: DeskState) -> tuple[str, str, str]:
        """Return what can be made anew, done with the marked row, undone with it."""
        if state.step in TEXT_STEPS:
            return "", self.tr("Next"), ""
        if state.step is Step.SURE:
            return "", self.tr("Dismiss"), ""
        drawers = {
            Section.POINTS: (self.tr("Give points"), self.tr("Agree"), self.tr("Refuse")),
            Section.STAFF: (self.tr("Somebody new"), self.tr("New PIN"), self.tr("Dismiss")),
        }
        is_list = state.step is Step.LIST
        return drawers.get(state.section, ("", "", "")) if is_list else ("", "", "")

    def _sections(self) -> dict[Section, str]:
        return {
            Section.FIGURES: self.tr("Figures"),
            Section.MONTHS: self.tr("Months"),
            Section.ODD: self.tr("What looks odd"),
            Section.POINTS: self.tr("Points by hand"),
            Section.STAFF: self.tr("Staff"),
            Section.TRAIL: self.tr("Who did what"),
        }


def _marked_name(state: DeskState) -> str:
    told = state.told
    return told.staff[state.marked].name if told and state.marked < len(told.staff) else ""
