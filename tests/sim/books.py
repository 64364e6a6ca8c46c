"""The oracles of the centre's books: lemma and theorems 1 to 3, after each call that may have changed a member's points.

The books are read, never believed: what a call may take is worked out from the entries that are new since the last one and
from the facts that the tills wrote (docs/why/0026). A: what may still be promised, ``centre.lent.free``.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.reserve import Shares
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wire.messages import Leased, LeaseRow

if TYPE_CHECKING:
    from tests.sim.oracles import Oracles

Who = tuple[str, str]
Lent = dict[Who, Shares]
_TAKING: Final = frozenset({"accrual_reversal", "adjust_debit", "transfer_out", "withdrawal", "expiry"})
_NEW: Final = (
    "SELECT position, kind, amount, event_id, operation FROM entry WHERE account_id = $1 AND position > $2 "
    "ORDER BY position"
)
_HEAD_ROWS: Final = "SELECT * FROM account"
_LOT_ROWS: Final = "SELECT * FROM lot ORDER BY account_id, lot_id"
_HOLD_ROWS: Final = "SELECT account_id, op, state, moves, until_us FROM hold ORDER BY account_id, op"
_LENT: Final = "SELECT agent_id, incarnation, epoch, max(home, visited, guest, app), risk FROM lease"
_EVENT: Final = "SELECT agent_id, incarnation, seq FROM event WHERE id = $1"


class Stand(NamedTuple):
    """Of every member: A, and how many entries there are; ``held``: open holds by account and operation; ``lent``: shares."""

    free: dict[str, int]
    entries: dict[str, int]
    held: dict[tuple[str, str], int]
    lent: dict[str, Lent]


class Limits(NamedTuple):
    """What a lease allowed: of one member, and of all."""

    floor: int
    risk: int


@dataclass
class Excursion:
    """A member below zero. ``allowed``: all floor rights there were when it began; ``extra``: W and Λ since."""

    allowed: int
    extra: int = 0


@dataclass
class BooksOracle:
    """Looks at the books before and after each call."""

    oracles: "Oracles"
    accounts: list[str] = field(default_factory=list)
    leases: dict[tuple[Who, int], Limits] = field(default_factory=dict)
    forgotten: set[tuple[Who, int]] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    floors: Counter[tuple[Who, int, str]] = field(default_factory=Counter)
    risks: Counter[tuple[Who, int]] = field(default_factory=Counter)
    excursions: dict[str, Excursion] = field(default_factory=dict)
    copies: int = 0
    extra: int = 0
    deepest: int = 0
    _seen: object = None
    _rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    _known: dict[str, Account] = field(default_factory=dict)
    _held: dict[tuple[str, str], int] = field(default_factory=dict)
    _lent: dict[str, Lent] = field(default_factory=dict)
    _free: dict[str, int] = field(default_factory=dict)
    _at_us: int = 0

    def begin(self) -> None:
        """Remember the leases of the first morning."""
        for agent_id, incarnation, epoch, floor, risk in self._sql(_LENT):
            self.leases[(agent_id, incarnation), epoch] = Limits(floor, risk)

    def stand(self) -> Stand:
        """Return how the books stand."""
        world = self.oracles.world
        mark = (world.centre.books, world.centre.changed)
        if mark != self._seen:
            world.centre.books.read(self._look)
            self._seen = mark
        if world.time.us != self._at_us:
            self._at_us = world.time.us
            self._free.clear()
        for one in self._known.keys() - self._free.keys():
            self._free[one] = free(self._known[one], moment(self._at_us))
        versions = {one: account.head.version for one, account in self._known.items()}
        return Stand(dict(self._free), versions, self._held, self._lent)

    def _look(self, desk: Desk) -> None:
        """Read what was written since the last look; an account of which no row changed is what it was."""
        self._meet()
        rows: dict[str, list[tuple[object, ...]]] = {one: [] for one in self.accounts}
        for table in (_HEAD_ROWS, _LOT_ROWS, _HOLD_ROWS):
            for row in self._sql(table):
                rows.setdefault(row[0], []).append(row)
        changed = [one for one in self.accounts if rows[one] != self._rows.get(one)]
        self._known |= desk.accounts.load(changed)
        for one in changed:
            self._free.pop(one, None)
        self._rows = rows
        self._held = {(hold.account_id, hold.op): hold.amount for hold in desk.holds.open_of("")}
        self._lent = desk.set_aside.shares(self.accounts)

    def _meet(self) -> None:
        """Hear of members who are new, and forget whom a centre that was put back has not heard of yet."""
        there = {row[0] for row in self._sql("SELECT account_id FROM account")}
        gone = set(self.accounts) - there
        self.accounts = [one for one in self.accounts if one in there] + sorted(there - set(self.accounts))
        for one in gone:
            self._known.pop(one, None)
            self._free.pop(one, None)

    def around(self, call: Callable[[], Any], *, promises: bool) -> Any:
        """Do it, and look what it did; ``promises``: it may set aside, and must take nothing."""
        before = self.stand()
        answer = call()
        after = self.stand()
        extra: Counter[str] = Counter()
        for account in self.accounts:
            may_take, free_before = 0, before.free.get(account, 0)
            if after.entries[account] != before.entries.get(account, 0):
                may_take, extra[account] = self._taken(account, before)
            self._lemma(account, free_before, after.free[account], may_take, promises=promises)
            self._excursion(account, free_before, after.free[account], extra[account])
        self.extra += sum(extra.values())
        self._all_debts(after)
        return answer

    # --- what was taken ---------------------------------------------------------------------------------

    def _taken(self, account: str, before: Stand) -> tuple[int, int]:
        """Return what new entries may lower A by, and how much of that is the office's or late (W and Λ).

        What was held or set aside of another account, because a till had not heard that two were parted, guards nothing
        here (W).
        """
        floor = extra = 0
        known, sql = before.entries.get(account, 0), self._sql
        for _, kind, amount, event_id, operation in sql(_NEW, account, known):
            if kind in _TAKING:
                extra += -amount
            elif kind == "redemption":
                held = before.held.get((account, operation), 0)
                one_floor, one_extra = self._redeemed(-amount, event_id, held)
                floor, extra = (
                    floor + one_floor,
                    extra + one_extra + self._lent_elsewhere(account, event_id, before),
                )
        return floor + extra, extra

    def _lent_elsewhere(self, account: str, event_id: str, before: Stand) -> int:
        """Return what a sale took by a share of another account, which was one with this one."""
        ((agent_id, incarnation, _),) = self._sql(_EVENT, event_id)
        event = self.oracles.world.centre.books.read(lambda desk: desk.events.by_id(agent_id, event_id))
        sale = fact_of(event) if event is not None else None
        if event is None or not isinstance(sale, Sale) or not sale.by_grant:
            return 0
        lease = (agent_id, incarnation), event.lease_epoch
        if lease in self.forgotten:
            return 0  # counted whole already
        kin = self.oracles.kin(account)
        mine, others = (
            sum(_share(before.lent.get(one, {}), *lease) for one in names)
            for names in ({account}, kin - {account})
        )
        return min(max(0, sale.by_grant - mine), others)

    def _redeemed(self, points: int, event_id: str, held: int) -> tuple[int, int]:
        """Return what one sale took without a guarantee, and what it took late or under a lease that is forgotten."""
        ((agent_id, incarnation, seq),) = self._sql(_EVENT, event_id)
        who = (agent_id, incarnation)
        event = self.oracles.world.centre.books.read(lambda desk: desk.events.by_id(agent_id, event_id))
        sale = fact_of(event) if event is not None else None
        assert isinstance(sale, Sale), (who, seq)
        lease = (who, event.lease_epoch if event is not None else 0)
        self.oracles.check(sale.redeemed == points, "ledger", f"{points} booked, {sale.redeemed} sold")
        late = max(0, points - sale.by_floor - sale.by_grant - held)
        if lease in self.forgotten:
            return 0, late + sale.by_floor + sale.by_grant
        self._count(lease, sale.account_id, event_id, sale.by_floor)
        return sale.by_floor, late

    def _count(self, lease: tuple[Who, int], account: str, event_id: str, floor: int) -> None:
        """Theorem 2, and the same of each member: what is taken under one lease."""
        if not floor or event_id in self.counted:
            return
        self.counted.add(event_id)
        self.floors[(*lease, account)] += floor
        self.risks[lease] += floor
        limits = self.leases.get(lease)
        self.oracles.check(limits is not None, "lease", f"{floor} taken under {lease}, which nobody made out")
        assert limits is not None
        one, total = self.floors[(*lease, account)], self.risks[lease]
        self.oracles.check(one <= limits.floor, "floor", f"{one} of one member under {lease}: {limits}")
        self.oracles.check(total <= limits.risk, "theorem 2", f"{total} under {lease}: {limits}")

    # --- what must hold ---------------------------------------------------------------------------------

    def _lemma(self, account: str, before: int, after: int, may_take: int, *, promises: bool) -> None:
        if promises:
            self.oracles.check(
                after >= min(0, before), "promise", f"a promise took {account} from {before} to {after}"
            )
        else:
            self.oracles.check(
                after >= before - may_take,
                "lemma",
                f"{account} from {before} to {after}, {may_take} were open",
            )

    def _excursion(self, account: str, before: int, after: int, extra: int) -> None:
        """Theorem 1."""
        if after >= 0:
            self.excursions.pop(account, None)
            return
        if before >= 0 or account not in self.excursions:
            members = 1 + list(self.oracles.joined().values()).count(account)
            self.excursions[account] = Excursion(members * sum(self._lives_floor()) + max(0, -before))
        excursion = self.excursions[account]
        excursion.extra += extra
        bound = excursion.allowed + excursion.extra
        self.deepest = max(self.deepest, -after)
        self.oracles.check(-after <= bound, "theorem 1", f"{account} is {-after} below zero, at most {bound}")

    def _all_debts(self, stand: Stand) -> None:
        """Theorem 3."""
        owed = sum(max(0, -points) for points in stand.free.values())
        lives = {who for who, _ in self.leases}
        risks = sum(max(one.risk for (who, _), one in self.leases.items() if who == life) for life in lives)
        highest = max((one.risk for one in self.leases.values()), default=0)
        bound = risks + self.copies * highest + self.extra
        self.oracles.check(owed <= bound, "theorem 3", f"{owed} owed, at most {bound}")

    def _lives_floor(self) -> list[int]:
        """Return the highest floor right that each life of each till ever had; copies of a disk count once more."""
        highest: dict[Who, int] = {}
        for (who, _), one in self.leases.items():
            highest[who] = max(one.floor, highest.get(who, 0))
        most = max(highest.values(), default=0)
        return [*highest.values(), *([most] * self.copies)]

    # --- leases -----------------------------------------------------------------------------------------

    def made_out(self, answer: bytes) -> None:
        """Remember what a lease allows."""
        row = decode(decode(answer, Leased).lease, LeaseRow)
        who = (row.agent_id, row.incarnation)
        self.leases[who, row.epoch] = Limits(max(row.floors), row.risk)

    def centre_went_back(self) -> None:
        """The centre forgot what it lent since its backup: what is taken under it is nobody's promise any more."""
        kept = {(r[0], r[1], r[2]) for r in self._sql("SELECT agent_id, incarnation, epoch FROM lease")}
        newest = {who: max((e for (a, i, e) in kept if (a, i) == who), default=0) for who, _ in self.leases}
        self.forgotten |= {
            lease for lease in self.leases if lease[1] > newest[lease[0]] or not newest[lease[0]]
        }
        self.excursions.clear()
        stand = self.stand()
        self.extra += sum(max(0, -points) for points in stand.free.values())

    def _sql(self, statement: str, *values: object) -> list[Any]:
        return self.oracles.rows(statement, *values)


def _share(lent: Lent, who: Who, epoch: int) -> int:
    """Return what was set aside for this till in this epoch."""
    return sum(share.points for share in lent.get(who, ()) if share.epoch == epoch)
