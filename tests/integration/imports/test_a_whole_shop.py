"""A shop moves in one evening: 3,000 goods, 12 cashiers, 40,000 old cards with balances, spend and tiers."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.imports.report import ImportReport
from loyalty_pos.core.cards import ean_digit
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.intake import Asked, bring, reports_of
from loyalty_pos.wiring.resources import resource

GOODS, CASHIERS, CARDS = 3_000, 12, 40_000


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[OpenCentre]:
    opened = open_centre(CentreSettings(tmp_path / "centre"))
    opened.admin.create_store("shop", "Магазин")
    opened.admin.set_programme(resource("demo", "programme.toml").read_text(encoding="utf-8"))
    yield opened
    opened.close()


def _lists(folder: Path) -> dict[str, Path]:
    dice = random.Random(7)
    barcodes = [f"4601{n:08d}" for n in range(GOODS)]
    goods = [
        f"{n};Товар {n};{dice.randrange(1000, 99_999) / 100:.2f};{barcode}{ean_digit(barcode)}".replace(
            ".", ","
        )
        for n, barcode in enumerate(barcodes)
    ]
    staff = [f"c{n};Кассир {n};кассир;{1000 + n}" for n in range(CASHIERS)]
    cards = [
        f"777{n:010d};+7 901 {n // 10000:03d}-{n // 100 % 100:02d}-{n % 100:02d};{dice.randrange(2000)};"
        f"{dice.randrange(5_000_000) / 100:.2f};{('', 'silver', 'Золото')[n % 3]}"
        for n in range(CARDS)
    ]
    texts = {
        "goods": "код;наименование;цена;штрихкод\n" + "\n".join(goods),
        "staff": "код;фио;роль;пин\n" + "\n".join(staff),
        "cards": "карта;телефон;баллы;сумма покупок;уровень\n" + "\n".join(cards),
    }
    for name, text in texts.items():
        (folder / f"{name}.csv").write_bytes(text.encode("cp1251"))
    return {name: folder / f"{name}.csv" for name in texts}


def _counted(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.same, len(report.refused)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_everything_arrives_once_and_the_same_files_change_nothing(
    centre: OpenCentre, tmp_path: Path
) -> None:
    paths = _lists(tmp_path)
    first = {name: bring(centre, Asked(name, path)) for name, path in paths.items()}
    assert _counted(first["goods"]) == (GOODS, 0, 0, 0)
    assert _counted(first["staff"]) == (CASHIERS, 0, 0, 0)
    assert _counted(first["cards"]) == (CARDS, 0, 0, 0)
    totals = reports_of(centre).overview().totals
    again = {name: bring(centre, Asked(name, path)) for name, path in paths.items()}
    assert _counted(again["goods"]) == (0, 0, GOODS, 0)
    assert _counted(again["staff"]) == (0, 0, CASHIERS, 0)
    assert _counted(again["cards"]) == (0, 0, CARDS, 0)
    assert {name: report.control for name, report in again.items()} == {
        name: report.control for name, report in first.items()
    }
    assert reports_of(centre).overview().totals == totals
    points = sum(line.points_sum for line in _all_balances(centre))
    assert points == first["cards"].sums["points"]


def _all_balances(centre: OpenCentre) -> Iterator:  # type: ignore[type-arg]  # lines of the report
    after = ""
    while page := reports_of(centre).balances(after, 2_000):
        yield from page
        after = page[-1].account_id


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(centre: OpenCentre, tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_text("карта;баллы;уровень\n7770000000001;5;\n7770000000002;x;\n7770000000003;;платина\n")
    report = bring(centre, Asked("cards", path, dry_run=True))
    assert (report.read, report.accepted, report.added) == (3, 1, 1)
    assert [(row.line, row.reason) for row in report.refused] == [(3, "not_a_number"), (4, "unknown_tier")]
    assert report.ranges == ["777… (13)"]
    assert reports_of(centre).members() == []
    assert reports_of(centre).setting("card_ranges") == ""


def test_another_balance_for_a_card_that_has_one_is_refused_with_its_line(
    centre: OpenCentre, tmp_path: Path
) -> None:
    path = tmp_path / "cards.csv"
    path.write_text("карта;баллы\n7770000000001;5\n")
    bring(centre, Asked("cards", path))
    path.write_text("карта;баллы\n7770000000002;5\n7770000000001;6\n")
    report = bring(centre, Asked("cards", path))
    assert _counted(report) == (1, 0, 0, 1)
    assert [(row.line, row.reason) for row in report.refused] == [(3, "balance_differs")]


def test_new_prices_reach_goods_by_code_and_by_barcode(centre: OpenCentre, tmp_path: Path) -> None:
    goods, prices = tmp_path / "goods.csv", tmp_path / "prices.csv"
    goods.write_text("код;наименование;цена;штрихкод\n1;Чай;10;111\n2;Сыр;20;222\n")
    prices.write_text("код;штрихкод;цена\n1;;11\n;222;21\n3;;5\n;333;5\n")
    bring(centre, Asked("goods", goods))
    report = bring(centre, Asked("prices", prices))
    assert _counted(report)[1:] == (2, 0, 2)
    assert [(row.line, row.reason) for row in report.refused] == [
        (4, "unknown_article"),
        (5, "unknown_article"),
    ]
