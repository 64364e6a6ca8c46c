"""How names are compared, what a till may know of a phone and a birthday, ids that words give; pure."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loyalty_pos.core.dates import birthday_window, moment
from loyalty_pos.core.phone import masked

TOLD: Final = "birthdays_told"
"""Where the centre keeps the window that its tills know; no setting of a shop."""
_OURS: Final = uuid.UUID("6f1c1f0e-5f0c-5b52-9d1b-6b0f7a1c2d3e")
_BEGUN: Final = hashlib.sha1(_OURS.bytes, usedforsecurity=False)
_LEAP_YEAR: Final = "2000"
REST_AFTER_CHANGE: Final = timedelta(days=30)
"""So long after a birthday was changed there is no gift for it."""


def derived_id(*words: str) -> str:
    """Return the id that these words always give: ``uuid.uuid5``, by hand, as an import asks for half a million."""
    begun = _BEGUN.copy()
    begun.update(":".join(words).encode())
    raw = bytearray(begun.digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x50  # version 5
    raw[8] = raw[8] & 0x3F | 0x80  # RFC 4122
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


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

    def holds(self, birthday: str, changed_us: int = 0) -> bool:
        """Tell whether this birthday (``YYYY-MM-DD`` or ``--MM-DD``) is near; what is no date never is.

        For 30 days after it was changed (UTC microseconds, 0 = never) it is not: nobody has two a year (A33).
        """
        return self.year_of(birthday, changed_us) is not None

    def year_of(self, birthday: str, changed_us: int = 0) -> int | None:
        """Return the year in which the near birthday is kept, over New Year another one than it is; None = not near."""
        text = _LEAP_YEAR + birthday[1:] if birthday.startswith("--") else birthday
        try:
            born = date.fromisoformat(text)
        except ValueError:
            return None
        quiet = moment(changed_us).date() + REST_AFTER_CHANGE if changed_us else date.min
        for day in self.days:
            for year in (day.year - 1, day.year, day.year + 1):
                first, last = birthday_window(born, year, self.before, self.after)
                if first <= day <= last and day >= quiet:
                    return year
        return None

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
