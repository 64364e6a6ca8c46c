"""Requests for privacy, and the taking out of everything personal; ledger, documents and events stay as they are."""

from collections.abc import Collection
from typing import Final

from loyalty_pos.centre.records import Erasure, PrivacyDeed, PrivacyWhat
from loyalty_pos.storage.centre.database import Row, Sql, first
from loyalty_pos.storage.centre.privacy.tables import EMPTIED

_DEED: Final = "SELECT number, what, account_id, at_us, met_by, detail FROM privacy_deed "


def _deed(row: Row) -> PrivacyDeed:
    number, what, account_id, at_us, by, detail = row
    return PrivacyDeed(number, PrivacyWhat(what), account_id, at_us, by, detail)


class SqlPrivacy:
    """Implements ``centre.ports.PrivacyBook``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def put_deed(self, deed: PrivacyDeed) -> None:
        """Write a request down; a number is given once."""
        self._sql.run(
            "INSERT INTO privacy_deed (number, what, account_id, at_us, met_by, detail) VALUES ($1, $2, $3, $4, $5, $6)",
            deed.number,
            str(deed.what),
            deed.account_id,
            deed.at_us,
            deed.by,
            deed.detail,
        )

    def deed(self, number: str) -> PrivacyDeed | None:
        """Return the request with this number."""
        row = first(self._sql.rows(_DEED + "WHERE number = $1", number))
        return _deed(row) if row else None

    def deeds(self) -> list[PrivacyDeed]:
        """Return every request in the order of time."""
        return [_deed(row) for row in self._sql.rows(_DEED + "ORDER BY at_us, number")]

    def deeds_of(self, account_id: str) -> list[PrivacyDeed]:
        """Return the requests of one member in the order of time."""
        return [
            _deed(row)
            for row in self._sql.rows(_DEED + "WHERE account_id = $1 ORDER BY at_us, number", account_id)
        ]

    def erasures(self) -> list[Erasure]:
        """Return everybody who was forgotten."""
        rows = self._sql.rows("SELECT number, person_id FROM erased_person ORDER BY number, person_id")
        found = [deed for deed in self.deeds() if deed.what is PrivacyWhat.ERASE]
        return [
            Erasure(
                deed.number,
                deed.account_id,
                tuple(person for number, person in rows if number == deed.number and person != number),
                deed.at_us,
                deed.by,
            )
            for deed in found
        ]

    def erased(self, account_ids: Collection[str]) -> dict[str, str]:
        """Return by account the number of its erasure."""
        rows = self._sql.rows(
            "SELECT account_id, number FROM erased_person WHERE account_id = ANY($1)", list(account_ids)
        )
        return {row[0]: row[1] for row in rows}

    def forget(self, erasure: Erasure) -> None:
        """Destroy keys and take out what is personal.

        The number itself stands among the persons too, so that an account without a person is known as erased.
        """
        account_id = erasure.account_id
        self._sql.many(
            "INSERT INTO erased_person (person_id, account_id, number) VALUES ($1, $2, $3) "
            "ON CONFLICT (person_id) DO NOTHING",
            [(person_id, account_id, erasure.number) for person_id in (*erasure.person_ids, erasure.number)],
        )
        self._sql.run("DELETE FROM person_key WHERE person_id = ANY($1)", list(erasure.person_ids))
        for table in EMPTIED:
            self._sql.run(f"DELETE FROM {table} WHERE account_id = $1", account_id)  # noqa: S608  # our own tables
        self._sql.run("UPDATE activity SET subject = '', facts = '' WHERE account_id = $1", account_id)
        self._sql.run("DELETE FROM known_as WHERE kind = 'phone' AND account_id = $1", account_id)

    def confirm(self, number: str, agent_id: str, at_us: int) -> None:
        """Keep a till's word; the first one stays."""
        if self.deed(number) is not None:
            self._sql.run(
                "INSERT INTO forgotten_at (number, agent_id, at_us) VALUES ($1, $2, $3) "
                "ON CONFLICT (number, agent_id) DO NOTHING",
                number,
                agent_id,
                at_us,
            )

    def confirmed(self, number: str) -> dict[str, int]:
        """Return by till when it said that it has forgotten."""
        rows = self._sql.rows("SELECT agent_id, at_us FROM forgotten_at WHERE number = $1", number)
        return {row[0]: row[1] for row in rows}
