"""Two accounts that cannot be made one, or not be parted; a card that cannot be changed."""

from loyalty_pos.core.problems._kind import Problem


class AlreadyOneAccount(Problem):
    """Both cards are on one account already."""

    code = "already_one_account"


class AccountErased(Problem):
    """The person behind one of the accounts was forgotten."""

    code = "account_erased"


class AccountBlocked(Problem):
    """One of the accounts is blocked: somebody has to look at why first."""

    code = "account_blocked"


class StaffAccount(Problem):
    """One is of the staff and the other is not, or whoever asks has one of them: nobody serves themselves."""

    code = "staff_account"


class PayingNow(Problem):
    """A receipt is being paid with points of the account at this moment."""

    code = "paying_now"


class PartTooLate(Problem):
    """The time in which accounts can be parted is over; ``days``: how long it is."""

    code = "part_too_late"
    days: int


class NotJoined(Problem):
    """Nothing is known of such a joining that could be undone."""

    code = "not_joined"


class WalletShared(Problem):
    """Several people share one of the accounts: whose second card it is cannot be told."""

    code = "wallet_shared"


class JoinedFurther(Problem):
    """The account that stayed is part of another one by now: that has to be undone first."""

    code = "joined_further"


class PointsAtTills(Problem):
    """A till may still spend what would be given back; ``points``: minor point units that are set aside."""

    code = "points_at_tills"
    points: int


class FamilyFull(Problem):
    """So many share the account already; ``most``: how many may."""

    code = "family_full"
    most: int
