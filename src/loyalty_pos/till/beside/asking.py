"""A basket that another program sends: laid on a receipt of its own, priced, its points held, told and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core import scan
from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.problems import (
    BesideNotHere,
    BesideTotalOrLines,
    EmptyReceipt,
    Problem,
    UnreadableCode,
)
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
    remarks = [
        *receipt.put_codes(request.coupons),
        *receipt.take_rewards(request.rewards),
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
    return ToldBasket(kept, view, tuple(remarks), receipt.usable())


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
