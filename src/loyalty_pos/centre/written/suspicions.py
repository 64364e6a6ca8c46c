"""What looked odd, as it is kept until it is looked for again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suspicion:
    """``kind``: t1 to t5. ``place``: 1 = the oddest. ``score``: thousandths of what is ordinary, for the order alone.

    ``facts``: (name, number) pairs that make its sentence; ``receipts``: codes of receipts to look at.
    """

    kind: str
    cashier_id: str
    account_id: str
    agent_id: str
    store_id: str
    place: int
    score: int
    facts: tuple[tuple[str, int], ...]
    receipts: tuple[str, ...]
    from_us: int
    until_us: int
    made_us: int
