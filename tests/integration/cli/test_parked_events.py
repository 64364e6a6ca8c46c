"""The operator's commands for what could not be applied, in both languages."""

from pathlib import Path

import pytest

from loyalty_pos.wire.messages import Enrol
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.fakes.centre import Stream
from tests.fakes.till_folder import a_return, a_sale
from tests.integration.cli.conftest import Ask


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A return whose sale nobody brought; how the list names it."""
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("store-1", "Corner shop")
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    till.commit(a_return(a_sale(1)))
    centre.centre.push(till.batch(1))
    centre.close()
    return f"{till.agent_id}:life-1:1"


def test_what_waits_is_shown_tried_and_closed(ask: Ask, name: str) -> None:
    shown = ask("parked", "list")
    assert shown.code == 1
    assert name in shown.out and "it waits for its sale" in shown.out
    assert f"receipt {a_sale(1).code}, money \N{MINUS SIGN}₽50.00" in shown.out
    again = ask("parked", "again", lang="ru")
    assert again.code == 1
    assert "Ещё ждёт: 1" in again.out and "ждёт свою продажу" in again.out
    assert ask("parked", "close", name, "--reason", "paid by hand").code == 0
    assert ask("parked", "list").out.startswith("Nothing waits")


@pytest.mark.parametrize(
    "words",
    [("close", "nobody:x:1", "--reason", "why"), ("close", "NAME", "--reason", " "), ("again", "nobody:x:1")],
)
def test_a_name_that_does_not_wait_is_told(ask: Ask, name: str, words: tuple[str, ...]) -> None:
    said = ask("parked", *(name if word == "NAME" else word for word in words))
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert ("What waits: loyalty-pos parked list" in said.err) == ("nobody:x:1" in words)
