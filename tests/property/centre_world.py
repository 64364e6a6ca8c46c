"""A real centre under tills, loss and overtaking: honest tills that decide with the product's own rules, by seed.

The network loses, doubles and delays; a disk may come back as another life of the till. Nothing here knows how the centre
keeps its books: it is judged by what it answers and by ``centre.lent.free``.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from loyalty_pos.centre.leases.exposure import Exposure, exposure
from loyalty_pos.centre.leases.issuing import Unsettled
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.reserve import reserved
from loyalty_pos.core.leases.rights import Right, Seen, Used, right, taken
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Changes, HoldAsk, LeaseAsk, Leased, LeaseRow, Pushed
from loyalty_pos.wire.rows import AccountRow
from tests.fakes.centre import MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_sale

FLOOR: Final = 50
RISK: Final = 120
PROGRAMME: Final = f"""
id = "club"
names = {{ en = "Club" }}
[accrual]
rate_bp = 100
[redemption]
[redemption.offline]
preset = "strict"
home = {FLOOR}
visited = {FLOOR}
guest = {FLOOR}
app = {FLOOR}
risk = {RISK}
"""
SHOPS: Final = 4
MEMBERS: Final = 4
OPENING: Final = 150
Answer = TypeVar("Answer")


@dataclass
class Counterside:
    """One life of a till: its journal, what it was told, the lease it took in and what it took under it."""

    stream: Stream
    store_id: str
    sent: int = 0
    cursor: str = ""
    rows: dict[str, AccountRow] = field(default_factory=dict)
    lease: LeaseRow | None = None
    used: dict[str, Used] = field(default_factory=dict)
    risk: int = 0
    spent_at: int = 0
    by_hold: list[tuple[int, str, int]] = field(default_factory=list)
    by_floor: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def epoch(self) -> int:
        return self.lease.epoch if self.lease else 0

    def right(self, account_id: str, now_us: int) -> Right:
        """Return what may be taken by itself, by the rules of the product."""
        row = self.rows.get(account_id)
        if self.lease is None or row is None or place(self.cursor) < place(self.lease.cursor):
            return Right()
        lease = self.lease
        policy = Policy(Floors(*lease.floors), lease.risk, lease.per_sale, 0, lease.ttl_us)
        own = Lease(
            lease.agent_id, lease.incarnation, lease.epoch, lease.issued_us, lease.closed_seq, 0, policy
        )
        there = sum(lot.remaining for lot in row.lots) - row.debt - row.reserved
        holder = Holder.BLOCKED if row.online_only else Holder.HOME
        seen = Seen(there, lease.grants.get(account_id, 0), holder)
        used = self.used.get(account_id, Used())._replace(risk=self.risk)
        return right(own, seen, used, now_us - lease.issued_us)

    @property
    def who(self) -> tuple[str, str]:
        return self.stream.agent_id, self.stream.incarnation

    def to_come(
        self, took: list[tuple[int, str, int]], projected: dict[tuple[str, str], int], member: str = ""
    ) -> list[int]:
        """Return the points of a member ("" = of all) in sales that the centre has not settled yet."""
        known = projected.get(self.who, 0)
        return [points for seq, whose, points in took if seq > known and member in {"", whose}]

    def count(self, account_id: str, met: Right) -> None:
        """Count what was taken under this lease."""
        used = self.used.get(account_id, Used())
        self.used[account_id] = Used(used.grant + met.grant, used.floor + met.floor)
        self.risk += met.floor
        self.spent_at = len(self.stream.events)

    def take_lease(self, lease: LeaseRow) -> None:
        """Take a lease in if it is newer and knows of everything that was redeemed."""
        if lease.epoch > self.epoch and self.spent_at <= lease.closed_seq:
            self.lease, self.used, self.risk = lease, {}, 0


def place(cursor: str) -> int:
    """Return the place of a cursor of one and the same feed."""
    return int(cursor.rpartition(".")[2] or 0)


class CentreWorld:
    """Plays one story; ``faults`` counts what the network and the disks did."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = random.Random(seed)
        self.hq = Headquarters(folder)
        self.hq.admin.set_programme(PROGRAMME)
        for number in range(3, SHOPS + 1):
            self.hq.admin.create_store(f"store-{number}", f"Shop {number}")
        self.tills = [self._till(f"store-{number}") for number in range(1, SHOPS + 1)]
        self.lives = list(self.tills)
        self.members = [self.hq.member(OPENING, card=f"29000000000000{n:02}") for n in range(MEMBERS)]
        self.later: list[Callable[[], None]] = []
        self.faults: Counter[str] = Counter()

    # --- what happens ---------------------------------------------------------------------------------

    def step(self) -> None:
        """Let one thing happen."""
        self.hq.clock.us += self.random.randrange(1, 30) * MINUTE_US
        till = self.random.choice(self.tills)
        what = self.random.randrange(100)
        if what < 42:
            self._redeem(till)
        elif what < 50:
            self._earn(till)
        elif what < 51:
            self._restore(till)
        else:
            self._talk(till, what)
        while self.later and self.random.randrange(3) == 0:
            self.later.pop(self.random.randrange(len(self.later)))()

    def _talk(self, till: Counterside, what: int) -> None:
        """Let a till say one thing, or everything in its order, or nothing."""
        push, pull, renew = self._push, self._pull, self._renew
        said = [push] if what < 60 else [pull] if what < 65 else [renew] if what < 70 else [push, renew, pull]
        for word in said if what < 85 else []:
            self._send(partial(word, till))

    def heal(self) -> None:
        """Let everything that was said arrive, and every till tell all."""
        for word in self.later:
            word()
        self.later.clear()
        for till in self.tills:
            self._push(till, again=True)()

    def _till(self, store_id: str) -> Counterside:
        return Counterside(self.hq.till(store_id), store_id)

    def _restore(self, till: Counterside) -> None:
        """The disk is another one; what was not sent is gone, what is under way may still arrive."""
        self.faults["restored"] += 1
        life = f"life-{self.faults['restored'] + 1}"
        fresh = Counterside(Stream(till.stream.place, life), till.store_id)
        self.tills[self.tills.index(till)] = fresh
        self.lives.append(fresh)

    def _redeem(self, till: Counterside) -> None:
        """Ask the centre, sometimes in vain, and sell whatever it says."""
        member, wanted, op = self.random.choice(self.members), self.random.randrange(1, 60), new_uuid()
        granted = 0
        if self.random.randrange(3) == 0:
            answer = self.promised(
                member, lambda: self.hq.centre.ask_hold(HoldAsk(op, member, wanted), till.store_id)
            )
            if self.random.randrange(3):
                granted = answer.granted
            else:
                self.faults["answer of a hold lost"] += 1
        met = Right() if granted else taken(till.right(member, self.hq.clock.us), wanted)
        points = granted or met.points
        if not points or self.random.randrange(10) == 0:
            self._send(lambda: lambda: self.hq.centre.release_hold(op))
            return
        self._commit(till, member, redeemed=points, by_grant=met.grant, by_floor=met.floor, operation=op)
        till.count(member, met)
        till.by_hold.append((till.spent_at, member, granted))
        till.by_floor.append((till.spent_at, member, met.floor))

    def _earn(self, till: Counterside) -> None:
        self._commit(till, self.random.choice(self.members), accrued=self.random.randrange(1, 40))

    def _commit(self, till: Counterside, member: str, **facts: object) -> None:
        sale = a_sale(
            1,
            sale_id=new_uuid(),
            code=new_uuid(),
            account_id=member,
            store_id=till.store_id,
            sold_at_us=self.hq.clock.us,
            **facts,
        )
        till.stream.commit(sale, lease_epoch=till.epoch)

    # --- words ----------------------------------------------------------------------------------------

    def _send(self, ask: Callable[[], Callable[[], None]]) -> None:
        """Say something now; it arrives now, later, twice or never."""
        word, fate = ask(), self.random.randrange(100)
        if fate < 8:
            self.faults["lost"] += 1
            return
        if fate < 16:
            self.faults["doubled"] += 1
            self.later.append(word)
        if fate < 40:
            self.faults["late"] += 1
            self.later.append(word)
        else:
            word()

    def _heard(self) -> bool:
        """Tell whether an answer arrives."""
        if self.random.randrange(100) < 12:
            self.faults["answer lost"] += 1
            return False
        return True

    def _push(self, till: Counterside, *, again: bool = False) -> Callable[[], None]:
        start = 0 if again else till.sent
        events = till.stream.events[start : start + 200]
        batch = till.stream.batch(start + 1, start + len(events))

        def arrive() -> None:
            if not events:
                return
            answer: Pushed = self.hq.centre.push(batch)
            if self._heard():
                till.sent = max(till.sent, answer.stored)

        return arrive

    def _pull(self, till: Counterside) -> Callable[[], None]:
        cursor = till.cursor

        def arrive() -> None:
            speaker = self.hq.centre.authorise(till.stream.place.token)
            answer: Changes = self.hq.centre.changes(speaker, till.stream.incarnation, cursor)
            if self._heard() and till.cursor == cursor:
                till.rows |= {c.key: decode(c.row, AccountRow) for c in answer.rows if c.table == "account"}
                till.cursor = answer.cursor

        return arrive

    def _renew(self, till: Counterside) -> Callable[[], None]:
        ask = LeaseAsk(till.epoch, len(till.stream.events))

        def arrive() -> None:
            speaker = self.hq.centre.authorise(till.stream.place.token)
            try:
                answer: Leased = self.promised(
                    "", lambda: self.hq.centre.lease(speaker, till.stream.incarnation, ask)
                )
            except Unsettled:
                self.faults["unsettled"] += 1
                return
            if self._heard():
                till.take_lease(decode(answer.lease, LeaseRow))

        return arrive

    # --- what must hold -------------------------------------------------------------------------------

    def available(self) -> dict[str, int]:
        """Return A of every member."""
        now = moment(self.hq.clock.us)

        def look(desk: Desk) -> dict[str, int]:
            return {one: free(account, now) for one, account in desk.accounts.load(self.members).items()}

        return self.hq.books.read(look)

    def promised(self, member: str, make: Callable[[], Answer]) -> Answer:
        """Let the centre promise something, and look that it had it."""
        before = self.available()
        answer = make()
        for one, after in self.available().items():
            assert after >= min(0, before[one]), (
                f"a promise of {member or 'a lease'} took {before[one]} to {after}"
            )
        return answer

    def worst(self, member: str = "") -> Exposure:
        """Return what the centre says that may happen."""
        return self.hq.books.read(lambda desk: exposure(desk, self.hq.clock.us, account_id=member))

    def held(self, member: str) -> int:
        """Return what sales that are still to come took from holds, whose time may be over by then."""
        seen = self.projected()
        return sum(points for till in self.lives for points in till.to_come(till.by_hold, seen, member))

    def open(self, till: Counterside, member: str = "") -> int:
        """Return what a till took without a guarantee and nobody has heard of, and what it may still take so."""
        taken_so = sum(till.to_come(till.by_floor, self.projected(), member))
        if till not in self.tills:
            return taken_so
        now_us = self.hq.clock.us
        if member:
            return taken_so + till.right(member, now_us).floor
        return taken_so + max(till.right(one, now_us).floor for one in self.members)

    def projected(self) -> dict[tuple[str, str], int]:
        """Return how far the centre has come with each life of each till."""
        lines = self.hq.admin.overview().tills
        return {(line.agent_id, line.incarnation): line.projected for line in lines}

    def look(self) -> None:
        """What is set aside is the sum of the largest shares; what is owed is the sum of the debts."""

        def read(desk: Desk) -> None:
            shares = desk.set_aside.shares(self.members)
            for one, account in desk.accounts.load(self.members).items():
                assert account.head.set_aside == sum(map(reserved, shares.get(one, {}).values()))
                owed = sum(debt.rest for debt in desk.debts.open_of([one]))
                assert account.state.debt == owed

        self.hq.books.read(read)
        assert "spent_beyond_right" not in self.hq.alarms(), "honest tills keep to their leases"
