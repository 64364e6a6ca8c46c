"""What a till may decide alone, in memory, with the rules of the real one: counters come from the journal's sales."""

from dataclasses import dataclass, field

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.rights import Doubt, Right, Seen, Used, right, with_phone
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.ports import Clock, LeaseView
from loyalty_pos.till.voucher_rights.port import VoucherRight
from tests.fakes.journal import MemoryJournal
from tests.fakes.shop import KnownMembers

GENEROUS = Policy(Floors(home=300, visited=100, guest=20), risk=1_000)


@dataclass
class MemoryRights:
    """``policy`` None = no lease. ``grants``: set aside by account; ``holders``: how near, else at home."""

    journal: MemoryJournal
    members: KnownMembers
    clock: Clock
    policy: Policy | None = None
    epoch: int = 0
    grants: dict[str, int] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)
    doubt: Doubt = field(default_factory=Doubt)
    asked: int = 0
    _issued_us: int = 0
    _closed: int = 0

    def lend(self, policy: Policy = GENEROUS, **grants: int) -> None:
        """Take the next lease in; its counters begin at zero."""
        self.policy, self.grants = policy, grants
        self.epoch += 1
        self.journal.lease_epoch = self.epoch
        self._issued_us, self._closed = micros(self.clock.now()), len(self.journal.facts)

    def right(self, account_id: str, *, shown: bool = False) -> Right:
        self.asked += 1
        if self.policy is None:
            return Right()
        member = self.members.by_account(account_id)
        used = self.used(account_id)
        here = sum(lot.remaining for lot in member.lots) - member.debt if member else 0
        seen = Seen(
            max(0, here + used.grant + used.floor),
            self.grants.get(account_id, 0),
            self.holders.get(account_id, Holder.HOME),
        )
        if shown:
            seen = with_phone(seen, self.policy.floors)
        lease = Lease("till-1", "first", self.epoch, self._issued_us, self._closed, 0, self.policy)
        return right(lease, seen, used, micros(self.clock.now()) - self._issued_us, self.doubt)

    def lease(self) -> LeaseView:
        if self.policy is None:
            return LeaseView()
        return LeaseView(
            self.epoch,
            moment(self._issued_us),
            self.policy.risk,
            self.policy.risk - self.used("").risk,
            self.policy.wait,
            self.policy.per_sale,
        )

    def used(self, account_id: str) -> Used:
        """What the sales since the lease took."""
        sales = [sale for sale in self.journal.sales_since(self._closed) if sale.by_grant or sale.by_floor]
        own = [sale for sale in sales if sale.account_id == account_id]
        return Used(
            sum(sale.by_grant for sale in own),
            sum(sale.by_floor for sale in own),
            sum(sale.by_floor for sale in sales),
        )


class Unlimited:
    """Everything may be taken by itself: for tests of what happens with certificates and coupons, not of who promises them."""

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:  # noqa: ARG002 - the port's shape
        return VoucherRight(Right(max(0, voucher.there)))

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:  # noqa: ARG002 - as above
        return 0
