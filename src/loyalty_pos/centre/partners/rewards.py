"""Points for a partner's offer: so many points off, one code out of the partner's pool, and a row of who owes whom (A13).

One transaction; the same operation again gives the same code and takes nothing. It must never log a code.
"""

from dataclasses import dataclass, field

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.lent.free import left_at
from loyalty_pos.centre.partners.finding import Who, account_named, named_partner, programme_now
from loyalty_pos.centre.partners.refusals import UnknownReward
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.vouchers.pools import Wish, take_one
from loyalty_pos.core import points
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Book, EntryKind, Posting
from loyalty_pos.core.partners.settlement import Happening, RowKind, points_row
from loyalty_pos.core.problems import NotEnoughPoints
from loyalty_pos.core.programme import Partner, Programme
from loyalty_pos.core.programme.partners import PartnerReward


@dataclass(frozen=True, slots=True)
class RewardWish:
    """``operation``: the asker's own id of it, by which it happens once."""

    operation: str
    partner_id: str
    reward_id: str
    who: Who


@dataclass(frozen=True, slots=True)
class GivenReward:
    """``code`` as its partner wrote it; ``points``: what it cost, minor units."""

    operation: str
    partner_id: str
    reward_id: str
    name: str
    points: int
    code: str = field(repr=False)


class RewardDesk:
    """Gives partners' codes for points."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def give(self, wish: RewardWish) -> GivenReward:
        """Give a code for points.

        Raises UnknownPartner, UnknownReward, UnknownMember, NotEnoughPoints, PoolEmpty, OperationOfAnother.
        """
        now_us = self._clock.now_us()

        def work(desk: Desk) -> GivenReward:
            programme = programme_now(desk, now_us)
            partner = named_partner(wish.partner_id, programme.partners)
            reward = next((one for one in partner.rewards if one.id == wish.reward_id), None)
            if reward is None:
                raise UnknownReward(partner=wish.partner_id, reward=wish.reward_id)
            account_id = account_named(desk, self._secrets.lookup_key, wish.who)
            # the operation belongs to one reward: the same code must not stand for a dearer one
            operation = derived_id("reward", partner.id, reward.id, wish.operation)
            given = take_one(desk, self._secrets, Wish(partner.id, account_id, operation, now_us))
            if given.is_new:
                _pay(desk, now_us, (partner, reward, programme), account_id, operation)
            return GivenReward(wish.operation, partner.id, reward.id, reward.name, reward.points, given.code)

        return self._books.write(work)


def _pay(
    desk: Desk,
    now_us: int,
    what: tuple[Partner, PartnerReward, Programme],
    account_id: str,
    operation: str,
) -> None:
    """Take the points and write down what the partner gets. Raises NotEnoughPoints."""
    partner, reward, programme = what
    at = moment(now_us)
    accounts = OpenAccounts(desk, now_us)
    accounts.load([account_id])
    accounts.end_holds(account_id)
    state = accounts.get(account_id).state
    there = max(0, left_at(accounts.get(account_id), at, partner.id))
    if reward.points > there:
        raise NotEnoughPoints(asked=reward.points, available=there)
    book = Book(state, Posting(operation, at, partner.id), operation=operation)
    taken = points.consume(state.lots, reward.points, at, partner=partner.id)
    book.write(EntryKind.REDEMPTION, -reward.points, moves=taken.moves)
    accounts.post(account_id, book.applied())
    row = points_row(Happening(operation, at), RowKind.REDEEMED, reward.points, partner, programme)
    desk.settlement.add([row])
    desk.feed.publish(accounts.save())
