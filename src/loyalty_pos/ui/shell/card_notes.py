"""The words of notes about cards given out: taken back, packs of plastic."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.shell.port import NoteKind


class CardNoteWords(QObject):
    """(what happened, what to do next) for notes about cards."""

    def sentences(self) -> dict[NoteKind, tuple[str, str]]:
        """Return the two sentences of each."""
        return {
            NoteKind.CARD_UNDO_ASKED: (
                self.tr("Card **** %last4 is about to be taken back."),
                self.tr("F8 once more takes it back, any other key does not."),
            ),
            NoteKind.CARD_UNDONE: (
                self.tr("Card **** %last4 is taken back: nobody has it."),
                self.tr("Plastic goes back into its pack; destroy the slip."),
            ),
            NoteKind.PACK_RECEIVED: (
                self.tr("Received: %count cards."),
                self.tr("They can be given out now."),
            ),
            NoteKind.PACKS_AGREE: (
                self.tr("Counted: %count cards, as it must be."),
                self.tr("The paper is being printed."),
            ),
            NoteKind.PACKS_DIFFER: (
                self.tr("Counted: %count cards, but %left must be left."),
                self.tr("Count once more; the paper and the manager's list say it too."),
            ),
            NoteKind.PHONE_CONFIRMED: (
                self.tr("The phone is confirmed."),
                self.tr("The card pays with points from now on."),
            ),
            NoteKind.PLASTIC_LOW: (
                self.tr("Card **** %last4 is given out. Blank cards left: %left."),
                self.tr("Ask for a new pack; virtual cards never run out."),
            ),
            NoteKind.PLASTIC_SPOILED: (
                self.tr("Card **** %last4 is spoiled: nobody can get it."),
                self.tr("Cut it and keep it for the evening's count."),
            ),
        }
