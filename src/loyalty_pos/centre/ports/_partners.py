"""Partners: who owes whom, their rates, orders that bring cashback, claims, subscribers."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.core.partners.records import CashbackOrder, Claim, Click, OrderState, PaidOut
from loyalty_pos.core.partners.settlement import SettlementRow


class Settlement(Protocol):
    """Rows are only ever added."""

    def add(self, rows: Sequence[SettlementRow]) -> None:
        """Write rows down; one that is there already fails the transaction."""
        ...

    def of_sales(self, sale_ids: Collection[str]) -> list[SettlementRow]:
        """Return what was written for these sales, in order of time."""
        ...

    def of_period(self, period: str) -> list[SettlementRow]: ...


class Rates(Protocol):
    """What thousands of partners give back."""

    def put(self, rates: Sequence[Rate]) -> None: ...

    def known(self, partner_ids: Collection[str]) -> dict[str, Rate]: ...

    def of_domain(self, domain: str) -> Rate | None: ...

    def search(self, text: str, limit: int) -> list[Rate]:
        """Return those with this text in their name or domain, by name."""
        ...

    def count(self) -> int: ...


class CashbackOrders(Protocol):
    """Orders by (partner, order); ``get`` locks."""

    def get(self, partner_id: str, order_id: str) -> CashbackOrder | None: ...

    def put(self, order: CashbackOrder) -> None: ...

    def of_account(self, account_id: str, since_us: int) -> list[CashbackOrder]:
        """Return a member's orders since a moment, oldest first."""
        ...

    def page(self, state: OrderState | None, partner_id: str, limit: int) -> list[CashbackOrder]:
        """Return the newest orders, of all states and partners where none is named."""
        ...

    def due(self, now_us: int, limit: int) -> list[CashbackOrder]:
        """Return pending orders whose time to be confirmed has come."""
        ...

    def confirmed_accounts(self, from_us: int, to_us: int) -> list[str]:
        """Return accounts with an order confirmed between two moments."""
        ...

    def put_click(self, click: Click) -> None: ...

    def click(self, click_id: str) -> Click | None: ...

    def paid_out(self, request_id: str) -> PaidOut | None: ...

    def put_paid_out(self, paid: PaidOut) -> None: ...


class Claims(Protocol):
    """Receipts that members claimed, and who used an offer with a quota of members."""

    def get(self, sale_ids: Collection[str]) -> dict[str, Claim]: ...

    def put(self, claim: Claim) -> None: ...

    def used_by(self, rule_ids: Collection[str]) -> dict[str, int]:
        """Return how many members have used these offers."""
        ...

    def note_use(self, uses: Sequence[tuple[str, str]], at_us: int) -> None:
        """Note (offer, account); again changes nothing."""
        ...

    def put_subscribers(self, partner_id: str, phone_keys: Collection[int]) -> list[int]:
        """Add keyed hashes of phones; return those that were new."""
        ...

    def subscribers(self, phone_keys: Collection[int]) -> list[tuple[str, int]]:
        """Return (partner, phone key) of these phones."""
        ...
