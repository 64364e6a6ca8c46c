"""``till.head_office.port.OfficeDesk`` over HTTP: an answer within two seconds or none, whatever the network does.

It must never keep the caller longer than its limit; it raises only what a person at the till must hear.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import Final, Protocol, TypeVar

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.office.refusals import (
    BadAdjustment,
    BadMonth,
    BadRemark,
    BadStaff,
    LastOfManagers,
    MonthNotNext,
    MonthNotOver,
    NothingOwed,
    NothingWaits,
    OwnAccountAdjusted,
    SamePerson,
    StaffKnown,
    TillsNotComplete,
    UnknownStaff,
)
from loyalty_pos.core.problems import (
    AccountBlocked,
    AccountErased,
    AlreadyOneAccount,
    BadMessage,
    CentreRefused,
    CentreUnreachable,
    FamilyFull,
    JoinedFurther,
    NotAllowed,
    NotEnoughPoints,
    NotJoined,
    PartTooLate,
    PayingNow,
    PointsAtTills,
    Problem,
    StaffAccount,
    WalletShared,
)
from loyalty_pos.sync.answers import OFFICE_S
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.desk import DeskAsk, DeskTold
from loyalty_pos.wire.messages import AccountQuery, Found
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk
from loyalty_pos.wire.roles import Permission

_NOT_APPROVED = "not_approved"
T = TypeVar("T")
_REFUSALS: Final[dict[str, Callable[[int], Problem]]] = {
    "already_one_account": lambda _: AlreadyOneAccount(),
    "account_erased": lambda _: AccountErased(),
    "account_blocked": lambda _: AccountBlocked(),
    "staff_account": lambda _: StaffAccount(),
    "paying_now": lambda _: PayingNow(),
    "part_too_late": lambda days: PartTooLate(days=days),
    "not_joined": lambda _: NotJoined(),
    "wallet_shared": lambda _: WalletShared(),
    "joined_further": lambda _: JoinedFurther(),
    "points_at_tills": lambda points: PointsAtTills(points=points),
    "family_full": lambda most: FamilyFull(most=most),
    "not_enough_points": lambda left: NotEnoughPoints(asked=0, available=left),
    "bad_adjustment": lambda _: BadAdjustment(what=""),
    "own_account_adjusted": lambda _: OwnAccountAdjusted(),
    "same_person": lambda _: SamePerson(),
    "nothing_waits": lambda _: NothingWaits(),
    "last_manager": lambda _: LastOfManagers(),
    "unknown_staff": lambda _: UnknownStaff(staff=""),
    "staff_known": lambda _: StaffKnown(staff=""),
    "bad_staff": lambda _: BadStaff(what=""),
    "bad_remark": lambda _: BadRemark(what=""),
    "nothing_owed": lambda _: NothingOwed(),
    "bad_month": lambda _: BadMonth(text=""),
    "month_not_over": lambda _: MonthNotOver(month=""),
    "month_not_next": lambda _: MonthNotNext(month="", expected=""),
    "tills_not_complete": lambda _: TillsNotComplete(month="", tills=""),
}
"""What the centre refuses of joining and parting, as a till says it; the number is the fact of its sentence."""


class Answering(Protocol):
    """Who is asked (``CentreClient``)."""

    def statement(self, ask: StatementAsk) -> Statement: ...

    def exposure(self, ask: ExposureAsk) -> Exposure: ...

    def search(self, ask: AccountQuery) -> Found: ...

    def join(self, ask: JoinAsk) -> JoinTold: ...

    def part(self, ask: PartAsk) -> PartTold: ...

    def joined(self, ask: JoinedAsk) -> JoinedTold: ...

    def at_desk(self, ask: DeskAsk) -> DeskTold: ...


class CentreOffice:
    """Asks on a thread of its own, because a socket's time limits do not add up to one limit."""

    def __init__(self, client: Answering) -> None:
        self._client = client
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="office")

    def statement(self, ask: StatementAsk) -> Statement | None:
        """Return where a member's points are and went; None where nobody answers in time."""
        permission = Permission.STATEMENT if ask.present else Permission.BALANCE_SEARCH
        return self._asked(lambda: self._client.statement(ask), permission)

    def exposure(self, ask: ExposureAsk) -> Exposure | None:
        """Return what all tills together may cost; None where nobody answers in time."""
        return self._asked(lambda: self._client.exposure(ask), Permission.EXPOSURE)

    def find(self, ask: AccountQuery) -> Found | None:
        """Return the accounts that fit; None where nobody answers in time."""
        permission = Permission.STATEMENT if ask.present and ask.account_id else Permission.BALANCE_SEARCH
        return self._asked(lambda: self._client.search(ask), permission)

    def join(self, ask: JoinAsk) -> JoinTold | None:
        """Make two accounts one, or say what that would mean; None where nobody answers in time."""
        return self._asked(lambda: self._client.join(ask), Permission.CARDS)

    def part(self, ask: PartAsk) -> PartTold | None:
        """Part them again, or say what that would mean; None where nobody answers in time."""
        return self._asked(lambda: self._client.part(ask), Permission.CARDS)

    def joined(self, ask: JoinedAsk) -> JoinedTold | None:
        """Return which accounts are part of one; None where nobody answers in time."""
        return self._asked(lambda: self._client.joined(ask), Permission.CARDS)

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        """Do something at the manager's desk and return how it stands; None where nobody answers in time."""
        return self._asked(lambda: self._client.at_desk(ask), _needed(ask))

    def close(self) -> None:
        """Take no more questions; what runs ends within its own time limits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _asked(self, question: Callable[[], T], permission: Permission) -> T | None:
        try:
            return self._threads.submit(question).result(OFFICE_S)
        except CentreRefused as refused:
            if refused.reason == _NOT_APPROVED:
                raise NotAllowed(permission=permission) from refused
            if refused.reason in _REFUSALS:
                detail = getattr(refused, "detail", "")
                raise _REFUSALS[refused.reason](int(detail) if is_digits(detail) else 0) from refused
            return None
        except (TooLate, CentreUnreachable, BadMessage):
            return None


def _needed(ask: DeskAsk) -> Permission:
    """Return the right that a question of the desk needs."""
    if ask.staff or ask.remark:
        return Permission.STAFF
    if ask.parked:
        return Permission.QUEUE
    if ask.close:
        return Permission.CLOSE_MONTH
    return Permission.ADJUST if ask.adjust or ask.decide or ask.debt else Permission.DESK
