"""Scenes of receipts of another shop: taken back by the paper's own word, by its sum, and one that nobody signed."""

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from loyalty_pos.core import dates
from loyalty_pos.core.basket import Article
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.money import apportion
from loyalty_pos.core.receipt_code import receipt_code, till_digits
from loyalty_pos.core.receipt_proof.lines import article_ref, split_parts
from loyalty_pos.core.receipt_proof.paper import Written, proof_digits
from loyalty_pos.core.sale import Sale, SoldDiscount, SoldLine, SoldStamps, Tender, TenderKind
from loyalty_pos.core.scan import receipt_text
from loyalty_pos.lab.stage import NOW, StageGoods
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.till.other_tills.ports import DeviceKey, Elsewhere, KnownReceipt
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wire.rows import ReturnedRow

OTHER_TILL: Final = "stage-till-of-another-shop"
_OURS, _THIEF = bytes(range(32)), bytes(32)
_GOODS: Final = (("4609990000357", 2000), ("4609990002030", 1000), ("4609990002665", 1000))


class Staged(Protocol):
    """What a scene needs of the stage."""

    studio: Studio

    def at_work(self, *, online: bool = True, pin: str = "1111") -> object: ...


class StageElsewhere:
    """One other till is known by its key; nothing came back yet, and the centre is not there."""

    def __init__(self, language: str) -> None:
        goods = StageGoods(language)
        self._goods = [article for barcode, _ in _GOODS if (article := goods.by_barcode(barcode))]

    def beginning(self, digits: str) -> Sequence[DeviceKey]:
        public = Ed25519PrivateKey.from_private_bytes(_OURS).public_key().public_bytes_raw()
        known = DeviceKey(OTHER_TILL, base64.b64encode(public).decode())
        return [known] if digits == till_digits(OTHER_TILL) else []

    def of_sale(self, sale_id: str) -> ReturnedRow | None:  # noqa: ARG002 - the port's shape
        return None

    def ask(self, code: str) -> KnownReceipt | None:  # noqa: ARG002 - the port's shape
        return None

    def by_refs(self, refs: Collection[str]) -> dict[str, Article]:
        return {ref: one for one in self._goods if (ref := article_ref(one.id)) in refs}


def elsewhere_on(language: str) -> Elsewhere:
    """Return what the stage's till knows of others."""
    known = StageElsewhere(language)
    return Elsewhere(known, known, ReceiptKeys(lambda: base64.b64encode(_OURS).decode()), known, known)


def other_paper(
    *, is_long: bool = False, is_ours: bool = True, at: datetime = NOW - timedelta(days=3)
) -> str:
    """Return what the QR of Maria's receipt from another shop says; ``is_ours``: signed by the till that it names."""
    goods = StageGoods("en")
    sold = [(article, qty) for barcode, qty in _GOODS if (article := goods.by_barcode(barcode))]
    gross = [article.price_minor * qty // 1000 for article, qty in sold]
    points = [100 * whole for whole in apportion(sum(gross) // 1_000, gross)]
    lines = tuple(
        _line(number, article, qty, (gross[number - 1], gross[number - 1] // 20, points[number - 1]))
        for number, (article, qty) in enumerate(sold, 1)
    )
    sale_id = uuid7(dates.micros(at) // 1000, bytes(range(10)))
    paid = sum(line.paid_minor for line in lines)
    sale = Sale(
        sale_id, receipt_code(OTHER_TILL, sale_id), 48, "", "", "", dates.micros(at), "", "", "maria", "", lines,
        (Tender(TenderKind.CARD, paid - 20_000), Tender(TenderKind.CASH, 20_000)),
        sum(gross), sum(gross) - sum(points) - paid, sum(points), 0, paid, sum(points) // 100, "",
        sum(line.accrued for line in lines), 0, 0, stamps=(SoldStamps("tenth", 1, 1),) if is_long else (),
    )  # fmt: skip
    key = Ed25519PrivateKey.from_private_bytes(_OURS if is_ours else _THIEF)
    return receipt_text(sale.code, proof_digits(sale, Written(OTHER_TILL, 4_711, "5eed" * 16), key.sign))


def _line(number: int, article: Article, qty_milli: int, money: tuple[int, int, int]) -> SoldLine:
    """Return a line; ``money``: gross, discount, and what points paid of it, a point being worth 1.00."""
    gross, discount, points_money = money
    net = gross - discount - points_money
    return SoldLine(
        number, article.id, article.name, article.category, qty_milli, article.price_minor, gross,
        (SoldDiscount("", "", discount),), points_money // 100, points_money, 0, net, net // 2_000, article.vat_bp, "", "",
        split_parts(qty_milli, net),
    )  # fmt: skip


def _scanned(paper: str, pin: str) -> Callable[[Staged], None]:
    def work(scene: Staged) -> None:
        scene.at_work(online=False, pin=pin)
        scene.studio.scan(paper)
        scene.studio.settle()  # the answer comes from another thread

    return work


def _by_sum(scene: Staged) -> None:
    _scanned(other_paper(is_long=True), "3333")(scene)
    scene.studio.type("350")
    scene.studio.press("F4")


OTHER_PAPER_SCENES: Final[Mapping[str, Callable[[Staged], None]]] = {
    "return-other": _scanned(other_paper(), "3333"),
    "return-other-sum": _by_sum,
    "return-other-forged": _scanned(other_paper(is_ours=False), "1111"),
}
