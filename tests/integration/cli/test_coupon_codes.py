"""Coupons by commands: a basket priced with a promo code, and serials for the print house."""

import csv
from pathlib import Path

import pytest

from loyalty_pos.core.coupons.serials import is_serial
from tests.integration.cli.conftest import Ask

PROGRAMME = """
id = "p"
names = { en = "Plain", ru = "Простая" }
[[promotion]]
id = "tea"
name = "Tea week"
kind = "percent"
bp = 1000
coupon = "TEA10"
"""
BASKET = '{"lines": [{"id": "1", "name": "Tea", "price_minor": 10000}]}'


@pytest.fixture
def priced(ask: Ask, tmp_path: Path) -> tuple[str, Path, Path]:
    """The words of a command that prices a basket of one tea."""
    programme, basket = tmp_path / "p.toml", tmp_path / "basket.json"
    programme.write_text(PROGRAMME, "utf-8")
    basket.write_text(BASKET, "utf-8")
    assert '"due_minor": 10000' in ask("price", programme, basket).out
    return "price", programme, basket


def test_a_basket_is_priced_with_a_code_as_a_till_does_it(ask: Ask, priced: tuple[str, Path, Path]) -> None:
    assert '"due_minor": 9000' in ask(*priced, "--coupon", "tea-10").out


def test_a_code_that_the_programme_does_not_know_is_refused(ask: Ask, priced: tuple[str, Path, Path]) -> None:
    said = ask(*priced, "--coupon", "TEA11")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("This shop has no coupon TEA11.")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_serials_for_the_print_house_stand_in_the_file_only(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "serials.csv"
    said = ask("codes", "make", "--count", 500, "--out", out, "--prefix", "tea")
    head, *made = rows(out)
    assert (said.code, head, len(made)) == (0, ["serial", "code for QR or Code 128"], 500)
    assert len({serial for serial, _ in made}) == 500
    for serial, code in made:
        assert is_serial(serial)
        assert serial.startswith("TEA-")
        assert code == "LPC1:" + serial.replace("-", "")
        assert serial not in said.out + said.err
    assert "Serials written: 500" in said.out
    assert not list(tmp_path.rglob("*.log"))


def test_the_same_seed_makes_the_same_serials_and_no_seed_never_does(ask: Ask, tmp_path: Path) -> None:
    names = ("a.csv", "b.csv", "c.csv", "d.csv")
    for name, seed in zip(names, (("--seed", 7), ("--seed", 7), (), ()), strict=True):
        assert ask("codes", "make", "--count", 20, "--out", tmp_path / name, *seed).code == 0
    a, b, c, d = (rows(tmp_path / name)[1:] for name in names)
    assert a == b
    assert not {tuple(row) for row in c} & {tuple(row) for row in d}


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--count", 0, "--out", "s.csv"), "--count does not understand «0». What it takes"),
        (("--count", 1_000_001, "--out", "s.csv"), "--count does not understand «1000001». What it takes"),
        (
            ("--count", 1, "--out", "s.csv", "--prefix", "=1+1"),
            "--prefix does not understand «=1+1». What it takes",
        ),
        (
            ("--count", 1, "--out", "s.csv", "--prefix", "TOOLONGER"),
            "--prefix does not understand «TOOLONGER». What it takes",
        ),
        (("--count", 1, "--out", "s.txt"), "its name must end in .csv or .xlsx"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...], text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = ask("codes", "make", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert text in said.err
    assert not list(tmp_path.glob("s.*"))


def test_serials_that_are_printed_already_are_never_overwritten(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "serials.csv"
    assert ask("codes", "make", "--count", 2, "--out", out).code == 0
    before = out.read_bytes()
    said = ask("codes", "make", "--count", 2, "--out", out)
    assert said.code == 2
    assert "never overwritten" in said.err
    assert out.read_bytes() == before
