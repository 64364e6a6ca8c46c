"""A receipt that this till did not print: what the centre knows of it, else what its paper says. Changes nothing."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from loyalty_pos.core import scan
from loyalty_pos.core.problems import PaperTooOld, ReceiptNotFound
from loyalty_pos.core.receipt_code import is_receipt_code
from loyalty_pos.core.receipt_proof.paper import Proof, read_proof
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.core.sale import Sale, SoldLine
from loyalty_pos.till.elsewhere.proving import signer_of
from loyalty_pos.till.wording import phrase
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.rows import ReturnedRow

DAYS: Final = ("return_paper_days", 14)
_DAY_US: Final = 24 * 60 * 60 * 1_000_000


class Believed(StrEnum):
    """Why a receipt is believed: the centre has it; its till signed every line; the paper alone says so."""

    CENTRE = "centre"
    SIGNED = "signed"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class OtherReceipt:
    """A receipt of another till. ``has_lines`` False: its goods come back by their sum. ``proof``: the paper's digits."""

    sale: Sale
    believed: Believed
    has_lines: bool = True
    came_back: ReturnedRow | None = None
    proof: str = ""


def parted(text: str) -> tuple[str, str]:
    """Return code and proof of a scanned or typed text; the code as it stands where it is none of ours."""
    bare = "".join(text.split()).removeprefix(scan.RECEIPT_PREFIX)
    code, _, proof = bare.partition(":")
    return code, proof


def find_elsewhere(world: TillWorld, text: str) -> OtherReceipt:
    """Return a receipt of another till: the centre is asked first, within its time limit, so never on the GUI thread.

    Raises ``ReceiptNotFound``, ``NotAProof``, ``PaperForged``, ``PaperTooOld``.
    """
    code, digits = parted(text)
    if not is_receipt_code(code):
        raise ReceiptNotFound(receipt=code[:40])
    known = world.elsewhere.desk.ask(code)
    if known is not None:
        return OtherReceipt(known.sale, Believed.CENTRE, came_back=known.came_back, proof=digits)
    if not digits:
        raise ReceiptNotFound(receipt=code)
    return by_paper(world, code, digits)


def by_paper(world: TillWorld, code: str, digits: str) -> OtherReceipt:
    """Return the receipt as its paper tells it. Raises ``NotAProof``, ``PaperForged``, ``PaperTooOld``."""
    proof = read_proof(code, digits)
    signer = signer_of(world, proof)
    days = world.setting(*DAYS)
    if world.corrected_us() - proof.sale.sold_at_us > days * _DAY_US:
        raise PaperTooOld(receipt=code, days=days)
    signed = signer is not None and not signer.revoked
    believed = Believed.SIGNED if signed and proof.has_lines else Believed.PAPER
    sale = replace(
        _with_names(world, proof),
        programme_id=world.programmes.current().programme.id,
        bundle=world.programmes.current().bundle,
    )
    return OtherReceipt(sale, believed, proof.has_lines, proof=digits)


def _with_names(world: TillWorld, proof: Proof) -> Sale:
    """Return the sale with the names of its goods, as far as this shop has them too."""
    lines = proof.sale.lines
    goods = world.elsewhere.goods.by_refs({line.name for line in lines if line.name})

    def named(line: SoldLine) -> SoldLine:
        article = goods.get(line.name)
        if article is not None:
            return replace(
                line,
                article_id=article.id,
                name=article.name,
                category=article.category,
                fiscal_object=article.fiscal_object,
            )
        key = "goods_of_receipt" if line.line_id == WHOLE else "line_of_receipt"
        return replace(line, name=phrase(key, world.identity.language, line=line.line_id))

    return replace(proof.sale, lines=tuple(map(named, lines)))
