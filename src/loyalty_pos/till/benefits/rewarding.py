"""Rewards, gifts for stamps and fees of clubs on the open receipt: taken, changed, taken off again.

They belong to the customer: another one does not get them. What is not this customer's to buy yet is not added.
"""

from dataclasses import replace

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.member import Member
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.problems import ClubOneFee, NoMember, RewardUnknown, UnknownArticle, UnknownClub
from loyalty_pos.core.rewards.usable import Usable
from loyalty_pos.till.benefits.counter import early_refusal, missing_for, usable_now
from loyalty_pos.till.benefits.redeeming import PointsDesk
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.staff import Approval


class RewardDesk(PointsDesk):
    """The open receipt with its rewards."""

    def usable(self) -> tuple[Usable, ...]:
        """Return rewards and stamp cards with what is missing for each; none without a member."""
        member = self._receipt.member
        if member is None:
            return ()
        wanted = max(self.reward_points, self._redemption.wanted if self.wants_points else 0)
        return usable_now(self._world, self._receipt, member, wanted)

    def take_reward(self, reward_id: str) -> int:
        """Put a reward or a gift for stamps on the receipt; return its line.

        Raises ``NoMember``, ``RewardUnknown``, ``RewardMissingPoints``, ``RewardMissingStamps``, ``RewardMissingGoods``,
        ``RewardNotInShop``, ``RewardFloored``, ``RedeemByPhoneRefused``, ``HoldRefused``. Points are asked for next.
        """
        if self._receipt.member is None:
            raise NoMember
        wish = next((one for one in self.usable() if one.id == reward_id), None)
        if wish is None:
            raise RewardUnknown(reward=reward_id)
        if wish.problem is not None:
            raise wish.problem
        receipt, line_id = self._with_reward(wish)
        self._take(receipt)
        return line_id

    def put_fee(self, club_id: str) -> int:
        """Put the fee of a club on the receipt; return its line. Raises ``UnknownClub``, ``UnknownArticle``, ``ClubOneFee``."""
        club = next((one for one in self._pricer.programme().clubs if one.id == club_id), None)
        if club is None:
            raise UnknownClub(club=club_id)
        article = self._world.goods.by_id(club.article) if club.article else None
        if article is None:
            raise UnknownArticle(article_id=club.article)
        if any(line.article.id == article.id for line in self._receipt.lines):
            raise ClubOneFee(club=club.name)
        receipt, line_id = self._receipt.with_line(article, MILLI, club.fee_minor or article.price_minor)
        self._change(receipt)
        return line_id

    def attach(self, member: Member, approval: Approval | None = None) -> None:
        """As before; another member's rewards leave the receipt."""
        before = self._receipt.member
        super().attach(member, approval)
        if before is not None and before.account_id != member.account_id:
            self._drop_rewards()

    def detach(self) -> None:
        """As before; the member's rewards leave the receipt too."""
        super().detach()
        self._drop_rewards()

    def set_quantity(self, line_id: int, qty_milli: int) -> None:
        """As before; of a reward only as many as there are points or stamps for."""
        if not self._receipt.line(line_id).reward:
            super().set_quantity(line_id, qty_milli)
            return
        receipt = self._receipt.with_quantity(line_id, qty_milli)
        self._refuse_missing(receipt)
        self._take(receipt)

    def delete_line(self, line_id: int, reason: str, approval: Approval | None = None) -> None:
        """As before; the points of a reward are given back."""
        was_reward = bool(self._receipt.line(line_id).reward)
        beside = self._beside()
        super().delete_line(line_id, reason, approval)
        if was_reward:
            self._ask_for(self._receipt, beside)

    def _change(self, receipt: OpenReceipt) -> None:
        """As before; goods that are for a club first are not added for others (A24)."""
        known = {line.id for line in self._receipt.lines}
        fresh = tuple(line for line in receipt.lines if line.id not in known)
        if fresh and receipt.sale_id == self._receipt.sale_id:
            refused = early_refusal(self._world, replace(receipt, lines=fresh))
            if refused is not None:
                raise refused
        super()._change(receipt)

    def _take(self, receipt: OpenReceipt) -> None:
        """Take over a receipt with other rewards, and ask for their points."""
        self._ask_for(receipt, self._beside())

    def _with_reward(self, wish: Usable) -> tuple[OpenReceipt, int]:
        """Return the receipt with the reward on a line of its own; a gift comes out of the line it is a piece of."""
        article = wish.article
        assert article is not None, wish
        if wish.line_id:
            return self._receipt.with_gift_from(wish.line_id, wish.id)
        rewards = {reward.id: reward for reward in self._pricer.programme().rewards}
        pieces = rewards[wish.id].pieces if wish.id in rewards and article.unit is Unit.PIECE else 1
        return self._receipt.with_reward(article, pieces * MILLI, wish.id)

    def _refuse_missing(self, receipt: OpenReceipt) -> None:
        """Raise what is missing for the rewards of this receipt."""
        member = self._receipt.member
        assert member is not None, "rewards without a member are refused"
        problem = missing_for(self._world, receipt, member)
        if problem is not None:
            raise problem
