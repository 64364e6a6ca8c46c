"""Stages, each done once: a stamp remembers what a stage was made from, the stages before it included."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.windows.bench import Bench


@dataclass(frozen=True)
class Stage:
    """One step of the build; ``made_from`` are files and words that make it necessary again when they change."""

    name: str
    does: str
    run: Callable[[Bench], str]
    made_from: Callable[[Bench], Iterable[Path | str]]


def run_stages(stages: Sequence[Stage], bench: Bench) -> None:
    """Run those that are due, with the time of each; stops at the first that cannot be done."""
    stamps = bench.folder / "stamps"
    stamps.mkdir(parents=True, exist_ok=True)
    before, started = "", time.monotonic()
    for number, stage in enumerate(stages, 1):
        before = _digest([before, stage.name, *stage.made_from(bench)])
        label = f"[{number}/{len(stages)}] {stage.name:<12}"
        stamp = stamps / stage.name
        if stamp.exists() and stamp.read_text(encoding="ascii") == before:
            print(f"{label} done before", flush=True)
            continue
        print(f"{label} {stage.does} ...", flush=True)
        stamp.unlink(missing_ok=True)
        began = time.monotonic()
        said = stage.run(bench)
        stamp.write_text(before, encoding="ascii")
        print(f"{label} {time.monotonic() - began:6.1f} s  {said}", flush=True)
    print(f"{time.monotonic() - started:.1f} s in all", flush=True)


def _digest(parts: Iterable[Path | str]) -> str:
    """Return one digest of words and of the names and contents of files; a folder counts with all its files."""
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            whole.update(part.encode() + b"\0")
            continue
        files = sorted(part.rglob("*")) if part.is_dir() else [part]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()
