"""Many tills as the office handles them: batches made, approved once, ended; every call is one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from loyalty_pos.centre.enrolment import digest, standing_places, state_of, until_us
from loyalty_pos.centre.fleet.replacing import Handed, Handing, replace_till
from loyalty_pos.centre.fleet.standing import Standing, fleet
from loyalty_pos.centre.imports.source import SourceRow
from loyalty_pos.centre.imports.till_list import Known, TillList, read_tills
from loyalty_pos.centre.machines.records import Batch, BatchPlace
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.office.refusals import SamePerson
from loyalty_pos.core.problems import Problem
from loyalty_pos.wire.signing.joining import BATCH_CHARS, SECRET_CHARS, code_text

MOST_DAYS: Final = 30


class NoSuchBatch(Problem):
    """There is no batch of this name."""

    code: ClassVar[str] = "no_such_batch"
    batch: str


class BatchNotToApprove(Problem):
    """It was approved before, or is ended; ``state``: ``approved`` or ``ended``."""

    code: ClassVar[str] = "batch_not_to_approve"
    batch: str
    state: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A batch to be made. ``most`` 0 = as many as the list has; ``profiles``: what stands beside a till, by name."""

    made_by: str
    days: int
    most: int = 0
    profiles: Mapping[str, Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch as it is shown; ``state``: waits, open, over, ended. The secret is nowhere."""

    batch: Batch
    state: str
    until_us: int
    places: tuple[BatchPlace, ...]

    @property
    def taken(self) -> int:
        """How many have come."""
        return sum(bool(one.agent_id) for one in self.places)


class FleetDesk:
    """The office's side of many tills."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def make(self, rows: Iterable[SourceRow], path: str, wanted: Wanted) -> tuple[Batch | None, TillList]:
        """Make a batch of a list; None = a row is bad, and nothing was made. Raises ``MissingColumns``."""
        now_us, all_rows = self._clock.now_us(), list(rows)

        def work(desk: Desk) -> tuple[Batch | None, TillList]:
            told = read_tills(all_rows, path, _known(desk, now_us, wanted))
            if told.refused or not told.places:
                return None, told
            batch_id = f"B{1 + len(desk.batches.all())}"
            most = min(wanted.most or len(told.places), len(told.places))
            batch = Batch(batch_id, "", most, wanted.days, now_us, wanted.made_by)
            desk.batches.put_batch(batch)
            desk.batches.put_places([replace(one, batch_id=batch_id) for one in told.places])
            _note(desk, now_us, "batch_made", wanted.made_by, batch)
            return batch, told

        return self._books.write(work)

    def approve(self, batch_id: str, by: str) -> str:
        """Open a batch, once; return its code, which is kept nowhere. Raises NoSuchBatch, BatchNotToApprove, SamePerson."""
        now_us = self._clock.now_us()
        secret = "".join(self._secrets.code() for _ in range(BATCH_CHARS // SECRET_CHARS))

        def work(desk: Desk) -> str:
            batch = _batch(desk, batch_id)
            if batch.ended_us or batch.approved_us:
                raise BatchNotToApprove(batch=batch_id, state="ended" if batch.ended_us else "approved")
            if by == batch.made_by:
                raise SamePerson
            batch = replace(batch, token_hash=digest(secret), approved_us=now_us, approved_by=by)
            desk.batches.put_batch(batch)
            _note(desk, now_us, "batch_approved", by, batch)
            return code_text(secret, self._secrets.bundle_key)

        return self._books.write(work)

    def end(self, batch_id: str, by: str) -> Batch:
        """Let nobody in by it any more; who came stays. Raises NoSuchBatch."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> Batch:
            batch = _batch(desk, batch_id)
            if not batch.ended_us:
                batch = replace(batch, ended_us=now_us, ended_by=by)
                desk.batches.put_batch(batch)
                _note(desk, now_us, "batch_ended", by, batch)
            return batch

        return self._books.write(work)

    def replace(self, handing: Handing) -> Handed:
        """Hand a dead till's place to its successor. Raises TillNotReplaced."""
        now_us = self._clock.now_us()
        return self._books.write(lambda desk: replace_till(desk, now_us, handing))

    def standings(self, program: str) -> list[Standing]:
        """Return how each till is, the worst first; ``program``: the version of this one."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: fleet(desk, now_us, program))

    def batches(self) -> list[BatchLine]:
        """Return all of them, the newest first."""
        now_us = self._clock.now_us()

        def look(desk: Desk) -> list[BatchLine]:
            return [
                BatchLine(one, state_of(one, now_us), until_us(one), tuple(desk.batches.places(one.batch_id)))
                for one in reversed(desk.batches.all())
            ]

        return self._books.read(look)


def _known(desk: Desk, now_us: int, wanted: Wanted) -> Known:
    """Return what a list is judged by now."""
    waiting = [place.host for place in standing_places(desk, now_us)]
    tills = {(till.store_id, till.till_no) for till in desk.tills.tills() if not till.revoked}
    stores = {store.store_id for store in desk.tills.stores()}
    return Known(stores, frozenset(waiting), tills, wanted.profiles or {})


def _batch(desk: Desk, batch_id: str) -> Batch:
    batch = desk.batches.batch(batch_id)
    if batch is None:
        raise NoSuchBatch(batch=batch_id)
    return batch


def _note(desk: Desk, now_us: int, what: str, by: str, batch: Batch) -> None:
    """Write down who did it."""
    detail = f"most={batch.most} days={batch.days}"
    desk.office_deeds.add(Deed(f"{what}:{batch.batch_id}", now_us, what, by, batch.batch_id, detail))
