"""Personal offers refused or wanted again on the member's wish: a fact of its own, durable when this returns (A50)."""

from dataclasses import replace

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import MemberChange, MemberChanged
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Permission, require
from loyalty_pos.till.world import TillWorld


def refuse_personal_offers(world: TillWorld, member: Member) -> Member:
    """Record that the member wants no personal offers; return the member as known from now on.

    Raises ``NotLoggedIn``, ``NotAllowed``, ``StorageFull``, ``StorageBusy``. What is so already is not recorded again.
    """
    return _recorded(world, member, MemberChange.OPT_OUT)


def want_personal_offers(world: TillWorld, member: Member) -> Member:
    """Record that the member wants personal offers again; as ``refuse_personal_offers``."""
    return _recorded(world, member, MemberChange.OPT_IN)


def _recorded(world: TillWorld, member: Member, what: MemberChange) -> Member:
    require(world, Permission.SELL)
    known = world.members.by_account(member.account_id) or member
    if known.opted_out is not (what is MemberChange.OPT_OUT):
        fact = MemberChanged(
            change_id=world.clock.new_id(),
            what=what,
            account_id=member.account_id,
            store_id=world.identity.store_id,
            cashier_id=world.cashier().staff_id,
            changed_at_us=world.now_us(),
        )
        world.journal.record([Draft(fact, fact.cashier_id)])
        known = world.members.by_account(member.account_id) or known
    return replace(known, identified=member.identified, card_last4=member.card_last4)
