"""The manager's questions, each one transaction that only reads."""

from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.office.risking import risk
from loyalty_pos.centre.office.telling import statement
from loyalty_pos.centre.ports import Books, Clock
from loyalty_pos.centre.records import Till
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk


class OfficeDesk:
    """Safe to call from several threads. ``heard``: who spoke when."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self.heard = Heard()

    def statement(self, till: Till, ask: StatementAsk) -> Statement:
        """Return where a member's points are and went. Raises ``NotApproved``, ``UnknownMember``."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: statement(desk, self.heard, now_us, till, ask))

    def exposure(self, till: Till, ask: ExposureAsk) -> Exposure:
        """Return what all tills together may cost now. Raises ``NotApproved``."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: risk(desk, now_us, till, ask))
