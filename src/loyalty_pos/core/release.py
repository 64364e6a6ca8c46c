"""Which programmes are at work in which shop, and when: releases of people, and the timeline they make.

A release takes one version of one programme to some shops from a moment on. In a shop the newest release of a
programme counts; when it is stopped or ends, the one before it counts again. Moments are UTC microseconds.
It must never read a clock.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY_US = 24 * 60 * 60 * 1_000_000
BUNDLE_LIFE_US = 14 * DAY_US
"""How long a till that hears nothing goes on with everything a bundle says (docs/why/0021)."""


@dataclass(frozen=True, slots=True)
class Release:
    """``text_hash``: SHA-256 hex of the TOML text. No ``store_ids`` = all shops. ``until_us`` None = open.

    ``number`` counts releases up from 1; the higher one of a programme counts in a shop that has both.
    """

    number: int
    programme_id: str
    text_hash: str
    from_us: int
    until_us: int | None = None
    store_ids: frozenset[str] = frozenset()

    def reaches(self, store_id: str) -> bool:
        """Tell whether the release is for this shop."""
        return not self.store_ids or store_id in self.store_ids

    def holds(self, at_us: int) -> bool:
        """Tell whether it is in force at this moment: from <= t < until."""
        return self.from_us <= at_us and (self.until_us is None or at_us < self.until_us)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one shop prices by from ``from_us`` on; ``text_hashes`` in order of the programmes' ids.

    ``serial`` only grows in a shop. After ``until_us`` an offline till ends what costs the shop money.
    """

    serial: int
    store_id: str
    from_us: int
    until_us: int
    text_hashes: tuple[str, ...]

    @property
    def id(self) -> str:
        """The bundle's name is what it says: SHA-256 hex over all of it; a sale names its bundle by this."""
        head = f"{self.serial}\n{self.store_id}\n{self.from_us}\n{self.until_us}\n"
        return hashlib.sha256((head + "\n".join(self.text_hashes)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """From this moment until the next span these versions are in force."""

    from_us: int
    text_hashes: tuple[str, ...]


def text_hash(text: str) -> str:
    """Return the name of a programme's version: SHA-256 hex of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_force(releases: Iterable[Release], store_id: str, at_us: int) -> tuple[Release, ...]:
    """Return the release that counts for each programme, in order of the programmes' ids."""
    newest: dict[str, Release] = {}
    for release in sorted(releases, key=lambda release: release.number):
        if release.reaches(store_id) and release.holds(at_us):
            newest[release.programme_id] = release
    return tuple(newest[programme_id] for programme_id in sorted(newest))


def timeline(releases: Sequence[Release], store_id: str, now_us: int) -> tuple[Span, ...]:
    """Return what is in force in this shop now and every change that is already known, in order."""
    mine = [release for release in releases if release.reaches(store_id)]
    ends = [release.until_us for release in mine if release.until_us is not None]
    moments = sorted({now_us, *(m for m in [release.from_us for release in mine] + ends if m > now_us)})
    spans: list[Span] = []
    for moment in moments:
        hashes = tuple(release.text_hash for release in in_force(mine, store_id, moment))
        if not spans or spans[-1].text_hashes != hashes:
            spans.append(Span(moment, hashes))
    return tuple(spans)


def stopped(release: Release, at_us: int) -> Release:
    """Return the release ended at this moment; one that had not begun never begins."""
    end = max(at_us, release.from_us) if release.until_us is None else min(at_us, release.until_us)
    return Release(
        release.number, release.programme_id, release.text_hash, release.from_us, end, release.store_ids
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the tills of a shop were told: the bundles they keep, and the highest serial they ever saw."""

    store_id: str
    bundles: tuple[Bundle, ...] = ()
    serial: int = 0


def retold(told: Told, spans: Sequence[Span], now_us: int) -> Told:
    """Return what the shop's tills should keep from now on; the same again changes nothing.

    A bundle stays while it says the same and half its life is ahead; otherwise one with the next serial takes its
    place. Serials only grow, so that nobody can bring an old bundle back; they are seconds, so that they go on
    growing at a centre that was restored from an older copy.
    """
    serial = max(told.serial, now_us // 1_000_000)
    wanted: list[Bundle] = []
    for number, span in enumerate(spans):
        bundle = _fitting(span, told.bundles, now_us, first=number == 0)
        if bundle is None:
            serial += 1
            until_us = max(now_us, span.from_us) + BUNDLE_LIFE_US
            bundle = Bundle(serial, told.store_id, span.from_us, until_us, span.text_hashes)
        wanted.append(bundle)
    return Told(told.store_id, tuple(wanted), serial)


def _fitting(span: Span, known: Sequence[Bundle], now_us: int, *, first: bool) -> Bundle | None:
    """Return the known bundle that says this already; the one in force began whenever it began."""
    for bundle in sorted(known, key=lambda bundle: -bundle.serial):
        began = bundle.from_us <= span.from_us if first else bundle.from_us == span.from_us
        fresh = bundle.until_us - max(now_us, bundle.from_us) > BUNDLE_LIFE_US // 2
        if began and fresh and bundle.text_hashes == span.text_hashes:
            return bundle
    return None
