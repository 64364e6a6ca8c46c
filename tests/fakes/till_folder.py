"""A real till folder with real encrypted files, and short ways to say what happens at the counter."""

import base64
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.release import Bundle, text_hash
from loyalty_pos.core.sale import (
    Fact,
    Return,
    ReturnedLine,
    Sale,
    ShiftOpened,
    SoldLine,
    Tender,
    TenderKind,
    Void,
)
from loyalty_pos.storage.sealing import Sealing, bundle_public, new_centre_key, signed
from loyalty_pos.storage.till_files import Loaders, TillFiles, open_till
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.storage.vault import MemoryVault, Vault
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import Change, Changes, Enrolled
from loyalty_pos.wire.rows import AccountRow, ArticleRow, CardRow, LotRow, PhoneRow, told_bundle

LOOKUP_KEY = bytes(range(32))
NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass
class HandClock:
    """Stands still until it is moved; ids and digits count up."""

    at: datetime = NOON
    count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        return uuid7(micros(self.at) // 1000, next(self.count).to_bytes(10, "big"))

    def random_digits(self, count: int) -> str:
        return str(next(self.count)).zfill(count)


def a_sale(number: int = 1, **facts: object) -> Sale:
    """Two packs of tea for 100.00 in cash, unless told otherwise."""
    line = SoldLine(
        line_id=1,
        article_id="tea",
        name="Tea",
        category="",
        qty_milli=2000,
        price_minor=5_000,
        gross_minor=10_000,
        discounts=(),
        points=0,
        points_money_minor=0,
        certificate_minor=0,
        paid_minor=10_000,
        accrued=0,
        vat_bp=2200,
        fiscal_object="commodity",
        fiscal_method="full_payment",
        parts=((2000, 5_000, 10_000),),
    )
    usual: dict[str, object] = {
        "sale_id": f"sale-{number}",
        "code": f"code-{number}",
        "number": number,
        "shift_id": "shift-1",
        "store_id": "store-1",
        "cashier_id": "anna",
        "sold_at_us": micros(NOON),
        "programme_id": "club",
        "bundle": "",
        "account_id": "",
        "card_last4": "",
        "lines": (line,),
        "tenders": (Tender(TenderKind.CASH, 10_000),),
        "gross_minor": 10_000,
        "discount_minor": 0,
        "points_money_minor": 0,
        "certificate_minor": 0,
        "paid_minor": 10_000,
        "redeemed": 0,
        "operation": "",
        "accrued": 0,
        "activate_at_us": 0,
        "expire_at_us": 0,
    }
    return Sale(**(usual | facts))  # type: ignore[arg-type]  # any field of a sale may be told


def of_category(sale: Sale, category: str) -> Sale:
    """The same sale with all its goods of one category."""
    return replace(sale, lines=tuple(replace(line, category=category) for line in sale.lines))


def a_return(sale: Sale, number: int = 1, qty_milli: int = 1000, **facts: object) -> Return:
    """Some of the first line comes back for its share in cash."""
    paid = sale.paid_minor * qty_milli // sale.lines[0].qty_milli
    usual: dict[str, object] = {
        "return_id": f"return-{number}",
        "sale_id": sale.sale_id,
        "sale_code": sale.code,
        "code": f"back-{number}",
        "number": 50 + number,
        "shift_id": sale.shift_id,
        "store_id": sale.store_id,
        "cashier_id": sale.cashier_id,
        "returned_at_us": sale.sold_at_us,
        "account_id": sale.account_id,
        "lines": (ReturnedLine(1, qty_milli, paid, 0, 0, 0, 0, paid),),
        "tenders": (Tender(TenderKind.CASH, paid),),
        "paid_minor": paid,
        "certificate_minor": 0,
        "points_back": 0,
        "accrued_back": 0,
    }
    return Return(**(usual | facts))  # type: ignore[arg-type]  # as above


def a_void(sale: Sale, void_id: str = "void-1") -> Void:
    return Void(
        void_id=void_id,
        sale_id=sale.sale_id,
        sale_code=sale.code,
        shift_id=sale.shift_id,
        store_id=sale.store_id,
        cashier_id=sale.cashier_id,
        voided_at_us=sale.sold_at_us,
        account_id=sale.account_id,
        tenders=sale.tenders,
        paid_minor=sale.paid_minor,
        points_back=sale.redeemed,
        accrued_back=sale.accrued,
        operation=sale.operation,
    )


def a_lot(points: int = 10_000, **told: object) -> LotRow:
    """Points that are active and last a year, unless told otherwise."""
    usual: dict[str, object] = {
        "id": "lot-1",
        "kind": "base",
        "amount": points,
        "remaining": points,
        "held": 0,
        "activate_us": micros(NOON - timedelta(days=30)),
        "expire_us": micros(NOON + timedelta(days=335)),
    }
    return LotRow(**(usual | told))  # type: ignore[arg-type]  # any field of the row may be told


@dataclass
class Counter:
    """A till with its files open: every method is something that a cashier does."""

    folder: Path
    vault: Vault = field(default_factory=MemoryVault)
    clock: HandClock = field(default_factory=HandClock)

    a_sale = staticmethod(a_sale)
    a_return = staticmethod(a_return)
    a_void = staticmethod(a_void)
    a_lot = staticmethod(a_lot)

    def __post_init__(self) -> None:
        self.centre_private, self.centre_key = new_centre_key()
        self.bundle_private = bytes(range(32, 64))
        self.files = self.open()
        if not self.files.identity.enrolled:
            self.enrol()

    def open(self) -> TillFiles:
        return open_till(self.folder, self.vault, Loaders(self.clock, read_together, upgrade, Sealing))

    def enrol(self, agent_id: str = "till-1") -> None:
        self.files.identity.enrol(
            Enrolled(
                agent_id=agent_id,
                store_id="store-1",
                store_name="Corner shop",
                till_no=1,
                token="secret-token",
                lookup_key=base64.b64encode(LOOKUP_KEY).decode(),
                centre_key=self.centre_key,
                bundle_key=bundle_public(self.bundle_private),
                zone="Europe/Moscow",
            ),
            "https://centre.example",
        )

    def restart(self) -> TillFiles:
        """Close and open again, as on the next morning."""
        self.files.close()
        self.files = self.open()
        return self.files

    def record(self, *facts: Fact) -> list[Event]:
        return self.files.journal.record([Draft(fact, "anna") for fact in facts])

    def open_shift(self, number: int = 1) -> ShiftOpened:
        fact = ShiftOpened(f"shift-{number}", number, "store-1", "anna", self.now_us(), 100_000)
        self.record(fact)
        return fact

    def sell(self, number: int = 1, **facts: object) -> Sale:
        fact = a_sale(number, sold_at_us=self.now_us(), **facts)
        self.record(fact)
        return fact

    def now_us(self) -> int:
        return micros(self.clock.now())

    def tell(self, *changes: Change, projected: int = 0, cursor: str = "1", more: bool = False) -> None:
        """Bring rows from the centre; ``more``: it has another page ready."""
        self.files.feed.apply(
            Changes(cursor, projected, more=more, rows=list(changes), server_us=self.now_us())
        )

    def tell_member(
        self,
        card: str = "2900000000000001",
        *lots: LotRow,
        projected: int = 0,
        more: bool = False,
        **told: object,
    ) -> None:
        """Bring a member with this card; phone +79120000034."""
        account: dict[str, object] = {
            "account_id": "account-1",
            "name": "Anna K.",
            "phone_masked": "+7 9** ***-**-34",
            "tier_id": "",
            "spend_minor": 500_000,
            "visits": 7,
            "debt": 0,
            "lots": list(lots),
        }
        row = AccountRow(**(account | told))  # type: ignore[arg-type]  # any field of the row may be told
        self.tell(
            Change("card", self.card_key(card), _packed(CardRow(row.account_id, "active", card[-4:]))),
            Change(
                "phone",
                str(lookup_key("phone", "+79120000034", LOOKUP_KEY)),
                _packed(PhoneRow(row.account_id)),
            ),
            Change("account", row.account_id, _packed(row)),
            projected=projected,
            more=more,
        )

    def tell_programme(self, text: str, serial: int = 1) -> None:
        """Bring a programme."""
        self.tell_bundle(Bundle(serial, "store-1", 0, 1 << 60, (text_hash(text),)), text)

    def tell_bundle(self, bundle: Bundle, /, *texts: str, **changed: object) -> None:
        """Bring a bundle signed by the centre; ``changed``: what somebody changed of it on the way."""
        row = told_bundle(
            bundle, {text_hash(text): text for text in texts}, lambda name: signed(self.bundle_private, name)
        )
        self.tell(Change("bundle", str(bundle.serial), _packed(msgspec.structs.replace(row, **changed))))

    def tell_goods(self, *goods: tuple[str, str], page: str = "") -> None:
        """Bring articles as (id, name); the barcode is the id twice."""
        self.tell(
            *(
                Change(
                    "article", own, _packed(ArticleRow(Article(own, name, 5_000), [own + own], page, number))
                )
                for number, (own, name) in enumerate(goods)
            )
        )

    @staticmethod
    def card_key(card: str) -> str:
        """Return the key of a change for a card."""
        return str(lookup_key("card", card, LOOKUP_KEY))


def _packed(row: msgspec.Struct) -> bytes:
    return msgspec.msgpack.encode(row)
