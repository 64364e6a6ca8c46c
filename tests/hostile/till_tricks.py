"""What a hostile till tries, each by its name: at the door, in its stream, with facts that are not true, with others' rights.

Each returns what the centre made of it: the status and code of the refusal, or what became of the events.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import msgspec
import zstandard

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.centre.membership import account_of
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Fact, Sale, ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.events import Event, sign_chain
from loyalty_pos.wire.messages import (
    AccountQuery,
    Enrol,
    Enrolled,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Pushed,
    Refused,
)
from loyalty_pos.wire.receipts import KeyTold
from loyalty_pos.wire.signing.words import Asked, head_text, new_key_text
from loyalty_pos.wiring.till import Till
from tests.e2e.corner import BARCODES, CARDS, STORE
from tests.fakes.centre import Stream
from tests.fakes.till_folder import a_return, a_sale
from tests.hostile.shop import AN_HOUR_US, Shop, StolenVoice, now_us

MEMBER: Final = account_of(MemberItem(CARDS[5]))
OTHER: Final = account_of(MemberItem(CARDS[6]))
_OK: Final = 200
_lives = count(1)
_ops = count(1)


def new_op() -> str:
    """Return an operation id of now."""
    return uuid7(now_us() // 1_000, next(_ops).to_bytes(10, "big"))


def said(response: httpx.Response) -> str:
    """Return a refusal as a person reads it."""
    if response.status_code < 300:
        return "answered"
    try:
        refused = decode(response.content, Refused)
    except BadMessage:
        return str(response.status_code)
    return f"{response.status_code} {refused.code}" + (f" ({refused.detail})" if refused.detail else "")


class ThiefStream(Stream):
    """Events in the name of a cashier who may."""

    def commit(self, fact: Fact, personal: dict[str, str] | None = None, **told: object) -> Event:
        return super().commit(fact, personal, **({"cashier_id": "olga"} | told))


class Thief:
    """A till in the wrong hands, beside an honest one."""

    def __init__(self, shop: Shop, till: Till, honest: Till) -> None:
        self.shop, self.till, self.honest = shop, till, honest
        till.sync_once()
        honest.sync_once()
        self.voice = StolenVoice.of(till, shop.centre.url)
        self.other = StolenVoice.of(honest, shop.centre.url)
        self.voice.greet()
        self.run_before = self.voice.run
        identity = till.files.identity
        place = identity.place()
        self.place = Enrolled(
            place.agent_id, STORE, "", 1, identity.token(), "", place.centre_key, place.zone, proto=2
        )

    def honest_sale(self) -> Sale:
        """Let the honest till sell something, and return what it wrote."""
        for code in (CARDS[0], BARCODES[1]):
            self.honest.register.scan(code)
        sale = self.honest.register.pay_exact().sale
        self.honest.sync_once()
        return sale

    def alarms(self) -> set[tuple[str, str]]:
        """Return code and id of every alarm in this till's name."""
        alarms = self.shop.centre.open.books.read(lambda desk: desk.watch.alarms())
        return {(one.code, one.alarm_id) for one in alarms if one.agent_id == self.place.agent_id}

    def stream(self) -> Stream:
        """Return a new life of this till: what one trick breaks is not broken for the next."""
        return ThiefStream(self.place, f"{next(_lives):016x}")

    def push(self, stream: Stream, first: int = 1, **other: Any) -> httpx.Response:
        """Send what stands in a stream, rightly signed unless told otherwise."""
        push = stream.batch(first)
        last = push.events[-1]
        assert self.voice.key is not None
        head = self.voice.key.sign(head_text(push.agent_id, push.incarnation, last.seq, last.hash))
        push = msgspec.structs.replace(push, head_sig=head)
        push = msgspec.structs.replace(push, **other)
        return self.voice.say("POST", f"/v1/agents/{self.place.agent_id}/{stream.incarnation}/events", push)

    def brings(self, *facts: Fact, **told: Any) -> str:
        """Commit facts and send them; return what became of them."""
        stream = self.stream()
        for fact in facts:
            stream.commit(fact, **told)
        return self.became(self.push(stream))

    def became(self, response: httpx.Response) -> str:
        """Return what became of events."""
        if response.status_code != _OK:
            return said(response)
        parked = sorted({park.code for park in decode(response.content, Pushed).parked})
        return f"stored, set aside ({', '.join(parked)})" if parked else "stored and booked"


Trick = Callable[[Thief], str]
TRICKS: dict[str, Trick] = {}


def trick(name: str) -> Callable[[Trick], Trick]:
    """Put it on the list."""

    def add(one: Trick) -> Trick:
        assert name not in TRICKS, name
        TRICKS[name] = one
        return one

    return add


def asks(name: str, method: str, target: str, message: object = None, **other: Any) -> None:
    """Put a question on the list; ``{own}`` and ``{others}`` name agents."""

    def tried(thief: Thief) -> str:
        where = target.format(
            own=thief.place.agent_id,
            life=thief.voice.incarnation,
            others=thief.other.agent_id,
            others_life=thief.other.incarnation,
        )
        return said(thief.voice.say(method, where, message, **other))

    TRICKS[name] = tried


def facts(name: str, make: Callable[[], list[Fact]], **told: Any) -> None:
    """Put false facts on the list."""
    TRICKS[name] = lambda thief: thief.brings(*make(), **told)


HELLO: Final = "/v1/agents/{own}/{life}/hello"

# --- at the door ------------------------------------------------------------------------------------------

asks("asks with its token and no signature", "GET", HELLO, key=None)
asks("signs with a key of its own", "GET", HELLO, key=signing_key(new_device_key()[0]))
asks("signs something else", "GET", HELLO, signature="A" * 86 + "==")
asks("sends a signature that is none", "GET", HELLO, signature="x")
asks("asks with a clock that is an hour late", "GET", HELLO, at_us=now_us() - AN_HOUR_US)
asks("asks with a clock that is an hour ahead", "GET", HELLO, at_us=now_us() + 5 * AN_HOUR_US)
asks("asks a centre's process of before", "GET", HELLO, run="00" * 8)
asks("asks for another till's stream", "GET", "/v1/agents/{others}/{others_life}/hello")
asks("asks for another till's lease", "POST", "/v1/agents/{others}/{others_life}/lease", LeaseAsk(0, 0))
asks("asks the office with its own token", "GET", "/v1/admin/overview")
asks("sends a body nested without end", "POST", "/v1/search", b"\x91" * 100_000)
asks("sends noise", "POST", "/v1/search", b"\xc1\xff" * 100)
asks("sends five megabytes", "POST", "/v1/search", bytes(5_000_000))
asks("names a life like a path", "GET", "/v1/agents/{own}/..%2F..%2Fcentre.keys/hello")


@trick("takes another till's token and signs with its own key")
def _mixed(thief: Thief) -> str:
    mixed = replace(thief.voice, token=thief.other.token)
    return said(mixed.say("GET", mixed.place("hello")))


@trick("asks the same question twice, byte for byte")
def _replayed(thief: Thief) -> str:
    first = thief.voice.say("GET", thief.voice.place("hello"))
    again = httpx.request("GET", first.request.url, headers=first.request.headers)
    return f"{said(first)}, then {said(again)}"


@trick("uses one nonce for two questions")
def _nonce(thief: Thief) -> str:
    same = "ab" * 16
    thief.voice.say("GET", thief.voice.place("hello"), nonce=same)
    return said(thief.voice.say("POST", "/v1/search", AccountQuery("anna"), nonce=same))


@trick("puts another body under a true signature")
def _swapped(thief: Thief) -> str:
    body = encode(AccountQuery("a"))
    headers = thief.voice.headers(Asked("POST", "/v1/search", body=body))
    return said(
        httpx.post(thief.voice.url + "/v1/search", content=encode(AccountQuery("b")), headers=headers)
    )


@trick("puts a true signature on another question")
def _moved(thief: Thief) -> str:
    headers = thief.voice.headers(Asked("GET", thief.voice.place("hello")))
    return said(httpx.get(f"{thief.voice.url}/v1/changes?incarnation=x", headers=headers))


@trick("speaks a language that nobody knows any more")
def _old(thief: Thief) -> str:
    headers = thief.voice.headers(Asked("GET", thief.voice.place("hello"))) | {"lp-proto": "0"}
    return said(httpx.get(thief.voice.url + thief.voice.place("hello"), headers=headers))


@trick("sends a bomb")
def _bomb(thief: Thief) -> str:
    packed = zstandard.compress(bytes(200_000_000))
    headers = thief.voice.headers(Asked("POST", "/v1/search", body=packed)) | {"content-encoding": "zstd"}
    return said(httpx.post(thief.voice.url + "/v1/search", content=packed, headers=headers))


@trick("guesses a code to enrol, ten times")
def _guesses(thief: Thief) -> str:
    code = thief.shop.centre.admin.make_code(STORE)
    for number in range(10):
        guess = Enrol(f"AAAAAA{number:02d}".replace("0", "A").replace("1", "B"), "k", "life", "test")
        response = httpx.post(
            f"{thief.voice.url}/v1/enrol",
            content=encode(guess),
            headers={"content-type": "application/x-msgpack"},
        )
    true = httpx.post(
        f"{thief.voice.url}/v1/enrol",
        content=encode(Enrol(code, "k", "life", "test")),
        headers={"content-type": "application/x-msgpack"},
    )
    return f"{said(response)}; the true code then: {said(true)}"


@contextmanager
def line(thief: Thief) -> Iterator[socket.socket]:
    """Open a bare connection to the centre."""
    parts = urlsplit(thief.voice.url)
    assert parts.hostname
    assert parts.port
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        yield connection


def ended(connection: socket.socket) -> str:
    """Return how the centre ends a connection; wait for it."""
    received = b""
    try:
        while piece := connection.recv(65_536):
            received += piece
    except ConnectionError:
        pass
    return (
        f"answered {received.split(b' ')[1].decode()}, then closed"
        if received.startswith(b"HTTP")
        else "closed"
    )


@trick("begins a question and never ends it")
def _slow_head(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nhost: x\r\n")
        return ended(connection)


@trick("sends headers without end")
def _headers(thief: Thief) -> str:
    with line(thief) as connection:
        try:
            connection.sendall(b"GET /v1/health HTTP/1.1\r\n")
            for number in range(20_000):
                connection.sendall(b"x-%d: %s\r\n" % (number, b"y" * 100))
        except ConnectionError:
            return "closed"
        return "closed" if "closed" in ended(connection) else "open"


@trick("promises a body and never sends it")
def _slow_body(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nab")
        connection.settimeout(20)
        return "answered " + connection.recv(65_536).split(b" ")[1].decode()


@trick("sends chunks without end")
def _chunks(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        chunk = b"%x\r\n%s\r\n" % (65_536, bytes(65_536))
        try:
            for _ in range(200):
                connection.sendall(chunk)
        except ConnectionError:
            return "closed"
        connection.settimeout(20)
        return "answered " + connection.recv(65_536).split(b" ")[1].decode()


# --- in its stream ----------------------------------------------------------------------------------------


def shift(number: int = 1) -> ShiftOpened:
    """Return the beginning of a shift."""
    return ShiftOpened(f"shift-{number}", number, STORE, "olga", now_us(), 0)


@trick("leaves an event out")
def _gap(thief: Thief) -> str:
    stream = thief.stream()
    for _ in range(3):
        stream.commit(shift())
    thief.push(ThiefStream(thief.place, stream.incarnation, stream.events[:1]))
    return said(thief.push(stream, 3))


@trick("tells another history under the same name")
def _fork(thief: Thief) -> str:
    stream = thief.stream()
    stream.commit(shift())
    thief.push(stream)
    other = ThiefStream(thief.place, stream.incarnation)
    other.commit(shift(2))
    return said(thief.push(other))


@trick("begins with event number two billion")
def _giant(thief: Thief) -> str:
    stream = thief.stream()
    event = stream.commit(shift())
    stream.events[0] = sign_chain(msgspec.structs.replace(event, seq=2 * 10**9))
    return said(thief.push(stream, 1, from_seq=2 * 10**9))


@trick("changes an event and leaves its hash")
def _unhashed(thief: Thief) -> str:
    stream = thief.stream()
    stream.events.append(msgspec.structs.replace(stream.commit(shift()), cashier_id="nobody"))
    del stream.events[0]
    return said(thief.push(stream))


@trick("does not sign the head of its history")
def _headless(thief: Thief) -> str:
    stream = thief.stream()
    stream.commit(shift())
    return said(thief.push(stream, head_sig=""))


@trick("brings events of another till as its own")
def _others(thief: Thief) -> str:
    stream = ThiefStream(msgspec.structs.replace(thief.place, agent_id=thief.other.agent_id), "f" * 16)
    stream.commit(shift())
    return said(thief.push(stream))


@trick("sends one event twice under two numbers")
def _twice(thief: Thief) -> str:
    stream = thief.stream()
    first = stream.commit(a_sale(1, store_id=STORE, sale_id=new_op()))
    stream.commit(shift(), id=first.id)
    thief.push(ThiefStream(thief.place, stream.incarnation, stream.events[:1]))
    return said(thief.push(stream, 2))


facts("an event of a kind that nobody knows", lambda: [shift()], kind="transfer_all")
facts("an event whose body is noise", lambda: [shift()], kind="sale", body="{" * 5_000)
facts("a time a hundred years ahead", lambda: [shift()], wall_us=now_us() + 876_000 * AN_HOUR_US)
facts("a number of a lease that nobody made out", lambda: [sale()], lease_epoch=10**9)

# --- facts that are not true ------------------------------------------------------------------------------


def sale(**told: Any) -> Any:
    """Return a sale of this shop with an id of its own."""
    return a_sale(1, **({"store_id": STORE, "sale_id": new_op(), "cashier_id": "olga"} | told))


facts("a sale of less than nothing", lambda: [sale(paid_minor=-10_000, gross_minor=-10_000)])
facts("a sale of more than can be counted", lambda: [sale(paid_minor=2**63 - 1)])
facts("points from nothing", lambda: [sale(account_id=MEMBER, accrued=1_000_000)])
facts("points of less than nothing", lambda: [sale(account_id=MEMBER, accrued=-1_000_000)])
facts(
    "spends a member's points that nobody lent it",
    lambda: [sale(account_id=MEMBER, redeemed=400, points_money_minor=400, operation=new_op())],
)
facts(
    "spends more points than the member has",
    lambda: [sale(account_id=OTHER, redeemed=90_000, points_money_minor=90_000, operation=new_op())],
)
facts("a sale to an account that nobody has", lambda: [sale(account_id=new_op(), accrued=100)])
facts("a return of a sale that never was", lambda: [a_return(sale(), store_id=STORE, return_id=new_op())])
facts("names with control characters and SQL", lambda: [sale(sale_id="x'; DROP TABLE account;--\n")])
facts("a name of ten thousand letters", lambda: [sale(sale_id="x" * 10_000)])


@trick("brings a return of the same goods three times")
def _returned(thief: Thief) -> str:
    one = sale(account_id=MEMBER, accrued=0)
    backs = [a_return(one, number, 1000, store_id=STORE, return_id=new_op()) for number in (1, 2, 3)]
    return thief.brings(one, *backs)


@trick("gives back another till's sale, twice")
def _others_sale(thief: Thief) -> str:
    one = thief.honest_sale()
    backs = [
        a_return(one, number, one.lines[0].qty_milli, store_id=STORE, return_id=new_op()) for number in (1, 2)
    ]
    return thief.brings(*backs)


@trick("tells a sale under the name of another till's sale")
def _same_name(thief: Thief) -> str:
    one = sale()
    thief.brings(one)
    return thief.brings(replace(one, paid_minor=1, gross_minor=1))


@trick("an end of shift that lies")
def _z(thief: Thief) -> str:
    totals = ShiftTotals(sold_minor=1_000_000)
    stream = thief.stream()
    opened = stream.commit(shift(9))
    stream.commit(
        ShiftClosed("shift-9", 9, STORE, "olga", now_us(), 1, 1, opened.hash, totals, counted_minor=0)
    )
    return thief.became(thief.push(stream))


# --- with others' rights ----------------------------------------------------------------------------------


@trick("gives back points that another till holds")
def _release(thief: Thief) -> str:
    op = new_op()
    held = thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50))
    assert held.granted, held
    answer = said(thief.voice.say("DELETE", f"/v1/holds/{op}"))
    assert thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50)).granted
    thief.honest.client.release_hold(op)
    return f"{answer}; the hold stands"


@trick("takes points over by a manager who is none")
def _takes(thief: Thief) -> str:
    op = new_op()
    thief.honest.client.ask_hold(HoldAsk(op, MEMBER, 50))
    answer = said(thief.voice.say("POST", f"/v1/holds/{op}/take", HoldTake(MEMBER, "mallory")))
    thief.honest.client.release_hold(op)
    return answer


@trick("holds less than nothing, and more than there is")
def _holds(thief: Thief) -> str:
    granted = []
    for points in (-100, 10**12):
        op = new_op()
        response = thief.voice.say("PUT", f"/v1/holds/{op}", HoldAsk(op, MEMBER, points))
        granted.append(decode(response.content, HoldAnswer).granted if response.status_code == _OK else 0)
    return f"{granted[0]} and {granted[1]} points"


asks(
    "wants the last lease that can be counted",
    "POST",
    "/v1/agents/{own}/{life}/lease",
    LeaseAsk(2**63 - 1, 0),
)
asks("wants a lease from below nothing", "POST", "/v1/agents/{own}/{life}/lease", LeaseAsk(-1, -1))
asks("says it obeyed orders that were never given", "GET", HELLO + "?done=999999")
asks(
    "tells a new key that is not its own",
    "PUT",
    "/v1/agents/{own}/key",
    KeyTold(signing_key(new_device_key()[0]).public, "A" * 86 + "=="),
)
asks("tells a key for another till", "PUT", "/v1/agents/{others}/key", KeyTold("x"))


@trick("tells a new key proved for another till")
def _foreign_proof(thief: Thief) -> str:
    key = signing_key(new_device_key()[0])
    told = KeyTold(key.public, key.sign(new_key_text(thief.other.agent_id, key.public)))
    return said(thief.voice.say("PUT", f"/v1/agents/{thief.place.agent_id}/key", told))


@trick("comes a thousand times a second")
def _storm(thief: Thief) -> str:
    began, answered = time.monotonic(), 0
    while time.monotonic() - began < 1.0:
        answered += thief.voice.say("GET", thief.voice.place("hello")).status_code == _OK
    return "answered, and so is everybody else" if answered else "refused"


# the last three: it is shut out


@trick("brings a sale after it was shut out")
def _after(thief: Thief) -> str:
    thief.shop.centre.admin.shut_out(thief.place.agent_id)
    return thief.brings(sale(account_id=MEMBER, accrued=500))


asks("asks for changes after it was shut out", "GET", "/v1/changes?incarnation={life}")
asks("looks for members after it was shut out", "POST", "/v1/search", AccountQuery("anna"))
asks("asks without a signature after it was shut out", "GET", HELLO, key=None)
