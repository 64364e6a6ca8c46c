"""Where a hostile centre stands, and its list: each trick returns what the till made of it.

The refusal's name, or the words of a check that nothing was taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import msgspec

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.centre.membership import account_of
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wiring.till import Till
from tests.e2e.corner import CARDS
from tests.hostile.liar import Heard, Liar, Reply, Twist
from tests.hostile.shop import Shop

MEMBER: Final = account_of(MemberItem(CARDS[0]))
YEAR_S: Final = 365 * 24 * 3600
ZSTD: Final = {"content-encoding": "zstd"}
Message = TypeVar("Message", bound=msgspec.Struct)


@dataclass
class Stage:
    """The shop, who stands in between, and the till that is tried."""

    shop: Shop
    liar: Liar
    till: Till

    def exchange(self) -> str:
        """Let the till talk once, and return what it says of it."""
        problem = self.till.sync_once().problem
        if problem is None:
            return "goes on"
        reason = problem.facts().get("reason", "")
        return f"{problem.code} ({reason})" if reason else problem.code


Trick = Callable[[Stage], str]
TRICKS: dict[str, Trick] = {}


def trick(name: str) -> Callable[[Trick], Trick]:
    """Put it on the list."""

    def add(one: Trick) -> Trick:
        assert name not in TRICKS, name
        TRICKS[name] = one
        return one

    return add


def lies(name: str, what: str, twist: Callable[[Stage], Twist]) -> None:
    """Put a trick on the list that changes the answers to one kind of question (\"\" = all)."""

    def tried(stage: Stage) -> str:
        change = twist(stage)
        stage.liar.twist = lambda heard, reply: change(heard, reply) if what in {"", heard.what} else reply
        return stage.exchange()

    TRICKS[name] = tried


def behaves(name: str, conduct: Callable[[Heard, Any], bool]) -> None:
    """Put a trick on the list that deals with the socket itself."""

    def tried(stage: Stage) -> str:
        stage.liar.conduct = conduct
        return stage.exchange()

    TRICKS[name] = tried


def said(stage: Stage, kind: type[Message], change: Callable[[Message], Message]) -> Twist:
    """Return a lie with the centre's own signature: a message changed."""

    def twist(heard: Heard, reply: Reply) -> Reply:
        if reply.status != 200:
            return reply
        return stage.liar.signed(heard, replace(reply, body=encode(change(decode(reply.body, kind)))))

    return twist
