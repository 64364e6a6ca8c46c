"""The copy of this till's journal on another medium, followed by a thread of its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_pos.core.dates import moment
from loyalty_pos.storage.journal.outbox import Outbox
from loyalty_pos.storage.second_medium.place import Place, place_in
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.ports import Clock
from loyalty_pos.till.room.watching import Copy

if TYPE_CHECKING:
    from loyalty_pos.storage.second_medium.writing import Copied, JournalCopy


class MediumCopy:
    """``copy``: how things stand, None = this till has no second medium; read from any thread."""

    def __init__(self, files: TillFiles, folder: Path, clock: Clock) -> None:
        self._files, self._folder, self._clock = files, folder, clock
        self._place: Place | None = None
        self._writing: JournalCopy | None = None
        self.copy: Copy | None = None

    def follow(self) -> None:
        """Bring the copy up to date; what the command told meanwhile counts at once."""
        self._ask(lambda writing: writing.follow())

    def look(self) -> None:
        """See how the copy stands, and write nothing."""
        self._ask(lambda writing: writing.look())

    def _ask(self, question: "Callable[[JournalCopy], Copied]") -> None:
        place = place_in(self._folder)
        if place != self._place:
            self._place, self.copy = place, None
            self._writing = self._begun(place) if place is not None else None
        if place is None or self._writing is None:
            return
        now = self._clock.now()
        state = question(self._writing)
        oldest = moment(state.waiting_us) if state.waiting_us else None
        since = self._since(now) if state.trouble else None
        self.copy = Copy(place.folder, state.seq, oldest, state.trouble, since)

    def _since(self, now: datetime) -> datetime:
        return self.copy.since if self.copy is not None and self.copy.since is not None else now

    def _begun(self, place: Place) -> "JournalCopy":
        from loyalty_pos.storage.second_medium.lines import Head, copy_key
        from loyalty_pos.storage.second_medium.writing import JournalCopy, Sealed
        from loyalty_pos.wiring.late import load_sealer

        identity = self._files.identity
        key, till = copy_key(self._files.journal_key()), identity.place()
        head = Head(till.agent_id, identity.incarnation, till.centre_key, "")
        sealed = load_sealer().wrap(key, till.centre_key, head.name)
        head = Head(till.agent_id, identity.incarnation, till.centre_key, sealed)
        journal = Outbox(self._files.journal_file, identity)
        return JournalCopy(place, journal, Sealed(key, head), self._clock.now)
