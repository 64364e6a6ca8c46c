"""What is left of a past receipt when a member is put to it, and what of its points goes when goods come back later.

The price of then stands (``core.pricing.claiming``); here only shares are worked out, each cumulative, so that parts
add up to the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loyalty_pos.core.sale import Return, ReturnedLine, Sale, SoldDiscount, SoldLine


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """A line of a claimed receipt: what it earned, its shelf sum, and how much of that has come back since."""

    line_id: int
    accrued: int
    gross_minor: int
    back_minor: int = 0


def what_is_left(sale: Sale, returned: Iterable[ReturnedLine]) -> Sale:
    """Return the sale with what nobody brought back; lines that are gone are left out."""
    back: dict[int, list[ReturnedLine]] = defaultdict(list)
    for line in returned:
        back[line.line_id].append(line)
    lines = [_left(line, back[line.line_id]) for line in sale.lines]
    kept = tuple(line for line in lines if line.qty_milli > 0)
    return replace(
        sale,
        lines=kept,
        gross_minor=sum(line.gross_minor for line in kept),
        certificate_minor=sum(line.certificate_minor for line in kept),
        paid_minor=sum(line.paid_minor for line in kept),
    )


def _left(line: SoldLine, returned: list[ReturnedLine]) -> SoldLine:
    if not returned:
        return line
    gross_minor = line.gross_minor - sum(one.gross_minor for one in returned)
    return replace(
        line,
        qty_milli=line.qty_milli - sum(one.qty_milli for one in returned),
        gross_minor=gross_minor,
        certificate_minor=line.certificate_minor - sum(one.certificate_minor for one in returned),
        paid_minor=line.paid_minor - sum(one.paid_minor for one in returned),
        discounts=tuple(_share(given, gross_minor, line.gross_minor) for given in line.discounts),
    )


def _share(given: SoldDiscount, left_minor: int, gross_minor: int) -> SoldDiscount:
    return replace(given, amount_minor=given.amount_minor * left_minor // gross_minor if gross_minor else 0)


def claimed_lines(sale: Sale) -> tuple[ClaimedLine, ...]:
    """Return the lines of a sale that was just claimed."""
    return tuple(ClaimedLine(line.line_id, line.accrued, line.gross_minor) for line in sale.lines)


def lines_now(sale: Sale, earning: Sale, returned: Iterable[ReturnedLine]) -> tuple[ClaimedLine, ...]:
    """Return the lines of ``earning`` as they stand after everything that came back of ``sale``, ever."""
    came: dict[int, int] = defaultdict(int)
    for one in returned:
        came[one.line_id] += one.gross_minor
    sold = {line.line_id: line.gross_minor for line in sale.lines}
    return tuple(
        replace(line, back_minor=came[line.line_id] - (sold[line.line_id] - line.gross_minor))
        for line in claimed_lines(earning)
    )


def uncounted(sale: Sale, earning: Sale, returns: Sequence[Return], unheard: int) -> tuple[Return, ...]:
    """Return of the first ``unheard`` of these returns what ``earning`` counts although it came back.

    ``earning`` leaves out what its till knew of, the others are the newest first. Goods that are counted in part are
    brought back in part.
    """
    every = [line for one in returns for line in one.lines]
    counted = {line.line_id: max(0, line.back_minor) for line in lines_now(sale, earning, every)}
    found = []
    for one in returns[:unheard]:
        lines = []
        for line in one.lines:
            part = min(counted.get(line.line_id, 0), line.gross_minor)
            if part:
                counted[line.line_id] -= part
                lines.append(_part(line, part))
        if lines:
            paid, certificate = (
                sum(line.paid_minor for line in lines),
                sum(line.certificate_minor for line in lines),
            )
            found.append(replace(one, lines=tuple(lines), paid_minor=paid, certificate_minor=certificate))
    return tuple(found)


def _part(line: ReturnedLine, gross_minor: int) -> ReturnedLine:
    """Return so much of a line that came back."""
    if gross_minor == line.gross_minor:
        return line
    return replace(
        line,
        gross_minor=gross_minor,
        qty_milli=line.qty_milli * gross_minor // line.gross_minor,
        paid_minor=line.paid_minor * gross_minor // line.gross_minor,
        certificate_minor=line.certificate_minor * gross_minor // line.gross_minor,
    )


def taken_back(
    lines: Iterable[ClaimedLine], returned: Iterable[ReturnedLine] | None
) -> tuple[int, tuple[ClaimedLine, ...]]:
    """Return the points that go with what comes back, and the lines afterwards; None = all of it (a void)."""
    came: dict[int, int] = defaultdict(int)
    for one in returned or ():
        came[one.line_id] += one.gross_minor
    points, after = 0, []
    for line in lines:
        left = line.gross_minor - line.back_minor
        back = left if returned is None else min(left, came[line.line_id])
        now = replace(line, back_minor=line.back_minor + back)
        points += _gone(now) - _gone(line)
        after.append(now)
    return points, tuple(after)


def _gone(line: ClaimedLine) -> int:
    """Return the points of what has come back of a line so far."""
    return line.accrued * line.back_minor // line.gross_minor if line.gross_minor else 0
