"""How much money goes back on a paper's word, and on whose: the shop's settings, the manager's PIN. Pure but for those."""

from typing import Final

from loyalty_pos.core.problems import PaperOverLimit
from loyalty_pos.till.elsewhere.finding import Believed, OtherReceipt
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.roles import Permission

LIMIT: Final = ("return_paper_limit", 300_000)
"""Money of one return, minor units, up to which a signed paper needs nobody but who may make returns."""
MANAGER_LIMIT: Final = ("return_paper_manager_limit", 1_000_000)
"""Up to which a manager may believe a paper that nobody can check."""


def permission_for(world: TillWorld, receipt: OtherReceipt | None, money_minor: int) -> Permission:
    """Return the right that giving back this money takes; ``receipt`` None = of this till.

    Raises ``PaperOverLimit`` where no right is enough.
    """
    if receipt is None or receipt.believed is Believed.CENTRE:
        return Permission.RETURN
    if receipt.believed is Believed.SIGNED:
        return Permission.RETURN if money_minor <= world.setting(*LIMIT) else Permission.TRUST_PAPER
    limit_minor = world.setting(*MANAGER_LIMIT)
    if money_minor > limit_minor:
        raise PaperOverLimit(receipt=receipt.sale.code, limit_minor=limit_minor)
    return Permission.TRUST_PAPER
