"""What a hostile till tells that is not true."""

from dataclasses import replace

from loyalty_pos.core.sale import ShiftClosed, ShiftTotals
from tests.e2e.corner import STORE
from tests.fakes.till_folder import a_return
from tests.hostile.shop import now_us
from tests.hostile.thief import MEMBER, OTHER, Thief, facts, new_op, sale, shift, trick

facts("a sale of less than nothing", lambda: [sale(paid_minor=-10_000, gross_minor=-10_000)])
facts("a sale of more than can be counted", lambda: [sale(paid_minor=2**63 - 1)])
facts("points from nothing", lambda: [sale(account_id=MEMBER, accrued=1_000_000)])
facts("points of less than nothing", lambda: [sale(account_id=MEMBER, accrued=-1_000_000)])
facts(
    "spends a member's points that nobody lent it",
    lambda: [sale(account_id=MEMBER, redeemed=400, points_money_minor=400, operation=new_op())],
)
facts(
    "spends more points than the member has",
    lambda: [sale(account_id=OTHER, redeemed=90_000, points_money_minor=90_000, operation=new_op())],
)
facts("a sale to an account that nobody has", lambda: [sale(account_id=new_op(), accrued=100)])
facts("a return of a sale that never was", lambda: [a_return(sale(), store_id=STORE, return_id=new_op())])
facts("names with control characters and SQL", lambda: [sale(sale_id="x'; DROP TABLE account;--\n")])
facts("a name of ten thousand letters", lambda: [sale(sale_id="x" * 10_000)])


@trick("brings a return of the same goods three times")
def _returned(thief: Thief) -> str:
    one = sale(account_id=MEMBER, accrued=0)
    backs = [a_return(one, number, 1000, store_id=STORE, return_id=new_op()) for number in (1, 2, 3)]
    return thief.brings(one, *backs)


@trick("gives back another till's sale, twice")
def _others_sale(thief: Thief) -> str:
    one = thief.honest_sale()
    backs = [
        a_return(one, number, one.lines[0].qty_milli, store_id=STORE, return_id=new_op()) for number in (1, 2)
    ]
    return thief.brings(*backs)


@trick("tells a sale under the name of another till's sale")
def _same_name(thief: Thief) -> str:
    one = sale()
    thief.brings(one)
    return thief.brings(replace(one, paid_minor=1, gross_minor=1))


@trick("an end of shift that lies")
def _z(thief: Thief) -> str:
    totals = ShiftTotals(sold_minor=1_000_000)
    stream = thief.stream()
    opened = stream.commit(shift(9))
    stream.commit(
        ShiftClosed("shift-9", 9, STORE, "olga", now_us(), 1, 1, opened.hash, totals, counted_minor=0)
    )
    return thief.became(thief.push(stream))
