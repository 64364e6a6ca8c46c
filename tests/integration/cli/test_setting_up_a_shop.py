"""IT sets a shop up: its stores, what stands on its receipts, and why a till got no place; all by commands."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from loyalty_pos.centre import enrolment
from loyalty_pos.centre.settings import SETTINGS
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.devices.text import to_lines
from loyalty_pos.storage.centre.books import CentreSecrets
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, open_centre, start_centre
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring, reports_of
from loyalty_pos.wiring.resources import resource
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.integration.cli.conftest import Ask, SelfMade


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = start_centre(CentreSettings(folders_at(tmp_path).centre))
    prepare_centre(centre.open, "S1")
    yield centre
    centre.stop()


def stores(data: Path) -> list[str]:
    centre = open_centre(CentreSettings(folders_at(data).centre))
    try:
        return [store.store_id for store in reports_of(centre).stores()]
    finally:
        centre.close()


# --- what stands on receipts --------------------------------------------------------------------------


def test_what_it_sets_at_the_centre_stands_on_the_next_receipt(
    centre: RunningCentre, ask: Ask, tmp_path: Path
) -> None:
    for subject in ("goods", "staff"):
        bring(centre.open, Asked(subject, resource("demo", f"{subject}.csv")))
    settings = TillSettings(folders_at(tmp_path).till, language="ru")
    enrol(settings, centre.url, centre.admin.make_code("S1"))
    till = open_shop_till(settings)
    try:
        assert ask("settings", "shop_name", "Кофейня на углу").code == 0
        assert ask("settings", "shop_address", "Тверь", "ул. Озёрная, 4").code == 0
        assert ask("settings", "shop_tax_number", "7100000000").code == 0
        assert ask("settings", "receipt_footer", "Спасибо!", "Ждём вас снова").code == 0
        till.sync_once()
        till.staff.log_in("1111")
        till.shift.open(0)
        till.register.scan("4609990000050")
        printed = [line.strip() for line in to_lines(till.register.pay_exact().receipt)]
    finally:
        till.close()
    assert printed[:4] == ["Кофейня на углу", "Тверь", "ул. Озёрная, 4", "ИНН 7100000000"]
    assert printed[-2:] == ["Спасибо!", "Ждём вас снова"]


@pytest.mark.usefixtures("centre")
def test_every_setting_is_shown_with_what_it_is_for(ask: Ask) -> None:
    ask("settings", "receipt_footer", "Come again", "--store", "S1")
    shown = ask("settings").out
    assert all(f"{name}: " in shown for name in SETTINGS)
    assert "    store S1: Come again" in shown
    assert "    all stores: S1" in ask("settings", "shop_name").out
    assert "вверху чеков" in ask("settings", "shop_name", lang="ru").out
    assert json.loads(ask("settings", "receipt_footer", "--json").out) == {
        "receipt_footer": {"S1": "Come again"}
    }


@pytest.mark.usefixtures("centre")
def test_a_store_that_has_its_own_text_keeps_it_and_it_is_told_so(ask: Ask) -> None:
    ask("settings", "receipt_footer", "Come again", "--store", "S1")
    said = ask("settings", "receipt_footer", "Thank you").out
    assert "have their own and keep it (change it with --store ID): S1" in said


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("receipt_fotter", "Thanks"), "receipt_footer", id="a slip in the name: the right ones are named"),
        pytest.param(("shop_name", "one", "two"), "one line", id="a name of two lines"),
        pytest.param(("shop_address", *"1234567"), "6 lines", id="an address without end"),
        pytest.param(("receipt_footer", "a" * 101), "100 characters", id="a line without end"),
        pytest.param(("receipt_footer", "beep\a"), "cannot be printed", id="a bell"),
        pytest.param(("shop_tax_number", "123"), "10 or 12 digits", id="half a tax number"),
        pytest.param(("typed_price_vat_bp", "20%"), "no number", id="VAT with a sign"),
        pytest.param(("typed_price_vat_bp", "20000"), "too large", id="VAT above everything"),
        pytest.param(("phone_confirmation", "maybe"), "none or code", id="neither yes nor no"),
        pytest.param(("shop_name", "X", "--store", "S9"), "S1", id="a store that is not there"),
    ],
)  # fmt: skip
def test_a_setting_that_no_till_could_use_is_refused_in_a_sentence(
    ask: Ask, words: tuple[str, ...], told: str
) -> None:
    before = ask("settings", "--json").out
    said = ask("settings", *words)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert told in said.err
    assert ask("settings", *words, lang="ru").err != said.err
    assert ask("settings", "--json").out == before


@pytest.mark.usefixtures("centre")
def test_an_empty_text_takes_a_line_off_the_receipt(ask: Ask) -> None:
    ask("settings", "receipt_footer", "Come again")
    assert "(empty)" in ask("settings", "receipt_footer", "").out


# --- stores -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("centre")
def test_a_slip_in_the_name_of_a_store_makes_no_store(ask: Ask, tmp_path: Path) -> None:
    said = ask("centre", "--store", "S11", "--code")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "no store S11" in said.err
    assert "known: S1." in said.err
    assert "loyalty-pos stores add S11" in said.err
    assert ask("centre", "--store", "S11", "--port", "0").code == 2
    assert stores(tmp_path) == ["S1"]


@pytest.mark.usefixtures("centre")
def test_a_store_is_added_by_saying_so_and_its_till_gets_a_code(ask: Ask) -> None:
    assert ask("stores", "add", "S2", "--name", "Market hall", "--zone", "Asia/Omsk").code == 0
    assert ask("stores").out == "S1: S1, Europe/Moscow\nS2: Market hall, Asia/Omsk\n"
    assert "till of S2: " in ask("centre", "--store", "S2", "--code").out
    assert "«Hall»" in ask("stores", "add", "S2", "--name", "Hall").out
    assert json.loads(ask("stores", "--json").out)[1] == {"id": "S2", "name": "Hall", "zone": "Asia/Omsk"}


@pytest.mark.usefixtures("centre")
def test_with_one_store_a_code_is_for_it_and_with_two_it_asks_which(ask: Ask) -> None:
    assert "till of S1: " in ask("centre", "--code").out
    ask("stores", "add", "S2")
    said = ask("centre", "--code")
    assert (said.code, said.err) == (2, "This centre has several stores: S1, S2. Say which: --store ID\n")


def test_a_centre_without_stores_says_how_to_add_one(ask: Ask, tmp_path: Path) -> None:
    said = ask("centre", "--store", "S1", "--code")
    assert said.code == 2
    assert "known: none" in said.err
    assert "loyalty-pos stores add ID" in ask("stores").out
    assert stores(tmp_path) == []


@pytest.mark.parametrize("words", [("",), ("S 2",), ("S2", "--zone", "Moscow"), ("S" * 41,)])
def test_a_store_needs_a_short_name_and_a_zone_that_exists(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert ask("stores", "add", *words).code == 2
    assert stores(tmp_path) == []


# --- why a till got no place --------------------------------------------------------------------------


def _refused(ask: Ask, url: str, code: str, data: Path, lang: str = "en") -> str:
    said = ask("till", "--centre", url, "--code", code, "--no-window", data=data, lang=lang)
    assert (said.code, said.err.count("\n")) == (2, 1), said
    assert "Go on working" not in said.err
    assert "Продолжайте" not in said.err
    return said.err


def _code_of_long_ago(centre: RunningCentre) -> str:
    now_us = micros(datetime.now(UTC) - timedelta(minutes=11))
    books, secrets = centre.open.books, CentreSecrets(MemoryVault())
    return books.write(lambda desk: enrolment.make_code(desk, secrets, now_us, "S1", 0))


def test_a_code_is_wrong_used_or_too_old_and_each_is_told_as_it_is(
    centre: RunningCentre, ask: Ask, tmp_path: Path
) -> None:
    used = centre.admin.make_code("S1")
    enrol(TillSettings(tmp_path / "first" / "till"), centre.url, used)
    old = _code_of_long_ago(centre)
    new = tmp_path / "new"

    assert "never gave this code" in _refused(ask, centre.url, "AAAAAAAA", new)
    assert "Check the letters" in _refused(ask, centre.url, "AAAAAAAA", new)
    assert "used already. Get a new code at the centre: centre --store ID --code." in _refused(
        ask, centre.url, used, new
    )
    assert "older than ten minutes. Get a new code" in _refused(ask, centre.url, old, new)
    assert "код старше десяти минут" in _refused(ask, centre.url, old, new, lang="ru")


def test_a_code_that_is_known_to_the_letter_is_no_guess(centre: RunningCentre, tmp_path: Path) -> None:
    used = centre.admin.make_code("S1")
    enrol(TillSettings(tmp_path / "first" / "till"), centre.url, used)
    good = centre.admin.make_code("S1")
    for number in range(enrolment.TRIES + 1):
        with pytest.raises(EnrolmentRefused, match="used_code"):
            enrol(TillSettings(tmp_path / f"till {number}"), centre.url, used)
    assert enrol(TillSettings(tmp_path / "second" / "till"), centre.url, good).till_no == 2


def test_a_centre_that_nobody_reaches_leaves_the_code_good(ask: Ask, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = _refused(ask, f"http://127.0.0.1:{port}", "AAAAAAAA", tmp_path / "new")
    assert "no centre answers at this address. Check the address and whether the centre runs" in said


@pytest.mark.parametrize("wrong", ["another's key", "no key at all", "a key with a passphrase"])
def test_a_centre_does_not_begin_with_a_certificate_and_a_key_that_are_no_pair(
    ask: Ask, tmp_path: Path, self_made: SelfMade, wrong: str
) -> None:
    key, pem = tmp_path / "centre.key", serialization.Encoding.PEM
    locked = serialization.BestAvailableEncryption(b"secret")
    other = ec.generate_private_key(ec.SECP256R1())
    texts = {
        "another's key": other.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        "no key at all": b"nothing\n",
        "a key with a passphrase": other.private_bytes(pem, serialization.PrivateFormat.PKCS8, locked),
    }
    key.write_bytes(texts[wrong])
    said = ask("centre", "--store", "S1", "--certificate", self_made.certificate, "--key", key, "--port", "0")
    assert (said.code, said.out) == (2, "")
    assert "--certificate, --key does not understand" in said.err


def test_a_certificate_that_nobody_vouches_for_is_told_as_such_and_may_be_trusted(
    ask: Ask, tmp_path: Path, self_made: SelfMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = start_centre(
        CentreSettings(
            folders_at(tmp_path).centre, certificate=self_made.certificate, private_key=self_made.key
        )
    )
    try:
        prepare_centre(centre.open, "S1")
        code = centre.admin.make_code("S1")
        said = _refused(ask, centre.url, code, tmp_path / "new")
        assert "does not trust the centre's certificate" in said
        assert "the code is still good" in said
        monkeypatch.setenv("SSL_CERT_FILE", str(self_made.certificate))
        taken = ask("till", "--centre", centre.url, "--code", code, "--no-window", data=tmp_path / "new")
        assert (taken.code, taken.out) == (0, "This machine is now till 1 of «S1»\n")
    finally:
        centre.stop()
