"""Which sound belongs to what happens: one table, and the till's voice that follows it. No Qt, no words."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from loyalty_pos.core.problems import (
    DiskFullMode,
    FileNotWritten,
    JournalSalvaged,
    PaperOut,
    PaperUncertain,
    PrinterOffline,
    PrinterOpen,
    Problem,
    ScannerLost,
    SecondMediumTrouble,
    StorageBusy,
    StorageCorrupt,
    StorageFailing,
    StorageFull,
)
from loyalty_pos.till.sounds import Play, Sound


class Happening(StrEnum):
    """What a cashier may hear of."""

    SCAN_TAKEN = "scan_taken"
    DONE = "done"
    HINT = "hint"
    CALM = "calm"
    REFUSED = "refused"
    TILL_IN_TROUBLE = "till_in_trouble"
    PIN_WANTED = "pin_wanted"


HEARD: Final[dict[Happening, Sound | None]] = {
    Happening.SCAN_TAKEN: Sound.GOOD,
    Happening.DONE: Sound.GOOD,
    Happening.HINT: Sound.REFUSED,
    Happening.CALM: None,
    Happening.REFUSED: Sound.REFUSED,
    Happening.TILL_IN_TROUBLE: Sound.TROUBLE,
    Happening.PIN_WANTED: Sound.TROUBLE,
}
"""None = it is seen only: nothing is wrong and nothing is asked. A hint wants an answer: the code is unknown, the customer too young."""

_OF_THE_TILL: Final = frozenset(
    one.code
    for one in (
        DiskFullMode,
        FileNotWritten,
        JournalSalvaged,
        PaperOut,
        PaperUncertain,
        PrinterOffline,
        PrinterOpen,
        ScannerLost,
        SecondMediumTrouble,
        StorageBusy,
        StorageCorrupt,
        StorageFailing,
        StorageFull,
    )
)
"""What the cashier did was right: the till, its disk or its devices cannot."""


def refusal(problem: Problem) -> Happening:
    """Return what a refusal is for the ear."""
    return Happening.TILL_IN_TROUBLE if problem.code in _OF_THE_TILL else Happening.REFUSED


class Voice:
    """``play`` says whether it can: where it cannot, ``bell`` is rung for what must not be missed. ``wanted``: sounds are on."""

    def __init__(self, play: Play, bell: Callable[[], object], wanted: Callable[[], bool]) -> None:
        self._play, self._bell, self._wanted = play, bell, wanted
        self.told = 0

    def tell(self, what: Happening) -> None:
        """Let it be heard, if it has a sound and sounds are on."""
        self.told += 1
        sound = HEARD[what]
        if sound is None or not self._wanted():
            return
        if not self._play(sound) and sound is not Sound.GOOD:
            self._bell()

    def taken(self, deed: Callable[[], object]) -> None:
        """Do what a scan asks for; where nothing else was told of it, it was taken."""
        before = self.told
        deed()
        if self.told == before:
            self.tell(Happening.SCAN_TAKEN)
