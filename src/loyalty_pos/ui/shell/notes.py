"""The words of notes: good news and hints, in the language in use."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.look.words import Words
from loyalty_pos.ui.shell.port import Note, NoteKind


class NoteWords(QObject):
    """(what happened, what to do next) for a note."""

    def of(self, note: Note, words: Words) -> tuple[str, str]:
        """Return the two sentences; ``%name`` in them is a fact, written by its unit."""
        text, next_step = self._sentences(note.kind)
        for name, value in note.facts.items():
            shown = words.money(value) if isinstance(value, int) and name.endswith("_minor") else str(value)
            text, next_step = text.replace(f"%{name}", shown), next_step.replace(f"%{name}", shown)
        return text, next_step

    def _sentences(self, kind: NoteKind) -> tuple[str, str]:  # noqa: PLR0911 - one line a note
        match kind:
            case NoteKind.CARD_ISSUED:
                return self.tr("Card •••• %last4 is given out."), ""
            case NoteKind.CASH_MOVED:
                return self.tr("Written down: %amount_minor."), self.tr("The drawer must hold the same.")
            case NoteKind.COPY_PRINTED:
                return self.tr("A copy is being printed."), ""
            case NoteKind.LINE_DELETED:
                return self.tr("Deleted: %name."), self.tr("Scan it again to put it back.")
            case NoteKind.NO_RECEIPT_YET:
                return self.tr("Nothing was sold in this shift yet."), ""
            case NoteKind.RECEIPT_CLEARED:
                return self.tr("The receipt is cancelled."), self.tr("Scan the next customer's goods.")
            case NoteKind.RECEIPT_RESTORED:
                return self.tr("The unfinished receipt is back."), self.tr(
                    "Go on, or cancel it in the menu (F10)."
                )
            case NoteKind.RETURNED:
                return self.tr("Returned: %money_minor."), self.tr(
                    "Give the money and the receipt to the customer."
                )
            case NoteKind.SALE_VOIDED:
                return self.tr("The sale is undone: %money_minor."), self.tr("Give the money back.")
            case NoteKind.SHIFT_CLOSED:
                return self.tr("Shift %number is closed."), self.tr("Take the Z report from the printer.")
            case NoteKind.SHIFT_OPENED:
                return self.tr("Shift %number is open."), self.tr("Scan the first goods or card.")
            case NoteKind.SYNC_STARTED:
                return self.tr("Asking the centre now."), ""
            case NoteKind.TYPE_PRICE:
                return (
                    self.tr("The code %barcode is not in the list of goods."),
                    self.tr(
                        "Type the price from the tag and Enter, or Esc. A senior approves it with a PIN."
                    ),
                )
