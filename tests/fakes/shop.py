"""Fakes of what a till only reads: goods, members, staff, programme, settings, a clock that stands still."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from loyalty_pos.core import dates
from loyalty_pos.core.account.card_deeds import TO_PACK, VERIFIED, CardWhat
from loyalty_pos.core.account.changes import changed
from loyalty_pos.core.basket import Article
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.ledger import AccountState, Applied, Entry, Posting, account_of, member_after
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Member, shown_name
from loyalty_pos.core.phone import masked
from loyalty_pos.core.posting import apply_return, apply_sale, apply_void, origin_of
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import CardAttached, CardIssued, Fact, MemberChanged, Noted, Return, Sale, Void
from loyalty_pos.core.vouchers.deeds import after_facts, keys_of
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.ports import ActiveProgramme, HoldResult, Personal, StaffMember
from tests.fakes.codes import NETWORK_KEY, key_of

MORNING = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


@dataclass
class StoppedClock:
    """Stands still until it is moved; ids count upwards, digits come from a list or count upwards."""

    at: datetime = MORNING
    digits: list[str] = field(default_factory=list)
    made: int = 0

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        self.made += 1
        return uuid7(dates.micros(self.at) // 1000, self.made.to_bytes(10, "big"))

    def random_digits(self, count: int) -> str:
        self.made += 1
        return self.digits.pop(0) if self.digits else f"{self.made:0{count}}"

    def pass_time(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@dataclass
class GoodsOnShelves:
    """``barcodes``: barcode -> article."""

    barcodes: dict[str, Article] = field(default_factory=dict)

    def by_barcode(self, barcode: str) -> Article | None:
        return self.barcodes.get(barcode)

    def by_id(self, article_id: str) -> Article | None:
        return next((article for article in self.barcodes.values() if article.id == article_id), None)

    def search(self, text: str, limit: int) -> list[Article]:
        words = text.lower().split()
        found = [a for a in self.barcodes.values() if all(word in a.name.lower() for word in words)]
        return found[:limit]

    def quick_pages(self) -> list[tuple[str, list[Article]]]:
        return [("", list(self.barcodes.values()))]


@dataclass
class KnownVouchers:
    """Certificates and coupons as the centre told of them, carried on by what the till's own journal has recorded."""

    programme: Programme
    facts: list[Fact] = field(default_factory=list)
    told: dict[int, Voucher] = field(default_factory=dict)

    def tell(self, *vouchers: Voucher) -> None:
        self.told |= {voucher.key: voucher for voucher in vouchers}

    def by_code(self, code: str) -> Voucher | None:
        return self.by_key(key_of(code))

    def by_key(self, key: int) -> Voucher | None:
        return after_facts(self.told.get(key), self.facts, key, self.programme)

    def of_member(self, account_id: str) -> list[Voucher]:
        keys = self.told.keys() | {key for fact in self.facts for key in keys_of(fact)}
        found = (self.by_key(key) for key in sorted(keys))
        return [voucher for voucher in found if voucher is not None and voucher.account_id == account_id]


@dataclass
class KnownMembers:
    """Members of this till; ``follow`` lets them learn what the till's own journal has recorded."""

    programme: Programme
    cards: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, Member] = field(default_factory=dict)
    subscribers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    attached: dict[str, str] = field(default_factory=dict)

    def add(self, member: Member, card: str = "", phone: str = "") -> Member:
        self.accounts[member.account_id] = member
        if card:
            self.cards[card] = member.account_id
        if phone:
            self.phones[phone] = member.account_id
        return member

    def by_card(self, number: str) -> Member | None:
        return self.accounts.get(self.cards.get(number, ""))

    def by_phone(self, e164: str) -> Member | None:
        return self.accounts.get(self.phones.get(e164, ""))

    def partners_of(self, e164: str) -> tuple[str, ...]:
        return self.subscribers.get(e164, ())

    def by_account(self, account_id: str) -> Member | None:
        return self.accounts.get(account_id)

    def card_known(self, number: str) -> bool:
        return number in self.cards

    def follow(self, event_id: str, fact: Fact, personal: Personal | None) -> None:
        """Post one recorded fact to the account it is about."""
        if isinstance(fact, CardIssued):
            person = personal.fields if personal else {}
            member = Member(
                account_id=fact.account_id,
                card_last4=fact.card_number[-4:],
                state=CardState.ACTIVE,
                name=shown_name(person.get("name", "")),
                phone_masked=masked(person["phone"]) if person.get("phone") else "",
                verified=fact.verified,
            )
            self.add(member, fact.card_number, person.get("phone", ""))
        elif isinstance(fact, CardAttached):
            self.attached[fact.sale_id] = fact.account_id
            self._post(event_id, fact.earning)
        elif isinstance(fact, Sale | Return | Void):
            account_id = fact.account_id or self.attached.get(fact.sale_id, "")
            if account_id in self.accounts:
                self._post(event_id, replace(fact, account_id=account_id))
        elif isinstance(fact, Noted) and fact.what == VERIFIED and fact.subject in self.accounts:
            self.accounts[fact.subject] = replace(self.accounts[fact.subject], verified=True)
        elif isinstance(fact, Noted) and fact.what == CardWhat.UNDONE:
            self._take_back(fact)
        elif isinstance(fact, MemberChanged) and fact.account_id in self.accounts:
            member = self.accounts[fact.account_id]
            self.accounts[fact.account_id] = member_after(member, changed(account_of(member), fact))

    def _take_back(self, note: Noted) -> None:
        """Nobody has the card any more; a spoiled one stays known."""
        for number in [
            one for one in self.cards if str(lookup_key("card", one, NETWORK_KEY)) == note.subject
        ]:
            account_id = self.cards[number]
            self.phones = {phone: one for phone, one in self.phones.items() if one != account_id}
            state = CardState.NONACTIVE if note.reason == TO_PACK else CardState.ARCHIVE
            self.accounts[account_id] = replace(self.accounts[account_id], state=state)

    def _post(self, event_id: str, fact: Sale | Return | Void) -> None:
        member = self.accounts[fact.account_id]
        state = account_of(member)
        applied = self._applied(state, event_id, fact)
        self.entries += applied.entries
        self.accounts[fact.account_id] = member_after(member, applied.state)

    def _applied(self, state: AccountState, event_id: str, fact: Sale | Return | Void) -> Applied:
        origin = origin_of(entry for entry in self.entries if entry.sale_id == fact.sale_id)
        match fact:
            case Sale():
                return apply_sale(
                    state, fact, Posting(event_id, dates.moment(fact.sold_at_us)), self.programme
                )
            case Return():
                posting = Posting(event_id, dates.moment(fact.returned_at_us))
                return apply_return(state, fact, posting, self.programme, origin)
            case Void():
                posting = Posting(event_id, dates.moment(fact.voided_at_us))
                return apply_void(state, fact, posting, self.programme, origin)


@dataclass
class StaffList:
    people: Iterable[StaffMember] = ()

    def active(self) -> list[StaffMember]:
        return list(self.people)

    def by_id(self, staff_id: str) -> StaffMember | None:
        return next((person for person in self.people if person.staff_id == staff_id), None)


class PulledPlugError(Exception):
    """The machine went dark at this very moment."""


class PlainPins:
    """The "hash" of a PIN is the PIN; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.plug_pulled = False

    def matches(self, pin: str, pin_hash: str) -> bool:
        self.asked += 1
        if self.plug_pulled:
            raise PulledPlugError
        return pin == pin_hash


@dataclass
class PinTries:
    """Failed tries; lives longer than the program when the test hands it to the next one."""

    tries: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def failures(self, staff_id: str) -> tuple[int, datetime | None]:
        return self.tries.get(staff_id, (0, None))

    def add_failure(self, staff_id: str, at: datetime) -> None:
        self.tries[staff_id] = (self.failures(staff_id)[0] + 1, at)

    def clear(self, staff_id: str) -> None:
        self.tries.pop(staff_id, None)


@dataclass
class OneProgramme:
    programme: Programme
    bundle: str = "a" * 64
    out_of_date: bool = False
    earlier: dict[str, Programme] = field(default_factory=dict)

    def current(self) -> ActiveProgramme:
        return ActiveProgramme(self.programme, self.bundle, self.out_of_date)

    def of_bundle(self, bundle: str) -> Programme | None:
        return self.earlier.get(bundle)


@dataclass
class PlainSettings:
    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)


@dataclass
class SigningPrinter:
    """A fiscal device that signs each document once, or fails first with ``problems``."""

    problems: list[Exception] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)

    def register(self, sale: Sale) -> str:
        self.sales.append(sale)
        return self._sign(sale.sale_id)

    def register_return(self, returned: Return, sale: Sale) -> str:  # noqa: ARG002 - the port's shape
        return self._sign(returned.return_id)

    def _sign(self, document: str) -> str:
        if self.problems:
            raise self.problems.pop(0)
        if document not in self.signed:
            self.signed.append(document)
        return f"sign {self.signed.index(document) + 1}"


@dataclass
class CentreHolds:
    """A centre that grants up to ``available`` points, or is away (``reached`` False).

    A certificate or a code is granted once, to whoever asks first; ``taken``: by which operation.
    """

    available: int = 0
    reached: bool = True
    held: dict[str, int] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:  # noqa: ARG002 - the port's shape
        if not self.reached:
            return HoldResult(0, 0, reached=False)
        if voucher_key(account_id) is not None:
            is_first = self.taken.setdefault(account_id, op) == op
            return HoldResult(points, 0) if is_first else HoldResult(0, 0, "nothing")
        granted = self.held.setdefault(op, min(points, self.available))
        self.available -= granted
        return HoldResult(granted, self.available, "" if granted else "not_enough_points")

    def release(self, op: str) -> None:
        self.available += self.held.pop(op, 0)
        self.taken = {subject: other for subject, other in self.taken.items() if other != op}

    def take_over(self, op: str, account_id: str, approved_by: str) -> None:  # noqa: ARG002 - the port's shape
        self.release(op)
