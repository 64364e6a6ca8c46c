"""What of a till's audit lines a person at the centre must look at."""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.core.account.card_deeds import UNKNOWN_CARDS
from loyalty_pos.core.packs.pack import COUNTED, DIFFERS, LOW
from loyalty_pos.core.sale import Noted
from loyalty_pos.core.vouchers.deeds import UNKNOWN_VOUCHERS

CLOCK_SUSPECT: Final = "clock_suspect"
"""A till's clock went back or jumped; the subject says which (``core.clock.watching.Doubt``)."""
OF_DISKS: Final = frozenset({"journal_damaged", "second_medium", "queue_grows", "disk_low", "disk_full_mode"})
"""What a till says of its own disk; each beginning is one line of its journal (``core.disk``)."""
NOT_FOLLOWED: Final = "programme_not_followed"
"""A till's program is too old for what it is told to price by; the subject says which programmes, and what it cannot do."""

PACKS_DIFFER: Final = "packs_differ"
"""The evening's count of blank cards is not what it must be: delivered:issued:spoiled:left:counted."""


def alarms_of(note: Noted) -> Iterator[tuple[str, str]]:
    """Return (code, subject) of each alarm."""
    if note.what in OF_DISKS | {CLOCK_SUSPECT, NOT_FOLLOWED}:
        yield note.what, note.subject
    if note.what == LOW:
        yield LOW, note.subject
    if note.what in {UNKNOWN_CARDS, UNKNOWN_VOUCHERS}:
        yield note.what, f"{note.cashier_id}:{note.subject}"
    if note.what == COUNTED and note.reason == DIFFERS:
        yield PACKS_DIFFER, note.subject
