"""The product and a second, naive pricer say the same of random programmes, baskets, members and moments."""

import os
from typing import Final

import pytest

from tests.property.two_pricers import compare_many

_ALL_CASES: Final = 20_000
_OF_EACH_KIND: Final = 500  # of all cases; a smaller run asks for its share
_CASES: Final = int(os.environ.get("LOYALTY_POS_CASES", "3000"))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_both_pricers_say_the_same() -> None:
    fired = compare_many(0, _CASES)
    rare = {kind: fired[kind] for kind in KINDS if fired[kind] * _ALL_CASES < _OF_EACH_KIND * _CASES}
    assert rare == {}, "these kinds of rules fired too seldom for the comparison to mean something"


KINDS: Final = (
    "percent",
    "unit_amount",
    "fixed_price",
    "set",
    "bundle",
    "ladder",
    "basket_percent",
    "basket_amount",
    "basket_ladder",
    "gift",
    "card fixed",
    "card tiers",
    "card beats offer",
    "offer beats card",
    "best of a group",
    "exclusive",
    "coupon",
    "funders",
    "per_receipt",
    "cap",
    "rounding",
    "certificate",
    "redemption",
    "earn or burn",
    "accrual by rate",
    "accrual by steps",
    "accrual rate of goods",
    "accrual base gross",
    "accrual base discounted",
    "accrual base paid",
    "multiplier",
    "tier multiplier",
)
