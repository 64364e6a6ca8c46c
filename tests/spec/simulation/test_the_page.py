"""The report as a page and a spreadsheet: complete, in both languages, harmless whatever names come from outside."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

from loyalty_pos.core.basket import Article
from loyalty_pos.lab.simulation.telling.page import page
from loyalty_pos.lab.simulation.telling.report import Report
from loyalty_pos.lab.simulation.telling.table import in_text, sheet_header, sheet_rows
from loyalty_pos.lab.simulation.telling.words import LABELS, TITLES, label_text
from loyalty_pos.storage.export_files import write_table
from tests.fakes.past_receipts import BREAD, CHEESE, CHEESE_OFFER, POINTS, Shop, programme_text, simulated

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def report() -> Report:
    shop = Shop()
    for month in range(1, 9):
        shop.sold(f"2026-0{month}-10 12:00", "anna", BREAD, CHEESE)
        shop.sold(f"2026-0{month}-11 12:00", f"=1+{month}", (CHEESE, month))
        shop.sold(f"2026-0{month}-12 12:00", "", Article("tea", EVIL, 10_00))
    nasty = programme_text("club", POINTS, CHEESE_OFFER).replace('en = "club"', f'en = "{EVIL}", ru = "Клуб"')
    tier = '[tiers]\n[[tiers.step]]\nid = "one"\nname = "=1+1"\nfrom_minor = 0\n'
    formula = programme_text("other", CHEESE_OFFER.replace('id = "cheese-week"', 'id = "formula"'), tier)
    return simulated(shop.past(), nasty, formula, compared=(0, 1))


def drawn(text: str) -> list[ET.Element]:
    parts = text.split("<svg")[1:]
    return [ET.fromstring("<svg" + part.split("</svg>")[0] + "</svg>") for part in parts]


def test_the_page_stands_alone_and_holds_both_languages(report: Report) -> None:
    text = page(report, "ru")

    assert text.startswith("<!doctype html>")
    assert "http" not in text
    assert "<script" not in text
    assert "Goods at shelf price" in text
    assert "Товары по цене полки" in text
    assert 'id="to-ru" checked' in text
    assert text.index('class="in-ru"') < text.index('class="in-en"')


def test_names_from_outside_are_shown_and_not_obeyed(report: Report) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(report, "en")


def test_every_plot_is_drawn_within_its_frame_and_says_its_values(report: Report) -> None:
    plots = drawn(page(report, "en"))

    assert len(plots) == 2 * 6
    for plot in plots:
        _, _, width, height = map(float, plot.attrib["viewBox"].split())
        shapes = [shape for shape in plot if shape.tag in {"rect", "circle"}]
        assert shapes
        for shape in shapes:
            x, y = (
                float(shape.attrib[name]) for name in (("x", "y") if shape.tag == "rect" else ("cx", "cy"))
            )
            assert 0 <= x <= width and 0 <= y <= height
            assert x + float(shape.attrib.get("width", 0)) <= width
            assert y + float(shape.attrib.get("height", 0)) <= height
            title = shape.find("title")
            assert title is not None and title.text


def test_bars_are_as_high_as_their_numbers(report: Report) -> None:
    depth = drawn(page(report, "en"))[1]
    found = [
        (float(shape.attrib["height"]), int((shape.findtext("title") or "").rsplit(": ", 1)[1]))
        for shape in depth
        if shape.tag == "rect"
    ]
    counts = [count for _, count in found if count]
    assert counts
    scale = max(height for height, _ in found) / max(counts)
    assert all(abs(height - count * scale) < 0.2 for height, count in found)


def test_every_word_of_the_report_is_there_in_both_languages() -> None:
    for pairs in (TITLES, LABELS):
        for english, russian in pairs.values():
            assert english and russian
            assert english.count("{text}") == russian.count("{text}")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_terminal_shows_the_same_tables(report: Report, lang: str) -> None:
    lines = list(in_text(report, lang))
    [turnover] = [line for line in lines if line.strip().startswith(("Turnover  ", "Оборот  "))]

    assert len(turnover.split()) >= 3
    assert all(line == line.rstrip() for line in lines)


def test_a_spreadsheet_gets_numbers_and_computes_nothing(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    write_table(path, sheet_header(report, "en"), sheet_rows(report, "en"))
    rows = [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    by_name = {(row[0], row[1]): row[3:] for row in rows if not row[2]}

    assert rows[0][3:] == ["A", "B"]
    assert {len(row) for row in rows} == {5}
    shelf = sum(figures.money.shelf_minor for figures in report.figures[:1])
    assert Decimal(by_name["Money", "Goods at shelf price"][0]) == Decimal(shelf) / 100
    assert "'=1+1" in {row[1] for row in rows}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_every_row_has_a_name(report: Report) -> None:
    for table in report.tables:
        for label in (*table.columns, *(label for label, _ in table.rows)):
            for lang in ("en", "ru"):
                assert label_text(label, lang)
