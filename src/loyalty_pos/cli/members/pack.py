"""``pack``: blank cards for the counter, as sheets of ten to print and cut, or as a list for a print house.

The numbers run from a beginning made by chance; the centre keeps none of them: a till receives the pack by the two numbers
that are told here.
"""

import secrets
from argparse import Namespace

from loyalty_pos.cli.members.words import line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.cards import OWN_RANDOM_DIGITS, own_card
from loyalty_pos.core.packs.pack import MOST_CARDS
from loyalty_pos.storage.export_files import write_table
from loyalty_pos.wiring.cards import print_sheets
from loyalty_pos.wiring.console import say, say_json

_HEADER = ("number",)
_ALL = 10**OWN_RANDOM_DIGITS


def run(options: Namespace) -> int:
    """Make the numbers and write the file."""
    if not 1 <= options.count <= MOST_CARDS:
        raise BadOption(option="--count", text=str(options.count))
    begin = secrets.randbelow(_ALL - options.count)
    numbers = [own_card(f"{begin + i:0{OWN_RANDOM_DIGITS}}") for i in range(options.count)]
    if options.out.suffix.lower() == ".pdf":
        print_sheets(options.out, numbers, options.shop, options.programme)
    else:
        write_table(options.out, _HEADER, [(number,) for number in numbers])
    told = {"first": numbers[0], "last": numbers[-1], "count": options.count, "path": str(options.out)}
    if options.json:
        say_json(told)
    else:
        say(line("pack_made", options.lang, **told))
    return 0
