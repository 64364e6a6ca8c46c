"""Who somebody is, asked of the centre: by name or last digits, and what it knows of one member beside this till.

It must never show more than the counter needs: first name and initial, masked phone, last digits.
"""

from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.dates import moment
from loyalty_pos.core.member import CardState, Identified, Lot, LotKind, Member
from loyalty_pos.core.problems import NobodyFound, SearchNeedsCentre
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.messages import AccountQuery, AccountView, Posting

LAST_DIGITS: Final = 4
_SHORTEST_NAME: Final = 2
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Beside:
    """What the centre adds to what this till knows of a member. ``consents``: (kind, version, given_us), in force."""

    consents: tuple[tuple[str, str, int], ...]
    postings: tuple[Posting, ...]
    available: int


def is_for_centre(text: str) -> bool:
    """Tell whether the text is a name or a card's last digits, which only the centre can look up."""
    bare = text.replace(" ", "")
    return (is_digits(bare) and len(bare) == LAST_DIGITS) or (
        sum(letter.isalpha() for letter in bare) >= _SHORTEST_NAME
        and not any(letter.isdigit() for letter in bare)
    )


def begin_search(world: TillWorld, approval: Approval) -> str:
    """Write down that somebody looks for people, and return who. Raises ``NotLoggedIn``, ``NotAllowed``."""
    approved_by = require(world, Permission.BALANCE_SEARCH, approval)
    note = world.noted("members_searched", approved_by=approved_by)
    world.journal.record([Draft(note, note.cashier_id)])
    return approved_by or world.cashier().staff_id


def find_online(world: TillWorld, text: str, staff_id: str) -> tuple[Member, ...]:
    """Return who fits, at most eight; waits for the centre, so never on the GUI thread.

    Raises ``NotAllowed``, ``SearchNeedsCentre``, ``NobodyFound``.
    """
    found = world.customers.find(AccountQuery(text, _MOST, staff_id))
    if found is None:
        raise SearchNeedsCentre
    if not found.accounts:
        raise NobodyFound
    members = (world.members.by_account(one.account_id) or _member(one, world) for one in found.accounts)
    return tuple(replace(one, identified=Identified.NAME) for one in members)


def find_by_phone(world: TillWorld, e164: str, staff_id: str) -> Member:
    """Return whose phone this is, who stands at the till and named it; never on the GUI thread.

    Raises ``NotAllowed``, ``SearchNeedsCentre``, ``NobodyFound``.
    """
    found = world.customers.find(AccountQuery(e164, 1, staff_id, present=True))
    if found is None:
        raise SearchNeedsCentre
    if not found.accounts:
        raise NobodyFound
    one = found.accounts[0]
    known = world.members.by_account(one.account_id) or _member(one, world)
    return replace(known, identified=Identified.PHONE, named=e164)


def told_beside(world: TillWorld, member: Member, staff_id: str, *, present: bool) -> Beside | None:
    """Return what the centre knows of this member, None where it does not answer. Raises ``NotAllowed``."""
    ask = AccountQuery("", 1, staff_id, member.account_id, present)
    found = world.customers.find(ask)
    if found is None or not found.accounts:
        return None
    one = found.accounts[0]
    return Beside(tuple(one.consents), tuple(one.history), one.available)


def _member(view: AccountView, world: TillWorld) -> Member:
    """Return a member that this till has no row of, as the centre tells it; it pays with points as a stranger's does."""
    return Member(
        account_id=view.account_id,
        card_last4=view.card_last4,
        state=CardState.ACTIVE,
        name=view.name,
        phone_masked=view.phone_masked,
        tier_id=view.tier_id,
        spend_minor=view.spend_minor,
        debt=view.debt,
        lots=tuple(
            Lot(
                f"{view.account_id}:{place}",
                LotKind.BASE,
                points,
                points,
                moment(from_us),
                moment(until_us) if until_us else None,
            )
            for place, (points, from_us, until_us) in enumerate(view.lots)
        ),
        as_of=moment(world.corrected_us()),
        identified=Identified.MANAGER,
    )
