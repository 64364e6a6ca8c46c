"""Cashiers, the programme in force and the shop's texts, as the centre last told."""

from collections.abc import Callable

from loyalty_pos.core.problems import BadProgramme, NotEnrolled
from loyalty_pos.core.programme import Programme
from loyalty_pos.storage.database import Database
from loyalty_pos.till.ports import ActiveProgramme, Role, StaffMember
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import ProgrammeRow, StaffRow

Parse = Callable[[str], Programme]
"""Reads a programme's TOML; raises ``BadProgramme``."""


class ShopStaff:
    """``ports.StaffBook`` on the cache."""

    def __init__(self, database: Database) -> None:
        self._reader = database.reader()

    def active(self) -> list[StaffMember]:
        """Return who may log in, by name."""
        found = [decode(row, StaffRow) for (row,) in self._reader.rows("SELECT row FROM staff ORDER BY id")]
        known = [_staff_member(row) for row in found if row.active]
        return sorted((member for member in known if member), key=lambda member: member.name)

    def by_id(self, staff_id: str) -> StaffMember | None:
        """Return the person, also one who left: old receipts name them."""
        row = self._reader.row("SELECT row FROM staff WHERE id = ?", (staff_id,))
        return _staff_member(decode(row[0], StaffRow)) if row else None


class ShopProgrammes:
    """``ports.Programmes`` on the cache; a programme is read once, then answered from memory."""

    def __init__(self, database: Database, parse: Parse) -> None:
        self._reader = database.reader()
        self._parse = parse
        self._known: dict[str, Programme | None] = {}

    def current(self) -> ActiveProgramme:
        """Return the newest programme that this program can read.

        Raises ``NotEnrolled`` before the first one came, ``BadProgramme`` when none of those kept can be read.
        """
        newest = self._reader.row("SELECT row FROM programme ORDER BY serial DESC, id LIMIT 1")
        if newest is None:
            raise NotEnrolled
        refusal: BadProgramme | None = None
        for (row,) in self._reader.rows("SELECT row FROM programme ORDER BY serial DESC, id"):
            told = decode(row, ProgrammeRow)
            try:
                return ActiveProgramme(self._read(told), told.bundle)
            except BadProgramme as problem:
                refusal = refusal or problem
        assert refusal is not None
        raise refusal

    def _read(self, told: ProgrammeRow) -> Programme:
        if told.bundle not in self._known:
            self._known = {told.bundle: self._parse(told.text)}
        programme = self._known[told.bundle]
        assert programme is not None
        return programme


class ShopSettings:
    """``ports.Settings`` on the cache."""

    def __init__(self, database: Database) -> None:
        self._reader = database.reader()

    def get(self, name: str, default: str = "") -> str:
        """Return the text, or the default."""
        row = self._reader.row("SELECT value FROM setting WHERE name = ?", (name,))
        return row[0] if row else default


def _staff_member(row: StaffRow) -> StaffMember | None:
    """Return the person; None for a role that is newer than this program, whose rights it cannot know."""
    if row.role not in set(Role):
        return None
    return StaffMember(row.staff_id, row.name, Role(row.role), row.pin_hash, row.badge_key)
