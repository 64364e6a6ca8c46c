"""F7: the receipt is set aside, or one that was comes back. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.counter.ends import ParkedView
from loyalty_pos.till.register import Register
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.state import Ask, AskKind, Choice
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell


class Parking:
    """``changed``: called whenever another receipt is to be shown."""

    def __init__(self, register: Register, shell: Shell, asking: Asking, changed: Callable[[], None]) -> None:
        self._register, self._shell, self._asking, self._changed = register, shell, asking, changed

    def press(self) -> None:
        """Set goods aside; with nothing on the counter bring back the only one, or ask which."""
        if self._register.view().lines:
            self._park()
            return
        parked = self._register.parked()
        if not parked:
            self._shell.note(Note(NoteKind.NOTHING_PARKED))
        elif len(parked) == 1:
            self._recall(parked[0])
        else:
            by_id = {one.sale_id: one for one in parked}
            choices = tuple(Choice(one.sale_id, parked=one) for one in parked)
            self._asking.ask(Ask(AskKind.PARKED, choices=choices), lambda sale_id: self._back(by_id[sale_id]))

    def _park(self) -> None:
        try:
            aside = self._register.park()
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._changed()
        self._shell.note(Note(NoteKind.PARKED, _facts(aside)))

    def _back(self, parked: ParkedView) -> None:
        self._asking.cancel()
        self._recall(parked)

    def _recall(self, parked: ParkedView) -> None:
        try:
            self._register.recall(parked.sale_id)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._changed()
        self._shell.note(Note(NoteKind.RECALLED, _facts(parked)))


def _facts(parked: ParkedView) -> dict[str, int | str]:
    return {"name": parked.customer or parked.first, "due_minor": parked.due_minor}
