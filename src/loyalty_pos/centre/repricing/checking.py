"""Goes through the sales of all tills behind a mark of its own, some at a time, and raises an alarm for each that differs.

It belongs to the centre's rounds. It must never run while a till waits for its answer, and changes nothing that was sold.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk, PriceMark
from loyalty_pos.centre.records import Alarm, Stream
from loyalty_pos.centre.repricing.judging import Judge, Judged, Verdict

PAGE: Final = 200
A_ROUND: Final = 10_000
"""Events a round: a month of a till that was alone takes some hours, and no till notices."""
PRICE_DIFFERS: Final = "price_differs"
UNKNOWN_BUNDLE: Final = "price_unknown_bundle"
_TOLD = 3
_log = logging.getLogger(__name__)


class Repricing:
    """The sales of one centre, priced again."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self._judge = Judge()

    def check(self, most: int = A_ROUND) -> Counter[Verdict]:
        """Look at up to so many events behind the marks; return what was said of their sales."""
        said: Counter[Verdict] = Counter()
        left = most
        for stream, mark in self._books.read(_behind):
            for seq, judged in self._pages(stream, mark, left):
                said.update(one.verdict for one in judged)
                self._books.write(partial(self._keep, stream, seq, judged))
            left -= min(left, stream.stored - mark)
        if said:
            _log.info("centre.repriced %s", " ".join(f"{verdict}={n}" for verdict, n in sorted(said.items())))
        return said

    def look(self, stream: Stream, first: int, last: int) -> None:
        """Judge the sales of these events, which the mark has passed while they were missing; the mark stays."""
        now_us = self._clock.now_us()
        for _, judged in self._pages(stream, first - 1, last - first + 1):
            alarms = [alarm for one in judged for alarm in _alarms(one, now_us)]
            self._books.write(partial(_raise, alarms))

    def walk(self, since_us: int = 0, until_us: int | None = None) -> Iterator[Judged]:
        """Judge all sales made since one moment and before another, whatever was looked at before; keeps nothing."""
        for stream in self._books.read(lambda desk: desk.streams.all()):
            for _, judged in self._pages(stream, 0, stream.stored):
                for one in judged:
                    at_us = one.sale.sold_at_us
                    if since_us <= at_us and (until_us is None or at_us < until_us):
                        yield one

    def _pages(self, stream: Stream, seq: int, most: int) -> Iterator[tuple[int, list[Judged]]]:
        """Yield what is said of the next ``most`` events behind ``seq``, each page with the last event it looked at."""
        last = min(stream.stored, seq + most)
        for first in range(seq, last, PAGE):
            limit = min(PAGE, last - first)
            yield first + limit, self._books.read(partial(self._judged, stream, first, limit))

    def _judged(self, stream: Stream, seq: int, limit: int, desk: Desk) -> list[Judged]:
        events = desk.events.after(stream, seq, limit)
        return [judged for event in events if (judged := self._judge.judge(desk, event)) is not None]

    def _keep(self, stream: Stream, seq: int, judged: list[Judged], desk: Desk) -> None:
        """Raise what is to be raised and move the mark, both or neither; who comes second changes nothing."""
        desk.watch.raise_alarms([alarm for one in judged for alarm in _alarms(one, self._clock.now_us())])
        said = Counter(one.verdict for one in judged)
        desk.price_marks.move(
            PriceMark(
                stream.agent_id,
                stream.incarnation,
                seq,
                said[Verdict.SAME],
                said[Verdict.DIFFERS],
                said[Verdict.UNKNOWN_BUNDLE],
                said[Verdict.UNCHECKABLE],
            )
        )


def _raise(alarms: list[Alarm], desk: Desk) -> None:
    desk.watch.raise_alarms(alarms)


def _behind(desk: Desk) -> list[tuple[Stream, int]]:
    marks = {(mark.agent_id, mark.incarnation): mark.seq for mark in desk.price_marks.all()}
    streams = [(one, marks.get((one.agent_id, one.incarnation), 0)) for one in desk.streams.all()]
    return [(stream, seq) for stream, seq in streams if seq < stream.stored]


def _alarms(one: Judged, now_us: int) -> Iterator[Alarm]:
    """Yield the alarm of a sale: of one that differs or names none each, of a bundle that nobody knows one a till."""
    event = one.event
    if one.verdict is Verdict.DIFFERS:
        subject = f"{one.sale.code}: {figures_told(one)}"
        yield Alarm(f"{event.id}:{PRICE_DIFFERS}", PRICE_DIFFERS, event.agent_id, subject, now_us)
    elif one.verdict is Verdict.UNKNOWN_BUNDLE:
        name = f"{event.agent_id}:{one.sale.bundle or event.id}:{UNKNOWN_BUNDLE}"
        yield Alarm(name, UNKNOWN_BUNDLE, event.agent_id, one.sale.bundle or one.sale.code, now_us)


def figures_told(one: Judged) -> str:
    """Return the first figures of a sale that differ, the sold one and the one its bundle gives; "" where none does."""
    return "; ".join(
        f"{f'line {found.line_id} ' if found.line_id else ''}{found.what} {found.sold}, by its bundle {found.priced}"
        for found in one.differences[:_TOLD]
    )
