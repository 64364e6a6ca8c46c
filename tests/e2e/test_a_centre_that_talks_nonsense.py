"""Whatever stands where the centre should: each nonsense has its sentence, the till goes on selling, nothing is lost."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zstandard

from loyalty_pos.wiring.books import differences
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import open_files
from tests.e2e.corner import BARCODES, CARDS, OPENING_POINTS, STORE, fill_shop
from tests.e2e.peer import CentreProcess, Peer, peer
from tests.e2e.till_process import settings_of
from tests.fakes.bad_centres import Conduct, answer, bad_centre, hang_up, say_nothing

BOMB = zstandard.compress(bytes(64 * 1024 * 1024))
NOISE = random.Random(3).randbytes(4096)
PACKED = "Content-Type: application/msgpack\r\nContent-Encoding: zstd\r\n"
LONGEST_SALE_S = 2.0


def _noise(connection: Any) -> None:
    connection.recv(65_536)
    connection.sendall(NOISE)


def _half(connection: Any) -> None:
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + bytes(500))


NONSENSE: dict[str, tuple[Conduct, str]] = {
    "random bytes instead of HTTP": (_noise, "centre_unreachable"),
    "random bytes as an answer": (answer(NOISE, headers=PACKED), "bad_message"),
    "a web page": (answer(b"<html>It works!</html>", headers="Content-Type: text/html\r\n"), "bad_message"),
    "a web page that refuses": (answer(b"<html>Bad gateway</html>", "502 Bad Gateway"), "centre_refused"),
    "way to somewhere else": (
        answer(b"", "302 Found", "Location: http://127.0.0.1:9/\r\n"),
        "centre_refused",
    ),
    "a body without end": (answer(bytes(32 * 1024 * 1024)), "bad_message"),
    "a bomb": (answer(BOMB, headers=PACKED), "bad_message"),
    "half a body": (_half, "centre_unreachable"),
    "it goes away": (hang_up, "centre_unreachable"),
    "nothing": (say_nothing, "centre_unreachable"),
}


@dataclass
class Shop:
    data: Path
    folder: Path
    till: Peer
    sold: int = 0

    def sell(self, **order: object) -> dict[str, Any]:
        begun = time.monotonic()
        done = self.till.ask("sell", goods=BARCODES[:2], **order)
        assert "problem" not in done, done
        assert time.monotonic() - begun < LONGEST_SALE_S
        self.sold += 1
        return done


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    data, folder = tmp_path / "data", tmp_path / "till"
    folder.mkdir()
    books = fill_shop(data)
    code = books.admin.make_code(STORE)
    books.close()
    with peer("tests.e2e.till_process", str(folder)) as till:
        centre = CentreProcess(data)
        till.ask("enrol", url=centre.url, code=code)
        centre.close()
        yield Shop(data, folder, till)


def _everything_arrives(shop: Shop) -> None:
    centre = CentreProcess(shop.data)
    shop.till.ask("open", url=centre.url)
    assert shop.till.ask("exchange") == {"online": True, "waiting": 0}
    shop.till.ask("close_till")
    centre.close()
    books = open_centre(CentreSettings(folders_at(shop.data).centre))
    files = open_files(settings_of(shop.folder))
    reports = reports_of(books)
    opening = {line.account_id: OPENING_POINTS for line in reports.balances("", 100)}
    assert list(differences([files], reports, opening)) == []
    assert reports.overview().totals["sale_count"] == shop.sold
    files.close()
    books.close()


@pytest.mark.slow
def test_each_nonsense_has_its_sentence_and_the_till_goes_on_selling(shop: Shop) -> None:
    for name, (conduct, code) in NONSENSE.items():
        with bad_centre(conduct) as url:
            shop.till.ask("open", url=url)
            shop.sell(card=CARDS[0])
            said = shop.till.ask("exchange")
            assert said.get("problem") == code, (name, said)
            assert said["sentence"] and said["next"], (name, said)
            done = shop.sell(card=CARDS[1], points=True)
            assert (done["redeemed"], done["redemption"]) in {(0, "offline"), (0, "refused")}, (name, done)
    _everything_arrives(shop)
    assert shop.sold == 2 * len(NONSENSE)


@pytest.mark.slow
def test_while_the_worker_waits_for_silence_sales_go_on(shop: Shop) -> None:
    with bad_centre(say_nothing) as url:
        shop.till.ask("open", url=url)
        shop.till.ask("work")
        for _ in range(20):
            shop.sell(card=CARDS[2])
    _everything_arrives(shop)
