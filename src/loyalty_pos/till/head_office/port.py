"""The centre as a manager at the till asks it; the adapter lives in sync."""

from typing import Protocol

from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk


class OfficeDesk(Protocol):
    """The centre, asked within its time limit; never on the GUI thread."""

    def statement(self, ask: StatementAsk) -> Statement | None:
        """Return where a member's points are and went; None where nobody answers. Raises ``NotAllowed``."""
        ...

    def exposure(self, ask: ExposureAsk) -> Exposure | None:
        """Return what all tills together may cost; None where nobody answers. Raises ``NotAllowed``."""
        ...


class NoOffice:
    """A till without a centre."""

    def statement(self, ask: StatementAsk) -> Statement | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None

    def exposure(self, ask: ExposureAsk) -> Exposure | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None
