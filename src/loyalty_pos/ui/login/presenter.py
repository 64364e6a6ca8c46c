"""Decides what a typed PIN is for: logging in, or approving one action of somebody else. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.login.state import PinState
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Routes, Shell


class PinScreen(Protocol):
    """What the presenter needs of the view."""

    def show_pin(self, state: PinState) -> None: ...


class PinPresenter:
    """The page with the pad of digits."""

    def __init__(self, screen: PinScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._permission: Permission | None = None
        self._approved: Callable[[Approval], object] | None = None
        self._back_to: Callable[[], object] = routes.sell

    def begin(self) -> None:
        """Ask who works here now."""
        self._permission, self._approved = None, None
        self._show()

    def ask(
        self, permission: Permission, done: Callable[[Approval], object], back: Callable[[], object]
    ) -> None:
        """Ask for the PIN of somebody with the permission; ``back`` turns to the page that asked."""
        self._permission, self._approved, self._back_to = permission, done, back
        self._show()

    def answered(self, pin: str) -> None:
        """Check the PIN off the Qt thread: it is slow on purpose."""
        if not pin:
            return
        staff = self._parts.staff
        permission, approved = self._permission, self._approved
        if permission is None or approved is None:
            self._shell.commit(lambda: staff.log_in(pin), lambda _: self._logged_in())
            return

        def go_on(approval: Approval) -> None:
            self._back_to()
            approved(approval)

        self._shell.commit(lambda: staff.approve(pin, permission), go_on)

    def cancelled(self) -> None:
        """Go back without an approval; nobody leaves the log-in page that way."""
        if self._permission is not None:
            self._back_to()

    def _logged_in(self) -> None:
        self._shell.hush()
        if self._parts.shift.current() is None:
            self._routes.open_shift()
        else:
            self._routes.sell()

    def _show(self) -> None:
        shop = self._parts.world.settings.get("shop_name")
        self._screen.show_pin(PinState(self._permission, self._parts.world.identity.till_no, shop))
