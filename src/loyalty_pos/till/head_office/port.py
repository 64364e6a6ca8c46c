"""The centre as a manager at the till asks it; the adapter lives in sync."""

from typing import Protocol

from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.messages import AccountQuery, Found
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


class MemberDesk(Protocol):
    """The centre, asked who somebody is; never on the GUI thread."""

    def find(self, ask: AccountQuery) -> Found | None:
        """Return the accounts that fit; None where nobody answers. Raises ``NotAllowed``."""
        ...


class NoMemberDesk:
    """A till without a centre."""

    def find(self, ask: AccountQuery) -> Found | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None


class DeedDesk(Protocol):
    """The centre, asked to join and part accounts; never on the GUI thread. Every question may be asked again.

    All return None where nobody answers, and raise ``NotAllowed`` and the centre's own refusals.
    """

    def join(self, ask: JoinAsk) -> JoinTold | None: ...

    def part(self, ask: PartAsk) -> PartTold | None: ...

    def joined(self, ask: JoinedAsk) -> JoinedTold | None:
        """Return which accounts are part of one."""
        ...


class NoDeeds:
    """A till without a centre."""

    def join(self, ask: JoinAsk) -> JoinTold | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None

    def part(self, ask: PartAsk) -> PartTold | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None

    def joined(self, ask: JoinedAsk) -> JoinedTold | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None
