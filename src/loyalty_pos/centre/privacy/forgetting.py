"""The erasure of one person in one transaction: the key, the names, the profile go; ledger, documents, chains stay.

What stays stands under an id made by chance. It must never change an entry, a document or an event: what is left of
points goes by new entries. Done again, on an older copy of the books, it gives the same.
"""

from dataclasses import replace

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Erasure, FeedRow, Head, PrivacyDeed, PrivacyWhat, VoucherDeed
from loyalty_pos.centre.rows import card_row, no_phone_key
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.account.ending import apply_end
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import AccountState, Posting
from loyalty_pos.core.member import CardState
from loyalty_pos.core.vouchers.deeds import What
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.rows import ForgetRow

_OPEN = frozenset({VoucherState.PRINTED, VoucherState.ACTIVE})


def forget(desk: Desk, now_us: int, erasure: Erasure) -> None:
    """Erase; an account that these books do not have yet is erased before it comes."""
    account_id = erasure.account_id
    accounts = OpenAccounts(desk, now_us)
    accounts.load([account_id])
    phones = [key for kind, key in desk.personal.names_of(account_id) if kind == "phone"]
    rows = [forget_row(erasure)]
    desk.feed.drop("phone", [str(key) for key in phones])  # the forget row takes them out of every cache
    rows += [
        FeedRow("", "subscriber", f"{key}:{partner}", b"")
        for partner, key in desk.personal.drop_subscribers(phones)
    ]
    rows += _cards_end(desk, account_id)
    rows += _vouchers_end(desk, now_us, erasure)
    desk.privacy.forget(erasure)
    if desk.privacy.deed(erasure.number) is None:
        deed = PrivacyDeed(erasure.number, PrivacyWhat.ERASE, account_id, erasure.at_us, erasure.by)
        desk.privacy.put_deed(deed)
    if accounts.find(account_id) is not None:
        _account_ends(accounts, erasure)
        owed = desk.debts.open_of([account_id])
        desk.debts.put([replace(one, rest=0, state="written_off", ended_us=now_us) for one in owed])
    desk.feed.publish(rows + accounts.save())


def forget_row(erasure: Erasure) -> FeedRow:
    """Return the word to all tills."""
    row = ForgetRow(erasure.account_id, list(erasure.person_ids), erasure.at_us)
    return FeedRow("", "forget", erasure.number, encode(row))


def nobody(head: Head) -> Head:
    """Return an account's head with nobody behind it any more; nothing is earned or spent on it."""
    return replace(
        head,
        granted_tier="",
        tier_id="",
        staff_id="",
        blocked=True,
        shown_name="",
        phone_masked="",
        stores=(),
        overdrawn=(),
    )


def _account_ends(accounts: OpenAccounts, erasure: Erasure) -> None:
    account_id = erasure.account_id
    posting = Posting(derived_id("erasure", erasure.number), moment(erasure.at_us))
    applied = apply_end(accounts.get(account_id).state, posting)
    accounts.post(account_id, replace(applied, state=_without_habits(applied.state)))
    accounts.change(nobody(accounts.get(account_id).head))


def _without_habits(state: AccountState) -> AccountState:
    """Return the state without what was counted and told of the person; sums of purchases are of the books."""
    return replace(
        state,
        months=(),
        tier_since=None,
        counters=(),
        clubs=(),
        segments=frozenset(),
        opted_out=True,
    )


def _cards_end(desk: Desk, account_id: str) -> list[FeedRow]:
    cards = [replace(card, state=CardState.ARCHIVE) for card in desk.members.cards_of([account_id])]
    desk.members.put_cards(cards)
    return [row for card in cards for row in (card_row(card), no_phone_key(card))]


def _vouchers_end(desk: Desk, now_us: int, erasure: Erasure) -> list[FeedRow]:
    """End what only this member could use; a certificate is paid money: it stays good for whoever shows its code."""
    vouchers = OpenVouchers(desk, now_us)
    own = desk.vouchers.of_account(erasure.account_id)
    vouchers.open([one.key for one in own])
    for one in own:
        if one.kind is VoucherKind.CERTIFICATE:
            vouchers.put(replace(one, account_id=""))
        elif one.state in _OPEN:
            vouchers.put(replace(one, state=VoucherState.CANCELLED), _ended(one, erasure, now_us))
    return vouchers.save()


def _ended(voucher: Voucher, erasure: Erasure, now_us: int) -> VoucherDeed:
    deed_id = derived_id("erasure", erasure.number, str(voucher.key))
    return VoucherDeed(deed_id, voucher.key, What.CANCELLED, "", "", "", 0, now_us)
