"""The code on a member's phone: believed once, now, here; ten thousand others are not."""

import random
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.member_code.judging import Known, Why, refusal
from loyalty_pos.core.member_code.layout import (
    DIGITS,
    LONG,
    PREFIXES,
    SHORT,
    MemberCode,
    Passport,
    digits_of,
    is_member_code,
    read_code,
    signed_by_centre,
    signed_by_phone,
)
from loyalty_pos.core.member_code.sighting import Sighting, read_sighting, sighting_text

PHONE = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
NOW = 1_795_338_000
CARD = 4_611_686_018_427_387_903
NETWORK = "north"


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def code(counter: int = 7, at: int = NOW, card: int = CARD, network: str = NETWORK) -> MemberCode:
    bare = MemberCode(card, at // 30, counter)
    return replace(bare, signature=PHONE.sign(signed_by_phone(bare, network)))


def with_passport(
    counter: int = 7, until: int = NOW // 60 + 60, by: Ed25519PrivateKey = CENTRE
) -> MemberCode:
    passport = Passport(public(PHONE), until, Holder.VISITED, 300)
    passport = replace(passport, signature=by.sign(signed_by_centre(passport, CARD, NETWORK)))
    bare = MemberCode(CARD, NOW // 30, counter, passport=passport)
    return replace(bare, signature=PHONE.sign(signed_by_phone(bare, NETWORK)))


KNOWN = Known(NETWORK, NOW, public(CENTRE), public(PHONE), last_counter=6)
STRANGER = replace(KNOWN, public_key=b"", last_counter=-1)


def test_a_fresh_code_of_a_known_phone_is_believed() -> None:
    assert refusal(code(), KNOWN, verify) is None


def test_a_till_that_never_heard_of_the_phone_believes_the_centre_s_passport() -> None:
    assert refusal(with_passport(), STRANGER, verify) is None
    assert refusal(code(), STRANGER, verify) is Why.UNKNOWN


@pytest.mark.parametrize(
    ("seconds", "why"),
    [(-61, Why.EARLY), (-60, None), (0, None), (60, None), (89, None), (90, Why.OLD), (3600, Why.OLD)],
)
def test_a_code_lives_a_minute_so_that_a_photo_of_it_is_worth_nothing(seconds: int, why: Why | None) -> None:
    assert refusal(code(), replace(KNOWN, now_s=NOW + seconds), verify) is why


@pytest.mark.parametrize("last", [7, 8, 1_000])
def test_a_code_that_was_shown_here_already_is_refused(last: int) -> None:
    assert refusal(code(7), replace(KNOWN, last_counter=last), verify) is Why.USED


def test_a_till_whose_clock_jumped_does_not_judge_codes_of_the_moment() -> None:
    assert refusal(code(), replace(KNOWN, clock_suspect=True), verify) is Why.CLOCK


def test_a_passport_ends() -> None:
    assert refusal(with_passport(until=NOW // 60), STRANGER, verify) is Why.OVER


def test_a_passport_that_the_centre_did_not_sign_is_forged() -> None:
    assert refusal(with_passport(by=OTHER), STRANGER, verify) is Why.FORGED


def test_another_network_s_code_is_worth_nothing_here() -> None:
    assert refusal(code(network="south"), KNOWN, verify) is Why.FORGED


def test_a_code_of_another_phone_or_card_is_forged() -> None:
    assert refusal(code(), replace(KNOWN, public_key=public(OTHER)), verify) is Why.FORGED
    assert refusal(replace(code(), card=CARD - 1), KNOWN, verify) is Why.FORGED


def test_the_digits_say_the_same_as_the_code() -> None:
    for one in (code(), with_passport()):
        digits = digits_of(one)
        assert read_code(digits) == one
        assert is_member_code(digits)
        assert digits.isdigit()
    assert len(digits_of(code())) == 197
    assert len(digits_of(with_passport())) == 448


def test_ten_thousand_changed_codes_are_not_believed() -> None:
    """One digit, two swapped, cut, longer, of another hour: each gives None or a reason, never a member."""
    chance = random.Random(11)
    believed, read = 0, 0
    good = {SHORT: digits_of(code()), LONG: digits_of(with_passport())}
    for number in range(10_000):
        text = _changed(good[SHORT if number % 2 else LONG], chance)
        found = read_code(text)
        if found is None or text in good.values():
            continue
        read += 1
        believed += refusal(found, STRANGER if found.passport else KNOWN, verify) is None
    assert believed == 0
    assert read > 3_000, "most of them had to be judged, not only read"


@pytest.mark.parametrize("version", [SHORT, LONG])
def test_what_is_no_code_is_none(version: int) -> None:
    nines = PREFIXES[version] + "9" * DIGITS[version]
    for text in ("", "2997", nines, nines[:-1], nines + "1", nines[:-1] + "x", nines[:-1] + "٣"):
        assert read_code(text) is None


def test_the_line_for_the_centre_says_which_code_it_was() -> None:
    assert read_sighting(sighting_text(code())) == Sighting(NOW // 30, CARD, 7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1:2",
        "1:2:3:4",
        "a:b:c",
        "-1:2:3",
        "1:2:٣",
        f"{1 << 32}:2:3",
        f"1:{1 << 63}:3",
        f"1:2:{1 << 24}",
        "1:2:" + "9" * 400,
    ],
)
def test_a_line_that_names_no_code_is_none(text: str) -> None:
    assert read_sighting(text) is None


def _changed(digits: str, chance: random.Random) -> str:
    at = chance.randrange(4, len(digits))
    match chance.randrange(4):
        case 0 | 1:
            return digits[:at] + str((int(digits[at]) + chance.randrange(1, 10)) % 10) + digits[at + 1 :]
        case 2:
            other = chance.randrange(4, len(digits))
            first, second = sorted((at, other))
            swapped = digits[:first] + digits[second] + digits[first + 1 : second] + digits[first]
            return (swapped if first != second else digits[:first]) + digits[second + 1 :]
        case _:
            return (
                digits[:at]
                + str(chance.randrange(10)) * chance.randrange(3)
                + digits[at + chance.randrange(2) :]
            )
