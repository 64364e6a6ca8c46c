"""What a shop's manager asks and does from a till."""

from litestar import MediaType, post
from litestar.params import MsgPackBody

from loyalty_pos.api.tills import Speaker, TheCentre
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.desk import DeskAsk, DeskTold
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk

_OK = 200


@post("/v1/statement", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def statement(data: MsgPackBody[StatementAsk], till: Speaker, centre: TheCentre) -> Statement:
    """Tell where a member's points are and went."""
    return centre.office.statement(till, data)


@post("/v1/exposure", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def exposure(data: MsgPackBody[ExposureAsk], till: Speaker, centre: TheCentre) -> Exposure:
    """Tell what all tills together may take without being sure."""
    return centre.office.exposure(till, data)


@post("/v1/join", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def join(data: MsgPackBody[JoinAsk], till: Speaker, centre: TheCentre) -> JoinTold:
    """Make two accounts one, or tell what that would mean."""
    return centre.joining.join(till, data)


@post("/v1/part", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def part(data: MsgPackBody[PartAsk], till: Speaker, centre: TheCentre) -> PartTold:  # noqa: ARG001 - whoever asks is a till
    """Part them again, or tell what that would mean."""
    return centre.joining.part(data)


@post("/v1/joined", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def joined(data: MsgPackBody[JoinedAsk], till: Speaker, centre: TheCentre) -> JoinedTold:  # noqa: ARG001 - as above
    """Tell which accounts are part of one."""
    return centre.joining.joined(data)


@post("/v1/desk", media_type=MediaType.MESSAGEPACK, status_code=_OK, sync_to_thread=True)
def desk(data: MsgPackBody[DeskAsk], till: Speaker, centre: TheCentre) -> DeskTold:
    """Do what a manager asks for at the desk, and tell how it stands."""
    return centre.desk.serve(till, data)


OFFICE_HANDLERS = [statement, exposure, join, part, joined, desk]
