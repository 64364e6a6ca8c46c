"""Who may tell the centre something from outside; what members did beside buying, and what it gave them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import Activity, Caller, GivenAward, HeldMedal, Referral, StepDone


class Callers(Protocol):
    """Programs of other people that may speak to the centre, by name."""

    def caller(self, name: str) -> Caller | None: ...

    def callers(self) -> list[Caller]:
        """Return all of them in the order of names."""
        ...

    def put_caller(self, caller: Caller) -> None:
        """Add, give a new token, or shut out."""
        ...


class Activities(Protocol):
    """Events taken from outside, steps towards challenges, friends who were invited."""

    def activities(self, pairs: Collection[tuple[str, str]]) -> list[Activity]:
        """Return those of (caller, event id) that are there, locked."""
        ...

    def put_activities(self, activities: Sequence[Activity]) -> None:
        """Add events, or keep what became of them."""
        ...

    def counting(self, account_id: str, rule_id: str, days: tuple[int, int]) -> list[Activity]:
        """Return what was given or waits, of one member by one rule, from one day to another (ordinals)."""
        ...

    def waiting(self, limit: int) -> list[Activity]:
        """Return what waits for a person, the oldest first."""
        ...

    def steps(self, account_id: str, rule_ids: Collection[str]) -> list[StepDone]:
        """Return a member's steps towards these rules, in the order of days and sources."""
        ...

    def steps_of(self, account_id: str, source_id: str) -> list[StepDone]:
        """Return what one sale or event was a step towards."""
        ...

    def put_steps(self, steps: Sequence[StepDone]) -> None:
        """Add steps; one that is there already stays as it is."""
        ...

    def drop_steps(self, account_id: str, source_id: str) -> None:
        """Take back what one sale or event was a step towards."""
        ...

    def referrals(self, friend_ids: Collection[str]) -> list[Referral]:
        """Return who invited these members, locked."""
        ...

    def put_referrals(self, referrals: Sequence[Referral]) -> None:
        """Add, or keep what became of them."""
        ...


class Awards(Protocol):
    """What members were given for it: points and medals, also what was taken back."""

    def awards(self, account_id: str, rule_ids: Collection[str]) -> list[GivenAward]:
        """Return what these rules gave a member, in order, also what was taken back."""
        ...

    def award(self, award_id: str) -> GivenAward | None: ...

    def put_awards(self, awards: Sequence[GivenAward]) -> None:
        """Add awards, or mark those that were taken back."""
        ...

    def known_awards(self, award_ids: Collection[str]) -> set[str]:
        """Return which of these were given."""
        ...

    def medals(self, account_id: str) -> list[HeldMedal]:
        """Return a member's medals, also those taken back."""
        ...

    def put_medals(self, medals: Sequence[HeldMedal]) -> None:
        """Give medals, or keep what became of them."""
        ...

    def holders(self, medal_id: str, limit: int) -> list[HeldMedal]:
        """Return who has a medal ("" = any), the newest last."""
        ...


class Boards(Protocol):
    """Who did how much between two moments: (account id, score, moment of the last that counted), best first."""

    def by_points(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by points earned, less those taken back."""
        ...

    def by_purchases(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by purchases that were not undone."""
        ...

    def by_spend(self, since_us: int, until_us: int, limit: int) -> list[tuple[str, int, int]]:
        """Return by money paid less money given back."""
        ...
