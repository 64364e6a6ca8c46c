"""Print jobs and how they are written down, so that they outlive the program; gone when the paper is out.

Only what stands on the paper is kept, for as long as it is not on paper. It names people: whoever keeps it encrypts it.
"""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
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
    """For tests: nothing outlives the program."""

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


def write_job(job: Job) -> str:
    """Return the job as one line of JSON."""
    return json.dumps(_fields(job), ensure_ascii=False)


def read_job(text: str) -> Job:
    """Return the job; one found half sent is uncertain now. Raises ``ValueError`` for anything that is no job."""
    try:
        job = _job(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        message = "not a print job"
        raise ValueError(message) from error
    return replace(job, state=JobState.UNCERTAIN) if job.state is JobState.SENDING else job


_BLOCKS: dict[str, type[Block]] = {"text": Text, "pair": Pair, "ruler": Ruler, "qr": Qr, "barcode": Barcode}
_NAMES = {kind: name for name, kind in _BLOCKS.items()}


def _fields(job: Job) -> dict[str, Any]:
    receipt = job.receipt
    return {
        "number": job.number,
        "state": job.state,
        "key": receipt.key,
        "kind": receipt.kind,
        "paper_number": receipt.number,
        "copy": receipt.copy,
        "open_drawer": receipt.open_drawer,
        "blocks": [{"block": _NAMES[type(block)], **asdict(block)} for block in receipt.blocks],
    }


def _job(fields: dict[str, Any]) -> Job:
    blocks = tuple(_block(dict(block)) for block in fields["blocks"])
    receipt = Receipt(
        str(fields["key"]),
        blocks,
        copy=bool(fields["copy"]),
        open_drawer=bool(fields["open_drawer"]),
        kind=str(fields.get("kind", "")),
        number=int(fields.get("paper_number", 0)),
    )
    return Job(int(fields["number"]), receipt, JobState(fields["state"]))


def _block(fields: dict[str, Any]) -> Block:
    kind = _BLOCKS[fields.pop("block")]
    if "align" in fields:
        fields["align"] = Align(fields["align"])
    return kind(**fields)
