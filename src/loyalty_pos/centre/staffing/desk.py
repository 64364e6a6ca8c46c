"""Staff accounts: made, given a new PIN or role, dismissed; each is told to all tills and written down.

It must never see a PIN, only its slow hash, and never leave a shop without a manager.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre import rows
from loyalty_pos.centre.office.allowed import require
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.office.refusals import BadStaff, LastOfManagers, StaffKnown, UnknownStaff
from loyalty_pos.wire.roles import Permission, Role
from loyalty_pos.wire.rows import StaffRow

LONGEST_ID: Final = 40
LONGEST_NAME: Final = 60
LONGEST_HASH: Final = 300
HASH_BEGINS: Final = "$argon2id$"
Work = Callable[[Mapping[str, StaffRow]], StaffRow]
"""What becomes of somebody, by the list as it is."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who begins to work. ``pin_hash``: argon2id over the keyed PIN (``storage.pins``)."""

    staff_id: str
    name: str
    role: str
    pin_hash: str


class StaffDesk:
    """Safe to call from several threads. ``done_by`` "" = whoever runs the centre's machine."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def all(self) -> list[StaffRow]:
        """Return everybody who is or was on the list, by name."""
        found = self._books.read(lambda desk: desk.reference.staff())
        return sorted(found.values(), key=lambda row: (not row.active, row.name, row.staff_id))

    def create(self, new: Newcomer, done_by: str = "") -> StaffRow:
        """Add somebody. Raises ``NotApproved``, ``BadStaff``, ``StaffKnown``."""
        _check(new)

        def work(known: Mapping[str, StaffRow]) -> StaffRow:
            if new.staff_id in known:
                raise StaffKnown(staff=new.staff_id)
            return StaffRow(new.staff_id, new.name.strip(), new.role, new.pin_hash)

        return self._change("staff_created", new.staff_id, done_by, work)

    def set_pin(self, staff_id: str, pin_hash: str, done_by: str = "") -> StaffRow:
        """Give somebody a new PIN. Raises ``NotApproved``, ``BadStaff``, ``UnknownStaff``."""
        if not _is_hash(pin_hash):
            raise BadStaff(what="pin")
        return self._change(
            "staff_pin_set",
            staff_id,
            done_by,
            lambda known: _as_now(_known_one(known, staff_id), pin_hash=pin_hash),
        )

    def dismiss(self, staff_id: str, done_by: str = "") -> StaffRow:
        """Let somebody log in nowhere any more. Raises ``NotApproved``, ``UnknownStaff``, ``LastOfManagers``."""

        def work(known: Mapping[str, StaffRow]) -> StaffRow:
            return _as_now(_known_one(known, staff_id), active=False)

        return self._change("staff_dismissed", staff_id, done_by, work)

    def set_role(self, staff_id: str, role: str, done_by: str = "") -> StaffRow:
        """Give somebody another role, and let them in again. Raises as ``dismiss``, and ``BadStaff``."""
        if role not in set(Role):
            raise BadStaff(what="role")

        def work(known: Mapping[str, StaffRow]) -> StaffRow:
            return _as_now(_known_one(known, staff_id), role=role, active=True)

        return self._change("staff_role_set", staff_id, done_by, work)

    def _change(self, what: str, staff_id: str, done_by: str, work: Work) -> StaffRow:
        now_us = self._clock.now_us()

        def write(desk: Desk) -> StaffRow:
            if done_by:
                require(desk, done_by, Permission.STAFF)
            known = desk.reference.staff()
            row = work(known)
            if leaves_no_manager(known, row):
                raise LastOfManagers
            if row == known.get(staff_id):
                return row
            desk.reference.put_staff([row])
            desk.feed.publish([rows.staff_row(row)])
            deed_id = derived_id(what, staff_id, done_by, str(now_us))
            desk.office_deeds.add(Deed(deed_id, now_us, what, done_by, staff_id, row.role))
            return row

        return self._books.write(write)


def leaves_no_manager(known: Mapping[str, StaffRow], row: StaffRow) -> bool:
    """Tell whether there is a manager now, and would be none with this row."""
    before = {one.staff_id for one in known.values() if _manages(one)}
    return bool(before) and not _manages(row) and before <= {row.staff_id}


def last_managers(known: Mapping[str, StaffRow], rows: Iterable[StaffRow]) -> set[str]:
    """Return whom a list must not change: those who manage now, if nobody would after it."""
    before = {one.staff_id for one in known.values() if _manages(one)}
    after = {**known, **{row.staff_id: row for row in rows}}
    return set() if any(map(_manages, after.values())) else before


def _manages(row: StaffRow) -> bool:
    return row.active and row.role == Role.MANAGER and bool(row.pin_hash)


def _known_one(known: Mapping[str, StaffRow], staff_id: str) -> StaffRow:
    if staff_id not in known:
        raise UnknownStaff(staff=staff_id)
    return known[staff_id]


def _as_now(row: StaffRow, *, pin_hash: str = "", role: str = "", active: bool | None = None) -> StaffRow:
    """Return the row with what is told; the badge stays."""
    is_active = row.active if active is None else active
    return StaffRow(
        row.staff_id, row.name, role or row.role, pin_hash or row.pin_hash, row.badge_key, is_active
    )


def _check(new: Newcomer) -> None:
    is_id = 0 < len(new.staff_id) <= LONGEST_ID and new.staff_id.isprintable() and " " not in new.staff_id
    good = {
        "id": is_id,
        "name": 0 < len(new.name.strip()) <= LONGEST_NAME and new.name.isprintable(),
        "role": new.role in set(Role),
        "pin": _is_hash(new.pin_hash),
    }
    for what, is_good in good.items():
        if not is_good:
            raise BadStaff(what=what)


def _is_hash(text: str) -> bool:
    return text.startswith(HASH_BEGINS) and len(text) <= LONGEST_HASH
