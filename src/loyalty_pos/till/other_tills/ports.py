"""What the counter needs to take back what another till has sold; adapters live in storage and sync.

Everything but ``ReceiptDesk`` answers at once from this machine.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loyalty_pos.core.basket import Article
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.rows import ReturnedRow


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """With which key a till signs its receipts: Ed25519 public, base64. ``revoked``: the till was shut out."""

    agent_id: str
    public_key: str
    revoked: bool = False


class DeviceKeys(Protocol):
    def beginning(self, digits: str) -> Sequence[DeviceKey]:
        """Return the keys of the tills whose receipts' codes begin with these four digits."""
        ...


class CameBack(Protocol):
    def of_sale(self, sale_id: str) -> ReturnedRow | None:
        """Return what the centre told of goods of this sale that came back, None = nothing."""
        ...


class Signatures(Protocol):
    """Ed25519; the first call may cost a tenth of a second."""

    def sign(self, message: bytes) -> bytes:
        """Return this till's signature, b"" = it has no key or cannot read it; never raises: the sale is recorded."""
        ...

    def is_signed(self, public_key: str, message: bytes, signature: bytes) -> bool:
        """Tell whether it is signed with the private half of this key (base64); never raises."""
        ...


@dataclass(frozen=True, slots=True)
class KnownReceipt:
    """What the centre knows of a receipt: the sale itself and what came back of it."""

    sale: Sale
    came_back: ReturnedRow


class ReceiptDesk(Protocol):
    """The centre, asked within its time limit; never on the GUI thread."""

    def ask(self, code: str) -> KnownReceipt | None:
        """Return the receipt; None where the centre does not answer in time or does not know it (yet)."""
        ...


class GoodsByRef(Protocol):
    def by_refs(self, refs: Collection[str]) -> dict[str, Article]:
        """Return articles by the short names of papers (``receipt_proof.lines.article_ref``), as far as they are known."""
        ...


class _Nothing:
    """A till that knows of no other."""

    def beginning(self, digits: str) -> Sequence[DeviceKey]:  # noqa: ARG002 - the port's shape
        return ()

    def of_sale(self, sale_id: str) -> ReturnedRow | None:  # noqa: ARG002 - the port's shape
        return None

    def sign(self, message: bytes) -> bytes:  # noqa: ARG002 - the port's shape
        return b""

    def is_signed(self, public_key: str, message: bytes, signature: bytes) -> bool:  # noqa: ARG002 - the port's shape
        return False

    def ask(self, code: str) -> KnownReceipt | None:  # noqa: ARG002 - the port's shape
        return None

    def by_refs(self, refs: Collection[str]) -> dict[str, Article]:  # noqa: ARG002 - the port's shape
        return {}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """All of it together."""

    keys: DeviceKeys = field(default_factory=_Nothing)
    came_back: CameBack = field(default_factory=_Nothing)
    signatures: Signatures = field(default_factory=_Nothing)
    desk: ReceiptDesk = field(default_factory=_Nothing)
    goods: GoodsByRef = field(default_factory=_Nothing)
