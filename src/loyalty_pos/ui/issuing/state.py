"""What the page that gives out cards shows; plain facts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.till.issuing import PERSONAL_DATA

ADVERTISING: Final = "advertising"
CONSENTS: Final = {"F6": PERSONAL_DATA, "F7": ADVERTISING, "F5": "partners", "F3": "profiling"}
"""Each consent has a key of its own, and none is ticked before the customer says yes."""
CHANNELS: Final = ("", "sms", "messenger", "email")
"""How the customer wants to be told things; "" = not asked."""


class IssueStep(StrEnum):
    PHONE = "phone"
    KNOWN = "known"
    FORM = "form"
    DONE = "done"


class CodeState(StrEnum):
    """The code that confirms the phone. ``OFF``: this shop wants none. ``NONE``: it wants one and cannot send it."""

    OFF = "off"
    SENDING = "sending"
    SENT = "sent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LastCard:
    """The card given out just now, for the next minute's doubt. ``undoable``: it can still be taken back."""

    name: str = ""
    last4: str = ""
    undoable: bool = False


@dataclass(frozen=True, slots=True)
class IssueState:
    """``card_number``: a scanned plastic card, or the new card when done; "" = virtual. ``name``: of a known member.

    ``family``: who shares the wallet with the new one, "" = nobody. ``stay``: a queue is served, the page stays;
    ``given_out``: how many since the page was opened. ``plastic_left``: cards in this till's packs, -1 = it has none.
    ``afar``: the known member was told by the centre. ``customer_types``: a display can ask the customer.
    ``undo_asked``: once more takes the last card back. ``on_display``: consents that the customer gave on the display.
    """

    step: IssueStep = IssueStep.PHONE
    phone: str = ""
    masked: str = ""
    name: str = ""
    card_last4: str = ""
    card_number: str = ""
    consents: frozenset[str] = frozenset()
    channel: str = ""
    family: str = ""
    code: CodeState = CodeState.OFF
    verified: bool = True
    stay: bool = False
    given_out: int = 0
    last: LastCard | None = None
    plastic_left: int = -1
    afar: bool = False
    customer_types: bool = False
    undo_asked: bool = False
    on_display: frozenset[str] = frozenset()
