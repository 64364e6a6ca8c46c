"""Two accounts made one, or parted again: only with the centre, and what it means is seen before it happens.

It must never change anything here: the centre's rows tell every till what became of the accounts.
"""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import AlreadyOneAccount, StaffAccount
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold


class Joining(StrEnum):
    """As the centre knows them."""

    DUPLICATE = "duplicate"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was allowed and written down; ``stays``: whose account it will be."""

    stays: Member
    other: Member
    ask: JoinAsk


class Accounts:
    """What a senior may do with two accounts. ``ask_...`` may take seconds: never on the GUI thread."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def wish(self, stays: Member, other: Member, kind: Joining, approval: Approval | None = None) -> Wish:
        """Return what to ask the centre. Raises ``NotLoggedIn``, ``NotAllowed``, ``AlreadyOneAccount``, ``StaffAccount``.

        Of duplicates the verified account stays, else the one that was named first.
        """
        approved_by = require(self._world, Permission.CARDS, approval)
        if stays.account_id == other.account_id:
            raise AlreadyOneAccount
        if kind is Joining.DUPLICATE and other.verified and not stays.verified:
            stays, other = other, stays
        who = approved_by or self._world.cashier().staff_id
        if {stays.staff_id, other.staff_id} & {who, self._world.cashier().staff_id}:
            raise StaffAccount
        self._note("accounts_joined", f"{stays.account_id}:{other.account_id}", str(kind), approved_by)
        join_id = self._world.clock.new_id()
        return Wish(stays, other, JoinAsk(join_id, stays.account_id, other.account_id, str(kind), who))

    def ask_join(self, wish: Wish, *, sure: bool) -> JoinTold | None:
        """Ask what it would mean, or do it; None where the centre does not answer. Raises the centre's refusals."""
        ask = wish.ask
        told = (ask.join_id, ask.stays_id, ask.other_id, ask.kind, ask.staff_id)
        return self._world.deeds.join(JoinAsk(*told, sure=sure))

    def look(self, member: Member, approval: Approval | None = None) -> JoinedAsk:
        """Return what to ask to see who is part of the account. Raises ``NotLoggedIn``, ``NotAllowed``."""
        approved_by = require(self._world, Permission.CARDS, approval)
        return JoinedAsk(member.account_id, approved_by or self._world.cashier().staff_id)

    def ask_joined(self, ask: JoinedAsk) -> JoinedTold | None:
        """Return who is part of the account; None where the centre does not answer."""
        return self._world.deeds.joined(ask)

    def note_part(self, ask: JoinedAsk, join_id: str) -> None:
        """Write down that the accounts are parted, before it is done."""
        self._note("accounts_parted", join_id, "", ask.staff_id)

    def ask_part(self, ask: JoinedAsk, join_id: str, *, sure: bool) -> PartTold | None:
        """Ask what parting would mean, or do it; None where the centre does not answer. Raises its refusals."""
        return self._world.deeds.part(PartAsk(join_id, ask.staff_id, sure=sure))

    def _note(self, what: str, subject: str, reason: str, approved_by: str) -> None:
        note = self._world.noted(what, subject=subject, reason=reason, approved_by=approved_by)
        self._world.journal.record([Draft(note, note.cashier_id)])
