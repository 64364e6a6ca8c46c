"""One question to the centre over HTTP; every answer has a limit of size and of time (R70).

Certificates are always verified; plain http goes to this machine only. It must never be used on the GUI thread:
building it costs a tenth of a second, asking costs what the network costs.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from loyalty_pos.core.problems import BadMessage, CentreUnreachable, EnrolmentRefused, InsecureCentre
from loyalty_pos.sync.answers import EXPOSURE_S, HOLD_S, NOT_SERVED, OFFICE_S, Refusal
from loyalty_pos.sync.outside import trouble, trusting
from loyalty_pos.sync.signing.ports import Mute, Voice
from loyalty_pos.sync.signing.speaking import MOST_TRIES, SAY_AGAIN, Speaking
from loyalty_pos.sync.snapshot.asking import Asking
from loyalty_pos.wire.codec import MEDIA_TYPE, decode, encode
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.desk import DeskAsk, DeskTold
from loyalty_pos.wire.loopback import is_loopback
from loyalty_pos.wire.messages import (
    MAX_ANSWER_BYTES,
    AccountQuery,
    Changes,
    Enrol,
    Enrolled,
    Found,
    Hello,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Leased,
    Push,
    Pushed,
    Refused,
)
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk
from loyalty_pos.wire.receipts import KeyTaken, KeyTold, ReceiptAnswer
from loyalty_pos.wire.signing.words import HEADER, Asked, Told, head_text
from loyalty_pos.wire.zstd import ENCODING, SMALLEST, Zstd

CONNECT_S: Final = 3.0
SILENCE_S: Final = 10.0
ANSWER_S: Final = 30.0
KEPT_S: Final = 5.0
"""So long a quiet connection is used again; the centre keeps its end longer (``api.server``)."""
RUN: Final = secrets.token_hex(6)
"""By which word this program goes since it began: a centre that hears two in turns knows of a copied disk."""
_SMALL_ANSWER: Final = 256 * 1024
_LONGEST_RETRY_S: Final = 600
Answer = TypeVar("Answer", bound=msgspec.Struct)


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Access:
    """Where the centre is and who asks. ``token``, agent and incarnation are empty before enrolment.

    ``about``: what the till says of itself with this question (``wire.fleet``), "" = nothing.
    """

    url: str
    token: str = field(default="", repr=False)
    agent_id: str = ""
    incarnation: str = ""
    voice: Voice = field(default_factory=Mute, repr=False)
    run: str = RUN
    about: Callable[[], str] = _nothing


class Listening(Protocol):
    """Who wants to know what time it is at the centre (``sync.timekeeping.keeper.Timekeeper``)."""

    def steady_us(self) -> int: ...

    def heard(self, server_us: int, asked_us: int) -> None: ...


@dataclass(frozen=True, slots=True)
class _Question:
    """``limit``: bytes of the expanded answer. ``silence_s``: longest wait for a connection or for more bytes."""

    method: str
    path: str
    message: msgspec.Struct | None = None
    limit: int = _SMALL_ANSWER
    silence_s: float = SILENCE_S


class OfficeQuestions:
    """What a shop's manager asks."""

    def statement(self, ask: StatementAsk) -> Statement:
        """Ask where a member's points are and went."""
        return self._ask(_Question("POST", "/v1/statement", ask, silence_s=OFFICE_S), Statement)

    def exposure(self, ask: ExposureAsk) -> Exposure:
        """Ask what all tills together may cost."""
        return self._ask(_Question("POST", "/v1/exposure", ask, silence_s=EXPOSURE_S), Exposure)

    def search(self, ask: AccountQuery) -> Found:
        """Find accounts, or look at one."""
        return self._ask(_Question("POST", "/v1/search", ask, silence_s=OFFICE_S), Found)

    def join(self, ask: JoinAsk) -> JoinTold:
        """Make two accounts one, or hear what that would mean."""
        return self._ask(_Question("POST", "/v1/join", ask, silence_s=OFFICE_S), JoinTold)

    def part(self, ask: PartAsk) -> PartTold:
        """Part them again, or hear what that would mean."""
        return self._ask(_Question("POST", "/v1/part", ask, silence_s=OFFICE_S), PartTold)

    def joined(self, ask: JoinedAsk) -> JoinedTold:
        """Ask which accounts are part of one."""
        return self._ask(_Question("POST", "/v1/joined", ask, silence_s=OFFICE_S), JoinedTold)

    def at_desk(self, ask: DeskAsk) -> DeskTold:
        """Look at the manager's desk, or do something there."""
        question = _Question("POST", "/v1/desk", ask, limit=MAX_ANSWER_BYTES, silence_s=OFFICE_S)
        return self._ask(question, DeskTold)

    def _ask(self, question: _Question, kind: type[Answer]) -> Answer:
        raise NotImplementedError


class CentreClient(OfficeQuestions):
    """All questions. Raises CentreUnreachable, Refusal, BadMessage; may be used from several threads."""

    def __init__(self, access: Access, time_told: Listening | None = None) -> None:
        """``time_told`` hears the centre's time of each good answer that has one."""
        parts = urlsplit(access.url)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            raise InsecureCentre(url=access.url)
        self._access = access
        self._time_told = time_told
        self._is_tls = parts.scheme == "https"
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None
        self._speaking = Speaking(access.voice)
        self.snapshots = Asking(self._get, self._changes_path)

    # --- questions ------------------------------------------------------------------------------------

    def enrol(self, ask: Enrol) -> Enrolled:
        """Trade a one-time code for a place. Raises EnrolmentRefused with the reason of the centre."""
        try:
            return self._ask(_Question("POST", "/v1/enrol", ask), Enrolled)
        except Refusal as refusal:
            if refusal.reason != EnrolmentRefused.code:
                raise
            raise EnrolmentRefused(reason=refusal.detail or refusal.reason) from refusal

    def hello(self) -> Hello:
        """Ask where the centre stands with this till's stream."""
        path = f"{_stream(self._access.agent_id, self._access.incarnation)}/hello"
        return self._ask(_Question("GET", f"{path}?{self._said()}"), Hello)

    def push(self, push: Push) -> Pushed:
        """Send a batch, and stand by the history up to its end."""
        key, last = self._access.voice.key(), push.events[-1:]
        if key is not None and last:
            text = head_text(push.agent_id, push.incarnation, last[0].seq, last[0].hash)
            push = msgspec.structs.replace(push, head_sig=key.sign(text))
        return self._ask(
            _Question("POST", f"{_stream(push.agent_id, push.incarnation)}/events", push), Pushed
        )

    def changes(self, cursor: str) -> Changes:
        """Ask for a page of changes."""
        return self._get(self._changes_path(cursor), Changes)

    def lease(self, ask: LeaseAsk) -> Leased:
        """Ask for the next lease of this till."""
        path = f"{_stream(self._access.agent_id, self._access.incarnation)}/lease"
        return self._ask(_Question("POST", path, ask, limit=MAX_ANSWER_BYTES), Leased)

    def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
        """Reserve points."""
        return self._ask(_Question("PUT", f"/v1/holds/{ask.op}", ask, silence_s=HOLD_S), HoldAnswer)

    def release_hold(self, op: str) -> None:
        """Give a reservation back."""
        self._exchange(_Question("DELETE", f"/v1/holds/{op}"))

    def receipt(self, code: str) -> ReceiptAnswer:
        """Ask about a receipt of another till."""
        return self._ask(
            _Question("GET", f"/v1/receipts/{quote(code, safe='')}", silence_s=HOLD_S), ReceiptAnswer
        )

    def tell_key(self, device_key: str, proof: str = "") -> None:
        """Tell the key with which this till signs; of a till that signs already, its next one with its ``proof``."""
        path = f"/v1/agents/{quote(self._access.agent_id, safe='')}/key"
        self._ask(_Question("PUT", path, KeyTold(device_key, proof)), KeyTaken)

    def take_hold(self, op: str, take: HoldTake) -> HoldAnswer:
        """Give back what another till holds, by a manager's word."""
        return self._ask(_Question("POST", f"/v1/holds/{op}/take", take, silence_s=HOLD_S), HoldAnswer)

    def close(self) -> None:
        """Close its connections; the next question opens new ones."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None

    def _get(self, path: str, kind: type[Answer]) -> Answer:
        return self._ask(_Question("GET", path, limit=MAX_ANSWER_BYTES), kind)

    def _changes_path(self, cursor: str) -> str:
        place = f"cursor={quote(cursor, safe='')}&incarnation={quote(self._access.incarnation, safe='')}"
        return f"/v1/changes?{place}&columns=1&{self._said()}"

    def _said(self) -> str:
        about = self._access.about()
        said = f"done={self._access.voice.done()}&run={self._access.run}"
        return f"{said}&about={about}" if about else said

    # --- one exchange ---------------------------------------------------------------------------------

    def _ask(self, question: _Question, kind: type[Answer]) -> Answer:
        if self._time_told is None:
            return decode(self._exchange(question), kind)
        asked_us = self._time_told.steady_us()
        answer = decode(self._exchange(question), kind)
        self._time_told.heard(getattr(answer, "server_us", 0), asked_us)
        return answer

    def _exchange(self, question: _Question) -> bytes:
        """Return the body of a good answer, within the question's limits."""
        deadline = time.monotonic() + ANSWER_S
        for _ in range(MOST_TRIES - 1):
            try:
                return self._once(question, deadline)
            except Refusal as refusal:
                if refusal.reason != SAY_AGAIN:
                    raise
        return self._once(question, deadline)

    def _once(self, question: _Question, deadline: float) -> bytes:
        """Ask once; a signature that is not good now is told to be made anew, with what the answer says."""
        request, nonce = self._request(question)
        try:
            response = self._connection().send(request, stream=True)
            try:
                packed = _read(response, question.limit, deadline)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:  # RuntimeError: closed meanwhile
            raise CentreUnreachable(reason=trouble(error, self._access.url)) from error
        encoding, retry = (response.headers.get(name, "") for name in ("content-encoding", "retry-after"))
        told = Told(response.status_code, encoding, retry, packed)
        is_theirs = self._speaking.believes(told, response.headers.get(HEADER, ""), nonce)
        if response.is_success and not is_theirs:
            raise BadMessage(reason="unsigned")
        body = Zstd().unpack(packed, question.limit) if encoding == ENCODING else packed
        if not response.is_success:
            raise _refusal(response, body if is_theirs else b"")
        return body

    def _request(self, question: _Question) -> tuple[httpx.Request, str]:
        """Return the question, and the nonce that its answer must be bound to."""
        headers = {"accept-encoding": ENCODING}
        if self._access.token:
            headers["authorization"] = f"Bearer {self._access.token}"
        content = encode(question.message) if question.message is not None else None
        if content is not None:
            headers["content-type"] = MEDIA_TYPE
            if len(content) >= SMALLEST:
                content = Zstd().compress(content)
                headers["content-encoding"] = ENCODING
        timeout = httpx.Timeout(question.silence_s, connect=min(CONNECT_S, question.silence_s))
        request = self._connection().build_request(
            question.method, question.path, headers=headers, content=content, timeout=timeout
        )
        target = request.url.raw_path.decode("ascii")
        encoding = headers.get("content-encoding", "")
        asked = Asked(question.method, target, encoding=encoding, body=content or b"")
        signed, nonce = self._speaking.beside(asked)
        request.headers.update(signed)
        return request, nonce

    def _connection(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                self._http = httpx.Client(
                    base_url=self._access.url,
                    verify=trusting() if self._is_tls else False,
                    trust_env=self._is_tls,  # the machine's proxy; plain http goes to this machine, which needs none
                    follow_redirects=False,
                    limits=httpx.Limits(keepalive_expiry=KEPT_S),
                )
            return self._http


def _stream(agent_id: str, incarnation: str) -> str:
    return f"/v1/agents/{quote(agent_id, safe='')}/{quote(incarnation, safe='')}"


def _read(response: httpx.Response, limit: int, deadline: float) -> bytes:
    """Return the raw body. Raises BadMessage above the limit, CentreUnreachable when it drips for too long."""
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > limit:
            raise BadMessage(reason="too large")
        if time.monotonic() > deadline:
            raise CentreUnreachable(reason="too slow")
    return bytes(body)


def _refusal(response: httpx.Response, body: bytes) -> Refusal:
    """Return what the centre refused; what stands between may answer in its own words."""
    try:
        refused = decode(body, Refused)
    except BadMessage:
        refused = Refused(NOT_SERVED)
    seconds = response.headers.get("retry-after", "")
    retry_s = min(int(seconds), _LONGEST_RETRY_S) if seconds.isascii() and seconds.isdigit() else 0
    return Refusal(
        response.status_code,
        refused.code,
        expect=refused.expect,
        retry_after_ms=retry_s * 1000,
        detail=refused.detail,
    )
