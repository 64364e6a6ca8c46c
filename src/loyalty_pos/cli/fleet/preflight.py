"""``preflight``: which machines cannot be a till and why, of this one or of a list that IT collected; nothing is installed."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from loyalty_pos.centre.imports.machine_list import read_machines
from loyalty_pos.centre.imports.source import NO_HEADINGS, Headings, RefusedRow
from loyalty_pos.cli.column_words import column_name
from loyalty_pos.cli.fleet.words import fleet_line, row_reason
from loyalty_pos.core.preflight.rules import Machine, Reason, Verdict, judged
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.fleet.probe import this_machine
from loyalty_pos.wiring.folders import folders_at

_CANNOT = 1
Judged = tuple[Machine, Verdict, tuple[Reason, ...]]


def run(options: Namespace) -> int:
    """Return 0; 1 where a machine cannot take the product, or a row says nothing."""
    refused: Sequence[RefusedRow] = ()
    headings = NO_HEADINGS
    if options.file is None:
        machines = [this_machine(folders_at(options.data).data)]
    else:
        machines, refused, headings = read_machines(read_rows(options.file, "machines"), str(options.file))
    told = sorted(((one, *judged(one)) for one in machines), key=_order)
    counts = Counter(verdict for _, verdict, _ in told)
    if options.json:
        facts = {"counts": dict(counts), "machines": [_facts(one) for one in told]}
        say_json(facts | {"bad_rows": [row.line for row in refused]})
    else:
        numbers = {verdict.value: counts[verdict] for verdict in Verdict}
        say(fleet_line("preflight", options.lang, all=len(told), **numbers))
        say_all(_bad_row(row, headings, options.lang) for row in refused)
        shown = [one for one in told if options.all or len(told) == 1 or one[1] is not Verdict.FITS]
        say_all(_line(one, options.lang) for one in shown)
    return _CANNOT if counts[Verdict.REFUSED] or refused else 0


def _order(one: Judged) -> tuple[int, int, str]:
    machine, verdict, reasons = one
    return [Verdict.REFUSED, Verdict.LOOK, Verdict.FITS].index(verdict), -len(reasons), machine.host


def _line(one: Judged, lang: str) -> str:
    machine, verdict, reasons = one
    why = "; ".join(
        fleet_line(f"pre_{reason.code}", lang, there=reason.there, needed=reason.needed) for reason in reasons
    )
    state = fleet_line(f"pre_{verdict}", lang)
    return fleet_line("machine", lang, host=machine.host, state=state, why=f": {why}" if why else "")


def _bad_row(row: RefusedRow, headings: Headings, lang: str) -> str:
    column = headings.ours.get(row.column) or column_name(row.column, lang)
    reason = row_reason(row.reason, lang)
    return fleet_line("bad_row", lang, line=row.line, column=column, text=row.text, reason=reason)


def _facts(one: Judged) -> dict[str, object]:
    machine, verdict, reasons = one
    why = [{"code": reason.code, "there": reason.there, "needed": reason.needed} for reason in reasons]
    return {"host": machine.host, "verdict": str(verdict), "why": why}
