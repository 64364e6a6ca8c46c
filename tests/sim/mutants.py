"""The product and the oracles, broken on purpose, one rule at a time: a world in which nobody notices proves nothing.

Each mutant is a patch that holds while its worlds are played. ``hunt`` returns who noticed it, and at which seed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from loyalty_pos.api.signing.window import NonceWindow
from loyalty_pos.centre.applying import Applying
from loyalty_pos.centre.intake import Intake
from loyalty_pos.centre.kinship.kin import Kin
from loyalty_pos.centre.office.telling import _told
from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.core.leases.reserve import Share, granted
from loyalty_pos.core.leases.rights import Used
from loyalty_pos.core.points import available
from loyalty_pos.core.sale import Sale, addends
from loyalty_pos.core.vouchers.deeds import What
from loyalty_pos.storage.centre.feed import SqlFeed
from loyalty_pos.storage.centre.vouchers import SqlVouchers
from loyalty_pos.storage.journal.book import TillJournal
from loyalty_pos.storage.journal.leases import LeaseBook, Lent
from loyalty_pos.storage.journal.outbox import Outbox
from loyalty_pos.sync.signing.speaking import Speaking
from loyalty_pos.wire.signing.words import Told, read_answered
from tests.sim.books import BooksOracle
from tests.sim.network import Weather
from tests.sim.oracles import Breach, Oracles
from tests.sim.rest import Rest
from tests.sim.world import World

Patch = Callable[[], AbstractContextManager[Any]]


class Found(NamedTuple):
    """Who noticed it first, and where."""

    seed: int
    step: int
    oracle: str


_WORLDS: Final = 12
DEAF: Final = Weather(lost=2, late=2, doubled=2, answer_lost=50, meanwhile=0, forged=0)
TWICE: Final = Weather(lost=0, late=0, doubled=40, answer_lost=5, meanwhile=0)
BAD: Final = Weather(lost=3, late=3, doubled=3, answer_lost=30, meanwhile=20)


@dataclass(frozen=True)
class Mutant:
    """``killers``: the oracles that may be first to see it. ``weather``, ``often``: a world in which it shows soon."""

    patch: Patch
    killers: tuple[str, ...]
    weather: Weather | None = None
    often: Mapping[str, float] = field(default_factory=dict)
    first: int = 0

    def seeds(self) -> range:
        """Return the worlds to look into; in the first one it was noticed when it was written."""
        return range(self.first, self.first + _WORLDS)


# --- at the till ------------------------------------------------------------------------------------------


def _used_not_counted() -> Any:
    return patch("loyalty_pos.storage.journal.derived.count_redemption", lambda *_: None)


def _counters_begin_anew() -> Any:
    real = LeaseBook.__init__

    def forgetful(book: LeaseBook, *arguments: Any) -> None:
        real(book, *arguments)
        with book._database.writing() as connection:
            connection.execute("UPDATE lease SET risk = 0")
            connection.execute("DELETE FROM lease_used")

    return patch.object(LeaseBook, "__init__", forgetful)


def _rights_before_rows() -> Any:
    return patch.object(Lent, "has_begun", lambda *_: True)


def _acknowledged_before_commit() -> Any:
    """The sale is told; it is written with the next one."""
    real = TillJournal.record
    waiting: dict[int, list[Any]] = {}

    def late(journal: TillJournal, drafts: Any) -> Any:
        before = waiting.pop(id(journal), [])
        if not any(isinstance(draft.fact, Sale) for draft in drafts):
            return real(journal, [*before, *drafts])
        if before:
            real(journal, before)
        waiting[id(journal)] = list(drafts)
        return []

    return patch.object(TillJournal, "record", late)


def _clock_rules_order() -> Any:
    return patch("loyalty_pos.storage.journal.book.next_hlc", lambda _last, wall_ms: wall_ms << 16)


def _believed_to_be_sent() -> Any:
    """Whatever waits is taken for acknowledged with every word of the centre."""
    real = Outbox.agree

    def hasty(outbox: Outbox, stored: int, head_hash: str) -> None:
        real(outbox, stored, head_hash)
        with outbox._database.writing() as connection:
            connection.execute("UPDATE watermark SET stored = (SELECT max(seq) FROM event)")

    return patch.object(Outbox, "agree", hasty)


# --- at the centre ----------------------------------------------------------------------------------------


def _gaps_accepted() -> Any:
    def careless(stream: Any, push: Any, _known: Any) -> Intake:
        new = tuple(event for event in push.events if event.seq > stream.stored)
        if not new:
            return Intake(stream, ())
        return Intake(replace(stream, stored=new[-1].seq, head_hash=new[-1].hash), new)

    return patch("loyalty_pos.centre.intake.accept", careless)


def _hold_counted_twice() -> Any:
    return patch("loyalty_pos.core.posting._release", lambda *_: ())


def _older_share_dropped() -> Any:
    """What was set aside before is free as soon as the next lease is made out, whether it arrives or not."""

    def hasty(shares: Any, epoch: int, free: int, share_bp: int) -> tuple[Share, ...]:
        return granted(shares, epoch, free, share_bp)[-1:]

    return patch("loyalty_pos.centre.leases.issuing.granted", hasty)


def _promised_from_the_balance() -> Any:
    """A hold looks at what is there, not at what is set aside of it."""

    def all_of_it(account: Any, at: Any) -> int:
        return available(account.state.lots, at, account.state.debt)

    return patch("loyalty_pos.centre.lent.free.free", all_of_it)


def _sale_forgotten() -> Any:
    """Every seventh sale is stored, and applied to nothing."""
    real = Applying.apply
    seen = iter(range(1_000_000))

    def forgetful(applying: Applying, one: Any) -> Any:
        if isinstance(one.fact, Sale) and next(seen) % 7 == 6:
            return None
        return real(applying, one)

    return patch.object(Applying, "apply", forgetful)


def _feed_loses_a_row() -> Any:
    real = SqlFeed.page

    def short(feed: SqlFeed, store_id: str, cursor: str, limit: int) -> Any:
        rows, after, more = real(feed, store_id, cursor, limit)
        return (rows[:-1] if len(rows) > 2 else rows), after, more

    return patch.object(SqlFeed, "page", short)


def _floor_not_limited() -> Any:
    """The till takes its floor right anew with each receipt."""
    return patch.object(LeaseBook, "used", lambda *_: Used())


def _one_nonce_twice() -> Any:
    return patch.object(NonceWindow, "take", lambda *_: True)


def _everybody_is_believed() -> Any:
    return patch.object(Speaking, "believes", _hearing)


def _hearing(speaking: Speaking, told: Told, header: str, nonce: str) -> bool:
    """Hear what an answer says of the centre's life, and look at no signature."""
    answered = read_answered(header) if nonce else None
    if answered is not None:
        speaking._hear(answered)
    return told is not None


def _cards_not_counted() -> Any:
    """Money on a card is left out of the day's sums."""

    def less(fact: object) -> dict[str, int]:
        return addends(fact) | {"card_minor": 0}

    return patch("loyalty_pos.storage.journal.derived.addends", less)


def _payment_not_written_down() -> Any:
    """A certificate pays, and no deed tells of it."""
    real = SqlVouchers.add_deeds

    def silent(vouchers: SqlVouchers, deeds: Sequence[VoucherDeed]) -> None:
        real(vouchers, [deed for deed in deeds if deed.what != What.PAID])

    return patch.object(SqlVouchers, "add_deeds", silent)


def _line_left_out() -> Any:
    """A statement forgets what happened last."""

    def short(book: Any, names: Any) -> Any:
        opening, older, changes = _told(book, names)
        return opening, older, changes[1:]

    return patch("loyalty_pos.centre.office.telling._told", short)


def _own_name_kept() -> Any:
    """What comes late for an account that became part of another one is booked to its old name."""
    return patch.object(Kin, "now", lambda _, account_id: account_id)


_TALK: Final = {"talks": 40.0, "takes back": 1.0, "night": 0.5, "cable": 2.0}
_SPENDING: Final = {
    "talks": 25.0,
    "sells": 60.0,
    "night": 0.3,
    "cable": 2.0,
    **dict.fromkeys(("takes back", "bundle", "card", "talks to the end"), 0.0),
    **dict.fromkeys(("joins", "order", "statement", "centre dies", "dies tidying"), 0.0),
}
_BACK: Final = {"backup": 4.0, "centre back": 4.0, "night": 0.5}
PRODUCT: Final[dict[str, Mutant]] = {
    "used is not counted": Mutant(_used_not_counted, ("floor", "theorem 2", "counters", "lemma", "alarms")),
    "counters begin anew": Mutant(_counters_begin_anew, ("counters", "floor")),
    "rights before rows": Mutant(_rights_before_rows, ("rows",), BAD, _TALK, 6),
    "told before the commit": Mutant(_acknowledged_before_commit, ("durable",)),
    "the clock rules the order": Mutant(_clock_rules_order, ("hlc", "chain", "acknowledged")),
    "believed to be sent": Mutant(_believed_to_be_sent, ("arrived", "lost")),
    "gaps are accepted": Mutant(_gaps_accepted, ("arrived", "lost", "once"), None, _BACK),
    "a hold counts twice": Mutant(_hold_counted_twice, ("lemma",)),
    "an older share is dropped": Mutant(
        _older_share_dropped, ("lemma", "alarms", "promise", "theorem 2"), DEAF, _SPENDING, 1
    ),
    "promised from the balance": Mutant(_promised_from_the_balance, ("promise",)),
    "a sale is forgotten": Mutant(_sale_forgotten, ("once", "lost")),
    "the feed loses a row": Mutant(_feed_loses_a_row, ("caches",)),
    "the floor is not limited": Mutant(_floor_not_limited, ("floor", "theorem 2", "lemma", "alarms")),
    "one nonce counts twice": Mutant(_one_nonce_twice, ("gate",), TWICE, _TALK),
    "cards are not in the Z": Mutant(_cards_not_counted, ("day",)),
    "a payment leaves no deed": Mutant(_payment_not_written_down, ("certificates",)),
    "a statement leaves a line out": Mutant(_line_left_out, ("statement",), None, {"statement": 9.0}),
    "late sales keep their old account": Mutant(
        _own_name_kept, ("joined", "once", "caches", "lost", "lemma"), None, {"joins": 6.0, "cable": 8.0}
    ),
    "everybody is believed": Mutant(_everybody_is_believed, ("stranger",)),
}


# --- oracles ----------------------------------------------------------------------------------------------


def _watermarks_only() -> Any:
    """Exactly once is believed to the watermarks, events are not counted."""
    return patch.object(Rest, "_events", lambda _: None)


def _no_lemma() -> Any:
    return patch.object(BooksOracle, "_lemma", lambda *_, **__: None)


def _no_hashes() -> Any:
    """What was told is not looked for after a restart, nor right after it was told."""
    return patch.object(Oracles, "sold", lambda *_: None)


def _office_forgotten() -> Any:
    """W: what returns take back is not counted as the office's."""
    return patch("tests.sim.books._TAKING", frozenset())


BLIND: Final[dict[str, tuple[Patch, str]]] = {
    "watermarks only": (_watermarks_only, "a sale is forgotten"),
    "no lemma": (_no_lemma, "a hold counts twice"),
    "sales are not looked at": (_no_hashes, "rights before rows"),
}
"""Oracles made blind, and the broken product that they let pass."""

FORGETFUL: Final[dict[str, Patch]] = {"the office is forgotten": _office_forgotten}
"""Oracles that complain of sound worlds."""


def hunt(
    patches: Iterable[Patch], seeds: Iterable[int], like: Mutant | None = None, events: int = 250
) -> Found | None:
    """Play worlds until somebody notices; ``like``: in the world of this mutant."""
    for seed in seeds:
        found = _played(
            list(patches), World(seed, like.weather if like else None, like.often if like else None), events
        )
        if found is not None:
            return found
    return None


def _played(patches: list[Patch], one: World, events: int) -> Found | None:
    with one as world, ExitStack() as broken:
        for patched in patches:
            broken.enter_context(patched())
        try:
            world.play(events)
        except Breach as breach:
            return Found(world.seed, world.step_no, breach.oracle)
        except Exception as error:  # noqa: BLE001 - also a bug is noticed
            return Found(world.seed, world.step_no, f"bug {type(error).__name__}")
    return None
