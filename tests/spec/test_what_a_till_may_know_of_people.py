"""A till's cache is a list of what it may hold, not of what it may not (R71): whoever adds a field says so here."""

import pytest
from msgspec.structs import fields

from loyalty_pos.wire.rows import ROW_TYPES

MAY_KNOW = {
    "card": {"account_id", "state", "last4", "discount_bp"},
    "phone": {"account_id"},
    "subscriber": {"partner_id"},
    "forget": {"account_id", "person_ids", "at_us"},
    "account": {
        "account_id", "name", "phone_masked", "tier_id", "spend_minor", "visits", "debt", "lots", "staff_id",
        "verified", "blocked", "birthday_window", "progress", "reserved", "stores", "online_only",
    },
    "phone_key": {"public_key", "until_minutes"},
}  # fmt: skip
"""``name``: first name and initial; keys are keyed hashes; of a birthday only whether it is near."""
OF_NO_MEMBER = {"article", "staff", "bundle", "voucher", "setting", "device", "returned"}


@pytest.mark.parametrize("table", MAY_KNOW)
def test_a_row_about_a_person_holds_what_is_allowed_and_nothing_else(table: str) -> None:
    assert {field.name for field in fields(ROW_TYPES[table])} == MAY_KNOW[table]


def test_every_row_is_judged() -> None:
    assert ROW_TYPES.keys() == MAY_KNOW.keys() | OF_NO_MEMBER
