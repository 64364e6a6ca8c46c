"""What people tell the centre: stores, codes for tills, goods, prices, staff, members, programmes, settings.

Every call is one transaction and may be repeated: the same again changes nothing and tells the tills nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from loyalty_pos.centre import enrolment, rows
from loyalty_pos.centre.bundles import retell
from loyalty_pos.centre.items import (
    ArticleItem,
    BalanceItem,
    BalanceLine,
    Counts,
    MemberItem,
    Overview,
    PriceItem,
    RefusedRow,
    StaffItem,
    Tally,
    TillLine,
    outcome,
)
from loyalty_pos.centre.leases.desk import LeaseDesk
from loyalty_pos.centre.membership import Membership, account_of
from loyalty_pos.centre.partners.cashback import CashbackDesk
from loyalty_pos.centre.partners.claims import ClaimDesk
from loyalty_pos.centre.partners.desk import PartnerDesk
from loyalty_pos.centre.partners.rewards import RewardDesk
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import FeedRow, Store
from loyalty_pos.centre.releases import ReleaseDesk
from loyalty_pos.centre.reports import Reports
from loyalty_pos.centre.speaking.shutting import shut_out
from loyalty_pos.centre.staffing.desk import last_managers
from loyalty_pos.centre.vouchers.desk import VoucherDesk
from loyalty_pos.centre.vouchers.printing import CodeDesk
from loyalty_pos.core.cards import last4
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import UnknownCard
from loyalty_pos.core.release import Release
from loyalty_pos.wire.rows import ArticleRow, StaffRow

__all__ = [
    "ArticleItem",
    "BalanceItem",
    "BalanceLine",
    "CentreAdmin",
    "Counts",
    "MemberItem",
    "Overview",
    "PriceItem",
    "RefusedRow",
    "StaffItem",
    "TillLine",
    "account_of",
]


class CentreAdmin(Reports):
    """The counter behind the centre: everything of ``Reports``, and what changes something."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        super().__init__(books, clock)
        self._secrets = secrets
        self.releases = ReleaseDesk(books, clock, secrets)
        self.partners = PartnerDesk(books, clock, secrets)
        self.cashback = CashbackDesk(books, clock, secrets)
        self.claims = ClaimDesk(books, clock, secrets)
        self.rewards = RewardDesk(books, clock, secrets)
        self.leases = LeaseDesk(books, clock, secrets)
        self.vouchers = VoucherDesk(books, clock, secrets)
        self.codes = CodeDesk(books, clock, secrets)

    def create_store(self, store_id: str, name: str, zone: str = "Europe/Moscow") -> None:
        """Add a store or rename it."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> None:
            desk.tills.put_store(Store(store_id, name, zone))
            retell(desk, self._secrets, now_us)

        self._books.write(work)

    def make_code(self, store_id: str, till_no: int = 0) -> str:
        """Return a one-time code for a till: 8 characters, 10 minutes. Raises EnrolmentRefused."""
        now_us = self._clock.now_us()
        return self._books.write(
            lambda desk: enrolment.make_code(desk, self._secrets, now_us, store_id, till_no)
        )

    def shut_out(self, agent_id: str) -> None:
        """Let a till in no more: lost, stolen, given away. What it sold before is still taken from another one.

        What it brings from now on is stored and set aside for a person.
        """

        now_us = self._clock.now_us()
        self._books.write(lambda desk: shut_out(desk, now_us, agent_id))

    def put_articles(self, items: Sequence[ArticleItem]) -> Counts:
        """Add or change goods by their ids; prices of single stores stay."""

        def work(desk: Desk) -> Counts:
            known = desk.reference.articles([item.article.id for item in items])
            tally = Tally()
            new: dict[str, ArticleRow] = {}
            for item in items:
                row = ArticleRow(item.article, list(item.barcodes), item.page, item.position)
                tally.add(outcome(known.get(row.article.id), row))
                if known.get(row.article.id) != row:
                    new[row.article.id] = known[row.article.id] = row
            desk.reference.put_articles(list(new.values()))
            desk.feed.publish(_article_feed(desk, new))
            return tally.counts()

        return self._books.write(work)

    def put_prices(self, items: Sequence[PriceItem]) -> Counts:
        """Change shelf prices, of all stores or of one; unknown articles are refused."""

        def work(desk: Desk) -> Counts:
            ids = [item.article_id for item in items]
            known = desk.reference.articles(ids)
            own = {(article_id, store): price for article_id, store, price in desk.reference.prices(ids)}
            tally = Tally()
            touched: dict[str, ArticleRow] = {}
            for index, item in enumerate(items):
                row = known.get(item.article_id)
                if row is None:
                    tally.refuse(index, "unknown_article")
                    continue
                place = (item.article_id, item.store_id)
                old = own.get(place) if item.store_id else row.article.price_minor
                tally.add(outcome(old, item.price_minor))
                if old == item.price_minor:
                    continue
                if item.store_id:
                    own[place] = item.price_minor
                    desk.reference.put_prices([(*place, item.price_minor)])
                else:
                    known[item.article_id] = rows.priced(row, item.price_minor)
                touched[item.article_id] = known[item.article_id]
            desk.reference.put_articles(list(touched.values()))
            desk.feed.publish(_article_feed(desk, touched))
            return tally.counts()

        return self._books.write(work)

    def put_staff(self, items: Sequence[StaffItem]) -> Counts:
        """Add or change staff; a badge that is not named stays as it is. The last manager is not taken away."""

        def work(desk: Desk) -> Counts:
            known = desk.reference.staff()
            tally = Tally()
            new: list[StaffRow] = []
            rows_told = [self._staff_row(item, known.get(item.staff_id)) for item in items]
            must_stay = last_managers(known, rows_told)
            for index, row in enumerate(rows_told):
                old = known.get(row.staff_id)
                if row.staff_id in must_stay:
                    tally.refuse(index, "last_manager")
                    continue
                tally.add(outcome(old, row))
                if old != row:
                    new.append(row)
            desk.reference.put_staff(new)
            desk.feed.publish([rows.staff_row(row) for row in new])
            return tally.counts()

        return self._books.write(work)

    def _staff_row(self, item: StaffItem, old: StaffRow | None) -> StaffRow:
        row = StaffRow(item.staff_id, item.name, item.role, item.pin_hash, active=item.active)
        return self._with_badge(row, item.badge_number, old.badge_key if old else 0)

    def _with_badge(self, row: StaffRow, number: str, known_key: int) -> StaffRow:
        key = lookup_key("badge", number, self._secrets.lookup_key) if number else known_key
        return StaffRow(row.staff_id, row.name, row.role, row.pin_hash, key, row.active)

    def put_members(self, items: Sequence[MemberItem]) -> Counts:
        """Add or change cards with their members and open their balances; see ``Membership``."""
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        tally = self._books.write(lambda desk: Membership(desk, now_us, key).put_members(items))
        return tally.counts()

    def put_balances(self, items: Sequence[BalanceItem]) -> Counts:
        """Open balances of known cards."""
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        tally = self._books.write(lambda desk: Membership(desk, now_us, key).put_balances(items))
        return tally.counts()

    def set_programme(self, text: str) -> Release:
        """Let this programme alone be in force in all shops from now on. Raises BadProgramme."""
        return self.releases.release_alone(text)

    def set_setting(self, name: str, value: str, store_id: str = "") -> None:
        """Set a text of the shop, for all stores or for one; a store's own one stays above the general one."""

        def work(desk: Desk) -> None:
            if desk.reference.setting(store_id, name) == value:
                return
            desk.reference.put_setting(store_id, name, value)
            named = desk.reference.settings_named(name)
            told = named if not store_id else {store_id: value}
            desk.feed.publish([rows.setting_row(store, name, text) for store, text in sorted(told.items())])

        self._books.write(work)

    def block_card(self, number: str, state: CardState) -> None:
        """Change the state of a card. Raises UnknownCard."""
        key = lookup_key("card", number, self._secrets.lookup_key)

        def work(desk: Desk) -> None:
            holder = desk.members.accounts_of("card", [key]).get(key, "")
            cards = [card for card in desk.members.cards_of([holder]) if card.number == number]
            if not cards:
                raise UnknownCard(last4=last4(number))
            changed = [replace(card, state=state) for card in cards if card.state is not state]
            desk.members.put_cards(changed)
            desk.feed.publish([rows.card_row(card) for card in changed])

        self._books.write(work)


def _article_feed(desk: Desk, changed: dict[str, ArticleRow]) -> list[FeedRow]:
    """Return the rows of changed articles: general first, then those of stores with a price of their own."""
    own: dict[str, dict[str, int]] = {}
    for article_id, store_id, price_minor in desk.reference.prices(list(changed)):
        own.setdefault(article_id, {})[store_id] = price_minor
    return [
        feed_row
        for article_id, row in changed.items()
        for feed_row in rows.article_rows(row, own.get(article_id, {}))
    ]
