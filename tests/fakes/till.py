"""A shop of three shelves, two members and four people, with everything a till needs, all in memory."""

from dataclasses import dataclass, field
from datetime import timedelta

from loyalty_pos.core.basket import Article, Unit
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.programme import Accrual, Programme, RateEarn, Redemption, SeriesDiscount
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.head_office.port import MemberDesk, NoMemberDesk, NoOffice, OfficeDesk
from loyalty_pos.till.issuing import Issuing
from loyalty_pos.till.late_card.attaching import LateCards
from loyalty_pos.till.managing.port import ManagersPort, NobodyManages
from loyalty_pos.till.other_tills.ports import Elsewhere
from loyalty_pos.till.ports import FiscalPort, NullFiscal, Role, StaffMember
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.register import Register
from loyalty_pos.till.returns import Returns
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.voucher_rights.port import VoucherRights
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Permission
from tests.fakes.beside import MemoryBeside
from tests.fakes.codes import NETWORK_KEY
from tests.fakes.journal import MemoryJournal
from tests.fakes.packs import MemoryPacks
from tests.fakes.rights import MemoryRights, Unlimited
from tests.fakes.shop import (
    MORNING,
    CentreHolds,
    GoodsOnShelves,
    KnownMembers,
    KnownVouchers,
    OneProgramme,
    PinTries,
    PlainPins,
    PlainSettings,
    StaffList,
    StoppedClock,
)

MILK = Article("1001", "Молоко 3,2 %", 9_990, category="dairy", vat_bp=1000)
BREAD = Article("1002", "Хлеб ржаной", 5_000, category="bread", vat_bp=1000)
COFFEE = Article("1003", "Кофе в зёрнах", 100_000, category="coffee")
APPLES = Article("00042", "Яблоки", 12_999, unit=Unit.KILOGRAM, vat_bp=1000)
TOBACCO = Article(
    "1004", "Сигареты", 20_000, fixed_price=True, no_discount=True, no_earn=True, no_redeem=True
)
BEER = Article("1005", "Пиво светлое", 8_990, category="alcohol", age=18)
BEER_CODE = "4600000000053"

MILK_CODE, BREAD_CODE, COFFEE_CODE, TOBACCO_CODE = (
    "4600000000015",
    "4600000000022",
    "4600000000039",
    "4600000000046",
)
ANNA_CARD, BORIS_CARD, STAFF_CARD = (
    own_card("1000000000001"),
    own_card("1000000000002"),
    own_card("1000000000003"),
)
ANNA_PHONE = "+79123456789"

FIVE_PERCENT = Programme(
    id="five",
    names=(("ru", "Пять процентов"), ("en", "Five per cent")),
    card=SeriesDiscount(),
    accrual=Accrual(RateEarn(500)),
    redemption=Redemption(receipt_cap_bp=5_000),
)

CASHIER = StaffMember("c1", "Мария К.", Role.CASHIER, "1111", lookup_key("badge", "B-17", NETWORK_KEY))
SENIOR = StaffMember("s1", "Ольга С.", Role.SENIOR, "2222", lookup_key("badge", "B-18", NETWORK_KEY))
MANAGER = StaffMember("m1", "Пётр М.", Role.MANAGER, "3333")
AUDITOR = StaffMember("a1", "Нина А.", Role.AUDITOR, "4444")


def anna() -> Member:
    """Return a member with 500 points, no discount."""
    lot = Lot("lot-1", LotKind.BASE, 500, 500, MORNING - timedelta(days=30), MORNING + timedelta(days=60))
    return Member("anna", ANNA_CARD[-4:], CardState.ACTIVE, "Анна К.", "+7 9** ***-**-89", lots=(lot,))


def boris() -> Member:
    """Return a member with a fixed card of 10 %, no points."""
    return Member("boris", BORIS_CARD[-4:], CardState.ACTIVE, "Борис Л.", card_discount_bp=1000)


@dataclass
class FakeTill:
    """Everything of one till. ``restart`` ends the program: only what is on disk lives on."""

    programme: Programme = FIVE_PERCENT
    clock: StoppedClock = field(default_factory=StoppedClock)
    settings: PlainSettings = field(default_factory=PlainSettings)
    tries: PinTries = field(default_factory=PinTries)
    holds: CentreHolds = field(default_factory=CentreHolds)
    fiscal: FiscalPort = field(default_factory=NullFiscal)
    language: str = "ru"
    store_id: str = "store-1"
    agent_id: str = "till-1"
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    office: OfficeDesk = field(default_factory=NoOffice)
    managing: ManagersPort = field(default_factory=NobodyManages)
    customers: MemberDesk = field(default_factory=NoMemberDesk)

    def __post_init__(self) -> None:
        self.members = KnownMembers(self.programme)
        self.members.add(anna(), ANNA_CARD, ANNA_PHONE)
        self.members.add(boris(), BORIS_CARD)
        self.members.add(Member("maria", STAFF_CARD[-4:], CardState.ACTIVE, staff_id="c1"), STAFF_CARD)
        self.journal = MemoryJournal(self.clock, self.members.follow, self.agent_id)
        self.rights = MemoryRights(self.journal, self.members, self.clock)
        self.voucher_rights: VoucherRights = Unlimited()
        self.vouchers = KnownVouchers(self.programme, self.journal.facts)
        self.goods = GoodsOnShelves(
            {MILK_CODE: MILK, BREAD_CODE: BREAD, COFFEE_CODE: COFFEE, TOBACCO_CODE: TOBACCO, "00042": APPLES}
            | {BEER_CODE: BEER}
        )
        self.beside = MemoryBeside(self.journal.facts)
        self.restart()

    def restart(self) -> None:
        """Start the program anew over the same journal, cache and PIN tries."""
        self.pins = PlainPins()
        self.world = TillWorld(
            identity=TillIdentity(
                self.agent_id, 1, self.store_id, language=self.language, lookup_key=NETWORK_KEY
            ),
            goods=self.goods,
            members=self.members,
            staff=StaffList((CASHIER, SENIOR, MANAGER, AUDITOR)),
            programmes=OneProgramme(self.programme),
            settings=self.settings,
            journal=self.journal,
            clock=self.clock,
            fiscal=self.fiscal,
            vouchers=self.vouchers,
            elsewhere=self.elsewhere,
            office=self.office,
            managing=self.managing,
            customers=self.customers,
            rights=self.rights,
            voucher_rights=self.voucher_rights,
            beside=self.beside,
            tries=self.tries,
            packs=MemoryPacks(self.journal.facts, NETWORK_KEY),
            in_touch=lambda: self.holds.reached,
        )
        self.register = Register(self.world)
        self.returns = Returns(self.world)
        self.shift = Shift(self.world)
        self.staff = Staff(self.world, self.pins, self.tries)
        self.enquiry = Enquiry(self.world)
        self.issuing = Issuing(self.world)
        self.late_cards = LateCards(self.world)

    @staticmethod
    def rights_of(member: StaffMember) -> frozenset[Permission]:
        """What the table gives this person."""
        return ROLE_PERMISSIONS[member.role]

    def open(self, pin: str = "1111") -> "FakeTill":
        """Log in and open a shift with an empty drawer."""
        self.staff.log_in(pin)
        self.shift.open()
        return self

    def sell(self, *codes: str) -> SaleDone:
        """Scan everything and pay exactly in cash."""
        for code in codes:
            self.register.scan(code)
        return self.register.pay_exact()

    def ask_centre(self) -> None:
        """Do once what the background worker does: give back what is not needed, ask for the hold."""
        for op in self.world.desk.take_releases():
            self.holds.release(op)
        question = self.register.hold_question()
        if question:
            result = self.holds.ask(
                question.op, question.account_id, question.points, card_last4=question.card_last4
            )
            self.register.hold_answered(question.op, result)
