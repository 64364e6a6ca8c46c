"""Programmes go to shops: released from a moment on, stopped at once, and every shop told what it prices by.

A release is checked together with everything it will meet in each of its shops before anything is kept. It must
never change a version that a sale may name: a change is a new version.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from loyalty_pos.centre import rows
from loyalty_pos.centre.ports import Books, Clock, Desk, Result, Secrets
from loyalty_pos.centre.records import Till
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.release import Release, Told, in_force, retold, stopped, text_hash, timeline
from loyalty_pos.wire.rows import told_bundle


class UnknownStore(Problem):
    """The centre has no such store; ``known``: the ids of those it has, "" when there are none."""

    code: ClassVar[str] = "unknown_store"
    store: str
    known: str


class UnknownRelease(Problem):
    """Nothing of this number or id is in force or waiting to be."""

    code: ClassVar[str] = "unknown_release"
    name: str


_EVERYWHERE = ""
"""A shop of no name: what every shop has that nobody singled out."""


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
    """One release: its ``state`` is ``waiting``, ``in_force``, ``replaced`` or ``ended``; and its shops' tills."""

    release: Release
    state: str
    store_ids: tuple[str, ...]
    tills: tuple[TillHas, ...]


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
        return self._books.write(lambda desk: retell(desk, self._secrets, now_us))

    def where(self) -> list[Whereabouts]:
        """Return every release with its shops and their tills, the newest first."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: _where(desk, now_us))

    def _writing(self, work: Callable[[Desk, int], Result]) -> Result:
        now_us = self._clock.now_us()

        def all_of_it(desk: Desk) -> Result:
            result = work(desk, now_us)
            retell(desk, self._secrets, now_us)
            return result

        return self._books.write(all_of_it)


def retell(desk: Desk, secrets: Secrets, now_us: int) -> int:
    """Tell the shops what they should price by, where it differs from what they were told. Raises ProgrammesCollide."""
    releases = desk.programmes.releases()
    told_shops = 0
    for store in desk.tills.stores():
        before = desk.programmes.told(store.store_id)
        after = retold(before, timeline(releases, store.store_id, now_us), now_us)
        if after.bundles != before.bundles:
            _publish(desk, secrets, before, after)
            told_shops += 1
    return told_shops


def programmes_by_bundle(desk: Desk, bundles: Iterable[str], now_us: int) -> dict[str, tuple[str, ...]]:
    """Return the texts behind the names of bundles; "" is what is in force in all shops now.

    A name from before there were bundles is that of one text.
    """
    asked = list(bundles)
    hashes = desk.programmes.hashes_of(asked)
    hashes[""] = tuple(r.text_hash for r in in_force(desk.programmes.releases(), _EVERYWHERE, now_us))
    hashes |= {bundle: (bundle,) for bundle in asked if bundle not in hashes}
    texts = desk.programmes.texts({one for several in hashes.values() for one in several})
    return {
        bundle: tuple(texts[one] for one in several)
        for bundle, several in hashes.items()
        if all(one in texts for one in several)
    }


def has_new_bundles(desk: Desk, till: Till, cursor: str) -> bool:
    """Tell whether a till that asks for what follows ``cursor`` has by that taken in a bundle not noted yet."""
    known = desk.programmes.places([till.agent_id]).get(till.agent_id, 0)
    place = desk.feed.place(cursor)
    return place > known and any(
        known < told <= place for told in desk.programmes.bundle_places([till.store_id]).values()
    )


def note_place(desk: Desk, till: Till, cursor: str) -> None:
    """Keep how far a till has come in the feed."""
    desk.programmes.put_place(till.agent_id, desk.feed.place(cursor))


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
        span.text_hashes for shop in [_EVERYWHERE, *shops] for span in timeline(releases, shop, now_us)
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


def _publish(desk: Desk, secrets: Secrets, before: Told, after: Told) -> None:
    texts = desk.programmes.texts({one for bundle in after.bundles for one in bundle.text_hashes})
    desk.programmes.put_told(after)
    new = [bundle for bundle in after.bundles if bundle not in before.bundles]
    gone = [bundle for bundle in before.bundles if bundle not in after.bundles]
    told = [told_bundle(bundle, texts, secrets.sign_bundle) for bundle in new]
    desk.feed.publish(
        [rows.bundle_row(row) for row in told] + [rows.no_bundle(after.store_id, b.serial) for b in gone]
    )


def _where(desk: Desk, now_us: int) -> list[Whereabouts]:
    releases = desk.programmes.releases()
    stores = [store.store_id for store in desk.tills.stores()]
    active = {store: in_force(releases, store, now_us) for store in stores}
    tills = _tills(desk, stores)
    lines = []
    for release in reversed(releases):
        reached = tuple(store for store in stores if release.reaches(store))
        counting = [store for store in reached if release in active[store]]
        state = _state(release, now_us, counts=bool(counting))
        lines.append(
            Whereabouts(release, state, reached, tuple(till for till in tills if till.store_id in reached))
        )
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
