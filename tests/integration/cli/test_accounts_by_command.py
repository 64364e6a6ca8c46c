"""Two accounts are made one and parted by commands, with the same rights and refusals as at a till."""

import json
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import MemberItem, StaffItem
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.integration.cli.conftest import Ask

ANNA, BORIS = "2900000000000018", "2900000000000025"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOYALTY_POS_PIN", "4321")
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    digest = PinHasher(centre.lookup_key).digest("4321")
    centre.admin.put_staff(
        [StaffItem("ira", "Ira", "manager", digest), StaffItem("max", "Max", "cashier", digest)]
    )
    people = [
        MemberItem(ANNA, name="Anna Kern", points=100),
        MemberItem(BORIS, name="Boris Lensky", points=30),
    ]
    assert not centre.admin.put_members(people).refused
    centre.close()


@pytest.mark.usefixtures("shop")
def test_what_joining_means_is_told_first_and_done_with_yes(ask: Ask) -> None:
    asked = ask("members", "join", ANNA, BORIS, "--family", "--staff", "ira")
    assert "There would be 130 points" in asked.out, asked.err
    assert "Nobody" in ask("members", "joined", ANNA, "--staff", "ira").out
    done = json.loads(
        ask("members", "join", ANNA, BORIS, "--family", "--yes", "--staff", "ira", "--json").out
    )
    assert (done["done"], done["available"]) == (True, 130)
    told = ask("members", "joined", BORIS, "--staff", "ira", lang="ru").out
    assert "Boris L." in told and "семья" in told
    parted = ask("members", "part", done["join_id"], "--staff", "ira")
    assert "would have 30 points" in parted.out
    assert (
        "30 points leave, 100 stay" in ask("members", "part", done["join_id"], "--yes", "--staff", "ira").out
    )


@pytest.mark.usefixtures("shop")
def test_nobody_without_the_right_joins_accounts(ask: Ask) -> None:
    for staff in ((), ("--staff", "max")):
        refused = ask("members", "join", ANNA, BORIS, *staff)
        assert refused.code != 0
        assert refused.err
    assert "Nobody" in ask("members", "joined", ANNA, "--staff", "ira").out
