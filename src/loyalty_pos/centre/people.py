"""How names are compared, what a till may know of a phone and a birthday, ids that words give; pure."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from loyalty_pos.core.dates import in_birthday_window
from loyalty_pos.core.phone import masked

TOLD: Final = "birthdays_told"
"""Where the centre keeps the window that its tills know; no setting of a shop."""
_OURS: Final = uuid.UUID("6f1c1f0e-5f0c-5b52-9d1b-6b0f7a1c2d3e")
_LEAP_YEAR: Final = "2000"


def derived_id(*words: str) -> str:
    """Return the id that these words always give."""
    return str(uuid.uuid5(_OURS, ":".join(words)))


def folded(name: str) -> str:
    """Return the name for comparison: any case, ё as е, single spaces."""
    return " ".join(name.casefold().replace("ё", "е").split())


def shown_phone(phone: str) -> str:
    """Return the masked phone, "" for none."""
    return masked(phone) if phone else ""


@dataclass(frozen=True, slots=True)
class BirthdayWindow:
    """The days it is now in the shops, and how many days around a birthday count. No days = nobody's is near."""

    days: tuple[date, ...] = ()
    before: int = 0
    after: int = 0

    def holds(self, birthday: str) -> bool:
        """Tell whether this birthday (``YYYY-MM-DD`` or ``--MM-DD``) is near; what is no date never is."""
        text = _LEAP_YEAR + birthday[1:] if birthday.startswith("--") else birthday
        try:
            born = date.fromisoformat(text)
        except ValueError:
            return False
        return any(in_birthday_window(born, day, self.before, self.after) for day in self.days)

    @property
    def text(self) -> str:
        """The window as it is kept: days, days before, days after."""
        return f"{','.join(day.isoformat() for day in self.days)} {self.before} {self.after}"

    @classmethod
    def read(cls, text: str) -> "BirthdayWindow":
        """Return the window that was kept; nothing, or nonsense, holds no birthday."""
        try:
            days, before, after = text.split(" ")
            return cls(tuple(map(date.fromisoformat, days.split(","))), int(before), int(after))
        except ValueError:
            return cls()
