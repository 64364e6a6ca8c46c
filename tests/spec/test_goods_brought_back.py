"""A return gives exactly what belongs to the goods that come back, piece by piece (W12, W12b, W20, decisions 7, 39)."""

from collections.abc import Sequence

import pytest

from loyalty_pos.core.problems import AlreadyReturned, BadQuantity, NoSuchLine
from loyalty_pos.core.returns import Asked, everything_left, returned_lines, within_sale
from loyalty_pos.core.sale import ReturnedLine, Sale, SoldLine


def sold(  # noqa: PLR0913  # a sold line has this many sums, each test names its own
    line_id: int,
    *,
    gross_minor: int,
    paid_minor: int,
    qty: int = 1,
    points: int = 0,
    points_money_minor: int = 0,
    certificate_minor: int = 0,
    accrued: int = 0,
    parts: tuple[tuple[int, int, int], ...] = (),
) -> SoldLine:
    whole = ((qty * 1000, 0, paid_minor + certificate_minor),)
    return SoldLine(
        line_id=line_id, article_id="a", name="Article", category="", qty_milli=qty * 1000,
        price_minor=gross_minor // qty, gross_minor=gross_minor, discounts=(), points=points,
        points_money_minor=points_money_minor, certificate_minor=certificate_minor, paid_minor=paid_minor,
        accrued=accrued, vat_bp=2_200, fiscal_object="commodity", fiscal_method="full_payment",
        parts=parts or whole,
    )  # fmt: skip


def receipt(*lines: SoldLine) -> Sale:
    return Sale(
        sale_id="s1", code="C1", number=1, shift_id="sh", store_id="st", cashier_id="anna", sold_at_us=0,
        programme_id="p", bundle="", account_id="m", card_last4="", lines=lines, tenders=(), gross_minor=0,
        discount_minor=0, points_money_minor=0, certificate_minor=0, paid_minor=0, redeemed=0, operation="",
        accrued=0, activate_at_us=0, expire_at_us=0,
    )  # fmt: skip


def one_by_one(sale: Sale, times: int, line_id: int = 1) -> list[ReturnedLine]:
    back: list[ReturnedLine] = []
    for _ in range(times):
        back.extend(returned_lines(sale, back, [Asked(line_id, 1_000)]))
    return back


def test_line_two_comes_back_with_its_points() -> None:
    sale = receipt(
        sold(1, gross_minor=300_000, paid_minor=270_000, points=300, points_money_minor=30_000, accrued=135),
        sold(2, gross_minor=200_000, paid_minor=180_000, points=200, points_money_minor=20_000, accrued=90),
        sold(3, gross_minor=100_000, paid_minor=90_000, points=100, points_money_minor=10_000, accrued=45),
    )
    (line,) = returned_lines(sale, (), [Asked(2, 1_000)])
    assert (line.paid_minor, line.points, line.accrued) == (180_000, 200, 90)


def test_three_single_returns_are_never_off_by_a_kopeck() -> None:
    sale = receipt(
        sold(
            1,
            qty=3,
            gross_minor=99_999,
            paid_minor=89_999,
            points=10_000,
            points_money_minor=10_000,
            accrued=44,
        )
    )
    back = one_by_one(sale, 3)
    assert [line.paid_minor for line in back] == [29_999, 30_000, 30_000]
    assert [line.points for line in back] == [3_333, 3_333, 3_334]
    assert [line.accrued for line in back] == [14, 15, 15]
    assert sum(line.gross_minor for line in back) == 99_999


def test_each_kind_of_payment_comes_back_as_itself() -> None:
    sale = receipt(
        sold(1, gross_minor=80_000, paid_minor=28_821, certificate_minor=31_987, points_money_minor=19_192),
        sold(
            2,
            gross_minor=45_050,
            paid_minor=16_229,
            certificate_minor=18_013,
            points=10_808,
            points_money_minor=10_808,
        ),
    )
    (line,) = returned_lines(sale, (), [Asked(2, 1_000)])
    assert (line.points_money_minor, line.certificate_minor, line.paid_minor) == (10_808, 18_013, 16_229)
    assert line.points_money_minor + line.certificate_minor + line.paid_minor == line.gross_minor


SPLIT = receipt(
    sold(
        1,
        qty=3,
        gross_minor=30_000,
        paid_minor=19_999,
        accrued=10,
        parts=((1_000, 6_667, 6_667), (2_000, 6_666, 13_332)),
    )
)


@pytest.mark.parametrize(
    ("asked", "money"),
    [
        pytest.param([Asked(1, 1_000, part=1)], [6_667], id="the dearer printed line"),
        pytest.param([Asked(1, 1_000, part=2)], [6_666], id="one of the cheaper printed line"),
        pytest.param([Asked(1, 1_000)], [6_667], id="not named: the first printed line"),
        pytest.param([Asked(1, 3_000)], [6_667, 13_332], id="all of them, printed line by printed line"),
        pytest.param([Asked(1, 1_000), Asked(1, 1_000)], [6_667, 6_666], id="twice in one return"),
    ],
)
def test_a_return_names_the_printed_line(asked: Sequence[Asked], money: list[int]) -> None:
    assert [line.paid_minor for line in returned_lines(SPLIT, (), asked)] == money


def test_a_weighed_line_comes_back_by_weight() -> None:
    sale = receipt(sold(1, gross_minor=13_233, paid_minor=13_233))
    back = [
        line.paid_minor for line in returned_lines(sale, (), [Asked(1, 333), Asked(1, 333), Asked(1, 334)])
    ]
    assert back == [4_406, 4_407, 4_420]
    assert sum(back) == 13_233


def test_what_is_back_already_does_not_come_back_again() -> None:
    first = returned_lines(SPLIT, (), [Asked(1, 2_000)])
    with pytest.raises(AlreadyReturned) as refused:
        returned_lines(SPLIT, first, [Asked(1, 2_000)])
    assert refused.value.facts() == {"line_id": 1, "left_milli": 1_000}
    assert everything_left(SPLIT, first) == (Asked(1, 1_000, part=2),)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        pytest.param(Asked(9, 1_000), NoSuchLine, id="no such line"),
        pytest.param(Asked(1, 1_000, part=3), NoSuchLine, id="no such printed line"),
        pytest.param(Asked(1, 0), BadQuantity, id="nothing"),
        pytest.param(Asked(1, -1_000), BadQuantity, id="less than nothing"),
        pytest.param(Asked(1, 3_001), AlreadyReturned, id="more than was sold"),
    ],
)
def test_impossible_wishes_are_refused(asked: Asked, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        returned_lines(SPLIT, (), [asked])


def test_a_gift_of_no_price_comes_back_for_nothing() -> None:
    sale = receipt(sold(1, qty=2, gross_minor=10_000, paid_minor=0, points=100, points_money_minor=10_000))
    assert [(line.paid_minor, line.points) for line in one_by_one(sale, 2)] == [(0, 50), (0, 50)]


# --- two tills, each alone ----------------------------------------------------------------------------


def three_for_ten() -> Sale:
    """Three pieces for 10.00 together: 3.33, 3.33 and 3.34 as they come back."""
    return receipt(
        sold(1, qty=3, gross_minor=1_000, paid_minor=1_000), sold(2, gross_minor=50, paid_minor=50)
    )


def back(line_id: int, qty_milli: int, part: int = 1) -> ReturnedLine:
    return ReturnedLine(line_id, qty_milli, 0, 0, 0, 0, 0, 0, part)


@pytest.mark.parametrize(
    ("already", "told", "worth"),
    [
        pytest.param([], [(1, 1_000)], [(1_000, 333)], id="the first piece"),
        pytest.param([(1, 2_000)], [(1, 1_000)], [(1_000, 334)], id="the last piece has the odd kopeck"),
        pytest.param([(1, 2_000)], [(1, 2_000)], [(1_000, 334)], id="one of the two was back already"),
        pytest.param([(1, 3_000)], [(1, 1_000)], [], id="nothing was left"),
        pytest.param([(1, 4_000)], [(1, 1_000)], [], id="more than there was is back already"),
        pytest.param([], [(1, 2_000), (1, 2_000)], [(2_000, 666), (1_000, 334)], id="twice in one return"),
        pytest.param([], [(9, 1_000), (2, 1_000)], [(1_000, 50)], id="a line that the sale has not got"),
        pytest.param([(1, 2_999)], [(1, 1_000)], [(1, 1)], id="the last gram"),
    ],
)
def test_goods_that_two_tills_took_back_count_once(
    already: list[tuple[int, int]], told: list[tuple[int, int]], worth: list[tuple[int, int]]
) -> None:
    found = within_sale(three_for_ten(), [back(*one) for one in already], [back(*one) for one in told])
    assert [(line.qty_milli, line.paid_minor) for line in found] == worth


def test_more_back_than_there_was_is_nothing_left_and_not_less() -> None:
    with pytest.raises(AlreadyReturned) as refused:
        returned_lines(three_for_ten(), [back(1, 4_000)], [Asked(1, 1_000)])
    assert 0 in refused.value.facts().values()
    assert not [value for value in refused.value.facts().values() if isinstance(value, int) and value < 0]


def test_a_last_gram_is_left() -> None:
    assert everything_left(three_for_ten(), [back(1, 2_999), back(2, 1_000)]) == (Asked(1, 1, 1),)
