"""Gives points and medals and takes them back, each once, in the account's book and in the list of awards.

An award's id is made of member, rule and number, so that the same award can never be posted twice.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import GivenAward, HeldMedal
from loyalty_pos.core.actions.giving import Award, apply_award, apply_recall
from loyalty_pos.core.dates import micros
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Medal, Paying

HELD = "held"
LOST = "lost"
RECALLED = "recalled"
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given to whom: ``kind`` and ``number`` name it among a member's awards; ``points``: minor units."""

    account_id: str
    kind: str
    rule: Paying
    number: str
    points: int
    medal: str
    source_id: str
    at: datetime
    store_id: str = ""

    @property
    def rule_id(self) -> str:
        """The name of the rule among all rules."""
        return f"{self.kind}:{self.rule.id}"

    @property
    def award_id(self) -> str:
        """The id of its posting."""
        return derived_id("award", self.account_id, self.rule_id, self.number)


class Awarding:
    """Posts to accounts that are open in this transaction."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, programme: Programme) -> None:
        self._desk = desk
        self._accounts = accounts
        self._programme = programme

    def give(self, gift: Gift, number: int = 1) -> None:
        """Give what was not given yet; ``number``: which one of its rule, for people to read."""
        if self._desk.awards.known_awards([gift.award_id]):
            return
        self._open(gift.account_id)
        rule = gift.rule
        award = Award(gift.award_id, gift.points, rule.activation, rule.expiry)
        applied = apply_award(self._accounts.get(gift.account_id).state, award, gift.at, self._programme)
        self._accounts.post(gift.account_id, applied, store_id=gift.store_id)
        given = GivenAward(
            award_id=gift.award_id,
            account_id=gift.account_id,
            rule_id=gift.rule_id,
            kind=gift.kind,
            number=number,
            points=gift.points,
            at_us=micros(gift.at),
            source_id=gift.source_id,
        )
        self._desk.awards.put_awards([given])
        if gift.medal:
            self.earn_medal(gift.account_id, gift.medal, gift.award_id, gift.at)

    def recall(self, given: GivenAward, at: datetime) -> None:
        """Take an award back, and the medal that came with it; again does nothing."""
        known = self._desk.awards.award(given.award_id)
        if known is None or known.state != GIVEN:
            return
        self._open(given.account_id)
        state = self._accounts.get(given.account_id).state
        award = Award(given.award_id, given.points)
        recall_id = derived_id("recall", given.award_id)
        applied = apply_recall(state, award, recall_id, at, self._programme)
        self._accounts.post(given.account_id, applied)
        self._desk.awards.put_awards([replace(given, state=RECALLED)])
        for medal in self._desk.awards.medals(given.account_id):
            if medal.source_id == given.award_id and medal.state == HELD:
                self._take_medal(medal, LOST, at)

    def _open(self, account_id: str) -> None:
        """Make sure that the account is open: nobody's book may begin anew."""
        if self._accounts.find(account_id) is None:
            self._accounts.load([account_id])

    # --- medals ---------------------------------------------------------------------------------------

    def earn_medal(self, account_id: str, medal_id: str, source_id: str, at: datetime) -> None:
        """Give a medal that a rule gives; one that a person took back stays away."""
        medal = next((medal for medal in self._programme.medals if medal.id == medal_id), None)
        known = self._medal(account_id, medal_id)
        if medal is not None and (known is None or known.state == LOST):
            self._hang(medal, HeldMedal(account_id, medal_id, HELD, micros(at), source_id, ""), at)

    def give_medal(self, account_id: str, medal: Medal, by: str, at: datetime) -> bool:
        """Give a medal by hand, also one that was taken back; return whether it was not held."""
        known = self._medal(account_id, medal.id)
        if known is not None and known.state == HELD:
            return False
        self._hang(medal, HeldMedal(account_id, medal.id, HELD, micros(at), "", by), at)
        return True

    def recall_medal(self, account_id: str, medal_id: str, at: datetime) -> bool:
        """Take a medal back, with its points; return whether it was held. No rule gives it again."""
        known = self._medal(account_id, medal_id)
        if known is None or known.state != HELD:
            return False
        self._take_medal(known, RECALLED, at)
        return True

    def _medal(self, account_id: str, medal_id: str) -> HeldMedal | None:
        held = self._desk.awards.medals(account_id)
        return next((medal for medal in held if medal.medal_id == medal_id), None)

    def _hang(self, medal: Medal, held: HeldMedal, at: datetime) -> None:
        self._desk.awards.put_medals([held])
        before = len(self._desk.awards.awards(held.account_id, [f"medal:{medal.id}"]))
        gift = Gift(
            account_id=held.account_id,
            kind="medal",
            rule=medal,
            number=str(before + 1),
            points=medal.points,
            medal="",
            source_id=held.source_id,
            at=at,
        )
        self.give(gift, before + 1)

    def _take_medal(self, medal: HeldMedal, state: str, at: datetime) -> None:
        self._desk.awards.put_medals([replace(medal, state=state, at_us=micros(at))])
        for award in self._desk.awards.awards(medal.account_id, [f"medal:{medal.medal_id}"]):
            self.recall(award, at)
