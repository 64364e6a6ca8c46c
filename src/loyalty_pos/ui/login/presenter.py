"""Decides what a typed PIN or a badge is for: logging in, or approving one action of somebody else. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.roles.badges import Badges
from loyalty_pos.till.staff import Approval, Wanted
from loyalty_pos.ui.login.state import PinState
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class PinScreen(Protocol):
    """What the presenter needs of the view."""

    def show_pin(self, state: PinState) -> None: ...


class PinPresenter:
    """The page with the pad of digits."""

    def __init__(self, screen: PinScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._wanted: Wanted | None = None
        self._approved: Callable[[Approval], object] | None = None
        self._back_to: Callable[[], object] = routes.sell
        self._badges = Badges(parts.world, parts.staff)
        self._named: StaffMember | None = None

    def begin(self) -> None:
        """Ask who works here now."""
        self._wanted, self._approved, self._named = None, None, None
        self._show()

    def ask(self, wanted: Wanted, done: Callable[[Approval], object], back: Callable[[], object]) -> None:
        """Ask for the PIN of somebody who may; ``back`` turns to the page that asked."""
        self._wanted, self._approved, self._back_to = wanted, done, back
        self._named = None
        self._show()

    def answered(self, pin: str) -> None:
        """Check the PIN off the Qt thread: it is slow on purpose."""
        if not pin:
            return
        staff, wanted = self._parts.staff, self._wanted
        staff_id = self._named.staff_id if self._named is not None else ""
        if wanted is None:
            self._shell.commit(lambda: staff.log_in(pin, staff_id), lambda _: self._logged_in())
        else:
            self._shell.commit(
                lambda: staff.approve(pin, wanted.permission, staff_id, wanted.amount_minor), self._go_on
            )

    def scanned(self, text: str) -> None:
        """Take a badge: it opens or approves where the shop lets it, and otherwise says whose PIN comes now."""
        wanted, badges = self._wanted, self._badges
        try:
            member = badges.owner(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if wanted is None and badges.opens(member):
            self._shell.commit(lambda: badges.log_in(member), lambda _: self._logged_in())
        elif wanted is not None and badges.approves(member, wanted.permission, wanted.amount_minor):
            self._shell.commit(
                lambda: badges.approve(member, wanted.permission, wanted.amount_minor), self._go_on
            )
        else:
            self._named = member
            self._show()
            self._shell.note(Note(NoteKind.BADGE_PIN, {"name": member.name}))

    def cancelled(self) -> None:
        """Go back without an approval; nobody leaves the log-in page that way."""
        if self._wanted is not None:
            self._back_to()

    def _go_on(self, approval: Approval) -> None:
        """Turn back to the page that asked, with who approved."""
        approved, self._approved, self._wanted = self._approved, None, None
        self._back_to()
        if approved is not None:
            approved(approval)

    def _logged_in(self) -> None:
        self._shell.hush()
        if self._parts.shift.current() is None:
            self._routes.open_shift()
        else:
            self._routes.sell()

    def _show(self) -> None:
        world = self._parts.world
        locked = world.desk.locked
        self._screen.show_pin(
            PinState(
                self._wanted.permission if self._wanted is not None else None,
                world.identity.till_no,
                world.settings.get("shop_name"),
                locked.name if locked is not None else "",
                self._named.name if self._named is not None else "",
            )
        )
