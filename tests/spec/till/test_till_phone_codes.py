"""The code on a member's phone at the counter: taken wherever a card is, once, and refused with a sentence (4.3)."""

from dataclasses import dataclass, field, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from loyalty_pos.core.leases.lease import Floors, Holder, Policy
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified, Member
from loyalty_pos.core.member_code.layout import STEP_S, MemberCode, Passport, digits_of, signed_by_centre
from loyalty_pos.core.member_code.showing import Phone, next_code, seconds_left
from loyalty_pos.core.member_code.sighting import SHOWN, Sighting, read_sighting
from loyalty_pos.core.problems import CardBlocked, MemberCodeRefused, UnreadableCode
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.phones.port import KnownPhone
from loyalty_pos.till.receipt_state import MemberAttached, Refused
from loyalty_pos.till.register import Register
from loyalty_pos.till.wording import LANGUAGES, sentence
from tests.fakes.codes import NETWORK_KEY
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, FakeTill

CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
OURS = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
THIEF = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
CARD = lookup_key("card", ANNA_CARD, NETWORK_KEY)
WEEK = 7 * 24 * 60
NETWORK = "north"


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


@dataclass
class Phones:
    """What a till was told and has seen."""

    shop: FakeTill
    told: dict[int, KnownPhone] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    name: str = NETWORK

    def network(self) -> tuple[str, bytes]:
        return self.name, public(CENTRE) if self.name else b""

    def member(self, card: int) -> Member | None:
        return self.shop.members.by_card(ANNA_CARD) if card == CARD else None

    def phone(self, card: int) -> KnownPhone:
        return self.told.get(card, KnownPhone())

    def last_counter(self, card: int) -> int:
        return self.seen.get(card, -1)

    def remember(self, code: MemberCode) -> None:
        self.seen[code.card] = code.counter

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        return Sealing().is_right(public_key, message, signature)


@dataclass
class Counter:
    shop: FakeTill
    phones: Phones
    phone: Phone

    @property
    def now_s(self) -> int:
        return self.shop.world.now_us() // 1_000_000

    def show(
        self, key: Ed25519PrivateKey = OURS, *, late_s: int = 0, long: bool = False, network: str = NETWORK
    ) -> str:
        """Return the digits of the phone's next code; ``late_s``: how long ago it was shown."""
        phone = replace(self.phone, network=network)
        phone, code = next_code(phone, self.now_s - late_s, key.sign, long=long)
        self.phone = replace(phone, network=NETWORK)
        return digits_of(code)

    def why(self, text: str) -> str:
        """Scan; return why it is refused."""
        outcome = self.register.scan(text)
        assert isinstance(outcome, Refused), outcome
        assert isinstance(outcome.problem, MemberCodeRefused), outcome.problem
        for language in LANGUAGES:
            said = sentence(outcome.problem, language)
            assert said.next_step, "every refusal has its next step"
        return outcome.problem.why

    @property
    def register(self) -> Register:
        return self._register

    def __post_init__(self) -> None:
        self.shop.world = replace(self.shop.world, phones=self.phones)
        self._register = Register(self.shop.world)


def passport(key: Ed25519PrivateKey, until: int, by: Ed25519PrivateKey = CENTRE) -> Passport:
    bare = Passport(public(key), until, Holder.APP, 0)
    return replace(bare, signature=by.sign(signed_by_centre(bare, CARD, NETWORK)))


@pytest.fixture
def counter() -> Counter:
    shop = FakeTill()
    minutes = shop.world.now_us() // 60_000_000 + WEEK
    phones = Phones(shop, {CARD: KnownPhone(public(OURS), minutes)})
    return Counter(shop, phones, Phone(NETWORK, CARD, passport(OURS, minutes)))


def test_the_code_finds_the_member_and_identifies_better_than_a_card(counter: Counter) -> None:
    outcome = counter.register.scan(counter.show())
    assert isinstance(outcome, MemberAttached)
    assert (outcome.member.account_id, outcome.member.identified) == ("anna", Identified.QR)


def test_a_keyboard_scanner_s_newline_and_a_serial_one_s_prefix_do_no_harm(counter: Counter) -> None:
    assert isinstance(counter.register.scan(counter.show() + "\r\n"), MemberAttached)
    assert isinstance(counter.register.scan("]Q1" + counter.show()), MemberAttached)


def test_a_code_read_twice_by_the_scanner_is_read_once(counter: Counter) -> None:
    digits = counter.show()
    assert isinstance(counter.register.scan(digits), MemberAttached)
    counter.register.scan(MILK_CODE)
    assert isinstance(counter.register.scan(digits), MemberAttached)


def test_a_photograph_of_the_code_is_refused_at_the_next_receipt(counter: Counter) -> None:
    digits = counter.show()
    counter.register.scan(digits)
    counter.register.clear("test")
    assert counter.why(digits) == "used"
    assert isinstance(counter.register.scan(counter.show()), MemberAttached), "the next code is taken"


@pytest.mark.parametrize(
    ("late_s", "why"), [(3 * STEP_S, "old"), (86_400, "old"), (-3 * STEP_S, "early"), (-86_400, "early")]
)
def test_a_code_of_another_moment(counter: Counter, late_s: int, why: str) -> None:
    assert counter.why(counter.show(late_s=late_s)) == why


@pytest.mark.parametrize("late_s", [2 * STEP_S, STEP_S, -STEP_S, -2 * STEP_S])
def test_clocks_may_differ_by_a_minute(counter: Counter, late_s: int) -> None:
    assert isinstance(counter.register.scan(counter.show(late_s=late_s)), MemberAttached)


def test_a_code_of_another_phone_or_network_is_refused(counter: Counter) -> None:
    assert counter.why(counter.show(THIEF)) == "forged"
    assert counter.why(counter.show(network="south")) == "forged"


def test_a_stopped_phone_is_refused_and_its_old_passport_does_not_help(counter: Counter) -> None:
    counter.phones.told[CARD] = KnownPhone(b"", counter.phone.passport.until_minutes)
    assert counter.why(counter.show()) == "stopped"
    assert counter.why(counter.show(long=True)) == "stopped"


def test_another_phone_takes_the_place_of_the_first_one(counter: Counter) -> None:
    """The till has not heard of the new one: its long code is believed; once it has, the old one's is not."""
    old, until = counter.phone, counter.phone.passport.until_minutes + 1
    counter.phone = Phone(NETWORK, CARD, passport(THIEF, until), counter=100)
    outcome = counter.register.scan(counter.show(THIEF, long=True))
    assert isinstance(outcome, MemberAttached)
    counter.phones.told[CARD] = KnownPhone(public(THIEF), until)
    counter.phone = replace(old, counter=200)
    assert counter.why(counter.show(OURS)) == "forged"
    assert counter.why(counter.show(OURS, long=True)) == "stopped"


def test_a_till_that_never_heard_of_the_phone_takes_its_long_code_as_it_would_take_the_card(
    counter: Counter,
) -> None:
    counter.phones.told.clear()
    assert counter.why(counter.show()) == "unknown"
    outcome = counter.register.scan(counter.show(long=True))
    assert isinstance(outcome, MemberAttached)
    assert outcome.member.identified is Identified.CARD


def test_an_app_that_was_not_connected_for_a_week_is_refused_by_a_till_that_does_not_know_it(
    counter: Counter,
) -> None:
    counter.phones.told.clear()
    counter.shop.clock.pass_time(days=7)
    assert counter.why(counter.show(long=True)) == "over"


def test_a_till_with_a_clock_in_doubt_judges_no_code_and_goes_on_with_the_card(counter: Counter) -> None:
    class InDoubt:
        def suspect(self) -> bool:
            return True

        def now_us(self) -> int:
            return counter.shop.world.now_us()

    counter.shop.world = replace(counter.shop.world, time=InDoubt())  # type: ignore[arg-type]  # half is enough here
    counter._register = Register(counter.shop.world)
    assert counter.why(counter.show()) == "clock"
    assert isinstance(counter.register.scan(ANNA_CARD), MemberAttached)


def test_a_till_enrolled_before_centres_had_a_key_judges_no_code(counter: Counter) -> None:
    counter.phones.name = ""
    assert counter.why(counter.show()) == "unknown"


def test_a_blocked_card_is_blocked_on_the_phone_too(counter: Counter) -> None:
    anna = counter.shop.members.by_card(ANNA_CARD)
    assert anna is not None
    counter.shop.members.add(replace(anna, state=CardState.BLOCKED), ANNA_CARD)
    outcome = counter.register.scan(counter.show())
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, CardBlocked)
    assert counter.phones.seen == {}, "what was not believed is not used up"


def test_the_balance_is_told_for_a_code_and_the_code_is_used_up_by_it(counter: Counter) -> None:
    digits = counter.show()
    assert [one.account_id for one in Enquiry(counter.shop.world).find(digits)] == ["anna"]
    with pytest.raises(MemberCodeRefused):
        Enquiry(counter.shop.world).find(digits)


def test_which_code_it_was_goes_to_the_centre_with_the_receipt_and_only_then(counter: Counter) -> None:
    """Also from the page of balances; the card itself tells nothing."""
    shop, register = counter.shop, counter.register
    shop.staff.log_in("1111")
    shop.shift.open(0)
    seen: list[str] = []
    for how in ("scan", "balance", "card"):
        if how == "balance":
            register.attach(Enquiry(shop.world).find(counter.show())[0])
        else:
            register.scan(counter.show() if how == "scan" else ANNA_CARD)
        register.scan(MILK_CODE)
        assert len(shown_lines(shop)) == len(seen), "not before the sale"
        register.pay_exact()
        seen = shown_lines(shop)
    assert [read_sighting(line) for line in seen] == [
        Sighting(counter.now_s // STEP_S, CARD, 0),
        Sighting(counter.now_s // STEP_S, CARD, 1),
    ]


def shown_lines(shop: FakeTill) -> list[str]:
    facts = shop.journal.facts
    return [fact.subject for fact in facts if isinstance(fact, Noted) and fact.what == SHOWN]


def test_digits_that_only_look_like_a_code_are_unreadable(counter: Counter) -> None:
    outcome = counter.register.scan("2997" + "9" * 193)
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.problem, UnreadableCode)


def test_a_phone_shows_each_code_for_the_rest_of_its_half_minute() -> None:
    assert [seconds_left(at) for at in (0, 1, 29, 30)] == [30, 29, 1, 30]


def test_every_code_has_a_counter_of_its_own(counter: Counter) -> None:
    assert len({counter.show() for _ in range(3)}) == 3


@pytest.mark.parametrize(("by_phone", "points"), [(True, 200), (False, 20)])
def test_without_a_connection_a_guest_takes_more_with_the_phone_than_with_a_card_that_anybody_may_have_copied(
    counter: Counter, *, by_phone: bool, points: int
) -> None:
    shop = counter.shop
    shop.rights.lend(Policy(Floors(home=300, guest=20, app=200), risk=1_000))
    shop.rights.holders["anna"] = Holder.GUEST
    shop.holds.reached = False
    counter.register.scan(counter.show() if by_phone else ANNA_CARD)
    counter.register.scan(COFFEE_CODE)
    assert counter.register.want_points(None).points == points
    shop.staff.log_in("1111")
    shop.shift.open(0)
    assert counter.register.pay_exact().sale.by_floor == points
