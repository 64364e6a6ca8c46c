"""``codes make``: codes of coupons and gift certificates for the print house; they stand in the file and nowhere else.

They are as good as money: nothing here prints or logs one, and a file that is there already is never overwritten.
With a series the centre is told their keyed hashes first: a file of codes that nobody knows would be waste paper.
"""

import random
import secrets
from argparse import Namespace
from collections.abc import Callable

from loyalty_pos.centre.imports.cells import BadCell, money
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.vouchers.words import line as told
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
    if options.series:
        return _registered(options, list(serials))
    rows = ((grouped(serial), scan.COUPON_PREFIX + serial) for serial in serials)
    count = write_table(options.out, _HEADER, rows)
    say(line("codes_made", options.lang, count=count, path=options.out))
    return 0


def _registered(options: Namespace, serials: list[str]) -> int:
    """Tell the centre the codes of a series, then write them. Raises ``UnknownSeries``, ``BadOption``."""
    try:
        value_minor = money(options.value, "--value") if options.value else 0
    except BadCell as bad:
        raise BadOption(option="--value", text=options.value) from bad
    with opened(options) as centre:
        certificates = centre.admin.vouchers.is_certificate(options.series)
        centre.admin.codes.of_series(options.series, serials, value_minor=value_minor)
    prefix = scan.CERTIFICATE_PREFIX if certificates else scan.COUPON_PREFIX
    count = write_table(options.out, _HEADER, ((grouped(one), prefix + one) for one in serials))
    say(told("registered", options.lang, count=count, path=options.out))
    return 0
