"""What the shops are told to price by: bundles made of releases, signed, published, found again by their names."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from loyalty_pos.centre import rows
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.centre.records import Till
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.needs.capability import needs_of
from loyalty_pos.core.release import Told, in_force, retold, timeline
from loyalty_pos.wire.rows import told_bundle

EVERYWHERE = ""
"""A shop of no name: what every shop has that nobody singled out."""


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


def _publish(desk: Desk, secrets: Secrets, before: Told, after: Told) -> None:
    texts = desk.programmes.texts({one for bundle in after.bundles for one in bundle.text_hashes})
    desk.programmes.put_told(after)
    new = [bundle for bundle in after.bundles if bundle not in before.bundles]
    gone = [bundle for bundle in before.bundles if bundle not in after.bundles]
    told = [
        told_bundle(bundle, texts, secrets.sign_bundle, _needs([texts[one] for one in bundle.text_hashes]))
        for bundle in new
    ]
    desk.feed.publish(
        [rows.bundle_row(row) for row in told] + [rows.no_bundle(after.store_id, b.serial) for b in gone]
    )


def _needs(texts: Sequence[str]) -> tuple[str, ...]:
    """Return what a till must be able to do to price by these; a text that was read once and cannot be any more needs nothing."""
    found = set[str]()
    for text in texts:
        with suppress(BadProgramme):
            found.update(needs_of(read_programme(text)))
    return tuple(sorted(found))


def programmes_by_bundle(desk: Desk, bundles: Iterable[str], now_us: int) -> dict[str, tuple[str, ...]]:
    """Return the texts behind the names of bundles; "" is what is in force in all shops now.

    A name from before there were bundles is that of one text.
    """
    asked = list(bundles)
    hashes = desk.programmes.hashes_of(asked)
    hashes[""] = tuple(r.text_hash for r in in_force(desk.programmes.releases(), EVERYWHERE, now_us))
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
