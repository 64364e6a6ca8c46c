"""A pack of blank cards is made by a command, and a till can receive it by the two numbers that were told."""

import json
from pathlib import Path

from loyalty_pos.core.cards import own_range
from loyalty_pos.core.packs.pack import pack_of
from tests.integration.cli.conftest import Ask


def test_a_list_for_the_print_house_is_a_pack_from_its_first_to_its_last_number(
    ask: Ask, tmp_path: Path
) -> None:
    told = json.loads(ask("pack", "--count", "30", "--out", tmp_path / "pack.csv", "--json").out)
    numbers = (tmp_path / "pack.csv").read_text(encoding="utf-8-sig").split()[1:]
    assert (numbers[0], numbers[-1], len(set(numbers))) == (told["first"], told["last"], 30)
    pack = pack_of(told["first"], told["last"], [own_range("own", "")])
    assert pack.size == 30
    assert all(pack.holds(number) for number in numbers)


def test_what_is_no_pack_is_refused(ask: Ask, tmp_path: Path) -> None:
    assert ask("pack", "--count", "0", "--out", tmp_path / "pack.csv").code == 2
    assert ask("pack", "--count", "10", "--out", tmp_path / "pack.doc").err
    assert not list(tmp_path.glob("pack.*"))
