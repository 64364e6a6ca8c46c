"""``codes certificates``: gift certificates of an older system, each with what is left on it."""

from argparse import Namespace
from datetime import UTC, datetime, time, timedelta

from loyalty_pos.centre.imports.cells import BadCell, day, money, need
from loyalty_pos.centre.imports.source import RefusedRow, SourceRow
from loyalty_pos.centre.vouchers.desk import OldCertificate
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.vouchers.lists import bring_pool
from loyalty_pos.cli.vouchers.words import line
from loyalty_pos.cli.words import reason
from loyalty_pos.core.dates import micros
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.till.formats import format_money
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST_SHOWN = 200


def run(options: Namespace) -> int:
    """Bring the list; 1 when rows were refused, so that scripts notice. A refused row changes nothing."""
    if options.partner:
        return bring_pool(options)
    accepted: list[OldCertificate] = []
    refused: list[RefusedRow] = []
    for row in read_rows(options.file, "certificates"):
        try:
            accepted.append(_certificate(row))
        except BadCell as bad:
            refused.append(RefusedRow(row.line, bad.column, bad.reason))
    with opened(options) as centre:
        added, same = centre.admin.vouchers.import_certificates(options.series, accepted)
    money_in = sum(one.rest_minor for one in accepted) if not same else 0
    if options.json:
        say_json({"added": added, "same": same, "refused": [one.line for one in refused]})
        return 1 if refused else 0
    say_all(
        "  "
        + line(
            "refused_row",
            options.lang,
            line=one.line,
            text=one.column,
            reason=reason(one.reason, options.lang),
        )
        for one in refused[:_MOST_SHOWN]
    )
    say(line("imported", options.lang, added=added, same=same, sum=format_money(money_in, options.lang)))
    return 1 if refused else 0


def _certificate(row: SourceRow) -> OldCertificate:
    """Return what the row says; the day is the last one in UTC. Raises ``BadCell``."""
    last = day(row.get("expires"), "expires")
    ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=UTC) if last else None
    return OldCertificate(
        code=need(row.get("code"), "code"),
        rest_minor=money(row.get("rest"), "rest"),
        until_us=micros(ends) if ends else 0,
    )
