"""What members did beside buying and what it gave them; who leads on a board."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from loyalty_pos.centre.records import Activity, GivenAward, HeldMedal, Referral, StepDone
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.storage.centre.database import PAIRS, Row, Sql, first, pairs_text

_EARNED: Final = [str(EntryKind.ACCRUAL), str(EntryKind.ACCRUAL_REVERSAL)]
_RANKED: Final = (
    "GROUP BY account_id HAVING {score} > 0 ORDER BY {score} DESC, {moment}, account_id LIMIT {limit}"
)


def _names(record: type[Any]) -> list[str]:
    return [field.name for field in fields(record)]


def _select(record: type[Any], table: str) -> str:
    return f"SELECT {', '.join(_names(record))} FROM {table} "  # noqa: S608  # names of our own records


def _put(record: type[Any], table: str, key: str) -> str:
    """Return the statement that adds a row or replaces what is not its key."""
    names = _names(record)
    places = ", ".join(f"${number}" for number in range(1, len(names) + 1))
    keys = key.split(", ")
    changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) "  # noqa: S608  # as above
        f"ON CONFLICT ({key}) DO UPDATE SET {changed}"
    )


def _values(record: type[Any]) -> Callable[[Any], Row]:
    return attrgetter(*_names(record))


_ACTIVITY: Final = _select(Activity, "activity")
_PUT_ACTIVITY: Final = _put(Activity, "activity", "caller, event_id")
_activity_values: Final = _values(Activity)
_STEP: Final = _select(StepDone, "activity_step")
_PUT_STEP: Final = (
    "INSERT INTO activity_step (account_id, rule_id, source_id, day, amount) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (account_id, rule_id, source_id) DO NOTHING"
)
_step_values: Final = _values(StepDone)
_AWARD: Final = _select(GivenAward, "award")
_PUT_AWARD: Final = _put(GivenAward, "award", "award_id")
_award_values: Final = _values(GivenAward)
_REFERRAL: Final = _select(Referral, "referral")
_PUT_REFERRAL: Final = _put(Referral, "referral", "friend_id")
_referral_values: Final = _values(Referral)
_MEDAL: Final = _select(HeldMedal, "medal")
_PUT_MEDAL: Final = _put(HeldMedal, "medal", "account_id, medal_id")
_medal_values: Final = _values(HeldMedal)


class SqlActivities:
    """Implements ``centre.ports.Activities``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def activities(self, pairs: Collection[tuple[str, str]]) -> list[Activity]:
        """Return those of (caller, event id) that are there, locked; nobody else adds one until this ends."""
        if not pairs:
            return []
        self._sql.lock(sorted(f"event:{caller}:{event_id}" for caller, event_id in pairs))
        rows = self._sql.rows(
            _ACTIVITY + f"WHERE (caller, event_id) IN {PAIRS} ORDER BY caller, event_id FOR UPDATE",
            pairs_text(pairs),
        )
        return [Activity(*row) for row in rows]

    def put_activities(self, activities: Sequence[Activity]) -> None:
        """Add events, or keep what became of them."""
        self._sql.many(_PUT_ACTIVITY, [_activity_values(one) for one in activities])

    def counting(self, account_id: str, rule_id: str, days: tuple[int, int]) -> list[Activity]:
        """Return what was given or waits, of one member by one rule, in these days."""
        rows = self._sql.rows(
            _ACTIVITY + "WHERE account_id = $1 AND rule_id = $2 AND day BETWEEN $3 AND $4 "
            "AND state IN ('given', 'waits') ORDER BY day, caller, event_id",
            account_id,
            rule_id,
            *days,
        )
        return [Activity(*row) for row in rows]

    def waiting(self, limit: int) -> list[Activity]:
        """Return what waits for a person, the oldest first."""
        rows = self._sql.rows(
            _ACTIVITY + "WHERE state = 'waits' ORDER BY received_us, caller, event_id LIMIT $1", limit
        )
        return [Activity(*row) for row in rows]

    def steps(self, account_id: str, rule_ids: Collection[str]) -> list[StepDone]:
        """Return a member's steps, in the order of days and sources."""
        rows = self._sql.rows(
            _STEP + "WHERE account_id = $1 AND rule_id = ANY($2) ORDER BY day, source_id",
            account_id,
            list(rule_ids),
        )
        return [StepDone(*row) for row in rows]

    def steps_of(self, account_id: str, source_id: str) -> list[StepDone]:
        """Return what one source was a step towards."""
        rows = self._sql.rows(
            _STEP + "WHERE account_id = $1 AND source_id = $2 ORDER BY rule_id", account_id, source_id
        )
        return [StepDone(*row) for row in rows]

    def put_steps(self, steps: Sequence[StepDone]) -> None:
        """Add steps; one that is there already stays."""
        self._sql.many(_PUT_STEP, [_step_values(step) for step in steps])

    def drop_steps(self, account_id: str, source_id: str) -> None:
        """Take back what one source was a step towards."""
        self._sql.run(
            "DELETE FROM activity_step WHERE account_id = $1 AND source_id = $2", account_id, source_id
        )

    def referrals(self, friend_ids: Collection[str]) -> list[Referral]:
        """Return who invited these members, locked."""
        if not friend_ids:
            return []
        rows = self._sql.rows(
            _REFERRAL + "WHERE friend_id = ANY($1) ORDER BY friend_id FOR UPDATE", sorted(friend_ids)
        )
        return [Referral(*row) for row in rows]

    def put_referrals(self, referrals: Sequence[Referral]) -> None:
        """Add, or keep what became of them."""
        self._sql.many(_PUT_REFERRAL, [_referral_values(one) for one in referrals])


class SqlAwards:
    """Implements ``centre.ports.Awards``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def awards(self, account_id: str, rule_ids: Collection[str]) -> list[GivenAward]:
        """Return what these rules gave a member, in order."""
        rows = self._sql.rows(
            _AWARD + "WHERE account_id = $1 AND rule_id = ANY($2) ORDER BY rule_id, number, award_id",
            account_id,
            list(rule_ids),
        )
        return [GivenAward(*row) for row in rows]

    def award(self, award_id: str) -> GivenAward | None:
        """Return an award."""
        row = first(self._sql.rows(_AWARD + "WHERE award_id = $1", award_id))
        return GivenAward(*row) if row else None

    def put_awards(self, awards: Sequence[GivenAward]) -> None:
        """Add awards, or mark those that were taken back."""
        self._sql.many(_PUT_AWARD, [_award_values(award) for award in awards])

    def known_awards(self, award_ids: Collection[str]) -> set[str]:
        """Return which of these were given."""
        rows = self._sql.rows("SELECT award_id FROM award WHERE award_id = ANY($1)", list(award_ids))
        return {row[0] for row in rows}

    def medals(self, account_id: str) -> list[HeldMedal]:
        """Return a member's medals."""
        rows = self._sql.rows(_MEDAL + "WHERE account_id = $1 ORDER BY at_us, medal_id", account_id)
        return [HeldMedal(*row) for row in rows]

    def put_medals(self, medals: Sequence[HeldMedal]) -> None:
        """Give medals, or keep what became of them."""
        self._sql.many(_PUT_MEDAL, [_medal_values(medal) for medal in medals])

    def holders(self, medal_id: str, limit: int) -> list[HeldMedal]:
        """Return who has a medal, the newest last."""
        rows = self._sql.rows(
            _MEDAL + "WHERE ($1 = '' OR medal_id = $1) ORDER BY at_us, account_id, medal_id LIMIT $2",
            medal_id,
            limit,
        )
        return [HeldMedal(*row) for row in rows]


class SqlBoards:
    """Implements ``centre.ports.Boards``: computed when somebody looks, kept nowhere."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def by_points(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by points earned, less those taken back."""
        moment = "MAX(CASE WHEN amount > 0 THEN occurred_us ELSE 0 END)"
        ranked = _RANKED.format(score="SUM(amount)", moment=moment, limit="$4")
        return self._ranked(
            f"SELECT account_id, SUM(amount), {moment} FROM entry "  # noqa: S608  # constants of this module
            f"WHERE occurred_us >= $1 AND occurred_us < $2 AND kind = ANY($3) {ranked}",
            since_us,
            until_us,
            _EARNED,
            limit,
        )

    def by_purchases(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by purchases that were not undone."""
        score = "SUM(CASE kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 ELSE 0 END)"
        return self._by_documents(score, since_us, until_us, limit)

    def by_spend(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by money paid less money given back."""
        score = "SUM(CASE kind WHEN 'sale' THEN paid_minor ELSE -paid_minor END)"
        return self._by_documents(score, since_us, until_us, limit)

    def _by_documents(
        self, score: str, since_us: int, until_us: int, limit: int
    ) -> list[tuple[str, int, int]]:
        moment = "MAX(CASE kind WHEN 'sale' THEN at_us ELSE 0 END)"
        ranked = _RANKED.format(score=score, moment=moment, limit="$3")
        return self._ranked(
            f"SELECT account_id, {score}, {moment} FROM document "  # noqa: S608  # constants of this module
            "WHERE at_us >= $1 AND at_us < $2 AND account_id <> '' "
            f"AND kind IN ('sale', 'return', 'void') {ranked}",
            since_us,
            until_us,
            limit,
        )

    def _ranked(self, statement: str, *values: object) -> list[tuple[str, int, int]]:
        return [(row[0], int(row[1]), int(row[2])) for row in self._sql.rows(statement, *values)]
