"""Laws of what is owed beside points: money on certificates, uses of coupons, stamps, time in clubs; nothing lost or made."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.clubs.membership import after_cancelling, after_sale, bought, membership_in, next_span
from loyalty_pos.core.programme.clubs import Club
from loyalty_pos.core.programme.periods import counted_up
from loyalty_pos.core.rewards.stamps import stamps_back
from loyalty_pos.core.sale import Issued, SoldStamps
from loyalty_pos.core.vouchers.certificates import Laid, offered, shares
from loyalty_pos.core.vouchers.deeds import Move, What, has_left, moved
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
from tests.fakes.till_folder import a_sale

money = st.integers(0, 1_000_000)
certificates = st.lists(st.builds(Laid, st.integers(1, 9), st.just("0000"), money, st.booleans()), max_size=5)


@settings(max_examples=500)
@given(certificates, money)
def test_certificates_pay_all_they_are_asked_for_and_no_kopeck_more(laid: list[Laid], asked: int) -> None:
    found = shares(laid, asked)

    assert sum(share.amount_minor for share in found) == min(asked, offered(laid))
    for share in found:
        assert 0 <= share.amount_minor <= share.laid.rest_minor
        assert share.amount_minor + share.left_minor + share.lost_minor == share.laid.rest_minor
        assert min(share.left_minor, share.lost_minor) == 0
        assert share.lost_minor == 0 or (share.laid.single_use and share.amount_minor)
    paying = [share for share in found if share.amount_minor]
    assert all(share.amount_minor == share.laid.rest_minor for share in paying[:-1])  # one after another


def _certificate_move(what: What, amount: int) -> Move:
    sign = -1 if what is What.PAID else 1
    return Move(1, what, VoucherKind.CERTIFICATE, sign * amount)


certificate_moves = st.builds(
    _certificate_move, st.sampled_from((What.PAID, What.GIVEN_BACK, What.PAYMENT_VOIDED)), money
)
coupon_moves = st.sampled_from(
    (
        Move(1, What.ISSUED, VoucherKind.COUPON, uses=1),
        Move(1, What.USED, VoucherKind.COUPON, uses=-1),
        Move(1, What.FREED, VoucherKind.COUPON, uses=1),
    )
)


@settings(max_examples=500)
@given(
    st.lists(certificate_moves, max_size=6).map(lambda some: [_certificate_move(What.SOLD, 50_000), *some])
    | st.lists(coupon_moves, min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_tills_may_tell_of_a_voucher_in_any_order(moves: list[Move], shuffle: random.Random) -> None:
    """Two tills, each alone, may take too much: then all of it stands in the book, and the order still changes nothing."""
    other = moves[:]
    shuffle.shuffle(other)
    first, second = (_after(one) for one in (moves, other))

    assert first == second
    assert first.rest_minor == sum(move.amount_minor for move in moves)
    assert first.uses_left == sum(move.uses for move in moves)
    assert has_left(first) is ((first.rest_minor or first.uses_left) > 0)


def _after(moves: list[Move]) -> Voucher:
    voucher: Voucher | None = None
    for move in moves:
        voucher = moved(voucher, move)
    assert voucher is not None
    return voucher


@settings(max_examples=500)
@given(st.integers(1, 12), st.integers(-40, 40), st.data())
def test_stamps_of_parts_that_come_back_add_up_to_all_of_them(
    pieces: int, stamps: int, data: st.DataObject
) -> None:
    [line] = a_sale(1).lines
    sale = a_sale(
        1,
        lines=(replace(line, qty_milli=pieces * 1000),),
        stamps=(SoldStamps("stamps.coffee/ever@", line.line_id, stamps),),
    )
    done = 0
    back = 0
    while done < pieces:
        part = data.draw(st.integers(1, pieces - done))
        counted = stamps_back(sale, {line.line_id: done * 1000}, {line.line_id: part * 1000})
        back += sum(amount for _, amount in counted)
        done += part
        assert abs(back) <= abs(stamps)
        assert abs(back * pieces - stamps * done) < pieces  # never off by a whole stamp
    assert back == stamps


@settings(max_examples=300)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_stamps_collected_and_used_up_are_exactly_what_is_left(collected: list[int]) -> None:
    """A gift for ten whenever there are ten: the card says what was collected less the gifts, and never below nought."""
    card: tuple[tuple[str, int], ...] = ()
    gifts = 0
    for stamps in collected:
        card = counted_up(card, (("stamps.coffee/ever@", stamps),))
        while dict(card)["stamps.coffee/ever@"] >= 10:
            card = counted_up(card, (("stamps.coffee/ever@", -10),))
            gifts += 1
    assert dict(card)["stamps.coffee/ever@"] == sum(collected) - 10 * gifts
    assert gifts == sum(collected) // 10


@settings(max_examples=300)
@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=5),
    st.integers(1, 400),
    st.randoms(use_true_random=False),
)
def test_fees_that_are_given_back_leave_no_day_in_the_club(
    days: list[int], life_days: int, shuffle: random.Random
) -> None:
    """Each fee adds its days behind what is paid already; all of them back, in whatever order, and nothing is left."""
    club = Club("black", "Black", life_days=life_days)
    began = datetime(2026, 1, 1, 9, tzinfo=UTC)
    ends: list[datetime] = []
    rights: list[Issued] = []
    clubs = after_sale((), ())
    for line_id, day in enumerate(sorted(days), 1):
        rights.append(
            bought(club, line_id, next_span(club, clubs, began + timedelta(days=day), "Europe/Moscow"))
        )
        clubs = after_sale(clubs, rights[-1:])
        there = membership_in(clubs, "black")
        assert there is not None
        assert there.until is not None
        ends.append(there.until)
    assert ends == sorted(set(ends))  # each fee brings a later end

    shuffle.shuffle(rights)
    clubs = after_cancelling(clubs, rights)

    assert not any(one.in_force(began + timedelta(days=day)) for one in clubs for day in range(0, 3_000, 7))
