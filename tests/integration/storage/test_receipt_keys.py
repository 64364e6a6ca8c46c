"""A till's own signature: tried at once, made anew for a till that never had one, and never in the way of a receipt."""

from pathlib import Path

import pytest

from loyalty_pos.core.problems import CentreUnreachable, StorageFailing
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.storage.sealing import new_device_key
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.wiring.proof.receipts import TillSignatures
from tests.fakes.till_folder import Counter


class Centre:
    """Hears of keys, or is not there."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_there = True

    def tell_key(self, device_key: str) -> None:
        if not self.is_there:
            raise CentreUnreachable(reason="down")
        self.told.append(device_key)


def test_a_signature_is_believed_with_its_own_key_alone() -> None:
    private, public = new_device_key()
    keys = ReceiptKeys(lambda: private)
    signature = keys.sign(b"paper")
    assert keys.works()
    assert keys.is_signed(public, b"paper", signature)
    assert not keys.is_signed(public, b"papers", signature)
    assert not keys.is_signed(new_device_key()[1], b"paper", signature)
    for no_key in ("", "device", "%%%", "AAAA"):
        assert not keys.is_signed(no_key, b"paper", signature)


@pytest.mark.parametrize("kept", [None, "", "AAAA", "%%%"])
def test_a_till_without_a_usable_key_prints_without_a_signature(kept: str | None) -> None:
    keys = ReceiptKeys(lambda: kept)
    assert (keys.sign(b"paper"), keys.works()) == (b"", False)


def test_a_vault_that_fails_does_not_stop_a_receipt() -> None:
    def broken() -> str:
        raise StorageFailing(path="vault.json", reason="read")

    assert ReceiptKeys(broken).sign(b"paper") == b""


def test_a_till_from_before_gets_a_key_and_tells_the_centre_once(tmp_path: Path) -> None:
    files = Counter(tmp_path).files
    assert files.identity.device_key() is None
    centre = Centre()
    centre.is_there = False
    signatures = TillSignatures(files.identity, centre)
    signature = signatures.sign(b"paper")
    signatures.after_exchange(SyncState(online=True))
    assert centre.told == []
    centre.is_there = True
    signatures.after_exchange(SyncState(online=False))
    for _ in range(2):
        signatures.after_exchange(SyncState(online=True))
    (public,) = centre.told
    assert signatures.is_signed(public, b"paper", signature)
    again = TillSignatures(files.identity, centre)
    again.after_exchange(SyncState(online=True))
    assert (centre.told, again.is_signed(public, b"x", again.sign(b"x"))) == ([public], True)
    files.close()
