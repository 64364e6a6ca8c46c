"""The loopback port on a real till's files: who may speak, hostile bytes, many at once, and what is kept on disk."""

import http.client
import json
import random
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import pytest

from loyalty_pos.core.problems import BesidePortTaken, Problem
from loyalty_pos.devices.loopback.server import LARGEST, Desk, Limits, LoopbackPort
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.till.other_programs.port import Kept, KeptKind, KeptState
from loyalty_pos.wire.beside.messages import ACTIONS
from loyalty_pos.wiring.beside.opening import ADDRESS_FILE, open_port
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.demo import STORE, fill_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

HOSTILE: Final = 400
COFFEE: Final = {"barcode": "4609990000067", "price_minor": 19_000}


@dataclass
class Caller:
    """A program on this machine that knows the token."""

    port: int
    token: str
    till: Till

    def send(self, action: str, body: bytes, **headers: str) -> tuple[int, Any]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            sent = {"Authorization": f"Bearer {self.token}"} | headers
            line.request("POST", f"/v1/{action}", body, sent)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())

    def ask(self, action: str, **request: object) -> tuple[int, Any]:
        return self.send(action, json.dumps(request).encode())


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    folder = tmp_path_factory.mktemp("shop")
    centre = start_centre(CentreSettings(folders_at(folder).centre))
    settings = TillSettings(folders_at(folder).till, vault=MemoryVault())
    settings.folder.mkdir()
    try:
        fill_centre(centre, folder, "en")
        enrol(settings, centre.url, centre.admin.make_code(STORE))
    finally:
        centre.stop()
    till = open_shop_till(settings)
    till.staff.log_in("1111")
    port, stop = open_port(till, settings.folder, 0)
    address = json.loads((settings.folder / ADDRESS_FILE).read_text(encoding="utf-8"))
    assert address["url"] == f"http://127.0.0.1:{port}/v1/"
    yield Caller(port, address["token"], till)
    stop()
    till.close()


def test_a_sale_through_the_port_is_in_the_journal_before_it_is_told(caller: Caller) -> None:
    status, told = caller.ask("recalculate", key="s1", lines=[COFFEE])
    assert (status, told["version"]) == (200, 1)
    status, sold = caller.ask("sale", key="s1", paper="00077")
    assert (status, sold["to_pay_minor"]) == (200, told["to_pay_minor"])
    sale = caller.till.world.journal.sale_by_code(sold["code"])
    assert sale is not None
    assert caller.till.returns.find("00077") == sale
    status, refused = caller.ask("cancel", key="s1", language="ru")
    assert (status, refused["refusal"]["code"]) == (409, "beside_sold")
    assert refused["refusal"]["text"].startswith("Эта продажа уже записана")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Authorization": ""}, id="no token"),
        pytest.param({"Authorization": "Bearer wrong"}, id="another token"),
        pytest.param({"Authorization": "Bearer é"}, id="no ASCII"),
        pytest.param({"Origin": "http://shop.example"}, id="a page of a browser"),
        pytest.param({"Host": "shop.example:80"}, id="another name for this machine"),
    ],
)
def test_whoever_is_a_stranger_hears_nothing(caller: Caller, headers: dict[str, str]) -> None:
    status, told = caller.send("balance", b'{"member":"1"}', **headers)
    assert (status, told["refusal"]["code"]) == (401, "beside_token")


@pytest.mark.parametrize(
    ("action", "body", "status", "code"),
    [
        pytest.param("pay", b"{}", 404, "beside_no_such_action", id="no such action"),
        pytest.param("sale", b"", 400, "bad_message", id="nothing"),
        pytest.param("sale", b"{" * 50_000, 400, "bad_message", id="nested without end"),
        pytest.param("sale", b'{"key":"a","x":1}', 400, "bad_message", id="an unknown field"),
        pytest.param("sale", b'{"key":""}', 400, "bad_message", id="an empty key"),
        pytest.param("recalculate", b'{"key":"a","total_minor":1.5}', 400, "bad_message", id="a fraction"),
        pytest.param("recalculate", b'{"key":"a","total_minor":-1}', 400, "bad_message", id="below zero"),
        pytest.param("recalculate", b" " * (LARGEST + 1), 413, "beside_too_large", id="too long"),
    ],
)
def test_what_is_no_request_is_refused_by_name(
    caller: Caller, action: str, body: bytes, status: int, code: str
) -> None:
    told = caller.send(action, body)
    assert (told[0], told[1]["refusal"]["code"]) == (status, code)
    assert told[1]["refusal"]["text"]


def test_any_bytes_and_any_values_get_an_answer_or_one_named_refusal(caller: Caller) -> None:
    dice = random.Random(5)
    seen: set[int] = set()
    for _ in range(HOSTILE):
        action = dice.choice([*ACTIONS, "x"])
        status, told = caller.send(action, _hostile(dice, action))
        seen.add(status)
        assert status in {200, 400, 404, 409}, told
        assert status == 200 or told["refusal"]["code"] not in {"", "problem"}, told
    assert seen >= {200, 400, 409}


def _hostile(dice: random.Random, action: str) -> bytes:
    if dice.random() < 0.2:
        return dice.randbytes(dice.randrange(200))
    odd = ["", "\x00", "k", "LPG1:1", "2900000000018", "4609990000067", "t=1&fn=1&fp=", "я" * 20, "1" * 60]
    numbers = [0, 1, -1, 99, 10**9, 10**11, 10**12, 10**30]
    line = {
        "price_minor": dice.choice(numbers), "quantity_milli": dice.choice(numbers),
        "barcode": dice.choice(odd), "name": dice.choice(odd), "measured": dice.random() < 0.5,
    }  # fmt: skip
    values: dict[str, object] = {
        "key": dice.choice(["a", "b", "c", "d"]), "member": dice.choice(odd), "paper": dice.choice(odd),
        "lines": [line] * dice.randrange(3), "total_minor": dice.choice(numbers), "coupons": [dice.choice(odd)],
        "points": dice.choice(numbers), "all_points": dice.random() < 0.3, "pin": "0000",
        "preview": dice.random() < 0.5, "to_pay_minor": dice.choice(numbers), "cashier": dice.choice(["", "x"]),
    }  # fmt: skip
    fields = ACTIONS[action].__struct_fields__ if action in ACTIONS else ()
    needed = {"key", "member"} if action == "balance" else {"key", "paper"}
    kept = {
        name: value
        for name, value in values.items()
        if (name in fields or dice.random() < 0.01) and (name in needed or dice.random() < 0.4)
    }
    return json.dumps(kept).encode()


def test_ten_callers_at_once_confirm_one_sale(caller: Caller) -> None:
    caller.ask("recalculate", key="once", lines=[COFFEE])
    before = len(caller.till.world.journal.last_sales(1000))
    told: list[tuple[int, Any]] = []
    crowd = [threading.Thread(target=lambda: told.append(caller.ask("sale", key="once"))) for _ in range(5)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(30)
    assert [status for status, _ in told] == [200] * 5
    assert len({answer["code"] for _, answer in told}) == 1
    assert sorted(answer["again"] for _, answer in told) == [False, True, True, True, True]
    assert len(caller.till.world.journal.last_sales(1000)) == before + 1


def test_the_token_lies_where_its_user_alone_can_read_it_and_stays_the_same(caller: Caller) -> None:
    folder = caller.till.files.journal_file.path.parent
    mode = stat.S_IMODE((folder / ADDRESS_FILE).stat().st_mode)
    assert mode == 0o600 or sys.platform == "win32", "there the user's own folder is the lock"
    port, stop = open_port(caller.till, folder, 0)
    stop()
    again = json.loads((folder / ADDRESS_FILE).read_text(encoding="utf-8"))
    assert (again["token"], str(port) in again["url"]) == (caller.token, True)


def test_a_port_that_is_taken_is_a_refusal(caller: Caller) -> None:
    with pytest.raises(BesidePortTaken):
        open_port(caller.till, caller.till.files.journal_file.path.parent, caller.port)


class Slow(Desk):
    """Answers at once; the caller is slow."""

    def answer(self, action: str, body: bytes) -> tuple[bool, bytes]:  # noqa: ARG002 - the port's shape
        return True, b"{}"

    def refused(self, problem: Problem) -> bytes:
        return json.dumps({"refusal": {"code": problem.code}}).encode()


def test_a_caller_that_drips_is_cut_off_and_one_too_many_is_sent_away() -> None:
    port = LoopbackPort(0, "t" * 40, Slow(), Limits(connection_s=0.5, connections=2))
    try:
        drips = [socket.create_connection(("127.0.0.1", port.port), timeout=20) for _ in range(2)]
        for drip in drips:
            drip.sendall(b"POST /v1/sale HTTP/1.0\r\n")
        with closing(socket.create_connection(("127.0.0.1", port.port), timeout=20)) as third:
            assert third.recv(100) == b"", "there is no room"
        for drip in drips:
            assert drip.recv(100) == b"", "its time is over"
            drip.close()
    finally:
        port.stop()


def test_what_was_settled_long_ago_is_forgotten_and_what_waits_never(caller: Caller) -> None:
    book, day_us = caller.till.files.beside, 24 * 60 * 60 * 1_000_000
    for number, state in enumerate(KeptState):
        book.put(Kept(f"old-{state}", KeptKind.RETURN, state, day_us + number, "{}"))
    book.put(Kept("new", KeptKind.RETURN, KeptState.DONE, 100 * day_us, "{}"))
    assert [book.get(f"old-{state}") is not None for state in KeptState] == [True, False, False]
    assert book.get("new") is not None


def test_no_other_program_tries_codes_without_end(caller: Caller) -> None:
    """R57, T9: whoever has the token of the port is counted at the till, in its file; goods and their prices go on."""
    _, before = caller.ask("recalculate", key="g1", lines=[COFFEE])
    said = []
    for number in range(22):
        status, told = caller.ask(
            "recalculate", key="g1", lines=[COFFEE], certificates=[f"NOBODY{number:06}"]
        )
        assert (status, told["to_pay_minor"]) == (200, before["to_pay_minor"])
        said += [remark["code"] for remark in told["remarks"]]
    looked_up = said.count("certificate_unknown")
    assert 0 < looked_up <= 20, "what this till was asked before counts too"
    assert said[looked_up:] == ["too_many_unknown_vouchers"] * (22 - looked_up)
    _, told = caller.ask("recalculate", key="g1", lines=[COFFEE], certificates=["LPG1:1"], language="ru")
    assert told["remarks"][0]["next_step"].startswith("Товары, карты и оплата работают")
    caller.ask("cancel", key="g1")
