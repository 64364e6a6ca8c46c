"""The price tags that the shop prints say what its till says (A39)."""

import csv
from decimal import Decimal
from pathlib import Path

from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring
from loyalty_pos.wiring.resources import resource
from tests.integration.cli.conftest import Ask


def _shop(folder: Path) -> None:
    centre = open_centre(CentreSettings(folders_at(folder).centre))
    prepare_centre(centre)
    bring(centre, Asked("goods", resource("demo", "goods.csv")))
    centre.close()


def test_tags_are_told_with_the_price_the_offer_the_card_and_the_points(ask: Ask, tmp_path: Path) -> None:
    _shop(tmp_path)
    tags = tmp_path / "tags.csv"
    said = ask("export", "tags", tags)
    assert said.code == 0, said.err
    with tags.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) > 20
    assert set(rows[0]) == {"id", "name", "price", "now", "with card", "points"}
    for row in rows:
        price, now, card = (Decimal(row[name].replace(",", ".")) for name in ("price", "now", "with card"))
        assert price >= now >= card > 0, row
    assert any(Decimal(row["points"]) for row in rows)


def test_headings_are_in_the_language_of_whoever_asks(ask: Ask, tmp_path: Path) -> None:
    _shop(tmp_path)
    for subject, first, last in (
        ("tags", "код", "баллы"),
        ("goods", "код", "позиция"),
        ("members", "карта", "количество покупок"),
        ("sales", "чек", "начислено баллов"),
    ):
        path = tmp_path / f"{subject}.csv"
        assert ask("export", subject, path, lang="ru").code == 0
        headings = path.read_text("utf-8-sig").splitlines()[0].split(";")
        assert (headings[0], headings[-1]) == (first, last)
        assert not any("a" <= letter <= "z" for name in headings for letter in name), headings
    again = ask("import", "goods", tmp_path / "goods.csv", lang="ru")
    assert (again.code, "Новых: 0, изменено: 0" in again.out) == (0, True), again.out


def test_a_store_that_is_not_there_is_told(ask: Ask, tmp_path: Path) -> None:
    _shop(tmp_path)
    said = ask("export", "tags", tmp_path / "tags.csv", "--store", "nowhere")
    assert said.code == 2
    assert "nowhere" in said.err
    assert not (tmp_path / "tags.csv").exists()
