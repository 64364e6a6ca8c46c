"""What shops sold, added up by the database: sums by quarter of an hour, from which days of any zone are made."""

from typing import Final

from loyalty_pos.centre.written.figures import Sold
from loyalty_pos.storage.centre.database import Sql

_QUARTER_US: Final = 900_000_000
_SUMS: Final = (
    "SELECT at_us / $2, kind, COUNT(*), CAST(SUM(CASE WHEN account_id = '' THEN 0 ELSE 1 END) AS BIGINT), "
    "CAST(SUM(paid_minor + certificate_minor) AS BIGINT), CAST(SUM(accrued) AS BIGINT), CAST(SUM(redeemed) AS BIGINT) "
    "FROM document WHERE at_us >= $1 AND kind IN ('sale', 'return', 'void') GROUP BY at_us / $2, kind"
)


class SqlFigures:
    """Implements ``centre.ports.Figures``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def since(self, from_us: int) -> list[Sold]:
        """Return sums of everything dated from a moment on."""
        return [Sold(int(row[0]), *row[1:]) for row in self._sql.rows(_SUMS, from_us, _QUARTER_US)]

    def certificates(self) -> list[tuple[str, str, int, int, int]]:
        """Return sums of the certificates by series and state; reads all of them."""
        rows = self._sql.rows(
            "SELECT series, state, COUNT(*), CAST(SUM(value_minor) AS BIGINT), CAST(SUM(rest_minor) AS BIGINT) "
            "FROM voucher WHERE kind = 'certificate' GROUP BY series, state ORDER BY series, state"
        )
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
