"""A centre with books of an older version goes on with what was in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loyalty_pos.core.release import text_hash
from loyalty_pos.storage.centre.sqlite import connect
from loyalty_pos.storage.migrations.script import centre_script
from loyalty_pos.storage.vault import FileVault, file_key
from loyalty_pos.wiring.centre import CentreSettings, open_centre

FIVE = 'id = "points"\nnames = { en = "Five" }\n[accrual]\nrate_bp = 500\n'
FOUR = FIVE.replace("500", "400")


@contextmanager
def _books_of_version(folder: Path, version: str) -> Iterator[Any]:
    """Books as an older program left them, open for what it wrote."""
    connection = connect(folder / "centre.db", file_key(FileVault(folder / "centre.keys"), "centre.db"))
    connection.executescript(centre_script("sqlite", "", version))
    yield connection
    connection.close()


def _books_of_version_1(folder: Path) -> None:
    with _books_of_version(folder, "0001") as connection:
        for serial, text in ((1, FOUR), (2, FIVE)):
            name = text_hash(text)
            connection.execute("INSERT INTO programme_text VALUES (?, 'points', ?)", (name, text))
            connection.execute(
                "INSERT OR REPLACE INTO programme VALUES ('points', ?, ?, ?)", (text, name, serial)
            )
        connection.execute("INSERT INTO store VALUES ('1', 'Corner', 'Europe/Moscow')")


def test_the_programme_in_force_stays_in_force_and_its_shop_is_told_so(tmp_path: Path) -> None:
    _books_of_version_1(tmp_path)
    centre = open_centre(CentreSettings(tmp_path))
    try:
        assert centre.admin.programme_texts() == (FIVE,)
        assert centre.admin.releases.renew() == 1
        assert [change.table for change in centre.admin.feed_rows("1")] == ["bundle"]
    finally:
        centre.close()


def test_a_debt_of_before_is_known_as_one_of_no_till(tmp_path: Path) -> None:
    with _books_of_version(tmp_path, "0007") as connection:  # the last program without leases
        for account_id, debt in (("anna", 30), ("boris", 0)):
            connection.execute(
                "INSERT INTO account (account_id, granted_tier, tier_id, staff_id, verified, blocked, shown_name, "
                "phone_masked, version, head_hash, debt, spend_minor, visits) "
                "VALUES (?, '', '', '', 1, 0, '', '', 0, '', ?, 0, 0)",
                (account_id, debt),
            )

    centre = open_centre(CentreSettings(tmp_path))
    try:
        (known,) = centre.admin.leases.debts()
        assert (known.account_id, known.rest, known.cause, known.agent_id) == ("anna", 30, "before", "")
        assert centre.admin.leases.write_off("anna", "long ago") == 30
        assert centre.admin.leases.debts() == []
    finally:
        centre.close()
