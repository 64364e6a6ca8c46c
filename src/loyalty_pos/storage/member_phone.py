"""The phone that ``member-qr`` plays: its keys, its passport and how many codes it has shown, in a file of its owner's.

A real phone keeps the private key where nothing can read it; this one is for showing and trying.
"""

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from loyalty_pos.core.member_code.layout import MemberCode, Passport
from loyalty_pos.core.member_code.showing import Phone, next_code
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.sealing import new_signing_key, signed_message, signing_public
from loyalty_pos.storage.vault import FileVault

_PRIVATE: Final = "private"
_PHONE: Final = "phone"
_NAME_BYTES: Final = 8


class MemberPhone:
    """One played phone in a folder; ``who``: as its owner was named when it was set up."""

    def __init__(self, folder: Path, who: str) -> None:
        name = hashlib.blake2b(who.strip().encode(), digest_size=_NAME_BYTES).hexdigest()
        folder.mkdir(parents=True, exist_ok=True)
        self._file = FileVault(folder / f"phone-{name}.json")

    def public_key(self, *, new: bool = False) -> bytes:
        """Return the public half of its key, made at the first call; ``new``: of another phone from now on."""
        private = self._file.get(_PRIVATE)
        if private is None or new:
            made, _ = new_signing_key()
            self._file.put(_PRIVATE, made.hex())
            private = made.hex()
        return signing_public(bytes.fromhex(private))

    def phone(self) -> Phone | None:
        """Return what it knows, None before the centre told it anything."""
        text = self._file.get(_PHONE)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text, type=Phone)
        except msgspec.MsgspecError as error:
            raise BadMessage(reason="phone") from error

    def take(self, network: str, card: int, passport: Passport) -> Phone:
        """Keep what the centre gave; the counter of its codes goes on."""
        before = self.phone()
        phone = Phone(network, card, passport, before.counter if before else -1)
        self._keep(phone)
        return phone

    def show(self, phone: Phone, now_s: int, *, long: bool) -> tuple[Phone, MemberCode]:
        """Return the next code; it is counted in the file before anybody sees it."""
        private = bytes.fromhex(self._file.get(_PRIVATE) or "")
        after, code = next_code(phone, now_s, lambda message: signed_message(private, message), long=long)
        self._keep(after)
        return after, code

    def _keep(self, phone: Phone) -> None:
        self._file.put(_PHONE, msgspec.json.encode(phone).decode())
