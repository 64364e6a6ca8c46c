"""From which age somebody may join: below it only with a guardian, whose wallet the card shares. Pure.

A birthday without its year proves no age.
"""

from datetime import date
from typing import Final

SETTING: Final = "least_age"
"""Setting: full years from which somebody may have an account of their own; not set = any age."""


def years_at(birthday: str, today: date) -> int | None:
    """Return full years of an ISO birthday at a day; None where the year is not told."""
    try:
        born = date.fromisoformat(birthday)
    except ValueError:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
