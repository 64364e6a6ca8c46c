"""Rows of old lists of cashiers, cards and balances -> checked records; whoever stands in them stays unnamed in logs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from loyalty_pos.centre.imports import cells
from loyalty_pos.centre.imports.cells import BadCell
from loyalty_pos.centre.imports.source import Accepted, RefusedRow, SourceRow
from loyalty_pos.core.member import CardState

_ROLES: Final = {
    "cashier": ("кассир", "продавец", "продавец кассир", "cashier", "бариста", "barista"),
    "senior": ("старший кассир", "старший продавец", "senior", "senior cashier"),
    "issuer": ("оператор", "issuer"),
    "manager": ("менеджер", "администратор", "директор", "управляющий", "manager"),
    "auditor": ("аудитор", "ревизор", "auditor"),
    "it": ("ит", "it", "системный администратор"),
}
_ROLE_OF: Final = {word: role for role, words in _ROLES.items() for word in words}
_STATES: Final = {
    "": CardState.ACTIVE,
    "1": CardState.ACTIVE,
    "да": CardState.ACTIVE,
    "активна": CardState.ACTIVE,
    "active": CardState.ACTIVE,
    "0": CardState.BLOCKED,
    "нет": CardState.BLOCKED,
    "заблокирована": CardState.BLOCKED,
    "blocked": CardState.BLOCKED,
    "утеряна": CardState.LOST,
    "lost": CardState.LOST,
    "не активна": CardState.NONACTIVE,
    "неактивна": CardState.NONACTIVE,
    "nonactive": CardState.NONACTIVE,
    "архив": CardState.ARCHIVE,
    "archive": CardState.ARCHIVE,
}
_MIN_PIN, _MAX_PIN = 4, 8


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """``pin`` in clear, only on its way to the hash; "" keeps the old one."""

    staff_id: str
    name: str
    role: str
    pin: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class CardRecord:
    """An old card with its holder and what the old system had counted; points are minor units, None = not said."""

    number: str
    state: CardState = CardState.ACTIVE
    name: str = ""
    phone: str = ""
    birthday: date | None = None
    discount_bp: int = 0
    tier_id: str = ""
    points: int | None = None
    expires: date | None = None
    spend_minor: int | None = None
    visits: int | None = None


Row = TypeVar("Row", StaffRecord, CardRecord)


def read_staff(rows: Iterable[SourceRow]) -> Iterator[Accepted[StaffRecord] | RefusedRow]:
    """Check the list of cashiers; a code may stand once."""
    return _read(rows, _staff, lambda record: record.staff_id, "id")


def read_cards(rows: Iterable[SourceRow], exponent: int) -> Iterator[Accepted[CardRecord] | RefusedRow]:
    """Check the list of cards; ``exponent`` = decimals of a point in the programme."""
    return _read(rows, lambda row: _card(row, exponent), lambda record: record.number, "card")


def read_balances(rows: Iterable[SourceRow], exponent: int) -> Iterator[Accepted[CardRecord] | RefusedRow]:
    """Check a list of balances: card, points, perhaps expiry, spend, tier; rows without points or spend are refused."""
    for outcome in read_cards(rows, exponent):
        if (
            isinstance(outcome, Accepted)
            and outcome.record.points is None
            and outcome.record.spend_minor is None
        ):
            yield RefusedRow(outcome.line, "points", "empty")
        else:
            yield outcome


def _read(
    rows: Iterable[SourceRow], parse: Callable[[SourceRow], Row], key: Callable[[Row], str], column: str
) -> Iterator[Accepted[Row] | RefusedRow]:
    seen: dict[str, Row] = {}
    for row in rows:
        try:
            record = parse(row)
            if seen.setdefault(key(record), record) != record:
                raise BadCell(column=column, reason="given_twice", text=key(record)[-4:])  # noqa: TRY301 - one way out for all refusals
        except BadCell as bad:
            yield RefusedRow(row.line, bad.column, bad.reason, bad.text)
            continue
        yield Accepted(row.line, record)


def _staff(row: SourceRow) -> StaffRecord:
    role = " ".join(row.get("role").casefold().replace("-", " ").split())
    if role not in _ROLE_OF:
        raise BadCell(column="role", reason="unknown_role", text=role)
    pin = row.get("pin")
    if pin and not (pin.isascii() and pin.isdigit() and _MIN_PIN <= len(pin) <= _MAX_PIN):
        raise BadCell(column="pin", reason="bad_pin")
    active = cells.yes(row.get("state") or "1", "state")
    name = cells.need(row.get("name"), "name")
    return StaffRecord(cells.need(row.get("id"), "id"), name, _ROLE_OF[role], pin, active)


def _card(row: SourceRow, exponent: int) -> CardRecord:
    state = row.get("state").casefold()
    if state not in _STATES:
        raise BadCell(column="state", reason="unknown_state", text=state)
    points, spend, visits = row.get("points"), row.get("spend"), row.get("visits")
    return CardRecord(
        number=cells.card_number(row.get("card"), "card"),
        state=_STATES[state],
        name=row.get("name"),
        phone=cells.phone(row.get("phone"), "phone"),
        birthday=cells.day(row.get("birthday"), "birthday"),
        discount_bp=cells.percent(row.get("discount"), "discount"),
        tier_id=row.get("tier"),
        points=cells.points(points, "points", exponent) if points else None,
        expires=cells.day(row.get("expires"), "expires"),
        spend_minor=cells.money(spend, "spend") if spend else None,
        visits=cells.whole(visits, "visits") if visits else None,
    )
