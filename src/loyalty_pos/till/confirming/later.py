"""A phone that is confirmed after its card was given out: by a code, or by a document that a senior has seen.

Until then the card earns and does not pay. The account's key is the phone itself: whoever cannot name it, shows a document.
"""

from dataclasses import replace

from loyalty_pos.core import phone
from loyalty_pos.core.account.card_deeds import VERIFIED, Proof
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import StaffAccount
from loyalty_pos.core.problems.issuing import PhoneOfAnother
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld


class LaterProof:
    """What one till does for members whose phone is not confirmed."""

    def __init__(self, world: TillWorld, codes: PhoneCodes) -> None:
        self._world = world
        self.codes = codes

    def phone_of(self, member: Member, text: str) -> str:
        """Return the typed phone if it is this member's. Raises ``BadPhone``, ``PhoneOfAnother``."""
        number = phone.normalise(text)
        found = self._world.members.by_phone(number)
        if found is None or found.account_id != member.account_id:
            raise PhoneOfAnother
        return number

    def by_code(self, member: Member, e164: str, typed: str) -> Member:
        """Confirm by the code that was sent.

        Raises ``NotLoggedIn``, ``NotAllowed``, ``StaffAccount``, ``WrongPhoneCode``, ``PhoneCodeOver``.
        """
        require(self._world, Permission.ISSUE)
        self._not_own(member)
        self.codes.check(e164, typed)
        return self._note(member, Proof.CODE)

    def by_document(self, member: Member, approval: Approval | None = None) -> Member:
        """Confirm because a senior has seen a document. Raises ``NotLoggedIn``, ``NotAllowed``, ``StaffAccount``."""
        approved_by = require(self._world, Permission.CARDS, approval)
        self._not_own(member)
        return self._note(member, Proof.DOCUMENT, approved_by)

    def _not_own(self, member: Member) -> None:
        if member.staff_id and member.staff_id == self._world.cashier().staff_id:
            raise StaffAccount

    def _note(self, member: Member, proof: Proof, approved_by: str = "") -> Member:
        note = self._world.noted(
            VERIFIED, subject=member.account_id, reason=str(proof), approved_by=approved_by
        )
        self._world.journal.record([Draft(note, note.cashier_id)])
        return replace(member, verified=True)
