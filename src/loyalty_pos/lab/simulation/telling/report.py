"""The answer as tables of plain values; terminal, page, CSV and JSON all say these and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Programme
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.difference import Changes
from loyalty_pos.lab.simulation.figures import Figures
from loyalty_pos.lab.simulation.life import BUCKETS, LATER
from loyalty_pos.lab.simulation.past.receipts import Past
from loyalty_pos.lab.simulation.replaying import Outcome, Task
from loyalty_pos.lab.simulation.segments import (
    FIFTHS,
    NO_CARD,
    RFM_GROUPS,
    Group,
    Habits,
    groups_of,
    habits_of,
)
from loyalty_pos.lab.simulation.unknowable import unknowable

LETTERS: Final = "ABCDEFGH"


class Kind(Enum):
    """What a number is."""

    MONEY = "money"
    POINTS = "points"
    COUNT = "count"
    SHARE = "share"


class Value(NamedTuple):
    """A cell; ``number`` None = not known or never. ``exponent``: decimals of points."""

    kind: Kind
    number: int | None
    exponent: int = 0


class Label(NamedTuple):
    """What a row or column is called: a word of ours, with a name from outside in it; ``code`` "" = that name alone."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``of``: letter of the programme that the table is about, "" = all side by side."""

    code: str
    columns: tuple[Label, ...]
    rows: tuple[tuple[Label, tuple[Value, ...]], ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told. ``beginnings``: how many members began with something; ``birthdays``: some are known."""

    past: Past
    assumptions: Assumptions
    figures: tuple[Figures, ...]
    tables: tuple[Table, ...]
    changes: Changes
    compared: tuple[int, int] | None = None
    beginnings: int = 0
    birthdays: bool = False

    @property
    def programmes(self) -> list[tuple[str, Programme]]:
        """Letters and programmes."""
        return [(LETTERS[place], one.programme) for place, one in enumerate(self.figures)]

    def not_told(self, programme: Programme) -> list[str]:
        """Return what the programme asks for and neither receipts nor assumptions tell."""
        channels = frozenset(receipt.channel for receipt in self.past.receipts)
        return unknowable(programme, self.assumptions, birthdays=self.birthdays, channels=channels)


def report_of(past: Past, outcome: Outcome, task: Task) -> Report:
    """Return the report of a simulation."""
    assumptions = task.assumptions
    figures = tuple(
        Figures(programme, tally, assumptions)
        for programme, tally in zip(task.programmes, outcome.tallies, strict=True)
    )
    columns = tuple(Label("programme", LETTERS[place]) for place in range(len(figures)))
    side_by_side = (
        Table("money", columns, tuple(_money_rows(figures, assumptions))),
        Table("rules", columns, tuple(_rule_rows(figures, "discount", Kind.MONEY))),
        Table("rules_receipts", columns, tuple(_rule_rows(figures, "acted", Kind.COUNT))),
        Table("points", columns, tuple(_point_rows(figures))),
        Table("limits", columns, tuple(_limit_rows(figures))),
        Table("depth", columns, tuple(_depth_rows(figures))),
    )
    months = tuple(_months(figures, columns))
    segments = tuple(_segments(past, figures))
    moves = tuple(table for place, one in enumerate(figures) if (table := _moves(LETTERS[place], one)))
    tables = (*side_by_side, *segments, *moves, *months)
    beginnings = task.beginnings.values()
    return Report(
        past,
        assumptions,
        figures,
        tables,
        outcome.changes,
        task.compared,
        len(beginnings),
        any(one.birthday for one in beginnings),
    )


Rows = Iterable[tuple[Label, tuple[Value, ...]]]


def _money_rows(figures: Sequence[Figures], assumptions: Assumptions) -> Rows:
    def money(code: str, numbers: Iterable[int | None]) -> tuple[Label, tuple[Value, ...]]:
        return Label(code), tuple(Value(Kind.MONEY, number) for number in numbers)

    yield Label("receipts"), tuple(Value(Kind.COUNT, f.count("receipts")) for f in figures)
    yield Label("member_receipts"), tuple(Value(Kind.COUNT, f.count("member_receipts")) for f in figures)
    yield Label("returns"), tuple(Value(Kind.COUNT, f.count("returns")) for f in figures)
    yield money("shelf", (f.money.shelf_minor for f in figures))
    yield money("discounts", (f.money.discount_minor for f in figures))
    yield money("points_money", (f.money.points_money_minor for f in figures))
    yield money("turnover", (f.money.turnover_minor for f in figures))
    yield money("funded", (f.money.funded_minor for f in figures))
    yield money("cost", (f.money.cost_minor for f in figures))
    yield Label("cost_share"), tuple(_share(f.money.cost_minor, f.money.shelf_minor) for f in figures)
    yield money("liability", (f.liability_minor for f in figures))
    yield Label("expected"), tuple(Value(Kind.SHARE, f.expected_bp) for f in figures)
    yield from _margin_rows(figures, assumptions)


def _margin_rows(figures: Sequence[Figures], assumptions: Assumptions) -> Rows:
    """Return margin and break-even; where costs are not known, for several margins."""
    answers = [dict(f.margins()) for f in figures]
    for assumed in answers[0]:
        found = [answer[assumed] for answer in answers]
        text = "" if assumed is None else str(assumed)
        suffix = "_assumed" if text else ""
        if assumed is None or assumptions.margin_bp is not None:
            yield (
                Label(f"margin_before{suffix}", text),
                tuple(Value(Kind.MONEY, one.before_minor) for one in found),
            )
            yield (
                Label(f"margin_with{suffix}", text),
                tuple(Value(Kind.MONEY, one.with_minor) for one in found),
            )
        yield Label(f"lift{suffix}", text), tuple(Value(Kind.SHARE, one.lift_bp) for one in found)


def _rule_rows(figures: Sequence[Figures], what: str, kind: Kind) -> Rows:
    keys = sorted({key for f in figures for key in f.tally.figures if key[0] == what})
    for key in keys:
        _, cause, rule = key
        yield Label(f"cause_{cause}", rule), tuple(Value(kind, f.count(*key)) for f in figures)


def _point_rows(figures: Sequence[Figures]) -> Rows:
    for code in ("issued", "redeemed", "refunded", "reversed_", "expired", "other"):
        yield Label(f"points_{code.rstrip('_')}"), tuple(_points(f, getattr(f.points, code)) for f in figures)
    for code in ("outstanding", "pending", "debt"):
        yield Label(f"points_{code}"), tuple(_points(f, getattr(f.points, code)) for f in figures)
    yield Label("burn"), tuple(_share(f.points.redeemed, f.points.issued) for f in figures)
    for days in (*map(str, BUCKETS), LATER):
        label = Label("ends_later") if days == LATER else Label("ends_within", days)
        yield label, tuple(_points(f, f.count("ends_within", days)) for f in figures)


def _limit_rows(figures: Sequence[Figures]) -> Rows:
    for code in ("floor_receipts", "floor_lines", "cap_receipts", "points_cap_receipts", "returns_unknown"):
        yield Label(code), tuple(Value(Kind.COUNT, f.count(code)) for f in figures)


def _depth_rows(figures: Sequence[Figures]) -> Rows:
    deepest = max((int(key[1]) for f in figures for key in f.tally.figures if key[0] == "depth"), default=0)
    for step in range(deepest + 1):
        label = Label("depth", str(step * 5)) if step else Label("depth_none")
        yield label, tuple(Value(Kind.COUNT, f.count("depth", str(step))) for f in figures)


def _months(figures: Sequence[Figures], columns: tuple[Label, ...]) -> Iterable[Table]:
    months = sorted({key[1] for f in figures for key in f.tally.figures if key[0] == "month"})
    asked = (
        ("due", "month_due", Kind.MONEY, 1),
        ("given", "month_given", Kind.MONEY, 1),
        (EntryKind.ACCRUAL.value, "month_issued", Kind.POINTS, 1),
        (EntryKind.REDEMPTION.value, "month_redeemed", Kind.POINTS, -1),
        (EntryKind.EXPIRY.value, "month_expired", Kind.POINTS, -1),
    )
    for name, code, kind, sign in asked:
        rows = tuple(
            (
                Label("", month),
                tuple(
                    Value(kind, sign * f.count("month", month, name), f.programme.unit.exponent)
                    for f in figures
                ),
            )
            for month in months
        )
        yield Table(code, columns, rows)


_MEASURES: Final = (
    "members",
    "receipts",
    "gross_minor",
    "discount_minor",
    "points_money_minor",
    "benefit_minor",
    "winners",
    "losers",
    "change_minor",
)


def _segments(past: Past, figures: Sequence[Figures]) -> Iterable[Table]:
    """Return members in groups, one table for each programme and each way of grouping; the first is the measure."""
    habits = habits_of(past, (member for member in figures[0].tally.members if member))
    ways: tuple[tuple[str, Sequence[str], Callable[[Habits], str]], ...] = (
        ("spend", FIFTHS, lambda one: one.money),
        ("rfm", RFM_GROUPS, lambda one: one.group),
        ("cell", sorted({one.cell for one in habits.values()}), lambda one: one.cell),
    )
    for place, letter in enumerate(LETTERS[: len(figures)]):
        for code, order, way in ways:
            found = _groups(figures, place, {member: way(known) for member, known in habits.items()})
            columns = (*(Label(name) for name in _MEASURES), Label("benefit_share"))
            rows = tuple(
                (_group_label(code, name), _group_values(found[name]))
                for name in (*order, NO_CARD)
                if name in found
            )
            yield Table(f"segments_{code}", columns, rows, letter)


def _group_label(code: str, name: str) -> Label:
    if code == "cell" and name != NO_CARD:
        return Label("", name)
    return Label(name if name == NO_CARD else f"{code}_{name}")


def _groups(figures: Sequence[Figures], place: int, names: dict[str, str]) -> dict[str, Group]:
    one, first = figures[place], figures[0]
    other = first.tally if place else None
    return groups_of(one.tally, other, names.__getitem__, (one.worth, first.worth))


def _group_values(group: Group) -> tuple[Value, ...]:
    values = [
        Value(Kind.MONEY if name.endswith("_minor") else Kind.COUNT, getattr(group, name))
        for name in _MEASURES
    ]
    return (*values, _share(group.benefit_minor, group.gross_minor))


def _moves(letter: str, one: Figures) -> Table | None:
    """Return who moved from tier to tier between two receipts, and where they all were in the end."""
    tiers = one.programme.tiers
    if tiers is None:
        return None
    order = ["", *(tier.id for tier in tiers.steps)]
    names = {"": Label("no_tier"), **{tier.id: Label("", tier.name) for tier in tiers.steps}}
    rows = [
        (names[start], tuple(Value(Kind.COUNT, one.count("tier_move", start, to)) for to in order))
        for start in order
    ]
    rows.append(
        (Label("tier_at_end"), tuple(Value(Kind.COUNT, one.count("tier_at_end", to)) for to in order))
    )
    return Table("tier_moves", tuple(names[to] for to in order), tuple(rows), letter)


def _points(figures: Figures, number: int) -> Value:
    return Value(Kind.POINTS, number, figures.programme.unit.exponent)


def _share(part: int, whole: int) -> Value:
    return Value(Kind.SHARE, part * BASIS // whole if whole else None)
