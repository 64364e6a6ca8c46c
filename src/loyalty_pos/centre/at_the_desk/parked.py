"""Events that wait aside at the centre, as IT sees them at a till, tries once more, or closes with a reason."""

from typing import Final

from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.ports import Books, Clock, Secrets
from loyalty_pos.centre.proof.parking import Parking
from loyalty_pos.core.office.refusals import NothingWaits
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.desk import CloseParked, DeskAsk, DeskTold, ParkedLine
from loyalty_pos.wire.roles import Permission

MOST: Final = 200
LONGEST: Final = 300
"""Letters of a reason."""
CLOSED: Final = "parked_closed"


class ParkedDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books, self._clock = books, clock
        self._parking = Parking(books, clock, secrets)

    def serve(self, ask: DeskAsk) -> DeskTold:
        """Look, or first try all of them again or close one. Raises ``NotApproved``, ``NothingWaits``, ``BadMessage``."""
        self._books.read(lambda desk: require(desk, ask.staff_id, Permission.QUEUE))
        if ask.parked not in {"look", "again"}:
            raise BadMessage(reason="parked")
        if ask.parked == "again":
            self._parking.again()
        if ask.close_parked is not None:
            self._close(ask.close_parked, ask.staff_id)
        made = CLOSED if ask.close_parked is not None else ""
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
        now_us = self._clock.now_us()
        return DeskTold(0, [], [], [], [], [], [], [], parked=lines, server_us=now_us, made=made)

    def _close(self, asked: CloseParked, who: str) -> None:
        """Close one by its name; what is closed already, or was never set aside, is told."""
        reason = asked.reason.strip()
        if not (reason and reason.isprintable() and len(reason) <= LONGEST):
            raise BadMessage(reason="close_parked")
        if not self._parking.close(asked.name, who, reason):
            raise NothingWaits
