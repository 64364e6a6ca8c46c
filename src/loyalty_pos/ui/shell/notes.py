"""The words of notes: good news and hints, in the language in use."""

from PySide6.QtCore import QObject

from loyalty_pos.ui.look.words import Words
from loyalty_pos.ui.shell.card_notes import CardNoteWords
from loyalty_pos.ui.shell.port import Note, NoteKind
from loyalty_pos.ui.shell.printing_notes import PrintingNotes


class NoteWords(QObject):
    """(what happened, what to do next) for a note."""

    def of(self, note: Note, words: Words) -> tuple[str, str]:
        """Return the two sentences; ``%name`` in them is a fact, written by its unit."""
        text, next_step = self._sentences(note.kind)
        for name, value in note.facts.items():
            shown = str(value)
            if isinstance(value, int) and name.endswith("_minor"):
                shown = words.money(value)
            elif isinstance(value, int) and name.endswith("_points"):
                shown = words.points(value, int(note.facts.get("exponent", 0)))
            text, next_step = text.replace(f"%{name}", shown), next_step.replace(f"%{name}", shown)
        return text, next_step

    def _sentences(self, kind: NoteKind) -> tuple[str, str]:
        every = {
            NoteKind.CARD_ISSUED: (self.tr("Card **** %last4 is given out."), ""),
            NoteKind.CARD_SAVED: (
                self.tr("The card is saved as %path."),
                self.tr("Print it on a card, or send it to the customer."),
            ),
            NoteKind.CASH_MOVED: (
                self.tr("Written down: %amount_minor."),
                self.tr("The drawer must hold the same."),
            ),
            NoteKind.COPY_PRINTED: (self.tr("A copy is being printed."), ""),
            NoteKind.LINE_DELETED: (self.tr("Deleted: %name."), self.tr("Scan it again to put it back.")),
            NoteKind.NO_RECEIPT_YET: (self.tr("Nothing was sold in this shift yet."), ""),
            NoteKind.RECEIPT_CLEARED: (
                self.tr("The receipt is cancelled."),
                self.tr("Scan the next customer's goods."),
            ),
            NoteKind.RECEIPT_RESTORED: (
                self.tr("The unfinished receipt is back."),
                self.tr("Go on, or cancel it in the menu (F10)."),
            ),
            NoteKind.RETURNED: (
                self.tr("Returned: %money_minor."),
                self.tr("Give the money and the receipt to the customer."),
            ),
            NoteKind.SALE_VOIDED: (
                self.tr("The sale is undone: %money_minor."),
                self.tr("Give the money back."),
            ),
            NoteKind.SYNC_STARTED: (self.tr("Asking the centre now."), ""),
            NoteKind.TYPE_PRICE: (
                self.tr("The code %barcode is not in the list of goods."),
                self.tr("Type the price from the tag and Enter, or Esc. A senior approves it with a PIN."),
            ),
        }
        return (
            every
            | self._of_the_sale()
            | self._of_benefits()
            | self._of_scanning()
            | self._of_beside()
            | self._of_shifts()
            | PrintingNotes().sentences()
            | CardNoteWords().sentences()
        )[kind]

    def _of_the_sale(self) -> dict[NoteKind, tuple[str, str]]:
        return {
            NoteKind.CARD_DECLINED: (
                self.tr("The card was declined: %amount_minor are not paid, and no points are spent."),
                self.tr(
                    "Take cash (F12), another card (F10) or a certificate (F6); Esc goes back to the goods."
                ),
            ),
            NoteKind.NOTHING_PARKED: (
                self.tr("No receipt is set aside."),
                self.tr("F7 sets the goods on the counter aside, and brings them back."),
            ),
            NoteKind.PARKED: (
                self.tr("Set aside: %name, %due_minor."),
                self.tr("Scan the next customer's goods; F7 on an empty receipt brings it back."),
            ),
            NoteKind.PRICE_CHECK: (
                self.tr("Price check: what is scanned is not added."),
                self.tr("Scan goods or a card; Esc goes back to selling."),
            ),
            NoteKind.PRICE_TOLD: (
                self.tr("%name: %price_minor. Not added."),
                self.tr("Scan the next goods; Esc goes back to selling."),
            ),
            NoteKind.RECALLED: (self.tr("Back again: %name, %due_minor."), ""),
            NoteKind.TOO_YOUNG: (
                self.tr("Not sold: %name."),
                self.tr("It is written down; the rest can be paid."),
            ),
        }

    def _of_shifts(self) -> dict[NoteKind, tuple[str, str]]:
        return {
            NoteKind.SHIFT_CLOSED: (
                self.tr("Shift %number is closed."),
                self.tr("Take the Z report from the printer."),
            ),
            NoteKind.SHIFT_OPENED: (
                self.tr("Shift %number is open."),
                self.tr("Scan the first goods or card."),
            ),
            NoteKind.SHIFT_OVER: (
                self.tr("Shift %number is closed: %amount_minor too much in the drawer."),
                self.tr("Tell the manager; the Z report says it too."),
            ),
            NoteKind.SHIFT_SHORT: (
                self.tr("Shift %number is closed: %amount_minor are missing in the drawer."),
                self.tr("Tell the manager; the Z report says it too."),
            ),
            NoteKind.X_PRINTED: (
                self.tr("The X report is being printed."),
                self.tr("Its figures stand here too; it changes nothing."),
            ),
            NoteKind.SOUNDS_OFF: (self.tr("Sounds are off."), self.tr("Everything is shown only.")),
            NoteKind.SOUNDS_ON: (
                self.tr("Sounds are on."),
                self.tr("High: taken. Low: refused. Long: get help."),
            ),
        }

    def _of_beside(self) -> dict[NoteKind, tuple[str, str]]:
        return {
            NoteKind.BESIDE_CANCELLED: (
                self.tr("Nothing was sold."),
                self.tr("Scan the next customer's card."),
            ),
            NoteKind.BESIDE_SOLD: (
                self.tr("Written down: sale %number, %amount_minor."),
                self.tr("Scan the next customer's card."),
            ),
            NoteKind.MODE_IS_THE_SHOPS: (
                self.tr("What this till does is decided by the shop."),
                self.tr("It is the setting till_mode of the centre."),
            ),
        }

    def _of_benefits(self) -> dict[NoteKind, tuple[str, str]]:
        return {
            NoteKind.CLUB_JOINED: (
                self.tr("The customer is in the club now."),
                self.tr("Its prices hold from now on; scan the goods."),
            ),
            NoteKind.CLUB_LEAVE_ASKED: (
                self.tr("“%name” is about to be left; no money comes back."),
                self.tr("F8 once more leaves it, any other key does not."),
            ),
            NoteKind.CLUB_LEFT: (self.tr("The customer has left “%name”."), ""),
            NoteKind.CLUB_PAUSED: (
                self.tr("“%name” is paused."),
                self.tr("Its days do not run until it goes on."),
            ),
            NoteKind.CLUB_RESUMED: (
                self.tr("“%name” goes on."),
                self.tr("It holds longer by the days of the pause."),
            ),
            NoteKind.LATE_CARD_ADDED: (
                self.tr("Added to card **** %last4: %added_points."),
                self.tr("Give the slip to the customer."),
            ),
            NoteKind.OFFERS_REFUSED: (
                self.tr("The customer gets no personal offers any more."),
                self.tr("Ctrl+O brings them back."),
            ),
            NoteKind.DIAGNOSTICS_WRITTEN: (
                self.tr("The file for support is %path."),
                self.tr("No name, phone, card number or key is in it."),
            ),
            NoteKind.DESK_SAVED: (
                self.tr("The list is saved as %path, and beside it as CSV."),
                self.tr("It opens in any spreadsheet."),
            ),
            NoteKind.STATEMENT_SAVED: (
                self.tr("The page is saved as %path."),
                self.tr("Print it, or send it to the customer."),
            ),
            NoteKind.OFFERS_WANTED: (self.tr("The customer gets personal offers again."), ""),
        }

    def _of_scanning(self) -> dict[NoteKind, tuple[str, str]]:
        return {
            NoteKind.BADGE_PIN: (self.tr("This is the badge of %name."), self.tr("Type the PIN and Enter.")),
            NoteKind.BADGE_READ: (
                self.tr("This is the badge of %name."),
                self.tr("To change who works here: Ctrl+L, then the PIN."),
            ),
            NoteKind.SCANNERS_FORGOTTEN: (
                self.tr("No scanner is kept any more."),
                self.tr("The usual settings hold."),
            ),
            NoteKind.SCANNER_KEPT: (
                self.tr("This scanner is kept."),
                self.tr("Scan something once more, or another scanner; Esc goes back."),
            ),
            NoteKind.SCANNER_UNKNOWN: (
                self.tr("No scanner is recognised yet."),
                self.tr("Scan the bars first."),
            ),
        }
