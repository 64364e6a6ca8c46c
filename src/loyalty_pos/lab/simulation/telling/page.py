"""The report as one page that stands alone: no scripts, nothing fetched, both languages in it, light and dark.

Every text from outside is escaped; what people read is what the tables say.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from loyalty_pos.core.quote import Cause
from loyalty_pos.lab.simulation.figures import Figures
from loyalty_pos.lab.simulation.segments import FIFTHS
from loyalty_pos.lab.simulation.telling.charts import Series, bars, lines, stacked
from loyalty_pos.lab.simulation.telling.report import Label, Report, Table, Value
from loyalty_pos.lab.simulation.telling.style import STYLE
from loyalty_pos.lab.simulation.telling.table import assumed, head, shown
from loyalty_pos.lab.simulation.telling.told_changes import changes_in_text
from loyalty_pos.lab.simulation.telling.words import LANGUAGES, label_text, say_in, title, value_text
from loyalty_pos.till.formats import format_number, format_share

_NAMES: Final = {"en": "English", "ru": "Русский"}
_SHARE = 100


def page(report: Report, lang: str) -> str:
    """Return the page; it opens in ``lang`` and holds the other language too."""
    order = sorted(LANGUAGES, key=lambda one: one != lang)
    switch = "".join(
        f'<input type="radio" name="lang" id="to-{one}"{" checked" if one == lang else ""}>'
        f'<label for="to-{one}">{_NAMES[one]}</label>'
        for one in LANGUAGES
    )
    bodies = "".join(
        f'<main class="in-{one}" lang="{one}">{"".join(_body(report, one))}</main>' for one in order
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(head(report, lang))}</title><style>{STYLE}</style></head>"
        f"<body>{switch}{bodies}</body></html>\n"
    )


def _body(report: Report, lang: str) -> Iterator[str]:
    yield f"<h1>{escape(head(report, lang))}</h1>"
    yield _legend(
        (f"{letter} · {programme.name(lang)}", f"s{place}")
        for place, (letter, programme) in enumerate(report.programmes)
    )
    yield f'<div class="plots">{"".join(_plots(report, lang))}</div>'
    currency = report.programmes[0][1].currency
    yield '<div class="tables">'
    for table in shown(report):
        yield f"<section><h2>{escape(title(table, lang))}</h2>{_table(table, lang, currency)}</section>"
    yield "</div>"
    told = list(changes_in_text(report, lang))
    if told:
        yield f"<section><pre>{escape(chr(10).join(told))}</pre></section>"
    items = "".join(f"<li>{escape(line)}</li>" for line in assumed(report, lang))
    yield f"<section><h2>{escape(say_in(lang, 'assumed'))}</h2><ul>{items}</ul></section>"


def _table(table: Table, lang: str, currency: str) -> str:
    header = "".join(f"<th>{escape(label_text(column, lang))}</th>" for column in table.columns)
    rows = "".join(
        f"<tr><th>{escape(label_text(label, lang))}</th>{_cells(values, lang, currency)}</tr>"
        for label, values in table.rows
    )
    return f'<div class="wide"><table><thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cells(values: Sequence[Value], lang: str, currency: str) -> str:
    return "".join(f"<td>{escape(value_text(value, lang, currency))}</td>" for value in values)


def _legend(entries: Iterator[tuple[str, str]]) -> str:
    items = "".join(f'<span><i class="{style}"></i>{escape(name)}</span>' for name, style in entries)
    return f'<p class="legend">{items}</p>'


# --- plots --------------------------------------------------------------------------------------------------


def _plots(report: Report, lang: str) -> Iterator[str]:
    def whole(minor: int) -> str:
        return format_number(minor // _SHARE, 0, lang)

    def count(number: int) -> str:
        return format_number(number, 0, lang)

    def share_text(bp: int) -> str:
        return format_share(bp, lang)

    currency = report.programmes[0][1].currency
    yield _cost_plot(report, lang)
    depth = _named(report, "depth")
    steps = [label_text(label, lang) for label, _ in depth.rows]
    yield _figure(say_in(lang, "depth_plot"), bars(steps, _series(depth), count))
    months = [label.text for label, _ in _named(report, "month_given").rows]
    if any(figures.programme.accrual for figures in report.figures):
        outstanding = [_outstanding(figures, months) for figures in report.figures]
        yield _figure(
            say_in(lang, "outstanding_plot", money=currency), lines(months, _with_letters(outstanding), whole)
        )
    yield _figure(
        say_in(lang, "month_plot", money=currency),
        lines(months, _series(_named(report, "month_given")), whole),
    )
    spend = [table for table in report.tables if table.code == "segments_spend"]
    names = [label_text(Label(f"spend_{fifth}"), lang) for fifth in FIFTHS]
    shares = [_by_fifth(table, "benefit_share") for table in spend]
    yield _figure(say_in(lang, "segment_plot"), bars(names, _with_letters(shares), share_text))
    if len(spend) > 1:
        won = [
            Series(f"{letter}+", f"s{place}", tuple(_by_fifth(table, "winners")))
            for place, (table, (letter, _)) in enumerate(zip(spend, report.programmes, strict=True))
            if place
        ]
        lost = [
            Series(f"{letter}−", f"s{place}", tuple(-n for n in _by_fifth(table, "losers")))
            for place, (table, (letter, _)) in enumerate(zip(spend, report.programmes, strict=True))
            if place
        ]
        both = [series for pair in zip(won, lost, strict=True) for series in pair]
        yield _figure(say_in(lang, "change_plot"), bars(names, both, count))


def _cost_plot(report: Report, lang: str) -> str:
    parts: list[Series] = []
    for place, cause in enumerate(Cause):
        amounts = tuple(_by_cause(figures, cause) for figures in report.figures)
        if any(amounts):
            parts.append(Series(label_text(Label(f"cost_{cause.value}"), lang), f"c{place}", amounts))
    for place, (code, amounts) in enumerate(
        (
            ("points_money", tuple(max(0, f.money.points_money_minor) for f in report.figures)),
            ("liability", tuple(f.liability_minor for f in report.figures)),
        )
    ):
        if any(amounts):
            parts.append(Series(label_text(Label(code), lang), f"c{len(Cause) + place}", amounts))
    letters = [letter for letter, _ in report.programmes]
    drawn = stacked(letters, parts, lambda minor: format_number(minor // _SHARE, 0, lang))
    legend = _legend((part.name, part.style) for part in parts)
    return _figure(say_in(lang, "cost_plot", money=report.programmes[0][1].currency), drawn + legend)


def _by_cause(figures: Figures, cause: Cause) -> int:
    counted = figures.tally.figures.items()
    return sum(amount for key, amount in counted if key[:2] == ("discount", cause.value))


def _outstanding(figures: Figures, months: Sequence[str]) -> list[int]:
    """Return what the points on hand pay at the end of each month."""
    balance, found = 0, []
    for month in months:
        balance += sum(
            amount
            for key, amount in figures.tally.figures.items()
            if key[:2] == ("month", month) and key[2] not in {"due", "given"}
        )
        found.append(figures.worth(max(0, balance)))
    return found


def _named(report: Report, code: str) -> Table:
    return next(table for table in report.tables if table.code == code)


def _series(table: Table) -> list[Series]:
    columns = zip(*(values for _, values in table.rows), strict=True)
    return _with_letters([[value.number or 0 for value in column] for column in columns])


def _with_letters(columns: Sequence[Sequence[int]]) -> list[Series]:
    return [Series(chr(ord("A") + place), f"s{place}", tuple(column)) for place, column in enumerate(columns)]


def _by_fifth(table: Table, column: str) -> list[int]:
    place = [label.code for label in table.columns].index(column)
    found = {label.code: values[place].number or 0 for label, values in table.rows}
    return [found.get(f"spend_{fifth}", 0) for fifth in FIFTHS]


def _figure(caption: str, drawn: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawn}</figure>"
