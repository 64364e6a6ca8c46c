"""A dozen machines come for their places at the same moment, and two that must get none. Four hundred: ``loyalty_pos.lab.many``."""

from pathlib import Path

from loyalty_pos.lab.many.enrolling import enrol_many

TILLS = 12


def test_each_machine_gets_a_place_of_its_own_and_nobody_else_does(tmp_path: Path) -> None:
    told = enrol_many(tmp_path, TILLS, at_once=6)
    assert (told.tills, told.places, told.keys, told.well) == (TILLS,) * 4
    assert told.refused == {"host_taken": 1, "unknown_host": 1}
