"""Gift certificates by commands: made for the print house, brought from an older system, looked at, blocked."""

import csv
import json
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Ask

PROGRAMME = """
id = "gifts"
names = { en = "Gifts", ru = "Подарки" }
[[certificate]]
id = "gift"
name = "Gift certificate"
life_months = 12
[[coupon_series]]
id = "tea"
name = "Tea"
"""


@pytest.fixture
def shop(ask: Ask, tmp_path: Path) -> Ask:
    """A centre whose programme has a series of certificates and one of coupons."""
    programme = tmp_path / "gifts.toml"
    programme.write_text(PROGRAMME, "utf-8")
    assert ask("import", "programme", programme).code == 0
    return ask


def codes_in(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(code, qr) for code, qr in list(csv.reader(file, delimiter=";"))[1:]]


def made(shop: Ask, folder: Path, *words: object) -> str:
    out = folder / "print.csv"
    assert shop("codes", "make", "--count", 3, "--out", out, "--series", "gift", *words).code == 0
    return codes_in(out)[0][0]


def test_certificates_for_the_print_house_are_known_to_the_centre_as_printed(
    shop: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "print.csv"
    said = shop(
        "codes",
        "make",
        "--count",
        20,
        "--out",
        out,
        "--series",
        "gift",
        "--prefix",
        "GIFT",
        "--value",
        "1 000,00",
    )

    found = codes_in(out)
    assert (said.code, len(found)) == (0, 20)
    for code, qr in found:
        assert qr == "LPG1:" + code.replace("-", "")
        assert code not in said.out + said.err
    told = shop("codes", "show", found[7][1]).out
    assert told.startswith(f"Gift certificate **** {found[7][0][-4:]}, series gift: not sold yet. On it")
    assert found[7][0] not in told


def test_coupons_of_a_series_get_the_prefix_of_coupons(shop: Ask, tmp_path: Path) -> None:
    out = tmp_path / "tea.csv"
    assert shop("codes", "make", "--count", 1, "--out", out, "--series", "tea").code == 0

    [(code, qr)] = codes_in(out)
    assert qr.startswith("LPC1:")
    assert "coupon of tea: good. Uses left: 1, for ever." in shop("codes", "show", code).out


def test_a_series_that_nobody_wrote_makes_no_file(shop: Ask, tmp_path: Path) -> None:
    out = tmp_path / "print.csv"
    said = shop("codes", "make", "--count", 1, "--out", out, "--series", "cards")

    assert (said.code, out.exists()) == (2, False)
    assert said.err.startswith("No programme in force has a series cards; there are: gift, tea.")


def test_a_code_is_blocked_and_unblocked(shop: Ask, tmp_path: Path) -> None:
    code = made(shop, tmp_path)

    assert ": blocked." in shop("codes", "block", code).out
    assert ": blocked." in shop("codes", "block", code).out, "again changes nothing"
    told = shop("codes", "unblock", code, "--json").out

    assert json.loads(told)["state"] == "printed"
    assert [deed["what"] for deed in json.loads(told)["deeds"]] == ["printed", "blocked", "unblocked"]


def test_a_code_that_nobody_knows_is_refused(shop: Ask) -> None:
    said = shop("codes", "show", "GIFT-1234")

    assert (said.code, said.out) == (2, "")
    assert said.err == "The centre knows no code **** 1234. Compare it with the paper.\n"


def test_certificates_of_an_older_system_come_with_what_is_left(shop: Ask, tmp_path: Path) -> None:
    older = tmp_path / "old.csv"
    older.write_text(
        "Сертификат;Остаток;Действует до\n5600-0001;1 270,00;31.12.2026\n5600-0002;0;\n;5;\n5600-0003;x;\n",
        "utf-8",
    )

    said = shop("codes", "import", older, "--series", "gift")

    assert said.code == 1, "refused rows are noticed"
    assert "line 4" in said.out
    assert "line 5" in said.out
    assert "Certificates brought: 2 new, 0 there already" in said.out
    first = json.loads(shop("codes", "show", "56000001", "--json").out)
    assert (first["state"], first["rest_minor"], first["value_minor"]) == ("active", 127_000, 127_000)
    assert "until 31 Dec 2026." in shop("codes", "show", "5600-0001").out
    assert json.loads(shop("codes", "show", "5600-0002", "--json").out)["state"] == "used"
    assert "0 new, 2 there already" in shop("codes", "import", older, "--series", "gift").out


def test_a_list_without_a_known_series_brings_nothing(shop: Ask, tmp_path: Path) -> None:
    older = tmp_path / "old.csv"
    older.write_text("certificate;rest\n5600-0001;1270\n", "utf-8")

    said = shop("codes", "import", older, "--series", "tea")

    assert (said.code, said.err[:70]) == (
        2,
        "No programme in force sells certificates of the series tea; it has: gi",
    )
    assert shop("codes", "show", "5600-0001").code == 2


def test_everything_is_said_in_russian_too(shop: Ask, tmp_path: Path) -> None:
    code = made(shop, tmp_path, "--value", "500")

    told = shop("codes", "show", code, lang="ru").out

    assert told.startswith(
        f"Подарочный сертификат **** {code[-4:]}, серия gift: ещё не продан. На нём 0,00\N{NO-BREAK SPACE}₽ из 500,00"
    )
    assert "сделан для типографии" in told
