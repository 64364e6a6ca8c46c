"""Who this till is: its place in the network and the incarnation of its journal.

The place stands in the journal and, because a journal may be lost, also in the vault; the secrets that came with
it are in the vault alone. An incarnation is the life of one journal file: a new file counts its events from 1 anew.
"""

import base64
import secrets
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from loyalty_pos.core.problems import NotEnrolled
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.vault import Vault
from loyalty_pos.wire.messages import Enrolled

INCARNATION_BYTES: Final = 8
_PLACE: Final = "place"
_TOKEN: Final = "token"  # noqa: S105  # the name of the item, not a secret
_LOOKUP: Final = "lookup-key"
DEVICE: Final = "device-key"
UNTOLD: Final = "device-key-untold"


@dataclass(frozen=True, slots=True)
class Place:
    """What enrolment gave, without its secrets. ``centre_key``: X25519 public, base64; ``centre_url`` "" = embedded.

    ``bundle_key``: Ed25519 public, base64, that signs what this till prices by; "" = none was given.
    ``proto``: what the centre spoke at enrolment; from 2 on it signs its answers with the same key.
    ``is_known``: the code named that key, nobody else could answer; otherwise the first answer was taken on trust.
    """

    agent_id: str
    store_id: str
    store_name: str
    till_no: int
    zone: str
    currency: str
    centre_key: str
    centre_url: str = ""
    bundle_key: str = ""
    proto: int = 1
    is_known: bool = False


class Identity:
    """The till's own name card. Not enrolled, it has an incarnation but no place."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self.incarnation, self._place = self._load()

    @property
    def enrolled(self) -> bool:
        """Tell whether this till has a place."""
        return self._place is not None

    def place(self) -> Place:
        """Return the place. Raises ``NotEnrolled``."""
        if self._place is None:
            raise NotEnrolled
        return self._place

    def token(self) -> str:
        """Return the bearer token for the centre. Raises ``NotEnrolled``."""
        return self._secret(_TOKEN)

    def lookup_key(self) -> bytes:
        """Return the 32-byte key under which cards and phones are found. Raises ``NotEnrolled``."""
        return base64.b64decode(self._secret(_LOOKUP))

    def device_key(self) -> str | None:
        """Return the till's private Ed25519 key, base64, if it has one."""
        return self._vault.get(DEVICE)

    def keep_device_key(self, private: str) -> None:
        """Keep the till's private key (``sealing.new_device_key``)."""
        self._vault.put(DEVICE, private)

    def begin_device_key(self, private: str, public: str) -> None:
        """Keep a key that the centre does not know yet."""
        self._vault.put(UNTOLD, public)
        self.keep_device_key(private)

    def untold_device_key(self) -> str:
        """Return the public key that the centre is still to be told, "" = it knows."""
        return self._vault.get(UNTOLD) or ""

    def device_key_is_told(self) -> None:
        """Remember that the centre knows it."""
        self._vault.put(UNTOLD, "")

    def enrol(self, enrolled: Enrolled, centre_url: str = "", *, is_known: bool = False) -> Place:
        """Take the place given: secrets first, so that a place never stands without them."""
        place = Place(
            agent_id=enrolled.agent_id,
            store_id=enrolled.store_id,
            store_name=enrolled.store_name,
            till_no=enrolled.till_no,
            zone=enrolled.zone,
            currency=enrolled.currency,
            centre_key=enrolled.centre_key,
            centre_url=centre_url,
            bundle_key=enrolled.bundle_key,
            proto=enrolled.proto,
            is_known=is_known,
        )
        self._vault.put(_TOKEN, enrolled.token)
        self._vault.put(_LOOKUP, enrolled.lookup_key)
        return self._kept(place)

    def renumber(self, till_no: int) -> None:
        """Go by the number of the till whose place this one got; what is open shows it from the next start on."""
        place = self.place()
        if place.till_no != till_no:
            self._kept(replace(place, till_no=till_no))

    def _kept(self, place: Place) -> Place:
        text = msgspec.json.encode(place).decode()
        self._vault.put(_PLACE, text)
        with self._database.writing() as connection:
            connection.execute("UPDATE identity SET place = ?", (text,))
        self._place = place
        return place

    def _load(self) -> tuple[str, Place | None]:
        reader = self._database.reader()
        row = reader.row("SELECT incarnation, place FROM identity")
        if row is None:
            row = (secrets.token_hex(INCARNATION_BYTES), self._vault.get(_PLACE) or "")
            with self._database.writing() as connection:
                connection.execute("INSERT INTO identity VALUES (1, ?, ?)", row)
        incarnation, text = row
        return incarnation, msgspec.json.decode(text.encode(), type=Place) if text else None

    def _secret(self, name: str) -> str:
        value = self._vault.get(name)
        if value is None or self._place is None:
            raise NotEnrolled
        return value
