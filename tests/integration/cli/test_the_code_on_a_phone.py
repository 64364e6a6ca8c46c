"""``member-qr`` plays a member's phone; the till of the same machine believes it without a connection, once."""

import json
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.cli.members.phone_code import can_draw
from loyalty_pos.core.member import Identified
from loyalty_pos.till.receipt_state import MemberAttached, Refused
from loyalty_pos.wiring.centre import CentreSettings, open_centre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import CARDS, STORE, fill_shop
from tests.integration.cli.conftest import Ask

CARD, OTHER = CARDS[0], CARDS[1]


@pytest.fixture
def shop(tmp_path: Path, ask: Ask) -> Path:
    """A centre and its till in one folder, and a phone that both know."""
    fill_shop(tmp_path).close()
    assert ask("member-qr", CARD).code == 0
    centre = start_centre(CentreSettings(folders_at(tmp_path).centre))
    enrol(TillSettings(folders_at(tmp_path).till), centre.url, centre.admin.make_code(STORE))
    centre.stop()
    return tmp_path


def shown(ask: Ask, *words: object) -> dict[str, Any]:
    said = ask("member-qr", "--json", *words)
    assert said.code == 0, said.err
    facts: dict[str, Any] = json.loads(said.out)
    return facts


def opened(folder: Path) -> Till:
    return open_shop_till(TillSettings(folders_at(folder).till))


def scanned(till: Till, digits: str) -> str:
    """Return how the member was recognised, or why not."""
    match till.register.scan(digits):
        case MemberAttached(member):
            return str(member.identified)
        case Refused(problem):
            return str(problem.facts().get("why", problem.code))
        case other:
            return type(other).__name__


def drawn(rows: list[str], side: int = 6) -> Image.Image:
    """Return the picture that a camera sees of a dark terminal: each character is two modules, one above the other."""
    upper_and_lower = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
    image = Image.new("L", (len(rows[0]), 2 * len(rows)))
    for y, row in enumerate(rows):
        for x, block in enumerate(row):
            for half, light in enumerate(upper_and_lower[block]):
                image.putpixel((x, 2 * y + half), light)
    return image.resize((image.width * side, image.height * side), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("cp866", True), ("cp1251", False), (None, False)]
)
def test_a_console_that_knows_no_blocks_gets_the_digits_alone(encoding: str | None, *, can: bool) -> None:
    assert can_draw(encoding) is can


def test_a_phone_and_a_till_without_a_connection(shop: Path, ask: Ask) -> None:
    first = shown(ask, CARD)
    assert (len(first["digits"]), first["modules"]) == (197, 37)
    till = opened(shop)
    assert scanned(till, first["digits"]) == Identified.QR
    till.close()

    till = opened(shop)
    assert scanned(till, first["digits"]) == "used", "the till remembers through a restart"
    second = shown(ask, CARD)
    assert second["counter"] == first["counter"] + 1
    assert scanned(till, second["digits"]) == Identified.QR

    new = shown(ask, OTHER)
    assert scanned(till, new["digits"]) == "unknown", "this till has not heard of that phone"
    assert scanned(till, shown(ask, OTHER, "--long")["digits"]) == Identified.CARD
    till.close()


def test_a_lost_phone_and_its_picture(shop: Path, ask: Ask) -> None:
    picture = shop / "code.png"
    said = ask("member-qr", CARD, "--picture", picture, lang="ru")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "Касса принимает каждый код один раз" in said.out
    digits = next(text for text in said.out.splitlines() if text.isdigit())
    assert len(digits) == 197
    (read,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read.text == digits
    (read,) = zxingcpp.read_barcodes(drawn([row for row in said.out.splitlines() if set(row) <= set("█▀▄ ")]))
    assert read.text == digits, "from the terminal too"

    assert json.loads(ask("member-qr", CARD, "--stop", "--json").out) == {"stopped": CARD[-4:]}
    centre = start_centre(CentreSettings(folders_at(shop).centre))
    till = open_shop_till(TillSettings(folders_at(shop).till, centre_url=centre.url))
    assert till.sync_once().problem is None
    assert scanned(till, digits) == "stopped"
    assert scanned(till, CARD) == Identified.CARD
    till.close()
    centre.stop()


def test_a_phone_that_is_watched_shows_a_new_code_each_half_minute(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    assert not centre.admin.put_members([MemberItem(CARD)]).refused
    centre.close()
    slept: list[int] = []

    def sleep(seconds: int) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("loyalty_pos.cli.members.phone_code.time.sleep", sleep)
    said = ask("member-qr", CARD, "--watch")
    assert said.code == 130
    assert len({text for text in said.out.splitlines() if text.isdigit()}) == 3
    assert all(1 <= seconds <= 30 for seconds in slept)


def test_nobody_s_phone_is_refused_in_one_sentence(ask: Ask) -> None:
    said = ask("member-qr", "2900000000000000")
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
