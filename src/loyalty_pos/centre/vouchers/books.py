"""Vouchers opened for one transaction: what facts do to them is collected in memory, saved and told to the tills at once.

A till's facts always win: a certificate that is overdrawn, unknown or blocked has paid all the same, and a person is
told. Each deed is written once, under an id made of the event's; an undoing gives back no more than was done. It
must never know a code: only keyed hashes come here.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from loyalty_pos.centre.intake import BIGGEST
from loyalty_pos.centre.lent.owing import Owed, Owing
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import FeedRow, VoucherDeed
from loyalty_pos.centre.rows import voucher_row
from loyalty_pos.core.leases.value import Value, voucher_subject
from loyalty_pos.core.ledger import entry_id
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import Fact, MemberChanged, Return, Sale, Void
from loyalty_pos.core.vouchers.deeds import (
    UNREADABLE,
    Move,
    What,
    bound,
    left_over,
    moved,
    moves_of,
    undone_by,
)
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.events import Event

Named = Sale | Return | Void | MemberChanged
"""Facts that may do something to a voucher."""


@dataclass(slots=True)
class Plan:
    """What one event will do. ``alarms``: (code, subject) for a person to look at; ``owed``: what it does to debts."""

    deeds: list[VoucherDeed] = field(default_factory=list)
    vouchers: dict[int, Voucher] = field(default_factory=dict)
    alarms: list[tuple[str, str]] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)


class OpenVouchers:
    """Vouchers by key; one that a fact names and nobody knew is made when it is named."""

    def __init__(self, desk: Desk, now_us: int) -> None:
        self._desk = desk
        self.owing = Owing(desk.debts, now_us)
        self._felt: dict[int, None] = {}
        self._vouchers: dict[int, Voucher] = {}
        self._deeds: list[VoucherDeed] = []
        self._of_sale: dict[tuple[str, int], list[VoucherDeed]] = {}
        self._changed: dict[int, None] = {}

    def load(self, facts: Iterable[Fact], also: Collection[int] = ()) -> None:
        """Read the vouchers that these facts name and ``also`` these, and what the sales did that they undo."""
        named = [fact for fact in facts if isinstance(fact, Named)]
        keys = {move.key for fact in named for move in moves_of(fact)} - {UNREADABLE}
        self.open(keys | set(also))
        undone = {fact.sale_id for fact in named if isinstance(fact, Return | Void)} if keys else set()
        for deed in self._desk.vouchers.deeds_of_sales(undone):
            self._of_sale.setdefault((deed.sale_id, deed.key), []).append(deed)

    def open(self, keys: Collection[int]) -> None:
        """Read vouchers by their keys; others must wait for them until this transaction ends."""
        missing = set(keys) - self._vouchers.keys()
        if missing:
            self._vouchers |= self._desk.vouchers.load(missing)

    def get(self, key: int) -> Voucher | None:
        """Return a voucher that was opened, as it is now; None where there is none."""
        return self._vouchers.get(key)

    def put(self, voucher: Voucher, *deeds: VoucherDeed) -> None:
        """Take over a voucher as it shall be, with the deeds that made it so."""
        self._vouchers[voucher.key] = voucher
        self._changed[voucher.key] = None
        self._felt[voucher.key] = None
        for deed in deeds:
            self._deeds.append(deed)
            self._of_sale.setdefault((deed.sale_id, deed.key), []).append(deed)

    def promise(self, voucher: Voucher, *, is_felt: bool) -> None:
        """Take over a voucher of which more or less is promised; ``is_felt``: a till may take more or less of it now."""
        self._vouchers[voucher.key] = voucher
        self._changed[voucher.key] = None
        if is_felt:
            self._felt[voucher.key] = None

    def plan(self, event: Event, fact: Fact, programme: Programme) -> Plan:
        """Return what the event will do. Raises ``BadMessage`` for sums beyond any shop; nothing is changed by this."""
        plan = Plan()
        if not isinstance(fact, Named):
            return plan
        for move in moves_of(fact):
            if move.key == UNREADABLE:
                plan.alarms.append(("voucher_unknown", _act_of(fact)))
                continue
            before = plan.vouchers.get(move.key) or self.get(move.key)
            whole = self._no_more_than_done(plan, fact, move)
            after = bound(moved(before, whole), whole, fact, programme)
            deed = self._note(plan, event, fact, whole)
            plan.owed += _owed(before, after, deed)
            if left_over(after, whole.what, programme):
                rest = Move(move.key, What.FORFEITED, move.kind, -after.rest_minor)
                after = moved(after, rest)
                self._note(plan, event, fact, rest)
            if not -BIGGEST <= after.rest_minor <= BIGGEST or not 0 <= abs(move.amount_minor) <= BIGGEST:
                raise BadMessage(reason="amounts")
            plan.vouchers[move.key] = after
            plan.alarms += [(code, _act_of(fact)) for code in _alarms(before, after, move, whole)]
        return plan

    def take(self, plan: Plan) -> None:
        """Do what was planned."""
        for owed in plan.owed:
            self.owing.change(owed)
        for voucher in plan.vouchers.values():
            self.put(voucher, *(deed for deed in plan.deeds if deed.key == voucher.key))

    def save(self) -> list[FeedRow]:
        """Write everything that changed; return the rows for the tills."""
        changed = [self._vouchers[key] for key in sorted(self._changed)]
        if changed:
            self._desk.vouchers.put(changed)
            self._desk.vouchers.add_deeds(self._deeds)
            self.owing.save()
        return [voucher_row(voucher) for voucher in changed if voucher.key in self._felt]

    def _no_more_than_done(self, plan: Plan, fact: Named, move: Move) -> Move:
        """Return an undoing cut to what the sale did and nothing has undone yet; a void frees what was forfeited."""
        done = undone_by(move)
        if done is None:
            return move
        deeds = [*self._of_sale.get((_act_of(fact), move.key), ()), *plan.deeds]
        deeds = [deed for deed in deeds if deed.key == move.key]
        undoings = {what for what in What if undone_by(replace(move, what=what)) is done}
        if move.uses:
            left = sum((deed.what == done) - (deed.what in undoings) for deed in deeds)
            return move if left > 0 else replace(move, uses=0)
        left = abs(sum(deed.amount_minor for deed in deeds if deed.what == done or deed.what in undoings))
        amount = min(abs(move.amount_minor), left)
        if amount and move.what is What.PAYMENT_VOIDED:
            amount -= sum(deed.amount_minor for deed in deeds if deed.what == What.FORFEITED)
        return replace(move, amount_minor=amount if move.amount_minor > 0 else -amount)

    @staticmethod
    def _note(plan: Plan, event: Event, fact: Named, move: Move) -> VoucherDeed:
        deed = VoucherDeed(
            deed_id=entry_id(event.id, len(plan.deeds)),
            key=move.key,
            what=str(move.what),
            event_id=event.id,
            sale_id=_act_of(fact),
            store_id=fact.store_id,
            amount_minor=move.amount_minor,
            at_us=_at_us(fact),
            rule_id=move.rule_id,
        )
        plan.deeds.append(deed)
        return deed


def debt_of(voucher: Voucher | None) -> int:
    """Return how much was paid by a certificate that was not on it, minor units; nothing of other kinds."""
    if voucher is None or voucher.kind is not VoucherKind.CERTIFICATE:
        return 0
    return max(0, -voucher.rest_minor)


def _owed(before: Voucher | None, after: Voucher, deed: VoucherDeed) -> Iterator[Owed]:
    change = debt_of(after) - debt_of(before)
    if change:
        subject = voucher_subject(deed.key)
        yield Owed(
            deed.deed_id, subject, change, deed.what, deed.event_id, deed.sale_id, deed.store_id, Value.MONEY
        )


def _alarms(before: Voucher | None, after: Voucher, asked: Move, done: Move) -> Iterator[str]:
    """Yield what a person should look at."""
    if abs(done.amount_minor) < abs(asked.amount_minor) or abs(done.uses) < abs(asked.uses):
        yield "returned_twice"
    if asked.what in {What.SOLD, What.PAID, What.USED}:
        if before is None:
            yield "voucher_unknown"
        elif before.state is VoucherState.BLOCKED:
            yield "voucher_blocked"
        elif asked.what is What.SOLD and before.state is not VoucherState.PRINTED and before.value_minor > 0:
            yield "voucher_sold_twice"
    if asked.what is What.USED and after.uses_left < 0 and before is not None:
        yield "voucher_used_twice"
    if (
        asked.what in {What.PAID, What.CANCELLED, What.SALE_VOIDED}
        and after.rest_minor < 0
        and before is not None
    ):
        spent = asked.what is What.PAID and before.state is VoucherState.USED
        yield "voucher_used_twice" if spent else "voucher_overdrawn"


def _act_of(fact: Named) -> str:
    """Return the id under which what belongs together is found: the sale's, or the change's own."""
    return fact.change_id if isinstance(fact, MemberChanged) else fact.sale_id


def _at_us(fact: Named) -> int:
    match fact:
        case Sale():
            return fact.sold_at_us
        case Return():
            return fact.returned_at_us
        case Void():
            return fact.voided_at_us
        case MemberChanged():
            return fact.changed_at_us
