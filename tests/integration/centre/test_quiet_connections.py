"""Two ends of a quiet connection must not give it up in the same moment: the question between them would be lost."""

from pathlib import Path

from loyalty_pos.sync.client import KEPT_S, Access, CentreClient
from loyalty_pos.wiring.centre import CentreSettings, start_centre


def test_the_centre_keeps_a_quiet_connection_longer_than_a_till_uses_it_again(tmp_path: Path) -> None:
    """Else a till that speaks every five seconds hears now and then that nobody is there, and waits for nothing."""
    centre = start_centre(CentreSettings(tmp_path))
    client = CentreClient(Access(centre.url))
    try:
        pool = client._connection()._transport._pool  # type: ignore[attr-defined]  # httpx says it nowhere else
        assert pool._keepalive_expiry == KEPT_S
        assert centre._server._server.config.timeout_keep_alive >= 2 * KEPT_S
    finally:
        client.close()
        centre.stop()
