"""Who speaks from outside over HTTP, by a bearer token of their own, and how they are refused: plain JSON.

It must never answer without a caller's token, nor tell a caller of anything that its scope does not name.
"""

from typing import Any, Final, NewType

from litestar import MediaType, Request, Response
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException

from loyalty_pos.api.pace import Pace, TooFast
from loyalty_pos.api.refusals import BROKEN, AnyRequest, answer_bug, status_of
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.outside.callers import Scope
from loyalty_pos.centre.records import Caller
from loyalty_pos.core.problems import BadMessage, Problem

MOST_BYTES: Final = 512 * 1024
EventCaller = NewType("EventCaller", Caller)
PartnerCaller = NewType("PartnerCaller", Caller)
TheCentre = NamedDependency[Centre]
ThePace = NamedDependency[Pace]
_BEARER: Final = "Bearer "
_TOO_MANY: Final = 429
_UNREADABLE: Final = 400


def speaking_caller(request: Request[Any, Any, Any], centre: Centre, scope: Scope) -> Caller:
    """Return the caller whose token came along. Raises NotAuthorised."""
    header = request.headers.get("authorization", "")
    if not header.startswith(_BEARER):
        raise NotAuthorised
    return centre.callers.authorise(header.removeprefix(_BEARER), scope)


def event_caller(request: Request[Any, Any, Any], centre: TheCentre) -> EventCaller:
    """Return the caller if it may tell of events. Raises NotAuthorised."""
    return EventCaller(speaking_caller(request, centre, Scope.EVENTS))


def partner_caller(request: Request[Any, Any, Any], centre: TheCentre) -> PartnerCaller:
    """Return the caller if it may speak for all partners, or as one of them. Raises NotAuthorised."""
    try:
        return PartnerCaller(speaking_caller(request, centre, Scope.PARTNERS))
    except NotAuthorised:
        return PartnerCaller(speaking_caller(request, centre, Scope.PARTNER))


# --- refusals as JSON ------------------------------------------------------------------------------------


def refuse_outside(_: AnyRequest, problem: Problem) -> Response[dict[str, str]]:
    """Answer a refusal of ours with its code, and its reason where that helps whoever wrote the program."""
    if isinstance(problem, TooFast):
        return _answer(_TOO_MANY, problem.code, headers={"Retry-After": str(problem.seconds)})
    status = status_of(problem)
    return _answer(status, problem.code, str(getattr(problem, "reason", "")) if status < BROKEN else "")


def refuse_unread(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Answer what the framework refused: a body that is none of our messages, a way that is not there."""
    if error.status_code >= BROKEN:
        return answer_bug(request, error)
    code = BadMessage.code if error.status_code == _UNREADABLE else "not_served"
    return _answer(error.status_code, code)


def refuse_depth(_request: AnyRequest, _error: RecursionError) -> Response[dict[str, str]]:
    """Answer a body nested deeper than Python reads."""
    return _answer(_UNREADABLE, BadMessage.code)


def _answer(
    status: int, code: str, detail: str = "", headers: dict[str, str] | None = None
) -> Response[dict[str, str]]:
    content = {"code": code, "detail": detail}
    return Response(content, status_code=status, media_type=MediaType.JSON, headers=headers)
