"""Orders that bring cashback, the clicks that led to them, and withdrawals."""

from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.core.partners.records import CashbackOrder, Click, OrderState, PaidOut
from loyalty_pos.storage.centre.database import Row, Sql, first

_NAMES: Final = [field.name for field in fields(CashbackOrder)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_CHANGED: Final = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if not name.endswith("er_id"))
_SELECT: Final = f"SELECT {_COLUMNS} FROM cashback_order "  # noqa: S608  # names of our own record
_PUT: Final = (
    f"INSERT INTO cashback_order ({_COLUMNS}) VALUES ({_PLACES}) "  # noqa: S608  # as above
    f"ON CONFLICT (partner_id, order_id) DO UPDATE SET {_CHANGED}"
)
_values: Final = attrgetter(*_NAMES)


class SqlCashbackOrders:
    """Implements ``centre.ports.CashbackOrders``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def get(self, partner_id: str, order_id: str) -> CashbackOrder | None:
        """Return an order; nobody else brings or changes it until this transaction ends."""
        self._sql.lock([f"order:{partner_id}:{order_id}"])
        row = first(self._sql.rows(_SELECT + "WHERE partner_id = $1 AND order_id = $2", partner_id, order_id))
        return _order(row) if row else None

    def put(self, order: CashbackOrder) -> None:
        """Add an order, or replace it."""
        self._sql.many(_PUT, [_row(order)])

    def of_account(self, account_id: str, since_us: int) -> list[CashbackOrder]:
        """Return a member's orders since a moment, oldest first."""
        return self._found(
            "WHERE account_id = $1 AND ordered_us >= $2 ORDER BY ordered_us, order_id", account_id, since_us
        )

    def page(self, state: OrderState | None, partner_id: str, limit: int) -> list[CashbackOrder]:
        """Return the newest orders, of all states and partners where none is named."""
        return self._found(
            "WHERE ($1 = '' OR state = $1) AND ($2 = '' OR partner_id = $2) "
            "ORDER BY ordered_us DESC, partner_id, order_id LIMIT $3",
            str(state or ""),
            partner_id,
            limit,
        )

    def due(self, now_us: int, limit: int) -> list[CashbackOrder]:
        """Return pending orders whose time to be confirmed has come."""
        return self._found(
            "WHERE state = 'pending' AND decided_us > 0 AND decided_us <= $1 ORDER BY decided_us, order_id LIMIT $2",
            now_us,
            limit,
        )

    def confirmed_accounts(self, from_us: int, to_us: int) -> list[str]:
        """Return accounts with an order confirmed between two moments."""
        rows = self._sql.rows(
            "SELECT DISTINCT account_id FROM cashback_order WHERE state = 'confirmed' AND decided_us > $1 "
            "AND decided_us <= $2 ORDER BY account_id",
            from_us,
            to_us,
        )
        return [row[0] for row in rows]

    def put_click(self, click: Click) -> None:
        """Remember who went to a partner; the first word stays."""
        self._sql.run(
            "INSERT INTO partner_click (click_id, partner_id, account_id, at_us) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (click_id) DO NOTHING",
            click.click_id,
            click.partner_id,
            click.account_id,
            click.at_us,
        )

    def click(self, click_id: str) -> Click | None:
        """Return a click."""
        row = first(
            self._sql.rows(
                "SELECT click_id, partner_id, account_id, at_us FROM partner_click WHERE click_id = $1",
                click_id,
            )
        )
        return Click(*row) if row else None

    def paid_out(self, request_id: str) -> PaidOut | None:
        """Return a withdrawal; nobody else asks for the same one until this transaction ends."""
        self._sql.lock([f"withdrawal:{request_id}"])
        row = first(
            self._sql.rows(
                "SELECT request_id, account_id, points, at_us FROM cashback_request WHERE request_id = $1",
                request_id,
            )
        )
        return PaidOut(*row) if row else None

    def put_paid_out(self, paid: PaidOut) -> None:
        """Remember a withdrawal."""
        self._sql.run(
            "INSERT INTO cashback_request (request_id, account_id, points, at_us) VALUES ($1, $2, $3, $4)",
            paid.request_id,
            paid.account_id,
            paid.points,
            paid.at_us,
        )

    def _found(self, where: str, *values: object) -> list[CashbackOrder]:
        return [_order(row) for row in self._sql.rows(_SELECT + where, *values)]


def _order(row: Row) -> CashbackOrder:
    partner_id, order_id, account_id, state, *rest = row
    return CashbackOrder(partner_id, order_id, account_id, OrderState(state), *rest)


def _row(order: CashbackOrder) -> Row:
    partner_id, order_id, account_id, state, *rest = _values(order)
    return (partner_id, order_id, account_id, str(state), *rest)
