"""What a shop's manager asks from a till; read only."""

from litestar import MediaType, post
from litestar.params import MsgPackBody

from loyalty_pos.api.tills import Speaker, TheCentre
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


OFFICE_HANDLERS = [statement, exposure]
