"""Two accounts become one, in one transaction: lots, debts, holds, shares, cards, phones, documents of both.

What tills know by the other name goes on to count: rights that were given for it move with its points, so what may be
promised to anybody is what it was for both together. Everything that parting needs is written down. It must never
touch what is booked: points move by entries.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.kinship.kin import families, kin_of
from loyalty_pos.centre.leases.aside import Aside
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, Card, FeedRow, Head
from loyalty_pos.centre.rows import card_row, phone_row
from loyalty_pos.centre.together.records import PART_US, Brought, Joined, JoinKind
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.account.joining import points
from loyalty_pos.core.account.joining.standing import Before, TierRule, emptied, joined
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.reserve import together
from loyalty_pos.core.ledger import AccountState, Posting
from loyalty_pos.core.problems import (
    AccountBlocked,
    AccountErased,
    AlreadyOneAccount,
    FamilyFull,
    StaffAccount,
    WalletShared,
)

TIER_RULE: Final = "joined_tier"
"""Setting: ``sum`` (the purchases of both count together) or ``larger`` (those of whoever bought more)."""
FAMILY_MOST: Final = "family_most"
"""Setting: how many accounts may be one family, 6 where nothing is said."""
_FAMILY: Final = 6
MOST_STORES: Final = 3
_LAST_FAULTS: Final = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """``stays_id``: whose account it will be; ``other_id`` becomes part of it. ``by``: who approved it."""

    join_id: str
    stays_id: str
    other_id: str
    kind: JoinKind = JoinKind.DUPLICATE
    by: str = ""
    store_id: str = ""


def check(desk: Desk, now_us: int, wish: Wish) -> tuple[OpenAccounts, Wish]:
    """Return both accounts, open and whole, and the wish by their names of now.

    Whose second card it is must be certain: who asks to be forgotten is forgotten under every name, and nobody else.
    Raises AlreadyOneAccount, AccountErased, AccountBlocked, StaffAccount, FamilyFull, WalletShared.
    """
    accounts = OpenAccounts(desk, now_us)
    asked = sorted({wish.stays_id, wish.other_id})
    accounts.load(asked, all_lots=asked)
    kin = kin_of(desk.joinings, asked)
    wish = replace(wish, stays_id=kin.now(wish.stays_id), other_id=kin.now(wish.other_id))
    ids = sorted({wish.stays_id, wish.other_id})
    if len(ids) == 1:
        raise AlreadyOneAccount
    if ids != asked:
        accounts.load(ids, all_lots=ids)
    stays, other = (accounts.find(one) for one in (wish.stays_id, wish.other_id))
    if stays is None or other is None or desk.privacy.erased(ids):
        raise AccountErased
    if stays.head.blocked or other.head.blocked:
        raise AccountBlocked
    if stays.head.staff_id != other.head.staff_id or (wish.by and wish.by == stays.head.staff_id):
        raise StaffAccount
    if wish.kind is JoinKind.FAMILY:
        most = int(
            desk.reference.setting(wish.store_id, FAMILY_MOST)
            or desk.reference.setting("", FAMILY_MOST)
            or _FAMILY
        )
        if len(kin.parts(wish.stays_id)) + len(kin.parts(wish.other_id)) > most:
            raise FamilyFull(most=most)
    elif any(families(kin, one) for one in ids):
        raise WalletShared
    return accounts, wish


def join(desk: Desk, now_us: int, wish: Wish) -> Joined:
    """Make them one; the same ``join_id`` again gives what it gave. Raises as ``check``."""
    known = desk.joinings.get(wish.join_id)
    if known is not None:
        return known
    _, wish = check(desk, now_us, wish)
    accounts = _without_ended_holds(desk, now_us, sorted((wish.stays_id, wish.other_id)))
    stays, other = accounts.get(wish.stays_id), accounts.get(wish.other_id)
    rule = TierRule(desk.reference.setting("", TIER_RULE) or TierRule.SUM)
    both = points.join(stays.state, other.state, Posting(wish.join_id, moment(now_us)))
    cards = desk.members.cards_of([wish.stays_id, wish.other_id])
    brought = _brought(desk, (stays, other), rule, cards)
    bare = Before(_bare(stays), _bare(other), rule)
    accounts.post(wish.other_id, replace(both.other, state=emptied(both.other.state)), store_id=wish.store_id)
    together_now = joined(both.stays.state, other.state, rule)
    accounts.post(wish.stays_id, replace(both.stays, state=together_now), store_id=wish.store_id)
    accounts.change(together_head(accounts.get(wish.stays_id).head, other.head))
    vouchers = OpenVouchers(desk, now_us)
    _move_shares(Aside(desk, accounts, vouchers, now_us), wish)
    rows = _move_names(desk, wish.stays_id, brought, cards)
    rows += move_vouchers(vouchers, brought.vouchers, wish.stays_id)
    desk.belongings.move_debts(brought.debts, wish.stays_id)
    accounts.fit_tier(wish.stays_id, programme_now(desk, now_us, wish.store_id), moment(now_us))
    version = accounts.get(wish.stays_id).head.version
    done = _written(desk, now_us, wish, replace(brought, before=bare, version=version))
    told = [row for row in accounts.save() if row.row_key != wish.other_id]
    desk.feed.publish([*told, *rows, FeedRow("", "account", wish.other_id, b"")])
    return done


def _without_ended_holds(desk: Desk, now_us: int, ids: Sequence[str]) -> OpenAccounts:
    """Return both accounts; holds whose time is over are ended in the books before their rows get another name."""
    ending = OpenAccounts(desk, now_us)
    ending.load(ids, all_lots=ids)
    for one in ids:
        ending.end_holds(one)
    ending.save()
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids, all_lots=ids)
    return accounts


def _written(desk: Desk, now_us: int, wish: Wish, brought: Brought) -> Joined:
    """Move documents and whatever else the other account had, and write down what parting needs."""
    done = Joined(
        wish.join_id,
        wish.stays_id,
        wish.other_id,
        wish.kind,
        now_us,
        wish.by,
        wish.store_id,
        now_us + PART_US if wish.kind is JoinKind.DUPLICATE else 0,
        replace(
            brought,
            bought=desk.joinings.mark_all_papers(wish.other_id),
            rows=desk.belongings.move(wish.other_id, wish.stays_id),
        ),
    )
    desk.joinings.put(done)
    return done


def together_head(head: Head, other: Head) -> Head:
    """Return the head of the account that stays with what the other was trusted with, or not."""
    stores = sorted((*head.stores, *other.stores), key=lambda one: -one[1])
    seen: dict[str, int] = {}
    for store_id, at_us in stores:
        seen.setdefault(store_id, at_us)
    return replace(
        head,
        granted_tier=head.granted_tier or other.granted_tier,
        stores=tuple(seen.items())[:MOST_STORES],
        overdrawn=tuple(sorted((*head.overdrawn, *other.overdrawn)))[-_LAST_FAULTS:],
        even_us=min(head.even_us, other.even_us)
        if head.overdrawn and other.overdrawn
        else head.even_us or other.even_us,
        online_only=head.online_only or other.online_only,
        verified=head.verified and other.verified,
    )


def move_vouchers(vouchers: OpenVouchers, keys: Sequence[int], to_id: str) -> list[FeedRow]:
    """Let personal codes be another account's."""
    vouchers.open(keys)
    for key in keys:
        voucher = vouchers.get(key)
        if voucher is not None:
            vouchers.put(replace(voucher, account_id=to_id))
    return vouchers.save()


def _bare(account: Account) -> AccountState:
    return replace(account.state, lots=(), holds=(), debt=0)


def _brought(desk: Desk, both: tuple[Account, Account], rule: TierRule, cards: Sequence[Card]) -> Brought:
    stays, other = both
    other_id = other.head.account_id
    return Brought(
        before=Before(stays.state, other.state, rule),
        heads=(stays.head, other.head),
        version=0,
        lots=tuple(lot.id for lot in other.state.lots),
        debts=tuple(debt.entry_id for debt in desk.debts.open_of([other_id])),
        cards=tuple(card.number_key for card in cards if card.account_id == other_id),
        phones=tuple(key for kind, key in desk.personal.names_of(other_id) if kind == "phone"),
        vouchers=tuple(voucher.key for voucher in desk.vouchers.of_account(other_id)),
        last4=tuple(card.last4 for card in cards if card.account_id == other_id),
        own_last4=tuple(card.last4 for card in cards if card.account_id != other_id),
    )


def _move_shares(aside: Aside, wish: Wish) -> None:
    """Let what is set aside of the other for tills be set aside of the account that stays."""
    shares = aside.desk.set_aside.shares([wish.stays_id, wish.other_id])
    mine = shares.get(wish.stays_id, {})
    for who, moved in shares.get(wish.other_id, {}).items():
        own = mine.get(who, ())
        aside.keep(who, {wish.other_id: (moved, ()), wish.stays_id: (own, together(own, moved))})


def _move_names(desk: Desk, stays_id: str, brought: Brought, cards: Sequence[Card]) -> list[FeedRow]:
    desk.belongings.rename("card", brought.cards, stays_id)
    desk.belongings.rename("phone", brought.phones, stays_id)
    moved = [replace(card, account_id=stays_id) for card in cards if card.number_key in brought.cards]
    return [*map(card_row, moved), *(phone_row(key, stays_id) for key in brought.phones)]
