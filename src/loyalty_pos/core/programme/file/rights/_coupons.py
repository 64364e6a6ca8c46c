"""The series of serial coupons of a programme file."""

from loyalty_pos.core.programme.coupons import CouponSeries, Prints
from loyalty_pos.core.programme.file._bounds import MOST_DAYS
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.promotions import Promotion

_MOST_USES = 1_000_000


def read_series(table: Table) -> CouponSeries:
    """Return one series."""
    series = CouponSeries(
        id=table.text("id"),
        name=table.text("name"),
        uses=table.whole("uses", 1, low=1, high=_MOST_USES),
        per_member=table.whole("per_member", 0),
        personal=table.flag("personal", default=False),
        since=table.day("since"),
        until=table.day("until"),
        life_days=table.whole("life_days", 0, high=MOST_DAYS),
        prints=_prints(table),
    )
    if series.since is not None and series.until is not None and series.until <= series.since:
        table.refuse("until", "before_since")
    table.done()
    return series


def _prints(table: Table) -> Prints | None:
    if not table.has("prints"):
        return None
    inner = table.table("prints")
    prints = Prints(
        from_minor=inner.whole("from_minor", low=1),
        offer=inner.text("offer", ""),
        stores=inner.texts("stores"),
    )
    inner.done()
    return prints


def check_printed(top: Table, series: tuple[CouponSeries, ...], promotions: tuple[Promotion, ...]) -> None:
    """Refuse a printed coupon whose offer is not one by the series."""
    for number, one in enumerate(series, 1):
        offers = {promotion.id for promotion in promotions if promotion.coupon == one.id}
        if one.prints is not None and one.prints.offer and one.prints.offer not in offers:
            top.refuse(f"coupon_series[{number}].prints.offer", "unknown_offer_of_series")
