"""Partners, as a programme file says them."""

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.file._bounds import refuse_doubled
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.partners import CEILING_BP, Partner, PartnerKind, PartnerReward

_MOST_POINTS = 1_000_000_000


def read_partners(top: Table) -> tuple[Partner, ...]:
    """Return all partners; a store is one partner's, and a rate stays under its ceiling."""
    tables = top.tables("partner")
    partners = tuple(_partner(table) for table in tables)
    refuse_doubled(top, "partner", [partner.id for partner in partners])
    taken: set[str] = set()
    for table, partner in zip(tables, partners, strict=True):
        if taken & partner.stores:
            table.refuse("stores", "store_of_two_partners")
        taken |= partner.stores
    return partners


def _partner(table: Table) -> Partner:
    kind = table.choice("kind", PartnerKind, PartnerKind.FEDERAL)
    partner = Partner(
        id=table.text("id"),
        name=table.text("name"),
        kind=kind,
        regions=table.texts("regions"),
        stores=table.texts("stores"),
        accepts_points=table.flag("accepts_points", default=True),
        rate_bp=table.whole("rate_bp", 0, high=BASIS),
        first_rate_bp=table.whole("first_rate_bp", 0, high=BASIS),
        ceiling_bp=table.whole("ceiling_bp", CEILING_BP, high=BASIS),
        month_cap=table.whole("cap_points_month", high=_MOST_POINTS)
        if table.has("cap_points_month")
        else None,
        issue_price_minor=_price(table, "issue_price_minor"),
        redeem_price_minor=_price(table, "redeem_price_minor"),
        rewards=tuple(_reward(reward) for reward in table.tables("reward")),
    )
    refuse_doubled(table, "reward", [reward.id for reward in partner.rewards])
    if partner.regions and kind is PartnerKind.FEDERAL:
        table.refuse("regions", "only_for_local_partners")
    if max(partner.rate_bp, partner.first_rate_bp) > partner.ceiling_bp:
        table.refuse("rate_bp", "over_the_ceiling")
    table.done()
    return partner


def _reward(table: Table) -> PartnerReward:
    reward = PartnerReward(
        table.text("id"), table.text("name"), table.whole("points", low=1, high=_MOST_POINTS)
    )
    table.done()
    return reward


def _price(table: Table, key: str) -> int | None:
    return table.whole(key) if table.has(key) else None
