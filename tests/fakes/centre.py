"""A centre on a real database with a clock held by hand, and a till's stream made without a till."""

import base64
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from loyalty_pos.centre.admin import CentreAdmin, MemberItem
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.membership import account_of
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.sale import Fact
from loyalty_pos.storage.centre.books import CentreSecrets, SqlBooks, open_postgres, open_sqlite
from loyalty_pos.storage.centre.schema import upgrade_sqlite
from loyalty_pos.storage.migrations.script import centre_script
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.storage.vault import MemoryVault, file_key
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.events import GENESIS, Event, body_text, kind_of, sign_chain
from loyalty_pos.wire.messages import Changes, Enrol, Enrolled, HoldAnswer, HoldAsk, Push, Pushed
from loyalty_pos.wire.rows import ROW_TYPES, AccountRow
from tests.fakes.till_folder import NOON

CARD = "2900000000000001"
MINUTE_US = 60 * 1_000_000
_ids = iter(range(1, 10**12))


def new_uuid() -> str:
    """Return a UUID that nobody else has in this run."""
    return uuid7(micros(NOON) // 1000, next(_ids).to_bytes(10, "big"))


@dataclass
class ClockByHand:
    us: int = micros(NOON)

    def now_us(self) -> int:
        return self.us


@cache
def _empty_books() -> tuple[str, bytes]:
    """Return the key and the bytes of books that hold every table and no row, made once a process.

    Nearly all the time of a short test went into making tables by the steps of fifteen releases.
    """
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-books-") as folder:
        path, key_hex = Path(folder, "centre.db"), file_key(MemoryVault(), "centre.db")
        upgrade_sqlite(path, key_hex, centre_script)
        return key_hex, path.read_bytes()


class Headquarters:
    """The centre with everything behind it; ``where`` is a folder or the address of a PostgreSQL database."""

    def __init__(self, where: Path | str) -> None:
        self.clock = ClockByHand()
        self.vault = MemoryVault()
        self.secrets = CentreSecrets(self.vault)
        self.where = where
        self.books = self._opened()
        self._join()
        self.admin.create_store("store-1", "Corner shop")
        self.admin.create_store("store-2", "Market hall")

    def _opened(self) -> SqlBooks:
        if isinstance(self.where, str):
            return open_postgres(self.where, centre_script)
        path = self.where / "centre.db"
        if not path.exists():
            key_hex, empty = _empty_books()
            self.vault.put(path.name, key_hex)
            path.write_bytes(empty)
        return open_sqlite(path, self.vault, centre_script)

    def _join(self) -> None:
        self.centre = Centre(self.books, self.clock, self.secrets)
        self.admin = CentreAdmin(self.books, self.clock, self.secrets)

    def restart(self) -> None:
        self.books.close()
        self.books = self._opened()
        self._join()

    def close(self) -> None:
        self.books.close()

    # --- short ways -----------------------------------------------------------------------------------

    def member(self, points: int = 0, card: str = CARD, **told: object) -> str:
        """Bring a member with an opening balance; return the account."""
        item = MemberItem(card, points=points, **told)  # type: ignore[arg-type]  # any field may be told
        assert not self.admin.put_members([item]).refused
        return account_of(item)

    def till(self, store_id: str = "store-1") -> "Stream":
        code = self.admin.make_code(store_id)
        return Stream(self.centre.enrol(Enrol(code, "device", "life-1", "test")))

    def send(self, stream: "Stream", *facts: Fact) -> Pushed:
        """Commit facts at the till and push them."""
        first = len(stream.events) + 1
        for fact in facts:
            stream.commit(fact)
        return self.centre.push(stream.batch(first))

    def account(self, account_id: str) -> AccountRow:
        """Return the account as the tills are told."""
        for change in self.admin.feed_rows("store-1"):
            if change.table == "account" and change.key == account_id:
                return decode(change.row, AccountRow)
        raise LookupError(account_id)

    def points(self, account_id: str) -> int:
        row = self.account(account_id)
        return sum(lot.remaining for lot in row.lots) - row.debt

    def hold(self, account_id: str, points: int, op: str = "") -> HoldAnswer:
        return self.centre.ask_hold(HoldAsk(op or new_uuid(), account_id, points))

    def alarms(self) -> list[str]:
        return [alarm.code for alarm in self.admin.overview().alarms]

    def books_balance(self) -> bool:
        """Tell whether lots less debts are what the entries add up to, in all and for each account; certificates likewise."""
        totals = self.admin.overview().totals
        lines = self.admin.balances(limit=10_000)
        return (
            totals["points_in_lots"] - totals["debt"] == totals["points_booked"]
            and all(line.points_sum == line.entries_sum for line in lines)
            and all(one.is_whole for one in Verifying(self.books).certificates())
        )


@dataclass
class Stream:
    """What a till commits, event by event, with a right chain."""

    place: Enrolled
    incarnation: str = "life-1"
    events: list[Event] = field(default_factory=list)
    person_keys: dict[str, str] = field(default_factory=dict)

    @property
    def agent_id(self) -> str:
        return self.place.agent_id

    def commit(self, fact: Fact, personal: dict[str, str] | None = None, **told: object) -> Event:
        seq = len(self.events) + 1
        person_id, sealed = self._sealed(personal)
        event = Event(
            id=new_uuid(),
            agent_id=self.agent_id,
            incarnation=self.incarnation,
            seq=seq,
            hlc=seq,
            wall_us=micros(NOON),
            zone="Europe/Moscow",
            schema=1,
            kind=kind_of(fact),
            body=body_text(fact),
            cashier_id="anna",
            bundle="",
            lease_epoch=0,
            person_id=person_id,
            sealed=sealed,
            prev=self.events[-1].hash if self.events else GENESIS,
            hash="",
        )
        signed = sign_chain(msgspec.structs.replace(event, **told))
        self.events.append(signed)
        return signed

    def _sealed(self, personal: dict[str, str] | None) -> tuple[str, str]:
        if personal is None:
            return "", ""
        person_id, sealing = new_uuid(), Sealing()
        key = sealing.new_key()
        self.person_keys[person_id] = sealing.wrap(key, self.place.centre_key, person_id)
        return person_id, sealing.seal(personal, key, person_id)

    def batch(self, from_seq: int = 1, to_seq: int | None = None) -> Push:
        events = self.events[from_seq - 1 : to_seq]
        return Push(self.agent_id, self.incarnation, from_seq, events, self.person_keys)

    def card_key(self, number: str) -> int:
        return lookup_key("card", number, base64.b64decode(self.place.lookup_key))


def told_rows(changes: Changes, table: str) -> list[msgspec.Struct]:
    """Return the rows of one table in a page of changes."""
    return [decode(change.row, ROW_TYPES[table]) for change in changes.rows if change.table == table]
