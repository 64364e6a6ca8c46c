"""A list with mistakes is told in the words of its own columns: a missing column once, a wrong cell by its heading."""

import json
import re
from pathlib import Path

import pytest

from loyalty_pos.centre.imports.columns import CANONICAL, NEEDED, canonical
from loyalty_pos.centre.imports.importing import all_articles
from loyalty_pos.cli.column_words import column_name
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from tests.integration.cli.conftest import Ask


def written(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("subject", "header", "told"),
    [
        ("goods", "Код;Наименование;Стоимость", {"en": "price", "ru": "цена"}),
        ("goods", "Наименование;Цена", {"en": "code or barcode", "ru": "код или штрихкод"}),
        ("prices", "Код;Наименование", {"en": "price", "ru": "цена"}),
        ("staff", "Код;ФИО", {"en": "role", "ru": "роль"}),
        ("cards", "ФИО;Телефон", {"en": "card", "ru": "карта"}),
        ("balances", "Карта;ФИО", {"en": "points or spend", "ru": "баллы или сумма покупок"}),
        ("staff", "ФИО;Пин", {"en": "code; role", "ru": "код; роль"}),
    ],
)
def test_a_missing_column_is_told_once_for_the_file(
    ask: Ask, tmp_path: Path, subject: str, header: str, told: dict[str, str]
) -> None:
    path = written(tmp_path, header + "\n" + "1;2;3\n" * 50)
    said = ask("import", subject, path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"has no column: {told['en']}. " in said.err
    assert f"нет столбца: {told['ru']}. " in ask("import", subject, path, lang="ru").err


def test_a_heading_that_says_nothing_to_us_is_named_beside_the_missing_column(
    ask: Ask, tmp_path: Path
) -> None:
    path = written(tmp_path, "Код;Наименование;Стоимость;\n1;Хлеб;10;\n")
    assert "«Стоимость»" in ask("import", "goods", path, lang="ru").err
    assert "«Код»" not in ask("import", "goods", path, lang="ru").err


def test_nothing_of_a_list_without_its_columns_is_taken(ask: Ask, tmp_path: Path) -> None:
    ask("import", "goods", written(tmp_path, "id;name\n1;Bread\n"))
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    try:
        assert list(all_articles(reports_of(centre))) == []
    finally:
        centre.close()


def test_a_wrong_cell_is_named_by_the_heading_of_its_own_column(ask: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "Код;Название;Розничная цена\n1;Хлеб;десять\n2;;5\n")
    for lang, reason in (("ru", "не число"), ("en", "is no number")):
        said = ask("import", "goods", path, lang=lang)
        assert said.code == 1
        assert f": Розничная цена «десять» {reason}" in said.out
        assert ": Название " in said.out
        assert "price «" not in said.out


def test_a_cell_of_an_exchange_file_is_named_in_the_language_asked_for(ask: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "##@@&&\n#\n$$$REPLACEQUANTITY\n501;460;Молоко;;ten\n")
    assert "строка 4: цена «ten» не число" in ask("import", "goods", path, lang="ru").out
    assert "line 4: price «ten» is no number" in ask("import", "goods", path).out


def test_a_card_that_stands_twice_is_told_as_a_card(ask: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "Номер карты;Баллы\n7770000002302;5\n7770000002302;6\n")
    assert "строка 3: Номер карты «2302» встречается дважды" in ask("import", "cards", path, lang="ru").out


def test_machines_are_told_our_name_of_the_column(ask: Ask, tmp_path: Path) -> None:
    path = written(tmp_path, "Код;Название;Розничная цена\n1;Хлеб;десять\n")
    report = json.loads(ask("import", "goods", path, "--json").out)
    assert [(row["column"], row["reason"]) for row in report["refused"]] == [("price", "not_a_number")]


def test_each_of_our_columns_has_a_name_in_both_languages() -> None:
    for name in CANONICAL:
        assert not column_name(name, "ru").isascii(), name
        if not name.endswith("_en"):
            assert canonical(column_name(name, "ru")) == name
        assert canonical(column_name(name, "en")) == name


def test_every_column_that_the_page_for_it_names_is_understood(project_root: Path) -> None:
    page = (project_root / "docs" / "it" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(rf"(?m)^\| ({'|'.join(NEEDED)}) \| (.*) \|$", page))
    assert rows.keys() == NEEDED.keys()
    for subject, cells in rows.items():
        needed, optional = cells.split(" | ") if " | " in cells else (cells.removesuffix(" |"), "")
        told = [canonical(heading) for heading in re.findall(r"`([^`]+)`", needed)]
        assert told == [one for each in NEEDED[subject] for one in each.split("|")]
        assert all(canonical(heading) for heading in re.findall(r"`([^`]+)`", optional)), subject
