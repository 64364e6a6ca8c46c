"""The bound of offline redemption, played through by seed: no world breaks it, every broken rule is noticed."""

from dataclasses import replace

import pytest

from loyalty_pos.core.leases.lease import Floors, Policy
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.centre import Centre
from loyalty_pos.lab.promise.mutants import (
    CENTRES,
    MIXED,
    POOR,
    STORIES,
    TILLS,
    CopyNotNoticed,
    ForgetfulOracle,
    GapsAccepted,
    LenientOracle,
    NotCounted,
    WatermarkOracle,
    broken_world,
    hunt,
    seen_by,
)
from loyalty_pos.lab.promise.oracle import Oracle
from loyalty_pos.lab.promise.till import Pressed, Till
from loyalty_pos.lab.promise.world import Story, World

SHORT = tuple(replace(story, hours=60) for story in STORIES)
OFFICE = replace(POOR, debits=60, balance=200)
"""Much is taken away by the office, and nobody may pay without a guarantee for long."""
CHUNKS, SEEDS = 10, 100
CODES = [number for number, value in enumerate(MIXED.values) if value is Value.USES]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_world_breaks_the_bound(chunk: int) -> None:
    faults = 0
    for seed in range(chunk * SEEDS, (chunk + 1) * SEEDS):
        world = World(seed, SHORT[seed % len(SHORT)])
        assert world.play().breaches == [], seed
        faults += sum(world.network.faults.values())
    assert faults > SEEDS, "the network was bad enough to mean something"


def test_every_kind_of_trouble_happened() -> None:
    seen = {fault for seed in range(6) for fault in _played(seed, STORIES[seed % 3]).network.faults}
    assert seen == {"lost", "doubled", "overtaken", "cut", "restored", "feed stopped"}


def test_the_same_seed_is_the_same_story() -> None:
    first, second = _played(5, POOR), _played(5, POOR)
    assert first.network.faults == second.network.faults
    assert first.centre.cards == second.centre.cards
    assert first.oracle == second.oracle


def test_strict_overdraws_nothing_but_what_came_behind_its_hold() -> None:
    """Without floor rights the bound of each card is nothing, late sales apart."""
    strict = Policy(Floors(), 0, share_bp=5_000)
    spent = 0
    for seed in range(60):
        world = _played(seed, replace(SHORT[seed % 3], policy=strict, debits=0))
        assert world.oracle.breaches == []
        spent += world.centre.taken
    assert spent > 0


def test_the_bound_is_reached_so_it_is_no_larger_than_needed() -> None:
    """Three tills hear of 150 points, the cable goes, at each of them 50 are taken: 150 + 150 spent, 0 were there."""
    world = World(1, Story(tills=3, cards=1, balance=150, policy=Policy(Floors(home=50), risk=120)))
    for till in world.tills:
        answer = world.centre.renew(till.renew(), 0)
        assert answer is not None
        till.take_lease(answer)
        till.take_rows(world.centre.pull(till.pull()))
    world.centre.debit(0, 150)
    for till in world.tills:
        till.pressed = Pressed(till.who, 0, 60)
        till.sell(1)
        world.centre.push(till.push(again=True))
    assert world.centre.available(0) == -150
    assert world.oracle.breaches == []


@pytest.mark.parametrize("mutant", [*CENTRES, *TILLS, CopyNotNoticed], ids=lambda mutant: mutant.__name__)
def test_a_broken_rule_is_noticed(mutant: type[Centre | Till | World]) -> None:
    found = hunt(broken_world(mutant), 150)
    assert found is not None, mutant.__doc__


def test_a_code_for_many_is_never_promised_more_often_than_it_has_uses() -> None:
    """Its quotas, what is held of it and what was used are together its uses at most, late sales apart."""
    used = 0
    for seed in range(40):
        world = _played(seed, replace(MIXED, hours=60))
        assert world.oracle.breaches == []
        used += sum(event.points for till in world.tills for event in till.journal if event.card in CODES)
    assert used > 0


@pytest.mark.parametrize(("blind", "mutant"), [(WatermarkOracle, GapsAccepted), (LenientOracle, NotCounted)])
def test_a_blind_oracle_would_have_let_a_broken_rule_pass(
    blind: type[Oracle], mutant: type[Centre | Till]
) -> None:
    broken = broken_world(mutant)
    assert hunt(broken, 3) is not None
    assert hunt(seen_by(broken, blind), 3) is None


def test_an_oracle_that_forgets_the_office_and_late_sales_complains_of_sound_worlds() -> None:
    assert hunt(seen_by(World, ForgetfulOracle), 40, (OFFICE,)) is not None
    assert hunt(World, 40, (OFFICE,)) is None


def _played(seed: int, story: Story) -> World:
    world = World(seed, story)
    world.play()
    return world
