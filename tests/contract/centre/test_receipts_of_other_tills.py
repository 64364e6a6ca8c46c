"""What the centre tells tills of each other: the receipt itself, what came back of it, and by which keys to believe."""

import base64
from datetime import timedelta

import msgspec
import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import DeviceRow, ReturnedRow
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.till_folder import NOON, a_return, a_sale

KEY, OTHER_KEY = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


def told(hq: Headquarters, table: str) -> dict[str, bytes]:
    return {change.key: change.row for change in hq.admin.feed_rows("store-2") if change.table == table}


def device(hq: Headquarters, agent_id: str) -> DeviceRow:
    return decode(told(hq, "device")[agent_id], DeviceRow)


def test_a_receipt_is_found_by_its_code_with_what_came_back(hq: Headquarters) -> None:
    here, there = hq.till(), hq.till("store-2")
    sale_id = new_uuid()
    code = receipt_code(here.agent_id, sale_id)
    sale = a_sale(1, sale_id=sale_id, code=code)
    assert hq.centre.receipts.find(code).body == ""
    hq.send(here, sale)
    hq.send(there, a_return(sale, 1))
    answer = hq.centre.receipts.find(code)
    assert msgspec.json.decode(answer.body, type=Sale) == sale
    assert answer.came_back is not None
    assert [one.return_id for one in answer.came_back.returns] == ["return-1"]
    assert decode(told(hq, "returned")[sale_id], ReturnedRow) == answer.came_back


@pytest.mark.parametrize("code", ["", "1", "0" * 20, "9" * 500, "' OR 1=1 --"])
def test_what_is_no_code_of_a_receipt_finds_nothing(hq: Headquarters, code: str) -> None:
    assert hq.centre.receipts.find(code).body == ""


def test_a_key_is_told_to_all_and_another_one_is_an_alarm(hq: Headquarters) -> None:
    till = hq.centre.authorise(hq.till().place.token)
    hq.centre.receipts.take_key(till, KEY)
    assert device(hq, till.agent_id) == DeviceRow(till.agent_id, KEY)
    assert hq.alarms() == []
    hq.centre.receipts.take_key(till, KEY)
    hq.centre.receipts.take_key(till, OTHER_KEY)
    assert hq.alarms() == ["device_key_changed"]
    hq.admin.shut_out(till.agent_id)
    assert device(hq, till.agent_id) == DeviceRow(till.agent_id, OTHER_KEY, revoked=True)


@pytest.mark.parametrize("wrong", ["", "device", "AAAA", "%" * 44])
def test_what_is_no_key_is_refused(hq: Headquarters, wrong: str) -> None:
    till = hq.centre.authorise(hq.till().place.token)
    with pytest.raises(BadMessage):
        hq.centre.receipts.take_key(till, wrong)


def test_a_centre_from_before_tells_its_tills_once(hq: Headquarters) -> None:
    agents = {hq.till().place.agent_id, hq.till("store-2").place.agent_id}
    assert set(told(hq, "device")) == agents
    assert hq.centre.receipts.tell_keys() == 0


def test_after_400_days_the_tills_forget_what_came_back(hq: Headquarters) -> None:
    here = hq.till()
    sales = [
        a_sale(n, sale_id=uuid7(micros(NOON - timedelta(days=days)) // 1000, bytes([n]) * 10))
        for n, days in ((1, 401), (2, 399))
    ]
    for n, sale in enumerate(sales, 1):
        hq.send(here, sale, a_return(sale, n))
    assert hq.centre.receipts.forget_old() == 1
    assert hq.centre.receipts.forget_old() == 0
    rows = told(hq, "returned")
    assert (rows[sales[0].sale_id], bool(rows[sales[1].sale_id])) == (b"", True)
