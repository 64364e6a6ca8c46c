"""The real centre under the bad network of ``centre_world``: certificates and a code for many, taken by honest tills.

Tills decide with the product's own rules; what they take without a guarantee is never more than the centre told before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.rows import voucher_row
from loyalty_pos.centre.vouchers.books import debt_of
from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.reserve import reserved
from loyalty_pos.core.leases.rights import Right, Seen, Used, right, taken, weight
from loyalty_pos.core.leases.value import Value, Worth, voucher_subject
from loyalty_pos.core.sale import Promised, Tender, TenderKind, UsedCode
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import HoldAsk
from loyalty_pos.wire.rows import VoucherRow
from tests.fakes.centre import MINUTE_US, new_uuid
from tests.fakes.till_folder import a_sale
from tests.property.centre_world import PROGRAMME, CentreWorld, Counterside, place

FLOOR_MINOR = 3_000
USES = 40
CERTIFICATES, CODE = (501, 502), 601
KEYS = (*CERTIFICATES, CODE)
VALUE = 20_000
SERIES = f"""
certificate_home_minor = {FLOOR_MINOR}
certificate_guest_minor = {FLOOR_MINOR}
[[certificate]]
id = "gift"
name = "Gift"
[[coupon_series]]
id = "many"
name = "For all"
uses = {USES}
"""
STEPS = 300


@dataclass
class Beside:
    """What one till knows of vouchers and took of them: (seq, key, amount, by floor) of its sales."""

    rows: dict[int, VoucherRow] = field(default_factory=dict)
    contained: int = 0
    took: list[tuple[int, int, int, int]] = field(default_factory=list)


class VoucherWorld(CentreWorld):
    """``with_holds``: sometimes the centre is asked; then what comes behind its hold may be missing too."""

    def __init__(self, seed: int, folder: Path, *, with_holds: bool) -> None:
        super().__init__(seed, folder)
        self.with_holds = with_holds
        self.beside: dict[tuple[str, str], Beside] = {}
        self.hq.admin.set_programme(PROGRAMME + SERIES)
        certificates = [
            Voucher(key, VoucherKind.CERTIFICATE, "gift", VoucherState.ACTIVE, VALUE, VALUE, home="store-1")
            for key in CERTIFICATES
        ]
        code = Voucher(CODE, VoucherKind.COUPON, "many", VoucherState.ACTIVE, uses_left=USES)
        self.hq.books.write(lambda desk: _brought(desk, [*certificates, code]))

    def _of(self, till: Counterside) -> Beside:
        return self.beside.setdefault(till.who, Beside())

    def _pull(self, till: Counterside) -> Callable[[], None]:
        arrive, own = super()._pull(till), self._of(till)

        def taken_in() -> None:
            before = till.cursor
            arrive()
            if till.cursor != before:  # the page of this moment came through
                rows = [one for one in self.hq.admin.feed_rows("store-1") if one.table == "voucher"]
                own.rows = {int(one.key): decode(one.row, VoucherRow) for one in rows}
                own.contained = self.projected().get(till.who, 0)

        return taken_in

    def voucher_right(self, till: Counterside, key: int) -> Right:
        """Return what this till may take by itself, by the rules of the product."""
        own, lease = self._of(till), till.lease
        row = own.rows.get(key)
        if lease is None or row is None or place(till.cursor) < place(lease.cursor):
            return Right()
        home, guest = lease.certificates
        policy = Policy(
            Floors(*lease.floors), lease.risk, ttl_us=lease.ttl_us, certificates=Floors(home=home, guest=guest),
            coupons=lease.coupons, worth=Worth(*lease.worth),
        )  # fmt: skip
        used = till.used.get(voucher_subject(key), Used())._replace(risk=till.risk)
        since = sum(amount for seq, one, amount, _ in own.took if one == key and seq > own.contained)
        there = row.rest_minor - row.reserved - since + used.floor if key != CODE else 0
        value = Value.USES if key == CODE else Value.MONEY
        seen = Seen(there, lease.quotas.get(str(key), 0), Holder.HOME, value)
        own_lease = Lease(
            lease.agent_id, lease.incarnation, lease.epoch, lease.issued_us, lease.closed_seq, 0, policy
        )
        return right(own_lease, seen, used, self.hq.clock.us - lease.issued_us)

    def _redeem(self, till: Counterside) -> None:
        if self.random.randrange(2):
            super()._redeem(till)
            return
        key, op = self.random.choice(KEYS), new_uuid()
        wanted = 1 if key == CODE else self.random.randrange(1, 4_000)
        granted = 0
        if self.with_holds and self.random.randrange(3) == 0:
            ask = HoldAsk(op, voucher_subject(key), wanted)
            granted = self.hq.centre.ask_hold(ask, till.store_id, till.stream.agent_id).granted
            granted = granted if self.random.randrange(3) else 0
        met = Right() if granted else taken(self.voucher_right(till, key), wanted)
        amount = granted or met.points
        if not amount or self.random.randrange(10) == 0:
            self._send(lambda: lambda: self.hq.centre.release_hold(op))
            return
        value = Value.USES if key == CODE else Value.MONEY
        policy = Policy(Floors(), 0)
        risk = weight(policy, value, met.floor)
        promised = (Promised(str(key), op, met.grant, met.floor, risk),)
        facts: dict[str, object] = {"promised": promised}
        if key == CODE:
            facts["used_codes"] = (UsedCode(str(key), "many", "many-10"),)
        else:
            tender = Tender(TenderKind.CERTIFICATE, amount, str(key))
            facts |= {"tenders": (tender,), "certificate_minor": amount, "paid_minor": 0}
        sale = a_sale(
            1,
            sale_id=new_uuid(),
            code=new_uuid(),
            store_id=till.store_id,
            sold_at_us=self.hq.clock.us,
            **facts,
        )
        till.stream.commit(sale, lease_epoch=till.epoch)
        till.count(voucher_subject(key), Right(met.grant, risk))
        subject = voucher_subject(key)
        till.used[subject] = till.used[subject]._replace(floor=till.used[subject].floor - risk + met.floor)
        self._of(till).took.append((till.spent_at, key, amount, met.floor))

    def vouchers(self) -> dict[int, Voucher]:
        return self.hq.books.write(lambda desk: desk.vouchers.load(KEYS))

    def look_at_vouchers(self) -> None:
        """What is held and set aside is what holds and shares say; what is owed is the sum of the debts."""

        def read(desk: Desk) -> None:
            known = desk.vouchers.load(KEYS)
            shares = desk.set_aside.shares([voucher_subject(key) for key in KEYS])
            for key, voucher in known.items():
                subject = voucher_subject(key)
                assert voucher.set_aside == sum(map(reserved, shares.get(subject, {}).values()))
                assert voucher.held == sum(hold.amount for hold in desk.holds.open_of(subject))
                assert debt_of(voucher) == sum(debt.rest for debt in desk.debts.open_of([subject]))

        self.hq.books.write(read)


def _brought(desk: Desk, vouchers: list[Voucher]) -> None:
    desk.vouchers.put(vouchers)
    desk.feed.publish([voucher_row(one) for one in vouchers])


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_overdrawn_by_more_than_was_told(seed: int, tmp_path: Path) -> None:
    world = VoucherWorld(seed, tmp_path, with_holds=False)
    for number in range(STEPS):
        world.step()
        if number % 50 == 49:
            before = world.vouchers()
            told = {one.key: one.worst for one in world.worst().certificates}
            world.heal()
            world.look()
            world.look_at_vouchers()
            for key, voucher in world.vouchers().items():
                gone = max(0, -voucher.there) - max(0, -before[key].there)
                assert gone <= told.get(key, 0), (key, gone, told)
    assert world.vouchers()[CODE].uses_left >= 0, "never more often than it has uses"
    assert sum(len(one.took) for one in world.beside.values()) > 20
    assert world.faults["late"] and world.faults["answer lost"]
    world.hq.close()


def test_with_holds_the_books_agree_and_nobody_goes_beyond_his_right(tmp_path: Path) -> None:
    world = VoucherWorld(7, tmp_path, with_holds=True)
    for _ in range(STEPS):
        world.step()
    world.heal()
    world.hq.clock.us += 16 * MINUTE_US
    world.hq.centre.run_daily()
    world.look()
    world.look_at_vouchers()
    projected = world.projected()
    took = [(key, amount) for one in world.beside.values() for seq, key, amount, _ in one.took]
    lost = [
        (key, amount)
        for who, one in world.beside.items()
        for seq, key, amount, _ in one.took
        if seq > projected.get(who, 0)
    ]
    for key in CERTIFICATES:
        paid = sum(amount for one, amount in took if one == key) - sum(a for one, a in lost if one == key)
        written_off = world.vouchers()[key].rest_minor - (VALUE - paid)
        assert written_off >= 0, "what the daily round forgave is the only other thing that happened"
    world.hq.close()
