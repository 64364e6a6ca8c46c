"""The centre's door: packing, signatures and the gate of its API, with the handlers behind it, called without a web server.

Real: ``squeezed`` with its limits, ``SignedSend``, ``Gate`` with its window of nonces, every handler with its dependencies.
Not real: Litestar's routing and its threads; a path is matched here, and a handler is called on the spot.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple, get_type_hints
from urllib.parse import parse_qsl, unquote

import msgspec
from litestar import Request

from loyalty_pos.api.office import OFFICE_HANDLERS
from loyalty_pos.api.pace import HOUR_S, LOOKS_A_MINUTE, MISSES_AN_HOUR, Pace
from loyalty_pos.api.refusals import answer_problem
from loyalty_pos.api.signing.gate import Gate, heard_speaker, speaking_till
from loyalty_pos.api.snapshot import SNAPSHOT_HANDLERS
from loyalty_pos.api.squeezing import Message, squeezed
from loyalty_pos.api.tills import TILL_HANDLERS
from loyalty_pos.centre.centre import Centre
from loyalty_pos.core.problems import Problem
from loyalty_pos.wire.codec import decode, encode
from tests.sim.network import Answer, Question

_FIELD: Final = re.compile(r"\{(\w+):(str|int)\}")


class _Route(NamedTuple):
    method: str
    path: re.Pattern[str]
    handler: Callable[..., Any]
    kinds: dict[str, Any]
    body: type[msgspec.Struct] | None


def _routes() -> list[_Route]:
    found = []
    for one in (*TILL_HANDLERS, *OFFICE_HANDLERS, *SNAPSHOT_HANDLERS):
        (method,), (path,) = one.http_methods, one.paths
        kinds = get_type_hints(one.fn)
        pattern = re.compile(_FIELD.sub(r"(?P<\1>[^/]+)", path) + "$")
        found.append(_Route(str(method), pattern, one.fn, kinds, kinds.get("data")))
    return found


ROUTES: Final = _routes()


class Door:
    """Of one life of the centre: bytes with headers in, bytes with headers out."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._gate = Gate(centre)

        def now_s() -> float:
            return centre.speaking.now_us() / 1_000_000

        self._looks = Pace(LOOKS_A_MINUTE, now_s)
        self._misses = Pace(MISSES_AN_HOUR, now_s, HOUR_S)
        self._loop = asyncio.new_event_loop()
        self._app = squeezed(self._inside, self._gate)

    def serve(self, question: Question) -> Answer:
        """Answer as the server does."""
        path, _, query = question.path.partition("?")
        scope: Message = {
            "type": "http",
            "method": question.method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in question.headers.items()],
        }
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": question.body, "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        self._loop.run_until_complete(self._app(scope, receive, send))
        headers = {name.decode().lower(): value.decode() for name, value in told[0]["headers"]}
        return Answer(told[0]["status"], b"".join(one["body"] for one in told[1:]), headers)

    def close(self) -> None:
        """Let go of the loop."""
        self._loop.close()

    async def _inside(self, scope: Message, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        headers: list[tuple[bytes, bytes]] = []
        try:
            answer = self._called(scope, body)
            status, told = 200, encode(answer) if isinstance(answer, msgspec.Struct) else b""
        except Problem as problem:
            refused = answer_problem(None, problem)  # type: ignore[arg-type]  # the request is not looked at
            status, told = refused.status_code or 500, bytes(refused.content)
            headers = [(name.encode(), value.encode()) for name, value in refused.headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": told, "more_body": False})

    def _called(self, scope: Message, body: bytes) -> Any:
        for route in ROUTES:
            there = route.path.match(scope["raw_path"].decode())
            if there is None or route.method != scope["method"]:
                continue
            query = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
            told: dict[str, Any] = {}
            for name, text in (*query, *((key, unquote(value)) for key, value in there.groupdict().items())):
                told[name] = int(text) if _is_number(route.kinds[name]) else text
            told["centre"] = self._centre
            if "looks" in route.kinds:
                told["looks"] = self._looks
            if "misses" in route.kinds:
                told["misses"] = self._misses
            if {"till", "speaker"} & route.kinds.keys():
                told |= self._heard(route, Request(scope))  # type: ignore[arg-type]  # the parts that are looked at
            if route.body is not None:
                told["data"] = decode(body, route.body)
            return route.handler(**told)
        raise LookupError(scope["path"])

    def _heard(self, route: _Route, request: "Request[Any, Any, Any]") -> dict[str, Any]:
        """Return who speaks, as the dependencies of the handlers find it."""
        speaker = heard_speaker(request, self._gate)
        heard: dict[str, Any] = {"speaker": speaker}
        if "till" in route.kinds:
            heard["till"] = speaking_till(speaker)
        return {name: one for name, one in heard.items() if name in route.kinds}


def _is_number(kind: Any) -> bool:
    return kind is int
