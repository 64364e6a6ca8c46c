"""What people ask over HTTP: is it alive, how do the tills stand, a code for a new one. Plain JSON.

It must never answer without the console's own token, health apart.
"""

import hmac
from dataclasses import dataclass
from typing import Any, NewType

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from loyalty_pos.centre.admin import CentreAdmin, Overview
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.wire.messages import PROTO

ConsoleToken = NewType("ConsoleToken", str)
Console = NewType("Console", str)
_BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Health:
    status: str
    proto: int


@dataclass(frozen=True, slots=True)
class CodeWish:
    store_id: str
    till_no: int = 0


@dataclass(frozen=True, slots=True)
class CodeGiven:
    code: str


def allowed_console(request: Request[Any, Any, Any], console_token: NamedDependency[ConsoleToken]) -> Console:
    """Raise NotAuthorised unless the console's token came along."""
    given = request.headers.get("authorization", "").removeprefix(_BEARER)
    if not console_token or not hmac.compare_digest(given.encode(), console_token.encode()):
        raise NotAuthorised
    return Console(given)


@get("/v1/health", sync_to_thread=False)
def health() -> Health:
    """Say that somebody is here."""
    return Health("ok", PROTO)


@get("/v1/admin/overview", sync_to_thread=True)
def overview(console: NamedDependency[Console], admin: NamedDependency[CentreAdmin]) -> Overview:  # noqa: ARG001 - its presence is the permission
    """Tell how every till stands, alarms and sums."""
    return admin.overview()


@post("/v1/admin/codes", sync_to_thread=True)
def make_code(
    data: JSONBody[CodeWish],
    console: NamedDependency[Console],  # noqa: ARG001 - as above
    admin: NamedDependency[CentreAdmin],
) -> CodeGiven:
    """Make a one-time code for a till."""
    return CodeGiven(admin.make_code(data.store_id, data.till_no))


CONSOLE_HANDLERS = [health, overview, make_code]
