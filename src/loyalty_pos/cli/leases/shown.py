"""Points, their money, members and moments as these commands show them."""

from collections.abc import Mapping

from loyalty_pos.cli.leases.words import lease_line
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.value import Value
from loyalty_pos.core.programme import PointUnit
from loyalty_pos.till.formats import format_money, format_points


class Shown:
    """Words for one language and one kind of points; ``names``: how people know members."""

    def __init__(self, unit: PointUnit, lang: str, names: Mapping[str, str] | None = None) -> None:
        self._unit = unit
        self._names = names or {}
        self.lang = lang

    def points(self, points: int) -> str:
        """Return points as a number."""
        return format_points(points, self._unit.exponent, self.lang)

    def money_minor(self, points: int) -> int:
        """Return what they may cost, never less."""
        return -(-points * self._unit.value_minor // self._unit.scale)

    def money(self, points: int) -> str:
        """Return the same with its currency."""
        return format_money(self.money_minor(points), self.lang)

    def minor(self, minor: int) -> str:
        """Return money with its currency."""
        return format_money(minor, self.lang)

    def owed(self, amount: int, value: str) -> str:
        """Return points, or the money of a certificate, as they are owed."""
        return self.minor(amount) if value == Value.MONEY else self.points(amount)

    def member(self, account_id: str) -> str:
        """Return who it is, with the account that commands take."""
        name = self._names.get(account_id)
        return f"{name} ({account_id})" if name else account_id

    def when(self, at_us: int) -> str:
        """Return a moment in UTC, "never" for 0."""
        return f"{moment(at_us):%Y-%m-%d %H:%M} UTC" if at_us else lease_line("never", self.lang)
