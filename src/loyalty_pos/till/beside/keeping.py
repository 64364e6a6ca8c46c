"""From the figures that were told to the sale that is written down: kept, confirmed, cancelled; each once.

A receipt that the other program printed is a fact: whatever changed meanwhile, confirming it is never refused for that.
"""

from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.beside.paper import OtherPaper, PaperKind, read_paper
from loyalty_pos.core.leases.rights import taken
from loyalty_pos.core.problems import (
    BesideCancelled,
    BesideKeyUsed,
    BesideSold,
    BesideUnknown,
    LeaseRenewed,
    OtherPaperKind,
    OtherPaperSum,
    OtherPaperTaken,
    StorageBusy,
)
from loyalty_pos.core.sale import Promised, Sale
from loyalty_pos.till.beside.receipt import BesideReceipt
from loyalty_pos.till.other_programs.port import OVER_RIGHT, PRINTED, BesideBook, Kept, KeptKind, KeptState
from loyalty_pos.till.ports import Draft, NoRights
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.voucher_rights.port import NoVoucherRights
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.kept import KeptSale, kept_text, read_sale

_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Confirmed:
    """``again``: the sale was in the book already."""

    sale: Sale
    again: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Figures of which nobody has said whether the other program printed them."""

    key: str
    kept: KeptSale


class Keeping:
    """Receipts by key. ``world``: of whoever acts now; its desk may be one of its own."""

    def __init__(self, book: BesideBook) -> None:
        self._book = book

    def keep(self, world: TillWorld, key: str, receipt: BesideReceipt, *, window: bool = False) -> KeptSale:
        """Keep what is told now under the key, in place of what was told before, and return it.

        Raises ``BesideSold``, ``BesideCancelled``, ``BesideKeyUsed``, and what ``BesideReceipt.told`` raises.
        """
        self.refuse_settled(world, key)
        kept = kept_of(receipt, window=window)
        self._put(world, key, KeptState.TOLD, kept)
        return kept

    def save(self, world: TillWorld, key: str, kept: KeptSale) -> None:
        """Keep what the till's own screen shows; what is settled already stays settled."""
        there = self._book.get(key)
        if there is None or there.state is KeptState.TOLD:
            self._put(world, key, KeptState.TOLD, kept)

    def refuse_settled(self, world: TillWorld, key: str) -> KeptSale | None:
        """Return what stands under the key, None = nothing. Raises ``BesideSold``, ``BesideCancelled``, ``BesideKeyUsed``."""
        there = self._book.get(key)
        if there is None:
            return None
        kept = self._sale_of(there)
        if (done := world.journal.sale_by_id(kept.sale.sale_id)) is not None:
            raise BesideSold(receipt=str(done.number))
        if there.state is KeptState.CANCELLED:
            raise BesideCancelled
        return kept

    def confirm(
        self, world: TillWorld, key: str, paper: str = "", printed_minor: int | None = None
    ) -> Confirmed:
        """Write the sale down in one durable transaction; a second time it is the same one.

        Raises ``BesideUnknown``, ``BesideCancelled``, ``BesideKeyUsed``, ``OtherPaperUnreadable``, ``OtherPaperSum``,
        ``OtherPaperKind``, ``OtherPaperTaken``, ``StorageFull``, ``StorageBusy``: then nothing changed.
        """
        there = self._book.get(key)
        if there is None:
            raise BesideUnknown
        kept = self._sale_of(there)
        done = world.journal.sale_by_id(kept.sale.sale_id)
        if done is not None:
            self._settle(world, key, kept)
            return Confirmed(done, again=True)
        if there.state is KeptState.CANCELLED:
            raise BesideCancelled
        key_of_paper = self._paper_of(world, kept.sale, paper, printed_minor)
        sale = self._recorded(world, kept, key_of_paper)
        self._settle(world, key, kept)
        return Confirmed(sale)

    def cancel(self, world: TillWorld, key: str) -> None:
        """Forget what was told: nothing was printed. Holds are given back; a second time nothing happens.

        Raises ``BesideUnknown``, ``BesideSold``, ``BesideKeyUsed``.
        """
        there = self._book.get(key)
        if there is None:
            raise BesideUnknown
        kept = self._sale_of(there)
        if (done := world.journal.sale_by_id(kept.sale.sale_id)) is not None:
            raise BesideSold(receipt=str(done.number))
        if there.state is KeptState.CANCELLED:
            return
        self._put(world, key, KeptState.CANCELLED, kept)
        ops = {kept.op, kept.sale.operation, *(one.operation for one in kept.sale.promised)}
        world.desk.releases.extend(op for op in sorted(ops) if op)

    def unfinished(self, world: TillWorld) -> tuple[Unfinished, ...]:
        """Return what was told and neither confirmed nor cancelled, oldest first."""
        found = [Unfinished(there.key, read_sale(there.body)) for there in self._book.told()]
        return tuple(one for one in found if world.journal.sale_by_id(one.kept.sale.sale_id) is None)

    def with_rights(self, world: TillWorld, key: str) -> TillWorld:
        """Return the till with what a receipt may take without the centre: nothing while another that waits takes something."""
        others = [one.kept.sale for one in self.unfinished(world) if one.key != key]
        alone = [one for sale in others for one in sale.promised if one.by_grant or one.by_floor]
        if not alone and not any(sale.by_grant or sale.by_floor for sale in others):
            return world
        return replace(world, rights=NoRights(), voucher_rights=NoVoucherRights())

    # --- inside ---------------------------------------------------------------------------------------

    def _paper_of(self, world: TillWorld, sale: Sale, text: str, printed_minor: int | None) -> str:
        paper = read_paper(text) if text.strip() else OtherPaper("")
        if paper.kind not in {None, PaperKind.SALE}:
            raise OtherPaperKind
        whole_minor = sale.paid_minor + sale.certificate_minor  # a fiscal receipt names its advances too
        for said, given_minor in ((paper.sum_minor, whole_minor), (printed_minor, sale.paid_minor)):
            if said is not None and said != given_minor:
                raise OtherPaperSum(printed_minor=said, given_minor=given_minor)
        taken_by = self._book.sale_of(paper.key) if paper.kind is not None else ""
        other = world.journal.sale_by_id(taken_by) if taken_by else None
        if other is not None:
            raise OtherPaperTaken(receipt=str(other.number))
        return paper.key

    def _recorded(self, world: TillWorld, kept: KeptSale, paper: str) -> Sale:
        """Commit; when the lease was renewed meanwhile, under the new one with the right that is left."""
        if world.journal.open_shift() is None:
            Shift(world).open()
        sale, epoch = kept.sale, kept.epoch
        for _ in range(_TRIES):
            fact = replace(sale, number=world.journal.next_number(), shift_id=world.shift().shift_id)
            printed = world.noted(PRINTED, subject=sale.sale_id, amount_minor=sale.paid_minor, reason=paper)
            notes = [*kept.notes, printed]
            over = sale.redeemed - sale.by_grant - sale.by_floor
            if over and (kept.sale.by_grant or kept.sale.by_floor):
                notes.append(world.noted(OVER_RIGHT, subject=sale.sale_id, amount_minor=over))
            notes += [
                world.noted(OVER_RIGHT, subject=sale.sale_id, amount_minor=lost, reason=voucher)
                for voucher, lost in _lost(kept.sale, sale)
            ]
            drafts = [Draft(fact, fact.cashier_id, fact.bundle, epoch=epoch)]
            try:
                world.journal.record(
                    [*drafts, *(Draft(note, note.cashier_id, fact.bundle) for note in notes)]
                )
            except LeaseRenewed:
                sale, epoch = _under_new_lease(world, kept.sale)
                continue
            return fact
        raise StorageBusy(path="")

    def _settle(self, world: TillWorld, key: str, kept: KeptSale) -> None:
        self._put(world, key, KeptState.DONE, kept)

    def _put(self, world: TillWorld, key: str, state: KeptState, kept: KeptSale) -> None:
        self._book.put(Kept(key, KeptKind.SALE, state, world.now_us(), kept_text(kept)))

    @staticmethod
    def _sale_of(there: Kept) -> KeptSale:
        if there.kind is not KeptKind.SALE:
            raise BesideKeyUsed
        return read_sale(there.body)


def kept_of(receipt: BesideReceipt, *, window: bool = False) -> KeptSale:
    """Return what is told now, as it is kept. Raises as ``BesideReceipt.told``."""
    told = receipt.told()
    return KeptSale(
        told.sale,
        told.epoch,
        list(told.notes),
        told.op,
        told.wanted,
        receipt.by_total,
        list(receipt.unknown),
        window,
    )


def _under_new_lease(world: TillWorld, sale: Sale) -> tuple[Sale, int | None]:
    """Return the sale with what the lease of now allows of its points; the rest is told, not hidden."""
    lease = world.rights.lease()
    met = taken(world.rights.right(sale.account_id), sale.redeemed, lease.per_sale)
    promised, risk = [], met.floor
    for one in sale.promised:
        now = _promised_anew(world, one, risk)
        promised.append(now)
        risk += now.risk
    sale = replace(sale, promised=tuple(promised))
    return replace(sale, by_grant=met.grant, by_floor=met.floor), lease.epoch or None


def _promised_anew(world: TillWorld, one: Promised, beside: int) -> Promised:
    """Return by what right a certificate or coupon is taken now; what the centre promised stays its promise."""
    voucher = world.vouchers.by_key(int(one.key))
    if voucher is None or not (one.by_grant or one.by_floor):
        return one
    right = world.voucher_rights.right(voucher, beside=beside).right
    met = taken(right, one.by_grant + one.by_floor)
    risk = world.voucher_rights.weight(voucher, met.floor) if met.floor else 0
    return replace(one, by_grant=met.grant, by_floor=met.floor, risk=risk)


def _lost(told: Sale, now: Sale) -> list[tuple[str, int]]:
    """Return of which vouchers a printed receipt takes more than this till's right allows by now, and how much."""
    pairs = zip(told.promised, now.promised, strict=True)
    short = [(was, was.by_grant + was.by_floor - one.by_grant - one.by_floor) for was, one in pairs]
    return [(was.key, lost) for was, lost in short if lost]
