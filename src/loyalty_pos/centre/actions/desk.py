"""The use cases around events: take them, look at what waits, decide, give and take medals, read a board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.actions.awarding import Awarding
from loyalty_pos.centre.actions.taking import Taking
from loyalty_pos.centre.actions.told import MOST_EVENTS, Answer, ToldEvent, Who, account_of
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import Activity, HeldMedal
from loyalty_pos.core.actions.spans import span_of
from loyalty_pos.core.dates import EPOCH, micros, moment, start_of_day
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Board, Medal, Scored

MOST_SHOWN: Final = 500
_FAR: Final = date(9999, 1, 1)


class NothingToJudge(Problem):
    """No event of this id waits for a person, or several callers have one: then ``callers`` names them."""

    code: ClassVar[str] = "nothing_to_judge"
    event: str
    callers: str = ""


class UnknownBoard(Problem):
    """The programme in force has no board of this id; ``known`` has some."""

    code: ClassVar[str] = "unknown_board"
    board: str
    known: str


class UnknownMedal(Problem):
    """The programme in force has no medal of this id; ``known`` has some."""

    code: ClassVar[str] = "unknown_medal"
    medal: str
    known: str


class NobodyKnownSo(Problem):
    """No member has this card, phone or account."""

    code: ClassVar[str] = "nobody_known_so"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a board; ``score``: minor point units, purchases or minor money units; ``at``: when it was reached."""

    place: int
    account_id: str
    shown_name: str
    score: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a medal."""

    shown_name: str
    medal: HeldMedal


class ActivityDesk:
    """Each call is one transaction."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def take(self, caller: str, events: Sequence[ToldEvent]) -> list[Answer]:
        """Take events, each once, and answer in their order. Raises BadMessage for none or too many."""
        if not 0 < len(events) <= MOST_EVENTS:
            raise BadMessage(reason="count")
        return self._books.write(lambda desk: self._taking(desk).take(caller, events))

    def waiting(self) -> list[Activity]:
        """Return what waits for a person, the oldest first."""
        return self._books.read(lambda desk: desk.activities.waiting(MOST_SHOWN))

    def decide(self, event_id: str, *, approve: bool, caller: str = "", by: str = "") -> Activity:
        """Approve or reject what waits. Raises NothingToJudge."""

        def work(desk: Desk) -> Activity:
            waiting = [
                one
                for one in desk.activities.waiting(MOST_SHOWN)
                if one.event_id == event_id and caller in {"", one.caller}
            ]
            if len(waiting) != 1:
                raise NothingToJudge(event=event_id, callers=", ".join(one.caller for one in waiting))
            (still,) = desk.activities.activities([(waiting[0].caller, event_id)])
            if still.state != "waits":
                raise NothingToJudge(event=event_id, callers="")
            return self._taking(desk).decide(still, approve=approve, by=by)

        return self._books.write(work)

    # --- medals ---------------------------------------------------------------------------------------

    def give_medal(self, medal_id: str, who: Who, by: str = "") -> bool:
        """Give a medal by hand; return whether it was new. Raises UnknownMedal, NobodyKnownSo."""

        def work(desk: Desk) -> bool:
            programme = self._programme(desk)
            accounts, account_id = self._opened(desk, who)
            medal = _medal(programme, medal_id)
            given = Awarding(desk, accounts, programme).give_medal(account_id, medal, by, self._now)
            desk.feed.publish(accounts.save())
            return given

        return self._books.write(work)

    def recall_medal(self, medal_id: str, who: Who) -> bool:
        """Take a medal back with its points; return whether there was one. Raises NobodyKnownSo."""

        def work(desk: Desk) -> bool:
            accounts, account_id = self._opened(desk, who)
            awarding = Awarding(desk, accounts, self._programme(desk))
            taken = awarding.recall_medal(account_id, medal_id, self._now)
            desk.feed.publish(accounts.save())
            return taken

        return self._books.write(work)

    def holders(self, medal_id: str = "") -> list[Holder]:
        """Return who has which medal."""

        def work(desk: Desk) -> list[Holder]:
            medals = desk.awards.holders(medal_id, MOST_SHOWN)
            names = _names(desk, [medal.account_id for medal in medals])
            return [Holder(names.get(medal.account_id, ""), medal) for medal in medals]

        return self._books.read(work)

    # --- boards ---------------------------------------------------------------------------------------

    def board(self, board_id: str) -> tuple[Board, list[Place]]:
        """Return who leads, as of now. Raises UnknownBoard."""

        def work(desk: Desk) -> tuple[Board, list[Place]]:
            programme = self._programme(desk)
            board = next((one for one in programme.boards if one.id == board_id), None)
            if board is None:
                raise UnknownBoard(board=board_id, known=", ".join(one.id for one in programme.boards))
            ranked = _ranked(desk, programme, board)
            names = _names(desk, [account_id for account_id, _, _ in ranked])
            return board, [
                Place(number, account_id, names.get(account_id, ""), score, moment(at_us))
                for number, (account_id, score, at_us) in enumerate(ranked, 1)
            ]

        return self._books.read(work)

    # --- parts ----------------------------------------------------------------------------------------

    @property
    def _now(self) -> datetime:
        return moment(self._clock.now_us())

    def _programme(self, desk: Desk) -> Programme:
        return programme_now(desk, self._clock.now_us())

    def _taking(self, desk: Desk) -> Taking:
        return Taking(desk, self._programme(desk), self._clock.now_us(), self._secrets.lookup_key)

    def _opened(self, desk: Desk, who: Who) -> tuple[OpenAccounts, str]:
        account_id = account_of(desk, self._secrets.lookup_key, who)
        accounts = OpenAccounts(desk, self._clock.now_us())
        accounts.load([account_id])
        if accounts.find(account_id) is None:
            raise NobodyKnownSo
        return accounts, account_id


def _medal(programme: Programme, medal_id: str) -> Medal:
    found = next((medal for medal in programme.medals if medal.id == medal_id), None)
    if found is None:
        raise UnknownMedal(medal=medal_id, known=", ".join(medal.id for medal in programme.medals))
    return found


def _names(desk: Desk, account_ids: Sequence[str]) -> dict[str, str]:
    accounts = desk.accounts.load(set(account_ids))
    return {account_id: account.head.shown_name for account_id, account in accounts.items()}


def _ranked(desk: Desk, programme: Programme, board: Board) -> list[tuple[str, int, int]]:
    since, until = span_of(programme, board)
    since_us = micros(start_of_day(since, programme.zone)) if since else micros(EPOCH)
    until_us = micros(start_of_day(until or _FAR, programme.zone))
    ways = {
        Scored.POINTS: desk.boards.by_points,
        Scored.PURCHASES: desk.boards.by_purchases,
        Scored.SPEND: desk.boards.by_spend,
    }
    return ways[board.by](since_us, until_us, board.places)
