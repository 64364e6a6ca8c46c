"""Decides what a manager does at the desk: look, give points, agree, let people begin and leave. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from loyalty_pos.core.office.refusals import BadAdjustment
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.office.managing import Managing
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.desk.state import (
    REASON_KEYS,
    ROLE_KEYS,
    SECTION_KEYS,
    TEXT_STEPS,
    DeskState,
    Section,
    Step,
    Wish,
)
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Routes, Shell
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.desk import DeskAsk, DeskTold, StaffDeed

MOST_POINTS: Final = 9
"""Digits of an amount of points that somebody may type."""
_STEPS_BACK: Final = {Step.AMOUNT: Step.MEMBER, Step.REASON: Step.AMOUNT, Step.NOTE: Step.REASON, Step.NAME: Step.PERSON,
                      Step.ROLE: Step.NAME}  # fmt: skip


class DeskScreen(Protocol):
    """What the presenter needs of the view."""

    def show_desk(self, state: DeskState) -> None: ...

    def typed_so_far(self) -> str: ...


class DeskPresenter:
    """Each question is written down by the till before it is asked; the answer shows the whole desk anew."""

    def __init__(self, screen: DeskScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._managing = Managing(parts.world, parts.digest)
        self._cards = CardDeeds(parts.world, parts.issuing)
        self.state = DeskState()

    def begin(self) -> None:
        """Ask for the right, then look at everything."""
        self._shell.approve(Permission.DESK, self._allowed)

    def key(self, name: str) -> None:
        """Do what a key means in this step."""
        state = self.state
        if name == "Esc":
            self._back()
        elif state.step is Step.LIST and name in SECTION_KEYS:
            self._shell.hush()
            self._show(replace(state, section=SECTION_KEYS[name], marked=0))
        elif state.step is Step.REASON and name in REASON_KEYS:
            self._show(replace(state, step=Step.NOTE, wish=replace(state.wish, reason=REASON_KEYS[name])))
        elif state.step is Step.ROLE and name in ROLE_KEYS:
            self._wish(Step.PIN, role=ROLE_KEYS[name])
        elif (action := self._actions().get(name)) is not None:
            action()

    def moved(self, rows: int) -> None:
        """Mark another row."""
        most = max(0, self.state.rows - 1)
        self._show(replace(self.state, marked=min(max(0, self.state.marked + rows), most)))

    def chosen(self, row: int) -> None:
        """Mark the row that was touched."""
        self.moved(row - self.state.marked)

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter."""
        steps: dict[Step, Callable[[str], None]] = {
            Step.MEMBER: self._member,
            Step.AMOUNT: self._amount,
            Step.NOTE: self._note,
            Step.PERSON: lambda said: self._wish(Step.NAME, staff_id=said),
            Step.NAME: lambda said: self._wish(Step.ROLE, name=said),
            Step.PIN: self._pin,
        }
        take = steps.get(self.state.step)
        if take is not None and (text or self.state.step is Step.NOTE):
            self._shell.hush()
            take(text)

    def scanned(self, text: str) -> None:
        """Take a scanned card, whatever was asked for: points for its owner."""
        self._show(replace(self.state, section=Section.POINTS, step=Step.MEMBER, wish=Wish(), done=None))
        self.entered(text)

    # --- the drawers ----------------------------------------------------------------------------------

    def _actions(self) -> dict[str, Callable[[], None]]:
        if self.state.step in TEXT_STEPS:
            return {"F12": lambda: self.entered(self._screen.typed_so_far())}
        if self.state.step is Step.SURE:
            return {"F12": self._dismiss}
        drawers: dict[Section, dict[str, Callable[[], None]]] = {
            Section.POINTS: {
                "Ins": lambda: self._step(Step.MEMBER),
                "F12": lambda: self._decide(agrees=True),
                "Ctrl+D": lambda: self._decide(agrees=False),
            },
            Section.STAFF: {
                "Ins": lambda: self._step(Step.PERSON),
                "F12": self._new_pin,
                "Ctrl+D": lambda: self._step(Step.SURE) if self._marked_person() else None,
            },
        }
        always: dict[str, Callable[[], None]] = {
            "F8": lambda: self._shell.approve(Permission.DESK, self._look),
            "F9": lambda: self._routes.statement(None, present=False),
            "Up": lambda: self.moved(-1),
            "Down": lambda: self.moved(1),
            "PgUp": lambda: self.moved(-8),
            "PgDown": lambda: self.moved(8),
        }
        return always | drawers.get(self.state.section, {})

    def _back(self) -> None:
        self._shell.hush()
        self._screen.typed_so_far()
        if self.state.step is Step.LIST:
            self._routes.sell()
        else:
            self._step(_STEPS_BACK.get(self.state.step, Step.LIST))

    def _allowed(self, approval: Approval) -> None:
        self._show(DeskState())
        self._shell.go(PageName.DESK)
        self._look(approval)

    def _look(self, approval: Approval) -> None:
        self._send(lambda: self._managing.look(approval))

    # --- points by hand -------------------------------------------------------------------------------

    def _member(self, text: str) -> None:
        try:
            member = self._cards.find(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._wish(Step.AMOUNT, name=member.name, account_id=member.account_id)

    def _amount(self, text: str) -> None:
        sign, digits = (-1, text[1:]) if text[:1] in {"-", "\N{MINUS SIGN}"} else (1, text)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_POINTS and int(digits)):
            self._shell.refuse(BadAdjustment(what="points"))
            return
        exponent = self.state.told.exponent if self.state.told else 0
        self._wish(Step.REASON, points=sign * int(digits) * 10**exponent)

    def _note(self, text: str) -> None:
        wish = self.state.wish
        self._approved(
            Permission.ADJUST,
            lambda approval: self._managing.adjust(wish.account_id, wish.points, wish.reason, text, approval),
        )

    def _decide(self, *, agrees: bool) -> None:
        told, marked = self.state.told, self.state.marked
        if told is None or marked >= len(told.adjustments):
            return
        waits = told.adjustments[marked].adjustment_id
        self._approved(
            Permission.ADJUST,
            lambda approval: self._managing.decide(waits, agrees=agrees, approval=approval),
        )

    # --- staff ----------------------------------------------------------------------------------------

    def _marked_person(self) -> str:
        told, marked = self.state.told, self.state.marked
        return told.staff[marked].staff_id if told is not None and marked < len(told.staff) else ""

    def _new_pin(self) -> None:
        if staff_id := self._marked_person():
            self._show(replace(self.state, step=Step.PIN, wish=Wish(staff_id=staff_id)))

    def _pin(self, text: str) -> None:
        wish = self.state.wish
        if wish.role:
            deed = StaffDeed("create", wish.staff_id, wish.name, wish.role)
            self._approved(Permission.STAFF, lambda approval: self._managing.new_person(deed, text, approval))
        else:
            self._approved(
                Permission.STAFF, lambda approval: self._managing.new_pin(wish.staff_id, text, approval)
            )

    def _dismiss(self) -> None:
        deed = StaffDeed("dismiss", self._marked_person())
        self._approved(Permission.STAFF, lambda approval: self._managing.change_person(deed, approval))

    # --- asking ---------------------------------------------------------------------------------------

    def _approved(self, permission: Permission, wish: Callable[[Approval], DeskAsk]) -> None:
        self._shell.approve(permission, lambda approval: self._send(lambda: wish(approval)))

    def _send(self, wish: Callable[[], DeskAsk]) -> None:
        self._shell.go(PageName.DESK)
        self._shell.commit(wish, self._ask)

    def _ask(self, ask: DeskAsk) -> None:
        self._show(replace(self.state, asking=True))
        self._shell.ask_centre(lambda: self._asked(ask), self._answered)

    def _asked(self, ask: DeskAsk) -> DeskTold | Problem:
        try:
            return self._managing.ask(ask)
        except Problem as problem:
            return problem

    def _answered(self, answer: DeskTold | Problem) -> None:
        if isinstance(answer, Problem):
            self._show(replace(self.state, asking=False))
            self._shell.refuse(answer)
            return
        state = replace(self.state, told=answer, asking=False, done=answer.done, step=Step.LIST, wish=Wish())
        self._show(replace(state, marked=min(state.marked, max(0, state.rows - 1))))

    def _wish(self, step: Step, **told: str | int) -> None:
        self._show(replace(self.state, step=step, wish=replace(self.state.wish, **told)))  # type: ignore[arg-type]  # fields of the wish

    def _step(self, step: Step) -> None:
        wish = self.state.wish if step in _STEPS_BACK else Wish()
        self._show(replace(self.state, step=step, wish=wish, done=None))

    def _show(self, state: DeskState) -> None:
        self.state = state
        self._screen.show_desk(state)
