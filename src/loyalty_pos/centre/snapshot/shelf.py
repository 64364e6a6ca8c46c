"""Where finished snapshots lie, and what tills are refused about them."""

from typing import ClassVar, Protocol

from loyalty_pos.core.problems import Problem


class SnapshotRequired(Problem):
    """What the till has is so old that words of what is gone are no longer kept."""

    code: ClassVar[str] = "snapshot_required"


class SnapshotNotReady(Problem):
    """It is being made; the till goes on with what it has and asks again."""

    code: ClassVar[str] = "snapshot_not_ready"


class UnknownSnapshot(Problem):
    """A newer one has taken its place: the till asks for the offer again."""

    code: ClassVar[str] = "unknown_snapshot"


class Shelf(Protocol):
    """Snapshots beside the books; what lies there must not be readable by whoever finds the disk."""

    def claim(self) -> bool:
        """Tell whether nobody makes one at this moment; then the caller does, until ``release``."""
        ...

    def release(self) -> None:
        """Let the next one be made."""
        ...

    def put(self, serial: str, number: int, page: bytes) -> None:
        """Keep one page of a snapshot that is being made."""
        ...

    def publish(self, serial: str, head: bytes, signature: str) -> None:
        """Show the snapshot, all pages of which were put; the one before stays for tills in the middle of it."""
        ...

    def newest(self) -> tuple[bytes, str] | None:
        """Return head and signature of the one that is shown."""
        ...

    def page(self, serial: str, number: int) -> bytes:
        """Return a page. Raises ``UnknownSnapshot``."""
        ...

    def drop(self) -> None:
        """Destroy all of them."""
        ...
