"""One shop for both: a real centre behind a real socket, real tills with real files and keys, and books to compare."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from loyalty_pos.storage.sealing import SigningKey, signing_key
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wire.codec import MEDIA_TYPE, encode
from loyalty_pos.wire.messages import PROTO
from loyalty_pos.wire.signing.words import (
    HEADER,
    PROTO_HEADER,
    Asked,
    Said,
    key_id,
    read_answered,
    request_text,
)
from loyalty_pos.wiring.books import differences
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, OPENING_POINTS, PIN, STORE, fill_shop

AN_HOUR_US = 3_600_000_000


class Shop:
    """A centre with one store, and tills in it."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        """``data``: where the centre is, if not in a folder of its own."""
        self._folder = folder
        self._data = data or folder / "data"
        fill_shop(self._data).close()
        self.centre: RunningCentre = start_centre(CentreSettings(folders_at(self._data).centre))
        self.tills: dict[str, Till] = {}

    def settings(self, name: str, url: str = "") -> TillSettings:
        """Return how a till is opened: its keys stand in its folder."""
        folder = self._folder / name
        return TillSettings(folder, language="en", centre_url=url, vault=FileVault(folder / VAULT_FILE))

    def till(self, name: str, url: str = "") -> Till:
        """Return an enrolled till with an open shift; ``url``: where it looks for its centre from now on."""
        (self._folder / name).mkdir(exist_ok=True)
        enrol(self.settings(name), self.centre.url, self.centre.admin.make_code(STORE))
        return self.open(name, url)

    def new_folder(self) -> Path:
        """Return an empty folder for a till that is still to be enrolled."""
        folder = self._folder / f"new-{secrets.token_hex(4)}"
        folder.mkdir()
        return folder

    def open(self, name: str, url: str = "") -> Till:
        """Open a till again, as after a restart."""
        if name in self.tills:
            self.tills.pop(name).close()
        till = self.tills[name] = open_shop_till(self.settings(name, url))
        till.staff.log_in(PIN)
        if till.world.journal.open_shift() is None:
            till.shift.open(0)
        return till

    def restart_centre(self, between: Callable[[], object] = lambda: None) -> None:
        """End the centre's process, as far as this one can play it, and begin another after what comes ``between``."""
        settings = CentreSettings(folders_at(self._data).centre, port=self.centre.port)
        self.centre.stop()
        between()
        self.centre = start_centre(settings)

    def differences(self) -> list[str]:
        """Return what the books of the centre and of all tills do not agree upon."""
        reports = reports_of(self.centre.open)
        opening = {line.account_id: OPENING_POINTS for line in reports.balances("", 100)}
        files = [till.files for till in self.tills.values()]
        return [str(one) for one in differences(files, reports, opening)]

    def points(self) -> int:
        """Return the points of all members by the centre's books; they must be what the entries add up to."""
        lines = self.centre.admin.balances("", 100)
        assert all(line.points_sum == line.entries_sum for line in lines)
        return sum(line.points_sum for line in lines)

    def alarms(self) -> set[str]:
        """Return the codes of what the centre tells a person."""
        return {one.code for one in self.centre.open.books.read(lambda desk: desk.watch.alarms())}

    def close(self) -> None:
        """End everything."""
        for till in self.tills.values():
            till.close()
        self.centre.stop()


def sold(till: Till, card: str = CARDS[0], goods: int = 2) -> int:
    """Sell something for cash and return its receipt number; nothing that a centre does may stop it."""
    for code in (card, *BARCODES[:goods]):
        till.register.scan(code)
    return till.register.pay_exact().sale.number


@dataclass
class StolenVoice:
    """A till's token and key in the hands of somebody who says with them whatever he likes."""

    url: str
    token: str
    agent_id: str
    incarnation: str
    key: SigningKey | None
    run: str = ""
    offset_us: int = 0

    @staticmethod
    def of(till: Till, url: str) -> "StolenVoice":
        """Take them from a till's vault."""
        identity = till.files.identity
        private = identity.device_key() or ""
        return StolenVoice(
            url, identity.token(), identity.place().agent_id, identity.incarnation, signing_key(private)
        )

    def headers(self, asked: Asked, **other: object) -> dict[str, str]:
        """Return the headers of a question; ``at_us``, ``nonce``, ``run``, ``key``, ``signature`` may be others."""
        key = other.get("key", self.key)
        headers = {
            "authorization": f"Bearer {self.token}",
            PROTO_HEADER: str(PROTO),
            "content-type": MEDIA_TYPE,
        }
        if not isinstance(key, SigningKey):
            return headers
        asked = asked._replace(proto=str(PROTO))
        said = Said(
            key_id(key.public),
            int(str(other.get("at_us", now_us() + self.offset_us))),
            str(other.get("nonce", secrets.token_hex(16))),
            str(other.get("run", self.run)),
        )
        signature = str(other.get("signature", key.sign(request_text(asked, said))))
        return headers | {HEADER: said._replace(signature=signature).header}

    def say(self, method: str, target: str, message: object = None, **other: object) -> httpx.Response:
        """Ask something, signed; the life of the centre is learnt from its answers."""
        body = message if isinstance(message, bytes) else encode(message) if message is not None else b""  # type: ignore[arg-type]  # any message of the wire
        response = httpx.request(
            method,
            self.url + target,
            content=body or None,
            headers=self.headers(Asked(method, target, body=body), **other),
            timeout=10,
            verify=False,  # as the liar's
            trust_env=False,
        )
        answered = read_answered(response.headers.get(HEADER, ""))
        if answered is not None:
            self.run = answered.run
        return response

    def greet(self) -> httpx.Response:
        """Say hello twice at most: the first time only tells the centre's life."""
        response = self.say("GET", self.place("hello"))
        return self.say("GET", self.place("hello")) if response.status_code != httpx.codes.OK else response

    def place(self, what: str) -> str:
        """Return the address of something of this till's stream."""
        return f"/v1/agents/{self.agent_id}/{self.incarnation}/{what}"


def now_us() -> int:
    """Return this machine's time."""
    return time.time_ns() // 1_000
