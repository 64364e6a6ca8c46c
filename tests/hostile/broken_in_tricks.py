"""What a hostile centre tries that has broken in and signs with the centre's own key."""

from collections.abc import Callable
from typing import Any

import msgspec
import zstandard

from loyalty_pos.core.basket import Article
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.release import Bundle, text_hash
from loyalty_pos.storage import sealing
from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import (
    LEASE_WORD,
    Change,
    Changes,
    Hello,
    HoldAnswer,
    Leased,
    LeaseRow,
    Pushed,
    Refused,
)
from loyalty_pos.wire.receipts import ReceiptAnswer
from loyalty_pos.wire.rows import ArticleRow, BundleRow, SettingRow, told_bundle
from loyalty_pos.wire.signing.commands import END_LEASE, Command
from loyalty_pos.wire.signing.words import command_text
from tests.e2e.corner import STORE
from tests.hostile.liar import Reply, Twist
from tests.hostile.stage import MEMBER, TRICKS, ZSTD, Message, Stage, lies, said, trick


def body_lie(name: str, body: bytes, *, packed: bool) -> None:
    """Put a body on the list that is no message, and is signed."""
    headers = ZSTD if packed else {}
    lies(
        name,
        "hello",
        lambda stage: (
            lambda heard, reply: stage.liar.signed(heard, Reply(200, body, reply.headers | headers))
        ),
    )


body_lie("a bomb, signed", zstandard.compress(bytes(64 * 1024 * 1024)), packed=True)
body_lie("a body nested without end, signed", b"\x91" * 100_000, packed=False)
body_lie("another message, signed", encode(Refused("x")), packed=False)


def lease_lie(name: str, change: Callable[[Stage, LeaseRow], LeaseRow]) -> None:
    """Put a false lease on the list, signed by the centre's key; what it lends is said."""

    def tried(stage: Stage) -> str:
        def forged(leased: Leased) -> Leased:
            row = encode(change(stage, decode(leased.lease, LeaseRow)))
            return msgspec.structs.replace(leased, lease=row, signature=stage.liar.key.sign(LEASE_WORD + row))

        twist = said(stage, Leased, forged)
        stage.liar.twist = lambda heard, reply: twist(heard, reply) if heard.what == "lease" else reply
        before = stage.till.files.leases.epoch()
        outcome = stage.exchange()
        taken = stage.till.files.leases.epoch() != before
        right = stage.till.world.rights.right(MEMBER)
        known = stage.shop.points()
        assert 0 <= right.points <= known, (right, known)
        return f"{outcome}; the lease is {'taken, it lends no more than the member has' if taken else 'not taken'}"

    TRICKS[name] = tried


def with_(**changed: Any) -> Callable[[Stage, LeaseRow], LeaseRow]:
    """Return a change of a lease's fields."""
    return lambda _stage, row: msgspec.structs.replace(row, **changed)


lease_lie("an older lease", with_(epoch=0))
lease_lie("the lease of another till", with_(agent_id="somebody"))
lease_lie("the lease of another disk", with_(incarnation="0" * 16))
lease_lie("a lease with less than nothing in it", with_(grants={MEMBER: -1_000_000}, floors=(-1, -1, -1, -1)))
lease_lie(
    "a lease with more than there is", with_(grants={MEMBER: 10**12}, floors=(10**12,) * 4, risk=10**12)
)
lease_lie("a lease of the last epoch that a machine can count", with_(epoch=2**63 - 2))
lease_lie("a lease with no place in the feed", with_(cursor="../../cache.db"))
lease_lie("a lease whose rows never come", with_(cursor="x.999999999", floors=(10**6,) * 4))


@trick("a lease signed with a key of its own")
def _foreign_lease(stage: Stage) -> str:
    thief = signing_key(new_device_key()[0])

    def forged(leased: Leased) -> Leased:
        return msgspec.structs.replace(leased, signature=thief.sign(LEASE_WORD + leased.lease))

    twist = said(stage, Leased, forged)
    stage.liar.twist = lambda heard, reply: twist(heard, reply) if heard.what == "lease" else reply
    before = stage.till.files.leases.epoch()
    outcome = stage.exchange()
    assert stage.till.files.leases.epoch() == before
    return f"{outcome}; the lease is not taken"


def centre_lie(
    name: str, what: str, kind: type[Message], change: Callable[[Stage, Message], Message]
) -> None:
    """Put a lie on the list that the centre's own key has signed."""
    lies(name, what, lambda stage: said(stage, kind, lambda message: change(stage, message)))


def changed(**fields: Any) -> Callable[[Stage, Any], Any]:
    """Return a change of a message's fields."""
    return lambda _stage, message: msgspec.structs.replace(message, **fields)


def told(*rows: Change, **fields: Any) -> Callable[[Stage, Changes], Changes]:
    """Return a page of the feed with these rows too."""
    return lambda _stage, page: msgspec.structs.replace(page, rows=[*page.rows, *rows], **fields)


def article(name: str, price: int) -> Change:
    """Return a row of an article."""
    return Change("article", name, encode(ArticleRow(Article(name, "Tea", price), ["4600000000017"])))


centre_lie(
    "says it has events that were never written, so that the till forgets its own",
    "hello",
    Hello,
    changed(stored=10**9),
)
centre_lie("says it has nothing of what it confirmed", "hello", Hello, changed(stored=0, head_hash="0" * 64))
centre_lie("tells another hash of the same event", "hello", Hello, changed(head_hash="f" * 64))
centre_lie("confirms more than was sent", "events", Pushed, changed(stored=10**9, projected=10**9))
centre_lie("confirms less than nothing", "events", Pushed, changed(stored=-5))
centre_lie("leads the feed in a circle", "changes", Changes, changed(more=True, cursor="c.1"))
centre_lie("says the feed contains sales that it does not", "changes", Changes, changed(projected=10**9))
centre_lie("a price of minus a billion", "changes", Changes, told(article("a0", -(10**9))))
centre_lie("a price that no machine can hold", "changes", Changes, told(article("a0", 2**63 - 1)))
centre_lie(
    "names like paths",
    "changes",
    Changes,
    told(article("../../../etc/passwd", 1), Change("setting", "../../vault.json", encode(SettingRow("x")))),
)
centre_lie(
    "printer commands in the shop's name",
    "changes",
    Changes,
    told(Change("setting", "shop_name", encode(SettingRow("\x1b@\x1dV\x00" * 50)))),
)
centre_lie(
    "a table that nobody knows", "changes", Changes, told(Change("sqlite_master", "x", b"DROP TABLE event"))
)
centre_lie("SQL in a key", "changes", Changes, told(Change("staff", "x'; DROP TABLE staff; --", b"")))
centre_lie("rows that are noise", "changes", Changes, told(Change("account", MEMBER, b"\xff" * 40)))
centre_lie("a key that is no number", "changes", Changes, told(Change("card", "not-a-number", b"")))
centre_lie(
    "an older programme",
    "changes",
    Changes,
    told(Change("bundle", "1", encode(BundleRow(1, "corner", 0, 1 << 60, ["x"], "0" * 64)))),
)
centre_lie(
    "a programme that is not signed",
    "changes",
    Changes,
    told(
        Change("bundle", "99999999999", encode(BundleRow(99999999999, "corner", 0, 1 << 60, ["x"], "0" * 64)))
    ),
)


def programme(later_s: int, text: str, *needs: str) -> Callable[[Stage, Changes], Changes]:
    """Return a page of the feed with a programme that the centre's own key has signed."""

    def with_it(stage: Stage, page: Changes) -> Changes:
        now_us = stage.till.time.now_us()
        bundle = Bundle(now_us // 1_000_000 + later_s, STORE, 0, now_us * 2, (text_hash(text),))
        row = told_bundle(
            bundle,
            {text_hash(text): text},
            lambda name: stage.liar.key.sign(sealing._BUNDLE_INFO + name.encode()),
            needs,
        )
        return told(Change("bundle", str(bundle.serial), encode(row)))(stage, page)

    return with_it


def still_prices(name: str, change: Callable[[Stage, Changes], Changes]) -> None:
    """Put a programme on the list that must not change what is asked of customers."""

    @trick(name)
    def _tried(stage: Stage) -> str:
        before = stage.till.files.programmes.current().bundle
        twist = said(stage, Changes, lambda page: change(stage, page))
        stage.liar.twist = lambda heard, reply: twist(heard, reply) if heard.what == "changes" else reply
        outcome = stage.exchange()
        assert stage.till.files.programmes.current().bundle == before
        (unable,) = stage.till.files.following.look()
        return f"{outcome}; {unable.code}, prices are those of before"


still_prices("a programme that takes an hour to read", programme(60, ".".join(["a"] * 50_000) + " = 1\n"))
still_prices(
    "a programme that needs what no till can do",
    programme(61, 'id = "x"\nnames = { en = "X" }\n', "telepathy"),
)
centre_lie("an order without a signature", "hello", Hello, changed(commands=[Command(10**6, END_LEASE, "")]))


def _ordering(stage: Stage, orders: list[Command]) -> Twist:
    """Return a lie in which a page of changes brings these orders."""
    twist = said(stage, Changes, lambda page: msgspec.structs.replace(page, commands=orders))
    return lambda heard, reply: twist(heard, reply) if heard.what == "changes" else reply


@trick("orders: an old serial, another till's, a word that nobody knows")
def _orders(stage: Stage) -> str:
    agent, key = stage.till.place.agent_id, stage.liar.key
    done = stage.till.files.device_keys.obeyed()

    def command(to: str, serial: int, kind: str) -> Command:
        return Command(serial, kind, key.sign(command_text(to, serial, kind)))

    lists = (
        [command(agent, max(0, done - 1), END_LEASE)],
        [command("somebody", done + 5, END_LEASE)],
        [command(agent, done + 1, "run: rm -rf /")],
    )
    lent = stage.till.files.leases.lent()
    for orders in lists:
        stage.liar.twist = _ordering(stage, orders)
        assert stage.exchange() == "goes on"
    assert (stage.till.files.leases.lent() is None) == (lent is None)
    return "nothing is done"


@trick("grants more points than were asked for")
def _generous(stage: Stage) -> str:
    twist = said(
        stage, HoldAnswer, lambda answer: msgspec.structs.replace(answer, granted=10**9, available=10**9)
    )
    stage.liar.twist = twist
    stage.till.sync_once()
    answered = stage.till.holds.ask(uuid7(1, bytes(10)), MEMBER, 100)
    assert answered.granted <= 100, answered
    return f"{answered.granted} points, {answered.reason or 'as asked'}"


@trick("tells a receipt that it was a sale of millions")
def _receipt(stage: Stage) -> str:
    stage.liar.twist = lambda heard, reply: (
        stage.liar.signed(heard, Reply(200, encode(ReceiptAnswer('{"paid_minor": 1e99}'))))
        if heard.what == "receipts"
        else reply
    )
    known = stage.till.receipts.ask("12345678901234567890")
    assert known is None
    return "not believed"
