"""Old lists as shops really keep them: encodings, separators, spreadsheets, exchange files, and what is wrong in them."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loyalty_pos.centre.imports.goods import read_goods, read_prices
from loyalty_pos.centre.imports.people import read_balances, read_cards, read_staff
from loyalty_pos.centre.imports.source import Accepted, RefusedRow
from loyalty_pos.core.basket import Unit
from loyalty_pos.core.member import CardState
from loyalty_pos.core.problems import BadImportFile
from loyalty_pos.storage.export_files import safe, write_table
from loyalty_pos.storage.import_files import read_rows, unread_commands


def _good(outcomes: Iterable[Any]) -> list[Any]:
    return [outcome.record for outcome in outcomes if isinstance(outcome, Accepted)]


def _bad(outcomes: Iterable[Any]) -> list[tuple[int, str, str]]:
    return [(row.line, row.column, row.reason) for row in outcomes if isinstance(row, RefusedRow)]


GOODS = "Код;Наименование;Цена;Штрих-код;Ед.изм.;НДС\n1;Хлеб «Дарницкий»;49,90;4600000000015;шт;10%\n2;Сыр;1 290.5;;кг;22\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOODS.encode("utf-8"), id="UTF-8"),
        pytest.param(GOODS.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(GOODS.encode("cp1251"), id="the Windows page that 1C writes"),
        pytest.param(GOODS.encode("utf-16"), id="UTF-16 that Excel writes as Unicode text"),
        pytest.param(GOODS.replace(";", "\t").encode(), id="tabs between cells"),
        pytest.param(GOODS.replace("\n", "\r\n").encode("cp1251"), id="Windows line ends"),
    ],
)
def test_a_goods_list_reads_the_same_in_every_dress(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(data)
    bread, cheese = _good(read_goods(read_rows(path, "goods")))
    assert (bread.article.name, bread.article.price_minor, bread.article.vat_bp) == (
        "Хлеб «Дарницкий»",
        4990,
        1000,
    )
    assert bread.barcodes == ["4600000000015"]
    assert (cheese.article.price_minor, cheese.article.unit) == (129_050, Unit.KILOGRAM)


def test_a_spreadsheet_gives_the_same_goods_as_a_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Прайс-лист на 22.11.2026"])
    sheet.append(["Код", "Наименование", "Цена", "Штрихкод", "Ед", "НДС"])
    sheet.append([1, "Хлеб", 49.9, 4600000000015, "шт", "10%"])
    sheet.append([2, "Сыр", 1290.5, None, "кг", 22])
    book.save(tmp_path / "goods.xlsx")
    bread, cheese = _good(read_goods(read_rows(tmp_path / "goods.xlsx", "goods")))
    assert (bread.article.id, bread.article.price_minor, bread.barcodes) == ("1", 4990, ["4600000000015"])
    assert (cheese.article.price_minor, cheese.article.vat_bp) == (129_050, 2200)


EXCHANGE = """##@@&&
#
$$$DELETEALLWARES
$$$REPLACEQUANTITY
10;;Молочное;Молочное;;;;;;;;;;;;0;0;1
501;4600000000015,4600000000022;Молоко;Молоко;89.90;5;;0,1,1,1,1;70;;;;;;;10;1;2;;;;;2
502;;Сигареты;Сигареты;229.00;;;0,1,1,1,1,1,0,0,1,0,0;229.00;;;;;;;0;1;1;;;;;3;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;4
503;;Картофель;Картофель;49.90;;;1,1,1,1,1;;;;;;;;0;1
$$$ADDCCARDDISCS
7;1;5510000001235;01.01.2020;01.01.3000;1;0;5.5;1;;;;;;;
8;1;5510000001242;01.01.2020;01.01.3000;0;0;3;1;;;;;;;
"""


def test_an_exchange_file_gives_goods_and_cards_and_deletes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "goods.txt"
    path.write_bytes(EXCHANGE.encode("cp1251"))
    milk, cigarettes, potatoes = [row.article for row in _good(read_goods(read_rows(path, "goods")))]
    assert (milk.category, milk.price_minor, milk.min_price_minor, milk.vat_bp) == (
        "Молочное",
        8990,
        7000,
        1000,
    )
    assert cigarettes.fixed_price and cigarettes.no_discount and cigarettes.age == 18
    assert potatoes.unit is Unit.KILOGRAM
    active, blocked = _good(read_cards(read_rows(path, "cards"), 0))
    assert (active.number, active.discount_bp, active.state) == ("5510000001235", 550, CardState.ACTIVE)
    assert blocked.state is CardState.BLOCKED
    assert unread_commands(path) == ["$$$DELETEALLWARES"]
    with pytest.raises(BadImportFile, match="not_in_exchange_file"):
        read_rows(path, "staff")


def test_every_refused_row_has_its_line_column_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(
        "id,name,price,barcode,min_price,unit\n"
        "1,Milk,89.90,111,,\n"
        "2,,10,,,\n"
        "3,Tea,ten,,,\n"
        "4,Salt,-5,,,\n"
        "5,Rice,1.005,,,\n"
        "6,Oil,10,111,,\n"
        "1,Milk,99.90,,,\n"
        "1,Milk,89.90,111,,\n"
        "7,Nut,10,,11,\n"
        "8,Bun,10,,,box\n"
        "9,Jam,10,4.6E+12,,\n"
    )
    outcomes = list(read_goods(read_rows(path, "goods")))
    assert _bad(outcomes) == [
        (3, "name", "empty"),
        (4, "price", "not_a_number"),
        (5, "price", "negative"),
        (6, "price", "too_many_decimals"),
        (7, "barcode", "barcode_twice"),
        (8, "id", "given_twice"),
        (10, "min_price", "over_price"),
        (11, "unit", "unknown_unit"),
        (12, "barcode", "digits_lost"),
    ]
    assert len(_good(outcomes)) == 2


def test_the_line_is_that_of_the_editor_even_after_a_name_with_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text('id;name;price\n1;"two\nlines";10\n\n2;tea;x\n')
    assert _bad(read_goods(read_rows(path, "goods"))) == [(5, "price", "not_a_number")]


def test_a_price_list_names_goods_by_code_or_by_barcode(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("код;штрихкод;цена\n15;;99,90\n;4600000000015;10\n;;5\n")
    outcomes = list(read_prices(read_rows(path, "prices")))
    assert [(p.article_id, p.barcode, p.price_minor) for p in _good(outcomes)] == [
        ("15", "", 9990),
        ("", "4600000000015", 1000),
    ]
    assert _bad(outcomes) == [(4, "id", "empty")]


def test_cashiers_come_with_role_and_pin(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(
        "код;фио;должность;пин\na;Анна;Продавец-кассир;1111\nb;Иван;вахтёр;1\nc;Ольга;Директор;12\n"
    )
    outcomes = list(read_staff(read_rows(path, "staff")))
    assert [(s.staff_id, s.role) for s in _good(outcomes)] == [("a", "cashier")]
    assert _bad(outcomes) == [(3, "role", "unknown_role"), (4, "pin", "bad_pin")]


def test_old_cards_keep_their_holder_points_spend_and_state(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_text(
        "Номер карты;ФИО;Телефон;Дата рождения;Баллы;Сгорают;Сумма покупок;Уровень;Статус\n"
        "7770000002302;Иванова Анна;8 (912) 345-67-89;31.12.1990;1 250;01.02.2027;10 000,50;silver;активна\n"
        "7770000002303;;12345;;;;;;\n"
        "4276 3800 1234 5679;;;;;;;;\n"
        "7770000002305;;;32.01.1990;;;;;\n"
        "7770000002306;;;;1,5;;;;\n"
        "7770000002307;;;;;;;;потеряна?\n"
    )
    outcomes = list(read_cards(read_rows(path, "cards"), 0))
    (anna,) = _good(outcomes)
    assert (anna.number, anna.phone, anna.birthday) == ("7770000002302", "+79123456789", date(1990, 12, 31))
    assert (anna.points, anna.spend_minor, anna.tier_id, anna.expires) == (
        1250,
        1_000_050,
        "silver",
        date(2027, 2, 1),
    )
    assert _bad(outcomes) == [
        (3, "phone", "not_a_phone"),
        (4, "card", "payment_card"),
        (5, "birthday", "not_a_date"),
        (6, "points", "too_many_decimals"),
        (7, "state", "unknown_state"),
    ]


def test_a_balance_without_points_and_spend_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "balances.csv"
    path.write_text("карта;баллы;сумма покупок\n7770000002302;;\n7770000002303;5;\n")
    assert _bad(read_balances(read_rows(path, "balances"), 0)) == [(2, "points", "empty")]


def test_a_card_number_that_a_spreadsheet_has_rounded_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["карта", "баллы"])
    sheet.append([2912491839302198.0, 5])
    sheet.append(["2912491839302198", 5])
    book.save(tmp_path / "cards.xlsx")
    outcomes = list(read_cards(read_rows(tmp_path / "cards.xlsx", "cards"), 0))
    assert _bad(outcomes) == [(2, "card", "digits_lost")]
    assert [card.number for card in _good(outcomes)] == ["2912491839302198"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "no_header", id="empty file"),
        pytest.param(b"hello world\nno table here\n", "no_header", id="a letter"),
        pytest.param(b"PK\x03\x04 broken", "not_a_table", id="a broken archive"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0", "not_a_table", id="a picture"),
    ],
)
def test_what_is_no_table_is_refused_whole(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(BadImportFile) as refusal:
        list(read_rows(path, "goods"))
    assert refusal.value.reason == reason


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadImportFile, match="cannot_open"):
        read_rows(tmp_path / "nowhere.csv", "goods")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="equals"),
        pytest.param("+7 900", id="plus"),
        pytest.param("-5", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\r=1", id="carriage return"),
        pytest.param("＝1+1", id="full-width equals"),
        pytest.param("＋1", id="full-width plus"),
        pytest.param("－1", id="full-width minus"),
        pytest.param("＠A1", id="full-width at"),
        pytest.param("  =1+1", id="spaces before it"),
    ],
)
def test_no_exported_text_is_a_formula(tmp_path: Path, text: str) -> None:
    assert safe(text) == "'" + text
    write_table(tmp_path / "out.csv", ["a", "b"], [(text, 5)])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [["a", "b"], ["'" + text, "5"]]
    write_table(tmp_path / "out.xlsx", ["a", "b"], [(text, -5)])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert str(sheet["A2"].value).startswith("'")
    assert sheet["B2"].value == -5


def test_ordinary_texts_and_numbers_leave_as_they_are(tmp_path: Path) -> None:
    assert safe("Хлеб = жизнь") == "Хлеб = жизнь"
    assert write_table(tmp_path / "out.csv", ["a", "b"], [("Хлеб", 5), ("Чай", -5)]) == 2
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == ["a;b", "Хлеб;5", "Чай;-5"]
