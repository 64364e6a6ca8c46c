"""What a till takes receipts of other tills back by, joined; and the key that it signs its own with."""

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.cache.other_tills import GoodsOfPapers, TillKeys, ToldReturns
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.sync.receipts import CentreReceipts
from loyalty_pos.till.other_tills.ports import Elsewhere

if TYPE_CHECKING:
    from loyalty_pos.storage.receipt_keys import ReceiptKeys


class Telling(Protocol):
    """Who tells the centre (``LateCentre``)."""

    def tell_key(self, device_key: str) -> None: ...


class TillSignatures:
    """``till.other_tills.ports.Signatures``, loaded with the first exchange or the first sale, whichever comes first.

    A till from before receipts were signed gets its key now, and the centre hears of it with the next exchange.
    """

    def __init__(
        self, identity: Identity, centre: Telling, when_told: Callable[[], None] = lambda: None
    ) -> None:
        """``when_told`` hears when the centre knows the key."""
        self._when_told = when_told
        self._identity, self._centre = identity, centre
        self._lock = threading.Lock()
        self._keys: ReceiptKeys | None = None
        self._has_told = False

    def sign(self, message: bytes) -> bytes:
        """Return this till's signature, b"" without a key."""
        return self._loaded().sign(message)

    def is_signed(self, public_key: str, message: bytes, signature: bytes) -> bool:
        """Tell whether it is signed with the private half of this key."""
        return self._loaded().is_signed(public_key, message, signature)

    def after_exchange(self, state: SyncState) -> None:
        """Load in the sync thread what the first sale would wait for, and tell a new key where it was not told."""
        self._loaded()
        if not state.online or self._has_told:
            return
        try:
            public = self._identity.untold_device_key()
            if public:
                self._centre.tell_key(public)
                self._identity.device_key_is_told()
                self._when_told()
        except Problem:
            return  # the next exchange tries again
        self._has_told = True

    def renew(self) -> None:
        """Sign with the key that stands in the vault now."""
        with self._lock:
            self._keys = None

    def _loaded(self) -> "ReceiptKeys":
        with self._lock:
            if self._keys is None:
                gc.disable()  # it would walk over the new modules with the window standing still
                try:
                    self._keys = _keys_of(self._identity)
                finally:
                    gc.enable()
            return self._keys


def elsewhere_of(files: TillFiles, signatures: TillSignatures, receipts: CentreReceipts) -> Elsewhere:
    """Return all of it for one till."""
    return Elsewhere(
        keys=TillKeys(files.cache_file.reader()),
        came_back=ToldReturns(files.cache_file.reader()),
        signatures=signatures,
        desk=receipts,
        goods=GoodsOfPapers(files.cache_file.new_reader),
    )


def _keys_of(identity: Identity) -> "ReceiptKeys":
    from loyalty_pos.storage.receipt_keys import ReceiptKeys
    from loyalty_pos.storage.sealing import new_device_key

    def private() -> str | None:
        known = identity.device_key()
        if known is None and identity.enrolled:
            known, public = new_device_key()
            identity.begin_device_key(known, public)
        return known

    return ReceiptKeys(private)
