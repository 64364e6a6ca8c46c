"""``closing``: months of points and certificates - shown, closed, proven."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal

from loyalty_pos.centre.written.closings import Closing, Ledger
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.who import responsible
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import line
from loyalty_pos.core.dates import moment
from loyalty_pos.storage.export_files import Cell, write_table
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_SUMS = ("opening", "issued", "redeemed", "expired", "reversed", "adjusted", "closing")
_HEADER = (
    "ledger",
    "month",
    "entity",
    "programme",
    *_SUMS,
    "late",
    "late_entries",
    "waiting",
    "made",
    "by",
    "hash",
)


def run(options: Namespace) -> int:
    """Return 1 where ``check`` finds something that does not follow, else 0."""
    actions: dict[str, Callable[[OpenCentre, Namespace], int]] = {
        "list": _list,
        "open": _open,
        "lines": _lines,
        "late": _late,
        "make": _make,
        "check": _check,
    }
    with opened(options) as centre:
        return actions[options.action](centre, options)


def _list(centre: OpenCentre, options: Namespace) -> int:
    _show(centre, options, centre.desk.closings.closed(options.month), "no_closings")
    return 0


def _open(centre: OpenCentre, options: Namespace) -> int:
    desk = centre.desk.closings
    _show(centre, options, desk.open().closings, "no_closings")
    waiting = desk.waiting()
    if waiting and not options.json:
        say(desk_line("tills_missing", options.lang, tills=", ".join(waiting)))
    return 0


def _make(centre: OpenCentre, options: Namespace) -> int:
    done_by = responsible(centre, options)
    desk = centre.desk.closings
    made = desk.make(options.month, done_by, although_waiting=options.although_waiting)
    options.out = None
    _show(centre, options, made.closings, "no_closings")
    if not options.json:
        say(desk_line("month_closed", options.lang, month=options.month))
    return 0


def _check(centre: OpenCentre, options: Namespace) -> int:
    told = centre.desk.closings.check()
    if options.json:
        say_json(told)
    else:
        say_all(told or [desk_line("months_follow", options.lang)])
    return int(bool(told))


def _lines(centre: OpenCentre, options: Namespace) -> int:
    lines = centre.desk.closings.lines(options.month)
    exponent = _exponent(centre)
    rows = [
        (
            str(one.ledger),
            one.month,
            one.entity,
            one.moved.store_id,
            one.moved.day.isoformat(),
            one.moved.kind,
            _number(one.ledger, one.moved.amount, exponent),
            one.moved.entries,
        )
        for one in lines
    ]
    header = ("ledger", "month", "entity", "store", "day", "kind", "amount", "entries")
    _tell(options, header, rows)
    return 0


def _late(centre: OpenCentre, options: Namespace) -> int:
    exponent = _exponent(centre)
    rows = [
        (
            one.store_id,
            one.receipt,
            one.kind,
            _number(Ledger.POINTS, one.amount, exponent),
            _when(one.at_us),
            _when(one.heard_us),
        )
        for one in centre.desk.closings.late()
    ]
    _tell(options, ("store", "receipt", "kind", "points", "dated", "arrived"), rows)
    return 0


def _tell(options: Namespace, header: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    if options.out is not None:
        _write(options, header, rows)
    elif options.json:
        say_json([dict(zip(header, map(_plain, row), strict=True)) for row in rows])
    else:
        say_all("  ".join(str(cell) for cell in row if cell != "") for row in rows)


def _write(options: Namespace, header: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
    count = write_table(options.out, header, rows)
    say(line("exported", options.lang, count=count, path=options.out))


def _show(centre: OpenCentre, options: Namespace, closings: Sequence[Closing], nothing: str) -> None:
    exponent = _exponent(centre)
    if options.out is not None:
        _write(options, _HEADER, [tuple(_row(one, exponent)) for one in closings])
    elif options.json:
        say_json([asdict(one) | {"closing": one.rolled.closing} for one in closings])
    else:
        said = [text for one in closings for text in _said(one, exponent, options.lang)]
        say_all(said or [desk_line(nothing, options.lang)])


def _said(one: Closing, exponent: int, lang: str) -> Iterator[str]:
    entity = one.entity or desk_line("nobody_named", lang)
    what = desk_line(f"ledger_{one.ledger}", lang)
    yield desk_line("closing_head", lang, month=one.month, what=what, entity=entity, programme=one.programme)
    sums = {name: _shown(one.ledger, getattr(one.rolled, name), exponent, lang) for name in _SUMS}
    yield desk_line("closing_sums", lang, **sums)
    if one.late_entries:
        late = _shown(one.ledger, one.late, exponent, lang)
        yield desk_line("closing_late", lang, late=late, entries=one.late_entries)
    if one.waiting:
        yield desk_line("tills_missing", lang, tills=", ".join(one.waiting))


def _row(one: Closing, exponent: int) -> Iterator[Cell]:
    yield from (str(one.ledger), one.month, one.entity, one.programme)
    yield from (_number(one.ledger, getattr(one.rolled, name), exponent) for name in _SUMS)
    yield from (_number(one.ledger, one.late, exponent), one.late_entries, " ".join(one.waiting))
    yield from (_when(one.made_us), one.made_by, one.hash)


def _number(ledger: Ledger, amount: int, exponent: int) -> Decimal:
    return Decimal(amount).scaleb(-2 if ledger is Ledger.CERTIFICATES else -exponent)


def _shown(ledger: Ledger, amount: int, exponent: int, lang: str) -> str:
    is_money = ledger is Ledger.CERTIFICATES
    return format_money(amount, lang) if is_money else format_points(amount, exponent, lang)


def _plain(cell: Cell) -> str | int | None:
    return str(cell) if isinstance(cell, Decimal) else cell


def _when(us: int) -> str:
    return moment(us).isoformat(timespec="seconds") if us else ""


def _exponent(centre: OpenCentre) -> int:
    return centre.admin.leases.unit().exponent
