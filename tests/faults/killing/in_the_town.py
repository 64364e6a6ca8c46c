"""Killed while it talks to the centre, ends a shift, enrols, copies to its second medium."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final

from loyalty_pos.core.problems import EnrolmentRefused, NotEnrolled
from loyalty_pos.core.sale import Sale, ShiftClosed, ShiftOpened
from loyalty_pos.storage.second_medium.lines import copy_key
from loyalty_pos.storage.second_medium.place import begin_at, keep_place
from loyalty_pos.storage.second_medium.reading import copies_in
from loyalty_pos.storage.second_medium.reading import events_of as copied_events
from loyalty_pos.sync.client import CentreClient
from loyalty_pos.sync.snapshot.asking import Asking
from loyalty_pos.till.staff import Staff
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of, stream_differences
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.e2e.corner import PIN
from tests.faults.killing.dying import BEGIN, Say, Words
from tests.faults.killing.town import Town, lost_or_doubled, sell, sold

_EVERY: Final = 10
_LINES: Final = 12
_CHANGES: Final = "changes_or_snapshot"


def _tell(say: Say, *names: str) -> None:
    """Let this process say what it asks the centre and that it was answered."""

    def told(name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **more: Any) -> Any:
            say(f"ask-{name}")
            answer = ask(*arguments, **more)
            say(f"answered-{name}")
            return answer

        return asked

    for name in names:
        setattr(CentreClient, name, told(name, getattr(CentreClient, name)))
    setattr(Asking, _CHANGES, told("changes", getattr(Asking, _CHANGES)))


class AnExchange:
    """Sales go up, rows come down, a lease comes; killed at one of the words of its phase."""

    lasts_s = 0.01

    def __init__(self, town: Town, name: str, question: str) -> None:
        self.name = name
        self.moments = (f"ask-{question}", f"answered-{question}")
        self._town = town
        self._number = count()
        self._looks = 0

    def prepare(self, folder: Path) -> None:
        """The town is there."""

    def fresh(self) -> None:
        self._number = count(random.randrange(_LINES))
        self._town.news()

    def act(self, say: Say) -> None:
        till = self._town.opened()
        first = next(self._number)
        sell(till, range(first, first + 3), say)
        _tell(say, "hello", "push", "lease")
        say(BEGIN)
        till.sync_once()

    def after(self, said: Words) -> Iterator[str]:
        yield from self._town.look(said)
        yield from self._town.heal()
        self._looks += 1
        if self._looks % _EVERY == 1:
            yield from self._town.compare()


class AShiftsEnd:
    """The shift is open or closed, never both, never twice; its Z names all of its sales."""

    name = "end of shift"
    lasts_s = 0.004
    moments: tuple[str, ...] = ()

    def __init__(self, town: Town) -> None:
        self._town = town

    def prepare(self, folder: Path) -> None:
        """The town is there."""

    def fresh(self) -> None:
        """The till goes on as it is."""

    def act(self, say: Say) -> None:
        till = self._town.opened()
        sell(till, range(2), say)
        say(BEGIN)
        till.shift.close(till.shift.x_report().totals.cash_in_drawer_minor)

    def after(self, said: Words) -> Iterator[str]:
        yield from self._town.look(said)
        with closing(open_shop_till(self._town.settings)) as till:
            if said[-1] == ["done"] and till.shift.current() is not None:
                yield "a shift that was closed is open"
            yield from shifts_wrong([fact_of(event) for event in events_of(till.files)])


def shifts_wrong(facts: list[Any]) -> Iterator[str]:
    """Yield shifts that were closed twice, or whose Z is not the sum of what was sold in them."""
    opened = [fact for fact in facts if isinstance(fact, ShiftOpened)]
    closed = [fact for fact in facts if isinstance(fact, ShiftClosed)]
    if len({one.shift_id for one in closed}) != len(closed) or len(opened) - len(closed) not in {0, 1}:
        yield f"{len(opened)} shifts opened, {len(closed)} closed"
    if [one.number for one in opened] != list(range(1, len(opened) + 1)):
        yield f"numbers of shifts {[one.number for one in opened]}"
    money: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, Sale):
            money[fact.shift_id] += fact.paid_minor
    for one in closed:
        if one.totals.cash_in_drawer_minor != money[one.shift_id]:
            yield f"shift {one.number}: Z {one.totals.cash_in_drawer_minor}, sold {money[one.shift_id]}"


class AnEnrolment:
    """A new till's first talk: afterwards it has its place, or it takes one by the next code, and sells."""

    name = "enrolment"
    lasts_s = 0.01
    moments: tuple[str, ...] = (
        BEGIN,
        "ask-enrol",
        "answered-enrol",
        "ask-hello",
        "answered-changes",
        "answered-lease",
    )

    def __init__(self, town: Town) -> None:
        self._town = town
        self._codes = 0
        self._number = 0
        self._code = ""
        self.anew = 0

    def prepare(self, folder: Path) -> None:
        """The town is there."""

    def fresh(self) -> None:
        self._number += 1
        self._code = self._town.code()

    @property
    def _settings(self) -> TillSettings:
        return self._town.till_settings(f"new-{self._number}")

    def act(self, say: Say) -> None:
        _tell(say, "enrol", "hello", "lease")
        say(BEGIN)
        enrol(self._settings, self._town.url, self._code)

    def after(self, said: Words) -> Iterator[str]:
        try:
            till = open_shop_till(self._settings)
        except NotEnrolled:
            if said[-1] == ["done"]:
                yield "an enrolment that was done is gone"
            self._again()
            till = open_shop_till(self._settings)
        with closing(till):
            till.sync_once()
            Staff(till.world, self._town.pins, till.files.pin_locks).log_in(PIN)
            till.shift.open(0)
            paid = dict([sold(till, 0)])
            state = till.sync_once()
            if state.problem is not None:
                yield f"a new till: {state}"
            yield from lost_or_doubled(list(events_of(till.files)), paid)
            if till.files.incidents:
                yield f"incidents {till.files.incidents}"
            with closing(self._town.books()) as books:
                heads = {
                    (line.agent_id, line.incarnation): line for line in reports_of(books).overview().tills
                }
            yield from stream_differences(till.files, heads)

    def _again(self) -> None:
        """Try the same code as somebody at the till would, and then one that is new."""
        try:
            enrol(self._settings, self._town.url, self._code)
        except EnrolmentRefused:
            self.anew += 1
            enrol(self._settings, self._town.url, self._town.code())


class ASecondMedium:
    """What lies on the other medium is the journal from its beginning, each event once; the next round completes it."""

    name = "second medium"
    lasts_s = 0.004
    moments: tuple[str, ...] = ()

    def __init__(self, town: Town) -> None:
        self._town = town

    def prepare(self, folder: Path) -> None:
        keep_place(self._town.settings.folder, begin_at(folder))
        self._medium = folder

    def fresh(self) -> None:
        """The till goes on as it is."""

    def act(self, say: Say) -> None:
        till = self._town.opened()
        sell(till, range(4), say)
        say(BEGIN)
        till.care.medium.follow()

    def after(self, said: Words) -> Iterator[str]:
        yield from self._town.look(said)
        with closing(open_shop_till(self._town.settings)) as till:
            journal = [event.id for event in events_of(till.files)]
            key = copy_key(till.files.journal_key())
            left = self._copied(key)
            if said[-1] == ["done"] and left != journal[: len(left)]:
                yield "the copy is not a beginning of the journal"
            till.care.medium.follow()
            copied = self._copied(key)
            if list(dict.fromkeys(copied)) != [event.id for event in events_of(till.files)]:
                yield f"{len(copied)} events copied of {len(journal)}"

    def _copied(self, key: bytes) -> list[str]:
        return [event.id for path in copies_in(self._medium) for event in copied_events(path, lambda _: key)]


def phases_of(town: Town) -> tuple[Any, ...]:
    """Return those of the town's own till, in the order in which they are played."""
    return (
        AnExchange(town, "push", "push"),
        AnExchange(town, "pull", "changes"),
        AnExchange(town, "lease", "lease"),
        AShiftsEnd(town),
        ASecondMedium(town),
    )
