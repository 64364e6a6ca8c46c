"""A basket that another program sends: laid on a receipt of its own, priced, its points held, told and kept."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core import scan
from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.dates import local_day
from loyalty_pos.core.problems import (
    BesideNotHere,
    BesideTotalOrLines,
    EmptyReceipt,
    Problem,
    RewardMissingStamps,
    UnreadableCode,
)
from loyalty_pos.core.rewards.stamps import stamp_key
from loyalty_pos.core.rewards.usable import Usable
from loyalty_pos.till.beside.keeping import Keeping
from loyalty_pos.till.beside.receipt import BesideReceipt
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_editor import TYPED_VAT
from loyalty_pos.till.receipt_state import CouponTaken, HoldQuestion, MemberAttached, ReceiptView, Refused
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.kept import KeptSale
from loyalty_pos.wire.beside.messages import AskedLine, Recalculate

Hear = Callable[[HoldQuestion], HoldResult]
"""Asks the centre within its time limit."""
_UNKNOWN_GOODS: Final = "other-till"
"""Article of goods that have neither a barcode nor an id."""


@dataclass(frozen=True, slots=True)
class ToldBasket:
    """What is told, and how it stands. ``remarks``: what could not be taken, and why. ``usable``: rewards of the member."""

    kept: KeptSale
    view: ReceiptView
    remarks: tuple[Problem, ...]
    usable: tuple[Usable, ...] = ()


def ask(world: TillWorld, keeping: Keeping, request: Recalculate, hear: Hear) -> ToldBasket:
    """Return what the other program is to print; kept under its key before it is told.

    Raises ``BesideSold``, ``BesideCancelled``, ``BesideTotalOrLines``, and of goods and members what the register raises.
    """
    before = keeping.refuse_settled(world, request.key)
    world = keeping.with_rights(world, request.key)
    if world.journal.open_shift() is None:
        Shift(world).open()
    receipt = BesideReceipt(world)
    if before is not None:
        receipt.resume(before.sale.sale_id, "", 0)
    _attach(receipt, request.member)
    left = _resume_points(receipt, before)
    _lay(world, receipt, request)
    if left:
        receipt.told()  # what was told first may have been printed: it keeps its holds where this is refused
        world.desk.releases.extend(left)
    promised = _stamps_promised(world, keeping, request.key, receipt)
    remarks = [
        *receipt.put_codes(request.coupons),
        *_take_rewards(receipt, request.rewards, promised),
        *receipt.lay_certificates(request.certificates),
    ]
    refused = receipt.want_points(None if request.all_points else request.points).problem
    _hear_out(receipt, hear)
    kept = keeping.keep(world, request.key, receipt)
    view = receipt.view()
    problem = view.redemption.problem or refused
    remarks += [problem] if problem is not None and (request.points or request.all_points) else []
    if view.banner is not None and view.banner not in remarks and request.certificates:
        remarks.append(view.banner)  # the centre keeps a certificate for another till
    return ToldBasket(kept, view, tuple(remarks), _left_of(receipt.usable(), promised))


def _attach(receipt: BesideReceipt, text: str) -> None:
    """Put the member on; a code of goods or of a paper is none. Raises what is wrong with the card or phone."""
    if not text:
        return
    match receipt.scan(text):
        case MemberAttached() | CouponTaken():
            return
        case Refused(BesideNotHere()):
            raise UnreadableCode(length=len(text))
        case Refused(problem):
            raise problem
        case _:
            raise UnreadableCode(length=len(text))


def _resume_points(receipt: BesideReceipt, before: KeptSale | None) -> tuple[str, ...]:
    """Go on with the operation of the first time for the same member; return what of that time is given back."""
    if before is None:
        return ()
    promised = tuple(one.operation for one in before.sale.promised if one.operation)
    if not before.op:
        return promised
    member = receipt.view().member
    if member is None or member.account_id != before.sale.account_id:
        return (*promised, before.op)
    receipt.resume(before.sale.sale_id, before.op, before.wanted)
    return promised


def _stamps_promised(world: TillWorld, keeping: Keeping, key: str, receipt: BesideReceipt) -> dict[str, int]:
    """Return by stamp card what gifts on the member's other receipts use up that are told and not settled."""
    member = receipt.view().member
    if member is None:
        return {}
    programme = world.programmes.current().programme
    today = local_day(world.clock.now(), programme.zone)
    told = [one.kept.sale for one in keeping.unfinished(world) if one.key != key]
    gone = [one for sale in told if sale.account_id == member.account_id for one in sale.stamps]
    by_key = {stamp_key(card, today): card.id for card in programme.stamps}
    sums = Counter[str]()
    for one in gone:
        if one.stamps < 0 and one.key in by_key:
            sums[by_key[one.key]] -= one.stamps
    return dict(sums)


def _left_of(usable: tuple[Usable, ...], promised: dict[str, int]) -> tuple[Usable, ...]:
    """Return what can be used, without the stamps that other receipts use up."""
    return tuple(_less(one, promised[one.id]) if one.id in promised else one for one in usable)


def _less(one: Usable, promised: int) -> Usable:
    there = max(0, one.stamps - promised)
    if there >= one.needed:
        return replace(one, stamps=there)
    missing = RewardMissingStamps(reward=one.name, missing_stamps=one.needed - there)
    return replace(one, stamps=there, problem=missing)


def _take_rewards(receipt: BesideReceipt, ids: list[str], promised: dict[str, int]) -> tuple[Problem, ...]:
    """Put rewards on, one after the other; return why some cannot be had."""
    refused: list[Problem] = []
    for reward_id in ids:
        wish = next((one for one in _left_of(receipt.usable(), promised) if one.id == reward_id), None)
        if reward_id in promised and wish is not None and wish.problem is not None:
            refused.append(wish.problem)
        else:
            refused.extend(receipt.take_rewards([reward_id]))
    return tuple(refused)


def _lay(world: TillWorld, receipt: BesideReceipt, request: Recalculate) -> None:
    if bool(request.lines) is bool(request.total_minor):
        raise BesideTotalOrLines if request.lines else EmptyReceipt
    if request.total_minor:
        receipt.set_total(request.total_minor)
    for line in request.lines:
        article = _article_of(world, line)
        known = article is not None
        article = article or _unknown(world, line)
        receipt.lay(article, line.quantity_milli, line.price_minor, known=known)


def _article_of(world: TillWorld, line: AskedLine) -> Article | None:
    """Return the goods as this shop has them, None = not on its list."""
    found = world.goods.by_id(line.article_id) if line.article_id else None
    if found is not None or not line.barcode:
        return found
    try:
        match scan.read(line.barcode, world.nomenclature):
            case scan.GoodsCode(barcode):
                return world.goods.by_barcode(barcode)
            case scan.WeighedCode(article=article):
                return world.goods.by_barcode(article) or world.goods.by_id(article)
            case _:
                return None
    except Problem:
        return world.goods.by_barcode(line.barcode)


def _unknown(world: TillWorld, line: AskedLine) -> Article:
    """Return goods by what the other program says of them."""
    vat_bp = world.setting(TYPED_VAT, 2200) if line.vat_bp is None else line.vat_bp
    return Article(
        line.article_id or line.barcode or _UNKNOWN_GOODS,
        line.name or line.barcode or line.article_id or _UNKNOWN_GOODS,
        line.price_minor,
        unit=Unit.KILOGRAM if line.measured else Unit.PIECE,
        vat_bp=vat_bp,
    )


def _hear_out(receipt: BesideReceipt, hear: Hear) -> None:
    """Ask the centre for points and codes, each once; where it is silent the till's own right counts."""
    asked = set[str]()
    while (question := receipt.hold_question()) is not None and question.op not in asked:
        asked.add(question.op)
        receipt.hold_answered(question.op, hear(question))
