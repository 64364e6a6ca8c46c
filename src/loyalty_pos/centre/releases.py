"""Programmes go to shops: released from a moment on, stopped at once, and every shop told what it prices by.

A release is checked together with everything it will meet in each of its shops before anything is kept. It must
never change a version that a sale may name: a change is a new version.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from loyalty_pos.centre.bundles import EVERYWHERE, retell
from loyalty_pos.centre.offers.budgets import ended_rows
from loyalty_pos.centre.ports import Books, Clock, Desk, Result, Secrets
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.release import Release, in_force, stopped, text_hash, timeline


class UnknownStore(Problem):
    """The centre has no such store; ``known``: the ids of those it has, "" when there are none."""

    code: ClassVar[str] = "unknown_store"
    store: str
    known: str


class UnknownRelease(Problem):
    """Nothing of this number or id is in force or waiting to be."""

    code: ClassVar[str] = "unknown_release"
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be released. ``from_us`` 0 = at once, ``until_us`` None = open, no ``store_ids`` = all shops."""

    text: str
    store_ids: frozenset[str] = frozenset()
    from_us: int = 0
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class TillHas:
    """Whether a till has taken in what its shop was told last."""

    agent_id: str
    store_id: str
    till_no: int
    has_it: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One release: its ``state`` is ``waiting``, ``in_force``, ``replaced`` or ``ended``; and its shops' tills.

    ``zone``: of the first of these shops.
    """

    release: Release
    state: str
    store_ids: tuple[str, ...]
    tills: tuple[TillHas, ...]
    zone: str = "UTC"


class Reach(NamedTuple):
    """Whom a programme can reach: members with a live card, those whose birthday is known, those who agreed at a counter
    to the use of their data."""

    members: int
    birthdays: int
    consents: int


class _Rehearsed(Exception):  # no error: it takes a rehearsal back
    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release = release


class ReleaseDesk:
    """What a marketer does with checked programmes; each call is one transaction."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def release(self, wish: Wish) -> Release:
        """Take a programme to shops. Raises BadProgramme, ProgrammesCollide, UnknownStore.

        What is in force there already with the same words stays as it is.
        """
        programme = read_programme(wish.text)
        return self._writing(lambda desk, now_us: _release(desk, now_us, programme, wish))

    def rehearse(self, wish: Wish) -> Release:
        """Return what ``release`` would do, refusals included, and keep nothing."""
        programme = read_programme(wish.text)
        now_us = self._clock.now_us()

        def work(desk: Desk) -> Release:
            raise _Rehearsed(_release(desk, now_us, programme, wish))

        try:
            return self._books.write(work)
        except _Rehearsed as done:
            return done.release

    def reach(self) -> Reach:
        """Return whom a programme can reach."""
        return self._books.read(lambda desk: Reach(*desk.people.people_counts(), desk.events.consents()))

    def release_alone(self, text: str) -> Release:
        """Take a programme to all shops and end every other one, at once. Raises BadProgramme."""
        programme = read_programme(text)

        def work(desk: Desk, now_us: int) -> Release:
            for release in desk.programmes.releases():
                if release.programme_id != programme.id or release.store_ids:
                    desk.programmes.put_release(stopped(release, now_us))
            return _release(desk, now_us, programme, Wish(text))

        return self._writing(work)

    def stop(self, name: str) -> tuple[Release, ...]:
        """End a release by its number, or all of a programme by its id, at once. Raises UnknownRelease."""
        return self._writing(lambda desk, now_us: _stop(desk, now_us, name))

    def renew(self) -> int:
        """Give every shop the bundles it should have; return how many shops were told something.

        For the start of the centre and once a day: a bundle is renewed when half its life is over.
        """
        now_us = self._clock.now_us()

        def work(desk: Desk) -> int:
            told = retell(desk, self._secrets, now_us)
            desk.feed.publish(ended_rows(desk, now_us))
            return told

        return self._books.write(work)

    def where(self) -> list[Whereabouts]:
        """Return every release with its shops and their tills, the newest first."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: _where(desk, now_us))

    def _writing(self, work: Callable[[Desk, int], Result]) -> Result:
        now_us = self._clock.now_us()

        def all_of_it(desk: Desk) -> Result:
            result = work(desk, now_us)
            retell(desk, self._secrets, now_us)
            desk.feed.publish(ended_rows(desk, now_us))
            return result

        return self._books.write(all_of_it)


def _release(desk: Desk, now_us: int, programme: Programme, wish: Wish) -> Release:
    known_stores = {store.store_id for store in desk.tills.stores()}
    for store_id in sorted(wish.store_ids - known_stores):
        raise UnknownStore(store=store_id, known=", ".join(sorted(known_stores)))
    releases = desk.programmes.releases()
    version = text_hash(wish.text)
    from_us = wish.from_us or now_us
    for release in releases:
        same = (release.programme_id, release.text_hash) == (programme.id, version)
        if same and release.store_ids == wish.store_ids and _counts(release, releases, now_us, from_us):
            return release
    number = 1 + max((release.number for release in releases), default=0)
    new = Release(number, programme.id, version, from_us, wish.until_us, wish.store_ids)
    desk.programmes.put_text(programme.id, version, wish.text)
    desk.programmes.put_release(new)
    _check_company(desk, [*releases, new], new, now_us)
    return new


def _counts(release: Release, releases: Sequence[Release], now_us: int, from_us: int) -> bool:
    """Tell whether the release is the newest of its programme and open, so that releasing it again says nothing."""
    newest = max(r.number for r in releases if r.programme_id == release.programme_id)
    return release.number == newest and release.until_us is None and release.from_us <= max(now_us, from_us)


def _check_company(desk: Desk, releases: Sequence[Release], new: Release, now_us: int) -> None:
    """Read what each shop will price by, at each change to come. Raises BadProgramme, ProgrammesCollide."""
    shops = [store.store_id for store in desk.tills.stores() if new.reaches(store.store_id)]
    companies = {
        span.text_hashes for shop in [EVERYWHERE, *shops] for span in timeline(releases, shop, now_us)
    }
    texts = desk.programmes.texts({one for company in companies for one in company})
    for company in sorted(companies):
        read_together([texts[one] for one in company])


def _stop(desk: Desk, now_us: int, name: str) -> tuple[Release, ...]:
    found = [
        release
        for release in desk.programmes.releases()
        if name in (str(release.number), release.programme_id)
        and (release.until_us is None or release.until_us > now_us)
    ]
    if not found:
        raise UnknownRelease(name=name)
    ended = tuple(stopped(release, now_us) for release in found)
    for release in ended:
        desk.programmes.put_release(release)
    return ended


def _where(desk: Desk, now_us: int) -> list[Whereabouts]:
    releases = desk.programmes.releases()
    zones = {store.store_id: store.zone for store in desk.tills.stores()}
    stores = list(zones)
    active = {store: in_force(releases, store, now_us) for store in stores}
    tills = _tills(desk, stores)
    lines = []
    for release in reversed(releases):
        reached = tuple(store for store in stores if release.reaches(store))
        counting = [store for store in reached if release in active[store]]
        state = _state(release, now_us, counts=bool(counting))
        there = tuple(till for till in tills if till.store_id in reached)
        zone = zones[(reached or stores)[0]] if stores else "UTC"
        lines.append(Whereabouts(release, state, reached, there, zone))
    return lines


def _state(release: Release, now_us: int, *, counts: bool) -> str:
    if release.until_us is not None and release.until_us <= max(now_us, release.from_us):
        return "ended"
    if now_us < release.from_us:
        return "waiting"
    return "in_force" if counts else "replaced"


def _tills(desk: Desk, stores: Sequence[str]) -> list[TillHas]:
    told = desk.programmes.bundle_places(stores)
    newest: dict[str, int] = {}
    for (store, _), place in told.items():
        newest[store] = max(newest.get(store, 0), place)
    tills = [till for till in desk.tills.tills() if not till.revoked]
    places = desk.programmes.places([till.agent_id for till in tills])
    return [
        TillHas(t.agent_id, t.store_id, t.till_no, places.get(t.agent_id, 0) >= newest.get(t.store_id, 1))
        for t in tills
    ]
