"""The demo shop on a stage: its real goods and programme, a few made-up people, everything in memory.

Only pictures are made of it; a stopped clock and fixed numbers make each drawing the same as the last one.
"""

import csv
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from loyalty_pos.core import dates
from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.ledger import Posting, account_of
from loyalty_pos.core.member import CardState, ClubMembership, Lot, LotKind, Member
from loyalty_pos.core.phone import masked
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.sale import CardIssued, Sale
from loyalty_pos.till.ports import ActiveProgramme, Draft, HoldResult, LeaseView, Role, StaffMember
from loyalty_pos.wiring.resources import resource

NOW = datetime(2026, 11, 20, 9, 48, tzinfo=UTC)
MARIA_CARD, OLEG_CARD, BLOCKED_CARD = (
    own_card("4815162342001"),
    own_card("4815162342002"),
    own_card("4815162342003"),
)
MARIA_PHONE = "+79123456789"
_UNITS = {"шт": Unit.PIECE, "кг": Unit.KILOGRAM, "л": Unit.LITRE, "м": Unit.METRE}
_NAMES = {"ru": ("Мария И.", "Олег С."), "en": ("Maria I.", "Oleg S.")}
_STAFF = {"ru": ("Анна К.", "Вера Н.", "Пётр М."), "en": ("Anna K.", "Vera N.", "Peter M.")}


@dataclass
class StageClock:
    """Stands still, except when a scene moves it."""

    at: datetime = NOW
    made: int = 0

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        self.made += 1
        return uuid7(dates.micros(self.at) // 1000, self.made.to_bytes(10, "big"))

    def random_digits(self, count: int) -> str:
        self.made += 1
        return str(8_264_173_905_112 + 48_131 * self.made)[:count].rjust(count, "7")


class StageGoods:
    """Goods of the demo shop in one language."""

    def __init__(self, language: str) -> None:
        name, page = ("наименование", "страница") if language == "ru" else ("name en", "page en")
        with resource("demo", "goods.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        self._by_id = {row["код"]: _article(row, row[name]) for row in rows}
        self._by_barcode = {row["штрихкод"]: row["код"] for row in rows}
        self._pages: dict[str, list[Article]] = {}
        for row in rows:
            if row[page]:
                self._pages.setdefault(row[page], []).append(self._by_id[row["код"]])

    def by_barcode(self, barcode: str) -> Article | None:
        return self._by_id.get(self._by_barcode.get(barcode, ""))

    def by_id(self, article_id: str) -> Article | None:
        return self._by_id.get(article_id)

    def search(self, text: str, limit: int) -> list[Article]:
        words = text.lower().split()
        found = [one for one in self._by_id.values() if all(word in one.name.lower() for word in words)]
        return found[:limit]

    def quick_pages(self) -> list[tuple[str, list[Article]]]:
        return list(self._pages.items())


@dataclass
class StageMembers:
    """Three members; their balances follow what the stage's journal records."""

    programme: Programme
    people: dict[str, Member]
    cards: dict[str, str]

    def by_card(self, number: str) -> Member | None:
        return self.people.get(self.cards.get(number, ""))

    def by_phone(self, e164: str) -> Member | None:
        return self.people["maria"] if e164 == MARIA_PHONE else None

    def partners_of(self, e164: str) -> tuple[str, ...]:  # noqa: ARG002 - none on the stage is a partner's customer
        return ()

    def by_account(self, account_id: str) -> Member | None:
        return self.people.get(account_id)

    def card_known(self, number: str) -> bool:
        return number in self.cards

    def follow(self, draft: Draft) -> None:
        """Learn what was recorded."""
        fact = draft.fact
        if isinstance(fact, CardIssued):
            told = draft.personal.fields if draft.personal else {}
            name, phone = told.get("name", ""), told.get("phone", "")
            shown = masked(phone) if phone else ""
            member = Member(fact.account_id, fact.card_number[-4:], CardState.ACTIVE, name, shown)
            self.people[fact.account_id], self.cards[fact.card_number] = member, fact.account_id
        elif isinstance(fact, Sale) and fact.account_id in self.people:
            member = self.people[fact.account_id]
            posting = Posting(fact.sale_id, dates.moment(fact.sold_at_us))
            after = apply_sale(account_of(member), fact, posting, self.programme).state
            self.people[fact.account_id] = replace(member, lots=after.lots, spend_minor=after.spend_minor)


@dataclass
class StageStaff:
    people: list[StaffMember]

    def active(self) -> list[StaffMember]:
        return self.people

    def by_id(self, staff_id: str) -> StaffMember | None:
        return next((one for one in self.people if one.staff_id == staff_id), None)


@dataclass
class StagePins:
    """PINs in clear: nobody's, on a stage. Wrong tries are not counted."""

    tries: dict[str, int] = field(default_factory=dict)

    def matches(self, pin: str, pin_hash: str) -> bool:
        return pin == pin_hash

    def failures(self, staff_id: str) -> tuple[int, datetime | None]:
        return self.tries.get(staff_id, 0), None

    def add_failure(self, staff_id: str, at: datetime) -> None:  # noqa: ARG002 - the port's shape
        self.tries[staff_id] = self.tries.get(staff_id, 0) + 1

    def clear(self, staff_id: str) -> None:
        self.tries.pop(staff_id, None)


@dataclass
class StageProgrammes:
    programme: Programme
    out_of_date: bool = False

    def current(self) -> ActiveProgramme:
        return ActiveProgramme(self.programme, "0" * 64, self.out_of_date)

    def of_bundle(self, bundle: str) -> Programme | None:  # noqa: ARG002 - the port's shape
        return None


@dataclass
class StageSettings:
    values: dict[str, str]

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)


@dataclass
class StageHolds:
    """A centre that grants everything, or is away."""

    reached: bool = True

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:  # noqa: ARG002 - the port's shape
        return HoldResult(points if self.reached else 0, points, reached=self.reached)

    def release(self, op: str) -> None:
        """Forget it."""

    def take_over(self, op: str, account_id: str, approved_by: str) -> None:
        """Nobody else holds anything."""


@dataclass(frozen=True, slots=True)
class StageRights:
    """A till whose centre has lent it 500 points of a member, 5,000 of all, some minutes ago."""

    issued: datetime

    def right(self, account_id: str, *, shown: bool = False) -> Right:  # noqa: ARG002 - the port's shape
        """Return the same for everybody."""
        return Right(0, 500)

    def lease(self) -> LeaseView:
        """Return the lease."""
        return LeaseView(1, self.issued, 5_000, 4_700)


def programme_in(language: str) -> Programme:
    """Return the demo programme with its names in one language."""
    text = resource("demo", "programme.toml").read_text(encoding="utf-8")
    if language == "en":
        english = tomllib.loads(resource("demo", "english.toml").read_text(encoding="utf-8"))
        for russian, translated in english.items():
            text = text.replace(f'"{russian}"', f'"{translated}"')
    return read_programme(text)


def members_in(language: str, programme: Programme) -> StageMembers:
    """Return Maria (gold on her way up, points that expire), Oleg (a new member) and a blocked card."""
    maria, oleg = _NAMES[language]
    lots = (
        _lot("lot-1", LotKind.PROMO, 320, since=80, days=10),
        _lot("lot-2", LotKind.BASE, 920, since=40, days=325),
        _lot("lot-3", LotKind.BASE, 85, since=-4, days=361),
    )
    people = {
        "maria": Member(
            "maria", MARIA_CARD[-4:], CardState.ACTIVE, maria, "+7 9** ***-**-89",
            tier_id="silver", spend_minor=2_570_000, visits=31, lots=lots, as_of=NOW - timedelta(minutes=17),
            clubs=(ClubMembership("inner", NOW - timedelta(days=345), NOW + timedelta(days=20)),),
            counters=(("stamps.tenth-coffee/ever@", 7),),
        ),
        "oleg": Member("oleg", OLEG_CARD[-4:], CardState.ACTIVE, oleg, "+7 9** ***-**-02", tier_id="bronze"),
        "lost": Member("lost", BLOCKED_CARD[-4:], CardState.BLOCKED),
    }  # fmt: skip
    cards = {MARIA_CARD: "maria", OLEG_CARD: "oleg", BLOCKED_CARD: "lost"}
    return StageMembers(programme, people, cards)


def staff_in(language: str) -> StageStaff:
    """Return cashiers with PINs 1111 and 2222 and a manager with PIN 3333."""
    anna, vera, peter = _STAFF[language]
    cashiers = [
        StaffMember("anna", anna, Role.CASHIER, "1111"),
        StaffMember("vera", vera, Role.CASHIER, "2222"),
    ]
    return StageStaff([*cashiers, StaffMember("peter", peter, Role.MANAGER, "3333")])


def pins_in(language: str) -> tuple[tuple[str, str], ...]:
    """Return (name, PIN) of a cashier and of the manager."""
    people = staff_in(language).people
    return tuple((one.name, one.pin_hash) for one in (people[0], people[-1]))


def _article(row: dict[str, str], name: str) -> Article:
    whole, _, rest = row["цена"].partition(".")
    return Article(
        id=row["код"],
        name=name,
        price_minor=int(whole) * 100 + int(rest.ljust(2, "0") or "0"),
        category=row["категория"],
        unit=_UNITS[row["единица"]],
        vat_bp=int(row["ндс"] or "22") * 100,
        fixed_price=bool(row["фиксированная цена"]),
        no_discount=bool(row["фиксированная цена"]),
        age=int(row["возраст"] or "0"),
    )


def _lot(lot_id: str, kind: LotKind, points: int, *, since: int, days: int) -> Lot:
    return Lot(lot_id, kind, points, points, NOW - timedelta(days=since), NOW + timedelta(days=days))
