"""``exceptions``: who looks odd, why in words, and the receipts to look at."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from loyalty_pos.centre.written.suspicions import Suspicion
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.storage.export_files import write_table
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST_DAYS = 366


def run(options: Namespace) -> int:
    """Return 1 where somebody should look, else 0."""
    if not 1 <= options.days <= _MOST_DAYS:
        raise BadOption(option="--days", text=str(options.days))
    with opened(options) as centre:
        desk, tills = centre.desk.exceptions, tills_of(centre)
        found = desk.look(options.days) if options.look else desk.last()
    if options.out is not None:
        header = ("place", "kind", "cashier", "account", "till", "score", "why", "receipts")
        rows = [_row(one, tills, options.lang) for one in found]
        say(line("exported", options.lang, count=write_table(options.out, header, rows), path=options.out))
    elif options.json:
        say_json([asdict(one) | {"facts": dict(one.facts), "why": why(one, options.lang)} for one in found])
    else:
        said = [text for one in found for text in _said(one, tills, options.lang)]
        say_all(said or [desk_line("nothing_odd", options.lang)])
    return int(bool(found))


def why(one: Suspicion, lang: str) -> str:
    """Return the sentence of a suspicion."""
    return desk_line(
        f"odd_{one.kind}", lang, cashier=one.cashier_id, account=one.account_id, **dict(one.facts)
    )


def _said(one: Suspicion, tills: Tills, lang: str) -> Iterator[str]:
    till = tills.name(one.agent_id, lang) if one.agent_id else one.store_id
    yield desk_line(
        "odd_head", lang, place=one.place, kind=one.kind.upper(), cashier=one.cashier_id, till=till
    )
    yield f"    {why(one, lang)}"
    if one.receipts:
        yield "    " + desk_line("odd_receipts", lang, receipts=", ".join(one.receipts))


def _row(one: Suspicion, tills: Tills, lang: str) -> tuple[str | int, ...]:
    till = tills.short(one.agent_id) if one.agent_id else ""
    told = (one.score, why(one, lang), " ".join(one.receipts))
    return (one.place, one.kind, one.cashier_id, one.account_id, till, *told)
