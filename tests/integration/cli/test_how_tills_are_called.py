"""A person names a till by its shop and number; only where two have one number a piece of the agent tells them apart."""

from loyalty_pos.centre.records import Store, Till
from loyalty_pos.cli.at_centre.tills import Tills

ONE, OLD, NEW = (
    "1f0c8a21-0000-4000-8000-000000000001",
    "2a000000-0000-4000-8000-1",
    "2b000000-0000-4000-8000-2",
)
TILLS = Tills(
    [Till(ONE, "S1", 1, "", ""), Till(OLD, "S1", 2, "", "", revoked=True), Till(NEW, "S1", 2, "", "")],
    [Store("S1", "Corner shop", "Europe/Moscow")],
)


def test_a_till_is_called_by_shop_and_number_in_both_languages() -> None:
    assert TILLS.name(ONE, "en") == "Corner shop, till 1 (S1/1)"
    assert TILLS.name(ONE, "ru", "life-2") == "Corner shop, касса 1 (S1/1), жизнь life-2"
    assert Tills([Till(ONE, "1", 1, "", "")], [Store("1", "1", "UTC")]).name(ONE, "en") == "till 1 (1/1)"
    assert TILLS.name("another-network", "en") == "till another-network"


def test_commands_take_what_is_shown() -> None:
    assert (TILLS.short(OLD), TILLS.short(NEW)) == ("S1/2:2a000000", "S1/2:2b000000")
    for agent in (ONE, OLD, NEW):
        assert TILLS.agent(TILLS.short(agent)) == agent == TILLS.agent(agent)


def test_what_names_no_till_or_several_names_none() -> None:
    assert [TILLS.agent(text) for text in ("S1/2", "S1/9", "", "nobody")] == ["", "", "", ""]
