"""The changed receipts in sentences: which, by how much, and which step of the calculation is another one."""

from collections.abc import Iterator

from loyalty_pos.core.dates import moment
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Step
from loyalty_pos.lab.simulation.difference import Change
from loyalty_pos.lab.simulation.telling.report import LETTERS, Label, Report
from loyalty_pos.lab.simulation.telling.words import LABELS, label_text, say_in
from loyalty_pos.till.formats import format_moment, format_money, format_number, format_points
from loyalty_pos.till.wording import step_text


def changes_in_text(report: Report, lang: str) -> Iterator[str]:
    """Return the lines; nothing where no difference was asked for."""
    if report.compared is None:
        return
    changes = report.changes
    if not changes.receipts:
        yield say_in(lang, "nothing_differs")
        return
    a, b = (LETTERS[place] for place in report.compared)
    currency = report.programmes[0][1].currency
    money = _by(changes.due_minor, ("more", "less", "as_much"), lang, currency=currency)
    counts = {
        "count": format_number(changes.receipts, 0, lang),
        "all": format_number(report.figures[0].count("receipts"), 0, lang),
    }
    yield say_in(lang, "changed", a=a, b=b, money=money, **counts)
    for (phase, rule), count in sorted(changes.reasons.items(), key=lambda item: (-item[1], item[0])):
        moved = changes.moved[phase, rule]
        gives = _by(moved, ("gives_more", "gives_less", "gives_same"), lang, b=b, currency=currency)
        yield "- " + say_in(
            lang,
            "reason",
            rule=_rule_name(phase, rule, lang),
            count=format_number(count, 0, lang),
            money=gives,
        )
    yield ""
    yield f"{say_in(lang, 'largest')}:"
    for change in changes.largest:
        yield from change_in_text(change, report, lang)


def change_in_text(change: Change, report: Report, lang: str) -> Iterator[str]:
    """Return one changed receipt: a line with the money, then a line for each reason."""
    assert report.compared is not None
    places = report.compared
    a, b = (LETTERS[place] for place in places)
    one, other = (report.figures[place].programme for place in places)
    currency = one.currency
    yield say_in(
        lang,
        "change_head",
        receipt=change.receipt_id,
        at=format_moment(moment(change.at_us), one.zone, lang),
        member=say_in(lang, "of_member", member=change.member) if change.member else "",
        gross=format_money(change.gross_minor, lang, currency),
        a=a,
        b=b,
        due_a=format_money(change.a.due_minor, lang, currency),
        due_b=format_money(change.b.due_minor, lang, currency),
    )
    for line in _reasons(change, (one, other), (a, b), lang):
        yield f"  - {line}"


def _reasons(
    change: Change, programmes: tuple[Programme, Programme], letters: tuple[str, str], lang: str
) -> Iterator[str]:
    (one, other), (a, b) = programmes, letters
    if change.a.tier_id != change.b.tier_id:
        tier_a, tier_b = _tier(one, change.a.tier_id, lang), _tier(other, change.b.tier_id, lang)
        yield say_in(lang, "tier_differs", a=a, b=b, tier_a=tier_a, tier_b=tier_b)
    if change.a.available != change.b.available:
        yield say_in(
            lang,
            "points_differ",
            a=a,
            b=b,
            points_a=format_points(change.a.available, one.unit.exponent, lang),
            points_b=format_points(change.b.available, other.unit.exponent, lang),
        )
    left = list(change.steps_b)
    for step in change.steps_a:
        text = step_text(step, lang, one.unit.exponent)
        twin = next(
            (s for s in left if (s.phase, s.rule_id, s.what) == (step.phase, step.rule_id, step.what)), None
        )
        if twin is None:
            yield say_in(lang, "only", a=a, text=text)
            continue
        left.remove(twin)
        yield say_in(lang, "both", a=a, b=b, text_a=text, text_b=_told(twin, other, lang))
    for step in left:
        yield say_in(lang, "only", a=b, text=_told(step, other, lang))


def _told(step: Step, programme: Programme, lang: str) -> str:
    return step_text(step, lang, programme.unit.exponent)


def _tier(programme: Programme, tier_id: str, lang: str) -> str:
    steps = programme.tiers.steps if programme.tiers else ()
    return next((tier.name for tier in steps if tier.id == tier_id), label_text(Label("no_tier"), lang))


def _rule_name(phase: str, rule: str, lang: str) -> str:
    code = f"cause_{phase}"
    if code in LABELS:
        return label_text(Label(code, rule), lang)
    known = {"points": "points_money", "accrual": "points_issued"}.get(phase)
    return label_text(Label(known), lang) if known else f"{phase} {rule}"


def _by(amount_minor: int, keys: tuple[str, str, str], lang: str, *, currency: str, b: str = "") -> str:
    """Return how much more or less, in words."""
    key = keys[0] if amount_minor > 0 else keys[1] if amount_minor < 0 else keys[2]
    return say_in(lang, key, money=format_money(abs(amount_minor), lang, currency), b=b)
