"""Cashiers and the shop's texts, as the centre last told."""

from loyalty_pos.storage.database import Database
from loyalty_pos.till.ports import Role, StaffMember
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import StaffRow


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
