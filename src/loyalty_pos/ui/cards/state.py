"""What the page of a customer's card shows; plain facts."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.member import CardState
from loyalty_pos.till.card_deeds.joining import Joining
from loyalty_pos.wire.deeds import JoinedLine, JoinTold, PartTold


class Step(StrEnum):
    """``EMPTY``: nobody yet. ``WHY_``: a reason is asked for. ``OTHER``: the second card. ``SURE_``: F12 does it.

    ``PHONE``, ``CODE``: the phone is confirmed, by the code that is sent to it.
    """

    EMPTY = "empty"
    CARD = "card"
    WHY_REPLACE = "why_replace"
    WHY_BLOCK = "why_block"
    OTHER = "other"
    ASKING = "asking"
    SURE_JOIN = "sure_join"
    SURE_PART = "sure_part"
    PHONE = "phone"
    CODE = "code"
    DONE = "done"


class Done(StrEnum):
    """What was done."""

    REPLACED = "replaced"
    BLOCKED = "blocked"
    FREED = "freed"
    LEFT = "left"
    JOINED = "joined"
    PARTED = "parted"
    ALONE = "alone"
    NOT_JOINED = "not_joined"


@dataclass(frozen=True, slots=True)
class CardsState:
    """``cards``: how many the account has as far as this till knows. ``other``: name of the second member.

    ``verified``: the phone is confirmed; ``can_send``: a code can be sent to it, ``sent``: one was.
    ``done``: ALONE = the centre did not answer and nothing was done; NOT_JOINED = nobody is part of the account.
    """

    step: Step = Step.EMPTY
    name: str = ""
    last4: str = ""
    state: CardState = CardState.ACTIVE
    cards: int = 0
    kind: Joining = Joining.DUPLICATE
    other: str = ""
    told: JoinTold | None = None
    line: JoinedLine | None = None
    parts: PartTold | None = None
    done: Done | None = None
    new_last4: str = ""
    exponent: int = 0
    verified: bool = True
    can_send: bool = False
    sent: bool = False
