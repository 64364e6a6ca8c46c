"""Disks: pictures of a till's files, and the instants at which a machine dies.

A picture is what lies on the disk at that instant, read file by file; a machine that died goes on from a picture and from
nothing else. ``Dying`` stands in the way of one connection's statements and commits.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from loyalty_pos.storage.database import Connection, Database

Picture = dict[str, bytes]
_LEFT_OUT: Final = ("till.lock", "-shm", "journal.recovery", ".corrupt-")
"""The lock dies with its process; SQLite makes the index of its log anew."""
_WAL: Final = "-wal"


class MachineDiedError(BaseException):
    """The power is gone; nothing of the product may catch this."""


def picture(folder: Path) -> Picture:
    """Return what lies on the disk now."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not any(part in path.name for part in _LEFT_OUT)
    }


def lay_down(seen: Picture, folder: Path) -> None:
    """Make a disk out of a picture."""
    folder.mkdir(parents=True)
    for name, data in seen.items():
        (folder / name).write_bytes(data)


def torn(before: Picture, after: Picture, dice: random.Random) -> Picture:
    """Return the disk as it was in the middle of a commit: a log that ends somewhere between its two lengths."""
    found = dict(after)
    for name, data in after.items():
        began = len(before.get(name, b""))
        if name.endswith(_WAL) and len(data) > began:
            found[name] = data[: dice.randrange(began, len(data))]
    return found


def half_moved(before: Picture, after: Picture, dice: random.Random, page_bytes: int) -> Picture:
    """Return the disk as it was while a log was moved into its file: some pages are there, the log still is too."""
    found = dict(before)
    for name, data in after.items():
        if name + _WAL not in before:
            continue
        old = before[name].ljust(len(data), b"\0")
        pages = [
            (data if dice.random() < 0.5 else old)[at : at + page_bytes]
            for at in range(0, len(data), page_bytes)
        ]
        found[name] = b"".join(pages)
    return found


class Dying:
    """A connection whose next commit is the machine's last one: it dies before, in the middle of it, or behind it."""

    def __init__(
        self, real: Connection, commit: Callable[[Callable[[], Any]], Any], statement: Callable[[], None]
    ) -> None:
        """``commit`` is given the real commit; ``statement`` is called behind each statement of a transaction."""
        self._real, self._commit, self._statement = real, commit, statement

    @property
    def total_changes(self) -> int:
        """As the real one."""
        real: Any = self._real
        return int(real.total_changes)

    @property
    def in_transaction(self) -> bool:
        """As the real one."""
        return self._real.in_transaction

    def execute(self, sql: str, *parameters: Any) -> Any:
        """Do it; at a commit, die."""
        if sql == "COMMIT":
            return self._commit(lambda: self._real.execute(sql))
        done = self._real.execute(sql, *parameters)
        if self._real.in_transaction:
            self._statement()
        return done

    def executemany(self, sql: str, rows: Any) -> Any:
        """As the real one."""
        return self._real.executemany(sql, rows)

    def close(self) -> None:
        """As the real one."""
        self._real.close()


def let_die(
    database: Database, commit: Callable[[Callable[[], Any]], Any], statement: Callable[[], None]
) -> None:
    """Let the next commit of this file be the last one, or one of the statements before it."""
    database._writer = Dying(database._writer, commit, statement)
