"""The words of the printer's page: what a light means and what to do, what a digit does now."""

from PySide6.QtCore import QObject

from loyalty_pos.till.ports import HeldPaper, PrintState
from loyalty_pos.till.printing.bench import PrinterTraits
from loyalty_pos.till.printing.deeds import DrawerWhy, DropWhy
from loyalty_pos.ui.printers.state import DRAWER_WHY, DROP_WHY, Asking, PrintersState


class PrinterWords(QObject):
    """In the language in use."""

    def light(self, state: str) -> tuple[str, str]:
        """Return what the printer says, and the next step."""
        return {
            "ok": (self.tr("The printer is ready."), ""),
            "paper_near_end": (
                self.tr("The paper runs out soon."),
                self.tr("Keep a new roll at hand; receipts go on printing."),
            ),
            "paper_out": (
                self.tr("The printer is out of paper."),
                self.tr("Put paper in: the receipt prints by itself, do not print again."),
            ),
            "cover_open": (
                self.tr("The cover of the printer is open."),
                self.tr("Close it: the receipt prints by itself, do not print again."),
            ),
            "offline": (
                self.tr("The printer is switched off or not connected."),
                self.tr("Switch it on, look at the cable, then F5. Sales go on without it."),
            ),
        }.get(
            state,
            (
                self.tr("The printer does not say how it is."),
                self.tr("Print a trial slip (F4) and look at the paper."),
            ),
        )

    def held(self, paper: HeldPaper) -> tuple[str, str]:
        """Return what is with a paper that waits: its state, and whether it is a copy."""
        state = {
            PrintState.HELD: self.tr("waits for the printer"),
            PrintState.UNCERTAIN: self.tr("look at the paper: Ctrl+1 or Ctrl+2"),
        }.get(paper.state, self.tr("is being printed"))
        return state, self.tr("copy") if paper.copy else ""

    def asked(self, state: PrintersState) -> tuple[str, str]:
        """Return the head of the digits, and what to know of it."""
        return {
            Asking.DROP: (
                self.tr("Why is it not printed?"),
                self.tr("It is written down. The sale stays; a copy can be printed later."),
            ),
            Asking.DRAWER: (
                self.tr("Why is the drawer opened?"),
                self.tr("It is written down with your name."),
            ),
            Asking.LINE: (
                self.tr("Which line reads right?"),
                self.tr("Press its number. None does: set the printer to Cyrillic by its manual, then F6."),
            ),
        }.get(state.asking, (self.tr("This printer"), ""))

    def choices(self, state: PrintersState) -> list[str]:
        """Return what each digit does, from 1."""
        match state.asking:
            case Asking.DROP:
                return [self._drop(why) for why in DROP_WHY]
            case Asking.DRAWER:
                return [self._drawer(why) for why in DRAWER_WHY]
            case Asking.LINE:
                lines = state.traits.lines if state.traits else 0
                return [self.tr("Line %1").replace("%1", str(line)) for line in range(1, lines + 1)]
            case Asking.NOTHING:
                return self._traits(state.traits, display=state.display)

    def table(self, traits: PrinterTraits) -> str:
        """Return what is known of the table of letters."""
        if not traits.line:
            return self.tr("Letters: as this kind of printer has them")
        return self.tr("Letters: line %1 of the slip").replace("%1", str(traits.line))

    def _traits(self, traits: PrinterTraits | None, *, display: bool) -> list[str]:
        shown = self.tr("Customer's display: shown") if display else self.tr("Customer's display: hidden")
        if traits is None:
            return ["", "", "", "", shown]
        return [
            self.tr("Paper: %1 mm").replace("%1", str(traits.width_mm)),
            self.tr("Knife: cuts by itself") if traits.cuts else self.tr("Knife: none, tear off"),
            self.tr("QR: the printer draws") if traits.draws_qr else self.tr("QR: sent as a picture"),
            self.tr("Drawer: pin %1").replace("%1", str(traits.pin)),
            shown,
        ]

    def _drop(self, why: DropWhy) -> str:
        return {
            DropWhy.NOT_WANTED: self.tr("The customer does not need it"),
            DropWhy.OTHER_PAPER: self.tr("Given on another paper"),
            DropWhy.TRIAL: self.tr("It was a trial"),
        }[why]

    def _drawer(self, why: DrawerWhy) -> str:
        return {
            DrawerWhy.CHANGE: self.tr("To change a note"),
            DrawerWhy.COUNT: self.tr("To count the money"),
            DrawerWhy.CUSTOMER: self.tr("Wrong change was given"),
        }[why]
