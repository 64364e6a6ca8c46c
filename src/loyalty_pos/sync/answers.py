"""What the centre's answers mean here, without the HTTP client: its loading costs a third of a second."""

from typing import Final, Protocol

from loyalty_pos.core.problems import CentreRefused
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk, HoldTake

HOLD_S: Final = 0.8
SHUT_OUT: Final = "till_shut_out"
"""The centre hears this till no more; told signed, or not believed."""
OFFICE_S: Final = 2.0
"""So long a manager's question may take; the page shows meanwhile what this till knows."""
EXPOSURE_S: Final = 5.0
"""The same of what all tills may cost: a centre with a million members reads all their points for it."""
NOT_SERVED: Final = "not_served"
"""Something between here and the centre answered in words of its own."""


class Refusal(CentreRefused):
    """The centre said no. ``expect``: the seq it wants next; ``retry_after_ms``: when it wants to hear again.

    ``detail``: a short code that says more than ``reason``.
    """

    expect: int = 0
    retry_after_ms: int = 0
    detail: str = ""


class HoldDesk(Protocol):
    """Who is asked for holds (``CentreClient``)."""

    def ask_hold(self, ask: HoldAsk) -> HoldAnswer: ...

    def release_hold(self, op: str) -> None: ...

    def take_hold(self, op: str, take: HoldTake) -> HoldAnswer: ...
