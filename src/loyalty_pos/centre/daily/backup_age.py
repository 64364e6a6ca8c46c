"""Whoever makes backups is told when they stop, and when one was put back by itself: a task that nobody sees failing is found on the worst day."""

from typing import Final

from loyalty_pos.centre.ports import Books
from loyalty_pos.centre.records import Alarm
from loyalty_pos.wire.rows import LAST_BACKUP

_DAY_US: Final = 24 * 3_600_000_000
LATE_US: Final = 26 * 3_600_000_000
"""A nightly copy may begin two hours later than yesterday's."""


def tell_of_second(books: Books, what: str, now_us: int) -> None:
    """Raise an alarm, once a day, for the copy of a backup on another medium that was not made; ``what``: why, and where."""
    alarm = Alarm(f"backup_second:{now_us // _DAY_US}", "backup_second", "", what, now_us)
    books.write(lambda desk: desk.watch.raise_alarms([alarm]))


def tell_of_restore(books: Books, kept: str, now_us: int) -> None:
    """Say that a restore which was interrupted is finished; ``kept``: the folder with the books of before."""
    alarm = Alarm(f"restore_finished:{kept}", "restore_finished", "", kept, now_us)
    books.write(lambda desk: desk.watch.raise_alarms([alarm]))


def look_at_backups(books: Books, now_us: int) -> bool:
    """Raise an alarm, once a day, if there was a backup and the newest is late; return whether it is."""
    last = books.read(lambda desk: desk.reference.setting("", LAST_BACKUP))
    if not last or now_us - int(last) <= LATE_US:
        return False
    day = now_us // _DAY_US
    alarm = Alarm(
        f"backup_late:{day}", "backup_late", "", f"{(now_us - int(last)) // 3_600_000_000} h", now_us
    )
    books.write(lambda desk: desk.watch.raise_alarms([alarm]))
    return True
