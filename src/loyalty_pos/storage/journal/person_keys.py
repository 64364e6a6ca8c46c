"""Keys of the persons whose data this till sealed: beside the chain, never in it (decisions 21)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from loyalty_pos.storage.database import Connection, Reader
from loyalty_pos.till.ports import Personal


class Sealer(Protocol):
    """``storage.sealing.Sealing``; a Protocol so that cryptography loads with the first new member, not at start."""

    def new_key(self) -> bytes: ...

    def seal(self, fields: Mapping[str, str], key: bytes, person_id: str) -> str: ...

    def wrap(self, key: bytes, centre_key: str, person_id: str) -> str: ...

    def seal_part(self, data: bytes, key: bytes, name: bytes) -> bytes: ...

    def open_part(self, sealed: bytes, key: bytes, name: bytes) -> bytes: ...

    def is_signed(self, public: str, bundle: str, signature: str) -> bool: ...

    def is_right(self, public: bytes, message: bytes, signature: bytes) -> bool: ...

    def is_signed_lease(self, public: str, lease: bytes, signature: str) -> bool: ...


class PersonKeys:
    """One key per person, made at the first need, kept with its copy for the centre."""

    def __init__(self, load_sealer: Callable[[], Sealer]) -> None:
        self._load_sealer = load_sealer

    def seal(self, connection: Connection, personal: Personal, centre_key: str) -> str:
        """Return the sealed personal part, within the caller's transaction."""
        sealer = self._load_sealer()
        person_id = personal.person_id
        row = connection.execute("SELECT key FROM person_key WHERE person_id = ?", (person_id,)).fetchone()
        key: bytes = row[0] if row else sealer.new_key()
        if row is None:
            wrapped = sealer.wrap(key, centre_key, person_id)
            connection.execute("INSERT INTO person_key VALUES (?, ?, ?)", (person_id, key, wrapped))
        return sealer.seal(personal.fields, key, person_id)


def wrapped_keys(reader: Reader, person_ids: Sequence[str]) -> dict[str, str]:
    """Return the keys of these persons as the centre can open them; erased persons are missing."""
    found: dict[str, str] = {}
    for person_id in person_ids:
        row = reader.row("SELECT wrapped FROM person_key WHERE person_id = ?", (person_id,))
        if row:
            found[person_id] = row[0]
    return found
