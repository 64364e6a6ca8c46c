"""What a counter does with a card, and why; the state of the card that follows. Pure.

A blocked card neither earns nor pays, and nobody at a counter is shown why (domain: neutral words). What a till writes
down is the keyed hash of the card, never its number.
"""

from enum import StrEnum
from typing import Final

from loyalty_pos.core.member import CardState


class CardWhat(StrEnum):
    """The audit lines of a till that change a card."""

    BLOCKED = "card_blocked"
    UNBLOCKED = "card_unblocked"
    REPLACED = "card_replaced"
    UNDONE = "card_undone"
    """Given out by mistake a moment ago and never used: nobody has it."""
    LEFT = "card_left"
    """One of several cards of an account, taken out for good: whoever had it shares the wallet no more."""


class BlockReason(StrEnum):
    """Why a card is blocked or replaced."""

    LOST = "lost"
    DAMAGED = "damaged"
    FRAUD = "fraud"
    WISH = "wish"
    STAFF = "staff"


TO_PACK: Final = "pack"
"""Why a card whose giving out was undone may be given out again; any other reason: it is spoiled, or was no plastic."""
UNKNOWN_CARDS: Final = "unknown_cards"
"""The audit line that more numbers of cards that nobody has were tried within an hour than may be: ``subject`` says how many."""
VERIFIED: Final = "member_verified"
"""The audit line that a member's phone is confirmed: ``subject`` is the account, ``reason`` one of ``Proof``."""


class Proof(StrEnum):
    """By what a phone was confirmed after the card was given out."""

    CODE = "code"
    DOCUMENT = "document"


ENDED: Final = frozenset({CardState.REPLACED, CardState.ARCHIVE})
"""Nothing brings such a card back."""


def state_after(before: CardState, what: CardWhat, reason: str) -> CardState:
    """Return the card's state afterwards; what was replaced or ended stays so, whatever comes late."""
    if before in ENDED:
        return before
    match what:
        case CardWhat.REPLACED:
            return CardState.REPLACED
        case CardWhat.BLOCKED:
            return CardState.LOST if reason == BlockReason.LOST else CardState.BLOCKED
        case CardWhat.UNBLOCKED:
            return CardState.ACTIVE
        case CardWhat.UNDONE:
            return CardState.NONACTIVE if reason == TO_PACK else CardState.ARCHIVE
        case CardWhat.LEFT:
            return CardState.ARCHIVE


def what_of(note: str) -> CardWhat | None:
    """Return what an audit line does with a card, None for any other line."""
    return CardWhat(note) if note in set(CardWhat) else None
