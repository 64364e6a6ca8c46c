"""Rules of the protocol broken one by one, and oracles made blind: each must be noticed, or the rule is not proven.

A mutant says in its docstring which rule of offline.md 1.3 it breaks. ``hunt`` plays worlds until one is noticed.
"""

# ruff: noqa: ARG002 - a broken rule does not look at what its sound one looks at

from dataclasses import replace
from typing import Final

from loyalty_pos.core.leases.lease import MONEY, Lease
from loyalty_pos.core.leases.reserve import Share
from loyalty_pos.core.leases.rights import Right, Used
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.centre import Card, Centre, Hold, Settled, Stream
from loyalty_pos.lab.promise.messages import Answer, Ask, Event, Pull, Push, Pushed, Renew, Renewed, Rows
from loyalty_pos.lab.promise.oracle import Oracle
from loyalty_pos.lab.promise.till import Till
from loyalty_pos.lab.promise.world import Story, World

# --- the centre ---------------------------------------------------------------------------------------


class NoDedup(Centre):
    """Events that came already are applied again."""

    def push(self, message: Push) -> Pushed:
        stream = self.streams[message.who]
        self._hear(message.who, message.epoch)
        for event in message.events:
            if event.seq <= stream.stored + 1:
                stream.stored = max(stream.stored, event.seq)
                stream.applied += 1
                self._apply(message.who, event)
        return Pushed(stream.stored)


class GapsAccepted(Centre):
    """A batch that overtook an earlier one is taken, and the watermark jumps over the hole."""

    def push(self, message: Push) -> Pushed:
        stream = self.streams[message.who]
        self._hear(message.who, message.epoch)
        for event in message.events:
            if event.seq > stream.stored:
                stream.stored = event.seq
                stream.applied += 1
                self._apply(message.who, event)
        return Pushed(stream.stored)


class HoldStays(Centre):
    """A captured hold is freed only when its time is over: a rule too careful, but its points come back twice."""

    def _settle(self, who: int, event: Event, card: Card) -> tuple[int, int, int]:
        hold = card.holds.get(event.op)
        result = super()._settle(who, event, card)
        if hold is not None and not hold.lapsed:
            card.balance += hold.points
        return result


class UnsettledRenewed(Centre):
    """A lease is renewed before everything of the old epoch is in (rule 6 i)."""

    def _is_settled(self, stream: Stream, message: Renew) -> bool:
        return True


class BalanceTold(Centre):
    """Tills are told the balance, not what is available (rule 6 ii)."""

    def pull(self, message: Pull) -> Rows:
        told = super().pull(message)
        return told._replace(
            rows=tuple((number, max(0, self.cards[number].balance)) for number, _ in told.rows)
        )


class DroppedOld(Centre):
    """The old share is freed as soon as a new lease is made out, while its answer may be lost (rule 6 iii)."""

    def renew(self, message: Renew, now: int) -> Renewed | None:
        answer = super().renew(message, now)
        if answer is not None:
            for card in self.cards:
                if message.who in card.shares:
                    card.shares[message.who] = card.shares[message.who][-1:]
        return answer


class GrantFromBalance(Centre):
    """A share is taken of the balance, though it was promised elsewhere."""

    def renew(self, message: Renew, now: int) -> Renewed | None:
        answer = super().renew(message, now)
        if answer is None:
            return None
        grants = []
        for number, _ in answer.grants:
            card = self.cards[number]
            points = max(0, card.balance) * self.policy.share_bp // 10_000
            card.shares[message.who] = (*card.shares[message.who][:-1], Share(answer.lease.epoch, points))
            grants.append((number, points))
        return answer._replace(grants=tuple(grants))


class HoldFromBalance(Centre):
    """A hold is granted from the balance (I1)."""

    def ask(self, message: Ask, now: int) -> Answer:
        card = self.cards[message.card]
        if (
            message.op not in card.holds
            and 0 < message.points <= card.balance
            and message.op not in self.captured
        ):
            card.holds[message.op] = Hold(message.who, message.points, now + 15)
        return super().ask(message, now)


class HoldTwice(Centre):
    """An operation that a sale has captured may be held again: its points are never free any more."""

    def _was_captured(self, op: int) -> bool:
        return False

    def lapse(self, now: int) -> None:
        return


class GrantNotTaken(Centre):
    """A spend of the grant does not lower the share: it may be granted again and again."""

    def _settle(self, who: int, event: Event, card: Card) -> tuple[int, int, int]:
        before = card.shares.get(who, ())
        result = super()._settle(who, event, card)
        card.shares[who] = before
        return result


class LaterSharesKept(Centre):
    """A share made out before a spend stays as it was (the till will never take it in)."""

    def _settle(self, who: int, event: Event, card: Card) -> tuple[int, int, int]:
        later = tuple(share for share in card.shares.get(who, ()) if share.epoch > event.epoch)
        result = super()._settle(who, event, card)
        card.shares[who] = (*card.shares[who], *later)
        return result


class QuotaFromAll(Centre):
    """A quota of a code is a part of all its uses, though other tills have theirs."""

    def _share_of(self, card: Card, till: int) -> int:
        return super()._share_of(card, till) if card.value is not Value.USES else 10_000

    def renew(self, message: Renew, now: int) -> Renewed | None:
        codes = [card for card in self.cards if card.value is Value.USES]
        others = [
            {who: card.shares.pop(who) for who in list(card.shares) if who != message.who} for card in codes
        ]
        answer = super().renew(message, now)
        for card, shares in zip(codes, others, strict=True):
            card.shares |= shares
        return answer


# --- the till -----------------------------------------------------------------------------------------


class NoFloorLimit(Till):
    """Everything in the cache may be spent."""

    def right(self, card: int, now: int) -> Right:
        found = super().right(card, now)
        return Right(found.grant, self.rows.get(card, 0)) if self.lease else found


class NotCounted(Till):
    """What was taken of the floor right is forgotten."""

    def _count(self, card: int, met: Right) -> None:
        super()._count(card, Right(met.grant, 0))


class GrantNotCounted(Till):
    """What was taken of the grant is forgotten."""

    def _count(self, card: int, met: Right) -> None:
        super()._count(card, Right(0, met.floor))


class RiskNotCounted(Till):
    """Nobody adds up what the till takes of all cards."""

    def _count(self, card: int, met: Right) -> None:
        super()._count(card, met)
        self.risk = 0


class MoneyNotWeighed(Till):
    """What certificates pay is not counted in the budget of the till."""

    def _weight(self, card: int, floor: int) -> int:
        return 0 if self.values.get(card) is Value.MONEY else super()._weight(card, floor)


class WeightRoundedDown(Till):
    """A part of a point is nothing: many small payments are more money than R allows."""

    def _weight(self, card: int, floor: int) -> int:
        return floor // MONEY if self.values.get(card) is Value.MONEY else super()._weight(card, floor)


class QuotaAndFloor(Till):
    """Beyond its quota of a code for many a till takes one use more, as of a coupon that counts once."""

    def _there(self, card: int, value: Value, used: Used) -> int:
        return self.rows.get(card, 0) if value is Value.USES else super()._there(card, value, used)


class OwnDeedsTwice(Till):
    """What the centre's row contains already is carried on once more."""

    def take_rows(self, rows: Rows) -> None:
        contained = self.contained
        super().take_rows(rows)
        self.contained = contained


class StaleLeaseTaken(Till):
    """A lease made out before the newest redemption is taken, and its share is whole again."""

    def _may_take(self, lease: Lease) -> bool:
        return lease.incarnation == str(self.who) and lease.epoch > self.epoch


class OldLeaseTaken(Till):
    """A lease of an older epoch, that was overtaken, is taken."""

    def _may_take(self, lease: Lease) -> bool:
        return lease.incarnation == str(self.who) and self.spent_at <= lease.closed_seq


class RowsNotAwaited(Till):
    """A new lease counts before the rows that it was made out from are in."""

    def right(self, card: int, now: int) -> Right:
        place, self.place = self.place, 1 << 60
        try:
            return super().right(card, now)
        finally:
            self.place = place


class RowsOvertaken(Till):
    """A page of older rows that was overtaken is taken in."""

    def take_rows(self, rows: Rows) -> None:
        self.rows.update(rows.rows)
        self.place = max(self.place, rows.place)


# --- the world ----------------------------------------------------------------------------------------


class CopyNotNoticed(World):
    """A disk that was restored from an old copy goes on under its old name (decisions 26: the term R)."""

    def _restore(self, number: int) -> None:
        till = self.tills[number]
        self.network.faults["restored"] += 1
        till.used, till.risk = {}, 0


# --- blind oracles ------------------------------------------------------------------------------------


class WatermarkOracle(Oracle):
    """Looks at watermarks instead of counting what was applied: a jumped gap stays hidden."""

    def complete(self, centre: Centre, who: int, written: int) -> None:
        if centre.streams[who].stored != written:
            self.breaches.append("watermark")

    def conserved(self, centre: Centre, opening: int) -> None:
        return


class ForgetfulOracle(Oracle):
    """Forgets what the office took and what came behind its hold: it complains of sound worlds, so both terms are needed."""

    def check_excursion(self, centre: Centre, card: int, before: int, allowed: int, extra: int) -> None:
        super().check_excursion(centre, card, before, allowed, 0)


class LenientOracle(Oracle):
    """Forgets what each lease allows."""

    def check_lease(self, centre: Centre, done: Settled) -> None:
        return

    def check_excursion(self, centre: Centre, card: int, before: int, allowed: int, extra: int) -> None:
        return


CENTRES: Final = (
    NoDedup, GapsAccepted, HoldStays, UnsettledRenewed, BalanceTold, DroppedOld, GrantFromBalance, HoldFromBalance,
    HoldTwice, GrantNotTaken, LaterSharesKept, QuotaFromAll,
)  # fmt: skip
TILLS: Final = (
    NoFloorLimit, NotCounted, GrantNotCounted, RiskNotCounted, StaleLeaseTaken, OldLeaseTaken, RowsNotAwaited,
    RowsOvertaken, MoneyNotWeighed, WeightRoundedDown, QuotaAndFloor, OwnDeedsTwice,
)  # fmt: skip


ORDINARY: Final = Story(tills=4, cards=3, hours=120)
"""Members who buy and earn; everything goes wrong now and then."""
POOR: Final = Story(tills=3, cards=2, balance=700, earned=8, debits=0, restored=0, pause=60)
"""Much is spent and little earned: accounts stay below zero for long."""
ROUGH: Final = replace(POOR, balance=300, slow=200, no_feed=40, cut=5)
"""The same, and one message of five is overtaken by others; rows do not come though leases do."""
MIXED: Final = replace(POOR, cards=1, certificates=2, codes=1, balance=300)
"""The same with certificates and a code for many beside a member: what they take weighs in one budget."""
STORIES: Final = (ORDINARY, POOR, ROUGH, MIXED)


def broken_world(mutant: type[Centre | Till | World]) -> type[World]:
    """Return a world with one rule broken."""
    if issubclass(mutant, World):
        return mutant
    part = "centre_type" if issubclass(mutant, Centre) else "till_type"
    return type(f"With{mutant.__name__}", (World,), {part: mutant})


def seen_by(world: type[World], oracle: type[Oracle]) -> type[World]:
    """Return the world looked at by another oracle."""
    return type(f"{world.__name__}SeenBy{oracle.__name__}", (world,), {"oracle_type": oracle})


def hunt(world: type[World], seeds: int, stories: tuple[Story, ...] = STORIES) -> tuple[int, str] | None:
    """Return the first seed at which something is noticed in any story, and what; None = the mutant lives."""
    for seed in range(seeds):
        for story in stories:
            breaches = world(seed, story).play().breaches
            if breaches:
                return seed, breaches[0]
    return None
