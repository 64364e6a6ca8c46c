"""A till knows of a certificate what the centre told and what it did itself since, also after a restart."""

from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.core.sale import Issued, IssuedKind, Return
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherState
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import VoucherRow
from tests.fakes.till_folder import Counter, a_return, a_void
from tests.fakes.vouchers import GIFT, by_certificate, certificate, key_of, paid_by_certificate, used

SINGLE_USE = """
id = "gifts"
names = { en = "Gifts" }
[[certificate]]
id = "gift"
name = "Gift"
single_use = true
"""


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path / "till")
    counter.open_shift()
    return counter


def tell(
    counter: Counter, rest_minor: int = 0, state: str = "active", projected: int = 0, **told: object
) -> None:
    row = VoucherRow("certificate", "gift", state, max(rest_minor, 100_000), rest_minor, last4="MNPQ", **told)  # type: ignore[arg-type]  # any field of the row
    counter.tell(Change("voucher", str(key_of()), encode(row)), projected=projected)


def known(counter: Counter) -> Voucher:
    voucher = counter.files.vouchers.by_code(GIFT)
    assert voucher is not None
    return voucher


def test_nobody_knows_a_code_that_was_never_told(counter: Counter) -> None:
    assert counter.files.vouchers.by_code(GIFT) is None


def test_a_code_is_read_with_or_without_dashes_and_capitals(counter: Counter) -> None:
    tell(counter, 5_000)

    assert counter.files.vouchers.by_code("gift acdefghj kmnpq") == known(counter)


def test_a_certificate_sold_here_pays_here_at_once(counter: Counter) -> None:
    tell(counter, state="printed")

    counter.sell(1, issued=(certificate(100_000, until_us=77),))

    assert (known(counter).state, known(counter).rest_minor) == (VoucherState.ACTIVE, 100_000)
    assert known(counter).until_us == 77


def test_what_was_paid_here_is_gone_here_at_once_and_after_a_restart(counter: Counter) -> None:
    """W19b."""
    tell(counter, 100_000)

    counter.record(paid_by_certificate(1, 73_000))
    assert known(counter).rest_minor == 27_000

    counter.restart()
    assert known(counter).rest_minor == 27_000


def test_the_centres_row_with_the_payment_in_it_is_not_paid_from_again(counter: Counter) -> None:
    tell(counter, 100_000)
    counter.record(paid_by_certificate(1, 73_000))

    tell(counter, 27_000, projected=2)

    assert known(counter).rest_minor == 27_000
    counter.restart()
    assert known(counter).rest_minor == 27_000


def test_a_row_that_comes_before_the_last_page_says_itself_what_it_contains(counter: Counter) -> None:
    tell(counter, 100_000)
    counter.record(paid_by_certificate(1, 73_000))

    row = VoucherRow("certificate", "gift", "active", 100_000, 27_000)
    counter.tell(Change("voucher", str(key_of()), encode(row)), projected=2, more=True)

    assert known(counter).rest_minor == 27_000


def test_a_centre_restored_from_yesterday_does_not_bring_spent_money_back(counter: Counter) -> None:
    tell(counter, 100_000)
    counter.record(paid_by_certificate(1, 73_000))
    tell(counter, 27_000, projected=2)

    tell(counter, 100_000, projected=1)

    assert known(counter).rest_minor == 27_000


def test_a_void_and_a_return_put_the_money_back(counter: Counter) -> None:
    tell(counter, 100_000)
    first, second = paid_by_certificate(1, 60_000), paid_by_certificate(2, 40_000)
    counter.record(first, second)
    assert known(counter).state is VoucherState.USED

    counter.record(a_void(first))
    back: Return = a_return(second, paid_minor=0, certificate_minor=18_013, tenders=(by_certificate(18_013),))
    counter.record(back)

    assert (known(counter).state, known(counter).rest_minor) == (VoucherState.ACTIVE, 78_013)


def test_a_single_use_certificate_is_empty_after_one_receipt_and_whole_after_its_void(
    counter: Counter,
) -> None:
    counter.tell_programme(SINGLE_USE)
    tell(counter, 100_000)
    sale = paid_by_certificate(1, 73_000)

    counter.record(sale)
    assert (known(counter).state, known(counter).rest_minor) == (VoucherState.USED, 0)

    counter.record(a_void(sale))
    assert (known(counter).state, known(counter).rest_minor) == (VoucherState.ACTIVE, 100_000)


def test_a_certificate_taken_back_unused_is_worth_nothing_here(counter: Counter) -> None:
    """T34."""
    tell(counter, state="printed")
    sale = counter.sell(1, issued=(certificate(5_000),))

    counter.record(replace(a_return(sale), cancelled=sale.issued))

    assert (known(counter).state, known(counter).rest_minor) == (VoucherState.CANCELLED, 0)


def test_a_coupon_used_here_is_used_here_at_once(counter: Counter) -> None:
    row = VoucherRow("coupon", "tea", "active", uses_left=1)
    counter.tell(Change("voucher", str(key_of()), encode(row)))

    counter.sell(1, used_codes=(used(),))

    assert (known(counter).state, known(counter).uses_left) == (VoucherState.USED, 0)


def test_a_forgotten_voucher_is_unknown(counter: Counter) -> None:
    tell(counter, 5_000)

    counter.tell(Change("voucher", str(key_of()), b""))

    assert counter.files.vouchers.by_code(GIFT) is None


def test_no_code_stands_in_the_tills_files(counter: Counter) -> None:
    """Both files are encrypted; what is in them is asked through the driver."""
    tell(counter, 100_000)
    counter.record(paid_by_certificate(1, 73_000))

    for file in (counter.files.cache_file, counter.files.journal_file):
        reader = file.reader()
        names = [name for (name,) in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for name in names:
            assert "ACDEFGHJ" not in str(reader.rows(f"SELECT * FROM {name}")), name


def own_of(counter: Counter, account_id: str = "anna") -> list[int]:
    return [voucher.key for voucher in counter.files.vouchers.of_member(account_id)]


def test_a_members_own_vouchers_are_found_and_forgotten_with_their_rows(counter: Counter) -> None:
    tell(counter, 5_000, account_id="anna")
    assert own_of(counter) == [key_of()]
    assert own_of(counter, "boris") == []
    tell(counter, 5_000, account_id="boris")
    assert (own_of(counter), own_of(counter, "boris")) == ([], [key_of()])
    tell(counter, 5_000)
    assert own_of(counter, "boris") == []
    tell(counter, 5_000, account_id="anna")
    counter.tell(Change("voucher", str(key_of()), b""))
    assert own_of(counter) == []


def test_a_personal_coupon_of_a_receipt_of_this_till_is_the_members_at_once(counter: Counter) -> None:
    series = '[[coupon_series]]\nid = "autumn"\nname = "Autumn"\npersonal = true\n'
    counter.tell_programme('id = "club"\nnames = { en = "Club" }\n' + series)
    printed = Issued(IssuedKind.COUPON, str(key_of()), "autumn", last4="MNPQ")
    counter.sell(1, account_id="anna", issued=(printed,))
    assert own_of(counter) == [key_of()]
