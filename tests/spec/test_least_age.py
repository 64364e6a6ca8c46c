"""Full years at a day: the birthday itself counts, the 29th of February is over on the 1st of March, a day without year proves nothing."""

from datetime import date

import pytest

from loyalty_pos.core.account.least_age import years_at


@pytest.mark.parametrize(
    ("birthday", "today", "years"),
    [
        pytest.param("2012-11-20", date(2026, 11, 20), 14, id="14 today"),
        pytest.param("2012-11-21", date(2026, 11, 20), 13, id="14 tomorrow"),
        pytest.param("2012-02-29", date(2026, 2, 28), 13, id="a leap day, the day before"),
        pytest.param("2012-02-29", date(2026, 3, 1), 14, id="a leap day, the day after"),
        pytest.param("2026-11-20", date(2026, 11, 20), 0, id="born today"),
        pytest.param("--11-20", date(2026, 11, 20), None, id="no year"),
        pytest.param("", date(2026, 11, 20), None, id="nothing"),
        pytest.param("yesterday", date(2026, 11, 20), None, id="no date"),
    ],
)
def test_full_years(birthday: str, today: date, years: int | None) -> None:
    assert years_at(birthday, today) == years
