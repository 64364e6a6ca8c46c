"""Refusals about rewards, stamp cards and clubs: each says what is missing, or who else may have it."""

from datetime import datetime
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class RewardUnknown(Problem):
    """The programme in force has no such reward any more."""

    code: ClassVar[str] = "reward_unknown"
    reward: str


class RewardMissingPoints(Problem):
    """``missing``: minor point units (A04)."""

    code: ClassVar[str] = "reward_missing_points"
    reward: str
    missing: int


class RewardMissingStamps(Problem):
    code: ClassVar[str] = "reward_missing_stamps"
    reward: str
    missing_stamps: int


class RewardMissingGoods(Problem):
    """The gift is a piece out of the basket, and nothing there is meant by it."""

    code: ClassVar[str] = "reward_missing_goods"
    reward: str


class RewardNotInShop(Problem):
    """The goods of this shop have no such article."""

    code: ClassVar[str] = "reward_not_in_shop"
    reward: str


class RewardFloored(Problem):
    """The law knows a least price for this article: it cannot be given away for points or stamps."""

    code: ClassVar[str] = "reward_floored"
    article: str


class RewardNotTaken(Problem):
    """A line of the receipt is a reward that the member has no right to now; nobody shall pay it by mistake."""

    code: ClassVar[str] = "reward_not_taken"
    reward: str


class OnlyForClub(Problem):
    """``until``: from when everybody may buy the article, the shop's wall clock without zone (A24)."""

    code: ClassVar[str] = "only_for_club"
    article: str
    club: str
    until: datetime


class ClubNeedsMember(Problem):
    """A fee without a card on the receipt: nobody knows who joins."""

    code: ClassVar[str] = "club_needs_member"
    club: str


class ClubOneFee(Problem):
    """More than one fee of a club on one receipt."""

    code: ClassVar[str] = "club_one_fee"
    club: str


class ClubClosed(Problem):
    """Neither a fee nor an invitation opens the club here (A23); ``way``: fee, invitation, both, none."""

    code: ClassVar[str] = "club_closed"
    club: str
    way: str


class ClubAlreadyJoined(Problem):
    code: ClassVar[str] = "club_already_joined"
    club: str


class ClubNotJoined(Problem):
    code: ClassVar[str] = "club_not_joined"
    club: str


class ClubCannotPause(Problem):
    code: ClassVar[str] = "club_cannot_pause"
    club: str


class ClubUsed(Problem):
    """The fee cannot be given back: the membership was used since it was bought."""

    code: ClassVar[str] = "club_used"
    club: str


class InvitationNotValid(Problem):
    """``why``: unknown, used, too_early, ended, not_theirs."""

    code: ClassVar[str] = "invitation_not_valid"
    why: str


class UnknownClub(Problem):
    code: ClassVar[str] = "unknown_club"
    club: str


class UnknownEvent(Problem):
    """No club of the programme invites to it."""

    code: ClassVar[str] = "unknown_event"
    event: str


class GuestNotInvited(Problem):
    """Only members of the clubs that are invited come onto the list of guests (A07)."""

    code: ClassVar[str] = "guest_not_invited"
    event: str
    clubs: str
