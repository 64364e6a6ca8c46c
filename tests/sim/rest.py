"""What must hold at a quiet point, when everything arrived: nothing lost, nothing twice, everybody knows the same."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loyalty_pos.centre.kinship.cards import UNDONE_USED
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.sale import Return, Sale, Void
from loyalty_pos.storage.cache.account_row import told
from loyalty_pos.storage.journal.chain import tail_break
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wire.rows import AccountRow
from loyalty_pos.wiring.books import balances_of, events_of
from tests.sim.certificates import Certificates
from tests.sim.till import Machine

if TYPE_CHECKING:
    from tests.sim.oracles import Oracles

HONEST: Final = frozenset(
    {"debt", "returned_twice", "voucher_overdrawn", "voucher_used_twice", "voucher_blocked", UNDONE_USED}
)
"""What customers can do at honest tills that cannot ask."""
FORGOTTEN: Final = frozenset({"price_unknown_bundle", "spent_beyond_right"})
"""What a centre says that forgot what it had given: bundles and leases since its backup."""
_MEMOS: Final = "('hold', 'hold_release', 'activation', 'prolonged', 'debt_repaid')"
_DIGEST: Final = {
    "event": "agent_id, incarnation, seq",
    "entry": "account_id, position",
    "lot": "account_id, lot_id",
    "account": "account_id",
    "document": "owner_id, document_id",
    "lease": "agent_id, incarnation, epoch",
    "alarm": "alarm_id",
}


class Rest:
    """Looks through everything."""

    def __init__(self, oracles: "Oracles") -> None:
        self._oracles = oracles
        self._world = oracles.world
        self._check = oracles.check
        self._joined: dict[str, str] = {}

    def look(self) -> None:
        """Look at all of it."""
        self._joined = self._oracles.joined()
        for machine in self._world.machines:
            if not machine.stopped:
                self._oracles.days.look(machine)
        self._streams()
        self._events()
        self._caches()
        self._points()
        self._alarms()

    # --- streams and events -------------------------------------------------------------------------------

    def _streams(self) -> None:
        """Exactly what each till wrote is stored and projected, and each chain is whole and rises."""
        streams = {(one[0], one[1]): one[2:] for one in self._oracles.rows(_STREAMS)}
        for machine in self._world.machines:
            if machine.stopped:
                continue
            files = machine.till.files
            queue = files.journal.queue()
            there = streams.get(machine.stream)
            told = (queue.head_seq, queue.head_seq, queue.head_hash)
            self._check(queue.waiting == 0, "arrived", f"{machine.name}: {queue.waiting} wait")
            self._check(there == told, "arrived", f"{machine.name} wrote {told}, the centre has {there}")
            self._check(tail_break(files.journal_file.reader()) == 0, "chain", machine.name)
            clocks = [
                row[0] for row in files.journal_file.reader().rows("SELECT hlc FROM event ORDER BY seq")
            ]
            rises = all(one < two for one, two in pairwise(clocks))
            self._check(rises, "hlc", f"{machine.name} went back")

    def _events(self) -> None:
        """Each sale that was told is applied once, with its own points; nothing is booked that nobody wrote."""
        certificates = Certificates(self._oracles)
        certificates.look()
        booked: dict[str, Counter[str]] = {}
        for event_id, kind, amount in self._oracles.rows(_BOOKED):
            booked.setdefault(event_id, Counter())[kind] += amount
        documents = {row[0]: row[1:] for row in self._oracles.rows(_DOCUMENTS)}
        parked = {(row[0], row[1], row[2]): row[3] for row in self._oracles.rows(_PARKED)}
        for sale_id, name in self._oracles.told.items():
            known = sale_id in documents or sale_id in self._oracles.excused
            self._check(known, "lost", f"sale {sale_id} of {name} is not at the centre")
        for machine in self._world.machines:
            if machine.stopped:
                continue
            paid: Counter[str] = Counter()
            sold: dict[str, int] = {}
            for event in events_of(machine.till.files):
                fact = fact_of(event)
                if isinstance(fact, Sale):
                    sold[fact.sale_id] = fact.paid_minor
                    certificates.of_sale(fact)
                    self._sale(event, fact, booked.get(event.id, Counter()), documents.get(fact.sale_id))
                elif isinstance(fact, Return | Void):
                    paid[fact.sale_id] += fact.paid_minor
                    self._undone(event, fact, parked, documents)
            for sale_id, minor in sold.items():
                self._check(
                    paid[sale_id] <= minor, "refund", f"{paid[sale_id]} back of {minor} for {sale_id}"
                )

    def _sale(
        self, event: Event, sale: Sale, booked: Counter[str], document: tuple[object, ...] | None
    ) -> None:
        self._check(document == (event.id, "sale", sale.paid_minor), "once", f"{sale.sale_id}: {document}")
        now = self._joined.get(sale.account_id, sale.account_id)
        if sale.account_id and not {sale.account_id, now} & self._world.erased:
            expected = (-sale.redeemed, sale.accrued)
            found = (booked["redemption"], booked["accrual"])
            self._check(found == expected, "once", f"{sale.sale_id} booked {found}, sold {expected}")

    def _undone(
        self,
        event: Event,
        fact: Return | Void,
        parked: dict[tuple[str, str, int], str],
        documents: dict[str, tuple[object, ...]],
    ) -> None:
        """A return or void is applied, or waits for a sale that is lost with its disk."""
        name = fact.return_id if isinstance(fact, Return) else fact.void_id
        waits = parked.get((event.agent_id, event.incarnation, event.seq))
        if waits is None:
            self._check(name in documents, "once", f"{name} is neither applied nor parked")
        else:
            lost = fact.sale_id not in documents
            self._check(lost, "parked", f"{name} waits for {waits} although its sale is there")

    # --- what everybody knows -----------------------------------------------------------------------------

    def _caches(self) -> None:
        """After healing each till's rows are the centre's."""
        world = self._world
        every = balances_of(world.centre.admin)
        for other in self._joined:
            left = every[other].points_sum
            self._check(left == 0, "joined", f"{other} is part of another account and has {left} of its own")
        gone = world.erased | self._joined.keys()
        balances = {k: v for k, v in every.items() if k not in gone}
        feeds = {store: self._fed(store) for store in {m.till.place.store_id for m in world.machines}}
        for machine in world.machines:
            if machine.stopped:
                continue
            for account_id, line in balances.items():
                member = machine.till.files.members.by_account(account_id)
                points = None if member is None else sum(lot.remaining for lot in member.lots) - member.debt
                same = points == line.points_sum  # what is held is told only where it can be felt (why/0035)
                self._check(
                    same, "caches", f"{machine.name}: {account_id} {points}, centre {line.points_sum}"
                )
            mine = dict(_cached(machine))
            fed = feeds[machine.till.place.store_id]
            for key, row in fed.items():
                self._check(
                    mine.get(key) == row, "caches", f"{machine.name}: {key}: {mine.get(key)} not {row}"
                )

    def _fed(self, store: str) -> dict[tuple[str, str], object]:
        return {
            ("account", change.key): _named(decode(change.row, AccountRow))
            for change in self._world.centre.admin.feed_rows(store)
            if change.table == "account" and change.row
        }

    # --- points -------------------------------------------------------------------------------------------

    def _points(self) -> None:
        """Lots less debts are what the entries add up to, and the entries begin with what there was."""
        for line in balances_of(self._world.centre.admin).values():
            same = line.points_sum == line.entries_sum
            self._check(
                same, "conserved", f"{line.account_id}: {line.points_sum} there, {line.entries_sum} booked"
            )
        for lot in self._oracles.rows("SELECT lot_id, amount, remaining, held FROM lot"):
            holds = 0 <= lot[3] <= lot[2] <= lot[1]
            self._check(holds, "lots", f"{lot}")

    def _alarms(self) -> None:
        """No alarm speaks of a till that did nothing wrong."""
        oracles, world = self._oracles, self._world
        world.centre.repricing.check()
        for alarm in world.centre.admin.overview().alarms:
            excused = (
                alarm.code in HONEST
                or (alarm.code in FORGOTTEN and oracles.centre_went_back)
                or (alarm.code == "fork" and alarm.agent_id in oracles.copied)
                or (alarm.code == "clock_suspect" and alarm.agent_id in oracles.jumped)
                or (alarm.code == "device_key_changed" and alarm.agent_id in oracles.rekeyed)
            )
            self._check(excused, "alarms", f"{alarm.code} of {alarm.agent_id}: {alarm.subject}")

    # --- all of it, once ----------------------------------------------------------------------------------

    def walk(self) -> None:
        """Follow every chain of the centre to its end."""
        verifying = Verifying(self._world.centre.books)
        for stream in verifying.streams():
            self._check(stream.is_whole, "chain", f"{stream}")
        for account in verifying.accounts():
            self._check(account.is_whole, "chain", f"{account}")

    def digest(self) -> str:
        """Return a hash over every journal and every row of the ledger."""
        found = hashlib.sha256()
        for machine in self._world.machines:
            for event in events_of(machine.till.files):
                found.update(repr(event).encode())
        for table, order in _DIGEST.items():
            for row in self._oracles.rows(f"SELECT * FROM {table} ORDER BY {order}"):
                found.update(repr(row).encode())
        return found.hexdigest()


def _named(row: AccountRow) -> object:
    lots = tuple(sorted((lot.id, lot.remaining, lot.held) for lot in row.lots))
    return (
        row.tier_id,
        row.spend_minor,
        row.visits,
        row.debt,
        row.blocked,
        row.reserved,
        row.online_only,
        lots,
    )


def _cached(machine: Machine) -> Iterator[tuple[tuple[str, str], object]]:
    for key, data in machine.till.files.cache_file.reader().rows("SELECT id, row FROM account"):
        row = told(data)
        lots = tuple(sorted((lot.id, lot.remaining, lot.held) for lot in row.lots))
        named = (
            row.tier_id,
            row.spend_minor,
            row.visits,
            row.debt,
            row.blocked,
            row.reserved,
            row.online_only,
        )
        yield ("account", key), (*named, lots)


_STREAMS: Final = "SELECT agent_id, incarnation, stored, projected, head_hash FROM stream"
_BOOKED: Final = (
    f"SELECT event_id, kind, SUM(amount) FROM entry WHERE kind NOT IN {_MEMOS} GROUP BY event_id, kind"
)
_DOCUMENTS: Final = "SELECT document_id, event_id, kind, paid_minor FROM document"
_PARKED: Final = "SELECT agent_id, incarnation, seq, code FROM parked WHERE resolved_us = 0"
