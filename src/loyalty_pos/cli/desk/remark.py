"""``remark``: what a customer said of a cashier, with the receipt, for talks about quality and for nothing else."""

import uuid
from argparse import Namespace

from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.who import responsible
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.office.refusals import UnknownStaff
from loyalty_pos.wiring.console import say, say_json

_LONGEST = 300


def run(options: Namespace) -> int:
    """Return 0. Raises BadOption, UnknownStaff."""
    text = options.text.strip()
    for option, said in (("--text", text), ("--receipt", options.receipt)):
        if len(said) > _LONGEST or not (said.isprintable() and (said or option == "--receipt")):
            raise BadOption(option=option, text=said[:20])
    with opened(options) as centre:
        done_by = responsible(centre, options)
        if not centre.books.read(lambda desk: desk.reference.staff_named([options.cashier])):
            raise UnknownStaff(staff=options.cashier)
        detail = ": ".join(part for part in (options.receipt, text) if part)
        deed = Deed(str(uuid.uuid4()), centre.clock.now_us(), options.kind, done_by, options.cashier, detail)
        centre.desk.audit.note(deed)
    if options.json:
        say_json({"id": deed.deed_id})
    else:
        say(desk_line("noted", options.lang))
    return 0
