"""How tills speak: keys, orders, signed heads, and where a till that was shut out ends."""

from typing import Protocol

from loyalty_pos.centre.voices.records import Order, SignedHead, Voice


class Voices(Protocol):
    def of(self, agent_id: str) -> Voice:
        """Return how a till speaks; of one that never signed a fresh record."""
        ...

    def all(self) -> dict[str, Voice]: ...

    def put(self, voice: Voice) -> None: ...

    def orders(self, agent_id: str, after: int) -> list[Order]:
        """Return what was ordered behind a serial, in order."""
        ...

    def last_serial(self, agent_id: str) -> int: ...

    def put_order(self, order: Order) -> None: ...

    def head(self, agent_id: str, incarnation: str) -> SignedHead | None: ...

    def put_head(self, head: SignedHead) -> None: ...

    def end(self, agent_id: str, incarnation: str, seq: int) -> None:
        """Remember that nothing behind ``seq`` is applied by itself; the first such word stays."""
        ...

    def ended_at(self, agent_id: str, incarnation: str) -> int | None:
        """Return that seq, None = the till is not shut out."""
        ...
