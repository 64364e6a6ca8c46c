"""What a sale moves beside its own points: challenges, levels, a friend's first purchase; and what a return undoes.

Where the programme plays nothing it costs nothing: not one statement is asked.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.actions.awarding import Awarding, Gift
from loyalty_pos.centre.actions.stepping import Cause, Stepping, rule_name
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Referral
from loyalty_pos.core.actions.spans import closed, stepped
from loyalty_pos.core.actions.steps import Purchase, amount_left, amount_of, rules_of_purchases
from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import REFERRAL, Action
from loyalty_pos.core.sale import Return, Sale, Void

WAITS = "waits"
PAID = "paid"
INVITED = "invited"
GIVEN = "given"


def referrers_of(desk: Desk, programme: Programme, account_ids: Collection[str]) -> set[str]:
    """Return who brought these members, so that their accounts are opened together with the others."""
    if not account_ids or not _referral_actions(programme):
        return set()
    return {referral.referrer_id for referral in desk.activities.referrals(account_ids)}


def _referral_actions(programme: Programme) -> dict[str, Action]:
    return {f"action:{action.id}": action for action in programme.actions if action.event == REFERRAL}


class Purchases:
    """Follows the sales of one transaction, in the programme that is in force."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, programme: Programme) -> None:
        self._desk = desk
        self._accounts = accounts
        self._programme = programme
        self._awarding = Awarding(desk, accounts, programme)
        self._stepping = Stepping(desk, accounts, programme, self._awarding)
        self._referral_actions = _referral_actions(programme)

    def sold(self, sale: Sale) -> None:
        """Count a sale that was just posted to a member's account."""
        at = moment(sale.sold_at_us)
        day = local_day(at, self._programme.zone)
        if rules := list(rules_of_purchases(self._programme, day)):
            purchase = Purchase(day, self._lines(sale))
            amounts = [(rule, amount_of(rule, purchase)) for rule in rules]
            cause = Cause(sale.sale_id, at, sale.store_id)
            self._stepping.add(sale.account_id, day, [one for one in amounts if one[1]], cause)
        if self._referral_actions:
            self._pay_referral(sale, at)

    def brought_back(self, fact: Return | Void, left_minor: int) -> None:
        """Take back what a sale had moved; ``left_minor``: what was due for goods that were not brought back."""
        at = moment(fact.returned_at_us if isinstance(fact, Return) else fact.voided_at_us)
        if self._programme.challenges or self._programme.achievements:
            self._step_back(fact, left_minor, at)
        if self._referral_actions:
            self._take_referral_back(fact, left_minor, at)

    def _lines(self, sale: Sale) -> tuple[tuple[Article, int], ...]:
        """Return goods with what was due; brands are looked up only where a rule asks for them."""
        brands: dict[str, str] = {}
        if any(rule.goods.brands for rule in stepped(self._programme)):
            rows = self._desk.reference.articles({line.article_id for line in sale.lines})
            brands = {article_id: row.article.brand for article_id, row in rows.items()}
        return tuple(
            (
                Article(line.article_id, line.name, 0, line.category, brands.get(line.article_id, "")),
                line.net_minor,
            )
            for line in sale.lines
        )

    def _step_back(self, fact: Return | Void, left_minor: int, at: datetime) -> None:
        done = self._desk.activities.steps_of(fact.account_id, fact.sale_id)
        named = {rule_name(rule): rule for rule in stepped(self._programme)}
        touched = [named[step.rule_id] for step in done if step.rule_id in named]
        if not touched:
            return
        self._desk.activities.drop_steps(fact.account_id, fact.sale_id)
        kept = [
            replace(step, amount=left)
            for step in done
            if (left := amount_left(named[step.rule_id], step.amount, left_minor) if step.rule_id in named else step.amount)
        ]  # fmt: skip
        self._desk.activities.put_steps(kept)
        self._stepping.settle(fact.account_id, touched, Cause(fact.sale_id, at, fact.store_id))

    # --- friends --------------------------------------------------------------------------------------

    def _pay_referral(self, sale: Sale, at: datetime) -> None:
        """Pay both with the friend's first purchase that is large enough (A11)."""
        for referral in self._desk.activities.referrals([sale.account_id]):
            action = self._referral_actions.get(referral.rule_id)
            if action is None or referral.state != WAITS:
                continue
            if closed(self._programme, action, local_day(at, self._programme.zone)):
                continue
            due_minor = sale.paid_minor + sale.certificate_minor
            if due_minor < max(1, action.from_minor):
                continue
            for gift in _both(referral, action, Cause(sale.sale_id, at, sale.store_id)):
                self._awarding.give(gift)
            self._keep(replace(referral, state=PAID, sale_id=sale.sale_id))

    def _take_referral_back(self, fact: Return | Void, left_minor: int, at: datetime) -> None:
        for referral in self._desk.activities.referrals([fact.account_id]):
            action = self._referral_actions.get(referral.rule_id)
            if action is None or referral.state != PAID or referral.sale_id != fact.sale_id:
                continue
            if left_minor >= max(1, action.from_minor):
                continue
            for gift in _both(referral, action, Cause(fact.sale_id, at)):
                given = self._desk.awards.award(gift.award_id)
                if given is not None:
                    self._awarding.recall(given, at)
            self._keep(replace(referral, state=WAITS, sale_id=""))

    def _keep(self, referral: Referral) -> None:
        """Keep what became of it, also for whoever told of it and asks again."""
        self._desk.activities.put_referrals([referral])
        told = self._desk.activities.activities([(referral.caller, referral.event_id)])
        state, reason = (GIVEN, "") if referral.state == PAID else (INVITED, WAITS)
        self._desk.activities.put_activities([replace(one, state=state, reason=reason) for one in told])


def _both(referral: Referral, action: Action, cause: Cause) -> list[Gift]:
    """Return what the friend and whoever brought the friend get; the friend's purchase names the awards."""
    shares = (
        (referral.friend_id, "friend", action.points),
        (referral.referrer_id, "referrer", action.referrer_points),
    )
    return [
        Gift(
            account_id=account_id,
            kind="action",
            rule=action,
            number=f"{role}:{referral.friend_id}:{cause.source_id}",
            points=points,
            medal="",
            source_id=cause.source_id,
            at=cause.at,
            store_id=cause.store_id,
        )
        for account_id, role, points in shares
        if points
    ]
