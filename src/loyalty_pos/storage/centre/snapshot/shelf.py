"""Snapshots in a folder beside the centre's books, every page sealed: AES-256-GCM under a key of the centre's vault.

It must never leave a page in clear on the disk, and never show a snapshot before all of its pages are safe.
"""

import base64
import logging
import re
import secrets
import shutil
import threading
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from loyalty_pos.centre.snapshot.shelf import UnknownSnapshot
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.folders import put_file
from loyalty_pos.storage.vault import Vault
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.snapshot.offer import MAX_SERIAL, SnapshotHead, SnapshotOffer

_KEY: Final = "centre-snapshots"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_HEAD: Final = "head"
_SERIAL: Final = re.compile(rf"[0-9a-f]{{1,{MAX_SERIAL}}}")
_log = logging.getLogger(__name__)


class FolderShelf:
    """Implements ``centre.snapshot.shelf.Shelf``; a folder for each snapshot."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._turn = threading.Lock()
        known = vault.get(_KEY)
        if known is None:
            known = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
            vault.put(_KEY, known)
        self._sealing = AESGCM(base64.b64decode(known))

    def claim(self) -> bool:
        """Tell whether nobody makes one at this moment; then the caller does, until ``release``."""
        return self._turn.acquire(blocking=False)

    def release(self) -> None:
        """Let the next one be made."""
        self._turn.release()

    def put(self, serial: str, number: int, page: bytes) -> None:
        """Keep one page of a snapshot that is being made."""
        folder = self._folder / serial
        folder.mkdir(parents=True, exist_ok=True)
        (folder / str(number)).write_bytes(self._sealed(serial, str(number), page))

    def publish(self, serial: str, head: bytes, signature: str) -> None:
        """Show the snapshot; only the one before stays, for tills in the middle of it."""
        before = self._shown()
        (self._folder / serial).mkdir(parents=True, exist_ok=True)  # one without a page
        offer = SnapshotOffer(head, signature, 0)
        put_file(self._folder / serial / _HEAD, self._sealed(serial, _HEAD, encode(offer)))
        kept = {serial, *(name for _, name in before[-1:])}
        for folder in self._folder.iterdir():
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def newest(self) -> tuple[bytes, str] | None:
        """Return head and signature of the one that is shown."""
        shown = self._shown()
        if not shown:
            return None
        serial = shown[-1][1]
        try:
            offer = decode(self._opened(serial, _HEAD), SnapshotOffer)
            decode(offer.head, SnapshotHead)
        except (UnknownSnapshot, BadMessage):
            _log.warning("snapshot.unreadable serial=%s", serial)
            return None
        return offer.head, offer.signature

    def page(self, serial: str, number: int) -> bytes:
        """Return a page. Raises ``UnknownSnapshot``."""
        if not _SERIAL.fullmatch(serial) or number < 0:
            raise UnknownSnapshot
        return self._opened(serial, str(number))

    def drop(self) -> None:
        """Destroy all of them."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _shown(self) -> list[tuple[int, str]]:
        """Return (time of publishing, serial) of those that are finished, the newest last."""
        return sorted((path.stat().st_mtime_ns, path.parent.name) for path in self._folder.glob(f"*/{_HEAD}"))

    def _sealed(self, serial: str, name: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._sealing.encrypt(nonce, data, f"{serial}/{name}".encode())

    def _opened(self, serial: str, name: str) -> bytes:
        try:
            data = (self._folder / serial / name).read_bytes()
            return self._sealing.decrypt(
                data[:_NONCE_BYTES], data[_NONCE_BYTES:], f"{serial}/{name}".encode()
            )
        except (OSError, InvalidTag, ValueError) as error:
            raise UnknownSnapshot from error
