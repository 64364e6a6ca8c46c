"""Who let a till be used for training: the only thing of it that stands in the till's real book."""

from typing import Final

from loyalty_pos.till.ports import Draft
from loyalty_pos.till.world import TillWorld

TRAINING_BEGUN: Final = "training_begun"


def write_training_begun(world: TillWorld, approved_by: str) -> None:
    """Write down who turns the till to its sandbox and who approved it. Raises ``NotLoggedIn``."""
    world.cashier()
    note = world.noted(TRAINING_BEGUN, approved_by=approved_by)
    world.journal.record([Draft(note, note.cashier_id)])
