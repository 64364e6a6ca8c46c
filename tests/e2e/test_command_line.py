"""The whole product without a window: every command as a process; refusals are one sentence and exit code 2."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.e2e.product import ROOT, STORE, centre_process, command, environment, fill

PROGRAMME = str(ROOT / "resources" / "demo" / "programme.toml")
BASKET = {
    "lines": [
        {"id": "1", "name": "Bun", "price_minor": 10_000, "qty_milli": 3000, "category": "bakery"},
        {"id": "2", "name": "Tea", "price_minor": 5_000, "category": "tea"},
    ],
    "member": {"available": 100, "spend_minor": 1_000_000},
}
NO_PIN = "No PIN was given. Give --pin, or set LOYALTY_POS_PIN.\n"


@pytest.fixture
def basket(tmp_path: Path) -> Path:
    path = tmp_path / "basket.json"
    path.write_text(json.dumps(BASKET))
    return path


def test_a_basket_is_priced_with_every_kopeck_explained(tmp_path: Path, basket: Path) -> None:
    done = command(
        tmp_path, "price", PROGRAMME, str(basket), "--points", "50", "--at", "2026-11-22T12:00:00+03:00"
    )
    quote = json.loads(done.stdout)
    assert done.returncode == 0
    assert quote["gross_minor"] == 35_000
    assert (quote["redeemed"], quote["points_money_minor"]) == (50, 5_000)
    assert quote["payable_minor"] == quote["gross_minor"] - quote["discount_minor"] - 5_000
    told = sum(discount["amount_minor"] for line in quote["lines"] for discount in line["discounts"])
    assert told == quote["discount_minor"]
    assert {step["rule"] for step in quote["trace"]} >= {"pastry-3-for-2", "card", "redemption", "accrual"}


def test_the_same_moment_gives_the_same_price_wherever_it_is_asked(tmp_path: Path, basket: Path) -> None:
    answers = {
        command(tmp_path, "price", PROGRAMME, str(basket), "--at", at).stdout
        for at in ("2026-11-23T09:00:00+03:00", "2026-11-23T06:00:00+00:00", "2026-11-23T06:00:00Z")
    }
    assert len(answers) == 1


def test_pricing_needs_neither_a_window_nor_a_database(basket: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from loyalty_pos.cli import main; main(sys.argv[1:]); "
        "print(sorted(set(sys.modules) & {'PySide6', 'sqlalchemy', 'sqlcipher3', 'httpx', 'litestar', 'openpyxl'}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "price", PROGRAMME, str(basket)],
        env=environment(tmp_path), capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_the_till_starts_without_what_it_needs_later(tmp_path: Path) -> None:
    late = {
        "sqlalchemy",
        "alembic",
        "httpx",
        "litestar",
        "uvicorn",
        "openpyxl",
        "cryptography",
        "escpos",
        "qrcode",
        "keyring",
    }
    script = f"import sys, loyalty_pos.cli.till; print(sorted(set(sys.modules) & {late!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path), capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_wrong_programme_names_key_and_line(tmp_path: Path, basket: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('id = "x"\nnames = { en = "X" }\n[redemption]\nreceipt_cap_bp = "half"\n')
    done = command(tmp_path, "price", str(wrong), str(basket))
    assert done.returncode == 2
    assert "redemption.receipt_cap_bp" in done.stderr
    assert "line 4" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("price", "no.toml", "no.json"), "no.toml", id="a file that is not there"),
        pytest.param(("sell", "123"), "There is no till in", id="selling before the till has a place"),
        pytest.param(("queue",), "There is no till in", id="a queue of nobody"),
        pytest.param(("till", "--centre", "http://example.org", "--code", "X", "--no-window"), "example.org", id="plain http to the world"),
        pytest.param(("import", "goods", "nowhere.csv"), "nowhere.csv", id="an import of nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = command(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_one_sentence_and_another_port_is_the_next_step(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = command(tmp_path, "centre", "--store", STORE, "--port", port)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_a_file_that_is_no_toml_is_told_by_its_line_alone(tmp_path: Path, basket: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('id = x"\n')
    done = command(tmp_path, "price", str(wrong), str(basket))
    assert done.returncode == 2
    assert "programme: line 1: not written correctly: " in done.stderr


def test_a_programme_is_put_into_force_by_one_command(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('id = "mine"\n[names]\nen = "Mine"\nru = "Моя"\n', encoding="utf-8")
    fill(tmp_path).close()
    assert "«Mine» is right" in command(tmp_path, "import", "programme", str(mine), "--dry-run").stdout
    done = command(tmp_path, "import", "programme", str(mine))
    assert (done.returncode, done.stderr) == (0, "")
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    try:
        assert centre.admin.programme_texts() == (mine.read_text(encoding="utf-8"),)
    finally:
        centre.close()


def test_a_bug_is_one_sentence_too_and_its_details_are_in_a_file(tmp_path: Path) -> None:
    script = (
        "import sys; import loyalty_pos.cli as cli; "
        "cli.importlib.import_module = lambda name: 1 / 0; sys.exit(cli.main(['queue']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path), capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 70
    assert done.stderr.count("\n") == 1
    (log,) = (tmp_path / "logs").iterdir()
    assert "ZeroDivisionError" in log.read_text()


@pytest.mark.slow
def test_a_day_at_the_counter_without_a_window(tmp_path: Path) -> None:
    with centre_process(tmp_path) as url:
        fill(tmp_path).close()
        cards = tmp_path / "cards.csv"
        cards.write_text("card;phone;points\n7770000000001;89120000001;500\n")
        assert command(tmp_path, "import", "cards", str(cards)).returncode == 0
        code = command(tmp_path, "centre", "--code", "--store", STORE).stdout.split(": ")[1].split()[0]
        assert command(tmp_path, "till", "--centre", url, "--code", code, "--no-window").returncode == 0
        assert command(tmp_path, "till", "--centre", url, "--code", code, "--no-window").returncode == 2
        sale = command(
            tmp_path, "sell", "4609990000050*2", "--card", "7770000000001", "--points", "100",
            "--cash", "1000", "--json", pin="2222",
        )  # fmt: skip
        sold = json.loads(sale.stdout)
        assert sold["sale"]["redeemed"] == 100
        assert sold["change_minor"] == 100_000 - sold["sale"]["paid_minor"]
        balance = json.loads(command(tmp_path, "balance", "7770000000001", "--json", pin="2222").stdout)
        assert balance["available"] + balance["pending"] == 400 + sold["sale"]["accrued"]
        back = command(tmp_path, "return", sold["sale"]["code"], "--line", "1*1", "--json", pin="2222")
        assert json.loads(back.stdout)["return"]["points_back"] == 50
        assert {command(tmp_path, "balance", "1").stderr for _ in range(5)} == {NO_PIN}, "no try is counted"
        wrong = command(tmp_path, "sell", "4609990000050", pin="9999")
        assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
        issued = command(
            tmp_path, "issue", "89120000055", "--name", "Ivan", "--consent", "--json", pin="2222"
        )
        assert len(json.loads(issued.stdout)["card"]) == 16
        assert json.loads(command(tmp_path, "queue", "--json").stdout)["waiting"] == 0
        assert command(tmp_path, "doctor").returncode == 0
    assert command(tmp_path, "sell", "4609990000050", pin="2222").returncode == 0
    assert json.loads(command(tmp_path, "queue", "--json").stdout)["waiting"] > 0
    cut_off = command(tmp_path, "sync")
    assert (cut_off.returncode, cut_off.stderr.count("\n")) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_demo_without_a_screen_sells_through_an_outage(tmp_path: Path, language: str) -> None:
    done = command(tmp_path, "demo", "--headless", "--lang", language)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {"ru": "Всё сходится.", "en": "Everything is equal."}[language] in done.stdout
    assert {"ru": "касса может списать сама ещё 4\u00a08", "en": "take 4,8"}[language] in done.stdout, (
        "points without the centre"
    )


def till_with(folder: Path, offer: str) -> None:
    """Set up a centre and a till whose programme makes this offer alone."""
    mine = folder / "mine.toml"
    mine.write_text(f'id = "mine"\nnames = {{ en = "Mine" }}\n{offer}', encoding="utf-8")
    with centre_process(folder) as url:
        fill(folder).close()
        assert command(folder, "import", "programme", str(mine)).returncode == 0
        code = command(folder, "centre", "--code", "--store", STORE).stdout.split(": ")[1].split()[0]
        assert command(folder, "till", "--centre", url, "--code", code, "--no-window").returncode == 0


@pytest.mark.slow
def test_a_promo_code_works_from_the_marketers_file_to_the_sale(tmp_path: Path) -> None:
    offer = '[[promotion]]\nid = "friends"\nname = "Friends"\nkind = "percent"\nbp = 1000\ncoupon = "FRIENDS-10"\n'
    till_with(tmp_path, offer)
    goods = "4609990000050"
    refused = command(tmp_path, "sell", goods, "--coupon", "ENEMIES", pin="2222")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("This shop has no coupon ENEMIES.")
    sold = json.loads(command(tmp_path, "sell", goods, "--coupon", "friends 10", "--json", pin="2222").stdout)
    assert sold["sale"]["coupons"] == [["FRIENDS-10", "friends"]]
    assert sold["sale"]["discount_minor"] * 10 == sold["sale"]["gross_minor"]
    paper = command(tmp_path, "sell", goods, "--coupon", "FRIENDS10", pin="2222").stdout
    assert "coupon FRIENDS-10" in paper


@pytest.mark.slow
def test_how_the_goods_go_out_works_from_the_marketers_file_to_the_sale(tmp_path: Path) -> None:
    till_with(
        tmp_path,
        '[[promotion]]\nid = "fetched"\nname = "Fetched"\nkind = "percent"\nbp = 1000\n'
        'when = { channels = ["pickup"] }\n',
    )
    goods = "4609990000050"
    refused = command(tmp_path, "sell", goods, "--channel", "drone", pin="2222")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("The programme has nothing for the channel “drone”.")
    sold = json.loads(command(tmp_path, "sell", goods, "--channel", "pickup", "--json", pin="2222").stdout)
    assert sold["sale"]["channel"] == "pickup"
    assert sold["sale"]["discount_minor"] * 10 == sold["sale"]["gross_minor"]
    assert "Pick-up" in command(tmp_path, "sell", goods, "--channel", "pickup", pin="2222").stdout
    assert "Pick-up" not in command(tmp_path, "sell", goods, pin="2222").stdout
