"""What each fact changes beside its event, in the same transaction: so that questions need no walk over all events.

All of it can be made again from the events. Limits that must hold even if the counter's own checks fail (a void
once, never more back than was sold, one open shift) are refused here and are constraints of the tables.
"""

from typing import Final

from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import shown_name
from loyalty_pos.core.problems import AlreadyReturned, AlreadyVoided, ShiftAlreadyOpen, ShiftNotOpen
from loyalty_pos.core.sale import (
    TOTALS,
    CardAttached,
    CardIssued,
    CashMoved,
    Fact,
    MemberChanged,
    Noted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    Void,
    addends,
)
from loyalty_pos.core.vouchers.deeds import keys_of
from loyalty_pos.storage.database import Connection
from loyalty_pos.storage.journal import events
from loyalty_pos.storage.journal.leases import count_redemption
from loyalty_pos.storage.journal.packs import derive_packs
from loyalty_pos.till.other_programs.port import PRINTED
from loyalty_pos.till.ports import Personal
from loyalty_pos.wire.events import Event

_ADD_TOTALS: Final = (
    "UPDATE shift SET last_number = max(last_number, ?), "  # noqa: S608  # our own columns
    + ", ".join(f"{name} = {name} + ?" for name in TOTALS)
    + " WHERE shift_id = ? AND is_open = 1"
)


def derive(connection: Connection, seq: int, fact: Fact) -> None:
    """Write what the fact changes. Raises the refusals above; then the whole transaction is undone."""
    match fact:
        case Sale():
            connection.execute("INSERT INTO sale VALUES (?, ?, ?)", (fact.code, fact.sale_id, seq))
            count_redemption(connection, seq, fact)
            _touch_account(connection, fact.account_id, seq)
            _add_to_shift(connection, fact, fact.number)
        case Return() | Void():
            _undo(connection, seq, fact)
        case CardAttached():
            _refuse_after_void(connection, fact.sale_id, fact.earning.code)
            _touch_account(connection, fact.account_id, seq)
            _add_to_shift(connection, fact, 0)
        case MemberChanged():
            _touch_account(connection, fact.account_id, seq)
        case CashMoved():
            _add_to_shift(connection, fact, 0)
        case ShiftOpened():
            _open_shift(connection, fact, seq)
        case ShiftClosed():
            connection.execute("UPDATE shift SET is_open = NULL WHERE shift_id = ?", (fact.shift_id,))
        case _:
            pass
    connection.executemany(
        "INSERT OR IGNORE INTO voucher_event VALUES (?, ?)", [(key, seq) for key in keys_of(fact)]
    )
    connection.executemany("INSERT INTO beside_paper VALUES (?, ?, ?)", _papers(seq, fact))
    derive_packs(connection, seq, fact)


def _papers(seq: int, fact: Fact) -> list[tuple[str, int, str]]:
    """Return by which paper of another program a sale is found: that stands in the note committed with it."""
    if isinstance(fact, Noted) and fact.what == PRINTED and fact.reason:
        return [(fact.reason, seq, fact.subject)]
    return []


def remember_card(
    connection: Connection, event: Event, fact: CardIssued, personal: Personal | None, key: bytes
) -> None:
    """Let the till find a card that it gave out itself, until the centre's feed brings it.

    A card that went back to its pack may be given out again: the newer holder counts. The short name and the phone's keyed hash stand only here, outside the chain; the name goes when the centre has
    the card.
    """
    name = shown_name(personal.fields.get("name", "")) if personal else ""
    phone = personal.fields.get("phone", "") if personal else ""
    phone_key = fact.phone_key or (lookup_key("phone", phone, key) if phone else 0)
    connection.execute(
        "INSERT OR REPLACE INTO issued_card VALUES (?, ?, ?, ?, ?)",
        (lookup_key("card", fact.card_number, key), phone_key, fact.account_id, name, event.seq),
    )


def _undo(connection: Connection, seq: int, fact: Return | Void) -> None:
    _refuse_after_void(connection, fact.sale_id, fact.sale_code)
    kind, number = "void", 0
    if isinstance(fact, Return):
        _take_back_lines(connection, fact)
        kind, number = "return", fact.number
    connection.execute("INSERT INTO undone VALUES (?, ?, ?)", (fact.sale_id, seq, kind))
    _touch_account(connection, _owner_of(connection, fact), seq)
    _add_to_shift(connection, fact, number)


def _owner_of(connection: Connection, fact: Return | Void) -> str:
    """Return whose goods come back: of the sale's member, or of who was put to its receipt later; "" = nobody's."""
    if fact.account_id:
        return fact.account_id
    row = connection.execute(events.BY_FACT, (f"card_attached:{fact.sale_id}",)).fetchone()
    attached = events.known_fact(Event(*row)) if row else None
    return attached.account_id if isinstance(attached, CardAttached) else ""


def _touch_account(connection: Connection, account_id: str, seq: int) -> None:
    if account_id:
        connection.execute("INSERT INTO account_event VALUES (?, ?)", (account_id, seq))


def _add_to_shift(
    connection: Connection, fact: Sale | Return | Void | CardAttached | CashMoved, number: int
) -> None:
    added = addends(fact)
    values = [number, *(added.get(name, 0) for name in TOTALS), fact.shift_id]
    if connection.execute(_ADD_TOTALS, values).rowcount != 1:
        raise ShiftNotOpen


def _open_shift(connection: Connection, fact: ShiftOpened, seq: int) -> None:
    already = connection.execute("SELECT number FROM shift WHERE is_open = 1").fetchone()
    if already:
        raise ShiftAlreadyOpen(number=already[0])
    connection.execute(
        "INSERT INTO shift (shift_id, number, is_open, first_seq, float_minor) VALUES (?, ?, 1, ?, ?)",
        (fact.shift_id, fact.number, seq, fact.float_minor),
    )


def _refuse_after_void(connection: Connection, sale_id: str, code: str) -> None:
    found = connection.execute(
        "SELECT 1 FROM undone WHERE sale_id = ? AND kind = 'void'", (sale_id,)
    ).fetchone()
    if found:
        raise AlreadyVoided(receipt=code)


def _take_back_lines(connection: Connection, fact: Return) -> None:
    """Count what came back of each line; a sale of another till is not known here and is the centre's to check."""
    row = connection.execute(events.BY_FACT, (f"sale:{fact.sale_id}",)).fetchone()
    if row is None:
        return
    sale = events.known_fact(Event(*row))
    assert isinstance(sale, Sale)
    sold = {line.line_id: line.qty_milli for line in sale.lines}
    for line in fact.lines:
        before = connection.execute(
            "SELECT returned_milli FROM returned_line WHERE sale_id = ? AND line_id = ?",
            (fact.sale_id, line.line_id),
        ).fetchone()
        left = sold.get(line.line_id, 0) - (before[0] if before else 0)
        if line.qty_milli > left:
            raise AlreadyReturned(line_id=line.line_id, left_milli=left)
        connection.execute(
            "INSERT INTO returned_line VALUES (?, ?, ?, ?) ON CONFLICT (sale_id, line_id) "
            "DO UPDATE SET returned_milli = returned_milli + excluded.returned_milli",
            (fact.sale_id, line.line_id, sold[line.line_id], line.qty_milli),
        )
