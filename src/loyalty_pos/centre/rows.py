"""From the centre's books to rows of a till's cache: only what a counter may see (offline.md 4.4).

It must never put a full name, a phone, a birthday or a card number into a row.
"""

from collections.abc import Iterable
from dataclasses import replace

from loyalty_pos.centre.lent.free import reserved
from loyalty_pos.centre.records import Account, Card, FeedRow, Till
from loyalty_pos.centre.voices.records import Voice
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.member import ClubMembership, Lot
from loyalty_pos.core.sale import Return, Void
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.rows import (
    AccountRow,
    ArticleRow,
    BundleRow,
    CameBackRow,
    CardRow,
    DeviceRow,
    LotRow,
    PhoneKeyRow,
    PhoneRow,
    ProgressRow,
    ReturnedRow,
    SettingRow,
    StaffRow,
    SubscriberRow,
    VoucherRow,
)


def account_row(account: Account, *, birthday_is_near: bool = False) -> FeedRow:
    """Return the account as every till may know it; of the birthday only whether it is near.

    A lot's ``held`` is 0: which lots a hold names is the centre's own business, a till is told the sum (``reserved``).
    """
    head, state = account.head, account.state
    row = AccountRow(
        account_id=head.account_id,
        name=head.shown_name,
        phone_masked=head.phone_masked,
        tier_id=head.tier_id,
        spend_minor=state.spend_minor,
        visits=state.visits,
        debt=state.debt,
        lots=[_lot_row(lot) for lot in state.lots if lot.remaining],
        staff_id=head.staff_id,
        verified=head.verified,
        blocked=head.blocked,
        birthday_window=birthday_is_near,
        progress=_progress_row(state),
        reserved=reserved(account),
        stores=[store_id for store_id, _ in head.stores],
        online_only=head.online_only or head.blocked,
    )
    return FeedRow("", "account", head.account_id, encode(row))


def _progress_row(state: AccountState) -> ProgressRow | None:
    told = (state.months, state.tier_since, state.counters, state.clubs, state.segments, state.opted_out)
    if not any(told):
        return None
    since = state.tier_since.toordinal() if state.tier_since else 0
    clubs = [club_times(club) for club in state.clubs]
    segments = sorted(state.segments)
    return ProgressRow(list(state.months), since, list(state.counters), clubs, segments, state.opted_out)


def club_times(club: ClubMembership) -> tuple[str, int, int, int]:
    """Return the club with when it began, ends and was paused: UTC microseconds, 0 = never."""
    until_us = micros(club.until) if club.until else 0
    return club.club_id, micros(club.since), until_us, micros(club.paused_at) if club.paused_at else 0


def _lot_row(lot: Lot) -> LotRow:
    return LotRow(
        id=lot.id,
        kind=str(lot.kind),
        amount=lot.amount,
        remaining=lot.remaining,
        held=0,
        activate_us=micros(lot.activate_at),
        expire_us=micros(lot.expire_at) if lot.expire_at else 0,
        spend_scope=lot.spend_scope,
    )


def card_row(card: Card) -> FeedRow:
    """Return a card under the keyed hash of its number."""
    row = CardRow(card.account_id, str(card.state), card.last4, card.discount_bp)
    return FeedRow("", "card", str(card.number_key), encode(row))


def voucher_row(voucher: Voucher) -> FeedRow:
    """Return a voucher under the keyed hash of its code; what was overdrawn is the centre's own business."""
    row = VoucherRow(
        kind=str(voucher.kind),
        series=voucher.series,
        state=str(voucher.state),
        value_minor=voucher.value_minor,
        rest_minor=max(0, voucher.rest_minor),
        uses_left=max(0, voucher.uses_left),
        since_us=voucher.since_us,
        until_us=voucher.until_us,
        account_id=voucher.account_id,
        last4=voucher.last4,
        home=voucher.home,
        reserved=voucher.held + voucher.set_aside,
    )
    return FeedRow("", "voucher", str(voucher.key), encode(row))


def phone_key_row(card: Card, public_key: bytes, until_minutes: int) -> FeedRow:
    """Return the phone that stands for this card, b"" = it was stopped; ``until_minutes``: end of its newest passport."""
    return FeedRow("", "phone_key", str(card.number_key), encode(PhoneKeyRow(public_key, until_minutes)))


def no_phone_key(card: Card) -> FeedRow:
    """Return the word that no phone stands for this card, and none ever did."""
    return FeedRow("", "phone_key", str(card.number_key), b"")


def phone_row(phone_key: int, account_id: str) -> FeedRow:
    """Return a phone's keyed hash as a name of an account."""
    return FeedRow("", "phone", str(phone_key), encode(PhoneRow(account_id)))


def subscriber_row(partner_id: str, phone_key: int) -> FeedRow:
    """Return a phone's keyed hash as that of a partner's customer, who need not be a member."""
    return FeedRow("", "subscriber", f"{phone_key}:{partner_id}", encode(SubscriberRow(partner_id)))


def article_rows(row: ArticleRow, prices: dict[str, int]) -> list[FeedRow]:
    """Return the general row and, behind it, one for each store with a price of its own."""
    general = FeedRow("", "article", row.article.id, encode(row))
    own = [
        FeedRow(store_id, "article", row.article.id, encode(priced(row, price_minor)))
        for store_id, price_minor in sorted(prices.items())
        if store_id
    ]
    return [general, *own]


def priced(row: ArticleRow, price_minor: int) -> ArticleRow:
    """Return the article at another shelf price."""
    article = replace(row.article, price_minor=price_minor)
    return ArticleRow(article, row.barcodes, row.page, row.position)


def staff_row(row: StaffRow) -> FeedRow:
    """Return a cashier."""
    return FeedRow("", "staff", row.staff_id, encode(row))


def bundle_row(row: BundleRow) -> FeedRow:
    """Return what a shop prices by, for its own tills alone."""
    return FeedRow(row.store_id, "bundle", str(row.serial), encode(row))


def no_bundle(store_id: str, serial: int) -> FeedRow:
    """Return the word that a shop's tills forget a bundle."""
    return FeedRow(store_id, "bundle", str(serial), b"")


def device_row(till: Till, voice: Voice | None = None) -> FeedRow:
    """Return with which keys a till signs its receipts; also of one that was shut out, whose papers are about."""
    also = [one for one in (voice.next_key, *voice.older) if one] if voice else []
    row = DeviceRow(till.agent_id, till.device_key, till.revoked, also)
    return FeedRow("", "device", till.agent_id, encode(row))


def returned_row(sale_id: str, facts: Iterable[Return | Void]) -> FeedRow:
    """Return what came back of a sale so far."""
    known = list(facts)
    returns = [
        CameBackRow(fact.return_id, list(fact.lines), list(fact.tenders))
        for fact in known
        if isinstance(fact, Return)
    ]
    row = ReturnedRow(returns, voided=any(isinstance(fact, Void) for fact in known))
    return FeedRow("", "returned", sale_id, encode(row))


def setting_row(store_id: str, name: str, value: str) -> FeedRow:
    """Return a setting of one store, or of all."""
    return FeedRow(store_id, "setting", name, encode(SettingRow(value)))
