"""An event with its fact, named by the account that it concerns now."""

from dataclasses import dataclass

from loyalty_pos.core.sale import Fact
from loyalty_pos.wire.events import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """``told``: the account that the till named, "" = the fact's; ``kin``: others that were ever one with it.

    ``member``: whose the paper is when the account is that of several, "" = the account's own.
    """

    event: Event
    fact: Fact
    told: str = ""
    kin: tuple[str, ...] = ()
    member: str = ""
