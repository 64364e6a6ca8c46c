"""How a till talks to the centre: hello first, events before changes, patience, and silence where talk does harm."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.problems import (
    BadMessage,
    CentreRefused,
    CentreUnreachable,
    NotEnrolled,
    Problem,
    StorageFull,
)
from loyalty_pos.sync.session import (
    CAP_MS,
    NETWORK_UP_MS,
    POLL_MS,
    Acknowledge,
    Acknowledged,
    Action,
    AskChanges,
    ChangesAnswer,
    Fact,
    Failed,
    HelloAnswer,
    KeepWaiting,
    LeaseLater,
    LeaseTaken,
    NetworkUp,
    NoProgress,
    NothingQueued,
    PushAnswer,
    Queued,
    RenewLease,
    SayHello,
    SendEvents,
    Session,
    Stop,
    Wait,
    WaitOver,
    backoff_ms,
)

GONE = Failed(CentreUnreachable("ConnectError"))
HEAD = "a" * 64


def a_session() -> Session:
    """Return a session whose luck is always the worst: the longest wait of all that may be."""
    return Session(lambda most: most)


def talk(session: Session, *facts: Fact) -> list[Action]:
    return [session.on(fact) for fact in facts]


def test_the_whole_way_once() -> None:
    assert talk(
        a_session(),
        WaitOver(),
        HelloAnswer(3, HEAD),
        Acknowledged(),
        PushAnswer(200, HEAD),
        Acknowledged(),
        PushAnswer(207, HEAD),
        Acknowledged(),
        NothingQueued(),
        ChangesAnswer(more=True),
        ChangesAnswer(more=False),
        LeaseLater(),
    ) == [
        SayHello(),
        Acknowledge(3, HEAD),
        SendEvents(),
        Acknowledge(200, HEAD),
        SendEvents(),
        Acknowledge(207, HEAD),
        SendEvents(),
        AskChanges(),
        AskChanges(),
        RenewLease(),
        Wait(2 * POLL_MS),
    ]


def test_a_lease_is_asked_for_when_both_ways_are_through_and_its_rows_come_after_it() -> None:
    session = a_session()
    talk(session, WaitOver(), HelloAnswer(0, HEAD), Acknowledged())
    assert talk(
        session,
        NothingQueued(),
        ChangesAnswer(more=True),
        ChangesAnswer(more=False),
        LeaseTaken(),
        ChangesAnswer(more=False),
    ) == [AskChanges(), AskChanges(), RenewLease(), AskChanges(), Wait(2 * POLL_MS)]


def test_a_centre_that_gives_no_lease_is_asked_again_after_the_next_changes() -> None:
    session = greeted()
    for _ in range(3):
        assert talk(session, LeaseLater(), WaitOver(), NothingQueued(), ChangesAnswer(more=False)) == [
            Wait(2 * POLL_MS),
            SendEvents(),
            AskChanges(),
            RenewLease(),
        ]
    assert (session.online, session.problem) == (True, None)


def test_a_centre_that_does_not_contain_all_that_it_has_is_not_asked_for_a_lease() -> None:
    session = greeted()
    answer = talk(session, LeaseLater(), WaitOver(), NothingQueued(), ChangesAnswer(more=False, behind=True))
    assert answer[-1] == Wait(2 * POLL_MS)


def test_a_failure_after_a_lease_does_not_keep_the_next_one_away() -> None:
    session = greeted()
    talk(session, LeaseTaken(), GONE, WaitOver(), HelloAnswer(0, HEAD), Acknowledged(), NothingQueued())
    assert session.on(ChangesAnswer(more=False)) == RenewLease()


def greeted() -> Session:
    session = a_session()
    talk(
        session, WaitOver(), HelloAnswer(0, HEAD), Acknowledged(), NothingQueued(), ChangesAnswer(more=False)
    )
    return session


def test_a_sale_is_sent_at_once_without_a_new_hello() -> None:
    assert greeted().on(Queued()) == SendEvents()


def test_changes_are_asked_for_also_when_nothing_is_sold() -> None:
    assert talk(greeted(), WaitOver(), NothingQueued()) == [SendEvents(), AskChanges()]


def test_a_centre_that_forgot_something_is_asked_what_it_has() -> None:
    session = greeted()
    talk(session, WaitOver(), NothingQueued(), ChangesAnswer(more=False, behind=True))
    assert session.on(WaitOver()) == SayHello()


def test_after_every_silence_both_sides_compare_again() -> None:
    assert talk(greeted(), Queued(), GONE, WaitOver()) == [SendEvents(), Wait(1_000), SayHello()]


@pytest.mark.parametrize(
    ("failures", "longest_ms"),
    [(1, 1_000), (2, 2_000), (3, 4_000), (9, 256_000), (10, CAP_MS), (500, CAP_MS), (10_000, CAP_MS)],
)
def test_patience_doubles_up_to_five_minutes(failures: int, longest_ms: int) -> None:
    assert backoff_ms(failures) == longest_ms


def test_each_failure_waits_longer_and_success_forgets_it() -> None:
    session = a_session()
    waits = [talk(session, WaitOver(), GONE)[-1] for _ in range(4)]
    assert waits == [Wait(1_000), Wait(2_000), Wait(4_000), Wait(8_000)]

    talk(
        session, WaitOver(), HelloAnswer(0, HEAD), Acknowledged(), NothingQueued(), ChangesAnswer(more=False)
    )
    assert talk(session, Queued(), GONE)[-1] == Wait(1_000)


def test_a_centre_that_answers_hello_and_nothing_else_is_not_hammered() -> None:
    session = a_session()
    waits = [talk(session, WaitOver(), HelloAnswer(0, HEAD), Acknowledged(), GONE)[-1] for _ in range(3)]
    assert waits == [Wait(1_000), Wait(2_000), Wait(4_000)]


def test_a_centre_that_takes_nothing_is_not_sent_the_same_for_ever() -> None:
    session = a_session()
    talk(session, WaitOver(), HelloAnswer(3, HEAD), Acknowledged())

    assert session.on(PushAnswer(3, HEAD)) == Wait(1_000)
    assert session.problem is not None


def test_changes_that_fail_do_not_hold_up_the_sales() -> None:
    session = a_session()
    for stored in range(1, 9):
        talk(session, WaitOver(), HelloAnswer(stored - 1, HEAD), Acknowledged(), PushAnswer(stored, HEAD))
        assert talk(session, Acknowledged(), NothingQueued(), GONE)[-1] == Wait(1_000)


def test_sales_do_not_break_the_patience() -> None:
    session = a_session()
    assert talk(session, WaitOver(), GONE, Queued(), Queued()) == [
        SayHello(),
        Wait(1_000),
        KeepWaiting(),
        KeepWaiting(),
    ]


def test_the_centre_may_ask_for_more_time() -> None:
    busy = Failed(CentreRefused(503, "storage_busy"), retry_after_ms=60_000)
    assert talk(a_session(), WaitOver(), busy)[-1] == Wait(60_000)


def test_tills_come_back_one_by_one_when_the_network_does() -> None:
    session = a_session()
    for _ in range(12):
        talk(session, WaitOver(), GONE)

    assert talk(session, NetworkUp(), Queued(), WaitOver(), GONE) == [
        Wait(NETWORK_UP_MS),
        KeepWaiting(),
        SayHello(),
        Wait(1_000),
    ]


def test_the_watchdog_starts_the_talk_anew() -> None:
    assert greeted().on(NoProgress()) == SayHello()


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(BadMessage("fork"), id="our hash is not the centre's"),
        pytest.param(CentreRefused(409, "fork"), id="the centre has another history"),
        pytest.param(CentreRefused(401, "not_authorised"), id="the till is shut out"),
        pytest.param(NotEnrolled(), id="the till has no place yet"),
    ],
)
def test_where_talk_does_harm_it_ends(problem: Problem) -> None:
    session = a_session()
    assert talk(session, WaitOver(), Failed(problem)) == [SayHello(), Stop(problem)]
    for fact in (Queued(), WaitOver(), NetworkUp(), NoProgress(), Acknowledged()):
        assert session.on(fact) == Stop(problem)
    assert session.problem is problem


@pytest.mark.parametrize(
    ("problem", "online"),
    [
        pytest.param(CentreUnreachable("timeout"), False, id="nobody answers: offline"),
        pytest.param(BadMessage("not a Hello"), True, id="nonsense is an answer"),
        pytest.param(CentreRefused(500, "broken"), True, id="the centre is broken"),
        pytest.param(CentreRefused(409, "gap"), True, id="the centre misses something: hello tells what"),
        pytest.param(StorageFull("cache.db"), True, id="our own disk is full"),
    ],
)
def test_everything_else_is_tried_again_and_told(problem: Problem, online: bool) -> None:  # noqa: FBT001 - a column of the table
    session = a_session()
    assert talk(session, WaitOver(), Failed(problem), WaitOver()) == [SayHello(), Wait(1_000), SayHello()]
    assert (session.online, session.problem) == (online, problem)

    session.on(HelloAnswer(0, HEAD))
    assert (session.online, session.problem) == (True, None)


FACTS: tuple[Fact, ...] = (
    Queued(),
    NetworkUp(),
    WaitOver(),
    NoProgress(),
    HelloAnswer(1, HEAD),
    PushAnswer(2, HEAD),
    Acknowledged(),
    NothingQueued(),
    ChangesAnswer(more=True),
    ChangesAnswer(more=False),
    ChangesAnswer(more=False, behind=True),
    LeaseTaken(),
    LeaseLater(),
    GONE,
    Failed(BadMessage("too large")),
    Failed(CentreRefused(409, "fork")),
)


def test_no_three_facts_in_any_order_surprise_it() -> None:
    for facts in itertools.product(FACTS, repeat=3):
        actions = talk(a_session(), *facts)
        assert len(actions) == 3


@given(st.lists(st.sampled_from(FACTS), max_size=40), st.randoms(use_true_random=False))
def test_nothing_is_sent_before_both_sides_agree(facts: list[Fact], luck: object) -> None:
    session = Session(lambda most: luck.randint(0, most))  # type: ignore[attr-defined]  # hypothesis' own random
    agreed = False
    for fact in facts:
        if isinstance(fact, NetworkUp | NoProgress | Failed) or fact == ChangesAnswer(
            more=False, behind=True
        ):
            agreed = False
        elif isinstance(fact, Acknowledged):
            agreed = True
        action = session.on(fact)
        assert agreed or not isinstance(action, SendEvents), facts
        assert not isinstance(action, Wait) or 0 <= action.ms <= CAP_MS
