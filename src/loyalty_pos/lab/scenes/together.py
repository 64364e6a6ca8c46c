"""The scenes of customers, returns and upkeep in one table, and who plays the centre and the machine in them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from loyalty_pos.lab.scenes.customer import CUSTOMER_SCENES, StageCustomers
from loyalty_pos.lab.scenes.printing import PRINTING_SCENES
from loyalty_pos.lab.scenes.returns import RETURN_SCENES
from loyalty_pos.lab.scenes.upkeep import UPKEEP_SCENES, StageUpkeep

if TYPE_CHECKING:
    from loyalty_pos.lab.shots import Scene as Staged

__all__ = ["SCENES_TOGETHER", "StageCustomers", "StageUpkeep"]
SCENES_TOGETHER: Final[dict[str, Callable[["Staged"], object]]] = (
    CUSTOMER_SCENES | RETURN_SCENES | UPKEEP_SCENES | PRINTING_SCENES
)
