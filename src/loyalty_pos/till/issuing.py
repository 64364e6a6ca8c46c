"""Giving out cards at the counter: phone, name, consents, a plastic or a virtual card; works offline.

Personal data goes only into the sealed part of the event; here it is passed through and not kept.
"""

from dataclasses import dataclass

from loyalty_pos.core.member import Member
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """``phone`` in E.164; ``known`` is who has it already, None = a new member."""

    phone: str
    masked: str
    known: Member | None


@dataclass(frozen=True, slots=True)
class IssueForm:
    """What was filled in. ``birthday``: ISO date, ``--MM-DD`` without year, or "". ``card_number`` "" = virtual.

    ``consents``: (kind, version of the text) that were given; ``personal_data`` is required.
    """

    name: str
    phone: str
    birthday: str = ""
    consents: tuple[tuple[str, str], ...] = ()
    channel: str = ""
    card_number: str = ""


@dataclass(frozen=True, slots=True)
class IssueDone:
    fact: CardIssued
    member: Member
    card_number: str
    receipt: Receipt


class Issuing:
    """New members at one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def check_phone(self, text: str) -> PhoneCheck:
        """Return the phone's normal form and who has it. Raises ``BadPhone``."""
        raise NotImplementedError

    def issue(self, form: IssueForm) -> IssueDone:
        """Commit a new card. Raises ``ConsentMissing``, ``PhoneAlreadyMember``, ``CardAlreadyIssued``..."""
        raise NotImplementedError
