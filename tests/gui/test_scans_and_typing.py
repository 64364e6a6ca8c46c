"""Scans mixed with typing: none lost, merged, reversed or misread, and every key of the person where it belongs."""

import pytest

from loyalty_pos.lab.scanners.faults import Fault, Verdict, Way, count
from tests.gui.scans_and_typing import FAULTS, compared, played

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the screenless platform says so
SCANS = 1_000  # 10,000 in the long run


@pytest.mark.usefixtures("qapp")
def test_a_thousand_scans_between_typing_are_each_heard_once_and_whole() -> None:
    counted = played(SCANS, seed=3)
    assert counted["scans"] == counted["heard"] >= SCANS * 0.99
    assert counted["events"] > 30 * SCANS and counted["typed"] > SCANS
    assert {name: counted[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)


@pytest.mark.parametrize(
    ("heard", "fault"),
    [
        (["111119", "333339"], {"lost": 1}),
        (["111119222229", "333339"], {"merged": 1, "lost": 2}),
        (["111119", "222229", "333338"], {"misread": 1, "lost": 1}),
        (["222229", "111119", "333339"], {"misread": 1}),
        (["111119", "222229", "333339", "333339"], {"misread": 1}),
    ],
)
def test_what_is_not_as_it_was_sent_is_noticed(heard: list[str], fault: dict[str, int]) -> None:
    assert {name: n for name, n in compared(["111119", "222229", "333339"], heard).items() if n} == fault


def test_a_code_backwards_is_noticed() -> None:
    assert compared(["123456"], ["654321"])["reversed"] == 1


def test_no_fault_of_a_scanner_makes_one_thing_of_the_shop_another() -> None:
    found = count(120, seed=5)
    total = 120
    for way in Way:
        for fault in Fault:
            verdicts = found[way][fault]
            assert sum(verdicts.values()) == total
            assert verdicts[Verdict.WRONG] == 0, (way, fault)
        for harmless in (Fault.NONE, Fault.DOUBLED, Fault.SHIFTED, Fault.SLOW):
            assert found[way][harmless][Verdict.RIGHT] == total, (way, harmless)
        for harmful in (Fault.REVERSED, Fault.GARBAGE):
            assert found[way][harmful][Verdict.REFUSED] == total, (way, harmful)
        assert found[way][Fault.SPLIT][Verdict.REFUSED] > 0, (way, "nothing was split")
