"""Which questions a centre remembers: each as long as somebody could ask it again, and no longer (T13)."""

from loyalty_pos.api.signing.window import LEAST, WINDOW_US, NonceWindow

SECOND_US = 1_000_000
NOON_US = 1_795_000_000 * SECOND_US
WINDOW_S = WINDOW_US // SECOND_US


def asked(window: NonceWindow, second: int, now_s: int | None = None) -> bool:
    """Ask the question of this second once more or for the first time."""
    at_us = NOON_US + second * SECOND_US
    now_us = at_us if now_s is None else NOON_US + now_s * SECOND_US
    return window.is_in_time("till", at_us, now_us) and window.take("till", f"n{second}", at_us, now_us)


def test_hours_of_questions_leave_no_more_in_memory_than_could_be_asked_again() -> None:
    window = NonceWindow()
    for second in range(20 * WINDOW_S):
        assert asked(window, second)
        assert window.remembered() <= 2 * WINDOW_S + LEAST


def test_what_was_forgotten_is_not_heard_again() -> None:
    window = NonceWindow()
    now_s = 5 * WINDOW_S
    assert all(asked(window, second) for second in range(now_s))
    assert not any(asked(window, second, now_s) for second in range(now_s))
    clock_put_back = 2 * WINDOW_S
    assert not any(asked(window, second, clock_put_back) for second in range(clock_put_back))


def test_a_clock_that_was_a_day_ahead_for_a_moment_shuts_nobody_out() -> None:
    window = NonceWindow()
    assert all(asked(window, second) for second in range(LEAST))
    assert all(asked(window, 86_400 + second) for second in range(LEAST))
    assert all(asked(window, second) for second in range(LEAST, 5 * LEAST))
