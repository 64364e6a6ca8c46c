"""How far the sales of each stream were priced again (``centre.repricing``)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PriceMark:
    """Up to which event (``seq``) the sales of a stream were priced again, and how many were what (``centre.repricing``)."""

    agent_id: str
    incarnation: str
    seq: int
    same: int
    differing: int
    unknown_bundle: int
    uncheckable: int


class PriceMarks(Protocol):
    def all(self) -> list[PriceMark]: ...

    def move(self, mark: PriceMark) -> None:
        """Move a stream's mark on and add these counts to what was said before; never back, never twice."""
        ...
