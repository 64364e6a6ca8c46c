"""``codes make``: serials of single-use coupons for the print house; they stand in the file and nowhere else.

They are as good as money: nothing here prints or logs one, and a file that is there already is never overwritten.
"""

import random
import secrets
from argparse import Namespace
from collections.abc import Callable

from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.core import scan
from loyalty_pos.core.coupons.serials import grouped, is_prefix, make_serials
from loyalty_pos.storage.export_files import ExportNotWritten, write_table
from loyalty_pos.wiring.console import say

_MOST = 1_000_000
_HEADER = ("serial", "code for QR or Code 128")


def run(options: Namespace) -> int:
    """Write as many serials as asked for, all different; say how many, never which."""
    prefix = options.prefix.upper()
    if not 1 <= options.count <= _MOST:
        raise BadOption(option="--count", text=str(options.count))
    if not is_prefix(prefix):
        raise BadOption(option="--prefix", text=options.prefix)
    if options.out.exists():
        raise ExportNotWritten(path=str(options.out), reason="already_there")
    below: Callable[[int], int] = secrets.randbelow
    if options.seed is not None:
        below = random.Random(options.seed).randrange  # noqa: S311 - asked for by a test, never for a real coupon
    serials = make_serials(options.count, prefix, below)
    rows = ((grouped(serial), scan.COUPON_PREFIX + serial) for serial in serials)
    count = write_table(options.out, _HEADER, rows)
    say(line("codes_made", options.lang, count=count, path=options.out))
    return 0
