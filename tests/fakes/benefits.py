"""A till whose programme has rewards, a stamp card, a club and goods that are for the club first."""

from dataclasses import replace
from datetime import date

from loyalty_pos.core.basket import Article
from loyalty_pos.core.programme import (
    Club,
    EarlyAccess,
    FixedPrice,
    PercentOff,
    Programme,
    Promotion,
    Reward,
    StampCard,
)
from loyalty_pos.core.programme.conditions import Goods, InClubs
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.benefits.clubs import ClubDesk
from tests.fakes.codes import key_of
from tests.fakes.till import FIVE_PERCENT, FakeTill

THERMOS = Article("thermos", "Термос", 150_000, category="gifts")
FEE = Article("club-fee", "Клуб «Чёрный», год", 199_000, category="club", no_discount=True, no_earn=True)
DELIVERY = Article("delivery", "Доставка", 29_900, category="delivery")
NOVELTY = Article("novelty", "Новинка", 80_000, category="new")
CUP = Article("cup", "Капучино", 20_000, category="cups")
BIG_CUP = Article("big-cup", "Капучино большой", 30_000, category="cups")
THERMOS_CODE, FEE_CODE, DELIVERY_CODE, NOVELTY_CODE, CUP_CODE, BIG_CUP_CODE = (
    "4600000000107",
    "4600000000114",
    "4600000000121",
    "4600000000138",
    "4600000000145",
    "4600000000152",
)
INVITATION = "CLUB-TEHY-WP3M-DW4AE"

BLACK = Club(
    "black",
    "Чёрный",
    article="club-fee",
    trial_days=14,
    invitation=True,
    pause=True,
    priority=True,
    events=frozenset({"wine-evening"}),
)
CLUB_PRICE = Promotion(
    "club-price",
    "Клубная цена",
    PercentOff(1_000),
    goods=Goods(categories=frozenset({"coffee"})),
    when=(InClubs(frozenset({"black"})),),
)
CLUB_DELIVERY = Promotion(
    "membership",
    "Членство",
    FixedPrice(0),
    goods=Goods(categories=frozenset({"delivery"})),
    when=(InClubs(frozenset({"black"})),),
)
CUPS = Goods(categories=frozenset({"cups"}))
TENTH = StampCard("tenth", "Десятый кофе", CUPS, 10, gift=CUPS)
BENEFITS = replace(
    FIVE_PERCENT,
    promotions=(CLUB_PRICE, CLUB_DELIVERY),
    clubs=(BLACK,),
    early=(
        EarlyAccess("first", Goods(articles=frozenset({"novelty"})), frozenset({"black"}), date(2026, 12, 1)),
    ),
    rewards=(Reward("thermos", "Термос", 400, "thermos"),),
    stamps=(TENTH,),
)


def benefits_till(programme: Programme = BENEFITS, pin: str = "1111") -> FakeTill:
    """A till that sells all of it; a cashier is at work."""
    till = FakeTill(programme=programme)
    till.holds.available = 500
    till.goods.barcodes |= {
        THERMOS_CODE: THERMOS,
        FEE_CODE: FEE,
        DELIVERY_CODE: DELIVERY,
        NOVELTY_CODE: NOVELTY,
        CUP_CODE: CUP,
        BIG_CUP_CODE: BIG_CUP,
    }
    return till.open(pin)


def invite(till: FakeTill, **told: object) -> None:
    """Let the till know an invitation."""
    usual: dict[str, object] = {"uses_left": 1, "state": VoucherState.ACTIVE, "last4": INVITATION[-4:]}
    till.vouchers.tell(Voucher(key_of(INVITATION), VoucherKind.INVITATION, "black", **(usual | told)))  # type: ignore[arg-type]  # any field may be told


def desk_of(till: FakeTill) -> ClubDesk:
    return ClubDesk(till.world)
