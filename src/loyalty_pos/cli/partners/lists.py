"""``partners``: who there is, rates found and brought, phones brought, and what a month adds up to."""

import re
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from loyalty_pos.centre.imports.report import ImportReport
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.column_words import column_name
from loyalty_pos.cli.partners.progress import progress_bar
from loyalty_pos.cli.partners.words import line
from loyalty_pos.cli.words import BadOption, reason
from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.core.partners.settlement import PartnerSum
from loyalty_pos.core.programme import Partner, PartnerKind
from loyalty_pos.till.formats import format_money, format_points, format_share
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.intake import bring_rates, bring_subscribers, programme_of, reports_of

_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_MOST_SHOWN: Final = 200


def run(options: Namespace) -> int:
    """Show or bring; 1 when rows were refused, so that scripts notice."""
    work: dict[str, Callable[[OpenCentre, Namespace], int]] = {
        "list": _list,
        "rates": _bring_rates if getattr(options, "action2", "") == "import" else _find_rates,
        "subscribers": _bring_subscribers,
        "settlement": _settlement,
    }
    with opened(options) as centre:
        return work[options.action](centre, options)


def _list(centre: OpenCentre, options: Namespace) -> int:
    partners = [
        p for p in centre.admin.partners.partners() if not options.region or p.is_shown_in(options.region)
    ]
    if options.json:
        say_json([asdict(p) | {"regions": sorted(p.regions), "stores": sorted(p.stores)} for p in partners])
        return 0
    say_all(
        line("partner", options.lang, id=p.id, name=p.name, where=_where(p, options.lang)) for p in partners
    )
    if not partners:
        say(line("no_partners", options.lang))
    return 0


def _where(partner: Partner, lang: str) -> str:
    if partner.kind is PartnerKind.FEDERAL:
        return line("everywhere", lang)
    return line("in_regions", lang, regions=", ".join(sorted(partner.regions)))


# --- rates and customers -----------------------------------------------------------------------------------


def _find_rates(centre: OpenCentre, options: Namespace) -> int:
    rates = centre.admin.partners.rates(options.what)
    if options.json:
        say_json([asdict(rate) for rate in rates])
        return 0
    say_all(_rate(rate, options.lang) for rate in rates)
    if not rates:
        say(line("no_rates", options.lang))
    return 0


def _rate(rate: Rate, lang: str) -> str:
    told = line(
        "rate",
        lang,
        id=rate.partner_id,
        name=" ".join(part for part in (rate.name, rate.domain) if part),
        share=format_share(rate.rate_bp, lang),
    )
    first = line("first", lang, share=format_share(rate.first_rate_bp, lang)) if rate.first_rate_bp else ""
    return "; ".join(" ".join(part.split()) for part in (told, first, rate.conditions) if part)


def _bring_rates(centre: OpenCentre, options: Namespace) -> int:
    path = Path(options.what)
    return _told(
        bring_rates(centre, path, dry_run=options.dry_run, progress=progress_bar(path.name)), options
    )


def _bring_subscribers(centre: OpenCentre, options: Namespace) -> int:
    centre.admin.partners.refuse_unknown(options.partner)
    path, bar = Path(options.what), progress_bar(Path(options.what).name)
    report = bring_subscribers(centre, path, options.partner, dry_run=options.dry_run, progress=bar)
    return _told(report, options)


def _told(report: ImportReport, options: Namespace) -> int:
    if options.json:
        say_json(asdict(report) | {"accepted": report.accepted})
        return 1 if report.refused else 0
    for row in report.refused[:_MOST_SHOWN]:
        column = report.headings.get(row.column) or column_name(row.column, options.lang)
        text = f"«{row.text}»" if row.text else ""
        say("  " + " ".join(f"{row.line}: {column} {text} {reason(row.reason, options.lang)}".split()))
    if len(report.refused) > _MOST_SHOWN:
        say(f"  … +{len(report.refused) - _MOST_SHOWN}")
    facts = {name: getattr(report, name) for name in ("path", "read", "added", "changed", "same")}
    say(line("list_head", options.lang, refused=len(report.refused), **facts))
    if report.dry_run:
        say(line("list_dry", options.lang))
    return 1 if report.refused else 0


# --- the month ---------------------------------------------------------------------------------------------


def _settlement(centre: OpenCentre, options: Namespace) -> int:
    if not _MONTH.fullmatch(options.month):
        raise BadOption(option="--month", text=options.month)
    sums = centre.admin.partners.settlement(options.month)
    if options.json:
        say_json([asdict(one) | {"due": one.due} for one in sums])
        return 0
    exponent = programme_of(reports_of(centre)).unit.exponent
    say_all(_due(one, exponent, options.lang) for one in sums)
    if not sums:
        say(line("no_settlement", options.lang, month=options.month))
    return 0


def _due(one: PartnerSum, exponent: int, lang: str) -> str:
    key = "pays" if one.due > 0 else "gets" if one.due < 0 else "even"
    return line(
        "due",
        lang,
        partner=one.partner or line("operator", lang),
        issued=format_points(one.issued, exponent, lang),
        issued_money=format_money(one.issued_minor, lang),
        redeemed=format_points(one.redeemed, exponent, lang),
        redeemed_money=format_money(one.redeemed_minor, lang),
        funds=format_money(one.funds_minor, lang),
        is_funded=format_money(one.is_funded_minor, lang),
        due=line(key, lang, money=format_money(abs(one.due), lang)),
    )
