"""Laws of the book: whatever happens in whatever order, the sums agree and the entries rebuild the account."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.account.cashback import (
    Order,
    apply_confirmation,
    apply_order,
    apply_rejection,
    apply_withdrawal,
    cashback_lot,
)
from loyalty_pos.core.account.roll_forward import roll_forward
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import AccountState, Applied, Entry, Posting, booked, entry_id, replay
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import available, consume
from loyalty_pos.core.posting import (
    Opening,
    apply_expiry,
    apply_hold,
    apply_opening_balance,
    apply_release,
    apply_return,
    apply_sale,
    origin_of,
)
from loyalty_pos.core.problems import AlreadyReturned, NotEnoughPoints
from loyalty_pos.core.programme import (
    Accrual,
    AtMonthEnd,
    ClawBack,
    Expired,
    NeverExpires,
    Programme,
    RateEarn,
    ReturnPolicy,
    WhenInactive,
)
from loyalty_pos.core.programme.cashback import Cashback, Confirm
from loyalty_pos.core.returns import Asked, everything_left, returned_lines
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, SoldAward, SoldLine

START = datetime(2026, 1, 1, tzinfo=UTC)
FOR_EVER = datetime.max.replace(tzinfo=UTC)
CASHBACK = ("order", "confirmation", "rejection", "withdrawal")
EVENTS = ("sale", "capture", "return", "hold", "release", "expiry", "opening", *CASHBACK)

# what happens, how many points, how many days later, how long the points live, which earlier sale
happenings = st.lists(
    st.tuples(
        st.sampled_from(EVENTS),
        st.integers(0, 500),
        st.integers(0, 20),
        st.integers(1, 60),
        st.integers(0, 9),
    ),
    max_size=14,
)
programmes = st.builds(
    lambda expired, claw_back, expiry, confirm: Programme(
        "p",
        (("en", "P"),),
        accrual=Accrual(RateEarn(500), expiry=expiry),
        returns=ReturnPolicy(expired, 10, claw_back),
        cashback=Cashback(confirm, days=7),
    ),
    st.sampled_from(Expired),
    st.sampled_from(ClawBack),
    st.sampled_from((NeverExpires(), WhenInactive(15), AtMonthEnd(1))),
    st.sampled_from(Confirm),
)


class Account:
    """An account to which things happen; keeps all entries, and what of each sale is not back yet."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.state = AccountState("m")
        self.entries: list[Entry] = []
        self.unreturned: dict[str, tuple[int, int]] = {}
        self.orders: dict[str, int] = {}
        self.at = START
        self.number = 0

    def happen(self, what: str, amount: int, days: int, life: int, which: int) -> None:
        """Let it happen; posting the same event again gives the same entries."""
        self.number += 1
        self.at += timedelta(days=days)
        posting = Posting(f"00000000-0000-7000-8000-{self.number:012d}", self.at)
        if what in CASHBACK:
            event = self._cashback(what, amount, which)
        else:
            event = self._event(what, amount, life, which)
        try:
            done = event(posting)
        except NotEnoughPoints:
            assert what in {"hold", "withdrawal"}
            return
        assert event(posting) == done
        self.state = done.state
        self.entries.extend(done.entries)

    def _event(self, what: str, amount: int, life: int, which: int) -> Callable[[Posting], Applied]:
        state = self.state
        held = state.holds[0].operation if state.holds else ""
        match what:
            case "hold":
                operation = f"op{self.number}"
                return lambda posting: apply_hold(state, operation, amount + 1, self.at, posting)
            case "release":
                return lambda posting: apply_release(state, held, posting)
            case "expiry":
                return lambda posting: apply_expiry(state, posting)
            case "opening":
                return lambda posting: apply_opening_balance(state, Opening(amount - 100), posting)
            case "return":
                return self._goods_back(amount, which)
            case _:
                sale = self._sold(amount, life, held if what == "capture" else "")
                return lambda posting: apply_sale(state, sale, posting, self.programme)

    def _sold(self, amount: int, life: int, operation: str) -> Sale:
        accrued = amount // 3
        awards = (SoldAward("a", accrued // 4, micros(self.at), 0),) if life % 2 and accrued // 4 else ()
        self.unreturned[str(self.number)] = (amount, accrued)
        activate_at = self.at + timedelta(days=life % 7)
        return Sale(
            sale_id=str(self.number), code="", number=1, shift_id="", store_id="", cashier_id="", sold_at_us=0,
            programme_id="p", bundle="", account_id="m", card_last4="", lines=(), tenders=(), gross_minor=0,
            discount_minor=0, points_money_minor=0, certificate_minor=0, paid_minor=0, redeemed=amount,
            operation=operation, accrued=accrued, activate_at_us=micros(activate_at),
            expire_at_us=micros(activate_at + timedelta(days=life)), awards=awards,
        )  # fmt: skip

    def _cashback(self, what: str, amount: int, which: int) -> Callable[[Posting], Applied]:
        state, programme = self.state, self.programme
        if what == "withdrawal":
            return lambda posting: apply_withdrawal(state, "w", amount, posting, programme)
        if what == "order":
            self.orders[f"o{self.number}"] = amount
            order = Order(f"o{self.number}", amount)
            return lambda posting: apply_order(state, order, posting, programme)
        if not self.orders:
            return lambda _posting: Applied(state)
        order_id = sorted(self.orders)[which % len(self.orders)]
        lot_id = cashback_lot([entry for entry in self.entries if entry.sale_id == order_id])
        if what == "confirmation":
            return lambda posting: apply_confirmation(state, order_id, lot_id, posting, programme)
        taken = Order(order_id, min(amount, self.orders[order_id]))
        self.orders[order_id] -= taken.points
        return lambda posting: apply_rejection(state, taken, lot_id, posting, "returned")

    def _goods_back(self, amount: int, which: int) -> Callable[[Posting], Applied]:
        state = self.state
        if not self.unreturned:
            return lambda _posting: Applied(state)
        sale_id = sorted(self.unreturned)[which % len(self.unreturned)]
        points_left, accrued_left = self.unreturned[sale_id]
        back = Return(
            return_id="", sale_id=sale_id, sale_code="", code="", number=1, shift_id="", store_id="",
            cashier_id="", returned_at_us=0, account_id="m", lines=(), tenders=(), paid_minor=0,
            certificate_minor=0, points_back=min(amount, points_left), accrued_back=min(amount // 3, accrued_left),
        )  # fmt: skip
        self.unreturned[sale_id] = (points_left - back.points_back, accrued_left - back.accrued_back)
        known = origin_of([entry for entry in self.entries if entry.sale_id == sale_id])
        return lambda posting: apply_return(state, back, posting, self.programme, known)


@settings(max_examples=300)
@given(programmes, happenings)
def test_entries_and_lots_always_agree(
    programme: Programme, story: list[tuple[str, int, int, int, int]]
) -> None:
    account = Account(programme)
    for what, amount, days, life, which in story:
        account.happen(what, amount, days, life, which)
        assert booked(account.entries) == account.state.balance
        assert all(0 <= lot.held <= lot.remaining for lot in account.state.lots)
        held = {op.operation: op.amount for op in account.state.holds}
        assert sum(held.values()) == sum(lot.held for lot in account.state.lots)
        rebuilt = replay("m", account.entries)
        assert rebuilt == replace(account.state, spend_minor=0, visits=0)
        assert available(rebuilt.lots, account.at, rebuilt.debt) <= rebuilt.balance + rebuilt.debt
        assert roll_forward(0, account.entries).closing == account.state.balance
    assert len({entry.id for entry in account.entries}) == len(account.entries)


lots = st.builds(
    lambda name, amount, begins, ends: Lot(
        str(name), LotKind.BASE, amount, amount, START + timedelta(days=begins),
        START + timedelta(days=ends) if ends else None,
    ),
    st.integers(0, 10**6), st.integers(1, 500), st.integers(-30, 30), st.none() | st.integers(1, 60),
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(lots, max_size=8, unique_by=lambda lot: lot.id), st.integers(0, 2_000))
def test_nothing_is_used_before_what_ends_earlier(there: list[Lot], amount: int) -> None:
    used = consume(there, amount, START)
    by_id = {lot.id: lot for lot in used.lots}
    active = [lot for lot in there if lot.activate_at <= START]
    assert amount - used.missing == min(amount, sum(lot.remaining for lot in active))
    for earlier in active:
        for later in active:
            if (earlier.expire_at or FOR_EVER) < (later.expire_at or FOR_EVER) and by_id[
                earlier.id
            ].remaining:
                assert by_id[later.id].remaining == later.remaining
    assert all(by_id[lot.id] == lot for lot in there if lot not in active)


@settings(max_examples=300)
@given(
    st.integers(0, 400), st.lists(st.integers(1, 200), max_size=4), st.lists(st.integers(1, 300), max_size=6)
)
def test_partial_returns_take_base_and_awards_like_one_full_return(
    base: int, extras: list[int], parts: list[int]
) -> None:
    rules = Programme("p", (), accrual=Accrual(RateEarn(500)))
    awards = tuple(SoldAward(str(n), points, micros(START), 0) for n, points in enumerate(extras))
    total = base + sum(extras)
    sold = apply_sale(AccountState("m"), earned_sale(total, awards), happened(1), rules)
    state, entries, left = sold.state, [*sold.entries], total
    for number, part in enumerate([*parts, total], 2):
        back = min(part, left)
        left -= back
        done = apply_return(state, earned_back(back), happened(number), rules, origin_of(entries))
        state = done.state
        entries += done.entries
    assert (state.balance, state.debt, [lot.remaining for lot in state.lots if lot.remaining]) == (0, 0, [])


def happened(number: int) -> Posting:
    return Posting(f"00000000-0000-7000-8000-{number:012d}", START)


def earned_sale(accrued: int, awards: tuple[SoldAward, ...]) -> Sale:
    return Sale(
        sale_id="s", code="", number=1, shift_id="", store_id="", cashier_id="", sold_at_us=0, programme_id="p",
        bundle="", account_id="m", card_last4="", lines=(), tenders=(), gross_minor=0, discount_minor=0,
        points_money_minor=0, certificate_minor=0, paid_minor=0, redeemed=0, operation="", accrued=accrued,
        activate_at_us=micros(START), expire_at_us=0, awards=awards,
    )  # fmt: skip


def earned_back(accrued_back: int) -> Return:
    return Return(
        return_id="", sale_id="s", sale_code="", code="", number=1, shift_id="", store_id="", cashier_id="",
        returned_at_us=0, account_id="m", lines=(), tenders=(), paid_minor=0, certificate_minor=0,
        points_back=0, accrued_back=accrued_back,
    )  # fmt: skip


# --- partial returns ----------------------------------------------------------------------------------


@st.composite
def sold_lines(draw: st.DrawFn) -> SoldLine:
    count = draw(st.integers(1, 9))
    net = draw(st.integers(0, 100_000))
    certificate = draw(st.integers(0, net))
    points_money = draw(st.integers(0, 10_000))
    price, dearer = divmod(net, count)
    parts: tuple[tuple[int, int, int], ...] = ((count * 1000, price, net),)
    if dearer:
        cheap = count - dearer
        parts = ((dearer * 1000, price + 1, dearer * (price + 1)), (cheap * 1000, price, cheap * price))
    return SoldLine(
        line_id=1, article_id="a", name="", category="", qty_milli=count * 1000, price_minor=20_000,
        gross_minor=count * 20_000, discounts=(), points=draw(st.integers(0, 10_000)),
        points_money_minor=points_money, certificate_minor=certificate, paid_minor=net - certificate,
        accrued=draw(st.integers(0, 5_000)), vat_bp=2_200, fiscal_object="", fiscal_method="", parts=parts,
    )  # fmt: skip


def sums(lines: list[ReturnedLine]) -> tuple[int, ...]:
    return (
        sum(line.qty_milli for line in lines),
        sum(line.paid_minor for line in lines),
        sum(line.certificate_minor for line in lines),
        sum(line.points for line in lines),
        sum(line.points_money_minor for line in lines),
        sum(line.accrued for line in lines),
        sum(line.gross_minor for line in lines),
    )


@settings(max_examples=1_500)
@given(sold_lines(), st.lists(st.integers(1, 4), max_size=9))
def test_partial_returns_add_up_to_the_full_return(line: SoldLine, wishes: list[int]) -> None:
    sale = Sale(
        sale_id="s", code="", number=1, shift_id="", store_id="", cashier_id="", sold_at_us=0, programme_id="",
        bundle="", account_id="", card_last4="", lines=(line,), tenders=(), gross_minor=0, discount_minor=0,
        points_money_minor=0, certificate_minor=0, paid_minor=0, redeemed=0, operation="", accrued=0,
        activate_at_us=0, expire_at_us=0,
    )  # fmt: skip
    back: list[ReturnedLine] = []
    for pieces in wishes:
        left_milli = line.qty_milli - sums(back)[0]
        if pieces * 1000 <= left_milli:
            back.extend(returned_lines(sale, back, [Asked(1, pieces * 1000)]))
        else:
            with pytest.raises(AlreadyReturned, match=f"left_milli={left_milli}"):
                returned_lines(sale, back, [Asked(1, pieces * 1000)])
    assert all(min(sums([part])) >= 0 for part in back)
    back.extend(returned_lines(sale, back, everything_left(sale, back)))
    assert sums(back) == (
        line.qty_milli, line.paid_minor, line.certificate_minor, line.points, line.points_money_minor,
        line.accrued, line.gross_minor,
    )  # fmt: skip


@given(st.uuids(), st.integers())
def test_the_id_of_an_entry_is_the_uuid5_of_its_event_and_number(event: uuid.UUID, number: int) -> None:
    assert entry_id(str(event), number) == str(uuid.uuid5(event, str(number)))


@pytest.mark.parametrize("event_id", ["", "sale-1", "0" * 31, "g" * 32])
def test_an_event_without_a_uuid_has_no_entries(event_id: str) -> None:
    with pytest.raises(ValueError, match=r"badly formed|invalid literal"):
        entry_id(event_id, 0)
