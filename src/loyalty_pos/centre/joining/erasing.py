"""Whom to forget when an account is that of several: the person with everything under other names, never the family.

Whoever shares a wallet leaves it first, with what is theirs; the others keep theirs. It must never forget anybody who
did not ask for it.
"""

from collections.abc import Collection

from loyalty_pos.centre.joining.parting import part
from loyalty_pos.centre.kinship.kin import Kin, families, kin_of
from loyalty_pos.centre.ports import Desk


def to_forget(desk: Desk, now_us: int, account_id: str, names: Collection[int], by: str) -> list[str]:
    """Return the accounts of this person, the one to be named first; families are parted before.

    ``names``: keyed hashes of the card or the phone by which the person was named. Raises as ``parting.part``.
    """
    before = kin_of(desk.joinings, [account_id])
    for one in reversed(families(before, account_id)):
        part(desk, now_us, one.join_id, by)
    meant = person_meant(before, account_id, names)
    kin = kin_of(desk.joinings, [meant])
    return [meant, *sorted(kin.parts(meant) - {meant})]


def person_meant(kin: Kin, account_id: str, names: Collection[int]) -> str:
    """Return the account of the person who is named, where the account is a family's."""
    for one in families(kin, account_id):
        if {*names} & {*one.brought.cards, *one.brought.phones}:
            return one.other_id
    return account_id
