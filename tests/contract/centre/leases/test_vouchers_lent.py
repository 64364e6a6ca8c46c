"""Certificates, coupons and codes for many are lent, held, settled and owed like points (docs/why/0039)."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.lent.records import Debt
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.sale import Promised, Sale, SoldDiscount
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk
from tests.contract.centre.leases.test_leases_made_out import BALANCED, DAY_US, STRICT, lent
from tests.fakes.centre import MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_return, a_sale
from tests.fakes.vouchers import (
    at_centre,
    by_certificate,
    certificate,
    deeds,
    key_of,
    printed,
    put,
    told,
    used,
)

SERIES = """
[[certificate]]
id = "gift"
name = "Gift"
[[certificate]]
id = "whole"
name = "Whole"
single_use = true
[[coupon_series]]
id = "tea"
name = "Tea"
[[coupon_series]]
id = "many"
name = "For all"
uses = 100
[[promotion]]
id = "tea-10"
name = "Tea"
kind = "percent"
bp = 1000
coupon = "tea"
[[promotion]]
id = "many-10"
name = "For all"
kind = "percent"
bp = 1000
coupon = "many"
"""
SUBJECT = voucher_subject(key_of())


def active(hq: Headquarters, rest_minor: int = 300_000, **told_of: object) -> None:
    """Bring a certificate that store-1 has sold."""
    usual: dict[str, object] = {
        "state": VoucherState.ACTIVE,
        "value_minor": rest_minor,
        "rest_minor": rest_minor,
        "home": "store-1",
    }
    put(hq, printed(**(usual | told_of)))  # type: ignore[arg-type]  # any field may be told


def code(hq: Headquarters, series: str, uses: int) -> None:
    put(hq, printed(kind=VoucherKind.COUPON, series=series, state=VoucherState.ACTIVE, uses_left=uses))


def a_code(number: int = 1, series: str = "many", uses: int = 100) -> Voucher:
    return Voucher(number, VoucherKind.COUPON, series, VoucherState.ACTIVE, uses_left=uses)


def ask(hq: Headquarters, amount: int, op: str = "", till: Stream | None = None) -> HoldAnswer:
    speaker = till.agent_id if till else ""
    return hq.centre.ask_hold(HoldAsk(op or new_uuid(), SUBJECT, amount), "store-1", speaker)


def paid(amount_minor: int, **promise: object) -> Sale:
    """A sale that the certificate pays, by this promise."""
    own = Promised(str(key_of()), **promise)  # type: ignore[arg-type]  # any field
    return a_sale(
        1,
        sale_id=new_uuid(),
        code=new_uuid(),
        tenders=(by_certificate(amount_minor),),
        certificate_minor=amount_minor,
        paid_minor=0,
        promised=(own,) if promise else (),
    )


def bring(hq: Headquarters, till: Stream, sale: Sale, epoch: int = 1) -> Sale:
    till.commit(sale, lease_epoch=epoch)
    hq.centre.push(till.batch(len(till.events)))
    return sale


def owed(hq: Headquarters, *, also_ended: bool = False) -> list[Debt]:
    return hq.admin.leases.debts(also_ended=also_ended)


def test_a_lease_tells_what_the_programme_allows_of_certificates_and_coupons(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    lease = lent(hq, hq.till())
    assert (lease.certificates, lease.coupons, lease.worth) == ((100_000, 0), 1, (100, 1))
    hq.admin.set_programme(STRICT + SERIES)
    lease = lent(hq, hq.till())
    assert (lease.certificates, lease.coupons) == ((0, 0), 0)


def test_a_certificate_is_held_once_for_whoever_asks_first(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq)
    op = new_uuid()
    assert ask(hq, 300_000, op).granted == 300_000
    assert ask(hq, 300_000, op).granted == 300_000, "asked again, the same answer"
    assert told(hq).reserved == 300_000, "nobody else counts on it"
    assert (ask(hq, 300_000).granted, ask(hq, 300_000).reason) == (0, "nothing")
    hq.centre.release_hold(op)
    assert told(hq).reserved == 0
    assert ask(hq, 100_000, op).reason == "released"
    assert ask(hq, 100_000).granted == 100_000
    assert ask(hq, 300_000).granted == 200_000, "what is left"


def test_a_hold_whose_time_is_over_holds_nothing_and_its_late_sale_counts(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq)
    till, op = hq.till(), new_uuid()
    ask(hq, 300_000, op)
    hq.clock.us += 16 * MINUTE_US
    hq.centre.run_daily()
    assert at_centre(hq).held == 0
    bring(hq, till, paid(250_000, operation=op))
    assert (at_centre(hq).rest_minor, at_centre(hq).held) == (50_000, 0)
    assert ask(hq, 10, op).reason == "captured"


def test_a_sale_ends_its_hold_and_the_rest_is_free_again(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq)
    till, op = hq.till(), new_uuid()
    ask(hq, 300_000, op, till)
    bring(hq, till, paid(120_000, operation=op))
    assert (at_centre(hq).rest_minor, at_centre(hq).held, told(hq).reserved) == (180_000, 0, 0)
    assert hq.alarms() == []


def test_nobody_holds_what_is_not_sold_blocked_or_unknown(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    assert ask(hq, 1).reason == "unknown_voucher"
    put(hq, printed(rest_minor=5_000))
    assert ask(hq, 1).reason == "printed"
    active(hq)
    put(hq, replace(at_centre(hq), state=VoucherState.BLOCKED))
    assert ask(hq, 1).reason == "blocked"


def test_what_two_tills_take_alone_is_within_their_floors_and_becomes_a_debt(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq, 100_000)
    tills = [hq.till(), hq.till()]
    for till in tills:
        lent(hq, till)
    exposed = hq.admin.leases.exposure()[0]
    assert (exposed.of_certificate, exposed.certificates[0].worst) == (200_000, 200_000)
    assert [one.of_certificate for one in exposed.tills] == [100_000] * 2
    for till in tills:
        bring(hq, till, paid(100_000, by_floor=100_000, risk=1_000))
    assert at_centre(hq).rest_minor == -100_000
    assert at_centre(hq).free == -100_000, "theorem 1: no deeper than the floors of both"
    [debt] = owed(hq)
    assert (debt.account_id, debt.rest, debt.value, debt.agent_id) == (
        SUBJECT, 100_000, "money", tills[1].agent_id,
    )  # fmt: skip
    told_of = hq.admin.leases.exposure()[0]
    assert (told_of.owed, told_of.owed_minor) == (0, 100_000)
    assert hq.alarms() == ["voucher_used_twice"]
    first, second = (lent(hq, till, 1) for till in tills)
    assert (first.risk, second.risk) == (5_000, 4_000), "R is lower where the debt came from"


def test_more_than_the_lease_allowed_is_settled_and_told(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq)
    till = hq.till()
    lent(hq, till)
    bring(hq, till, paid(100_001, by_floor=100_001, risk=0))
    assert at_centre(hq).rest_minor == 199_999
    assert hq.alarms() == ["spent_beyond_right"]


def test_money_of_certificates_and_points_are_counted_in_one_budget(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + "risk = 700\n" + SERIES)
    active(hq)
    till = hq.till()
    member = hq.member(1_000)
    lent(hq, till)
    bring(hq, till, paid(40_000, by_floor=40_000, risk=400))
    assert [one.most for one in hq.admin.leases.exposure()[0].tills] == [300]
    sale = a_sale(9, sale_id=new_uuid(), account_id=member, redeemed=301, by_floor=301)
    bring(hq, till, sale)
    assert hq.alarms() == ["spent_beyond_right"]


def test_a_debt_ends_when_the_goods_come_back_or_a_person_writes_it_off(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq, 50_000)
    till = hq.till()
    lent(hq, till)
    first = bring(hq, till, paid(50_000, by_floor=50_000))
    bring(hq, till, paid(30_000, by_floor=30_000))
    assert [one.rest for one in owed(hq)] == [30_000]
    tenders = (by_certificate(10_000),)
    hq.send(till, a_return(first, paid_minor=0, certificate_minor=10_000, tenders=tenders))
    assert [one.rest for one in owed(hq)] == [20_000]
    assert hq.admin.leases.claim(SUBJECT, "asked at the door") == 20_000
    assert hq.admin.leases.write_off(SUBJECT, "a gift of ours") == 20_000
    assert owed(hq) == []
    [ended] = owed(hq, also_ended=True)
    assert (ended.rest, ended.state, ended.reason) == (0, "written_off", "a gift of ours")
    assert at_centre(hq).rest_minor == 0
    assert sum(deed.amount_minor for deed in deeds(hq)) + 50_000 == 0, "the deeds add up to what is left"


def test_small_debts_of_tills_are_written_off_by_the_next_round(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq, 0)
    till = hq.till()
    lent(hq, till)
    bring(hq, till, paid(4_999, by_floor=4_999))
    hq.clock.us += DAY_US
    hq.centre.run_daily()
    assert (owed(hq), at_centre(hq).rest_minor) == ([], 0)


def test_a_certificate_says_where_it_was_sold(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    put(hq, printed())
    hq.send(hq.till(), a_sale(1, issued=(certificate(300_000),)))
    assert (told(hq).home, at_centre(hq).home) == ("store-1", "store-1")


def test_a_coupon_that_two_tills_took_is_accepted_flagged_and_counted(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    code(hq, "tea", 1)
    tills = [hq.till(), hq.till("store-2")]
    for number, till in enumerate(tills):
        lent(hq, till)
        discounted = a_sale(number + 1).lines[0]
        line = replace(discounted, discounts=(SoldDiscount("tea-10", "promotion", 7_000),))
        sale = a_sale(
            number + 1,
            lines=(line,),
            used_codes=(used(),),
            promised=(Promised(str(key_of()), by_floor=1, risk=70),),
        )
        bring(hq, till, sale)
    assert at_centre(hq).uses_left == -1
    assert hq.alarms() == ["voucher_used_twice"]
    assert [one.most for one in hq.admin.leases.exposure()[0].tills] == [4_930, 4_930]


def quotas(hq: Headquarters, till: Stream, epoch: int = 0) -> int:
    return lent(hq, till, epoch).quotas.get(str(key_of()), 0)


def test_a_code_for_many_is_shared_out_and_never_given_twice(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    code(hq, "many", 100)
    first, second = hq.till(), hq.till("store-2")
    assert (quotas(hq, first), quotas(hq, second)) == (25, 18)
    assert (at_centre(hq).set_aside, at_centre(hq).free) == (43, 57)
    for _ in range(25):
        promised = (Promised(str(key_of()), by_grant=1),)
        number = len(first.events) + 1
        bring(hq, first, a_sale(number, used_codes=(used(),), promised=promised))
    assert (at_centre(hq).uses_left, at_centre(hq).set_aside, at_centre(hq).free) == (75, 18, 57)
    assert quotas(hq, first, 1) == 14, "asked for more from what the centre has left"
    assert hq.alarms() == []
    assert ask(hq, 1).granted == 1, "the rest is given by the centre, one by one"


def test_a_quota_is_kept_until_the_till_is_heard_to_hold_a_newer_one(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    code(hq, "many", 100)
    till = hq.till()
    assert quotas(hq, till) == 50
    assert quotas(hq, till) == 50, "the answer was lost: the till may hold either"
    assert at_centre(hq).set_aside == 50
    put(hq, replace(at_centre(hq), state=VoucherState.BLOCKED))
    assert quotas(hq, till, 2) == 0
    assert at_centre(hq).set_aside == 50, "until it says that it has the lease without it"
    assert quotas(hq, till, 3) == 0
    assert at_centre(hq).set_aside == 0


def test_a_lost_till_gives_its_quota_back(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    code(hq, "many", 100)
    till = hq.till()
    quotas(hq, till)
    hq.admin.leases.lose(till.agent_id, "stolen")
    assert (at_centre(hq).set_aside, at_centre(hq).free) == (0, 100)


def test_a_till_that_uses_more_than_its_quota_is_told_of(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    code(hq, "many", 4)
    till = hq.till()
    assert quotas(hq, till) == 2
    for number in range(3):
        bring(
            hq,
            till,
            a_sale(number + 1, used_codes=(used(),), promised=(Promised(str(key_of()), by_grant=1),)),
        )
    assert hq.alarms() == ["spent_beyond_right"]
    assert at_centre(hq).uses_left == 1


@pytest.mark.parametrize("key", ["", "no number", "-1", str(2**70)])
def test_nonsense_of_a_till_changes_nothing_but_is_told(hq: Headquarters, key: str) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    till = hq.till()
    lent(hq, till)
    bring(hq, till, a_sale(1, promised=(Promised(key, by_floor=1),)))
    assert hq.alarms() == ["spent_beyond_right"]
    assert hq.admin.overview().totals["sale_count"] == 1


def test_what_is_left_on_a_certificate_that_ended_is_booked_as_forfeited(hq: Headquarters) -> None:
    """Thirty days later: a till that was alone may still bring what was paid in time."""
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq, 70_000, until_us=hq.clock.us + DAY_US)
    till = hq.till()
    lent(hq, till)
    hq.clock.us += 30 * DAY_US
    assert hq.centre.run_daily().forfeited == 0
    bring(hq, till, paid(20_000, by_floor=20_000))
    hq.clock.us += 2 * DAY_US
    assert hq.centre.run_daily().forfeited == 50_000
    assert hq.centre.run_daily().forfeited == 0
    assert (at_centre(hq).rest_minor, at_centre(hq).state) == (0, VoucherState.USED)
    assert [(deed.what, deed.amount_minor) for deed in deeds(hq)] == [
        ("paid", -20_000),
        ("forfeited", -50_000),
    ]
    assert owed(hq) == []


@pytest.mark.parametrize(
    "promise", [{"by_floor": 2**70}, {"by_grant": 2**70}, {"by_floor": -1}, {"by_floor": 5_001}]
)
def test_a_till_that_tells_nonsense_is_believed_what_is_possible(
    hq: Headquarters, promise: dict[str, int]
) -> None:
    hq.admin.set_programme(BALANCED + SERIES)
    active(hq, 5_000)
    till = hq.till()
    lent(hq, till)
    bring(hq, till, paid(5_000, **promise))
    assert hq.alarms() == ["spent_beyond_right"]
    assert at_centre(hq).rest_minor == 0
