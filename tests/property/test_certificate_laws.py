"""Laws of gift certificates: money paid in is what their deeds add up to, tenders add up to what is due, and all comes back."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.programme import CertificateSeries
from loyalty_pos.core.programme.combined import NO_PROGRAMME
from loyalty_pos.core.sale import Fact, Return, Tender, TenderKind
from loyalty_pos.core.vouchers.deeds import after_facts, moves_of
from loyalty_pos.core.vouchers.voucher import VoucherState
from tests.fakes.codes import GIFT, key_of
from tests.fakes.till import ANNA_CARD, FIVE_PERCENT, FakeTill
from tests.fakes.till_folder import a_return, a_sale
from tests.fakes.vouchers import by_certificate, certificate, paid_by_certificate, printed

OTHER = "GIFT-RTWX-YACD-EFGHC"
GOODS = st.lists(
    st.tuples(st.sampled_from(["1001", "1002", "1003", "1004"]), st.integers(1, 5)), min_size=1, max_size=4
)
RESTS = st.integers(1, 300_000)


def rests(till: FakeTill) -> list[int]:
    found = [till.vouchers.by_code(code) for code in (GIFT, OTHER)]
    return [voucher.rest_minor for voucher in found if voucher is not None]


@settings(max_examples=100)
@given(
    goods=GOODS,
    points=st.integers(0, 500),
    on=st.tuples(RESTS, RESTS),
    by_card_bp=st.integers(0, 10_000),
    data=st.data(),
)
def test_whatever_comes_back_each_certificate_gets_its_part_to_the_last_kopeck(
    goods: list[tuple[str, int]], points: int, on: tuple[int, int], by_card_bp: int, data: st.DataObject
) -> None:
    """W20, for every basket and every order of returns."""
    till = FakeTill().open("2222")
    for code, rest in zip((GIFT, OTHER), on, strict=True):
        till.vouchers.tell(printed(code, state=VoucherState.ACTIVE, value_minor=rest, rest_minor=rest))
    till.register.scan(ANNA_CARD)
    for article_id, pieces in goods:
        till.register.add_article(article_id, pieces * 1000)
    till.holds.available = 500
    till.register.want_points(points)
    till.ask_centre()
    till.register.scan(GIFT)
    till.register.scan(OTHER)
    quote = till.register.view().quote
    by_card = quote.payable_minor * by_card_bp // 10_000
    money = [Tender(TenderKind.CARD, by_card), Tender(TenderKind.CASH, quote.payable_minor - by_card)]
    sale = till.register.pay([tender for tender in money if tender.amount_minor]).sale

    assert sum(tender.amount_minor for tender in sale.tenders) == quote.due_minor
    assert sum(on) - sum(rests(till)) == sale.certificate_minor
    assert sale.discount_minor == quote.discount_minor

    while left := [line for line in till.returns.returnable(sale) if line.left_milli]:
        line = data.draw(st.sampled_from(left))
        pieces = data.draw(st.integers(1, line.left_milli // 1000))
        till.returns.commit(sale, {line.line_id: pieces * 1000}, "")

    back: Counter[tuple[TenderKind, str]] = Counter()
    for returned in (fact for fact in till.journal.facts if isinstance(fact, Return)):
        for tender in returned.tenders:
            back[tender.kind, tender.reference] += tender.amount_minor
    assert back == Counter({(tender.kind, tender.reference): tender.amount_minor for tender in sale.tenders})
    assert rests(till) == list(on)


@settings(max_examples=200)
@given(
    worth=st.integers(1, 500_000),
    paid=st.lists(st.integers(1, 500_000), max_size=5),
    back=st.lists(st.integers(1, 500_000), max_size=3),
    data=st.data(),
)
def test_the_order_in_which_tills_tell_their_deeds_changes_nothing(
    worth: int, paid: list[int], back: list[int], data: st.DataObject
) -> None:
    facts: list[Fact] = [a_sale(0, issued=(certificate(worth),))]
    facts += [paid_by_certificate(number, amount) for number, amount in enumerate(paid, 1)]
    facts += [
        a_return(a_sale(50 + number), tenders=(by_certificate(amount),)) for number, amount in enumerate(back)
    ]
    shuffled = data.draw(st.permutations(facts))

    voucher = after_facts(None, shuffled, key_of(), NO_PROGRAMME)

    assert voucher is not None
    moved = sum(move.amount_minor for fact in facts for move in moves_of(fact))
    assert voucher.rest_minor == moved == worth - sum(paid) + sum(back)
    assert voucher.value_minor == worth
    assert voucher.state is (VoucherState.ACTIVE if moved > 0 else VoucherState.USED)


@settings(max_examples=100)
@given(goods=GOODS, value=st.integers(1, 500_000), rest=RESTS)
def test_a_certificate_on_the_receipt_makes_nothing_cheaper_and_is_bought_with_money(
    goods: list[tuple[str, int]], value: int, rest: int
) -> None:
    series = CertificateSeries("gift", "Gift")
    shops = [FakeTill(replace(FIVE_PERCENT, certificates=(series,))).open() for _ in range(2)]
    for till in shops:
        till.register.scan(ANNA_CARD)
        for article_id, pieces in goods:
            till.register.add_article(article_id, pieces * 1000)
    alone, beside = shops
    without = alone.register.view().quote
    beside.vouchers.tell(
        printed(value_minor=value),
        printed(OTHER, state=VoucherState.ACTIVE, value_minor=rest, rest_minor=rest),
    )
    beside.register.scan(OTHER)
    beside.register.scan(GIFT)

    quote = beside.register.view().quote

    assert quote.due_minor == without.due_minor + value
    assert (quote.discount_minor, quote.accrued, quote.max_redeem) == (
        without.discount_minor,
        without.accrued,
        without.max_redeem,
    )
    assert quote.certificate_minor == min(rest, without.due_minor)
