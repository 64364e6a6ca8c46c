"""Decides who turns a till to its sandbox, and back. No Qt, no words.

Going in needs somebody who may; going out needs nobody: the till asks for a PIN there.
"""

from collections.abc import Callable

from loyalty_pos.core.problems import ReceiptUnfinished
from loyalty_pos.till.roles.training import write_training_begun
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class TrainingPresenter:
    """``switch`` of the parts: ends this window and opens the other till."""

    def __init__(self, parts: UiParts, shell: Shell) -> None:
        self._parts, self._shell = parts, shell

    def turn(self) -> None:
        """Go to training, or back to work."""
        switch = self._parts.practice.switch
        if switch is None:
            return
        if self._parts.practice.on:
            switch()
            return
        lines = self._parts.world.desk.lying
        if lines:
            self._shell.refuse(ReceiptUnfinished(lines=lines))
            return
        self._shell.approve(Permission.TRAINING, lambda approval: self._begin(approval, switch))

    def _begin(self, approval: Approval, switch: Callable[[], object]) -> None:
        world = self._parts.world
        self._shell.commit(lambda: write_training_begun(world, approval.staff_id), lambda _: switch())
