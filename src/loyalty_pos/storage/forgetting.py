"""The journal's part of forgetting: keys of persons, short names, papers that wait; and the word to the centre.

What the centre told stands in the cache (``storage.cache.personal``); it is done after each page and again whenever
the files are opened, so an older copy of the journal forgets again. The chain stays as it is: without the key nobody
reads what was sealed.
"""

import logging
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import PersonalDataWiped, Problem
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.cache.personal import SILENCE, forgotten, is_silent, wipe
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.journal.book import TillJournal
from loyalty_pos.storage.journal.events import fact_id_of
from loyalty_pos.storage.old_copies import OldCopies
from loyalty_pos.till.ports import Clock, Draft
from loyalty_pos.wire.events import body_text
from loyalty_pos.wire.rows import FORGOTTEN, ForgetRow

WIPED: Final = "personal_data_wiped"
"""What a till writes down that was silent for too long."""
_log = logging.getLogger(__name__)
_KEYS_AT_THE_CENTRE: Final = (
    "DELETE FROM person_key WHERE person_id NOT IN "
    "(SELECT person_id FROM event WHERE seq > (SELECT stored FROM watermark))"
)
_NAMES_AT_THE_CENTRE: Final = (
    "UPDATE issued_card SET name = '', phone_key = 0 WHERE seq <= (SELECT stored FROM watermark)"
)
_CARD_SLIPS: Final = "DELETE FROM print_job WHERE instr(job, 'card_slip') > 0"


@dataclass(frozen=True, slots=True)
class Desks:
    """Who writes down, where this till is, what time it is, and the older files beside the till's own."""

    journal: TillJournal
    identity: Identity
    clock: Clock
    copies: OldCopies


class Forgetting:
    """One till's files; used by whoever opens them and by the sync thread."""

    def __init__(self, cache: Database, journal_file: Database, desks: Desks) -> None:
        self._cache = cache
        self._file = journal_file
        self._desks = desks
        self._done: set[str] = set()

    def catch_up(self) -> None:
        """Do what the centre told and is not done yet. Raises the refusals of the file; done again it is the same."""
        for number, told in forgotten(self._cache).items():
            if number not in self._done:
                self._forget(number, told)
                self._done.add(number)

    def at_opening(self) -> tuple[Problem, ...]:
        """Do all of it when the files are opened, where a full disk must not stop the selling; return what is to be told."""
        try:
            told = self.wipe_if_silent()
            self.catch_up()
        except Problem:
            _log.exception("forgetting.postponed")  # the next page of changes and the daily check try again
            return ()
        return told

    def wipe_if_silent(self) -> tuple[Problem, ...]:
        """Take names and phones out when the centre was not heard for 30 days, and tell so.

        What was never sent is the only copy there is, and stays until it is.
        """
        if not is_silent(self._cache, self._desks.clock.now()):
            return ()
        wipe(self._cache)
        self._desks.copies.drop_caches(self._cache.path.name)
        with self._file.writing() as connection:
            for statement in (_KEYS_AT_THE_CENTRE, _NAMES_AT_THE_CENTRE, _CARD_SLIPS):
                connection.execute(statement)
        self._file.tidy()
        place = self._desks.identity.place()
        noted = Noted(WIPED, place.store_id, "", micros(self._desks.clock.now()))
        self._desks.journal.record([Draft(noted, "")])
        _log.warning("forgetting.wiped days=%d", SILENCE.days)
        return (PersonalDataWiped(days=SILENCE.days),)

    def _forget(self, number: str, told: ForgetRow) -> None:
        """Destroy, then write down that it is done; the same words are the same event."""
        noted = Noted(FORGOTTEN, self._desks.identity.place().store_id, "", told.at_us, subject=number)
        known = self._file.reader().row(
            "SELECT 1 FROM event WHERE fact_id = ?", (fact_id_of(noted, body_text(noted)),)
        )
        if known is None or self._knows(told):
            with self._file.writing() as connection:
                _destroy(connection, told)
            self._file.tidy()
            self._desks.copies.forget(told)
            self._desks.copies.drop_caches(self._cache.path.name)
            self._desks.journal.record([Draft(noted, "")])

    def _knows(self, told: ForgetRow) -> bool:
        """Tell whether anything is left here; almost never, after the first time."""
        row = self._file.reader().row(
            "SELECT 1 FROM issued_card WHERE account_id = ? AND (name <> '' OR phone_key <> 0)",
            (told.account_id,),
        )
        keys = (
            self._file.reader().row("SELECT 1 FROM person_key WHERE person_id = ?", (one,))
            for one in told.person_ids
        )
        paper = self._file.reader().row("SELECT 1 FROM print_job WHERE instr(job, ?) > 0", (told.account_id,))
        return any((row, paper, *keys))


def _destroy(connection: Connection, told: ForgetRow) -> None:
    connection.executemany("DELETE FROM person_key WHERE person_id = ?", [(one,) for one in told.person_ids])
    connection.execute(
        "UPDATE issued_card SET name = '', phone_key = 0 WHERE account_id = ?", (told.account_id,)
    )
    connection.execute("DELETE FROM print_job WHERE instr(job, ?) > 0", (told.account_id,))
