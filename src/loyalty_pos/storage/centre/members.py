"""Cards, phones and people; personal data is in ``person`` and nowhere else."""

from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.centre.people import folded
from loyalty_pos.centre.records import Card, Person
from loyalty_pos.core.member import CardState
from loyalty_pos.storage.centre.database import Row, Sql

_ESCAPED: Final = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
_MAX_WORDS: Final = 4
_CARD: Final = "SELECT account_id, number, number_key, last4, state, discount_bp, person_id FROM card "


class SqlMembers:
    """Implements ``centre.ports.Members``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def accounts_of(self, kind: str, keys: Collection[int]) -> dict[int, str]:
        """Return accounts by keyed hash."""
        rows = self._sql.rows(
            "SELECT name_key, account_id FROM known_as WHERE kind = $1 AND name_key = ANY($2)",
            kind,
            list(keys),
        )
        return {row[0]: row[1] for row in rows}

    def name(self, names: Sequence[tuple[str, int, str]]) -> None:
        """Make accounts known under keyed hashes; whoever was first keeps the name."""
        self._sql.many(
            "INSERT INTO known_as (kind, name_key, account_id) VALUES ($1, $2, $3) "
            "ON CONFLICT (kind, name_key) DO NOTHING",
            names,
        )

    def forget(self, kind: str, key: int) -> None:
        """Take a name away."""
        self._sql.run("DELETE FROM known_as WHERE kind = $1 AND name_key = $2", kind, key)

    def put_cards(self, cards: Sequence[Card]) -> None:
        """Add cards or change their state and discount."""
        self._sql.many(
            "INSERT INTO card (account_id, number, number_key, last4, state, discount_bp, person_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, number) DO UPDATE SET "
            "state = excluded.state, discount_bp = excluded.discount_bp, person_id = excluded.person_id",
            [
                (c.account_id, c.number, c.number_key, c.last4, str(c.state), c.discount_bp, c.person_id)
                for c in cards
            ],
        )

    def drop_cards(self, cards: Sequence[Card]) -> None:
        """Take blank cards out that somebody else gets now."""
        self._sql.many(
            "DELETE FROM card WHERE account_id = $1 AND number = $2",
            [(c.account_id, c.number) for c in cards],
        )

    def cards_of(self, account_ids: Collection[str]) -> list[Card]:
        """Return the cards of these accounts."""
        rows = self._sql.rows(
            _CARD + "WHERE account_id = ANY($1) ORDER BY account_id, number", list(account_ids)
        )
        return [_card(row) for row in rows]

    def by_last4(self, last4: str, limit: int) -> list[str]:
        """Return accounts that have a card ending so."""
        rows = self._sql.rows(
            "SELECT DISTINCT account_id FROM card WHERE last4 = $1 ORDER BY account_id LIMIT $2", last4, limit
        )
        return [row[0] for row in rows]

    def card_page(self, after: str, limit: int) -> list[Card]:
        """Return cards in the order of their numbers."""
        rows = self._sql.rows(_CARD + "WHERE number > $1 ORDER BY number LIMIT $2", after, limit)
        return [_card(row) for row in rows]


class SqlPeople:
    """Implements ``centre.ports.People``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def put_people(self, people: Sequence[Person]) -> None:
        """Add people or replace what is known of them."""
        self._sql.many(
            "INSERT INTO person (account_id, person_id, name, name_folded, phone, birthday, birthday_changed_us) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, person_id) DO UPDATE SET "
            "name = excluded.name, name_folded = excluded.name_folded, phone = excluded.phone, "
            "birthday = excluded.birthday, birthday_changed_us = excluded.birthday_changed_us",
            [
                (
                    p.account_id,
                    p.person_id,
                    p.name,
                    folded(p.name),
                    p.phone,
                    p.birthday,
                    p.birthday_changed_us,
                )
                for p in people
            ],
        )

    def people_of(self, account_ids: Collection[str]) -> list[Person]:
        """Return the people behind these accounts."""
        rows = self._sql.rows(
            "SELECT account_id, person_id, name, phone, birthday, birthday_changed_us FROM person WHERE account_id = ANY($1) "
            "ORDER BY account_id, person_id",
            list(account_ids),
        )
        return [Person(*row) for row in rows]

    def birthdays(self, account_ids: Collection[str]) -> list[tuple[str, str, int]]:
        """Return the birthdays of these accounts."""
        rows = self._sql.rows(
            "SELECT account_id, birthday, birthday_changed_us FROM person "
            "WHERE account_id = ANY($1) AND birthday <> ''",
            list(account_ids),
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def birthday_page(self, after: str, limit: int) -> list[tuple[str, str, int]]:
        """Return birthdays in the order of accounts."""
        rows = self._sql.rows(
            "SELECT account_id, max(birthday), max(birthday_changed_us) FROM person "
            "WHERE account_id > $1 AND birthday <> '' "
            "GROUP BY account_id ORDER BY account_id LIMIT $2",
            after,
            limit,
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def people_counts(self) -> tuple[int, int]:
        """Return how many accounts have a live card, and how many of all accounts a birthday."""
        cards = self._sql.rows(
            "SELECT count(DISTINCT account_id) FROM card WHERE state = $1", str(CardState.ACTIVE)
        )
        birthdays = self._sql.rows("SELECT count(DISTINCT account_id) FROM person WHERE birthday <> ''")
        return int(cards[0][0]), int(birthdays[0][0])

    def by_name(self, words: Sequence[str], limit: int) -> list[str]:
        """Return accounts whose name holds every one of the (folded) words; at most four words count."""
        patterns = [f"%{word.translate(_ESCAPED)}%" for word in words[:_MAX_WORDS]]
        patterns += ["%"] * (_MAX_WORDS - len(patterns))
        rows = self._sql.rows(
            "SELECT account_id FROM person WHERE name_folded LIKE $1 ESCAPE '\\' AND name_folded LIKE $2 ESCAPE '\\' "
            "AND name_folded LIKE $3 ESCAPE '\\' AND name_folded LIKE $4 ESCAPE '\\' "
            "ORDER BY name_folded, account_id LIMIT $5",
            *patterns,
            limit,
        )
        return list(dict.fromkeys(row[0] for row in rows))


def _card(row: Row) -> Card:
    account_id, number, key, last4, state, discount_bp, person_id = row
    return Card(account_id, number, key, last4, CardState(state), discount_bp, person_id)
