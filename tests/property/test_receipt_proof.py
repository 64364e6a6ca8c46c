"""Laws of a receipt's QR: what is told is read again to the last unit, a wrong digit is noticed, and whatever a
scanner may hand over is a receipt or one named refusal."""

from dataclasses import replace
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.money import spread
from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.receipt_proof.bits import bytes_of, digits_of
from loyalty_pos.core.receipt_proof.head import begun_us
from loyalty_pos.core.receipt_proof.lines import split_parts
from loyalty_pos.core.receipt_proof.paper import Written, proof_digits, read_proof
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.core.returns import Asked, everything_left, returned_lines
from loyalty_pos.core.sale import (
    ReturnedLine,
    Sale,
    SoldAward,
    SoldDiscount,
    SoldLine,
    SoldStamps,
    Tender,
    TenderKind,
)
from loyalty_pos.core.scan import MAX_PROOF, receipt_text
from tests.property.hostile_papers import hostile

TILL = "018f3c5e-0000-7000-8000-00000000beef"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WRITTEN = Written(TILL, 123_456, "0123456789ab" + "0" * 52)


def sold_line(line_id: int, qty_milli: int, money: tuple[int, int, int, int, int, int]) -> SoldLine:
    """Return a line; ``money``: gross, discount, points, points as money, certificate, accrued."""
    gross, discount, points, points_money, certificate, accrued = money
    net = gross - discount - points_money
    return SoldLine(
        line_id=line_id,
        article_id=f"art-{line_id}",
        name=f"Article {line_id}",
        category="food",
        qty_milli=qty_milli,
        price_minor=gross * 1000 // qty_milli,
        gross_minor=gross,
        discounts=(SoldDiscount("rule", "why", discount),) if discount else (),
        points=points,
        points_money_minor=points_money,
        certificate_minor=certificate,
        paid_minor=net - certificate,
        accrued=accrued,
        vat_bp=(2200, 1000, -1)[line_id % 3],
        fiscal_object="commodity",
        fiscal_method="full_payment",
        parts=split_parts(qty_milli, net),
    )


def sale_of(
    lines: tuple[SoldLine, ...], random10: bytes, account_id: str, at_ms: int = 1_790_000_000_000
) -> Sale:
    """Return a sale of these lines."""
    sale_id = uuid7(at_ms, random10)
    paid = sum(line.paid_minor for line in lines)
    certificate = sum(line.certificate_minor for line in lines)
    tenders = [Tender(TenderKind.CASH, paid - paid // 3), Tender(TenderKind.CARD, paid // 3, "terminal 7")]
    tenders.append(Tender(TenderKind.CERTIFICATE, certificate, str(2**63 - 25)))
    return Sale(
        sale_id=sale_id,
        code=receipt_code(TILL, sale_id),
        number=17,
        shift_id="shift",
        store_id="store",
        cashier_id="c1",
        sold_at_us=at_ms * 1000 + 5,
        programme_id="five",
        bundle="b" * 64,
        account_id=account_id,
        card_last4="1234",
        lines=lines,
        tenders=tuple(tender for tender in tenders if tender.amount_minor),
        gross_minor=sum(line.gross_minor for line in lines),
        discount_minor=sum(line.gross_minor - line.points_money_minor - line.net_minor for line in lines),
        points_money_minor=sum(line.points_money_minor for line in lines),
        certificate_minor=certificate,
        paid_minor=paid,
        redeemed=sum(line.points for line in lines),
        operation="op",
        accrued=sum(line.accrued for line in lines),
        activate_at_us=at_ms * 1000 + 5,
        expire_at_us=0,
    )


@st.composite
def lines(draw: st.DrawFn) -> SoldLine:
    """Draw a line with anything on it that rules may bring."""
    line_id = draw(st.integers(1, 900))
    gross = draw(st.integers(0, 3_000_000))
    discount = draw(st.integers(0, gross))
    points_money = draw(st.integers(0, gross - discount))
    certificate = draw(st.integers(0, gross - discount - points_money))
    qty = draw(st.integers(1, 20).map(lambda n: n * 1000) | st.integers(1, 99_999))
    points, accrued = draw(st.integers(0, 50_000)), draw(st.integers(0, 50_000))
    return sold_line(line_id, qty, (gross, discount, points, points_money, certificate, accrued))


sales = st.builds(
    sale_of,
    st.lists(lines(), min_size=1, max_size=30, unique_by=lambda line: line.line_id).map(tuple),
    st.binary(min_size=10, max_size=10),
    st.sampled_from(["", "anna", "018f3c5e-1111-7000-8000-00000000cafe"]),
)


def read(sale: Sale) -> Sale:
    """Print and scan."""
    digits = proof_digits(sale, WRITTEN, KEY.sign)
    receipt_text(sale.code, digits)  # fits the code's own limit
    return read_proof(sale.code, digits).sale


@settings(max_examples=60)
@given(sale=sales)
def test_any_receipt_fits_and_is_signed(sale: Sale) -> None:
    proof = read_proof(sale.code, proof_digits(sale, WRITTEN, KEY.sign))
    KEY.public_key().verify(proof.signature, proof.signed_by(TILL))
    assert (proof.seq, proof.hash, proof.sale.sale_id) == (123_456, "0123456789ab", sale.sale_id)
    assert (proof.sale.account_id, proof.sale.paid_minor) == (sale.account_id, sale.paid_minor)
    assert proof.sale.sold_at_us == begun_us(sale.sale_id) == 1_790_000_000_000_000
    assert (proof.sale.redeemed, proof.sale.accrued) == (sale.redeemed, sale.accrued)


@settings(max_examples=60)
@given(sale=sales, data=st.data())
def test_goods_come_back_by_paper_as_by_the_book(sale: Sale, data: st.DataObject) -> None:
    """Any way of bringing back, line by line and piece by piece, gives the same with the paper as with the sale."""
    proof = read_proof(sale.code, proof_digits(sale, WRITTEN, KEY.sign))
    if not proof.has_lines:
        assert len(sale.lines) > 3
        return
    paper = proof.sale
    already: list[ReturnedLine] = []
    for _ in range(3):
        line = data.draw(st.sampled_from(sale.lines))
        left = line.qty_milli - sum(one.qty_milli for one in already if one.line_id == line.line_id)
        if left:
            asked = [Asked(line.line_id, data.draw(st.integers(1, left)))]
            back = returned_lines(sale, already, asked)
            assert returned_lines(paper, already, asked) == back
            already += back
    assert everything_left(paper, already) == everything_left(sale, already)


@settings(max_examples=60)
@given(sale=sales, parts=st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_a_receipt_of_sums_gives_back_exactly_its_whole(sale: Sale, parts: list[int]) -> None:
    """However the sum is cut, all of it is all of the money, points, certificate and earned points."""
    stamped = replace(sale, stamps=(SoldStamps("card", 1, 1),))  # what no paper undoes
    proof = read_proof(sale.code, proof_digits(stamped, WRITTEN, KEY.sign))
    assert not proof.has_lines
    if not proof.sale.lines:
        return
    worth = proof.sale.lines[0].qty_milli
    cuts = [cut for cut in spread(worth, [worth * part for part in parts]) if cut]
    back: list[ReturnedLine] = []
    for cut in cuts:
        back += returned_lines(proof.sale, back, [Asked(WHOLE, cut)])
    assert sum(one.paid_minor for one in back) == sale.paid_minor
    assert sum(one.certificate_minor for one in back) == sale.certificate_minor
    assert sum(one.points for one in back) == sale.redeemed
    assert sum(one.accrued for one in back) == sale.accrued


def test_points_that_begin_later_are_told() -> None:
    plain = sale_of((sold_line(1, 1000, (10_000, 0, 0, 0, 0, 500)),), bytes(10), "anna")
    later = plain.sold_at_us + 14 * 86_400 * 10**6
    awards = (
        SoldAward("a", 100, later, 0),
        SoldAward("b", 50, later + 7, later * 2),
        SoldAward("c", 1, 0, 0),
    )
    told = read(replace(plain, activate_at_us=later, awards=awards))
    assert told.activate_at_us == later
    assert [(one.points, one.activate_at_us) for one in told.awards] == [
        (100, later),
        (50, later + 7),
        (1, 0),
    ]
    assert told.base_accrued == 349


def test_how_it_was_paid_is_told_but_not_by_which_bank_card() -> None:
    told = read(sale_of((sold_line(1, 1000, (10_000, 0, 0, 0, 2_500, 0)),), bytes(10), ""))
    assert told.tenders == (
        Tender(TenderKind.CASH, 5_000),
        Tender(TenderKind.CARD, 2_500),
        Tender(TenderKind.CERTIFICATE, 2_500, str(2**63 - 25)),
    )


@pytest.mark.parametrize(("count", "has_lines"), [(1, True), (5, True), (10, True), (20, True), (40, False)])
def test_how_long_a_receipt_may_be(count: int, *, has_lines: bool) -> None:
    """A member with a card's discount who pays a quarter with points; never more than 500 digits."""
    goods = [(1000 * (1 + n % 3), 9_990 + 1_777 * n) for n in range(count)]
    gross = [price * qty // 1000 for qty, price in goods]
    points = spread(sum(gross) // 4, [sum_ - sum_ // 20 for sum_ in gross])
    net = [sum_ - sum_ // 20 - part for sum_, part in zip(gross, points, strict=True)]
    earned = spread(sum(net) // 25, net)
    made = [
        sold_line(n + 1, qty, (gross[n], gross[n] // 20, points[n], points[n], 0, earned[n]))
        for n, (qty, _) in enumerate(goods)
    ]
    sale = sale_of(tuple(made), bytes(range(10)), "018f3c5e-1111-7000-8000-00000000cafe")
    digits = proof_digits(sale, WRITTEN, KEY.sign)
    assert len(sale.code) + len(digits) <= MAX_PROOF
    assert read_proof(sale.code, digits).has_lines is has_lines


def test_a_till_without_a_key_prints_what_a_manager_may_believe() -> None:
    sale = sale_of((sold_line(1, 1000, (10_000, 0, 0, 0, 0, 0)),), bytes(10), "")
    proof = read_proof(sale.code, proof_digits(sale, WRITTEN, lambda _message: b""))
    assert proof.signature == b""
    assert proof.has_lines


def test_an_id_that_names_no_moment_is_not_put_on_paper() -> None:
    sale = sale_of((sold_line(1, 1000, (10_000, 0, 0, 0, 0, 0)),), bytes(10), "")
    for name in (
        "018f3c5e-1111-4000-8000-00000000cafe",
        "018F3C5E-1111-7000-8000-00000000CAFE",
        "sale-1",
        "",
    ):
        assert proof_digits(replace(sale, sale_id=name), WRITTEN, KEY.sign) == ""


# --- what a scanner may hand over ---------------------------------------------------------------------------

DIGITS = proof_digits(
    sale_of(
        (sold_line(1, 3000, (10_000, 500, 99, 99, 1, 40)), sold_line(2, 1, (1, 0, 0, 0, 0, 0))),
        bytes(10),
        "anna",
    ),
    WRITTEN,
    KEY.sign,
)
CODE = receipt_code(TILL, uuid7(1_790_000_000_000, bytes(10)))


def test_any_wrong_digit_and_any_two_changed_over_are_noticed() -> None:
    for place, digit in enumerate(DIGITS):
        for other in set("0123456789") - {digit}:
            with pytest.raises(NotAProof):
                read_proof(CODE, DIGITS[:place] + other + DIGITS[place + 1 :])
    for place, (one, two) in enumerate(pairwise(DIGITS)):
        if one != two:
            with pytest.raises(NotAProof):
                read_proof(CODE, DIGITS[:place] + two + one + DIGITS[place + 2 :])


def test_a_changed_payload_is_not_signed() -> None:
    data = bytearray(bytes_of(DIGITS))
    refused = 0
    for place in range(1, len(data) - 64):
        changed = bytes([*data[:place], data[place] ^ 1, *data[place + 1 :]])
        try:
            proof = read_proof(CODE, digits_of(changed))
        except NotAProof:
            refused += 1
            continue
        assert proof.signed_by(TILL) != read_proof(CODE, DIGITS).signed_by(TILL)
    assert refused


def test_twenty_thousand_texts_are_a_receipt_or_no_proof() -> None:
    read_well = hostile(CODE, DIGITS, 20_000, 4)
    assert 100 < read_well < 20_000


@pytest.mark.parametrize("text", ["", "1", "12a4", "٣" * 20, "9" * 478, "0" * 478, " " * 40])
def test_what_is_no_number_of_ours_is_no_proof(text: str) -> None:
    with pytest.raises(NotAProof):
        read_proof(CODE, text)
