"""What a drawer asks of the desk around it. No Qt here."""

from collections.abc import Callable, Mapping
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.desk.state import DeskState, Step
from loyalty_pos.wire.desk import DeskAsk

Actions = Mapping[str, Callable[[], object]]
Takers = Mapping[Step, Callable[[str], None]]


class Around(Protocol):
    """The desk's presenter, as a drawer sees it."""

    state: DeskState

    def go_to(self, step: Step) -> None:
        """Ask the next question; a step that is not of a chain forgets what was put together."""
        ...

    def wish(self, step: Step, **told: str | int) -> None:
        """Add to what is put together and ask the next question."""
        ...

    def approved(self, permission: Permission, wish: Callable[[Approval], DeskAsk]) -> None:
        """Ask for the right, write the wish down, ask the centre."""
        ...

    def refuse(self, problem: Problem) -> None: ...


class Drawer(Protocol):
    """``actions``: keys of the sheet that is looked at; ``takers``: what is done with a typed text, by step."""

    def actions(self) -> Actions: ...

    def takers(self) -> Takers: ...
