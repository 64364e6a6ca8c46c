"""A shop that sells gift certificates, and short ways to say what happens with them at its counter."""

from dataclasses import replace

from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import (
    Problem,
)
from loyalty_pos.core.programme import CertificateSeries, Programme
from loyalty_pos.core.programme.accrual import AfterMonths
from loyalty_pos.core.receipt import Pair, Receipt, Text
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.till.receipt_state import Refused
from tests.fakes.codes import GIFT
from tests.fakes.till import FIVE_PERCENT, FakeTill
from tests.fakes.vouchers import printed

OTHER = "GIFT-RTWX-YACD-EFGHC"
LPG = "LPG1:" + GIFT.replace("-", "")
GIFTS = CertificateSeries("gift", "Подарочный сертификат", life=AfterMonths(12))
CASH, CARD, CERTIFICATE = TenderKind.CASH, TenderKind.CARD, TenderKind.CERTIFICATE
BIG = Article("2001", "Чайник", 80_000)
SMALL = Article("2002", "Заварник", 45_050)


def programme(**series: object) -> Programme:
    return replace(FIVE_PERCENT, certificates=(replace(GIFTS, **series),))  # type: ignore[arg-type]  # any field


def till_with(**series: object) -> FakeTill:
    return FakeTill(programme(**series)).open("2222")


def gift_till() -> FakeTill:
    """Olga, a senior cashier, in a shop that sells certificates of any sum for a year; goods of W20 are on the shelf."""
    till = till_with()
    till.goods.barcodes |= {"2001": BIG, "2002": SMALL}
    return till


def active(till: FakeTill, rest_minor: int = 100_000, code: str = GIFT, **told: object) -> None:
    """Let the centre tell of a certificate that somebody has."""
    facts: dict[str, object] = {
        "state": VoucherState.ACTIVE,
        "value_minor": 100_000,
        "rest_minor": rest_minor,
    }
    till.vouchers.tell(printed(code, **(facts | told)))  # type: ignore[arg-type]  # any field may be told


def rest(till: FakeTill, code: str = GIFT) -> int:
    voucher = till.vouchers.by_code(code)
    assert voucher is not None
    return voucher.rest_minor


def refused(till: FakeTill, text: str) -> Problem:
    outcome = till.register.scan(text)
    assert isinstance(outcome, Refused), outcome
    return outcome.problem


def words(receipt: Receipt) -> str:
    lines = [
        f"{block.left} {block.right}" if isinstance(block, Pair) else block.text
        for block in receipt.blocks
        if isinstance(block, Pair | Text)
    ]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")
