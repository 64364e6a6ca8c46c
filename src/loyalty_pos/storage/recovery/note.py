"""The note beside a journal: the journal's key, sealed so that only the centre's private key opens it.

Whoever copies the folder gets nothing by it. It must never hold the key in clear, nor follow another journal's key.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.folders import put_file
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.journal.person_keys import Sealer

NOTE: Final = "journal.recovery"
_MOST_BYTES: Final = 4096


class Note(msgspec.Struct, frozen=True):
    """``sealed``: the key (96 hex digits as text) for the owner of ``centre_key`` (X25519 public, base64), bound to ``name``."""

    agent_id: str
    incarnation: str
    centre_key: str
    sealed: str

    @property
    def name(self) -> str:
        """What the sealed key is bound to."""
        return f"journal:{self.agent_id}:{self.incarnation}"


class RecoveryNote:
    """Keeps the note of one till's journal."""

    def __init__(self, folder: Path, identity: Identity, key: str, load_sealer: Callable[[], Sealer]) -> None:
        """``key``: of the journal's file, 96 hex digits."""
        self._folder = folder
        self._identity = identity
        self._key = key
        self._load_sealer = load_sealer
        self._is_kept = False

    def keep(self) -> None:
        """Write the note unless it is there and is this journal's; nothing without a place in a network.

        Takes a tenth of a second the first time (cryptography is loaded). Raises StorageFull, StorageFailing.
        """
        if self._is_kept or not self._identity.enrolled:
            return
        place = self._identity.place()
        wanted = Note(place.agent_id, self._identity.incarnation, place.centre_key, "")
        there = read_note(self._folder)
        if there is None or msgspec.structs.replace(there, sealed="") != wanted:
            sealed = self._load_sealer().wrap(self._key.encode(), place.centre_key, wanted.name)
            note = msgspec.structs.replace(wanted, sealed=sealed)
            put_file(self._folder / NOTE, msgspec.json.encode(note))
        self._is_kept = True


def read_note(folder: Path) -> Note | None:
    """Return the note in a till's folder, None where there is none or it cannot be read."""
    try:
        with (folder / NOTE).open("rb") as file:
            return msgspec.json.decode(file.read(_MOST_BYTES), type=Note)
    except (OSError, msgspec.MsgspecError):
        return None


def opened(note: Note, unwrap: Callable[[str, str], bytes]) -> str:
    """Return the journal's key. ``unwrap``: of the centre. Raises BadMessage: another centre's, or damaged."""
    try:
        return unwrap(note.sealed, note.name).decode("ascii")
    except UnicodeDecodeError as error:
        raise BadMessage(reason="key") from error
