"""Rows of the desk's drawers that are read anew each time: tills, debts, blocked cards, certificates, remarks, deeds of tills.

It reads only, and tells of members what a till may know: first name and initial, last digits.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from loyalty_pos.centre.closing.desk import heard_tills
from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.member import CardState
from loyalty_pos.wire.desk import BlockedLine, CertificateLine, DebtLine, DeedLine, TillHeard

REMARKS: Final = ("praise", "complaint")
MOST: Final = 60


def tills_told(desk: Desk, end_us: int, heard: Heard) -> list[TillHeard]:
    """Return every till, those in front that may still bring something of a month that ends then."""
    told = [
        TillHeard(one.name, one.seen_us, one.waits, one.is_complete(end_us), one.till.revoked)
        for one in heard_tills(desk, heard)
    ]
    return sorted(told, key=lambda one: (one.complete, one.seen_us, one.till))


def names_of(desk: Desk, account_ids: Iterable[str]) -> dict[str, str]:
    """Return what members are called for people, by account."""
    found = desk.accounts.load(sorted(set(account_ids) - {""}))
    return {account_id: account.head.shown_name or account_id[:8] for account_id, account in found.items()}


def debts_told(desk: Desk) -> list[DebtLine]:
    """Return what is owed, the newest first."""
    debts = desk.debts.newest(MOST, also_ended=False)
    keys = {one.account_id: key for one in debts if (key := voucher_key(one.account_id)) is not None}
    names = names_of(desk, [one.account_id for one in debts if one.account_id not in keys])
    ends = {one.key: f"{one.series} **** {one.last4}" for one in desk.vouchers.look(list(keys.values()))}
    names |= {subject: ends.get(key, "") for subject, key in keys.items()}
    tills = {till.agent_id: f"{till.store_id}/{till.till_no}" for till in desk.tills.tills()}
    return [
        DebtLine(
            subject=one.account_id,
            who=names.get(one.account_id, ""),
            value=str(one.value),
            points=one.points,
            rest=one.rest,
            cause=str(one.cause),
            state=one.state,
            at_us=one.at_us,
            till=tills.get(one.agent_id, one.store_id),
        )
        for one in debts
    ]


def blocked_told(desk: Desk, called: Mapping[str, str]) -> list[BlockedLine]:
    """Return blocked cards, those blocked last in front; ``called``: names of the staff."""
    cards: Collection[CardDeed] = desk.office_deeds.blocked_cards(MOST)
    names = names_of(desk, [one.account_id for one in cards])
    return [
        BlockedLine(
            names.get(one.account_id, ""),
            one.last4,
            one.reason or _unsaid(one.what),
            called.get(one.by, one.by),
            one.at_us,
        )
        for one in cards
    ]


def certificates_told(desk: Desk) -> list[CertificateLine]:
    """Return the register of certificates."""
    return [CertificateLine(*row) for row in desk.figures.certificates()]


def remarks_told(desk: Desk, called: Mapping[str, str]) -> list[DeedLine]:
    """Return what customers said of people who work here, newest first."""
    return [deed_told(one, called) for one in desk.office_deeds.named(REMARKS, MOST)]


def deed_told(one: Deed, called: Mapping[str, str]) -> DeedLine:
    """Return a line of the trail, people by their names."""
    return DeedLine(
        one.at_us,
        one.what,
        called.get(one.done_by, one.done_by),
        called.get(one.subject, one.subject),
        one.detail,
    )


def _unsaid(state: str) -> str:
    """Return why a card is shut that nobody wrote a reason for."""
    return "" if state == CardState.BLOCKED else state
