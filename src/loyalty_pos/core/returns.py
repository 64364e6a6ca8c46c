"""What comes back with returned goods, exact to the unit: partial returns always add up to the full return.

The cumulative rule (W12b): each share is floor(share(done + q)) - floor(share(done)), inside one printed
sub-line; sub-lines share points, certificate and accrual by their net (decisions 7, 39). It never looks at
today's prices or rules: only at what the sale has kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loyalty_pos.core.money import apportion, spread
from loyalty_pos.core.problems import AlreadyReturned, BadQuantity, NoSuchLine
from loyalty_pos.core.sale import ReturnedLine, Sale, SoldLine


@dataclass(frozen=True, slots=True)
class Asked:
    """What the customer brings back. ``part``: a printed sub-line counting from 1; 0 = any of the line."""

    line_id: int
    qty_milli: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class _Share:
    """A printed sub-line of a sale with all that belongs to it."""

    line_id: int
    part: int
    qty_milli: int
    gross_minor: int
    paid_minor: int
    certificate_minor: int
    points: int
    points_money_minor: int
    accrued: int

    def cut(self, done_milli: int, qty_milli: int) -> ReturnedLine:
        """Return what belongs to the next ``qty_milli`` after ``done_milli`` are back already."""

        def fair(total: int) -> int:
            return total * (done_milli + qty_milli) // self.qty_milli - total * done_milli // self.qty_milli

        return ReturnedLine(
            line_id=self.line_id,
            qty_milli=qty_milli,
            paid_minor=fair(self.paid_minor),
            certificate_minor=fair(self.certificate_minor),
            points=fair(self.points),
            points_money_minor=fair(self.points_money_minor),
            accrued=fair(self.accrued),
            gross_minor=fair(self.gross_minor),
            part=self.part,
        )


def returned_lines(
    sale: Sale, already: Iterable[ReturnedLine], asked: Iterable[Asked]
) -> tuple[ReturnedLine, ...]:
    """Return what each asked quantity gives back, sub-line by sub-line.

    ``already``: all lines of earlier returns of this sale. Raises NoSuchLine, BadQuantity, AlreadyReturned.
    """
    shares = {line.line_id: _shares(line) for line in sale.lines}
    done = _done(already)
    result: list[ReturnedLine] = []
    for wish in asked:
        parts = [s for s in shares.get(wish.line_id, ()) if wish.part in (0, s.part)]
        if not parts:
            raise NoSuchLine(wish.line_id)
        if wish.qty_milli <= 0:
            raise BadQuantity(str(wish.qty_milli))
        for line in _cut(parts, done, wish):
            done[line.line_id, line.part] += line.qty_milli
            result.append(line)
    return tuple(result)


def everything_left(sale: Sale, already: Iterable[ReturnedLine]) -> tuple[Asked, ...]:
    """Return the wish for all that has not come back yet."""
    done = _done(already)
    return tuple(
        Asked(line.line_id, left, share.part)
        for line in sale.lines
        for share in _shares(line)
        if (left := share.qty_milli - done[line.line_id, share.part]) > 0
    )


def within_sale(
    sale: Sale, already: Iterable[ReturnedLine], told: Iterable[ReturnedLine]
) -> tuple[ReturnedLine, ...]:
    """Return what lines that a till took back are worth beside everything that came back before them.

    Two tills, each alone, may have taken back the same goods, or cut the same kopeck: every piece counts once, and
    all pieces together are the whole line to the last unit. Lines that the sale has not got are worth nothing.
    """
    shares = {(share.line_id, share.part): share for line in sale.lines for share in _shares(line)}
    done = _done(already)
    result = []
    for line in told:
        share = shares.get((line.line_id, line.part))
        if share is None:
            continue
        before = min(done[line.line_id, line.part], share.qty_milli)
        done[line.line_id, line.part] += line.qty_milli
        now = min(done[line.line_id, line.part], share.qty_milli) - before
        if now > 0:
            result.append(share.cut(before, now))
    return tuple(result)


def _done(already: Iterable[ReturnedLine]) -> defaultdict[tuple[int, int], int]:
    done: defaultdict[tuple[int, int], int] = defaultdict(int)
    for line in already:
        done[line.line_id, line.part] += line.qty_milli
    return done


def _cut(parts: list[_Share], done: defaultdict[tuple[int, int], int], wish: Asked) -> Iterator[ReturnedLine]:
    """Cut the wish from the sub-lines, first ones first."""
    # two tills, each alone, may have taken back more than there was: that is nothing left, not less
    lefts = [max(0, part.qty_milli - done[part.line_id, part.part]) for part in parts]
    if wish.qty_milli > sum(lefts):
        raise AlreadyReturned(wish.line_id, sum(lefts))
    wanted = wish.qty_milli
    for part, left in zip(parts, lefts, strict=True):
        qty = min(wanted, left)
        if qty:
            yield part.cut(done[part.line_id, part.part], qty)
            wanted -= qty


def _shares(line: SoldLine) -> list[_Share]:
    """Split a sold line into its printed sub-lines; a line that was printed whole is its own sub-line."""
    printed = line.parts if len(line.parts) > 1 else ((line.qty_milli, 0, line.net_minor),)
    nets = [net for _, _, net in printed]
    quantities = [qty for qty, _, _ in printed]
    by = nets if sum(nets) else quantities
    certificate = spread(line.certificate_minor, nets)
    points = apportion(line.points, by)
    points_money = apportion(line.points_money_minor, by)
    accrued = apportion(line.accrued, by)
    gross = apportion(line.gross_minor, quantities)
    return [
        _Share(
            line_id=line.line_id,
            part=index + 1,
            qty_milli=quantities[index],
            gross_minor=gross[index],
            paid_minor=nets[index] - certificate[index],
            certificate_minor=certificate[index],
            points=points[index],
            points_money_minor=points_money[index],
            accrued=accrued[index],
        )
        for index in range(len(printed))
    ]
