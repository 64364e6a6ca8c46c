"""Rows of the change feed: what a till may keep in its cache, and nothing more (offline.md 4.4, decisions 20)."""

from typing import Final

import msgspec

from loyalty_pos.core.basket import Article


class ArticleRow(msgspec.Struct, frozen=True):
    """``barcodes``: every code that sells one ``article`` (quantity 1 unit); ``page``: quick-key page, "" = none."""

    article: Article
    barcodes: list[str]
    page: str = ""
    position: int = 0


class CardRow(msgspec.Struct, frozen=True):
    """Key of the change = the keyed hash of the card number (``core.lookup``), as decimal text."""

    account_id: str
    state: str
    last4: str
    discount_bp: int = 0


class PhoneRow(msgspec.Struct, frozen=True):
    """Key of the change = the keyed hash of the phone, as decimal text."""

    account_id: str


class LotRow(msgspec.Struct, frozen=True):
    """``remaining`` minor points (incl. ``held``), times UTC microseconds, ``expire_us`` 0 = never."""

    id: str
    kind: str
    amount: int
    remaining: int
    held: int
    activate_us: int
    expire_us: int


class AccountRow(msgspec.Struct, frozen=True):
    """Key of the change = account id. ``name``: first name + initial only."""

    account_id: str
    name: str
    phone_masked: str
    tier_id: str
    spend_minor: int
    visits: int
    debt: int
    lots: list[LotRow]
    staff_id: str = ""
    verified: bool = True
    blocked: bool = False
    birthday_window: bool = False


class StaffRow(msgspec.Struct, frozen=True):
    """Key = staff id. ``pin_hash``: argon2id over HMAC(pepper, PIN). ``role``: a role of ``till/staff.py``."""

    staff_id: str
    name: str
    role: str
    pin_hash: str
    badge_key: int = 0
    active: bool = True


class ProgrammeRow(msgspec.Struct, frozen=True):
    """Key = programme id. ``text``: the TOML document; ``bundle``: its SHA-256 hex; ``serial`` only grows."""

    programme_id: str
    text: str
    bundle: str
    serial: int


class SettingRow(msgspec.Struct, frozen=True):
    """Key = setting name (shop name, address, receipt footer, nomenclature...); value as text."""

    value: str


ROW_TYPES: Final[dict[str, type[msgspec.Struct]]] = {
    "article": ArticleRow,
    "card": CardRow,
    "phone": PhoneRow,
    "account": AccountRow,
    "staff": StaffRow,
    "programme": ProgrammeRow,
    "setting": SettingRow,
}
