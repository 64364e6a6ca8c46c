"""What was promised, whether it held, and how long it took; told as it happens and kept as a file."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Note:
    """One promise; ``seconds`` since the one before."""

    promise: str
    holds: bool
    seconds: float
    seen: str


@dataclass
class Notes:
    """All of a proof, in order."""

    taken: list[Note] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def expect(self, promise: str, *, holds: bool, seen: object = "") -> None:
        """Note whether a promise held; a proof goes on after one that did not."""
        now = time.monotonic()
        note = Note(promise, holds, round(now - self.since, 1), str(seen)[:2000])
        self.since = now
        self.taken.append(note)
        told = "" if holds else f"  [{note.seen}]"
        print(f"{'ok    ' if holds else 'FAILED'} {note.seconds:6.1f} s  {promise}{told}", flush=True)

    def keep(self, file: Path) -> int:
        """Write all notes; return how many promises did not hold."""
        notes = [asdict(note) for note in self.taken]
        file.write_text(json.dumps(notes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        failed = sum(not note.holds for note in self.taken)
        print(f"{len(self.taken) - failed} promises held, {failed} did not; {file}")
        return failed
