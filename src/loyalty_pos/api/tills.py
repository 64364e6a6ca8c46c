"""What tills ask: enrol, hello, push, changes, holds, search. Each handler is one call of the centre."""

from typing import Annotated, Any

from litestar import MediaType, Request, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import MsgPackBody, PathParameter, QueryParameter

from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.records import Till
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.messages import (
    AccountQuery,
    Changes,
    Enrol,
    Enrolled,
    Found,
    Hello,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Leased,
    Push,
    Pushed,
)
from loyalty_pos.wire.receipts import KeyTaken, KeyTold, ReceiptAnswer

_BEARER = "Bearer "
_OK = 200
Name = Annotated[str, PathParameter(min_length=1, max_length=100)]
Incarnation = Annotated[str, QueryParameter(min_length=1, max_length=100)]
Cursor = Annotated[str, QueryParameter(max_length=100)]
TheCentre = NamedDependency[Centre]
Speaker = NamedDependency[Till]


def speaking_till(request: Request[Any, Any, Any], centre: TheCentre) -> Till:
    """Return the till whose token came along. Raises NotAuthorised."""
    header = request.headers.get("authorization", "")
    if not header.startswith(_BEARER):
        raise NotAuthorised
    return centre.authorise(header.removeprefix(_BEARER))


def _check_own(till: Till, agent_id: str) -> None:
    if till.agent_id != agent_id:
        raise NotAuthorised


@post("/v1/enrol", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def enrol(data: MsgPackBody[Enrol], centre: TheCentre) -> Enrolled:
    """Give a till its place for a one-time code."""
    return centre.enrol(data)


@get(
    "/v1/agents/{agent_id:str}/{incarnation:str}/hello", media_type=MediaType.MESSAGEPACK, sync_to_thread=True
)
def hello(agent_id: Name, incarnation: Name, till: Speaker, centre: TheCentre) -> Hello:
    """Say where the centre stands with this stream."""
    _check_own(till, agent_id)
    return centre.hello(agent_id, incarnation)


@post(
    "/v1/agents/{agent_id:str}/{incarnation:str}/events",
    media_type=MediaType.MESSAGEPACK,
    status_code=_OK,
    sync_to_thread=True,
)
def push(
    agent_id: Name, incarnation: Name, data: MsgPackBody[Push], till: Speaker, centre: TheCentre
) -> Pushed:
    """Take events in, once."""
    _check_own(till, agent_id)
    if (data.agent_id, data.incarnation) != (agent_id, incarnation):
        raise BadMessage(reason="stream")
    return centre.push(data)


@get("/v1/changes", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def changes(till: Speaker, centre: TheCentre, incarnation: Incarnation, cursor: Cursor = "") -> Changes:
    """Tell what changed for this till's store since a cursor."""
    return centre.changes(till, incarnation, cursor)


@put("/v1/holds/{op:str}", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def ask_hold(op: Name, data: MsgPackBody[HoldAsk], till: Speaker, centre: TheCentre) -> HoldAnswer:
    """Reserve points for an operation; asking again gives the same answer."""
    if data.op != op:
        raise BadMessage(reason="op")
    return centre.ask_hold(data, till.store_id, till.agent_id)


@delete("/v1/holds/{op:str}", sync_to_thread=True)
def release_hold(op: Name, till: Speaker, centre: TheCentre) -> None:  # noqa: ARG001 - only known tills may ask
    """Give a reservation back."""
    centre.release_hold(op)


@post("/v1/holds/{op:str}/take", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def take_hold(op: Name, data: MsgPackBody[HoldTake], till: Speaker, centre: TheCentre) -> HoldAnswer:
    """Give back what another till holds of an account, because a manager has approved it."""
    return centre.take_hold(till, op, data)


@post(
    "/v1/agents/{agent_id:str}/{incarnation:str}/lease",
    media_type=MediaType.MESSAGEPACK,
    status_code=_OK,
    sync_to_thread=True,
)
def lease(
    agent_id: Name, incarnation: Name, data: MsgPackBody[LeaseAsk], till: Speaker, centre: TheCentre
) -> Leased:
    """Let a till decide alone for a while, once everything it did is settled."""
    _check_own(till, agent_id)
    return centre.lease(till, incarnation, data)


@post("/v1/search", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def search(data: MsgPackBody[AccountQuery], till: Speaker, centre: TheCentre) -> Found:  # noqa: ARG001 - only known tills may ask
    """Find accounts by card, phone, name or last four digits."""
    return centre.search(data)


@get("/v1/receipts/{code:str}", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def receipt(code: Name, till: Speaker, centre: TheCentre) -> ReceiptAnswer:  # noqa: ARG001 - only known tills may ask
    """Tell what was sold under a receipt's code, and what of it came back."""
    return centre.receipts.find(code)


@put("/v1/agents/{agent_id:str}/key", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def take_key(agent_id: Name, data: MsgPackBody[KeyTold], till: Speaker, centre: TheCentre) -> KeyTaken:
    """Take the key with which a till signs its receipts."""
    _check_own(till, agent_id)
    return centre.receipts.take_key(till, data.device_key)


TILL_HANDLERS = [
    enrol,
    hello,
    push,
    changes,
    ask_hold,
    release_hold,
    take_hold,
    lease,
    search,
    receipt,
    take_key,
]
