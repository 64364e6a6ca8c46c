"""Serial coupons: at one till never more uses than there are; in the book the same whatever the order of facts."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.coupons.serials import is_serial
from loyalty_pos.core.programme import CouponSeries, Programme
from loyalty_pos.core.sale import Fact, UsedCode
from loyalty_pos.core.vouchers.coupons import printed_code, use_refusal
from loyalty_pos.core.vouchers.deeds import after_facts
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

KEY = 4711
CODE = UsedCode(str(KEY), "flyer", "offer")


def programme(uses: int) -> Programme:
    return Programme("p", (("en", "P"),), coupon_series=(CouponSeries("flyer", "Flyer", uses),))


def fresh(uses: int) -> Voucher:
    return Voucher(KEY, VoucherKind.COUPON, "flyer", VoucherState.ACTIVE, uses_left=uses)


@given(st.integers(1, 4), st.lists(st.sampled_from(["use", "void", "return"]), max_size=30), st.randoms())
def test_one_till_never_takes_it_too_often(uses: int, wishes: list[str], chance: Random) -> None:
    """Used, voided, returned in any order: never more living uses than the coupon has."""
    rules, facts = programme(uses), list[Fact]()
    sold, voided = 0, set[int]()
    for wish in wishes:
        living = [number for number in range(sold) if number not in voided]
        known = after_facts(fresh(uses), facts, KEY, rules)
        if wish == "use" and use_refusal(known, "", rules, None, NOON) is None:
            facts.append(a_sale(sold, used_codes=(CODE,)))
            sold += 1
        elif wish == "void" and living:
            number = chance.choice(living)
            voided.add(number)
            facts.append(replace(a_void(a_sale(number), f"void-{number}"), freed_codes=(CODE,)))
        elif wish == "return" and living:
            facts.append(a_return(a_sale(chance.choice(living))))
        assert sold - len(voided) <= uses
        assert (use_refusal(after_facts(fresh(uses), facts, KEY, rules), "", rules, None, NOON) is None) is (
            sold - len(voided) < uses
        )


@given(st.integers(1, 3), st.lists(st.booleans(), max_size=6), st.randoms())
def test_the_book_is_the_same_whatever_comes_first(uses: int, voids: list[bool], chance: Random) -> None:
    facts: list[Fact] = [a_sale(number, used_codes=(CODE,)) for number in range(len(voids))]
    facts += [
        replace(a_void(a_sale(number), f"void-{number}"), freed_codes=(CODE,))
        for number, undone in enumerate(voids)
        if undone
    ]
    shuffled = facts[:]
    chance.shuffle(shuffled)
    in_order = after_facts(fresh(uses), facts, KEY, programme(uses))
    assert after_facts(fresh(uses), shuffled, KEY, programme(uses)) == in_order
    assert in_order is not None
    assert in_order.uses_left == uses - voids.count(False)


@given(st.text(max_size=40), st.text(max_size=20), st.binary(min_size=32, max_size=32))
def test_the_code_on_a_receipt_follows_from_the_sale(sale_id: str, series: str, key: bytes) -> None:
    """Always the same one for a copy, a right serial, and another one with another network's key."""
    code = printed_code(sale_id, series, key)
    assert code == printed_code(sale_id, series, key)
    assert is_serial(code)
    assert code != printed_code(sale_id, series, bytes(one ^ 1 for one in key))
