"""How far the sales of a stream were priced again."""

from dataclasses import dataclass


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
