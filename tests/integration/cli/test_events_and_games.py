"""What members did beside buying, by commands: told, looked at, decided; boards, medals, tokens of callers."""

import json
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.integration.cli.conftest import Ask

CARD = "2900000000000018"
PROGRAMME = """
id = "club"
names = { en = "Club", ru = "Клуб" }
[accrual]
rate_bp = 500
[[action]]
id = "survey"
name = "Survey"
event = "survey"
points = 50
[[action]]
id = "review"
name = "Review"
event = "review"
points = 40
moderated = true
[[medal]]
id = "star"
name = "Star"
points = 10
[[board]]
id = "leaders"
name = "Leaders"
by = "points"
"""


@pytest.fixture(autouse=True)
def club(tmp_path: Path) -> None:
    """A centre with a programme and a member."""
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("s1", "Shop")
    centre.admin.set_programme(PROGRAMME)
    assert not centre.admin.put_members([MemberItem(CARD, name="Anna Kern", phone="+79161234567")]).refused
    centre.close()


def test_an_event_is_told_once_by_its_id(ask: Ask) -> None:
    first = ask("event", "survey", "--card", CARD, "--id", "s-1")
    again = ask("event", "survey", "--card", CARD, "--id", "s-1")

    assert (first.code, first.out) == (again.code, again.out) == (0, "s-1: given, points: 50.\n")
    assert "50" in ask("board", "leaders").out


def test_a_programme_that_every_shop_has_by_its_name_counts_for_events(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "quiz.toml").write_text(
        PROGRAMME.replace('"survey"', '"quiz"').replace('"leaders"', '"best"'), "utf-8"
    )
    assert ask("programme", "stop", "club").code == 0
    assert ask("programme", "release", tmp_path / "quiz.toml", "--shops", "s1").code == 0
    told = ask("event", "quiz", "--card", CARD, "--id", "quiz-1")
    assert (told.code, told.out) == (0, "quiz-1: given, points: 50.\n")
    assert ask("board", "best").code == 0


def test_a_programme_of_one_shop_of_two_gives_nothing_for_events(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "quiz.toml").write_text(PROGRAMME.replace('"survey"', '"quiz"'), "utf-8")
    assert ask("stores", "add", "s2", "--name", "Second").code == 0
    assert ask("programme", "stop", "club").code == 0
    assert ask("programme", "release", tmp_path / "quiz.toml", "--shops", "s1").code == 0
    assert "nothing was given" in ask("event", "quiz", "--card", CARD, "--id", "quiz-1").out


def test_a_centre_without_shops_has_no_boards(ask: Ask, tmp_path: Path) -> None:
    open_centre(CentreSettings(folders_at(tmp_path / "empty").centre)).close()
    said = ask("board", "nope", data=tmp_path / "empty")
    assert (said.code, said.err[:49]) == (2, "The programme in force has no board nope; it has:")


def test_a_board_that_is_not_there_says_which_are(ask: Ask) -> None:
    assert "it has: leaders. What is in force: loyalty-pos programme where" in ask("board", "nope").err
    assert ask("programme", "stop", "club").code == 0
    assert "есть: ни одной." in ask("board", "nope", lang="ru").err


def test_what_was_not_taken_ends_with_1_and_its_reason(ask: Ask) -> None:
    said = ask("event", "survey", "--phone", "+79990000000", "--id", "s-1")
    assert (said.code, said.out) == (1, "s-1: nothing was given: no such member.\n")

    russian = ask("event", "unheard", "--card", CARD, "--id", "s-2", lang="ru")
    assert (russian.code, russian.out.partition("; есть: ")[0]) == (
        0,
        "s-2: ничего не начислено: в действующей программе ничего нет за unheard",
    )
    english = ask("event", "unheard", "--card", CARD, "--id", "s-3").out
    assert "survey" in english.partition("it knows: ")[2]
    assert english.endswith("What is in force: loyalty-pos programme where\n")


def test_a_review_is_approved_by_a_person(ask: Ask) -> None:
    ask("event", "review", "--card", CARD, "--id", "r-1", "--subject", "order 7")
    waiting = ask("events", "waiting")
    assert "r-1" in waiting.out
    assert "order 7" in waiting.out

    assert ask("events", "approve", "r-1", "--by", "anna").out == "r-1: given, points: 40.\n"
    assert ask("events", "waiting").out == "Nothing waits for a decision.\n"
    again = ask("events", "approve", "r-1")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("No event r-1 waits")


def test_a_rejected_review_gives_nothing(ask: Ask) -> None:
    ask("event", "review", "--card", CARD, "--id", "r-1")

    assert ask("events", "reject", "r-1").out == "r-1: rejected, nothing was given.\n"
    assert (
        json.loads(ask("event", "review", "--card", CARD, "--id", "r-1", "--json").out)["state"] == "rejected"
    )


def test_a_medal_is_given_shown_and_taken_back(ask: Ask) -> None:
    assert ask("medals", "give", "star", "--card", CARD).out == "star: given.\n"
    assert ask("medals", "list").out == "star: Anna K.\n"
    assert ask("board", "leaders").out.splitlines()[1].endswith("Anna K.: 10")
    assert ask("medals", "recall", "star", "--card", CARD).out == "star: taken back, with its points.\n"
    assert ask("board", "leaders").out.splitlines()[-1] == "Nobody is on the board yet."
    assert ask("medals", "give", "moon", "--card", CARD).err.startswith(
        "The programme in force has no medal moon"
    )


def test_a_token_is_shown_once_and_kept_nowhere(ask: Ask, tmp_path: Path) -> None:
    token = json.loads(ask("callers", "add", "web-shop", "--json").out)["token"]
    secret = token.partition(".")[2].encode()

    assert "web-shop: events" in ask("callers", "list").out
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and secret in path.read_bytes()]
    assert ask("callers", "revoke", "web-shop").code == 0
    assert "shut out" in ask("callers", "list").out
    assert ask("callers", "add", "Web Shop").code == 2
    assert ask("callers", "add", "console").code == 2


def test_a_moment_without_a_zone_is_refused(ask: Ask) -> None:
    assert ask("event", "survey", "--card", CARD, "--at", "2026-11-22T10:00").code == 2
