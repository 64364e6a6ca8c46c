"""What is set aside for tills, of accounts and of codes alike: one way to look at both, under their own locks.

It must never decide how much: that is ``core.leases.reserve``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import FeedRow
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.reserve import Shares, reserved
from loyalty_pos.core.leases.value import voucher_key

Changed = Mapping[str, tuple[Shares, Shares]]
"""(before, after) of one till's shares, by subject."""


def accounts_among(subjects: Iterable[str]) -> list[str]:
    """Return the accounts among subjects of leases."""
    return [one for one in subjects if voucher_key(one) is None]


def vouchers_among(subjects: Iterable[str]) -> set[int]:
    """Return the keys of certificates and codes among subjects of leases."""
    return {key for one in subjects if (key := voucher_key(one)) is not None}


@dataclass(frozen=True, slots=True)
class Aside:
    """One transaction's accounts and codes of which something is, or was, set aside."""

    desk: Desk
    accounts: OpenAccounts
    vouchers: OpenVouchers
    now_us: int

    def load(self, subjects: Collection[str]) -> None:
        """Open what is not open yet: accounts first, like everybody."""
        self.accounts.load(accounts_among(subjects))
        self.vouchers.open(vouchers_among(subjects))

    def free(self, subject: str) -> int:
        """Return A: what may still be promised to anybody, below zero = overdrawn."""
        key = voucher_key(subject)
        if key is None:
            return free(self.accounts.get(subject), moment(self.now_us))
        voucher = self.vouchers.get(key)
        return voucher.free if voucher is not None else 0

    def keep(self, who: tuple[str, str], changed: Changed) -> None:
        """Write a till's shares; what is open keeps their sum."""
        self.desk.set_aside.put_shares(who, {subject: after for subject, (_, after) in changed.items()})
        for subject, (before, after) in changed.items():
            moved = reserved(after) - reserved(before)
            if moved:
                self._add(subject, moved)

    def save(self) -> list[FeedRow]:
        """Write everything that changed; return the rows that tills may feel."""
        return self.vouchers.save() + self.accounts.save(only_felt=True)

    def _add(self, subject: str, moved: int) -> None:
        key = voucher_key(subject)
        if key is None:
            head = self.accounts.get(subject).head
            assert head.set_aside + moved >= 0, "what is set aside is the sum of the largest shares"
            self.accounts.change(replace(head, set_aside=head.set_aside + moved))
            return
        voucher = self.vouchers.get(key)
        if voucher is not None:
            # who has quotas has no floor right, so no till feels what others have
            self.vouchers.promise(replace(voucher, set_aside=voucher.set_aside + moved), is_felt=False)
