"""What is refused about partners; sentences: ``cli/partners/words.py``."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


class UnknownPartner(Problem):
    """No programme in force and no list of rates names this partner; ``known``: whom the programme names."""

    code: ClassVar[str] = "unknown_partner"
    partner: str
    known: str = ""


class UnknownOrder(Problem):
    """The partner never told of this order."""

    code: ClassVar[str] = "unknown_order"
    partner: str
    order: str


class OrderDiffers(Problem):
    """The order is known with another sum, or as another member's: one of the two is wrong."""

    code: ClassVar[str] = "order_differs"
    partner: str
    order: str


class OrderDecided(Problem):
    """The order was rejected as a whole: it cannot be confirmed any more."""

    code: ClassVar[str] = "order_decided"
    partner: str
    order: str
    state: str


class BadOrder(Problem):
    """``field`` of an order cannot be what it is."""

    code: ClassVar[str] = "bad_order"
    field: str


class UnknownMember(Problem):
    """Nobody is known by this card, phone or click."""

    code: ClassVar[str] = "unknown_member"


class RequestDiffers(Problem):
    """The request was granted already, for another member or another sum."""

    code: ClassVar[str] = "request_differs"
    request: str


class ReceiptUnknown(Problem):
    """No till has brought this receipt to the centre yet."""

    code: ClassVar[str] = "receipt_unknown"
    receipt: str


class ClaimTooLate(Problem):
    """The programme lets receipts be claimed for ``days`` days only."""

    code: ClassVar[str] = "claim_too_late"
    receipt: str
    days: int


class NothingLeftToClaim(Problem):
    """All of the receipt was undone or came back."""

    code: ClassVar[str] = "nothing_left_to_claim"
    receipt: str


class UnknownReward(Problem):
    """The partner has no such reward in the programme in force."""

    code: ClassVar[str] = "unknown_reward"
    partner: str
    reward: str
