"""Events that wait aside at the centre, as IT sees them at a till, and tries them once more. Closing one is a command's business."""

from typing import Final

from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.ports import Books, Clock, Secrets
from loyalty_pos.centre.proof.parking import Parking
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.desk import DeskAsk, DeskTold, ParkedLine
from loyalty_pos.wire.roles import Permission

MOST: Final = 200


class ParkedDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books, self._clock = books, clock
        self._parking = Parking(books, clock, secrets)

    def serve(self, ask: DeskAsk) -> DeskTold:
        """Look, or try all of them again and look. Raises ``NotApproved``, ``BadMessage``."""
        self._books.read(lambda desk: require(desk, ask.staff_id, Permission.QUEUE))
        if ask.parked not in {"look", "again"}:
            raise BadMessage(reason="parked")
        if ask.parked == "again":
            self._parking.again()
        tills = self._books.read(
            lambda desk: {till.agent_id: f"{till.store_id}/{till.till_no}" for till in desk.tills.tills()}
        )
        lines = [
            ParkedLine(
                one.name,
                tills.get(one.park.agent_id, ""),
                one.kind,
                one.park.code,
                one.park.since_us,
                one.receipt_code,
                one.money_minor,
            )
            for one in self._parking.waiting()[:MOST]
        ]
        return DeskTold(0, [], [], [], [], [], [], [], parked=lines, server_us=self._clock.now_us())
