"""What a machine must have to be a till; one of which something was not told is looked at, never passed."""

from dataclasses import replace

import pytest

from loyalty_pos.core.preflight.rules import (
    GOOD_MEMORY_MB,
    LEAST_BUILD,
    LEAST_DISK_MB,
    LEAST_MEMORY_MB,
    Machine,
    Verdict,
    judged,
)

GOOD = Machine("till-1", LEAST_BUILD, 64, GOOD_MEMORY_MB, LEAST_DISK_MB, 960, 540)


def codes(machine: Machine) -> list[str]:
    return [reason.code for reason in judged(machine)[1]]


def test_a_machine_at_every_bound_fits() -> None:
    assert judged(GOOD) == (Verdict.FITS, ())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"build": LEAST_BUILD - 1}, "old_build"),
        ({"bits": 32}, "not_64"),
        ({"memory_mb": LEAST_MEMORY_MB - 1}, "little_memory"),
        ({"disk_mb": LEAST_DISK_MB - 1}, "little_disk"),
        ({"width": 959}, "small_screen"),
        ({"height": 539}, "small_screen"),
    ],
)
def test_one_step_below_a_bound_is_refused_with_what_is_there_and_what_is_needed(
    changed: dict[str, int], code: str
) -> None:
    verdict, reasons = judged(replace(GOOD, **changed))  # type: ignore[arg-type]  # a field of it
    assert (verdict, [one.code for one in reasons]) == (Verdict.REFUSED, [code])
    assert reasons[0].there != reasons[0].needed


def test_memory_for_a_till_alone_is_told_and_not_refused() -> None:
    verdict, reasons = judged(replace(GOOD, memory_mb=GOOD_MEMORY_MB - 1))
    assert (verdict, [one.code for one in reasons]) == (Verdict.LOOK, ["scarce_memory"])


def test_what_was_not_told_is_looked_at() -> None:
    assert judged(Machine("till-1"))[0] is Verdict.LOOK
    assert codes(Machine("till-1")) == ["no_build", "no_bits", "no_memory", "no_disk", "no_screen"]


def test_another_system_has_no_build() -> None:
    assert judged(replace(GOOD, build=0, is_windows=False))[0] is Verdict.FITS


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert codes(Machine("old", 9_600, 32, 1_000, 500, 800, 600)) == [
        *("old_build", "not_64", "little_memory", "little_disk", "small_screen")
    ]
