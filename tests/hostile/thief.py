"""Somebody with a till's token and key beside an honest till, and the list of what they try; the tricks stand in four modules.

Each returns what the centre made of it: the status and code of the refusal, or what became of the events.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, Final

import httpx
import msgspec

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.centre.membership import account_of
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Fact, Sale, ShiftOpened
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import (
    Enrolled,
    Pushed,
    Refused,
)
from loyalty_pos.wire.signing.words import head_text
from loyalty_pos.wiring.till import Till
from tests.e2e.corner import BARCODES, CARDS, STORE
from tests.fakes.centre import Stream
from tests.fakes.till_folder import a_sale
from tests.hostile.shop import Shop, StolenVoice, now_us

MEMBER: Final = account_of(MemberItem(CARDS[5]))
OTHER: Final = account_of(MemberItem(CARDS[6]))
OK: Final = 200
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
        if response.status_code != OK:
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


def shift(number: int = 1) -> ShiftOpened:
    """Return the beginning of a shift."""
    return ShiftOpened(f"shift-{number}", number, STORE, "olga", now_us(), 0)


def sale(**told: Any) -> Any:
    """Return a sale of this shop with an id of its own."""
    return a_sale(1, **({"store_id": STORE, "sale_id": new_op(), "cashier_id": "olga"} | told))
