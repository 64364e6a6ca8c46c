"""Whose command it is, by name and PIN; and the member that a command names.

It must never say which of name and PIN was wrong.
"""

import os
from argparse import Namespace
from typing import ClassVar

from loyalty_pos.centre.partners.finding import Who, account_named
from loyalty_pos.centre.ports import Desk
from loyalty_pos.cli.words import NoPinGiven
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wiring.centre import OpenCentre

_PIN = "LOYALTY_POS_PIN"
_UUID_LENGTH = 36


class NotThisPerson(Problem):
    """Name and PIN do not belong together, or nobody of this name works here."""

    code: ClassVar[str] = "not_this_person"


def responsible(centre: OpenCentre, options: Namespace) -> str:
    """Return who answers for the command, "" = whoever runs the centre's machine. Raises NoPinGiven, NotThisPerson."""
    if not options.staff:
        return ""
    pin = options.pin or os.environ.get(_PIN, "")
    if not pin:
        raise NoPinGiven
    known = centre.books.read(lambda desk: desk.reference.staff_named([options.staff]))
    member = known.get(options.staff)
    if member is None or not member.active or not PinHasher(centre.lookup_key).matches(pin, member.pin_hash):
        raise NotThisPerson
    return member.staff_id


def member_of(centre: OpenCentre, text: str) -> str:
    """Return the account of a card, a phone or an account id. Raises UnknownMember."""
    text = text.strip()
    if len(text) == _UUID_LENGTH and "-" in text:
        who = [Who(account_id=text)]
    elif is_digits(text):
        who = [Who(card=text), Who(phone=text)]
    else:
        who = [Who(phone=text), Who(card=text)]

    def find(desk: Desk) -> str:
        for one in who[:-1]:
            try:
                return account_named(desk, centre.lookup_key, one)
            except Problem:
                continue
        return account_named(desk, centre.lookup_key, who[-1])

    return centre.books.read(find)
