"""Who owes whom in a coalition: rows written with each sale and each return, whose sums are the statement's (W16, A47)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.ledger import AccountState, Applied, Posting
from loyalty_pos.core.partners.settlement import (
    OPERATOR,
    RowKind,
    SettlementRow,
    sale_rows,
    sums_of,
    undoing_rows,
    worth,
)
from loyalty_pos.core.posting import Origin, apply_return, apply_sale, origin_of
from loyalty_pos.core.problems import BadProgramme, ProgrammesCollide
from loyalty_pos.core.programme import Partner, PointUnit, Programme
from loyalty_pos.core.programme.check import unwise
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, SoldDiscount
from loyalty_pos.till.telling import advise
from loyalty_pos.till.wording import LANGUAGES, sentence
from tests.fakes.till_folder import a_return, a_sale, a_void

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=UTC)
A = Partner("A", "Shop A", stores=frozenset({"store-a"}), issue_price_minor=8_000, redeem_price_minor=7_500)
B = Partner(
    "B", "Restaurant B", stores=frozenset({"store-b"}), issue_price_minor=8_000, redeem_price_minor=7_500
)
COALITION = Programme("c", (), partners=(A, B))
EVENT = "00000000-0000-7000-8000-{:012d}"


class Books:
    """One member's account and all rows of the coalition."""

    def __init__(self, programme: Programme = COALITION) -> None:
        self.programme = programme
        self.state = AccountState("m")
        self.rows: list[SettlementRow] = []
        self.entries = 0
        self._applied: dict[str, list[Applied]] = {}
        self._events = 0

    def sell(self, store_id: str, *, accrued: int = 0, redeemed: int = 0) -> Sale:
        posting = self._posting()
        sale = a_sale(self._events, store_id=store_id, account_id="m", accrued=accrued, redeemed=redeemed)
        done = apply_sale(self.state, sale, posting, self.programme)
        self._keep(sale.sale_id, done)
        self.rows += sale_rows(sale, (posting.event_id, posting.at), done.entries, self.programme)
        return sale

    def take_back(self, sale: Sale, at: datetime = NOVEMBER, **points: int) -> None:
        posting = self._posting(at)
        fact = replace(a_return(sale), account_id="m", **points)  # type: ignore[arg-type]  # points of a return
        origin: Origin = origin_of([e for one in self._applied[sale.sale_id] for e in one.entries])
        done = apply_return(self.state, fact, posting, self.programme, origin)
        self._keep(sale.sale_id, done)
        before = [row for row in self.rows if row.sale_id == sale.sale_id]
        self.rows += undoing_rows(fact, (posting.event_id, posting.at), done.entries, before, self.programme)

    def _posting(self, at: datetime = NOVEMBER) -> Posting:
        self._events += 1
        return Posting(EVENT.format(self._events), at)

    def _keep(self, sale_id: str, done: Applied) -> None:
        self.state = done.state
        self._applied.setdefault(sale_id, []).append(done)


def test_the_month_of_two_partners() -> None:
    """W16, row by row."""
    books = Books()
    big = books.sell("store-a", accrued=10_000)
    books.take_back(big, accrued_back=400, points_back=0)
    books.sell("store-b", accrued=1_500)
    books.sell("store-a", redeemed=1_000)
    dinner = books.sell("store-b", redeemed=4_200)
    books.take_back(dinner, points_back=200, accrued_back=0)
    a, b = sums_of(books.rows)
    assert (a.issued, a.issued_minor, a.redeemed, a.redeemed_minor) == (9_600, 768_000, 1_000, 75_000)
    assert (b.issued, b.issued_minor, b.redeemed, b.redeemed_minor) == (1_500, 120_000, 4_000, 300_000)
    assert (a.due, b.due, a.due + b.due) == (693_000, -180_000, 513_000)
    assert books.state.balance == 6_100
    assert sum(p.issued - p.redeemed for p in (a, b)) == books.state.balance


def test_what_comes_back_later_is_a_row_of_its_own_month_at_the_price_of_then() -> None:
    books = Books()
    sale = books.sell("store-a", accrued=100)
    dearer = replace(A, issue_price_minor=20_000)
    books.programme = replace(COALITION, partners=(dearer, B))
    books.take_back(sale, datetime(2026, 11, 30, 21, tzinfo=UTC), accrued_back=100, points_back=0)
    issued, back = books.rows
    assert (issued.period, issued.points, issued.money_minor) == ("2026-11", 100, 8_000)
    assert (back.kind, back.period, back.points, back.money_minor) == (
        RowKind.ISSUED_BACK,
        "2026-12",
        -100,
        -8_000,
    )
    assert back.partner_from == issued.partner_from == "A"


def test_without_partners_nothing_is_written() -> None:
    books = Books(Programme("p", ()))
    books.take_back(books.sell("store-a", accrued=100), accrued_back=50, points_back=0)
    assert books.rows == []
    own = Books()
    own.sell("store-of-the-operator", accrued=100)
    assert own.rows == []


def test_a_contract_without_prices_counts_points_at_what_they_pay() -> None:
    free = replace(A, issue_price_minor=None, redeem_price_minor=None)
    books = Books(replace(COALITION, partners=(free,), unit=PointUnit(2, 100)))
    books.sell("store-a", accrued=12_345)
    assert [(row.points, row.price_minor, row.money_minor) for row in books.rows] == [
        (12_345, 10_000, 12_345)
    ]


@pytest.mark.parametrize(
    ("points", "price", "scale", "money"),
    [
        pytest.param(9_600, 8_000, 1, 768_000, id="W16"),
        pytest.param(1, 50, 1, 1, id="half a kopeck is rounded up"),
        pytest.param(-1, 50, 1, -1, id="and taken back the same"),
        pytest.param(1, 49, 1, 0, id="less than half is nothing"),
        pytest.param(150, 8_000, 100, 120, id="parts of a point"),
    ],
)
def test_what_points_cost(points: int, price: int, scale: int, money: int) -> None:
    assert worth(points, price, scale) == money


# --- who pays for a discount ------------------------------------------------------------------------------


def discounted(store_id: str = "store-1", **by: int) -> Sale:
    """A sale of two packs at 500.00 whose offer takes 500.00 off; ``by``: whose money it is."""
    sale = a_sale(1, store_id=store_id)
    given = tuple(
        SoldDiscount("tour", "item", amount, funder if funder != "own" else "")
        for funder, amount in by.items()
    )
    return replace(sale, lines=(replace(sale.lines[0], discounts=given, gross_minor=100_000),))


def test_balance_of_interests() -> None:
    """A47: 60 % of 500.00 by the partner, 40 % by the operator."""
    rows = sale_rows(
        discounted(resort=30_000, own=20_000), (EVENT.format(1), NOVEMBER), (), Programme("p", ())
    )
    assert {(row.partner_from, row.partner_to): row.money_minor for row in rows} == {
        ("resort", OPERATOR): 30_000,
        (OPERATOR, OPERATOR): 20_000,
    }
    assert [(one.partner, one.due) for one in sums_of(rows)] == [("", -30_000), ("resort", 30_000)]


def test_a_shop_of_a_partner_gets_what_another_one_funds() -> None:
    rows = sale_rows(discounted("store-b", A=50_000), (EVENT.format(1), NOVEMBER), (), COALITION)
    assert [(row.partner_from, row.partner_to, row.money_minor) for row in rows] == [("A", "B", 50_000)]
    assert [(one.partner, one.due) for one in sums_of(rows)] == [("A", 50_000), ("B", -50_000)]


def test_the_shops_own_discounts_are_nobodys_debt() -> None:
    assert sale_rows(discounted(own=50_000), (EVENT.format(1), NOVEMBER), (), COALITION) == ()


def came_back(sale: Sale, gross_minor: int) -> Return:
    line = ReturnedLine(1, 1_000, 0, 0, 0, 0, 0, gross_minor)
    return replace(a_return(sale), lines=(line,))


def test_a_funded_discount_comes_back_with_its_goods_to_the_last_kopeck() -> None:
    sale = discounted(resort=30_000, own=20_001)
    rows = list(sale_rows(sale, (EVENT.format(1), NOVEMBER), (), COALITION))
    for number, gross in enumerate((33_333, 33_333, 33_334), 2):
        rows += undoing_rows(came_back(sale, gross), (EVENT.format(number), NOVEMBER), (), rows, COALITION)
    back = [
        row.money_minor for row in rows if row.kind is RowKind.FUNDED_BACK and row.partner_from == "resort"
    ]
    assert back == [-9_999, -10_000, -10_001]
    assert sums_of(rows) == ()
    assert undoing_rows(came_back(sale, 1), (EVENT.format(9), NOVEMBER), (), rows, COALITION) == ()


def test_a_void_undoes_all_of_it() -> None:
    sale = discounted(resort=30_000, own=20_000)
    rows = list(sale_rows(sale, (EVENT.format(1), NOVEMBER), (), COALITION))
    rows += undoing_rows(a_void(sale), (EVENT.format(2), NOVEMBER), (), rows, COALITION)
    assert sums_of(rows) == ()
    assert len({row.row_id for row in rows}) == len(rows) == 4


# --- what a programme says of partners ---------------------------------------------------------------------

START = 'id = "p"\nnames = { en = "P" }\n'
TOUR = '[[partner]]\nid = "tour"\nname = "Tour"\n'
OFFER = '[[promotion]]\nid = "x"\nname = "X"\nkind = "percent"\nbp = 100\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(TOUR + OFFER + 'funder = "tour"', [], id="a partner there is"),
        pytest.param(OFFER + 'funder = "anybody"', [], id="no partner is named at all"),
        pytest.param(TOUR + OFFER + 'funder = "tuor"', [("unknown_partner", "promotion[1].funder")], id="a slip of the pen"),
        pytest.param(TOUR + OFFER + "funders = { ski = 100 }", [("unknown_partner", "promotion[1].funders")], id="among several"),
        pytest.param(
            TOUR + OFFER + 'when = { subscriber_of = "ski" }',
            [("unknown_partner", "promotion[1].when.subscriber_of")],
            id="customers of nobody",
        ),
        pytest.param(
            OFFER + 'when = { months = ["2026-09", "2026-10"] }',
            [("window_past", "promotion[1].when.months")],
            id="months that are over",
        ),
        pytest.param(OFFER + 'when = { months = ["2026-09", "2026-11"] }', [], id="a month that is now"),
    ],
)  # fmt: skip
def test_what_is_unwise_about_partners(text: str, found: list[tuple[str, str]]) -> None:
    programme = read_programme(START + text)
    advice = unwise(programme, date(2026, 11, 22))
    assert [(one.code, one.key) for one in advice if one.code in {"unknown_partner", "window_past"}] == found
    for lang in LANGUAGES:
        assert all(advise(one, programme, lang) for one in advice)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param(TOUR + 'regions = ["38"]', "partner[1].regions", "only_for_local_partners", id="a federal partner of a region"),
        pytest.param(TOUR + "rate_bp = 3_500", "partner[1].rate_bp", "over_the_ceiling", id="A18: 35 %"),
        pytest.param(TOUR + TOUR, "partner[2].id", "doubled", id="twice"),
        pytest.param(
            TOUR + 'stores = ["s"]\n' + TOUR.replace("tour", "ski") + 'stores = ["s"]', "partner[2].stores", "store_of_two_partners", id="a store of two"
        ),
        pytest.param(OFFER + 'when = { months = ["November"] }', "promotion[1].when.months", "expected_months_of_years", id="a month without a year"),
        pytest.param(OFFER + 'when = { months = ["2026-13"] }', "promotion[1].when.months", "expected_months_of_years", id="a thirteenth month"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_of_partners(text: str, key: str, reason: str) -> None:
    with pytest.raises(BadProgramme) as refused:
        read_programme(START + text)
    assert (refused.value.key, refused.value.reason) == (key, reason)


def test_one_partner_has_one_contract_in_a_shop() -> None:
    other = START.replace('"p"', '"q"')
    assert [p.id for p in read_together([START + TOUR, other + TOUR]).partners] == ["tour"]
    with pytest.raises(ProgrammesCollide) as refused:
        read_together([START + TOUR, other + TOUR + "issue_price_minor = 1"])
    assert refused.value.field == "partner"
    for lang in LANGUAGES:
        assert sentence(refused.value, lang).text


# --- the law of rows -----------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("store-a", "store-b", "store-c")),
            st.integers(0, 500),
            st.integers(0, 300),
            st.lists(st.integers(0, 500), max_size=3),
        ),
        max_size=8,
    )
)
def test_the_rows_of_a_partner_are_what_its_shops_did_to_accounts(
    sales: list[tuple[str, int, int, list[int]]],
) -> None:
    """Points issued and redeemed by rows are those of the entries, whatever came back in whatever parts."""
    books = Books()
    issued: dict[str, int] = {"A": 0, "B": 0, "C": 0}
    redeemed = dict(issued)
    for store_id, earned, used, backs in sales:
        name = store_id[-1].upper()
        sale = books.sell(store_id, accrued=earned, redeemed=min(used, max(0, books.state.balance)))
        issued[name] += sale.accrued
        redeemed[name] += sale.redeemed
        left, used_left = sale.accrued, sale.redeemed
        for back in backs:
            accrued_back, points_back = min(back, left), min(back, used_left)
            books.take_back(sale, accrued_back=accrued_back, points_back=points_back)
            left, used_left = left - accrued_back, used_left - points_back
            issued[name] -= accrued_back
            redeemed[name] -= points_back
    told = {one.partner: (one.issued, one.redeemed) for one in sums_of(books.rows)}
    for name in ("A", "B"):
        assert told.get(name, (0, 0)) == (issued[name], redeemed[name])
    assert "C" not in told
    assert len({row.row_id for row in books.rows}) == len(books.rows)
