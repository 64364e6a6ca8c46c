"""Segments, budgets, partners' pools by command: brought, listed, shown, in both languages."""

import json
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Ask

PROGRAMME = """
id = "club"
names = { en = "Club", ru = "Клуб" }
[[segment]]
id = "premium"
name = "Premium"
[[segment]]
id = "often"
name = "Regulars"
visits_from = 3
[[partner]]
id = "cinema"
name = "Cinema"
[[coupon_series]]
id = "flyer"
name = "Flyer"
[[promotion]]
id = "spring"
name = "Spring"
kind = "percent"
bp = 1000
personal = true
control_bp = 1000
budget_minor = 500000
quota = 100
"""
MEMBERS = """Номер карты;Телефон
2900000000000014;89123456789
2900000000000023;
"""


@pytest.fixture
def shop(ask: Ask, tmp_path: Path) -> Ask:
    """A centre with two members and a programme."""
    (tmp_path / "club.toml").write_text(PROGRAMME, "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    assert ask("import", "programme", tmp_path / "club.toml").code == 0
    assert ask("import", "cards", tmp_path / "members.csv").code == 0
    return ask


def a_list(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_list_of_cards_and_phones_becomes_a_segment(shop: Ask, tmp_path: Path) -> None:
    listed = a_list(tmp_path, "карта;телефон\n2900000000000023;\n;+7 912 345-67-89\n2900000000000095;\n;12\n")
    said = shop("segments", "import", listed, "--segment", "premium")
    assert said.code == 1
    assert said.out.splitlines() == [
        "  line 4: nobody is known by this number",
        "  line 5: is no phone number",
        "Segment premium: rows read 4, members added 2, in it already 0, refused 2.",
    ]
    again = shop("segments", "import", listed, "--segment", "premium", "--json")
    assert json.loads(again.out) == {
        "segment": "premium",
        "read": 4,
        "changed": 0,
        "same": 2,
        "refused": [[4, "unknown_member"], [5, "not_a_phone"]],
    }
    assert "2900000000000095" not in said.out + said.err


def test_segments_are_listed_and_shown(shop: Ask, tmp_path: Path) -> None:
    listed = a_list(tmp_path, "card\n2900000000000014\n2900000000000023\n")
    assert shop("segments", "import", listed, "--segment", "premium").code == 0
    assert shop("segments", "list").out.splitlines() == [
        "often (Regulars), by a rule of the programme, sorted once a day: 0",
        "premium (Premium), by hand: 2",
    ]
    assert shop("segments", "show", "premium").out.splitlines()[-1] == "In the segment premium: 2."
    assert shop("segments", "import", listed, "--segment", "premium", "--remove").code == 0
    assert shop("segments", "list", lang="ru").out.splitlines()[1] == "premium (Premium), вручную: 0"


def test_a_list_cannot_change_a_rule(shop: Ask, tmp_path: Path) -> None:
    said = shop("segments", "import", a_list(tmp_path, "card\n2900000000000014\n"), "--segment", "often")
    assert said.code == 2
    assert "worked out by the programme's rule" in said.err


def test_what_is_left_of_budgets(shop: Ask) -> None:
    told = "club/spring «Spring»: given ₽0.00 of ₽5,000.00, left ₽5,000.00. receipts 0 of 100, left 100."
    assert shop("programme", "budgets").out.splitlines() == [told]
    (line,) = json.loads(shop("programme", "budgets", "--json").out)
    assert (line["offer"], line["budget_minor"], line["used_minor"], line["ended"]) == (
        "club/spring",
        500_000,
        0,
        False,
    )


def test_a_quota_of_members_is_told_too(shop: Ask, tmp_path: Path) -> None:
    (tmp_path / "club.toml").write_text(PROGRAMME.replace("quota = 100", "members_quota = 500"), "utf-8")
    assert shop("import", "programme", tmp_path / "club.toml").code == 0
    assert "members 0 of 500, left 500." in shop("programme", "budgets").out
    assert "участников 0 из 500, осталось 500." in shop("programme", "budgets", lang="ru").out


def test_where_tells_the_shops_own_time(shop: Ask, tmp_path: Path) -> None:
    (tmp_path / "club.toml").write_text(PROGRAMME.replace("quota = 100", "quota = 101"), "utf-8")
    assert shop("stores", "add", "s1", "--name", "Shop").code == 0
    released = shop("programme", "release", tmp_path / "club.toml", "--shops", "s1", "--from", "2035-12-01")
    assert released.code == 0
    assert "from 2035-12-01 00:00;" in shop("programme", "where").out


def test_neither_partner_nor_series_is_said_in_russian(shop: Ask, tmp_path: Path) -> None:
    said = shop("codes", "import", a_list(tmp_path, "code\nX-1\n"), lang="ru")
    assert said.code == 2
    assert "нужно одно из: --series --partner." in said.err


def test_a_release_tells_the_size_of_the_control_group(shop: Ask, tmp_path: Path) -> None:
    said = shop("programme", "release", tmp_path / "club.toml", "--dry-run", lang="ru")
    assert "«Spring»: примерно 0 из них — контрольная группа и её не получат." in said.out


def test_a_pool_of_a_partner_is_brought_and_no_code_is_shown(shop: Ask, tmp_path: Path) -> None:
    pool = a_list(tmp_path, "code\nFILM-1\nFILM-2\nfilm-1\n")
    said = shop("codes", "import", pool, "--partner", "cinema")
    assert (said.code, said.out) == (
        0,
        "Codes of cinema brought: 2 new, 1 there already; 2 can be given to members.\n",
    )
    assert "FILM" not in said.out + said.err


def test_names_that_nobody_knows_are_refused_with_those_there_are(shop: Ask, tmp_path: Path) -> None:
    listed = a_list(tmp_path, "card;code;phone\n2900000000000014;X-1;+79123456789\n")
    segment = shop("segments", "import", listed, "--segment", "premum")
    assert (segment.code, "there are: often, premium." in segment.err) == (2, True)
    for command in (("codes", "import", listed), ("partners", "subscribers", "import", listed)):
        said = shop(*command, "--partner", "cinma")
        assert (said.code, "the programme names: cinema." in said.err) == (2, True)
    assert shop("segments", "import", listed, "--segment", "friends", "--new").code == 0
    assert shop("segments", "import", listed, "--segment", "friends").code == 0  # somebody is in it now


def test_codes_are_counted_by_series(shop: Ask, tmp_path: Path) -> None:
    assert shop("codes", "list").out == "flyer (Flyer): no codes yet\n"
    out = tmp_path / "flyer.csv"
    assert shop("codes", "make", "--count", 7, "--out", out, "--series", "flyer").code == 0
    assert shop("codes", "list").out == "flyer (Flyer): good 7\n"
    assert json.loads(shop("codes", "list", "--json").out) == [
        {"series": "flyer", "name": "Flyer", "codes": {"active": 7}}
    ]
