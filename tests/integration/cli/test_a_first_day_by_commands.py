"""What somebody meets on the first day who has only the commands: each mistake names the thing that is wrong."""

from pathlib import Path

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol
from tests.e2e.corner import BARCODES, STORE, fill_shop
from tests.integration.cli.conftest import Ask

CARD = own_card("5550000000001")
WRONG = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)


def test_one_code_of_several_that_cannot_be_sold_is_named(ask: Ask, tmp_path: Path) -> None:
    fill_shop(tmp_path).close()
    folders = folders_at(tmp_path)
    centre = start_centre(CentreSettings(folders.centre))
    enrol(TillSettings(folders.till, language="en"), centre.url, centre.admin.make_code(STORE))
    centre.stop()

    def said(*codes: str, lang: str = "en") -> str:
        answer = ask("sell", *codes, "--pin", "1111", lang=lang)
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        return answer.err

    assert said(BARCODES[0], "no code", BARCODES[1]).startswith("Code 2/3, «no code»: ")
    assert said(BARCODES[0], "no code", lang="ru").startswith("Код 2/2, «no code»: ")
    assert said(WRONG, BARCODES[0]).startswith(f"Code 1/2, «…{WRONG[-4:]}»: "), "of a card only its end"
    assert "Code 1" not in said("no code"), "there is no other"


def test_a_card_of_ours_with_a_wrong_check_digit_is_refused_with_its_row(ask: Ask, tmp_path: Path) -> None:
    fill_shop(tmp_path).close()
    path = tmp_path / "cards.csv"
    path.write_text(f"card,name\n{CARD},Anna\n{WRONG},Boris\n7771234567890,Clara\n", "utf-8")
    for options in (("--dry-run",), ()):
        told = ask("import", "cards", path, *options)
        assert told.code == 1
        assert f"line 3: card «{WRONG}» has a wrong check digit: no till reads it" in told.out
        assert "accepted: 2, refused: 1" in told.out
    assert "неверная контрольная цифра: касса её не прочтёт" in ask("import", "cards", path, lang="ru").out


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8420.", "127.0.0.1:8420", "http://", "http://shop:99999"]
)
def test_an_address_that_is_none_is_named(ask: Ask, address: str) -> None:
    said = ask("till", "--centre", address, "--code", "GNVR-Z2ZQ", "--no-window")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert address in said.err
