"""The words of what happened at the printer and the drawer."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.shell.port import NoteKind


class PrintingNotes(QObject):
    """(what happened, what to do next) by the kind of a note."""

    def sentences(self) -> dict[NoteKind, tuple[str, str]]:
        """Return them in the language in use."""
        return {
            NoteKind.DRAWER_OPENED: (self.tr("The drawer is opened; it is written down."), ""),
            NoteKind.PAPER_DROPPED: (
                self.tr("It is not printed any more."),
                self.tr("Ctrl+P prints a copy of the last receipt."),
            ),
            NoteKind.PAPER_GONE: (
                self.tr("It is on its way to the paper already."),
                self.tr("Take it from the printer."),
            ),
            NoteKind.TABLE_CHOSEN: (
                self.tr("Line %number is kept."),
                self.tr("Print a trial slip (F4) and read it."),
            ),
            NoteKind.TRIAL_PRINTED: (
                self.tr("A trial slip is being printed."),
                self.tr("Both lines must read right, nothing be cut off, both codes be scannable."),
            ),
        }
