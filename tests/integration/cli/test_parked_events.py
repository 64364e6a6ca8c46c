"""The operator's commands for what could not be applied, in both languages."""

from pathlib import Path

import pytest

from loyalty_pos.centre.leases.issuing import Unsettled
from loyalty_pos.wire.messages import Enrol, LeaseAsk
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
    assert shown.out.startswith("Corner shop, till 1 (store-1/1), return, since ")
    assert f"its name: {name}\n" in shown.out and "it waits for its sale" in shown.out
    assert "no new right" not in shown.out, "only a sale takes points"
    assert f"receipt {a_sale(1).code}, money \N{MINUS SIGN}₽50.00" in shown.out
    again = ask("parked", "again", lang="ru")
    assert again.code == 1
    assert "Ещё ждёт: 1" in again.out and "ждёт свою продажу" in again.out
    assert ask("parked", "close", name, "--reason", "paid by hand").code == 0
    assert ask("parked", "list").out.startswith("Nothing waits")


def test_a_sale_that_waits_says_what_it_holds_up_and_how_that_ends(ask: Ask, tmp_path: Path) -> None:
    """A till gets its next lease when all of the last one is settled: the operator must know why there is none."""
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("store-1", "Corner shop")
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    till.commit(a_sale(1, paid_minor=-1))
    centre.centre.push(till.batch(1))
    with pytest.raises(Unsettled):
        centre.centre.lease(centre.centre.authorise(till.place.token), "life-1", LeaseAsk(0, 1))
    centre.close()

    assert "this till gets no new right to take points by itself" in ask("parked", "list").out
    assert "касса не получает нового права" in ask("parked", "list", lang="ru").out
    assert ask("parked", "close", f"{till.agent_id}:life-1:1", "--reason", "never happened").code == 0
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    assert centre.centre.lease(centre.centre.authorise(till.place.token), "life-1", LeaseAsk(0, 1)).lease
    centre.close()


@pytest.mark.parametrize(
    "words",
    [("close", "nobody:x:1", "--reason", "why"), ("close", "NAME", "--reason", " "), ("again", "nobody:x:1")],
)
def test_a_name_that_does_not_wait_is_told(ask: Ask, name: str, words: tuple[str, ...]) -> None:
    said = ask("parked", *(name if word == "NAME" else word for word in words))
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert ("What waits: loyalty-pos parked list" in said.err) == ("nobody:x:1" in words)
