"""The real centre on its real books, asked through the handlers of its own API; copied, put back and refilled."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, get_type_hints
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from loyalty_pos.api.refusals import answer_problem
from loyalty_pos.api.tills import TILL_HANDLERS
from loyalty_pos.centre.admin import CentreAdmin
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.repricing.checking import Repricing
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.centre.books import CentreSecrets, SqlBooks, open_sqlite
from loyalty_pos.storage.centre.feed_mark import FeedMark
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wiring.centre import DATABASE, ERASED, KEYS, MARK
from tests.sim.clocks import TrueTime
from tests.sim.disk import Picture, lay_down, picture
from tests.sim.network import Answer, Question

_FIELD: Final = re.compile(r"\{(\w+):str\}")


class _Route(NamedTuple):
    method: str
    path: re.Pattern[str]
    handler: Callable[..., Any]
    kinds: dict[str, Any]
    body: type[msgspec.Struct] | None


def _routes() -> list[_Route]:
    """Return the handlers of the API, called as the web server calls them."""
    found = []
    for one in TILL_HANDLERS:
        (method,), (path,) = one.http_methods, one.paths
        handler = one.fn
        kinds = get_type_hints(handler)
        found.append(
            _Route(
                str(method),
                re.compile(_FIELD.sub(r"(?P<\1>[^/]+)", path) + "$"),
                handler,
                kinds,
                kinds.get("data"),
            )
        )
    return found


ROUTES: Final = _routes()


class SimCentre:
    """Opens the folder's books; ``serve`` is what stands behind the network."""

    def __init__(self, folder: Path, time: TrueTime) -> None:
        self.folder, self._time = folder, time
        self._open(restored=False)

    def _open(self, *, restored: bool) -> None:
        vault = FileVault(self.folder / KEYS)
        self.secrets = CentreSecrets(vault)
        self.books: SqlBooks = open_sqlite(self.folder / DATABASE, vault)
        self.mark = FeedMark(self.books, self.folder / MARK)
        self.mark.check(restored=restored)
        self.centre = Centre(self.books, self._time, self.secrets)
        self.admin = CentreAdmin(self.books, self._time, self.secrets)
        self.repricing = Repricing(self.books, self._time)
        note = ErasedNote(self.folder / ERASED)
        self.privacy = PrivacyDesk(self.books, self._time, self.secrets, note)
        self.privacy.forget_again()
        self.centre.receipts.tell_keys()

    @property
    def changed(self) -> int:
        """How many rows were ever written, on the one connection that writes: while it stands, the books stand."""
        connection: Any = self.books._database
        return int(connection._connection.total_changes)

    def serve(self, question: Question) -> Answer:
        """Answer bytes with bytes."""
        try:
            answer = self._called(question)
        except Problem as problem:
            refused = answer_problem(None, problem)  # type: ignore[arg-type]  # the request is not looked at
            return Answer(refused.status_code or 500, bytes(refused.content), {})
        return Answer(200, encode(answer) if isinstance(answer, msgspec.Struct) else b"", {})

    def _called(self, question: Question) -> Any:
        asked = urlsplit(question.path)
        for route in ROUTES:
            there = route.path.match(asked.path)
            if there is None or route.method != question.method:
                continue
            told: dict[str, Any] = {
                name: int(text) if route.kinds.get(name) is int else text
                for name, text in parse_qsl(asked.query, keep_blank_values=True)
            }
            told |= {name: unquote(text) for name, text in there.groupdict().items()}
            told["centre"] = self.centre
            if {"till", "speaker"} & route.kinds.keys():
                told |= self._heard(route, question.token)
            if route.body is not None:
                told["data"] = decode(question.body, route.body)
            return route.handler(**told)
        raise LookupError(question.path)

    def _heard(self, route: _Route, token: str) -> dict[str, Any]:
        """Return who speaks; that words are signed is not a part of these worlds."""
        speaker = self.centre.speaking.speaker(token)
        heard = {"till": speaker.till, "speaker": speaker}
        return {name: one for name, one in heard.items() if name in route.kinds}

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
        self.books.close()
