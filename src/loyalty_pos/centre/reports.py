"""What people read at the centre: state of the tills, balances recomputed from the ledger, everything for exports."""

from collections.abc import Iterator
from functools import partial

from loyalty_pos.centre.bundles import programmes_by_bundle
from loyalty_pos.centre.items import ArticleItem, BalanceLine, MemberItem, Overview, StaffItem, TillLine
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Account, Card, Person, Store, Stream
from loyalty_pos.core.dates import moment
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wire.messages import Change

PAGE = 2_000


class Reports:
    """Reads; each call is one snapshot."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def overview(self) -> Overview:
        """Return every till with its watermarks, the newest alarms, and sums over everything."""

        def look(desk: Desk) -> Overview:
            parked = desk.watch.parked_counts()
            streams: dict[str, list[Stream]] = {}
            for stream in desk.streams.all():
                streams.setdefault(stream.agent_id, []).append(stream)
            lines = [
                TillLine(
                    agent_id=till.agent_id,
                    store_id=till.store_id,
                    till_no=till.till_no,
                    incarnation=stream.incarnation,
                    stored=stream.stored,
                    projected=stream.projected,
                    parked=parked.get((stream.agent_id, stream.incarnation), 0),
                    quarantined=stream.quarantined,
                    seen_us=stream.seen_us,
                )
                for till in desk.tills.tills()
                for stream in streams.get(till.agent_id, [Stream(till.agent_id, "")])
            ]
            return Overview(tuple(lines), tuple(desk.watch.alarms()), desk.watch.totals())

        return self._books.read(look)

    def balances(self, after: str = "", limit: int = 1000) -> list[BalanceLine]:
        """Return accounts behind ``after`` in the order of ids, lots and entries summed apart."""

        def look(desk: Desk) -> list[BalanceLine]:
            ids = desk.accounts.page(after, limit)
            booked = desk.accounts.booked_points(ids)
            accounts = desk.accounts.load(ids)
            return [self._balance(accounts[account_id], booked.get(account_id, 0)) for account_id in ids]

        return self._books.read(look)

    def _balance(self, account: Account, entries_sum: int) -> BalanceLine:
        state, now = account.state, moment(self._clock.now_us())
        return BalanceLine(
            account_id=state.account_id,
            available=available(state.lots, now, state.debt),
            pending=pending(state.lots, now),
            debt=state.debt,
            points_sum=state.balance,
            entries_sum=entries_sum,
            spend_minor=state.spend_minor,
            visits=state.visits,
        )

    def articles(self, after: str = "", limit: int = 1000) -> list[ArticleItem]:
        """Return articles behind an id."""
        page = self._books.read(lambda desk: desk.reference.article_page(after, limit))
        return [ArticleItem(row.article, tuple(row.barcodes), row.page, row.position) for row in page]

    def members(self, after: str = "", limit: int = 1000) -> list[MemberItem]:
        """Return cards behind a number with their members; ``points``, spend and visits are those of today.

        The second card of an account has no balance of its own.
        """

        def look(desk: Desk) -> list[MemberItem]:
            cards = desk.members.card_page(after, limit)
            ids = {card.account_id for card in cards}
            accounts = desk.accounts.load(ids)
            people = {person.account_id: person for person in desk.people.people_of(ids)}
            firsts = {card.account_id: card.number for card in reversed(desk.members.cards_of(ids))}
            return [
                _member(
                    card,
                    accounts[card.account_id],
                    people.get(card.account_id, Person(card.account_id, "")),
                    is_first=firsts[card.account_id] == card.number,
                )
                for card in cards
            ]

        return self._books.read(look)

    def staff(self) -> list[StaffItem]:
        """Return everybody; badges are known by their hash only."""
        found = self._books.read(lambda desk: desk.reference.staff())
        return [
            StaffItem(row.staff_id, row.name, row.role, row.pin_hash, "", active=row.active)
            for row in found.values()
        ]

    def programme_texts(self) -> tuple[str, ...]:
        """Return what is in force in all shops now, in order of the programmes' ids."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: programmes_by_bundle(desk, (), now_us)[""])

    def events(self) -> Iterator[Event]:
        """Return every stored event, till by till in the order it was made."""
        for stream in self._books.read(lambda desk: desk.streams.all()):
            seq = 0
            while events := self._books.read(partial(_events, stream, seq)):
                seq = events[-1].seq
                yield from events

    def sales(self) -> Iterator[Sale]:
        """Return every stored sale, till by till in the order it was made."""
        return (fact for fact in map(fact_of, self.events()) if isinstance(fact, Sale))

    def setting(self, name: str, store_id: str = "") -> str:
        """Return a text of the shop, "" when it was never set."""
        return self._books.read(lambda desk: desk.reference.setting(store_id, name)) or ""

    def settings_named(self, name: str) -> dict[str, str]:
        """Return a setting by store, "" = of all stores."""
        return self._books.read(lambda desk: desk.reference.settings_named(name))

    def stores(self) -> list[Store]:
        """Return every store."""
        return self._books.read(lambda desk: desk.tills.stores())

    def feed_rows(self, store_id: str) -> Iterator[Change]:
        """Return everything that a new till of this store would be told."""
        cursor, more = "", True
        while more:
            rows, cursor, more = self._books.read(partial(_page, store_id, cursor))
            yield from rows


def _events(stream: Stream, seq: int, desk: Desk) -> list[Event]:
    return desk.events.after(stream, seq, PAGE)


def _page(store_id: str, cursor: str, desk: Desk) -> tuple[list[Change], str, bool]:
    return desk.feed.page(store_id, cursor, PAGE)


def _member(card: Card, account: Account, person: Person, *, is_first: bool) -> MemberItem:
    head, state = account.head, account.state
    return MemberItem(
        card_number=card.number,
        name=person.name,
        phone=person.phone,
        birthday=person.birthday,
        state=card.state,
        discount_bp=card.discount_bp,
        tier_id=head.tier_id,
        points=state.balance if is_first else 0,
        spend_minor=state.spend_minor if is_first else 0,
        visits=state.visits if is_first else 0,
        verified=head.verified,
        staff_id=head.staff_id,
    )
