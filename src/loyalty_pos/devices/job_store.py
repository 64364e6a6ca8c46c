"""Print jobs that outlive the program: one small file each, renamed into place, gone when the paper is out.

Only what stands on the paper is kept, for as long as it is not on paper.
"""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from loyalty_pos.core.receipt import Align, Barcode, Block, Pair, Qr, Receipt, Ruler, Text


class JobState(StrEnum):
    """``SENDING``: the first byte may have left; found at a start it means that the end is unknown."""

    WAITING = "waiting"
    SENDING = "sending"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Job:
    """``number`` orders the jobs; it grows over restarts."""

    number: int
    receipt: Receipt
    state: JobState = JobState.WAITING


class JobStore(Protocol):
    """Where jobs stay until they are on paper."""

    def load(self) -> list[Job]:
        """Return all jobs in order."""
        ...

    def save(self, job: Job) -> None: ...

    def remove(self, number: int) -> None: ...


class MemoryJobs:
    """For tests and printers on screen: nothing outlives the program."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}

    def load(self) -> list[Job]:
        """Return all jobs in order."""
        return [self._jobs[number] for number in sorted(self._jobs)]

    def save(self, job: Job) -> None:
        """Keep the job, in place of its earlier state."""
        self._jobs[job.number] = job

    def remove(self, number: int) -> None:
        """Forget the job."""
        self._jobs.pop(number, None)


class FileJobs:
    """One JSON file per job in a folder of the till."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> list[Job]:
        """Return all jobs in order; a job found half sent is uncertain now, a damaged file is left aside."""
        jobs: list[Job] = []
        for path in sorted(self._folder.glob("*.job")):
            try:
                job = _job(json.loads(path.read_text(encoding="utf-8")))
            except (ValueError, KeyError, TypeError):
                path.replace(path.with_suffix(".damaged"))
                continue
            jobs.append(replace(job, state=JobState.UNCERTAIN) if job.state is JobState.SENDING else job)
        return jobs

    def save(self, job: Job) -> None:
        """Write the job beside its place and rename: there is always a whole file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(job.number)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(_fields(job), ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)

    def remove(self, number: int) -> None:
        """Delete the file."""
        self._path(number).unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:012}.job"


_BLOCKS: dict[str, type[Block]] = {"text": Text, "pair": Pair, "ruler": Ruler, "qr": Qr, "barcode": Barcode}
_NAMES = {kind: name for name, kind in _BLOCKS.items()}


def _fields(job: Job) -> dict[str, Any]:
    receipt = job.receipt
    return {
        "number": job.number,
        "state": job.state,
        "key": receipt.key,
        "copy": receipt.copy,
        "open_drawer": receipt.open_drawer,
        "blocks": [{"block": _NAMES[type(block)], **asdict(block)} for block in receipt.blocks],
    }


def _job(fields: dict[str, Any]) -> Job:
    blocks = tuple(_block(dict(block)) for block in fields["blocks"])
    receipt = Receipt(str(fields["key"]), blocks, bool(fields["copy"]), bool(fields["open_drawer"]))
    return Job(int(fields["number"]), receipt, JobState(fields["state"]))


def _block(fields: dict[str, Any]) -> Block:
    kind = _BLOCKS[fields.pop("block")]
    if "align" in fields:
        fields["align"] = Align(fields["align"])
    return kind(**fields)
