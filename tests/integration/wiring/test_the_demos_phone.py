"""What the demo's shop sends to a customer's phone arrives at the demo's own, on this machine."""

from loyalty_pos.sync.codes.gateway import HttpCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.wiring.demo.phone import CustomersPhone


def test_a_code_of_the_shop_arrives() -> None:
    phone = CustomersPhone("+7 900 000-00-01")
    try:
        codes = HttpCodes(lambda: phone.address)
        assert phone.code == ""
        assert codes.is_there
        assert codes.send("+79000000001", "123456", Purpose.PAY)
        assert phone.code == "123456"
    finally:
        phone.close()
    assert not codes.send("+79000000001", "654321", Purpose.PAY)
