"""The part of the page that confirms a member's phone after the card was given out: by a code, or by a document. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.confirming.later import LaterProof
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.cards.state import CardsState, Step
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell


class Confirming:
    """``show``: shows a state; ``begin``: shows the member anew."""

    def __init__(
        self,
        parts: UiParts,
        shell: Shell,
        show: Callable[[CardsState], None],
        begin: Callable[[Member], None],
    ) -> None:
        self._shell, self._show, self._begin = shell, show, begin
        self._proof = LaterProof(parts.world, parts.issuing.codes)
        self._phone = ""

    def ask(self, state: CardsState) -> None:
        """Ask for the phone that was named when the card was made."""
        self._show(replace(state, step=Step.PHONE, can_send=self._proof.codes.is_there))

    def phone(self, state: CardsState, member: Member, text: str) -> None:
        """Send a code to the member's own phone; without a gateway only a document helps."""
        try:
            self._phone = self._proof.phone_of(member, text)
            code = self._proof.codes.make(self._phone)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        phone = self._phone
        self._shell.hush()
        self._show(replace(state, step=Step.CODE, sent=False))

        def heard(sent: object) -> None:
            if phone == self._phone and sent:
                self._show(replace(state, step=Step.CODE, sent=True))

        self._shell.ask_centre(lambda: self._proof.codes.send(phone, code), heard)

    def code(self, member: Member, text: str) -> None:
        """Take the code that the customer reads out."""
        phone = self._phone
        self._shell.commit(lambda: self._proof.by_code(member, phone, text), self._confirmed)

    def document(self, member: Member) -> None:
        """Believe a document that a senior has seen."""

        def approved(approval: Approval) -> None:
            self._shell.commit(lambda: self._proof.by_document(member, approval), self._confirmed)

        self._shell.approve(Permission.CARDS, approved)

    def _confirmed(self, member: Member) -> None:
        self._phone = ""
        self._begin(member)
        self._shell.note(Note(NoteKind.PHONE_CONFIRMED))
