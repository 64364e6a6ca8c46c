"""What this till knows by itself of a member's points: what there is, and what happened to them here.

The rest of the story is in the opening balance, and the page says so; nothing is guessed about other tills.
"""

from collections.abc import Iterator
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.core.statement.sums import sums_of
from loyalty_pos.till.late_card.as_earned import as_earned
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.office import Statement, Told

_LOOKED_AT: Final = 400
"""How many of the till's latest sales are searched."""


def statement_here(world: TillWorld, member: Member) -> Statement:
    """Return the member's points as this till knows them."""
    known = world.members.by_account(member.account_id) or member
    now = sums_of(known.lots, known.debt, world.clock.now())
    sales = (as_earned(world.journal, sale) for sale in world.journal.last_sales(_LOOKED_AT))
    changes = [
        told
        for sale in sales
        if sale.account_id == member.account_id
        for told in _of_sale(world, sale)
        if told.points
    ]
    changes.sort(key=lambda told: -told.at_us)
    return Statement(
        account_id=known.account_id,
        name=known.name,
        phone_masked=known.phone_masked,
        card_last4=known.card_last4,
        opening=now.total - sum(told.points for told in changes),
        changes=changes,
        now=now,
        as_of_us=micros(known.as_of) if known.as_of else 0,
    )


def _of_sale(world: TillWorld, sale: Sale) -> Iterator[Told]:
    """Return what a sale did and what was taken back of it, newest first."""
    shop = world.settings.get("shop_name")

    def told(at_us: int, kind: EntryKind, points: int, code: str) -> Told:
        return Told(at_us, str(kind), points, store=shop, receipt=code)

    if world.journal.is_voided(sale.sale_id):
        yield told(sale.sold_at_us, EntryKind.ACCRUAL_REVERSAL, -sale.accrued, sale.code)
        yield told(sale.sold_at_us, EntryKind.REDEMPTION_REFUND, sale.redeemed, sale.code)
    for one in reversed(world.journal.returns_of(sale.sale_id)):
        yield told(one.returned_at_us, EntryKind.ACCRUAL_REVERSAL, -one.accrued_back, one.code)
        yield told(one.returned_at_us, EntryKind.REDEMPTION_REFUND, one.points_back, one.code)
    yield told(sale.sold_at_us, EntryKind.ACCRUAL, sale.accrued, sale.code)
    yield told(sale.sold_at_us, EntryKind.REDEMPTION, -sale.redeemed, sale.code)
