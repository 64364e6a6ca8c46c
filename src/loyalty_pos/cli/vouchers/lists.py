"""``codes list``: how many codes each series has in each state; and a partner's own codes brought by ``codes import``."""

from argparse import Namespace
from collections.abc import Callable

from loyalty_pos.centre.imports.source import with_columns
from loyalty_pos.centre.vouchers.pools import left_in
from loyalty_pos.centre.vouchers.printing import CodeDesk
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.partners.progress import progress_bar
from loyalty_pos.cli.vouchers.words import line, state_word
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json


def run(options: Namespace) -> int:
    """Show the series."""
    return _at_centre(_list, options)


def bring_pool(options: Namespace) -> int:
    """Bring a partner's own codes, to be given to members."""
    return _at_centre(_pool, options)


def _at_centre(work: Callable[[OpenCentre, Namespace], int], options: Namespace) -> int:
    with opened(options) as centre:
        return work(centre, options)


def _pool(centre: OpenCentre, options: Namespace) -> int:
    """Bring a partner's codes; none of them is shown."""
    centre.admin.partners.refuse_unknown(options.partner)
    _, rows = with_columns(read_rows(options.file, "codes"), ("code|id",), str(options.file))
    codes = [code for row in rows if (code := row.get("code") or row.get("id"))]
    bar = progress_bar(options.file.name)
    brought = _desk(centre).of_partner(options.partner, codes, progress=lambda done: bar(done, len(codes)))
    left = centre.books.read(lambda desk: left_in(desk, options.partner))
    if options.json:
        say_json({"added": brought.added, "same": brought.same, "left": left})
    else:
        facts = {"added": brought.added, "same": brought.same, "left": left}
        say(line("pool", options.lang, partner=options.partner, **facts))
    return 0


def _list(centre: OpenCentre, options: Namespace) -> int:
    found = _desk(centre).counts()
    if options.json:
        say_json([{"series": one, "name": name, "codes": counts} for one, name, counts in found])
        return 0
    for one, name, counts in found:
        told = ", ".join(f"{state_word(state, options.lang)} {count}" for state, count in counts.items())
        say(f"{one} ({name}): {told or line('no_codes', options.lang)}")
    say_all([] if found else [line("no_series", options.lang)])
    return 0


def _desk(centre: OpenCentre) -> CodeDesk:
    return centre.codes
