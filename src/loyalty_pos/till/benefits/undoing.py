"""What goods that come back take with them: stamps they had counted, and memberships whose fee is returned.

A fee comes back only while the membership was not used (``core.clubs.using``), and a reward gives its points back by
itself, because they stand on its line.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from loyalty_pos.core.clubs.membership import memberships_of
from loyalty_pos.core.clubs.using import may_be_cancelled
from loyalty_pos.core.problems import ClubUsed
from loyalty_pos.core.programme.periods import Counters
from loyalty_pos.core.rewards.stamps import stamps_back
from loyalty_pos.core.sale import Issued, ReturnedLine, Sale
from loyalty_pos.till.vouchers.taking_back import cancelled_with
from loyalty_pos.till.world import TillWorld


def rights_ended(world: TillWorld, sale: Sale, line_ids: Collection[int]) -> tuple[Issued, ...]:
    """Return the certificates and memberships that end when these lines of the sale come back.

    Raises ``ClubUsed``, ``CertificateWasUsed``, ``CertificateUnknown``.
    """
    return (*cancelled_with(world, sale, line_ids), *_memberships_ended(world, sale, line_ids))


def _memberships_ended(world: TillWorld, sale: Sale, line_ids: Collection[int]) -> tuple[Issued, ...]:
    ended = memberships_of(sale.issued, tuple(line_ids))
    member = world.members.by_account(sale.account_id) if ended else None
    if member is not None:
        names = {club.id: club.name for club in world.programmes.current().programme.clubs}
        for right in ended:
            if not may_be_cancelled(right, member.clubs, member.counters, world.clock.now()):
                raise ClubUsed(club=names.get(right.series, right.series))
    return ended


def counted_back(sale: Sale, before: Iterable[ReturnedLine], now: Iterable[ReturnedLine]) -> Counters:
    """Return what the lines that come back now had counted."""
    return stamps_back(sale, _by_line(before), _by_line(now)) if sale.stamps else ()


def _by_line(lines: Iterable[ReturnedLine]) -> Counter[int]:
    found: Counter[int] = Counter()
    for line in lines:
        found[line.line_id] += line.qty_milli
    return found
