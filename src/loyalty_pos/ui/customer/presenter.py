"""Decides what is shown of a customer: at once what this till knows, then what the centre adds. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import CardNumberNeeded, OwnCardRefused, Problem, UnknownCard
from loyalty_pos.till.office.finding import Beside, begin_search, find_online, is_for_centre, told_beside
from loyalty_pos.till.register import Register
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.customer.facts import customer_state
from loyalty_pos.ui.customer.state import CustomerState
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

T = TypeVar("T")


class CustomerScreen(Protocol):
    """What the presenter needs of the view."""

    def show_customer(self, state: CustomerState) -> None: ...


class CustomerPresenter:
    """``press``: presses a key of the page in front; ``receipt``: the one on the counter, here or beside another till.

    An answer about somebody else than who shows now is dropped.
    """

    def __init__(
        self,
        screen: CustomerScreen,
        parts: UiParts,
        shell: Shell,
        routes: Routes,
        press: Callable[[str], object],
    ) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._press = press
        self.receipt: Callable[[], Register] = lambda: parts.register
        self._member: Member | None = None
        self._number, self._present = "", True
        self._staff_id = ""
        self.state = CustomerState()
        self._keys: dict[str, Callable[[], None]] = {
            "F12": self._attach,
            "F5": self._redeem,
            "F9": lambda: self._routes.statement(self._member, present=self._present),
            "F6": lambda: self._routes.cards(self._member),
            "Ctrl+P": self._print,
            "Ctrl+Shift+P": self._save_card,
            "Esc": self._routes.sell,
        }

    def begin(self, member: Member | None) -> None:
        """Show the member at the till, or nobody."""
        self._number, self._present = "", True
        self._show(member)

    def find(self, text: str) -> None:
        """Look somebody up by card, full phone, QR, name or last digits; typing is not for everybody.

        Nothing typed takes the marked one of those who were found.
        """
        if text:
            self._shell.approve(Permission.BALANCE_SEARCH, lambda approval: self._typed(text, approval))
        elif self.state.choices:
            self.chosen(self.state.marked)

    def moved(self, step: int) -> None:
        """Move the mark in the list of those who were found."""
        if self.state.choices:
            last = len(self.state.choices) - 1
            self._say(replace(self.state, marked=min(max(0, self.state.marked + step), last)))

    def chosen(self, place: int) -> None:
        """Show one of those who were found."""
        self._present = False
        self._show(self.state.choices[place])

    def scanned(self, text: str) -> None:
        """Show whose card was scanned: who holds the card may know its balance."""
        self._found(text, present=True)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    # --- finding --------------------------------------------------------------------------------------

    def _typed(self, text: str, approval: Approval) -> None:
        self._staff_id = approval.staff_id
        if not is_for_centre(text):
            self._found(text, present=False)
            return
        world = self._parts.world
        self._shell.commit(lambda: begin_search(world, approval), lambda who: self._search(text, who))

    def _search(self, text: str, staff_id: str) -> None:
        world = self._parts.world
        self._show(None)
        asked = replace(self.state, asking=True)
        self._say(asked)

        def answered(found: tuple[Member, ...] | Problem) -> None:
            if self.state is not asked:
                return
            if isinstance(found, Problem):
                self._say(replace(asked, asking=False))
                self._shell.refuse(found)
            elif len(found) == 1:
                self._present = False
                self._show(found[0])
            else:
                self._say(replace(asked, asking=False, choices=found))

        self._shell.hush()
        self._shell.ask_centre(lambda: _or_problem(lambda: find_online(world, text, staff_id)), answered)

    def _found(self, text: str, *, present: bool) -> None:
        try:
            found = self._parts.enquiry.find(text)
            if not found:
                raise UnknownCard(last4=text.strip()[-4:])
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._number, self._present = self._parts.enquiry.card_number(text), present
        self._show(found[0])

    # --- what can be done -----------------------------------------------------------------------------

    def _attach(self) -> None:
        if self._member is None:
            self.find("")
        else:
            self._put_on(self._routes.sell)

    def _redeem(self) -> None:
        """Put the customer on the receipt, and let all the points pay that it takes."""
        if self._member is not None:
            self._put_on(self._pay_with_points)

    def _pay_with_points(self) -> None:
        self._routes.sell()
        self._press("F5")

    def _put_on(self, then: Callable[[], None], approval: Approval | None = None) -> None:
        """Put the customer on the receipt; the card of whoever sells only when a senior allows it."""
        assert self._member is not None
        try:
            self.receipt().attach(self._member, approval)
        except OwnCardRefused as refused:
            if approval is not None:
                self._shell.refuse(refused)
            else:
                self._shell.approve(Permission.OWN_CARD, lambda given: self._put_on(then, given))
        except Problem as problem:
            self._shell.refuse(problem)
        else:
            then()

    def _print(self) -> None:
        if self._member is not None:
            self._parts.printer.print(self._parts.enquiry.balance_slip(self._member))

    def _save_card(self) -> None:
        save, number = self._parts.save_card, self._number
        if save is None or self._member is None:
            return
        if number:
            self._shell.commit(lambda: save(number), self._saved)
        else:
            self._shell.refuse(CardNumberNeeded(last4=self._member.card_last4))

    def _saved(self, path: Path) -> None:
        self._shell.note(Note(NoteKind.CARD_SAVED, {"path": str(path)}))

    # --- showing --------------------------------------------------------------------------------------

    def _show(self, member: Member | None) -> None:
        self._member = member
        shown = customer_state(self._parts, member)
        if member is None:
            self._say(shown)
            return
        asked = replace(shown, asking=True)
        self._say(asked)
        world, present = self._parts.world, self._present
        cashier = world.desk.cashier
        staff_id = (cashier.staff_id if cashier else "") if present else self._staff_id

        def answered(told: Beside | Problem | None) -> None:
            if self.state is asked:  # a refusal of the centre takes nothing away of what this till knows
                self._say(replace(asked, asking=False, beside=told if isinstance(told, Beside) else None))

        self._shell.ask_centre(
            lambda: _or_problem(lambda: told_beside(world, member, staff_id, present=present)), answered
        )

    def _say(self, state: CustomerState) -> None:
        self.state = state
        self._screen.show_customer(state)


def _or_problem(ask: Callable[[], T]) -> T | Problem:
    """On the worker of the centre: return a refusal instead of raising it; the page decides what it means."""
    try:
        return ask()
    except Problem as problem:
        return problem
