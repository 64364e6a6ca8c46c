"""Two joined accounts are two again: each has what it brought and earned, less what it used, whoever's points those were.

What it means is computed first and shown; nothing is given back that a till may still spend. It must never change
what was booked in between.
"""

from dataclasses import dataclass, replace

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.joining.joining import move_vouchers, together_head
from loyalty_pos.centre.kinship.kin import Kin, families, kin_of
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, FeedRow, Head, PrivacyWhat
from loyalty_pos.centre.rows import card_row, phone_row
from loyalty_pos.centre.together.records import PART_DAYS, Joined
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.account.consents import PROFILING, is_about
from loyalty_pos.core.account.joining import points
from loyalty_pos.core.account.joining.standing import Purchases, parted
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Posting, entry_id
from loyalty_pos.core.problems import JoinedFurther, NotJoined, PartTooLate, PayingNow, PointsAtTills


@dataclass(frozen=True, slots=True)
class Parted:
    """What parting means, minor point units. ``back``: what the leaver has then, less its debt.

    ``stays``: what the other has then. ``charged``: what the account that stays pays for points of the leaver's that it
    used; ``owing``: the reverse.
    """

    joined: Joined
    back: int
    stays: int
    charged: int
    owing: int


@dataclass(frozen=True, slots=True)
class _Plan:
    accounts: OpenAccounts
    joined: Joined
    members: frozenset[str]
    share: points.Share
    both: points.Both
    debts: tuple[str, ...]

    @property
    def told(self) -> Parted:
        back, stays = self.both.other.state.balance, self.both.stays.state.balance
        return Parted(self.joined, back, stays, *self.share.sides)


def ask(desk: Desk, now_us: int, join_id: str) -> Parted:
    """Return what parting means; nothing is changed. Raises as ``part``."""
    return _plan(desk, now_us, join_id).told


def part(desk: Desk, now_us: int, join_id: str, by: str) -> Parted:
    """Part them. Raises NotJoined, PartTooLate, JoinedFurther, PayingNow, PointsAtTills."""
    plan = _plan(desk, now_us, join_id)
    accounts, done = plan.accounts, plan.joined
    stays_id, other_id, brought = done.stays_id, done.other_id, done.brought
    bought = desk.joinings.bought(stays_id, plan.members)
    since = Purchases(bought[0] - brought.bought[0], bought[1] - brought.bought[1])
    desk.belongings.move_debts(plan.debts, other_id)
    first, second = plan.both
    stays_now, other_now = parted(first.state, brought.before, since)
    refused = other_now.opted_out or _refused_meanwhile(desk, plan)
    other_state = replace(
        other_now, lots=second.state.lots, debt=second.state.debt, holds=(), opted_out=refused
    )
    accounts.post(stays_id, replace(first, state=stays_now), store_id=done.store_id)
    accounts.post(other_id, replace(second, state=other_state), store_id=done.store_id)
    accounts.change(_head_of_one(accounts.get(stays_id).head, brought.heads))
    vouchers = OpenVouchers(desk, now_us)
    still = [key for key in brought.vouchers if _is_of(vouchers, key, stays_id)]
    rows = move_vouchers(vouchers, still, other_id)
    rows += _names_back(desk, done)
    desk.belongings.move_back(stays_id, other_id, plan.members, brought.rows)
    programme = programme_now(desk, now_us, done.store_id)
    for one in (stays_id, other_id):
        accounts.fit_tier(one, programme, moment(now_us))
    desk.joinings.put(replace(done, undone_us=now_us, undone_by=by))
    desk.feed.publish([*accounts.save(), *rows])
    return plan.told


def _refused_meanwhile(desk: Desk, plan: _Plan) -> bool:
    """Tell whether the leaver refused personal offers while the wallet was one: by a slip of their own, or at a till.

    At a till it is the account that refuses, and nobody knows by whose wish: then none of both is made offers.
    """
    begun_us, before = plan.joined.at_us, plan.joined.brought.before
    everybody = plan.members | kin_of(desk.joinings, [plan.joined.stays_id]).parts(plan.joined.stays_id)
    said = {
        deed.account_id
        for one in sorted(everybody)
        for deed in desk.privacy.deeds_of(one)
        if deed.at_us >= begun_us and deed.what is PrivacyWhat.WITHDRAW and is_about(deed.detail, PROFILING)
    }
    if said:
        return bool(said & plan.members)
    was = before.stays.opted_out or before.other.opted_out
    return plan.both.stays.state.opted_out and not was


def _plan(desk: Desk, now_us: int, join_id: str) -> _Plan:
    done = desk.joinings.get(join_id)
    if done is None or not done.holds:
        raise NotJoined
    accounts = OpenAccounts(desk, now_us)
    ids = sorted((done.stays_id, done.other_id))
    accounts.load(ids, all_lots=ids)
    kin = kin_of(desk.joinings, ids)
    if done.until_us and now_us > done.until_us and not _took_a_family(kin, done):
        raise PartTooLate(days=PART_DAYS)
    if kin.now(done.stays_id) != done.stays_id:
        raise JoinedFurther
    accounts.end_holds(done.stays_id)
    stays, other = accounts.get(done.stays_id), accounts.get(done.other_id)
    if stays.state.holds:
        raise PayingNow
    members = kin.parts(done.other_id)
    book = desk.accounts.entries(done.stays_id)
    since = [booked.entry for booked in book if booked.position > done.brought.version]
    papers = set(desk.joinings.papers_of(members))
    owed = [
        debt
        for debt in desk.debts.open_of([done.stays_id])
        if debt.entry_id in done.brought.debts or (debt.sale_id and debt.sale_id in papers)
    ]
    share = points.share_of(since, done.brought.lots, sum(debt.rest for debt in owed), papers)
    posting = Posting(entry_id(done.join_id, now_us), moment(now_us))
    both = points.part(stays.state, other.state, share, posting)
    _keep_promises(stays, both, now_us)
    return _Plan(accounts, done, members, share, both, tuple(debt.entry_id for debt in owed))


def _took_a_family(kin: Kin, done: Joined) -> bool:
    """Tell whether a wallet was made another's second card, as was once possible: its people could not leave it ever."""
    return any(one.stays_id in kin.parts(done.other_id) for one in families(kin, done.other_id))


def _keep_promises(stays: Account, both: points.Both, now_us: int) -> None:
    """Refuse while tills may still spend what would go; their rights end with their next word to the centre."""
    if not stays.head.set_aside:
        return
    left = free(Account(stays.head, both.stays.state), moment(now_us))
    if left < 0:
        raise PointsAtTills(points=stays.head.set_aside)


def _head_of_one(now: Head, before: tuple[Head, Head]) -> Head:
    """Return the head of the account that stays: as before where nothing has changed since."""
    stays, other = before
    was = together_head(stays, other)
    changes = {
        name: getattr(stays, name)
        for name in ("granted_tier", "stores", "overdrawn", "even_us", "online_only", "verified")
        if getattr(now, name) == getattr(was, name)
    }
    return replace(now, **changes)


def _is_of(vouchers: OpenVouchers, key: int, account_id: str) -> bool:
    vouchers.open([key])
    voucher = vouchers.get(key)
    return voucher is not None and voucher.account_id == account_id


def _names_back(desk: Desk, done: Joined) -> list[FeedRow]:
    brought = done.brought
    desk.belongings.rename("card", brought.cards, done.other_id)
    desk.belongings.rename("phone", brought.phones, done.other_id)
    cards = desk.members.cards_of([done.other_id])
    return [*map(card_row, cards), *(phone_row(key, done.other_id) for key in brought.phones)]
