"""Worlds of real tills and a real centre, by seed: nothing is lost, nothing is doubled, nobody takes more than was told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sim.__main__ import play, play_many
from tests.sim.faults import MUST_HAPPEN, STORIES
from tests.sim.mutants import BLIND, FORGETFUL, PRODUCT, hunt
from tests.sim.regressions import KEPT

CHUNKS, SEEDS = 4, 6  # what fits: three seconds each of a core, with everything else there is to prove
ORACLES = (
    *(
        "lemma",
        "promise",
        "theorem 1",
        "theorem 2",
        "theorem 3",
        "floor",
        "lease",
        "ledger",
        "durable",
        "pending",
        "rows",
    ),
    *(
        "acknowledged",
        "counters",
        "arrived",
        "chain",
        "hlc",
        "lost",
        "once",
        "refund",
        "caches",
        "conserved",
        "lots",
    ),
    *("alarms", "fork", "no bug", "gate", "stranger", "day", "certificates", "statement", "joined"),
)
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_world_breaks_a_promise(chunk: int) -> None:
    played = play_many(chunk * SEEDS, SEEDS)
    assert played.breaches == [], "\n".join(played.breaches)
    print(json.dumps({"faults": played.faults, "oracles": played.oracles, "done": played.done}))  # noqa: T201 - the counts
    assert {name for name in ORACLES if not played.oracles[name]} == set(), "an oracle that was never asked"
    happened = played.faults + played.done
    assert [name for name in MUST_HAPPEN if not happened[name]] == []


@pytest.mark.timeout(900)
def test_what_once_broke_holds() -> None:
    worlds = (play(kept.seed, kept.events, story=kept.story) for kept in KEPT)
    assert [breach for played in worlds for breach in played.breaches] == []


@pytest.mark.timeout(900)
def test_cards_that_are_given_out_taken_back_and_confirmed_later_break_no_promise() -> None:
    played = play_many(1_000, 3, 250, story="newcomers")
    assert played.breaches == [], "\n".join(played.breaches)
    counts = {name: played.faults[name] for name in STORIES["newcomers"].too}
    print(json.dumps(counts))  # noqa: T201 - the counts
    assert all(counts.values()), counts


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_seed_is_the_same_story_to_the_bit_in_every_process() -> None:
    command = [sys.executable, "-m", "tests.sim", "--seed", "11", "--events", "100"]
    told = []
    for hash_seed in ("1", "2"):
        environment = {
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PATH": "/usr/bin:/bin",
        }
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        told.append(json.loads(done.stdout)["digest"])
    assert told[0] == told[1] != ""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", PRODUCT)
def test_a_broken_product_is_noticed(name: str) -> None:
    mutant = PRODUCT[name]
    found = hunt([mutant.patch], mutant.seeds(), mutant)
    assert found is not None, name
    assert found.oracle in mutant.killers
    print(f"{name}: noticed by {found.oracle}, seed {found.seed}, step {found.step}")  # noqa: T201 - the test names it


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", BLIND)
def test_a_blind_oracle_lets_a_broken_product_pass(name: str) -> None:
    blind, product = BLIND[name]
    mutant = PRODUCT[product]
    noticed = (found.seed for seed in mutant.seeds() if (found := hunt([mutant.patch], [seed], mutant)))
    assert any(hunt([mutant.patch, blind], [seed], mutant) is None for seed in noticed)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", FORGETFUL)
def test_an_oracle_that_forgets_complains_of_sound_worlds(name: str) -> None:
    found = hunt([FORGETFUL[name]], range(12))
    assert found is not None
    assert found.oracle in {"lemma", "theorem 1"}
