"""Past receipts come as CSV or JSON lines; a mistake is told with its line and column, whatever stands in the file."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import Problem
from loyalty_pos.lab.simulation.past.receipt_file import (
    COLUMNS,
    BadReceipts,
    UnreadableReceipts,
    read_receipts,
)
from loyalty_pos.lab.simulation.past.receipts import Past

ZONE = "Europe/Moscow"
CSV = """receipt;time;store;member;article;name;category;brand;qty_milli;price_minor;cost_minor;no_earn;of
R2;2026-03-02 09:30;S1;;bread;Bread;bakery;Oven;1500;5000;3000;;
R1;2026-03-01T12:00:00+03:00;S1;anna;tea;Tea;drinks;Leaf;2000;10000;;yes;
R1;2026-03-01T12:00:00+03:00;S1;anna;bread;Bread;bakery;Oven;1000;5000;3000;;
R3;2026-03-03 10:00;S1;;tea;Tea;drinks;Leaf;1000;10000;;yes;R1
"""
JSON = (
    '{"receipt": "R1", "time": "2026-03-01T12:00:00+03:00", "store": "S1", "member": "anna", "lines": ['
    '{"article": "tea", "name": "Tea", "category": "drinks", "brand": "Leaf", "qty_milli": 2000, '
    '"price_minor": 10000, "no_earn": true}, {"article": "bread", "name": "Bread", "category": "bakery", '
    '"brand": "Oven", "qty_milli": 1000, "price_minor": 5000, "cost_minor": 3000}]}\n'
    '{"receipt": "R2", "time": "2026-03-02 09:30", "store": "S1", "lines": [{"article": "bread", "name": "Bread", '
    '"category": "bakery", "brand": "Oven", "qty_milli": 1500, "price_minor": 5000, "cost_minor": 3000}]}\n'
    '{"receipt": "R3", "time": "2026-03-03 10:00", "store": "S1", "of": "R1", "lines": [{"article": "tea", '
    '"name": "Tea", "category": "drinks", "brand": "Leaf", "qty_milli": 1000, "price_minor": 10000, "no_earn": true}]}\n'
)


def read(folder: Path, text: str, name: str = "receipts.csv") -> Past:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_receipts(path, ZONE)


def refused(folder: Path, text: str, name: str = "receipts.csv") -> tuple[int, str, str]:
    with pytest.raises(BadReceipts) as refusal:
        read(folder, text, name)
    return refusal.value.row, refusal.value.column, refusal.value.reason


def test_lines_of_a_receipt_are_put_together_in_order_of_time(tmp_path: Path) -> None:
    past = read(tmp_path, CSV)

    assert [receipt.id for receipt in past.receipts] == ["R1", "R2", "R3"]
    first, second, back = past.receipts
    assert [(past.articles[line.article].id, line.qty_milli, line.price_minor) for line in first.lines] == [
        ("tea", 2000, 10000),
        ("bread", 1000, 5000),
    ]
    assert moment(second.at_us).isoformat() == "2026-03-02T06:30:00+00:00"  # the shop's clock
    assert (back.of, back.member) == ("R1", "anna")  # whoever bought it brings it back
    tea = past.articles[first.lines[0].article]
    assert (tea.category, tea.brand, tea.no_earn, tea.cost_minor) == ("drinks", "Leaf", True, 0)


def test_the_same_article_is_one_article(tmp_path: Path) -> None:
    assert [article.id for article in read(tmp_path, CSV).articles] == ["bread", "tea"]


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    csv, lines = read(tmp_path, CSV), read(tmp_path, JSON, "receipts.jsonl")

    assert [receipt.id for receipt in csv.receipts] == [receipt.id for receipt in lines.receipts]
    assert {article.id: article for article in csv.articles} == {a.id: a for a in lines.articles}
    assert [(r.at_us, r.member, r.of) for r in csv.receipts] == [
        (r.at_us, r.member, r.of) for r in lines.receipts
    ]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_any_usual_separator_will_do(tmp_path: Path, separator: str) -> None:
    assert read(tmp_path, CSV.replace(";", separator)).receipts == read(tmp_path, CSV).receipts


@pytest.mark.parametrize(
    ("was", "instead", "expected"),
    [
        (";1500;", ";1,5;", (2, "qty_milli", "not_a_whole_number")),
        (";1500;", ";0;", (2, "qty_milli", "negative")),
        (";5000;3000;;\nR1", ";-1;3000;;\nR1", (2, "price_minor", "negative")),
        ("2026-03-02 09:30", "yesterday", (2, "time", "not_a_date")),
        (";yes;\nR1", ";maybe;\nR1", (3, "no_earn", "not_yes_or_no")),
        ("R2;", ";", (2, "receipt", "empty")),
        (";bread;Bread;bakery;Oven;1500", ";;Bread;bakery;Oven;1500", (2, "article", "empty")),
        ("R1;2026-03-01T12:00:00+03:00;S1;anna;bread", "R1;2026-03-01T13:00:00+03:00;S1;anna;bread", (4, "time", "given_twice")),
        ("qty_milli", "quantity", (1, "qty_milli", "missing_column")),
        (";brand;", ";label;", (1, "label", "unknown_column")),
        (";;R1\n", ";;R1;;;\n", (5, "#16", "too_many_cells")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_column(
    tmp_path: Path, was: str, instead: str, expected: tuple[int, str, str]
) -> None:
    text = CSV.replace(";yes;R1\n", ";;R1\n")
    assert was in text
    assert refused(tmp_path, text.replace(was, instead, 1)) == expected


def test_a_mistake_in_json_lines_is_told_with_its_line(tmp_path: Path) -> None:
    first, second, _ = JSON.splitlines()

    assert refused(tmp_path, f"{first}\n{{\n", "r.jsonl") == (2, "JSON", "not_json")
    assert refused(tmp_path, f"{first}\n[]\n", "r.jsonl") == (2, "JSON", "not_an_object")
    assert refused(tmp_path, f"{first}\n{first}\n", "r.jsonl") == (2, "receipt", "given_twice")
    assert refused(tmp_path, second.replace("brand", "label"), "r.jsonl") == (1, "label", "unknown_column")
    assert refused(tmp_path, second.replace("1500", "1.5"), "r.jsonl") == (1, "qty_milli", "not_a_text")
    assert refused(tmp_path, '{"receipt": "R", "time": "2026-03-02"}', "r.jsonl") == (1, "lines", "empty")


@pytest.mark.parametrize("text", ["", "receipt;time;article;qty_milli;price_minor\n"])
def test_a_file_without_a_receipt_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Problem):
        read(tmp_path, text)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe\x00\x01")

    for path in (tmp_path / "nothing.csv", picture):
        with pytest.raises(UnreadableReceipts):
            read_receipts(path, ZONE)


anything = st.one_of(
    st.text(max_size=80),
    st.lists(st.lists(st.text(max_size=8), max_size=7), max_size=5).map(
        lambda rows: ";".join(COLUMNS[:7]) + "\n" + "\n".join(map(";".join, rows))
    ),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    ).map(json.dumps),
    st.dictionaries(
        st.sampled_from((*COLUMNS, "lines")), st.none() | st.integers() | st.text(max_size=5)
    ).map(json.dumps),
)


@given(text=anything, ending=st.sampled_from(("csv", "jsonl")))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_receipts_or_one_of_our_refusals(
    tmp_path_factory: pytest.TempPathFactory, text: str, ending: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        path = folder / f"any.{ending}"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        past = read_receipts(path, ZONE)
    except (BadReceipts, UnreadableReceipts):
        return
    assert past.receipts
