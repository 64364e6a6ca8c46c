"""A marketer looks after clubs by commands: who is in, who may come to the evening, invitations for the print house."""

import csv
import json
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.integration.cli.conftest import Ask

ANNA, BORIS = "2900000000000018", "2900000000000025"
PROGRAMME = """
id = "club"
names = { en = "Club", ru = "Клуб" }
[[club]]
id = "circle"
name = "Inner circle"
invitation = true
events = ["winter-evening"]
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return the folder of a centre with a club and two members."""
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("S1", "Corner shop")
    centre.admin.set_programme(PROGRAMME)
    people = [
        MemberItem(ANNA, name="Anna Kern", phone="+79161234567"),
        MemberItem(BORIS, name="Boris Lensky"),
    ]
    assert not centre.admin.put_members(people).refused
    centre.close()
    return tmp_path


@pytest.mark.usefixtures("shop")
def test_a_member_is_let_in_by_phone_and_counted(ask: Ask) -> None:
    assert "Nobody is in it." in ask("clubs", "members", "circle").out
    assert "клуба square" in ask("clubs", "members", "square", lang="ru").err
    assert "Anna K." in ask("clubs", "join", "circle", "+79161234567").out
    assert "circle (Inner circle): 1 in, 0 paused, 0 over; events: winter-evening" in ask("clubs", "list").out
    (line,) = json.loads(ask("clubs", "list", "--json").out)
    assert (line["id"], line["members"]) == ("circle", 1)
    assert "уже в" in ask("clubs", "join", "circle", ANNA, lang="ru").err


@pytest.mark.usefixtures("shop")
def test_a07_the_evening_is_for_members_of_the_club(ask: Ask) -> None:
    ask("clubs", "join", "circle", ANNA)
    assert "Anna K." in ask("clubs", "guest", "winter-evening", ANNA).out
    refused = ask("clubs", "guest", "winter-evening", BORIS)
    assert refused.code != 0
    assert "is for members of Inner circle" in refused.err
    assert [
        guest["name"] for guest in json.loads(ask("clubs", "guests", "winter-evening", "--json").out)
    ] == ["Anna K."]
    assert "invites to summer-evening" in ask("clubs", "guests", "summer-evening").err
    assert "invites to summer-evening" in ask("clubs", "guest", "summer-evening", ANNA).err


def test_invitations_stand_in_their_file_and_are_never_overwritten(shop: Path, ask: Ask) -> None:
    out = shop / "invitations.csv"
    assert "3 invitations are in" in ask("clubs", "invite", "circle", "--count", "3", "--out", out).out
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len({row[0] for row in rows[1:]}) == 3
    assert all(row[0].startswith("CLUB-") for row in rows[1:])
    again = ask("clubs", "invite", "circle", "--count", "3", "--out", out)
    assert again.code != 0
    assert ask("clubs", "invite", "circle", "--count", "0", "--out", shop / "none.csv").code != 0
    assert ask("clubs", "invite", "square", "--count", "1", "--out", shop / "none.csv").code != 0
