"""The scenes of customers, returns and upkeep in one table, and who plays the centre and the machine in them."""

from collections.abc import Callable
from typing import Final, Protocol

from loyalty_pos.lab.scenes.customer import CUSTOMER_SCENES, AsksCentre, StageCustomers
from loyalty_pos.lab.scenes.printing import PRINTING_SCENES, Staged
from loyalty_pos.lab.scenes.returns import RETURN_SCENES
from loyalty_pos.lab.scenes.upkeep import UPKEEP_SCENES, StageUpkeep

__all__ = ["SCENES_TOGETHER", "StageCustomers", "StageUpkeep"]


class WholeStage(AsksCentre, Staged, Protocol):
    """Everything that these scenes need."""


SCENES_TOGETHER: Final[dict[str, Callable[[WholeStage], object]]] = {
    **CUSTOMER_SCENES,
    **RETURN_SCENES,
    **UPKEEP_SCENES,
    **PRINTING_SCENES,
}
