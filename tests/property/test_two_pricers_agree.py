"""The product and a second, naive pricer say the same of random programmes, baskets, members and moments."""

import os
from typing import Final

import pytest

from tests.naive.pricer import price
from tests.naive.rules import Facts
from tests.property import two_pricers
from tests.property.two_pricers import TheyDiffer, compare_many, too_rare

_CASES: Final = int(os.environ.get("LOYALTY_POS_CASES", "3000"))  # ``python dev.py long`` runs 20,000


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_both_pricers_say_the_same() -> None:
    fired = compare_many(0, _CASES)
    assert too_rare(fired, _CASES) == {}


def test_one_kopeck_of_one_line_is_noticed_and_the_case_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A naive pricer that is wrong on purpose: else the comparison might compare nothing."""
    right = price

    def a_kopeck_off(*asked: Facts) -> Facts:
        receipt = right(*asked)  # type: ignore[arg-type]  # handed on as it came
        receipt["lines"][0]["paid"] += 1
        return receipt

    monkeypatch.setattr(two_pricers, "price", a_kopeck_off)
    with pytest.raises(TheyDiffer, match=r"(?s)case 0.*lines: naive .* product"):
        compare_many(0, 1)
