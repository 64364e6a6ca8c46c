"""Whatever tills that cannot hear of each other take back, and in whatever order it is heard: each piece counts once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.problems import AlreadyReturned
from loyalty_pos.core.returns import Asked, everything_left, returned_lines, within_sale
from loyalty_pos.core.sale import ReturnedLine, Sale
from tests.property.test_receipt_proof import sales


def brought_back(sale: Sale, data: st.DataObject) -> list[list[ReturnedLine]]:
    """Draw what up to three lonely tills took back, return by return."""
    papers: list[list[ReturnedLine]] = []
    for _ in range(data.draw(st.integers(1, 3))):
        own: list[ReturnedLine] = []
        for _ in range(data.draw(st.integers(1, 2))):
            line = data.draw(st.sampled_from(sale.lines))
            asked = Asked(line.line_id, data.draw(st.integers(1, line.qty_milli)))
            try:
                back = list(returned_lines(sale, own, [asked]))
            except AlreadyReturned:
                continue
            own += back
            papers.append(back)
    return papers


def settled(sale: Sale, papers: list[list[ReturnedLine]]) -> list[ReturnedLine]:
    """Settle them one after another, as the centre does."""
    before: list[ReturnedLine] = []
    counted: list[ReturnedLine] = []
    for paper in papers:
        counted += within_sale(sale, before, paper)
        before += paper
    return counted


def sums(lines: list[ReturnedLine]) -> tuple[int, ...]:
    return (
        sum(line.points for line in lines),
        sum(line.accrued for line in lines),
        sum(line.paid_minor for line in lines),
        sum(line.certificate_minor for line in lines),
    )


@settings(max_examples=80)
@given(sale=sales, data=st.data())
def test_any_order_gives_the_same_and_never_more_than_was_taken(sale: Sale, data: st.DataObject) -> None:
    papers = brought_back(sale, data)
    counted = settled(sale, papers)
    assert sums(counted) == sums(settled(sale, data.draw(st.permutations(papers))))
    whole = (sale.redeemed, sale.accrued, sale.paid_minor, sale.certificate_minor)
    assert all(0 <= got <= most for got, most in zip(sums(counted), whole, strict=True))
    rest = returned_lines(sale, counted, everything_left(sale, counted))
    assert tuple(map(sum, zip(sums(counted), sums(list(rest)), strict=True))) == whole


@settings(max_examples=40)
@given(sale=sales, data=st.data())
def test_what_one_till_took_back_alone_is_settled_as_it_said(sale: Sale, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(sale.lines))
    first = returned_lines(sale, (), [Asked(line.line_id, data.draw(st.integers(1, line.qty_milli)))])
    rest = returned_lines(sale, first, everything_left(sale, first))
    assert within_sale(sale, (), first) == first
    assert within_sale(sale, first, rest) == rest


@given(sale=sales)
def test_a_line_that_the_sale_has_not_got_is_worth_nothing(sale: Sale) -> None:
    strange = ReturnedLine(999, 1000, 5_000, 0, 50, 5_000, 5, 5_000)
    assert within_sale(sale, (), [strange]) == ()
