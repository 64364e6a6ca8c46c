"""What the centre needs from the world: its books in one transaction, time, secrets, a way to open sealed parts.

Every Protocol below a ``Desk`` lives inside one transaction of ``Books``; work may be repeated after a
conflict, so it must not keep anything outside the transaction. Adapters: ``storage/centre``.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol, TypeVar

from loyalty_pos.centre.records import (
    Account,
    Alarm,
    Booked,
    Card,
    Code,
    Document,
    FeedRow,
    HoldRecord,
    Park,
    Person,
    Store,
    Stream,
    Till,
)
from loyalty_pos.core.ledger import Entry
from loyalty_pos.core.member import Lot
from loyalty_pos.core.release import Release, Told
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import Change, Posting
from loyalty_pos.wire.rows import ArticleRow, StaffRow

Result = TypeVar("Result")


class Clock(Protocol):
    def now_us(self) -> int:
        """Return UTC microseconds since 1970."""
        ...


class Secrets(Protocol):
    """Randomness and the network's own keys; the keys stay in the keyfile of the centre."""

    def code(self) -> str:
        """Return 8 random base32 characters."""
        ...

    def token(self) -> str:
        """Return a random bearer secret."""
        ...

    def new_id(self) -> str:
        """Return a random UUID text."""
        ...

    @property
    def lookup_key(self) -> bytes:
        """The 32-byte key of ``core.lookup``."""
        ...

    @property
    def lookup_key_text(self) -> str:
        """The same key as base64, for an enrolled till."""
        ...

    @property
    def centre_key(self) -> str:
        """The X25519 public key, base64, to which person keys are wrapped."""
        ...

    @property
    def bundle_key(self) -> str:
        """The Ed25519 public key, base64, that verifies bundles."""
        ...

    def sign_bundle(self, bundle: str) -> str:
        """Return the signature of a bundle's name, base64."""
        ...

    def open_sealed(self, sealed: str, person_id: str, wrapped: str) -> dict[str, str]:
        """Return the fields of a sealed personal part. Raises BadMessage."""
        ...


class Streams(Protocol):
    def get(self, agent_id: str, incarnation: str) -> Stream:
        """Return the stream, locked for this transaction; a fresh one when nothing came yet."""
        ...

    def put(self, stream: Stream) -> None: ...

    def watermark(self, agent_id: str, incarnation: str) -> int:
        """Return how far the stream is projected, without a lock."""
        ...

    def behind(self) -> list[Stream]:
        """Return the streams with events stored but not yet projected."""
        ...

    def all(self) -> list[Stream]: ...


class Events(Protocol):
    def add(self, events: Sequence[Event], received_us: int) -> None:
        """Store new events; the database's unique keys are the last word."""
        ...

    def known_ids(self, agent_id: str, ids: Collection[str]) -> set[str]: ...

    def hashes(self, stream: Stream, from_seq: int, to_seq: int) -> dict[int, str]: ...

    def after(self, stream: Stream, seq: int, limit: int) -> list[Event]: ...

    def consents(self) -> int:
        """Return how many cards were given out with a consent."""
        ...

    def keep_person_keys(self, wrapped: dict[str, str]) -> None: ...

    def person_keys(self, person_ids: Collection[str]) -> dict[str, str]: ...

    def park(self, parks: Sequence[Park]) -> None: ...

    def waiting_for(self, sale_ids: Collection[str]) -> list[Event]:
        """Return parked events that need one of these sales, oldest first."""
        ...

    def unpark(self, events: Sequence[Event], now_us: int) -> None: ...


class Accounts(Protocol):
    """Accounts with their lots and entries. ``load`` locks in the order of ids."""

    def load(self, account_ids: Collection[str], *, all_lots: Collection[str] = ()) -> dict[str, Account]:
        """Return those that exist; ``all_lots`` names accounts whose empty lots are wanted too."""
        ...

    def save(
        self, accounts: Sequence[Account], lots: Sequence[tuple[str, Lot]], booked: Sequence[Booked]
    ) -> None:
        """Store heads, the lots that changed as (account id, lot), and new entries."""
        ...

    def entries_of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Entry]:
        """Return the entries of (account id, sale id) pairs in their order."""
        ...

    def entries(self, account_id: str) -> list[Booked]:
        """Return the whole book of one account in its order."""
        ...

    def page(self, after: str, limit: int) -> list[str]:
        """Return account ids in order."""
        ...

    def ended(self, at_us: int, after: str, limit: int) -> list[str]:
        """Return accounts behind an id, in order, with points in lots whose life is over."""
        ...

    def booked_points(self, account_ids: Collection[str]) -> dict[str, int]:
        """Return the sum of entries without memos, by account."""
        ...

    def history(self, account_id: str, limit: int) -> list[Posting]: ...


class Holds(Protocol):
    """Reservations by operation; an account's open ones come with ``Accounts.load``."""

    def get(self, op: str) -> HoldRecord | None:
        """Return what is known under an operation."""
        ...

    def lock(self, op: str) -> None:
        """Let nobody else ask for this operation or give it back until this transaction ends; before any account."""
        ...

    def put(self, holds: Sequence[HoldRecord]) -> None:
        """Keep what became of operations, in this order."""
        ...

    def waiting(self, account_ids: Collection[str], since_us: int) -> set[str]:
        """Return the accounts with an operation that neither was given back nor sold, and ended after a moment."""
        ...

    def prune(self, released_us: int, lapsed_us: int) -> None:
        """Forget those given back before one moment, and those whose time was over before the other."""
        ...


class Documents(Protocol):
    def lock_sales(self, sale_ids: Collection[str]) -> None:
        """Let nobody else apply or park anything of these sales until this transaction ends; before any account."""
        ...

    def known(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return those of (owner id, document id) that are there."""
        ...

    def of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return documents of (owner id, sale id): the sale and what undid it."""
        ...

    def add(self, documents: Sequence[Document]) -> None: ...


class Members(Protocol):
    """Cards, phones and people."""

    def accounts_of(self, kind: str, keys: Collection[int]) -> dict[int, str]:
        """Return who is known under these keyed hashes (``kind``: card or phone)."""
        ...

    def name(self, names: Sequence[tuple[str, int, str]]) -> None:
        """Make accounts known: (kind, keyed hash, account id); whoever was first keeps the name."""
        ...

    def forget(self, kind: str, key: int) -> None:
        """Nobody is known under this keyed hash any more."""
        ...

    def put_cards(self, cards: Sequence[Card]) -> None: ...

    def cards_of(self, account_ids: Collection[str]) -> list[Card]: ...

    def put_people(self, people: Sequence[Person]) -> None: ...

    def people_of(self, account_ids: Collection[str]) -> list[Person]: ...

    def birthdays(self, account_ids: Collection[str]) -> list[tuple[str, str]]:
        """Return (account id, birthday) of those of these accounts that have one."""
        ...

    def birthday_page(self, after: str, limit: int) -> list[tuple[str, str]]:
        """Return (account id, birthday) in the order of accounts behind one, those without a birthday left out."""
        ...

    def people_counts(self) -> tuple[int, int]:
        """Return (accounts with a live card, accounts with a birthday)."""
        ...

    def by_last4(self, last4: str, limit: int) -> list[str]: ...

    def by_name(self, words: Sequence[str], limit: int) -> list[str]: ...

    def card_page(self, after: str, limit: int) -> list[Card]:
        """Return cards in the order of their numbers, for exports."""
        ...


class Reference(Protocol):
    """What changes rarely and is the same for everybody."""

    def articles(self, ids: Collection[str]) -> dict[str, ArticleRow]: ...

    def article_page(self, after: str, limit: int) -> list[ArticleRow]: ...

    def put_articles(self, rows: Sequence[ArticleRow]) -> None: ...

    def prices(self, ids: Collection[str]) -> list[tuple[str, str, int]]:
        """Return (article id, store id, price in minor units)."""
        ...

    def put_prices(self, prices: Sequence[tuple[str, str, int]]) -> None: ...

    def staff(self) -> dict[str, StaffRow]: ...

    def staff_named(self, ids: Collection[str]) -> dict[str, StaffRow]: ...

    def put_staff(self, rows: Sequence[StaffRow]) -> None: ...

    def setting(self, store_id: str, name: str) -> str | None: ...

    def settings_named(self, name: str) -> dict[str, str]:
        """Return a setting by store."""
        ...

    def put_setting(self, store_id: str, name: str, value: str) -> None: ...


class Programmes(Protocol):
    """Every version of every programme, the releases, the bundles that shops were told and who has them."""

    def texts(self, hashes: Collection[str]) -> dict[str, str]: ...

    def put_text(self, programme_id: str, text_hash: str, text: str) -> None: ...

    def releases(self) -> list[Release]: ...

    def put_release(self, release: Release) -> None: ...

    def told(self, store_id: str) -> Told: ...

    def put_told(self, told: Told) -> None: ...

    def hashes_of(self, bundles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return by bundle the hashes of its texts."""
        ...

    def places(self, agent_ids: Sequence[str]) -> dict[str, int]:
        """Return by agent the place of the feed up to which it is known to have its bundles."""
        ...

    def put_place(self, agent_id: str, place: int) -> None: ...

    def bundle_places(self, store_ids: Sequence[str]) -> dict[tuple[str, int], int]:
        """Return by (store id, serial) the place of the feed at which a bundle was told."""
        ...


class Tills(Protocol):
    def store(self, store_id: str) -> Store | None: ...

    def put_store(self, store: Store) -> None: ...

    def stores(self) -> list[Store]:
        """Return every store in the order of ids."""
        ...

    def code(self, code_hash: str) -> Code | None:
        """Return a code in whatever state it is."""
        ...

    def till(self, agent_id: str) -> Till | None: ...

    def tills(self) -> list[Till]: ...

    def put_till(self, till: Till) -> None: ...

    def open_codes(self, now_us: int) -> list[Code]:
        """Return codes that are neither used nor over, locked."""
        ...

    def put_code(self, code: Code) -> None: ...


class Feed(Protocol):
    """Rows for the tills in the order of one server sequence; publish as the last step of a transaction."""

    def publish(self, rows: Iterable[FeedRow]) -> None: ...

    def page(self, store_id: str, cursor: str, limit: int) -> tuple[list[Change], str, bool]:
        """Return changes after the cursor, the new cursor, and whether there are more."""
        ...

    def place(self, cursor: str) -> int:
        """Return the place in the sequence that a cursor of this database names, 0 for any other one."""
        ...


class Watch(Protocol):
    def raise_alarms(self, alarms: Sequence[Alarm]) -> None: ...

    def alarms(self) -> list[Alarm]: ...

    def parked_counts(self) -> dict[tuple[str, str], int]: ...

    def totals(self) -> dict[str, int]:
        """Return counts and sums over everything (events, entries, points, documents by kind)."""
        ...


class Desk(Protocol):
    """All books, inside one transaction."""

    @property
    def streams(self) -> Streams: ...

    @property
    def events(self) -> Events: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def holds(self) -> Holds: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def members(self) -> Members: ...

    @property
    def reference(self) -> Reference: ...

    @property
    def programmes(self) -> Programmes: ...

    @property
    def tills(self) -> Tills: ...

    @property
    def feed(self) -> Feed: ...

    @property
    def watch(self) -> Watch: ...


class Unstorable(Exception):
    """The database refused values as such: trying again gives the same. Nothing of the transaction was kept."""


class Books(Protocol):
    """Both raise ``Unstorable``, or the storage's own refusals (busy, full...), which may pass."""

    def read(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` on one snapshot."""
        ...

    def write(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` in one durable transaction."""
        ...
