"""A centre with books of an older version goes on with what was in force."""

from pathlib import Path

from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from loyalty_pos.core.release import text_hash
from loyalty_pos.storage.centre import schema
from loyalty_pos.storage.centre.sqlite import connect
from loyalty_pos.storage.vault import FileVault, file_key
from loyalty_pos.wiring.centre import CentreSettings, open_centre

FIVE = 'id = "points"\nnames = { en = "Five" }\n[accrual]\nrate_bp = 500\n'
FOUR = FIVE.replace("500", "400")


def _books_of_version_1(folder: Path) -> None:
    raw = connect(folder / "centre.db", file_key(FileVault(folder / "centre.keys"), "centre.db"))
    engine = create_engine("sqlite://", creator=lambda: raw, module=dbapi2, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(schema._config(connection=connection), "0001")  # an older program's step
        for serial, text in ((1, FOUR), (2, FIVE)):
            name = text_hash(text)
            connection.exec_driver_sql("INSERT INTO programme_text VALUES (?, 'points', ?)", (name, text))
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO programme VALUES ('points', ?, ?, ?)", (text, name, serial)
            )
        connection.exec_driver_sql("INSERT INTO store VALUES ('1', 'Corner', 'Europe/Moscow')")
        connection.commit()


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
    raw = connect(tmp_path / "centre.db", file_key(FileVault(tmp_path / "centre.keys"), "centre.db"))
    engine = create_engine("sqlite://", creator=lambda: raw, module=dbapi2, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(schema._config(connection=connection), "0007")  # the last program without leases
        for account_id, debt in (("anna", 30), ("boris", 0)):
            connection.exec_driver_sql(
                "INSERT INTO account (account_id, granted_tier, tier_id, staff_id, verified, blocked, shown_name, "
                "phone_masked, version, head_hash, debt, spend_minor, visits) "
                "VALUES (?, '', '', '', 1, 0, '', '', 0, '', ?, 0, 0)",
                (account_id, debt),
            )
        connection.commit()

    centre = open_centre(CentreSettings(tmp_path))
    try:
        (known,) = centre.admin.leases.debts()
        assert (known.account_id, known.rest, known.cause, known.agent_id) == ("anna", 30, "before", "")
        assert centre.admin.leases.write_off("anna", "long ago") == 30
        assert centre.admin.leases.debts() == []
    finally:
        centre.close()
