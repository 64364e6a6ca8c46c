"""What ``verify`` makes of a paper: who stands behind it, and whether it says what the books say."""

from dataclasses import replace

import pytest

from loyalty_pos.cli.proof.receipt import Signed, judge
from loyalty_pos.core.receipt_proof.bits import bytes_of, digits_of
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.elsewhere.finding import parted
from loyalty_pos.wire.events import Event, body_text, fact_of
from tests.fakes.other_tills import Network, qr_of
from tests.fakes.till import COFFEE_CODE, MILK_CODE, FakeTill


@pytest.fixture
def network() -> Network:
    return Network()


def sold(till: FakeTill) -> tuple[str, str, Event]:
    """Return code and proof of a receipt, and its event."""
    done = till.sell(MILK_CODE, COFFEE_CODE)
    event = till.journal.event_of_sale(done.sale.sale_id)
    assert event is not None
    return (*parted(qr_of(done)), event)


def test_a_paper_in_order(network: Network) -> None:
    code, digits, event = sold(network.till("till-1"))
    judged = judge(code, digits, network.beginning(code[:4]), event)
    assert (judged.signed, judged.agent_id, judged.same, judged.is_wrong) == (
        Signed.TILL,
        "till-1",
        True,
        False,
    )
    facts = judged.facts()
    assert (facts["seq"], facts["paid_minor"], facts["hash"]) == (event.seq, 109_990, event.hash[:12])


def test_without_the_books_it_is_the_signature_that_counts(network: Network) -> None:
    code, digits, _ = sold(network.till("till-1"))
    keys = network.beginning(code[:4])
    assert (judge(code, digits, keys, None).signed, judge(code, digits, keys, None).same) == (
        Signed.TILL,
        None,
    )
    assert judge(code, digits, [], None).signed is Signed.UNKNOWN
    network.shut_out("till-1")
    assert judge(code, digits, network.beginning(code[:4]), None).signed is Signed.SHUT_OUT


def test_a_paper_without_a_signature_says_so(network: Network) -> None:
    code, digits, event = sold(network.till("till-1", has_key=False))
    judged = judge(code, digits, network.beginning(code[:4]), event)
    assert (judged.signed, judged.same, judged.is_wrong) == (Signed.NOBODY, True, False)


def test_books_that_were_changed_differ_from_the_paper(network: Network) -> None:
    code, digits, event = sold(network.till("till-1"))
    sale = fact_of(event)
    assert isinstance(sale, Sale)
    cheaper = replace(sale, number=sale.number + 1)
    other = Event(
        **{name: getattr(event, name) for name in event.__struct_fields__} | {"body": body_text(cheaper)}
    )
    judged = judge(code, digits, network.beginning(code[:4]), other)
    assert (judged.signed, judged.same, judged.is_wrong) == (Signed.TILL, False, True)


def test_a_forged_and_a_torn_one_are_told_apart(network: Network) -> None:
    code, digits, event = sold(network.till("till-1"))
    keys = network.beginning(code[:4])
    wrong = bytearray(bytes_of(digits))
    wrong[-1] ^= 1
    forged, torn = judge(code, digits_of(bytes(wrong)), keys, event), judge(code, digits[:-1], keys, event)
    assert (forged.signed, torn.signed) == (Signed.FORGED, Signed.NOT_READ)
    assert forged.is_wrong and torn.is_wrong
    assert torn.facts() == {"signed": "paper_unreadable"}
