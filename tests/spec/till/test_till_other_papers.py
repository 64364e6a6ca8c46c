"""Goods of another till come back by the paper: exact, within the shop's limits, never by a wrong or an old one."""

import pytest

from loyalty_pos.core.problems import (
    AllReturned,
    AlreadyVoided,
    NotAllowed,
    NotAProof,
    PaperForged,
    PaperMoneyGone,
    PaperOverLimit,
    PaperTooOld,
    ReceiptNotFound,
    VoidTooLate,
)
from loyalty_pos.core.receipt_proof.bits import bytes_of, digits_of
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.core.sale import Return, ReturnedLine, Sale
from loyalty_pos.till.elsewhere.finding import Believed, parted
from loyalty_pos.till.other_tills.ports import KnownReceipt
from loyalty_pos.till.receipt_state import ReceiptFound, Refused
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.wire.rows import CameBackRow, ReturnedRow
from tests.fakes.other_tills import Network, qr_of
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill

SELLER, OTHER = "till-1", "till-2"
MANAGER = Approval("m1", Permission.TRUST_PAPER)


@pytest.fixture
def network() -> Network:
    """Return two tills' world, without a centre."""
    return Network()


def all_of(till: FakeTill, sale: Sale) -> dict[int, int]:
    return {line.line_id: line.left_milli for line in till.returns.returnable(sale) if line.left_milli}


def test_it_gives_back_what_the_selling_till_would(network: Network) -> None:
    seller, other = network.till(SELLER), network.till(OTHER)
    seller.holds.available = 500
    seller.register.scan(ANNA_CARD)
    for code in (MILK_CODE, MILK_CODE, MILK_CODE, COFFEE_CODE):
        seller.register.scan(code)
    seller.register.want_points(100)
    seller.ask_centre()
    done = seller.register.pay_exact()
    found = other.returns.find_elsewhere(qr_of(done))
    assert [line.name for line in found.lines] == ["Молоко 3,2 %", "Кофе в зёрнах"]
    for asked in ({1: 1000}, {1: 2000, 2: 1000}):
        by_book, by_paper = seller.returns.preview(done.sale, asked), other.returns.preview(found, asked)
        assert by_paper == by_book
        fact = other.returns.commit(found, asked, "customer").fact
        seller.returns.commit(done.sale, asked, "customer")
        assert (fact.sale_id, fact.account_id, fact.sale_code) == (done.sale.sale_id, "anna", done.sale.code)
        assert fact.proof == parted(qr_of(done))[1]
    back = [fact for fact in other.journal.facts if isinstance(fact, Return)]
    assert sum(one.points_back for one in back) == done.sale.redeemed == 100
    assert sum(one.accrued_back for one in back) == done.sale.accrued
    with pytest.raises(AllReturned):
        other.returns.preview(other.returns.find_elsewhere(qr_of(done)), {1: 1000})


def test_the_centre_is_asked_before_the_paper_is_believed(network: Network) -> None:
    seller, other = network.till(SELLER), network.till(OTHER)
    sale = seller.sell(MILK_CODE, BREAD_CODE).sale
    back = ReturnedLine(1, 1000, 9_990, 0, 0, 0, 0, 9_990)
    network.centre[sale.code] = KnownReceipt(sale, ReturnedRow([CameBackRow("r1", [back])]))
    found = other.returns.find_elsewhere(sale.code)
    known = other.returns.other(found)
    assert known is not None
    assert (known.believed, all_of(other, found)) == (Believed.CENTRE, {2: 1000})
    assert network.asked == [sale.code]


def test_its_own_receipt_is_never_asked_for(network: Network) -> None:
    seller = network.till(SELLER)
    done = seller.sell(MILK_CODE)
    assert seller.returns.find(qr_of(done)) == done.sale
    assert network.asked == []


def test_a_scan_at_the_sale_screen_leads_to_the_return(network: Network) -> None:
    seller, other = network.till(SELLER), network.till(OTHER)
    qr = qr_of(seller.sell(MILK_CODE))
    assert other.register.scan(qr) == ReceiptFound(None, qr)
    code = parted(qr)[0]
    assert other.register.scan(code) == ReceiptFound(None, code)  # typed from the paper
    assert isinstance(other.register.scan(code[:-1] + str((int(code[-1]) + 1) % 10)), Refused)


def test_a_code_alone_needs_the_centre(network: Network) -> None:
    code = network.till(SELLER).sell(MILK_CODE).sale.code
    with pytest.raises(ReceiptNotFound):
        network.till(OTHER).returns.find_elsewhere(code)


def test_a_paper_changed_by_one_kopeck_is_refused(network: Network) -> None:
    code, digits = parted(qr_of(network.till(SELLER).sell(MILK_CODE)))
    other, refused = network.till(OTHER), set()
    data = bytes_of(digits)
    for place in range(1, len(data)):
        wrong = bytes([*data[:place], data[place] ^ 1, *data[place + 1 :]])
        with pytest.raises((PaperForged, NotAProof)) as caught:
            other.returns.find_elsewhere(f"{code}:{digits_of(wrong)}")
        refused.add(type(caught.value))
    assert refused == {PaperForged, NotAProof}


def test_the_signature_of_another_till_does_not_count(network: Network) -> None:
    """A till cannot print receipts in another's name: the code begins with its own four digits."""
    seller, other = network.till(SELLER), network.till(OTHER)
    thief = Network().till(SELLER)  # another network's till of the same name
    with pytest.raises(PaperForged):
        other.returns.find_elsewhere(qr_of(thief.sell(MILK_CODE)))
    assert other.returns.find_elsewhere(qr_of(seller.sell(MILK_CODE))).paid_minor == 9_990


def test_after_the_days_of_the_shop_the_paper_is_too_old(network: Network) -> None:
    done = network.till(SELLER).sell(MILK_CODE)
    other = network.till(OTHER)
    other.clock.pass_time(days=14)
    assert other.returns.find_elsewhere(qr_of(done)).sale_id == done.sale.sale_id
    other.clock.pass_time(minutes=1)
    with pytest.raises(PaperTooOld):
        other.returns.find_elsewhere(qr_of(done))
    other.settings.values["return_paper_days"] = "30"
    assert other.returns.find_elsewhere(qr_of(done)).sale_id == done.sale.sale_id


def test_above_the_limit_a_manager_says_yes(network: Network) -> None:
    done = network.till(SELLER).sell(COFFEE_CODE, MILK_CODE)
    other = network.till(OTHER)
    other.settings.values["return_paper_limit"] = "100000"
    found = other.returns.find_elsewhere(qr_of(done))
    assert other.returns.permission(found, {1: 1000}) is Permission.RETURN
    assert other.returns.permission(found, {1: 1000, 2: 1000}) is Permission.TRUST_PAPER
    with pytest.raises(NotAllowed):
        other.returns.commit(found, {1: 1000, 2: 1000}, "customer", Approval("s1", Permission.RETURN))
    done_back = other.returns.commit(found, {1: 1000, 2: 1000}, "customer", MANAGER)
    assert (done_back.fact.approved_by, done_back.fact.paid_minor) == ("m1", 109_990)


@pytest.mark.parametrize("how", ["unsigned", "unknown", "shut out"])
def test_what_cannot_be_checked_is_the_managers_within_a_limit(network: Network, how: str) -> None:
    seller = network.till(SELLER, has_key=how != "unsigned", known=how != "unknown")
    done = seller.sell(COFFEE_CODE)
    if how == "shut out":
        network.shut_out(SELLER)
    other = network.till(OTHER)
    found = other.returns.find_elsewhere(qr_of(done))
    known = other.returns.other(found)
    assert known is not None
    assert known.believed is Believed.PAPER
    assert other.returns.permission(found, {1: 1000}) is Permission.TRUST_PAPER
    other.settings.values["return_paper_manager_limit"] = "99999"
    with pytest.raises(PaperOverLimit):
        other.returns.commit(found, {1: 1000}, "customer", MANAGER)
    other.settings.values["return_paper_manager_limit"] = "100000"
    assert other.returns.commit(found, {1: 1000}, "customer", MANAGER).fact.paid_minor == 100_000


def test_a_long_receipt_comes_back_by_its_sum(network: Network) -> None:
    seller, other = network.till(SELLER), network.till(OTHER)
    for _ in range(70):
        seller.register.add_by_price("9" * 13, "", 100, Approval("m1", Permission.APPROVE_PRICE))
    done = seller.register.pay_exact()
    assert len(done.sale.lines) == 70
    found = other.returns.find_elsewhere(qr_of(done))
    known = other.returns.other(found)
    assert known is not None
    assert (known.has_lines, known.believed) == (False, Believed.PAPER)
    assert all_of(other, found) == {WHOLE: 7_000}
    fact = other.returns.commit(found, {WHOLE: 2_500}, "customer", MANAGER).fact
    assert (fact.paid_minor, [line.line_id for line in fact.lines]) == (2_500, [WHOLE])
    assert all_of(other, found) == {WHOLE: 4_500}
    row = CameBackRow(fact.return_id, list(fact.lines), list(fact.tenders))
    network.told[done.sale.sale_id] = ReturnedRow([row])
    every = {line.line_id: 1000 for line in done.sale.lines}
    with pytest.raises(PaperMoneyGone) as caught:
        seller.returns.preview(done.sale, every)
    assert caught.value.left_minor == 4_500


def test_what_the_centre_told_counts_once_beside_the_own_book(network: Network) -> None:
    seller, other = network.till(SELLER), network.till(OTHER)
    done = seller.sell(MILK_CODE, MILK_CODE, BREAD_CODE)
    found = other.returns.find_elsewhere(qr_of(done))
    fact = other.returns.commit(found, {1: 1000}, "customer").fact
    network.told[done.sale.sale_id] = ReturnedRow(
        [CameBackRow(fact.return_id, list(fact.lines), list(fact.tenders))]
    )
    assert all_of(other, found) == {1: 1000, 2: 1000}
    assert all_of(seller, done.sale) == {1: 1000, 2: 1000}
    network.told[done.sale.sale_id] = ReturnedRow([], voided=True)
    with pytest.raises(AlreadyVoided):
        seller.returns.preview(done.sale, {1: 1000})


def test_twice_the_same_goods_elsewhere_leave_nothing_and_not_less(network: Network) -> None:
    done = network.till(SELLER).sell(MILK_CODE, BREAD_CODE)
    other = network.till(OTHER)
    back = ReturnedLine(1, 1000, 9_990, 0, 0, 0, 0, 9_990)
    network.told[done.sale.sale_id] = ReturnedRow([CameBackRow("a", [back]), CameBackRow("b", [back])])
    found = other.returns.find_elsewhere(qr_of(done))
    assert all_of(other, found) == {2: 1000}


def test_a_sale_of_another_till_is_not_undone_here(network: Network) -> None:
    done = network.till(SELLER).sell(MILK_CODE)
    other = network.till(OTHER)
    with pytest.raises(VoidTooLate):
        other.returns.void(
            other.returns.find_elsewhere(qr_of(done)), "mistake", Approval("m1", Permission.VOID)
        )


def test_a_copy_carries_the_same_code(network: Network) -> None:
    seller = network.till(SELLER)
    done = seller.sell(MILK_CODE)
    copy = seller.enquiry.reprint(done.sale)
    assert qr_of(done) in {getattr(block, "data", "") for block in copy.blocks}
