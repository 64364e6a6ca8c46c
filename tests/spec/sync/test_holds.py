"""How long a till may count on points that the centre has set aside for it, whatever the two clocks say."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from loyalty_pos.core.problems import CentreUnreachable
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.holds import CentreHolds
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk, HoldTake

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE_US = 60 * 1_000_000


class FastCentre:
    """A centre whose clock runs ``ahead_us`` before the till's; an old one does not say what time it is."""

    def __init__(self, ahead_us: int, *, tells_time: bool = True) -> None:
        self._now_us = int(NOON.timestamp()) * 1_000_000 + ahead_us
        self._told_us = self._now_us if tells_time else 0

    def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
        return HoldAnswer(ask.op, ask.points, 0, "", self._now_us + 15 * MINUTE_US, self._told_us)

    def release_hold(self, op: str) -> None:
        """Nothing to do."""

    def take_hold(self, op: str, take: HoldTake) -> HoldAnswer:
        return HoldAnswer(op, 0, 0, f"released by {take.approved_by}")


def _asked(centre: FastCentre) -> Iterator[datetime | None]:
    holds = CentreHolds(centre, lambda: NOON)
    yield holds.ask("op", "anna", 300).until
    holds.close()


@pytest.mark.parametrize("ahead_us", [0, 180 * MINUTE_US, -180 * MINUTE_US])
def test_fifteen_minutes_are_counted_by_the_tills_own_clock(ahead_us: int) -> None:
    assert list(_asked(FastCentre(ahead_us))) == [NOON + timedelta(minutes=15)]


def test_a_centre_that_does_not_say_what_time_it_is_gives_no_end() -> None:
    assert list(_asked(FastCentre(0, tells_time=False))) == [None]


def test_the_answer_of_a_centre_before_this_version_is_read_as_before() -> None:
    kept = msgspec.msgpack.encode(
        {"op": "op", "granted": 5, "available": 7, "reason": "", "expires_us": 12},
    )

    assert decode(kept, HoldAnswer) == HoldAnswer("op", 5, 7, "", 12, 0)


class SlowToForget(FastCentre):
    """A centre that takes its time to give points back, and writes down what it was told."""

    def __init__(self) -> None:
        super().__init__(0)
        self.told: list[str] = []

    def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
        self.told.append(f"ask {ask.op}")
        return super().ask_hold(ask)

    def release_hold(self, op: str) -> None:
        time.sleep(0.05)
        self.told.append(f"release {op}")


def test_what_another_wish_held_is_given_back_before_the_new_wish_is_asked() -> None:
    """A reward is taken, then points pay too: the points of the first operation must be free for the second."""
    centre = SlowToForget()
    holds = CentreHolds(centre, lambda: NOON)
    holds.release("reward")
    holds.ask("reward and points", "anna", 430)
    holds.close()
    assert centre.told == ["release reward", "ask reward and points"]


@pytest.mark.parametrize(
    ("refusal", "reached"),
    [
        (Refusal(409, "not_enough_points"), True),
        (Refusal(401, "not_authorised"), True),
        (Refusal(503, "storage_busy"), False),
        (Refusal(500, "internal"), False),
        (Refusal(429, "too_many"), False),
        (Refusal(404, "not_served"), False),
    ],
)
def test_only_the_centres_own_word_is_an_answer(refusal: Refusal, reached: bool) -> None:  # noqa: FBT001 - a case
    """A centre that is full or broken has not said no: the till goes on as without a connection."""

    class Refusing(FastCentre):
        def ask_hold(self, ask: HoldAsk) -> HoldAnswer:  # noqa: ARG002 - the port's shape
            raise refusal

    holds = CentreHolds(Refusing(0), lambda: NOON)
    answer = holds.ask("op", "anna", 300)
    holds.close()
    assert (answer.reached, answer.granted) == (reached, 0)


def test_what_another_till_holds_is_told_and_taken_over_on_somebodys_word() -> None:
    class Shared(FastCentre):
        taken: tuple[str, HoldTake] | None = None

        def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
            answer = HoldAnswer(ask.op, 0, 0, "held_elsewhere", held=500, held_op="theirs", held_till=2)
            return super().ask_hold(ask) if self.taken else answer

        def take_hold(self, op: str, take: HoldTake) -> HoldAnswer:
            self.taken = op, take
            return super().take_hold(op, take)

    centre = Shared(0)
    holds = CentreHolds(centre, lambda: NOON)
    refused = holds.ask("mine", "anna", 300)
    assert (refused.granted, refused.held, refused.held_op, refused.held_till) == (0, 500, "theirs", 2)
    holds.take_over("theirs", "anna", "peter")
    assert holds.ask("mine", "anna", 300).granted == 300
    holds.close()
    assert centre.taken == ("theirs", HoldTake("anna", "peter"))


def test_the_centre_hears_who_asked() -> None:
    heard: list[str] = []

    class Listening(FastCentre):
        def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
            heard.append(ask.cashier_id)
            return super().ask_hold(ask)

    at_the_till = ["maria", ""]
    holds = CentreHolds(Listening(0), lambda: NOON, lambda: at_the_till.pop(0))
    holds.ask("op", "anna", 300)
    holds.ask("op", "anna", 300)
    holds.close()
    assert heard == ["maria", ""]


def test_a_question_of_a_till_before_this_version_names_nobody() -> None:
    kept = msgspec.msgpack.encode({"op": "op", "account_id": "anna", "points": 5})
    assert decode(kept, HoldAsk) == HoldAsk("op", "anna", 5, cashier_id="")


def test_nobody_can_be_asked_to_give_points_up_while_the_centre_is_away() -> None:
    class Gone(FastCentre):
        def take_hold(self, op: str, take: HoldTake) -> HoldAnswer:
            raise CentreUnreachable(reason=f"{op} {take.approved_by}")

    holds = CentreHolds(Gone(0), lambda: NOON)
    holds.take_over("theirs", "anna", "peter")
    holds.close()
