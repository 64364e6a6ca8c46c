"""What can be done with the card given out just now: taken back at the second press, saved as a file. No Qt, no words."""

from collections.abc import Callable
from pathlib import Path

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems.issuing import CardUsedAlready
from loyalty_pos.till.issuing import IssueDone
from loyalty_pos.ui.issuing.state import LastCard
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell


class Afterwards:
    """``served``: who is on the open receipt; ``asked``: told that the first press was made; ``taken_back``: told which card nobody has any more."""

    def __init__(
        self,
        parts: UiParts,
        shell: Shell,
        served: Callable[[], Member | None],
        asked: Callable[[], object],
        taken_back: Callable[[IssueDone], object],
    ) -> None:
        self._parts, self._shell, self._served = parts, shell, served
        self._asked, self._taken_back = asked, taken_back

    def last(self, shown: LastCard | None) -> LastCard | None:
        """Return the card of a moment ago, also when the program was started anew since."""
        done = None if shown else self._parts.issuing.last
        return LastCard(done.member.name, done.member.card_last4, undoable=True) if done else shown

    def take_back(self, *, asked: bool) -> None:
        """Take the last card back, if it was ``asked`` for once already and does not stand on the open receipt."""
        last = self._parts.issuing.last
        if last is not None and not asked:
            self._asked()
            self._shell.note(Note(NoteKind.CARD_UNDO_ASKED, {"last4": last.member.card_last4}))
            return
        on_receipt = self._served()
        if last is not None and on_receipt is not None and on_receipt.account_id == last.fact.account_id:
            self._shell.refuse(CardUsedAlready(last4=last.member.card_last4))
            return
        self._shell.commit(self._parts.issuing.undo_last, self._undone)

    def save(self, number: str) -> None:
        """Write the card as a file, where this till can."""
        save = self._parts.save_card
        if save is not None:
            self._shell.commit(lambda: save(number), self._saved)

    def _undone(self, done: IssueDone) -> None:
        self._taken_back(done)
        self._shell.note(Note(NoteKind.CARD_UNDONE, {"last4": done.member.card_last4}))

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.CARD_SAVED, {"path": str(path)}))
