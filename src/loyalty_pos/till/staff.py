"""Who works at the till: PIN log-in with a pause that survives a restart, permissions, approval by a second PIN, the lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from loyalty_pos.core.problems import (
    ApprovalPaused,
    CannotApprove,
    NotAllowed,
    OverRoleLimit,
    PinLocked,
    ReceiptUnfinished,
    WrongPin,
)
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.ports import Clock, Draft, PinCheck, PinLocks, StaffMember
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.role_limits import SETTING as ROLE_LIMITS
from loyalty_pos.wire.role_limits import Limits, told_limits, within
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Role
from loyalty_pos.wire.roles import Permission as Permission  # noqa: PLC0414 - the till knows it by this place

FREE_TRIES: Final = 5
LOCKED_TRIES: Final = 10
PAUSE_S: Final = 30
GUESSES: Final = 5
"""Wrong PINs at approvals that cost no time."""
LOG_IN_GUESSES: Final = 12
"""Wrong PINs at log-ins without a name that cost no time: more than the lock of ten, so that a manager can open it."""
PAUSES_MIN: Final = (1, 2, 4, 8, 15)
"""How long approving waits after the fifth wrong PIN in a row, the sixth, ...; the last one for all that follow:
four guesses an hour, so that the ten thousand PINs of four digits last for a hundred days."""
FORGOTTEN_AFTER: Final = timedelta(hours=8)
"""So long without a wrong PIN, and yesterday's are forgotten."""
_APPROVALS: Final = "*approval"
"""Under which the tries are kept; no id of a person begins with a star."""
_LOG_INS: Final = "*log-in"
_BADGES: Final = "*badge"


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody with the permission typed a PIN for one action."""

    staff_id: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is asked to approve. ``amount_minor``: 0 = it is about no sum."""

    permission: Permission
    amount_minor: int = 0


def may(member: StaffMember, permission: Permission) -> bool:
    """Tell whether the role of this person includes the permission."""
    return permission in ROLE_PERMISSIONS[member.role]


def limits_of(world: TillWorld) -> Limits:
    """Return up to how much money each role may do what."""
    return told_limits((world.settings.get(ROLE_LIMITS),))


def require(
    world: TillWorld, permission: Permission, approval: Approval | None = None, amount_minor: int = 0
) -> str:
    """Return who approved ("" = nobody was needed), or raise ``NotLoggedIn``, ``NotAllowed``, ``OverRoleLimit``.

    An approval counts for the permission it was given for, and only while that person still has it.
    """
    cashier, approver = world.cashier(), ""
    who: StaffMember | None = cashier
    if approval is not None:
        who = world.staff.by_id(approval.staff_id) if approval.permission is permission else None
        approver = approval.staff_id
    if who is None or not may(who, permission):
        raise NotAllowed(permission=permission)
    limits = limits_of(world)
    if not within(limits, who.role, permission, amount_minor):
        limit = limits[who.role, permission]
        raise OverRoleLimit(permission=permission, limit_minor=limit, amount_minor=abs(amount_minor))
    return approver


class Guesses:
    """Wrong PINs of one kind in a row, ``free`` of them without a wait: a cashier's own right PIN must not forgive
    guesses at a manager's. Never shuts a till: whoever guesses waits longer each time, whoever sells notices nothing.
    """

    def __init__(self, locks: PinLocks, clock: Clock, kept_as: str, free: int) -> None:
        self._locks, self._clock = locks, clock
        self._kept_as, self._free = kept_as, free

    def left(self) -> timedelta:
        """Return how long the next try must wait, nothing or less = not at all."""
        failures, last = self._locks.failures(self._kept_as)
        if last is None:
            return timedelta()
        passed = abs(self._clock.now() - last)  # a clock that was set back pauses nobody for hours
        if passed >= FORGOTTEN_AFTER:
            self._locks.clear(self._kept_as)
            return timedelta()
        return timedelta(minutes=self._pause_min(failures)) - passed

    def refuse_while_paused(self) -> None:
        """Raise ``ApprovalPaused`` while the next try must wait."""
        left = self.left()
        if left > timedelta():
            raise ApprovalPaused(wait_min=ceil(left / timedelta(minutes=1)))

    def count(self) -> None:
        """Count a try before it is judged: pulling the plug gives no free one."""
        self._locks.add_failure(self._kept_as, self._clock.now())

    def forget(self) -> None:
        """Begin anew after a right PIN of somebody who may."""
        self._locks.clear(self._kept_as)

    def take_back(self) -> None:
        """Let the try that was counted last be none: it was right, but of somebody who forgives no others."""
        failures, _ = self._locks.failures(self._kept_as)
        self._locks.clear(self._kept_as)
        for _ in range(failures - 1):
            self.count()

    def refusal(self) -> WrongPin | ApprovalPaused:
        """Return what to say to a wrong PIN that was counted."""
        failures, _ = self._locks.failures(self._kept_as)
        pause_min = self._pause_min(failures)
        return ApprovalPaused(wait_min=pause_min) if pause_min else WrongPin(tries_left=self._free - failures)

    def _pause_min(self, failures: int) -> int:
        """Return how many minutes the next try waits after so many wrong ones in a row."""
        return 0 if failures < self._free else PAUSES_MIN[min(failures - self._free, len(PAUSES_MIN) - 1)]


class Staff:
    """Logging in, out, and approving; slow on purpose (a PIN check takes 0.1 s): call it off the GUI thread."""

    def __init__(self, world: TillWorld, pin_check: PinCheck, pin_locks: PinLocks) -> None:
        self._world = world
        self._pins = pin_check
        self._locks = pin_locks
        self._guesses = Guesses(pin_locks, world.clock, _APPROVALS, GUESSES)
        self._log_ins = Guesses(pin_locks, world.clock, _LOG_INS, LOG_IN_GUESSES)
        self.unknown_badges = Guesses(pin_locks, world.clock, _BADGES, LOG_IN_GUESSES)

    @property
    def current(self) -> StaffMember | None:
        """Who is logged in."""
        return self._world.desk.cashier

    def list(self) -> list[StaffMember]:
        """Return everybody who may log in, by name."""
        return sorted(self._world.staff.active(), key=lambda member: (member.name, member.staff_id))

    def may(self, permission: Permission, amount_minor: int = 0) -> bool:
        """Tell whether whoever is logged in has the permission for such a sum."""
        return self.current is not None and self._may(self.current, permission, amount_minor)

    def _may(self, member: StaffMember, permission: Permission, amount_minor: int) -> bool:
        return within(limits_of(self._world), member.role, permission, amount_minor)

    def log_in(self, pin: str, staff_id: str = "") -> StaffMember:
        """Return who has this PIN and let them work. Raises ``WrongPin``, ``PinLocked``, ``ReceiptUnfinished``.

        A receipt that came back after a crash belongs to nobody yet: whoever logs in goes on with it.
        """
        if self.current is not None:
            self._no_open_receipt()
        return self.begin(self._who(pin, staff_id))

    def begin(self, member: StaffMember, by: str = "pin") -> StaffMember:
        """Let somebody work whom a PIN or a badge named (``by``). Raises ``ReceiptUnfinished``.

        Whoever comes to a till that another cashier locked over an open receipt goes on with it, and that is told.
        """
        if self.current is not None:
            self._no_open_receipt()
        desk = self._world.desk
        before, desk.cashier, desk.locked = desk.locked, member, None
        notes = [self._world.noted("logged_in", subject=member.staff_id, reason="" if by == "pin" else by)]
        if desk.open_lines and before is not None and before.staff_id != member.staff_id:
            notes.append(self._world.noted("receipt_taken_over", subject=before.staff_id))
        self._record(*notes)
        return member

    def lock(self, why: str) -> None:
        """Let nobody work until a PIN or a badge says who does; the open receipt stays. ``why``: hand or idle."""
        desk = self._world.desk
        if desk.cashier is None:
            return
        self._record(self._world.noted("locked", subject=desk.cashier.staff_id, reason=why))
        desk.locked, desk.cashier = desk.cashier, None

    def log_out(self) -> None:
        """End the work of whoever is logged in. Raises ``ReceiptUnfinished``."""
        self._no_open_receipt()
        if self.current is not None:
            self._record(self._world.noted("logged_out", subject=self.current.staff_id))
            self._world.desk.cashier = self._world.desk.locked = None

    def approve(
        self, pin: str, permission: Permission, staff_id: str = "", amount_minor: int = 0
    ) -> Approval:
        """Return the approval of whoever has this PIN and the permission for such a sum; wrong PINs are written down.

        Raises ``CannotApprove`` for the cashier's own PIN without the right (no try is counted: it tells nothing
        about the PINs of others), ``WrongPin``, ``ApprovalPaused``.
        """
        self._guesses.refuse_while_paused()
        own = self.current
        if (
            own is not None
            and not self._may(own, permission, amount_minor)
            and self._pins.matches(pin, own.pin_hash)
        ):
            raise CannotApprove(permission=permission)
        self._guesses.count()
        for member in self._world.staff.active():
            chosen = staff_id in {"", member.staff_id}
            able = chosen and self._may(member, permission, amount_minor)
            if able and self._pins.matches(pin, member.pin_hash):
                self._guesses.forget()
                return Approval(member.staff_id, permission)
        self._record(self._world.noted("approval_refused", subject=staff_id, reason=permission))
        raise self._guesses.refusal()

    def unlock(self, staff_id: str, approval: Approval) -> None:
        """Let somebody try again who is locked. Raises ``NotAllowed``."""
        approver = self._world.staff.by_id(approval.staff_id)
        if approver is None or approver.staff_id == staff_id or not may(approver, Permission.SETTINGS):
            raise NotAllowed(permission=Permission.SETTINGS)
        self._locks.clear(staff_id)
        self._record(self._world.noted("pin_unlocked", subject=staff_id, approved_by=approver.staff_id))

    # --- the lock -----------------------------------------------------------------------------------------

    def _who(self, pin: str, staff_id: str) -> StaffMember:
        """Return whose PIN it is. A try is counted before it is judged: pulling the plug gives no free try.

        A till that is locked for everybody opens to the PIN of somebody who may unlock: else nobody could sell.
        """
        tries, able = self._count_try(staff_id), self._world.staff.active()
        if tries > LOCKED_TRIES:
            able = [member for member in able if may(member, Permission.SETTINGS)]
        member = self._named(pin, able, staff_id) if staff_id else self._anybody(pin, able)
        if member is not None:
            self._locks.clear(staff_id)
            if tries > LOCKED_TRIES:
                self._record(self._world.noted("pin_unlocked", approved_by=member.staff_id))
            return member
        if tries > LOCKED_TRIES:
            raise PinLocked(wait_s=0)
        if tries in {FREE_TRIES, LOCKED_TRIES}:
            self._record(self._world.noted("pin_locked", subject=staff_id))
            raise PinLocked(wait_s=PAUSE_S if tries == FREE_TRIES else 0)
        raise WrongPin(tries_left=(FREE_TRIES if tries < FREE_TRIES else LOCKED_TRIES) - tries)

    def _named(self, pin: str, able: Iterable[StaffMember], staff_id: str = "") -> StaffMember | None:
        """Return whose PIN it is among these, or of the one who was chosen."""
        chosen = (member for member in able if staff_id in {"", member.staff_id})
        return next((member for member in chosen if self._pins.matches(pin, member.pin_hash)), None)

    def _anybody(self, pin: str, able: Sequence[StaffMember]) -> StaffMember | None:
        """Return whose PIN it is where no name is asked for.

        Cashiers' PINs are looked at first: theirs do not forgive guesses at the PINs of those who may more, and while
        such guesses wait they still come in.
        """
        member = self._named(pin, [one for one in able if one.role is Role.CASHIER])
        if member is not None:
            return member
        left = self._log_ins.left()
        if left > timedelta():
            raise PinLocked(wait_s=ceil(left.total_seconds()))
        self._log_ins.count()
        member = self._named(pin, [one for one in able if one.role is not Role.CASHIER])
        if member is not None and may(member, Permission.SETTINGS):
            self._log_ins.forget()
        elif member is not None:
            self._log_ins.take_back()
        return member

    def _count_try(self, staff_id: str) -> int:
        """Return which try in a row this is, or raise ``PinLocked`` (``wait_s`` 0 = until somebody unlocks).

        Without a name nobody else could unlock: tries go on, one in ``PAUSE_S``, for those who may.
        """
        failures, last = self._locks.failures(staff_id)
        now = self._world.clock.now()
        if failures >= LOCKED_TRIES and staff_id:
            raise PinLocked(wait_s=0)
        if failures >= FREE_TRIES and last is not None:
            passed_s = abs(now - last).total_seconds()  # a clock that was set back locks nobody for hours
            if passed_s < PAUSE_S:
                raise PinLocked(wait_s=ceil(PAUSE_S - passed_s))
        self._locks.add_failure(staff_id, now)
        return failures + 1

    def _no_open_receipt(self) -> None:
        if self._world.desk.open_lines:
            raise ReceiptUnfinished(lines=self._world.desk.open_lines)

    def _record(self, *notes: Noted) -> None:
        self._world.journal.record([Draft(note, note.cashier_id) for note in notes])
