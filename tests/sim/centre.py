"""The real centre on its real books, asked through the handlers of its own API; copied, put back and refilled."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loyalty_pos.centre.admin import CentreAdmin
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.repricing.checking import Repricing
from loyalty_pos.centre.snapshot.desk import SnapshotDesk
from loyalty_pos.storage.centre.books import CentreSecrets, SqlBooks, open_sqlite
from loyalty_pos.storage.centre.feed_mark import FeedMark
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.centre.snapshot.shelf import FolderShelf
from loyalty_pos.storage.migrations.script import centre_script
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.centre import DATABASE, ERASED, KEYS, MARK, SNAPSHOTS
from tests.sim.clocks import TrueTime
from tests.sim.disk import Dying, MachineDiedError, Picture, lay_down, picture, torn
from tests.sim.door import Door
from tests.sim.network import DEAD, Answer, Question


class SimCentre:
    """Opens the folder's books; ``serve`` is what stands behind the network."""

    def __init__(self, folder: Path, time: TrueTime) -> None:
        self.folder, self._time = folder, time
        self.died: Counter[str] = Counter()
        self._open(restored=False)

    def _open(self, *, restored: bool) -> None:
        vault = FileVault(self.folder / KEYS)
        self.secrets = CentreSecrets(vault)
        self.books: SqlBooks = open_sqlite(self.folder / DATABASE, vault, centre_script)
        self.mark = FeedMark(self.books, self.folder / MARK)
        self.mark.check(restored=restored)
        self.centre = Centre(self.books, self._time, self.secrets)
        self.centre.told = self.mark.told
        shelf = FolderShelf(self.folder / SNAPSHOTS, vault)
        self.snapshots = self.centre.snapshots = SnapshotDesk(self.books, self._time, self.secrets, shelf)
        self.admin = CentreAdmin(self.books, self._time, self.secrets)
        self.repricing = Repricing(self.books, self._time)
        note = ErasedNote(self.folder / ERASED)
        self.privacy = PrivacyDesk(self.books, self._time, self.secrets, note)
        self.privacy.forget_again()
        self.centre.receipts.tell_keys()
        self.door = Door(self.centre)

    @property
    def changed(self) -> int:
        """How many rows were ever written, on the one connection that writes: while it stands, the books stand."""
        connection: Any = self.books._database
        return int(connection._connection.total_changes)

    def serve(self, question: Question) -> Answer:
        """Answer bytes with bytes; ``DEAD`` where the centre died of it. It is there again for the next one."""
        try:
            return self.door.serve(question)
        except MachineDiedError as death:
            self.died[str(death)] += 1
            self.close()
            fresh = self.folder.with_name(f"{self.folder.name}-")
            lay_down(self._image, fresh)
            self.folder = fresh
            self._open(restored=False)
            return DEAD

    def arm(self, how: str, dice: random.Random) -> None:
        """Let the next commit be the last one of this life, before it, in the middle of it, or behind it."""
        database: Any = self.books._database

        def commit(real: Callable[[], Any]) -> None:
            before = picture(self.folder)
            if how != "before commit":
                real()
            after = picture(self.folder)
            self._image = torn(before, after, dice) if how == "torn commit" else after
            raise MachineDiedError(how)

        database._connection = Dying(database._connection, commit, lambda: None)

    def disarm(self) -> None:
        """It did not come to it."""
        database: Any = self.books._database
        if isinstance(database._connection, Dying):
            database._connection = database._connection._real

    def round(self) -> None:
        """Do what the centre does by itself every quarter of an hour."""
        self.centre.catch_up()
        self.centre.run_daily()
        self.admin.releases.renew()
        self.mark.keep()

    def backup(self) -> Picture:
        """Return a copy of the books; the notes beside them are not in it."""
        self.books.tidy()
        return {name: data for name, data in picture(self.folder).items() if name.startswith(DATABASE)}

    def put_back(self, copy: Picture, fresh: Path) -> None:
        """Go on from a copy, in a new folder; keys and notes are those of today."""
        beside = {name: data for name, data in picture(self.folder).items() if not name.startswith(DATABASE)}
        self.close()
        lay_down(copy | beside, fresh)
        self.folder = fresh
        self._open(restored=False)
        self.round()

    def close(self) -> None:
        """Let go of the books."""
        self.door.close()
        self.books.close()
