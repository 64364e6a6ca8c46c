"""Problems as HTTP answers: a status, and a ``Refused`` with the code; sentences are the other side's business.

It must never tell a stranger what went wrong inside.
"""

import logging
from typing import Any, Final

from litestar import Request, Response
from litestar.exceptions import HTTPException

from loyalty_pos.api.pace import TooFast
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.intake import StreamForked, StreamGap
from loyalty_pos.centre.leases.issuing import TillLost, Unsettled
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.partners.refusals import (
    BadOrder,
    ClaimTooLate,
    NothingLeftToClaim,
    OrderDecided,
    OrderDiffers,
    ReceiptUnknown,
    RequestDiffers,
    UnknownMember,
    UnknownOrder,
    UnknownPartner,
    UnknownReward,
)
from loyalty_pos.centre.snapshot.shelf import SnapshotNotReady, SnapshotRequired, UnknownSnapshot
from loyalty_pos.centre.speaking.refusals import ProtocolTooOld, SayAgain, ShutOut, Unsigned
from loyalty_pos.centre.vouchers.pools import OperationOfAnother, PoolEmpty
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
    AlreadyClaimed,
    AlreadyOneAccount,
    BadMessage,
    EnrolmentRefused,
    FamilyFull,
    JoinedFurther,
    NotEnoughPoints,
    NotJoined,
    PartTooLate,
    PayingNow,
    PointsAtTills,
    Problem,
    StaffAccount,
    StorageBusy,
    StorageFull,
    UnknownCard,
    WalletShared,
    WithdrawalTooSmall,
)
from loyalty_pos.wire.codec import MEDIA_TYPE, encode
from loyalty_pos.wire.messages import Refused

_STATUS: Final[dict[type[Problem], int]] = {
    BadMessage: 400,
    **dict.fromkeys((NotAuthorised, SayAgain, Unsigned, ShutOut), 401),
    ProtocolTooOld: 426,
    EnrolmentRefused: 403,
    NotApproved: 403,
    UnknownCard: 404,
    **dict.fromkeys((UnknownMember, UnknownOrder, UnknownPartner, UnknownReward, ReceiptUnknown), 404),
    **dict.fromkeys((OrderDecided, OrderDiffers, RequestDiffers, AlreadyClaimed, ClaimTooLate), 409),
    **dict.fromkeys(
        (NothingLeftToClaim, NotEnoughPoints, WithdrawalTooSmall, PoolEmpty, OperationOfAnother), 409
    ),
    BadOrder: 400,
    **dict.fromkeys((AccountBlocked, AccountErased, AlreadyOneAccount, FamilyFull, JoinedFurther), 409),
    **dict.fromkeys((NotJoined, PartTooLate, PayingNow, PointsAtTills, StaffAccount, WalletShared), 409),
    **dict.fromkeys((BadAdjustment, BadStaff), 400),
    **dict.fromkeys((OwnAccountAdjusted, SamePerson, NothingWaits, LastOfManagers, StaffKnown), 409),
    **dict.fromkeys((BadMonth, BadRemark), 400),
    **dict.fromkeys((MonthNotOver, MonthNotNext, TillsNotComplete, NothingOwed), 409),
    UnknownStaff: 404,
    StreamForked: 409,
    **dict.fromkeys((Unsettled, TillLost), 409),
    StreamGap: 409,
    UnknownSnapshot: 404,
    SnapshotRequired: 410,
    SnapshotNotReady: 503,
    StorageBusy: 503,
    StorageFull: 507,
}
_UNREADABLE: Final = 400
_TOO_MANY: Final = 429
BROKEN: Final = 500
_log = logging.getLogger(__name__)
AnyRequest = Request[Any, Any, Any]


def status_of(problem: Problem) -> int:
    """Return the status of a refusal; one that nobody foresaw is a bug of ours and stands in the log."""
    status = _STATUS.get(type(problem), BROKEN)
    if status == BROKEN:
        _log.error("api.refused code=%s", problem.code)
    return status


def answer_problem(_: AnyRequest, problem: Problem) -> Response[bytes]:
    """Answer a refusal of ours."""
    status = status_of(problem)
    expect = problem.expect if isinstance(problem, StreamGap) else 0
    detail = _detail(problem) if status < BROKEN else ""
    return _answer(status, Refused(problem.code, detail, expect))


def answer_too_fast(_: AnyRequest, problem: TooFast) -> Response[bytes]:
    """Answer a till that asks too often, with the time after which it may come again."""
    return _answer(_TOO_MANY, Refused(problem.code), {"Retry-After": str(problem.seconds)})


def _detail(problem: Problem) -> str:
    """Return the one fact that the other side needs for its sentence."""
    match problem:
        case NotEnoughPoints(available=number):
            return str(number)
        case FamilyFull(most=number) | PartTooLate(days=number) | PointsAtTills(points=number):
            return str(number)
        case _:
            return str(getattr(problem, "reason", ""))


def answer_http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """Answer what the framework refused: no such page, a body that is no message."""
    if error.status_code >= BROKEN:
        return answer_bug(request, error)
    code = BadMessage.code if error.status_code == _UNREADABLE else "not_served"
    return _answer(error.status_code, Refused(code))


def answer_depth(_request: AnyRequest, _error: RecursionError) -> Response[bytes]:
    """Answer a body nested deeper than Python reads: it is none of our messages."""
    return _answer(_UNREADABLE, Refused(BadMessage.code))


def answer_bug(_: AnyRequest, error: Exception) -> Response[bytes]:
    """Answer a bug of ours: the log has it, the client learns nothing."""
    _log.error("api.broken", exc_info=error)
    return _answer(BROKEN, Refused("broken"))


def _answer(status: int, refused: Refused, headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(encode(refused), status_code=status, media_type=MEDIA_TYPE, headers=headers)
