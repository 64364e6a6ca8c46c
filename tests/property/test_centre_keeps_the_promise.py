"""The real centre, driven at random by honest tills over a bad network, promises nothing twice (docs/why/0026).

The model in ``lab/promise`` plays more worlds by far; here it is shown that the centre's own code and database keep to it.
"""

from pathlib import Path

import pytest

from tests.property.centre_world import FLOOR, MEMBERS, OPENING, RISK, CentreWorld

STEPS = 400
TILLS_IN_ALL = 4


@pytest.mark.parametrize("seed", range(4))
def test_what_is_taken_without_a_guarantee_is_never_more_than_was_told(seed: int, tmp_path: Path) -> None:
    world = CentreWorld(seed, tmp_path)
    for number in range(STEPS):
        world.step()
        if number % 50 == 49:
            check_told(world)
    world.heal()
    world.look()
    assert world.hq.books_balance()
    totals, projected = world.hq.admin.overview().totals, world.projected()
    assert totals["points_booked"] == MEMBERS * OPENING + totals["sale_accrued"] - totals["sale_redeemed"]
    assert totals["sale_count"] == sum(projected.values())
    for till in world.tills:
        assert projected.get(till.who, 0) == len(till.stream.events)
    assert world.faults["late"] and world.faults["answer lost"]
    world.hq.close()


def check_told(world: CentreWorld) -> None:
    """What all tills bring now, whatever they were told before, is within what the centre says that may come."""
    before, told = world.available(), world.worst()
    cards = {member: world.worst(member).cards[0].worst for member in world.members}
    lives = world.faults["restored"] + TILLS_IN_ALL
    assert told.network <= lives * RISK
    assert told.of_one <= lives * FLOOR
    most = {(till.agent_id, till.incarnation): till.most for till in told.tills}
    for life in world.lives:
        assert world.open(life) <= most.get(life.who, 0), (life.who, world.open(life), most)
    for member, worst in cards.items():
        assert sum(world.open(life, member) for life in world.lives) <= worst
    held = {member: world.held(member) for member in world.members}
    world.heal()
    world.look()
    after = world.available()
    gone = {member: max(0, -after[member]) - max(0, -before[member]) for member in world.members}
    for member, depth in gone.items():
        assert depth <= cards[member] + held[member], (member, depth, cards[member])
    assert sum(gone.values()) <= told.network + sum(held.values())
