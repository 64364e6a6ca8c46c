"""What tills ask: enrol, hello, push, changes, holds, search. Each handler is one call of the centre."""

from typing import Annotated

from litestar import MediaType, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import MsgPackBody, PathParameter, QueryParameter
from msgspec import structs

from loyalty_pos.api.pace import MISSES_AN_HOUR, Pace, TooFast
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.enquiry import LAST_DIGITS, card_digits
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.intake import BIGGEST
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.snapshot.shelf import SnapshotRequired
from loyalty_pos.centre.speaking import hearing as heard
from loyalty_pos.centre.vouchers.holding import UNKNOWN
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.fleet import LONGEST
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
from loyalty_pos.wire.snapshot.together import together

_OK = 200
Name = Annotated[str, PathParameter(min_length=1, max_length=100)]
Incarnation = Annotated[str, QueryParameter(min_length=1, max_length=100)]
Cursor = Annotated[str, QueryParameter(max_length=100)]
Flag = Annotated[int, QueryParameter(ge=0, le=1)]
TheCentre = NamedDependency[Centre]
Speaker = NamedDependency[Till]
Looks = NamedDependency[Pace]
"""How often one till may look for people and receipts."""
Misses = NamedDependency[Pace]
"""How often for numbers of cards that nobody has, and for codes that nobody made."""
Anybody = NamedDependency[heard.Speaker]
"""Also a till that was shut out, if it signs."""
Done = Annotated[int, QueryParameter(ge=0, le=BIGGEST)]
"""Serial of the newest order that the till has obeyed."""
Run = Annotated[str, QueryParameter(max_length=32)]
"""By which word the till's program goes since its start, "" = it does not say."""

Told = Annotated[str, QueryParameter(max_length=LONGEST)]
"""What the till says of itself (``wire.fleet``), "" = nothing."""


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
def hello(  # noqa: PLR0913 - each part of the question by its name
    agent_id: Name,
    incarnation: Name,
    speaker: Anybody,
    centre: TheCentre,
    *,
    done: Done = 0,
    run: Run = "",
    about: Told = "",
) -> Hello:
    """Say where the centre stands with this stream."""
    _check_own(speaker.till, agent_id)
    centre.turns.note(agent_id, incarnation, run)
    centre.words.heard(agent_id, incarnation, about)
    answer = centre.hello(agent_id, incarnation)
    return structs.replace(answer, commands=centre.speaking.orders(speaker, done))


@post(
    "/v1/agents/{agent_id:str}/{incarnation:str}/events",
    media_type=MediaType.MESSAGEPACK,
    status_code=_OK,
    sync_to_thread=True,
)
def push(
    agent_id: Name, incarnation: Name, data: MsgPackBody[Push], speaker: Anybody, centre: TheCentre
) -> Pushed:
    """Take events in, once."""
    _check_own(speaker.till, agent_id)
    if (data.agent_id, data.incarnation) != (agent_id, incarnation):
        raise BadMessage(reason="stream")
    centre.speaking.check_head(speaker, data)
    return centre.push(data, speaker)


@get("/v1/changes", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def changes(  # noqa: PLR0913 - each part of the question by its name
    till: Speaker,
    speaker: Anybody,
    centre: TheCentre,
    incarnation: Incarnation,
    *,
    cursor: Cursor = "",
    done: Done = 0,
    snapshots: Flag = 0,
    columns: Flag = 0,
    run: Run = "",
    about: Told = "",
) -> Changes:
    """Tell what changed for this till's store since a cursor; ``snapshots`` 1: the till takes one where it must.

    ``columns`` 1: it reads accounts that are told together.
    """
    if snapshots and centre.snapshots is not None and centre.snapshots.is_required(cursor):
        raise SnapshotRequired
    centre.turns.note(till.agent_id, incarnation, run)
    centre.words.heard(till.agent_id, incarnation, about)
    answer = centre.changes(till, incarnation, cursor)
    rows = together(answer.rows) if columns else answer.rows
    return structs.replace(answer, rows=rows, commands=centre.speaking.orders(speaker, done))


@put("/v1/holds/{op:str}", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def ask_hold(
    op: Name, data: MsgPackBody[HoldAsk], till: Speaker, misses: Misses, centre: TheCentre
) -> HoldAnswer:
    """Reserve points for an operation; asking again gives the same answer. Codes that nobody made only so many an hour."""
    if data.op != op:
        raise BadMessage(reason="op")
    if voucher_key(data.account_id) is None:
        return centre.ask_hold(data, till.store_id, till.agent_id)
    return _voucher_hold(data, till, misses, centre)


def _voucher_hold(ask: HoldAsk, till: Till, misses: Pace, centre: Centre) -> HoldAnswer:
    """Reserve of a certificate or a code. Raises ``TooFast``, which is an alarm too."""
    counted_as = f"{till.agent_id} vouchers"
    try:
        misses.take(counted_as, 1)
    except TooFast:
        centre.guessing.of_vouchers(till.agent_id, MISSES_AN_HOUR)
        raise
    answer = centre.ask_hold(ask, till.store_id, till.agent_id)
    if answer.reason != UNKNOWN:
        misses.give_back(counted_as, 1)
    return answer


@delete("/v1/holds/{op:str}", sync_to_thread=True)
def release_hold(op: Name, till: Speaker, centre: TheCentre) -> None:
    """Give a reservation back, which no other till may have placed."""
    centre.release_hold(op, till.agent_id)


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
def search(
    data: MsgPackBody[AccountQuery], till: Speaker, looks: Looks, misses: Misses, centre: TheCentre
) -> Found:
    """Find accounts by card, phone, name or last four digits; numbers that nobody has only so many an hour.

    Cards of an older system may be as short as a phone: whatever is looked for as a card counts. Tills ask for phones with +.
    """
    looks.take(till.agent_id, 1)
    if len(card_digits(data.text)) <= LAST_DIGITS:
        return centre.search(data)
    misses.take(till.agent_id, 1)
    found = centre.search(data)
    if found.accounts:
        misses.give_back(till.agent_id, 1)
    return found


@get("/v1/receipts/{code:str}", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def receipt(code: Name, till: Speaker, looks: Looks, centre: TheCentre) -> ReceiptAnswer:
    """Tell what was sold under a receipt's code, and what of it came back."""
    looks.take(till.agent_id, 1)
    return centre.receipts.find(code)


@put("/v1/agents/{agent_id:str}/key", media_type=MediaType.MESSAGEPACK, sync_to_thread=True)
def take_key(
    agent_id: Name, data: MsgPackBody[KeyTold], till: Speaker, speaker: Anybody, centre: TheCentre
) -> KeyTaken:
    """Take the key with which a till signs; one that signs already tells its next one."""
    _check_own(till, agent_id)
    if speaker.key:
        centre.speaking.take_next_key(speaker, data.device_key, data.proof)
        return KeyTaken(centre.speaking.now_us())
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
