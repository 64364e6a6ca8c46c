"""Certificates and coupons at the counter while the centre is away: what is promised, what is said, what is written (offline.md 1.6)."""

from dataclasses import dataclass, field, replace
from random import Random

import pytest

from loyalty_pos.core.basket import Article
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.rights import Seen, Used, right, weight
from loyalty_pos.core.leases.value import Value, voucher_subject
from loyalty_pos.core.problems import (
    CertificateAlone,
    CertificateChanged,
    CertificateHeld,
    CertificateNeedsManager,
    NotAllowed,
    Problem,
    SerialAlone,
    SerialHeld,
)
from loyalty_pos.core.programme import CouponSeries, PercentOff, Promotion
from loyalty_pos.core.sale import Sale
from loyalty_pos.core.vouchers.certificates import Why
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.till.voucher_rights.port import VoucherRight
from loyalty_pos.till.vouchers.certificates import TAKEN_ALONE
from tests.fakes.codes import GIFT, key_of
from tests.fakes.gift_shop import BIG, GIFTS, OTHER, active, gift_till, rest
from tests.fakes.gift_shop import words as paper_words
from tests.fakes.till import ANNA_CARD, FIVE_PERCENT, FakeTill
from tests.fakes.vouchers import printed

AWAY = HoldResult(0, 0, "offline", reached=False)
NO = HoldResult(0, 0, "nothing")
RIGHTS = Policy(Floors(home=300), 2_000, certificates=Floors(home=50_000, guest=20_000), coupons=1)
POT = "2003"
[CODE] = make_serials(1, "TEA", Random(1).randrange)
MANY = CouponSeries("many", "Всем", uses=100)
OFFERS = (
    Promotion("tea-10", "Чай дешевле", PercentOff(1_000), coupon="tea"),
    Promotion("many-10", "Всем дешевле", PercentOff(1_000), coupon="many"),
)


@dataclass
class Lent:
    """A till's rights in memory, by the rules of the product; what its sales took is counted."""

    till: FakeTill
    policy: Policy = RIGHTS
    at_home: bool = True
    grants: dict[int, int] = field(default_factory=dict)

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:
        value = Value.MONEY if voucher.kind is VoucherKind.CERTIFICATE else Value.USES
        promised = [one for sale in self.till.journal.sales_since(0) for one in sale.promised]
        own = [one for one in promised if one.key == str(voucher.key)]
        used = Used(sum(one.by_grant for one in own), sum(one.by_floor for one in own))
        used = used._replace(risk=sum(one.risk for one in promised) + beside)
        holder = Holder.HOME if self.at_home else Holder.GUEST
        there = voucher.free + used.grant + used.floor
        seen = Seen(there, self.grants.get(voucher.key, 0), holder, value, use_minor)
        lease = Lease("till-1", "first", 7, 0, 0, 0, self.policy)
        return VoucherRight(right(lease, seen, used, 0), 7)

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:
        value = Value.MONEY if voucher.kind is VoucherKind.CERTIFICATE else Value.USES
        return weight(self.policy, value, floor, use_minor)


def lent(till: FakeTill, **told: object) -> FakeTill:
    """Let the till have rights of its own, and the centre be away."""
    till.journal.lease_epoch = 7
    till.voucher_rights = Lent(till, **told)  # type: ignore[arg-type]  # any field
    till.restart()
    till.staff.log_in("2222")
    till.holds.reached = False
    return till


@pytest.fixture
def till() -> FakeTill:
    till = lent(gift_till())
    till.goods.barcodes[POT] = Article(POT, "Самовар", 200_000)
    return till


def words(problem: Problem | None) -> tuple[str, dict[str, object]] | None:
    """What a refusal says, to be compared."""
    return (problem.code, dict(problem.facts())) if problem else None


def banner(till: FakeTill) -> tuple[str, dict[str, object]] | None:
    return words(till.register.view().banner)


def said(till: FakeTill) -> tuple[str, dict[str, object]] | None:
    till.ask_centre()
    return banner(till)


def last(till: FakeTill) -> Sale:
    return till.journal.last_sales(1)[0]


def test_without_the_centre_a_certificate_pays_up_to_its_right_and_the_rest_is_safe(till: FakeTill) -> None:
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    assert said(till) == words(CertificateAlone(last4=GIFT[-4:], right_minor=50_000))
    [share] = till.register.view().certificates
    assert (share.amount_minor, share.left_minor, share.laid.why) == (50_000, 50_000, Why.ALONE)
    till.register.pay_exact()
    [promised] = last(till).promised
    assert (promised.by_floor, promised.by_grant, promised.risk) == (50_000, 0, 500)
    assert promised.operation, "a hold that was placed while its answer was lost is ended by the sale"
    assert rest(till) == 50_000
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    assert said(till) == words(CertificateAlone(last4=GIFT[-4:], right_minor=0))
    assert till.register.view().quote.certificate_minor == 0


ONLY_HERE = "elsewhere only after the exchange with the centre"


def test_the_receipt_says_that_other_shops_do_not_know_yet(till: FakeTill) -> None:
    """Sold while the line is down, paid by the till's own right, or given its money back: the customer is told."""
    till.language = "en"
    lent(till)
    till.vouchers.tell(printed(OTHER, value_minor=70_000))
    till.register.scan(OTHER)
    assert paper_words(till.register.pay_exact().receipt).count(ONLY_HERE) == 1

    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    till.ask_centre()
    done = till.register.pay_exact()
    assert f"left on it ₽500.00\n  {ONLY_HERE}" in paper_words(done.receipt)

    back = till.returns.void(done.sale, "by mistake").receipt
    assert f"left on it ₽1,000.00\n  {ONLY_HERE}" in paper_words(back)
    assert ONLY_HERE not in paper_words(till.enquiry.reprint(done.sale)), "a copy tells of no rest"


def test_with_the_centre_there_is_nothing_to_say(till: FakeTill) -> None:
    till.language = "en"
    lent(till)
    till.holds.reached = True
    till.vouchers.tell(printed(OTHER, value_minor=70_000))
    till.register.scan(OTHER)
    assert ONLY_HERE not in paper_words(till.register.pay_exact().receipt)

    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    till.ask_centre()
    done = till.register.pay_exact()
    assert "left on it ₽200.00" in paper_words(done.receipt)
    assert ONLY_HERE not in paper_words(done.receipt)


def test_until_the_centre_answers_the_own_right_is_shown_and_then_all_of_it(till: FakeTill) -> None:
    till.holds.reached = True
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    assert till.register.view().quote.certificate_minor == 50_000
    assert said(till) is None
    assert till.register.view().quote.certificate_minor == 80_000
    till.register.pay_exact()
    [promised] = last(till).promised
    assert (promised.by_floor, promised.by_grant, bool(promised.operation)) == (0, 0, True)
    assert list(till.world.desk.releases) == [], "the sale ends it"


def test_what_the_centre_does_not_give_is_not_taken(till: FakeTill) -> None:
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    question = till.register.hold_question()
    assert question is not None
    assert (question.account_id, question.points) == (voucher_subject(key_of()), 100_000)
    till.register.hold_answered(question.op, NO)
    assert banner(till) == words(CertificateHeld(last4=GIFT[-4:]))
    assert till.register.view().quote.certificate_minor == 0
    till.register.pay_exact()
    assert (last(till).promised, rest(till)) == ((), 100_000)


def test_a_centre_of_an_older_program_has_said_nothing(till: FakeTill) -> None:
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    question = till.register.hold_question()
    assert question is not None
    till.register.hold_answered(question.op, HoldResult(0, 0, "unknown_account"))
    assert till.register.view().quote.certificate_minor == 50_000


def test_what_is_taken_off_again_is_given_back(till: FakeTill) -> None:
    till.holds.reached = True
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    till.ask_centre()
    till.register.certificates.take_off(key_of())
    assert len(till.world.desk.releases) == 1
    till.register.scan(GIFT)
    till.ask_centre()
    assert till.register.view().quote.certificate_minor == 80_000
    till.register.clear("changed her mind")
    assert len(till.world.desk.releases) == 1


def test_a_hold_of_before_the_programs_end_is_given_back_and_asked_for_anew(till: FakeTill) -> None:
    till.holds.reached = True
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    till.ask_centre()
    till.journal.save_draft(till.world.desk.take_draft() or "")
    till.restart()
    till.staff.log_in("2222")
    assert till.register.restore()
    assert len(till.world.desk.releases) == 1
    till.ask_centre()
    assert till.register.view().quote.certificate_minor == 80_000


def test_all_that_one_sale_takes_stays_within_the_budget(till: FakeTill) -> None:
    active(till)
    active(till, code=OTHER)
    till.voucher_rights.policy = replace(RIGHTS, risk=700)  # type: ignore[attr-defined]  # the fake above
    till.register.scan(POT)
    till.register.scan(GIFT)
    till.register.scan(OTHER)
    shares = till.register.view().certificates
    assert [share.amount_minor for share in shares] == [50_000, 20_000]
    till.register.pay_exact()
    assert sum(one.risk for one in last(till).promised) == 700


def test_points_and_certificates_share_the_budget_of_one_receipt(till: FakeTill) -> None:
    till.rights.lend(replace(RIGHTS, risk=600))
    till.voucher_rights.policy = replace(RIGHTS, risk=600)  # type: ignore[attr-defined]  # the fake above
    till.journal.lease_epoch = 7
    till.rights.epoch = 7
    active(till)
    till.register.scan(POT)
    till.register.scan(ANNA_CARD)
    till.register.scan(GIFT)
    till.register.want_points(200)
    assert till.register.view().certificates[0].amount_minor == 40_000
    till.register.pay_exact()
    assert (last(till).by_floor, last(till).promised[0].risk) == (200, 400)


def test_elsewhere_than_it_was_sold_it_pays_less(till: FakeTill) -> None:
    lent(till, at_home=False)
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    assert said(till) == words(CertificateAlone(last4=GIFT[-4:], right_minor=20_000))


# --- for one purchase ---------------------------------------------------------------------------------


@pytest.fixture
def whole() -> FakeTill:
    """A shop whose certificates are used up by one purchase."""
    programme = replace(FIVE_PERCENT, certificates=(replace(GIFTS, single_use=True),))
    till = lent(FakeTill(programme).open("2222"))
    till.goods.barcodes["2001"] = BIG
    return till


def test_a_whole_certificate_pays_alone_only_with_a_managers_word(whole: FakeTill) -> None:
    active(whole, 50_000)
    whole.register.scan(BIG.id)
    whole.register.scan(GIFT)
    waits = CertificateNeedsManager(last4=GIFT[-4:], value_minor=50_000, key=key_of())
    assert said(whole) == words(waits)
    assert whole.register.view().quote.certificate_minor == 0
    assert words(whole.register.scan(GIFT).problem) == words(waits)  # type: ignore[union-attr]  # a refusal has one
    with pytest.raises(NotAllowed):
        whole.register.certificates.approve(key_of(), Approval("s1", Permission.TRUST_PAPER))
    whole.register.certificates.approve(key_of(), Approval("m1", Permission.TRUST_PAPER))
    assert whole.register.view().quote.certificate_minor == 50_000
    whole.register.pay_exact()
    assert last(whole).promised[0].by_floor == 50_000
    [note] = [fact for fact in whole.journal.facts if getattr(fact, "what", "") == TAKEN_ALONE]
    assert (note.subject, note.amount_minor, note.approved_by) == (GIFT[-4:], 50_000, "m1")  # type: ignore[union-attr]  # as asked


def test_a_whole_certificate_over_the_right_does_not_pay_alone_at_all(whole: FakeTill) -> None:
    active(whole, 50_001)
    whole.register.scan(BIG.id)
    whole.register.scan(GIFT)
    assert said(whole) == words(CertificateAlone(last4=GIFT[-4:], right_minor=0))


def test_the_centre_needs_no_manager(whole: FakeTill) -> None:
    whole.holds.reached = True
    active(whole, 60_000)
    whole.register.scan(BIG.id)
    whole.register.scan(GIFT)
    assert said(whole) is None
    whole.register.pay_exact()
    assert last(whole).certificate_minor == 60_000


# --- coupons ------------------------------------------------------------------------------------------


@pytest.fixture
def teas() -> FakeTill:
    """A shop with coupons that count once, and a code for a hundred people."""
    programme = replace(FIVE_PERCENT, promotions=OFFERS, coupon_series=(CouponSeries("tea", "Чай"), MANY))
    till = lent(FakeTill(programme).open("2222"))
    till.goods.barcodes["2001"] = BIG
    return till


def coupon(till: FakeTill, series: str = "tea", uses: int = 1) -> None:
    kind = VoucherKind.COUPON
    till.vouchers.tell(printed(CODE, kind, series=series, state=VoucherState.ACTIVE, uses_left=uses))


def sold_with_coupon(till: FakeTill) -> Sale:
    till.register.scan(BIG.id)
    till.register.scan(CODE)
    till.ask_centre()
    till.register.pay_exact()
    return last(till)


def test_a_coupon_is_taken_alone_once_and_its_discount_weighs(teas: FakeTill) -> None:
    coupon(teas)
    sale = sold_with_coupon(teas)
    [promised] = sale.promised
    assert (sale.discount_minor, promised.by_floor, promised.risk) == (8_000, 1, 80)


def test_a_coupon_over_the_budget_leaves_the_receipt_with_a_word(teas: FakeTill) -> None:
    teas.voucher_rights.policy = replace(RIGHTS, risk=79)  # type: ignore[attr-defined]  # the fake above
    coupon(teas)
    with pytest.raises(SerialAlone):
        sold_with_coupon(teas)
    assert teas.register.view().coupons == ()
    teas.register.pay_exact()
    assert (last(teas).discount_minor, last(teas).promised) == (0, ())


def test_a_shop_that_takes_no_coupon_alone_says_so_as_soon_as_the_centre_is_silent(teas: FakeTill) -> None:
    teas.voucher_rights.policy = replace(RIGHTS, coupons=0)  # type: ignore[attr-defined]  # as above
    coupon(teas)
    teas.register.scan(BIG.id)
    teas.register.scan(CODE)
    assert [one.coupon for one in teas.register.view().coupons] == ["tea"]
    assert said(teas) == words(SerialAlone(last4=CODE[-4:]))
    assert teas.register.view().coupons == ()


def test_a_coupon_that_the_centre_does_not_give_leaves_the_receipt(teas: FakeTill) -> None:
    coupon(teas)
    teas.register.scan(BIG.id)
    teas.register.scan(CODE)
    question = teas.register.hold_question()
    assert question is not None
    teas.register.hold_answered(question.op, NO)
    assert banner(teas) == words(SerialHeld(last4=CODE[-4:]))
    assert teas.register.view().coupons == ()


def test_a_coupon_that_the_centre_gave_risks_nothing(teas: FakeTill) -> None:
    teas.holds.reached = True
    coupon(teas)
    sale = sold_with_coupon(teas)
    assert (sale.promised[0].by_floor, sale.promised[0].risk) == (0, 0)


def test_a_code_for_many_is_taken_from_the_quota_and_not_beyond(teas: FakeTill) -> None:
    teas.voucher_rights.policy = replace(RIGHTS, coupons=0)  # type: ignore[attr-defined]  # as above
    teas.voucher_rights.grants[key_of(CODE)] = 2  # type: ignore[attr-defined]  # as above
    coupon(teas, "many", 100)
    assert [sold_with_coupon(teas).promised[0].by_grant for _ in range(2)] == [1, 1]
    assert sold_with_coupon(teas).used_codes == (), "off the receipt as soon as the centre is silent"


def test_less_than_the_screen_said_is_never_taken_silently(till: FakeTill) -> None:
    active(till)
    till.register.scan(BIG.id)
    till.register.scan(GIFT)
    till.ask_centre()
    assert till.register.view().quote.payable_minor == 30_000
    till.voucher_rights.policy = replace(RIGHTS, certificates=Floors(home=10_000))  # type: ignore[attr-defined]  # as above
    with pytest.raises(CertificateChanged):
        till.register.pay_exact()
    assert till.register.view().quote.payable_minor == 70_000
