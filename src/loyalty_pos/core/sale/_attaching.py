"""A card that a customer shows after the receipt was paid: the receipt becomes theirs, and earns."""

from dataclasses import dataclass

from loyalty_pos.core.sale._selling import Sale


@dataclass(frozen=True, slots=True)
class CardAttached:
    """A member put to a paid receipt, once (decisions 9).

    ``earning``: the sale with what is left of its goods at the prices of then, the member on it and what it earns
    (``core.pricing.claiming``): it is posted like a sale, and nothing of it but points, limits and tier progress is
    new. ``shift_id``: the shift in which it happened. ``approved_by``: the manager, where a cashier may not (another
    day, another till).
    """

    earning: Sale
    shift_id: str
    store_id: str
    cashier_id: str
    attached_at_us: int
    approved_by: str = ""

    @property
    def sale_id(self) -> str:
        """The sale that it belongs to; one card a sale, so this makes it the same fact."""
        return self.earning.sale_id

    @property
    def account_id(self) -> str:
        """Who has the receipt from now on."""
        return self.earning.account_id
