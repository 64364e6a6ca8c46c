"""What was wrong with this till's files, kept until a person has seen it: a restart must not make it unsaid.

A small JSON file beside the books; it names files and nothing else. Safe from any thread.
"""

import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import (
    BesidePortTaken,
    JournalSalvaged,
    PersonalDataWiped,
    Problem,
    StorageBusy,
    StorageCorrupt,
    StorageFailing,
    StorageFull,
)

_FILE: Final = "incidents.json"
_KINDS: Final[dict[str, type[Problem]]] = {
    kind.code: kind
    for kind in (
        StorageCorrupt,
        StorageFailing,
        StorageFull,
        StorageBusy,
        PersonalDataWiped,
        JournalSalvaged,
        BesidePortTaken,
    )
}
_MOST: Final = 20


class Incidents:
    """The incidents of one till's folder. A disk that cannot keep them does not hide them from this run."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._lock = threading.Lock()
        self._unseen = self._load()

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep new incidents; one that nobody has seen yet is not kept twice."""
        with self._lock:
            before = len(self._unseen)
            for problem in problems:
                if problem.code in _KINDS and not any(_same(problem, one) for one in self._unseen):
                    self._unseen.append(problem)
            if len(self._unseen) != before:
                del self._unseen[:-_MOST]
                self._save()

    def unseen(self) -> tuple[Problem, ...]:
        """Return what nobody has seen yet, oldest first."""
        with self._lock:
            return tuple(self._unseen)

    def seen(self) -> None:
        """Somebody has seen the oldest one."""
        with self._lock:
            if self._unseen:
                del self._unseen[0]
                self._save()

    def forget(self) -> None:
        """Somebody has seen all of them."""
        with self._lock:
            self._unseen.clear()
            self._save()

    def _load(self) -> list[Problem]:
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
            return [_KINDS[one.pop("code")](**one) for one in written]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return []

    def _save(self) -> None:
        written = [{"code": problem.code, **problem.facts()} for problem in self._unseen]
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            return


def _same(one: Problem, other: Problem) -> bool:
    return (one.code, one.facts()) == (other.code, other.facts())
