"""Refusals about cards, members and what they pay with: points, certificates."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class UnknownCard(Problem):
    code: ClassVar[str] = "unknown_card"
    last4: str


class CardBlocked(Problem):
    """Neutral on purpose: the cashier does not see why (domain.md 7.12)."""

    code: ClassVar[str] = "card_blocked"
    last4: str


class UnknownPhone(Problem):
    code: ClassVar[str] = "unknown_phone"
    masked: str


class BadPhone(Problem):
    code: ClassVar[str] = "bad_phone"
    digits: int


class BadName(Problem):
    """The typed name is longer than ``most`` characters or holds what cannot be printed; it is personal, so it is not repeated."""

    code: ClassVar[str] = "bad_name"
    most: int


class BadBirthday(Problem):
    """The typed birthday is no date; it is personal, so it is not repeated."""

    code: ClassVar[str] = "bad_birthday"


class CardAlreadyIssued(Problem):
    code: ClassVar[str] = "card_already_issued"
    last4: str


class CardNumbersUsedUp(Problem):
    """The till's own range for virtual cards is empty."""

    code: ClassVar[str] = "card_numbers_used_up"


class CardNumberNeeded(Problem):
    """A till keeps no whole card numbers: whoever wants one printed has to scan the card."""

    code: ClassVar[str] = "card_number_needed"
    last4: str


class PhoneAlreadyMember(Problem):
    code: ClassVar[str] = "phone_already_member"
    last4: str


class ConsentMissing(Problem):
    """Personal data may not be kept without its own consent (156-FZ)."""

    code: ClassVar[str] = "consent_missing"


class OwnCardRefused(Problem):
    """A cashier may not put an own (staff) card on a customer's receipt."""

    code: ClassVar[str] = "own_card_refused"


class NoMember(Problem):
    code: ClassVar[str] = "no_member"


class NotEnoughPoints(Problem):
    """``asked`` and ``available`` are minor point units of the programme."""

    code: ClassVar[str] = "not_enough_points"
    asked: int
    available: int


class NothingToRedeem(Problem):
    """Nothing on this receipt can be paid with points (caps, floors, excluded goods)."""

    code: ClassVar[str] = "nothing_to_redeem"


class TooFewPoints(Problem):
    """Points pay from ``minimum`` on, or in blocks of so many; ``asked`` is what was wanted or what there is."""

    code: ClassVar[str] = "too_few_points"
    asked: int
    minimum: int


class RedemptionLimitReached(Problem):
    """The member has redeemed as much as the programme allows in this day, week or month."""

    code: ClassVar[str] = "redemption_limit_reached"
    per: str


class AlreadyClaimed(Problem):
    """The receipt has a member: its points are where they belong."""

    code: ClassVar[str] = "already_claimed"
    receipt: str


class WithdrawalTooSmall(Problem):
    """Cashback is paid out from a sum on: ``missing`` minor point units more are needed (A17)."""

    code: ClassVar[str] = "withdrawal_too_small"
    minimum: int
    missing: int


class RedemptionOffline(Problem):
    """No connection: this till may take ``right`` points by itself (0 = none); the others stay where they are."""

    code: ClassVar[str] = "redemption_offline"
    right: int


class HoldRefused(Problem):
    """The centre did not grant the hold; ``reason`` is the centre's code."""

    code: ClassVar[str] = "hold_refused"
    reason: str
    available: int


class HoldEnded(Problem):
    """The time of the hold is over before the receipt was paid: what is due has changed, the hold may be asked anew."""

    code: ClassVar[str] = "hold_ended"
    points: int


class HeldElsewhere(Problem):
    """Till ``till_no`` holds ``points`` of this member for a receipt of its own; a manager may take them over."""

    code: ClassVar[str] = "held_elsewhere"
    till_no: int
    points: int


class LeaseRenewed(Problem):
    """What this till may take by itself changed at the moment of payment: nothing was committed, pay again."""

    code: ClassVar[str] = "lease_renewed"


class RedeemByPhoneRefused(Problem):
    """Phone alone identifies but does not redeem beyond ``limit`` points (decisions 10)."""

    code: ClassVar[str] = "redeem_by_phone_refused"
    limit: int


class CertificateNotAccepted(Problem):
    code: ClassVar[str] = "certificate_not_accepted"
