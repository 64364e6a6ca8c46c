"""Rows of the change feed: what a till may keep in its cache, and nothing more (offline.md 4.4, decisions 20)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from loyalty_pos.core.basket import Article
from loyalty_pos.core.release import Bundle, text_hash
from loyalty_pos.core.sale import ReturnedLine, Tender
from loyalty_pos.wire.codec import make_ready


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
    """``remaining`` minor points (incl. ``held``), times UTC microseconds, ``expire_us`` 0 = never.

    ``spend_scope``: the partner at whose stores alone they are taken, "" = everywhere.
    """

    id: str
    kind: str
    amount: int
    remaining: int
    held: int
    activate_us: int
    expire_us: int
    spend_scope: str = ""


class ProgressRow(msgspec.Struct, frozen=True, array_like=True):
    """What tiers with windows and limits by period look at (``core.programme.tiers``, ``core.programme.periods``).

    ``tier_since``: number of the day (proleptic ordinal), 0 = none. ``clubs``: (club, since, until or 0, paused at or 0)
    in UTC microseconds. ``segments``, ``opted_out``: what personal offers look at.
    """

    months: list[tuple[int, int, int]] = []
    tier_since: int = 0
    counters: list[tuple[str, int]] = []
    clubs: list[tuple[str, int, int, int]] = []
    segments: list[str] = []
    opted_out: bool = False


class AccountRow(msgspec.Struct, frozen=True):
    """Key of the change = account id. ``name``: first name + initial only. ``progress`` None = nothing of it.

    ``reserved``: of the points, what is held or set aside for any till; told anew only where a floor right may feel it.
    ``stores``: where the member buys, nearest first: the first is home. ``online_only``: nothing without the centre.
    """

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
    progress: ProgressRow | None = None
    reserved: int = 0
    stores: list[str] = []
    online_only: bool = False


class StaffRow(msgspec.Struct, frozen=True):
    """Key = staff id. ``pin_hash``: argon2id over HMAC(pepper, PIN). ``role``: a role of ``wire/roles.py``."""

    staff_id: str
    name: str
    role: str
    pin_hash: str
    badge_key: int = 0
    active: bool = True


class BundleRow(msgspec.Struct, frozen=True):
    """Key = serial. What this shop prices by from ``from_us`` on: the TOML texts in order of their programmes' ids.

    ``bundle``: SHA-256 hex over all the rest (``core.release``); ``signature``: the centre's Ed25519 over ``signed``, base64.
    ``needs``: what a till must be able to do to price by it (``core.programme.needs``); not there = nothing special, so that
    tills that know no such words believe what they can follow, and nothing else: a signature over more than the name is none to them.
    """

    serial: int
    store_id: str
    from_us: int
    until_us: int
    texts: list[str]
    bundle: str
    signature: str = ""
    needs: list[str] | msgspec.UnsetType = msgspec.UNSET

    @property
    def capabilities(self) -> list[str]:
        """What it needs, [] = nothing special."""
        return [] if self.needs is msgspec.UNSET else self.needs

    @property
    def signed(self) -> str:
        """What the centre signs."""
        return " ".join([self.bundle, "needs", *self.capabilities]) if self.capabilities else self.bundle

    @property
    def contents(self) -> Bundle:
        """What it says; the name must be that of this."""
        hashes = tuple(text_hash(text) for text in self.texts)
        return Bundle(self.serial, self.store_id, self.from_us, self.until_us, hashes)


def told_bundle(
    bundle: Bundle,
    texts: Mapping[str, str],
    sign: Callable[[str], str] = lambda _: "",
    needs: Sequence[str] = (),
) -> BundleRow:
    """Return the bundle as it travels, its texts found by their hashes, its name signed with what it needs."""
    row = BundleRow(
        serial=bundle.serial,
        store_id=bundle.store_id,
        from_us=bundle.from_us,
        until_us=bundle.until_us,
        texts=[texts[one] for one in bundle.text_hashes],
        bundle=bundle.id,
        needs=list(needs) or msgspec.UNSET,
    )
    return msgspec.structs.replace(row, signature=sign(row.signed))


class VoucherRow(msgspec.Struct, frozen=True):
    """Key of the change = the keyed hash of the voucher's code, as decimal text; see ``core.vouchers.voucher``.

    ``home``: the store that sold it. ``reserved``: of what is left, held or set aside for any till.
    """

    kind: str
    series: str
    state: str
    value_minor: int = 0
    rest_minor: int = 0
    uses_left: int = 0
    since_us: int = 0
    until_us: int = 0
    account_id: str = ""
    last4: str = ""
    home: str = ""
    reserved: int = 0


class SubscriberRow(msgspec.Struct, frozen=True):
    """Key = the keyed hash of a phone as decimal text, a colon, the partner whose customer it is; nothing else is told."""

    partner_id: str


class ForgetRow(msgspec.Struct, frozen=True):
    """Key = number of the erasure. A till destroys its keys of these persons, drops what names them, and says so.

    ``at_us``: when the person was erased, UTC microseconds.
    """

    account_id: str
    person_ids: list[str]
    at_us: int


FORGOTTEN: Final = "person_forgotten"
"""What a till writes down when it is done (``Noted.what``); the subject is the number of the erasure."""


class DeviceRow(msgspec.Struct, frozen=True):
    """Key = agent id. With which key this till signs its receipts, Ed25519 public, base64; ``revoked``: shut out.

    ``also``: its next key and those of before; what they signed is as good.
    """

    agent_id: str
    public_key: str
    revoked: bool = False
    also: list[str] = []


class CameBackRow(msgspec.Struct, frozen=True):
    """One return of a sale: its lines and what was given back by which means."""

    return_id: str
    lines: list[ReturnedLine]
    tenders: list[Tender] = []


class ReturnedRow(msgspec.Struct, frozen=True):
    """Key = sale id. What came back of a sale so far, at whichever till; ``voided``: it was undone as a whole."""

    returns: list[CameBackRow]
    voided: bool = False


class PhoneKeyRow(msgspec.Struct, frozen=True):
    """The phone whose codes stand for a card. Key = the keyed hash of the card's number, as decimal text.

    ``public_key``: 32 raw bytes, Ed25519; b"" = the phone was stopped. ``until_minutes``: end of the newest passport
    given out for this card, minutes since 1970.
    """

    public_key: bytes
    until_minutes: int


LAST_BACKUP: Final = "last_backup_us"
"""Setting, told to every till: when the newest proven backup of the centre was taken, UTC microseconds."""


class SettingRow(msgspec.Struct, frozen=True):
    """Key = setting name (shop name, address, receipt footer, nomenclature...); value as text."""

    value: str


ROW_TYPES: Final[dict[str, type[msgspec.Struct]]] = {
    "article": ArticleRow,
    "card": CardRow,
    "phone": PhoneRow,
    "account": AccountRow,
    "staff": StaffRow,
    "bundle": BundleRow,
    "voucher": VoucherRow,
    "subscriber": SubscriberRow,
    "phone_key": PhoneKeyRow,
    "setting": SettingRow,
    "device": DeviceRow,
    "returned": ReturnedRow,
    "forget": ForgetRow,
}


make_ready(__name__)
