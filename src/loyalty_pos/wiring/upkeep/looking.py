"""Reads what a till keeps: what waits for the centre, how much of its data lies here and how old that is.

Bodies of events, rows and keys are never read into what is shown: kinds, counts, sizes, times.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loyalty_pos.core.dates import moment
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.upkeep.port import Enrolment, Kept, Upkept, Waiting
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.upkeep.log import tail

MOST_WAITING: Final = 200
MOST_LINES: Final = 300
_TABLES: Final = ("article", "barcode", "account", "card", "phone", "voucher", "staff", "setting")


def looked_at(files: TillFiles, folder: Path, logs: Path) -> Upkept:
    """Return everything that the page shows of a till in ``folder``; on whatever thread, with readers of its own."""
    events = files.outbox.batch(MOST_WAITING)
    return Upkept(
        waiting=tuple(
            Waiting(one.seq, one.kind, moment(one.wall_us), len(one.body.encode()) + len(one.sealed))
            for one in events
        ),
        kept=tuple(_kept(files)),
        settings=preferences_in(folder).explain(),
        log=tuple(tail(logs, MOST_LINES)),
        enrolment=_enrolment(files),
    )


def _kept(files: TillFiles) -> Iterator[Kept]:
    reader = files.cache_file.new_reader()
    try:
        row = reader.row("SELECT projected, server_us, length(cursor) FROM feed")
        told_us = row[1] if row else 0
        yield Kept(
            "feed", version=str(row[0]) if row and row[2] else "", at=moment(told_us) if told_us else None
        )
        for table in _TABLES:
            counted = reader.row(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            yield Kept(table, rows=counted[0] if counted else 0)
        head = reader.row("SELECT serial FROM bundle_head")
        began = reader.row("SELECT max(from_us) FROM bundle")
        yield Kept(
            "bundle",
            version=str(head[0]) if head else "",
            at=moment(began[0]) if began and began[0] and began[0] > 0 else None,
        )
        yield Kept("cache_file", version=str(files.cache_file.version()))
        yield Kept("journal_file", rows=files.outbox.head(), version=str(files.journal_file.version()))
    finally:
        reader.close()


def _enrolment(files: TillFiles) -> Enrolment | None:
    identity = files.identity
    if not identity.enrolled:
        return None
    place = identity.place()
    return Enrolment(
        till=str(place.till_no),
        store=f"{place.store_name} ({place.store_id})",
        centre=place.centre_url,
        life=identity.incarnation[:8],
        keys=files.protection.value,
        signs=ReceiptKeys(identity.device_key).works(),
    )
