"""The law of money back: whatever comes back in whatever order, each means of payment gives exactly what it took."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.sale import Return, Tender, TenderKind
from tests.fakes.till import ANNA_CARD, FakeTill

LINES = st.lists(
    st.tuples(st.sampled_from(["1001", "1002", "1003", "1004"]), st.integers(1, 5)), min_size=1, max_size=4
)


@settings(max_examples=100)
@given(lines=LINES, points=st.integers(0, 500), by_card_bp=st.integers(0, 10_000), data=st.data())
def test_money_and_points_come_back_to_the_last_kopeck(
    lines: list[tuple[str, int]], points: int, by_card_bp: int, data: st.DataObject
) -> None:
    till = FakeTill().open("2222")
    till.register.scan(ANNA_CARD)
    for article_id, pieces in lines:
        till.register.add_article(article_id, pieces * 1000)
    till.holds.available = 500
    till.register.want_points(points)
    till.ask_centre()
    due = till.register.view().quote.payable_minor
    by_card = due * by_card_bp // 10_000
    offered = [Tender(TenderKind.CARD, by_card), Tender(TenderKind.CASH, due - by_card)]
    sale = till.register.pay([tender for tender in offered if tender.amount_minor]).sale

    while left := [line for line in till.returns.returnable(sale) if line.left_milli]:
        line = data.draw(st.sampled_from(left))
        pieces = data.draw(st.integers(1, line.left_milli // 1000))
        till.returns.commit(sale, {line.line_id: pieces * 1000}, "")

    back: Counter[TenderKind] = Counter()
    returns = [fact for fact in till.journal.facts if isinstance(fact, Return)]
    for returned in returns:
        for tender in returned.tenders:
            back[tender.kind] += tender.amount_minor
    assert back == Counter({tender.kind: tender.amount_minor for tender in sale.tenders})
    assert sum(returned.points_back for returned in returns) == sale.redeemed
    assert sum(returned.accrued_back for returned in returns) == sale.accrued
    assert sum(lot.remaining for lot in till.members.accounts["anna"].lots) == 500
    assert till.shift.x_report().totals.cash_in_drawer_minor == 0
