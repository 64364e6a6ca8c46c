"""The k-th call to the disk fails, for every k there is: of a sale, a renewal, a migration, a first start, a backup.

python -m tests.faults.kth_io [--only NAME] [--ways N] [--count N]

Runs on the faulty disk. After each failure the deed was done or refused by a ``Problem``, is done again, and stands
there once; a restart finds nothing to tell. ``--ways``: of failing, for the scenes
that take long. ``--count``: at most so many k of the backup, spread over all.
"""

import argparse
import errno
import json
import shutil
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem
from tests.faults.disk import ALL_CALLS, RESERVE, Disk, is_faulty, itself, lay_reserve
from tests.faults.scenes import SCENES, Scene

_WAYS: Final = ((errno.EIO, False), (errno.ENOSPC, False), (errno.EIO, True))
"""Fails once; is full once; fails and stays so."""
_MOST: Final = 20_000


@dataclass(slots=True)
class Outcome:
    """``calls``: how many there are, by scene; ``failures``: how many were played; ``refused``: how many were told."""

    calls: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    injected: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def walk(scene: Scene, disk: Disk, outcome: Outcome, ways: int, count: int) -> None:
    """Play one scene as often as it has calls, in so many ways; a vast one at ``count`` of its calls."""
    template = disk.folder.with_name(f"template-{scene.name}")
    work = disk.folder / scene.name
    scene.prepare(work)
    shutil.move(work, template)
    every = max(1, _vast_calls(scene, template, work, disk) // count) if scene.is_vast else 1
    for error, stay in _WAYS[:ways]:
        for kth in range(1, _MOST, every):
            _copied(template, work)
            if not _played(scene, work, disk, outcome, (kth, error, stay)):
                break
            shutil.rmtree(work)
        else:
            outcome.wrong.append(f"{scene.name} never ends")
        shutil.rmtree(work)


def _copied(template: Path, work: Path) -> None:
    """Copy the prepared files; the reserve, where there was one, as large and as empty."""
    shutil.copytree(template, work, ignore=shutil.ignore_patterns(RESERVE))
    if (template / RESERVE).exists():
        lay_reserve(work)


def _vast_calls(scene: Scene, template: Path, work: Path, disk: Disk) -> int:
    """Return how many calls it has when nothing fails."""
    _copied(template, work)
    disk.fail(ALL_CALLS)
    scene.closed(scene.act(work, scene.opened(work)))
    calls = disk.calls
    disk.heal()
    shutil.rmtree(work)
    return calls


def _played(scene: Scene, work: Path, disk: Disk, outcome: Outcome, way: tuple[int, int, bool]) -> bool:
    """Play it with one failure; False when it has no such call any more."""
    kth, error, stay = way
    before = sum(disk.injected().values())
    stage = scene.opened(work)
    disk.fail_kth(kth, error, stay=stay)
    try:
        stage = scene.act(work, stage)
        refused = False
    except Problem:
        refused = True
    except Exception as failure:  # noqa: BLE001 - whatever else comes out is the finding
        outcome.wrong.append(f"{scene.name} call {kth} {errno.errorcode[error]}: {told(failure)}")
        refused = True
    calls = disk.calls
    disk.heal()
    scene.closed(stage)
    played = sum(disk.injected().values()) > before
    if played:
        outcome.failures[scene.name] = outcome.failures.get(scene.name, 0) + 1
        outcome.refused[scene.name] = outcome.refused.get(scene.name, 0) + refused
    else:
        outcome.calls[scene.name] = calls
    try:
        outcome.wrong += [
            f"{scene.name} call {kth} {errno.errorcode[error]}: {one}" for one in scene.after(work)
        ]
    except Exception as failure:  # noqa: BLE001 - as above
        outcome.wrong.append(f"{scene.name} behind {kth} {errno.errorcode[error]}: {told(failure)}")
    return played


def told(failure: Exception) -> str:
    """Return what came out, and by which ways of the product."""
    ways = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(failure.__traceback__)]
    return f"{failure!r} {' '.join(ways[-5:])}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk, and print what was counted; 0 when everything was right and each scene had its failures."""
    if not is_faulty():
        return itself("tests.faults.kth_io", arguments, "kth")
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--ways", type=int, default=len(_WAYS))
    parser.add_argument("--count", type=int, default=_MOST)
    options = parser.parse_args(arguments)
    disk, outcome = Disk(), Outcome()
    scenes = [scene for scene in SCENES if options.only in {"", scene.name}]
    for scene in scenes:
        walk(scene, disk, outcome, options.ways if scene.is_long else len(_WAYS), options.count)
    outcome.injected = disk.injected()
    facts = {name: getattr(outcome, name) for name in ("calls", "failures", "refused", "injected")}
    sys.stdout.write(f"{json.dumps(facts | {'wrong': outcome.wrong[:20], 'wrongs': len(outcome.wrong)})}\n")
    return 1 if outcome.wrong or any(not outcome.failures.get(scene.name) for scene in scenes) else 0


if __name__ == "__main__":
    sys.exit(main())
