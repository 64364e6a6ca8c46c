"""Decides what the manager sees of the risk: this till's part at once, the whole when the centre answers. No Qt, no words."""

from dataclasses import replace
from typing import Protocol

from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.office.asking import Office
from loyalty_pos.till.ports import LeaseView
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.exposure.state import ExposureState
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.office import Exposure, ExposureAsk


class ExposureScreen(Protocol):
    """What the presenter needs of the view."""

    def show_exposure(self, state: ExposureState) -> None: ...


class ExposurePresenter:
    """The manager's look at the risk; each look is written down, asking again is the same look."""

    def __init__(self, screen: ExposureScreen, parts: UiParts, shell: Shell) -> None:
        self._screen, self._parts, self._shell = screen, parts, shell
        self._office = Office(parts.world)
        self._ask: ExposureAsk | None = None
        self.state = ExposureState()

    def begin(self) -> None:
        """Ask for the right, then show this till's part and ask the centre for the whole."""
        self._shell.approve(Permission.EXPOSURE, self._allowed)

    def again(self) -> None:
        """Ask the centre anew."""
        ask = self._ask
        if ask is not None:
            self._show(replace(self.state, asking=True, own=self._parts.world.rights.lease()))
            self._shell.ask_centre(lambda: self._asked(ask), self._answered)

    def _allowed(self, approval: Approval) -> None:
        self._shell.commit(lambda: self._office.look_at_risk(approval), self._looked)

    def _looked(self, look: tuple[ExposureAsk, LeaseView]) -> None:
        self._ask, own = look
        world = self._parts.world
        age = moment(world.corrected_us()) - own.issued if own.issued else None
        exponent = world.programmes.current().programme.unit.exponent
        self._show(ExposureState(None, asking=True, own=own, lease_age=age, exponent=exponent))
        self._shell.go(PageName.EXPOSURE)
        self.again()

    def _asked(self, ask: ExposureAsk) -> Exposure | Problem | None:
        try:
            return self._office.ask_exposure(ask)
        except Problem as problem:
            return problem

    def _answered(self, answer: Exposure | Problem | None) -> None:
        if isinstance(answer, Problem):
            self._shell.refuse(answer)
        told = answer if isinstance(answer, Exposure) else self.state.told
        self._show(replace(self.state, told=told, asking=False))

    def _show(self, state: ExposureState) -> None:
        self.state = state
        self._screen.show_exposure(state)
