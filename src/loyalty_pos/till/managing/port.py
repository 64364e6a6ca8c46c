"""The centre as the manager's desk at a till asks it; the adapter lives in sync."""

from typing import Protocol

from loyalty_pos.wire.desk import DeskAsk, DeskTold


class ManagersPort(Protocol):
    """The centre, asked within its time limit; never on the GUI thread."""

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:
        """Do something at the desk and return how it stands; None where nobody answers.

        Raises ``NotAllowed`` and the refusals of ``core.office``.
        """
        ...


class NobodyManages:
    """A till without a centre."""

    def at_desk(self, ask: DeskAsk) -> DeskTold | None:  # noqa: ARG002 - the port's shape
        """Nobody answers."""
        return None
