"""Goods from an age on: the banner says which birthday is old enough, one key says yes, another no. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.till.counter.ages import refusal
from loyalty_pos.till.register import Register
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell


class AgeCheck:
    """``changed``: called whenever the receipt is to be shown anew."""

    def __init__(self, register: Register, shell: Shell, changed: Callable[[], None]) -> None:
        self._register, self._shell, self._changed = register, shell, changed

    @property
    def asked(self) -> bool:
        """Whether somebody's age is to be looked at now."""
        return self._register.ages.question() is not None

    def remind(self) -> None:
        """Ask, as long as nobody has answered."""
        question = self._register.ages.question()
        if question is not None:
            self._shell.refuse(refusal(question))

    def confirm(self) -> bool:
        """Take a yes; return whether there was a question."""
        if not self.asked:
            return False
        self._register.ages.confirm()
        self._changed()
        return True

    def refuse(self) -> bool:
        """Take a no: the goods leave the receipt; return whether there was a question."""
        if not self.asked:
            return False
        names = self._register.ages.refuse()
        self._changed()
        self._shell.note(Note(NoteKind.TOO_YOUNG, {"name": ", ".join(names)}))
        return True
