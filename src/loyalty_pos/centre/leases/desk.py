"""Leases, holds and debts as people see and change them in the office. Every call is one transaction."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.centre.holds import release_hold
from loyalty_pos.centre.leases import debts, lost
from loyalty_pos.centre.leases.aside import accounts_among, vouchers_among
from loyalty_pos.centre.leases.exposure import Exposure, certificate_now, exposure
from loyalty_pos.centre.lent.records import Debt
from loyalty_pos.centre.partners.finding import Who, account_named, programme_now
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.speaking.shutting import shut_out as shut_till
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.leases.value import Value, voucher_key, voucher_subject
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.programme import PointUnit

MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Points that an operation holds. ``till_no`` 0 = not known which till asked."""

    op: str
    account_id: str
    points: int
    until_us: int
    agent_id: str
    store_id: str
    till_no: int


class LeaseDesk:
    """The office's side of paying with points while the centre is away."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def exposure(self, store_id: str = "", member: str = "") -> tuple[Exposure, PointUnit]:
        """Return the worst case now, and what a point is worth. Raises UnknownMember."""
        now_us = self._clock.now_us()

        def look(desk: Desk) -> tuple[Exposure, PointUnit]:
            subject = self._named(desk, member) if member else ""
            key = voucher_key(subject)
            found = exposure(desk, now_us, store_id=store_id, account_id="" if key is not None else subject)
            if key is not None:
                one = certificate_now(desk, key)
                found = replace(found, cards=(), certificates=(one,) if one else ())
            return found, programme_now(desk, now_us, store_id).unit

        return self._books.read(look)

    def lose(
        self, agent_id: str, reason: str, *, life: str = "", is_gone: bool = False, shut_out: bool = False
    ) -> tuple[int, int] | None:
        """Free what was set aside for a lost till, or for one life of it: (accounts, minor points).

        ``is_gone``: nothing of it will ever come. None = there is no such till.
        """
        now_us = self._clock.now_us()

        def work(desk: Desk) -> tuple[int, int] | None:
            if desk.tills.till(agent_id) is None:
                return None
            if shut_out:
                shut_till(desk, now_us, agent_id)
            return lost.declare_lost(desk, now_us, lost.Loss(agent_id, reason, life, is_gone))

        return self._books.write(work)

    def holds(self) -> list[HeldLine]:
        """Return what is held now, what ends first in front."""

        def look(desk: Desk) -> list[HeldLine]:
            tills = {till.agent_id: till for till in desk.tills.tills()}
            return [
                HeldLine(
                    op=hold.op,
                    account_id=hold.account_id,
                    points=hold.amount,
                    until_us=hold.until_us,
                    agent_id=hold.agent_id,
                    store_id=tills[hold.agent_id].store_id if hold.agent_id in tills else "",
                    till_no=tills[hold.agent_id].till_no if hold.agent_id in tills else 0,
                )
                for hold in desk.holds.open_of("")
            ]

        return self._books.read(look)

    def release(self, op: str) -> bool:
        """Give a hold back at once; False = nothing is held for this operation. Raises BadMessage."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> bool:
            known = desk.holds.get(op)
            if known is None or known.state != "open":
                return False
            release_hold(desk, now_us, op)
            return True

        return self._books.write(work)

    def debts(self, *, also_ended: bool = False) -> list[Debt]:
        """Return what is owed, the newest first."""
        return self._books.read(lambda desk: desk.debts.newest(MOST, also_ended=also_ended))

    def write_off(self, member: str, reason: str) -> int:
        """Write off all that a member owes; return the minor points. Raises UnknownMember."""
        now_us = self._clock.now_us()
        return self._books.write(
            lambda desk: debts.write_off(desk, now_us, self._named(desk, member), reason)
        )

    def claim(self, member: str, reason: str) -> int:
        """Note that the member is asked for it; return the minor points. Raises UnknownMember."""
        return self._books.write(lambda desk: debts.claim(desk, self._named(desk, member), reason))

    def value_of(self, member: str) -> Value:
        """Return what is owed by whoever or whatever this names. Raises UnknownMember."""
        subject = self._books.read(lambda desk: self._named(desk, member))
        return Value.POINTS if voucher_key(subject) is None else Value.MONEY

    def called(self, account_ids: Collection[str]) -> dict[str, str]:
        """Return how a person knows these members: short name and a card's last digits, what there is of them.

        Of a member who was forgotten no name is there any more.
        """
        ids = list(dict.fromkeys(account_ids))

        def look(desk: Desk) -> dict[str, str]:
            cards = {card.account_id: f"**** {card.last4}" for card in desk.members.cards_of(ids)}
            known = desk.accounts.load(accounts_among(ids)).items()
            ends = {voucher_subject(one.key): one for one in desk.vouchers.look(vouchers_among(ids))}
            parts = {name: (one.head.shown_name, cards.get(name, "")) for name, one in known}
            parts |= {name: (one.series, f"**** {one.last4}") for name, one in ends.items()}
            return {name: ", ".join(filter(None, said)) for name, said in parts.items() if any(said)}

        return self._books.read(look)

    def stores(self) -> dict[str, str]:
        """Return the names of the shops."""
        return self._books.read(lambda desk: {one.store_id: one.name for one in desk.tills.stores()})

    def unit(self) -> PointUnit:
        """Return what a point is worth."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: programme_now(desk, now_us).unit)

    def _named(self, desk: Desk, member: str) -> str:
        """Return the account of a card, a phone, or an account's own name; the subject of a certificate's code."""
        for who in (Who(account_id=member), Who(card=member), Who(phone=member)):
            with suppress(UnknownMember):
                return account_named(desk, self._secrets.lookup_key, who)
        key = voucher_key(member) or lookup_key("voucher", compact(member), self._secrets.lookup_key)
        if desk.vouchers.look([key]):
            return voucher_subject(key)
        raise UnknownMember
