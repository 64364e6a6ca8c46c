"""What the centre needs from the world: its books in one transaction, time, secrets, a way to open sealed parts.

Every Protocol below a ``Desk`` lives inside one transaction of ``Books``; work may be repeated after a
conflict, so it must not keep anything outside the transaction. Adapters: ``storage/centre``.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from loyalty_pos.centre.ports._accounts import Accounts, Documents, Holds
from loyalty_pos.centre.ports._actions import Activities, Awards, Boards, Callers
from loyalty_pos.centre.ports._events import Events, Streams, Watch
from loyalty_pos.centre.ports._fleet import Batches, Fleet
from loyalty_pos.centre.ports._joining import Belongings, Joinings, Rows
from loyalty_pos.centre.ports._leases import Debts, Leases, SetAside
from loyalty_pos.centre.ports._offers import OfferBook, Purchases
from loyalty_pos.centre.ports._office import Adjustments, Closings, Figures, OfficeDeeds, Suspicions
from loyalty_pos.centre.ports._outside import Clock, Secrets
from loyalty_pos.centre.ports._partners import CashbackOrders, Claims, Rates, Settlement
from loyalty_pos.centre.ports._people import Members, People
from loyalty_pos.centre.ports._privacy import PersonalRows, PrivacyBook
from loyalty_pos.centre.ports._repricing import PriceMark, PriceMarks
from loyalty_pos.centre.ports._shop import Feed, FeedRows, Programmes, Reference, Tills
from loyalty_pos.centre.ports._speaking import Voices
from loyalty_pos.centre.ports._vouchers import Pools, Vouchers

__all__ = [
    "Accounts",
    "Activities",
    "Adjustments",
    "Awards",
    "Batches",
    "Belongings",
    "Boards",
    "Books",
    "Callers",
    "CashbackOrders",
    "Claims",
    "Clock",
    "Closings",
    "Debts",
    "Desk",
    "Documents",
    "Events",
    "Feed",
    "FeedRows",
    "Figures",
    "Fleet",
    "Holds",
    "Joinings",
    "Leases",
    "Members",
    "OfferBook",
    "OfficeDeeds",
    "People",
    "PersonalRows",
    "Pools",
    "PriceMark",
    "PriceMarks",
    "PrivacyBook",
    "Programmes",
    "Purchases",
    "Rates",
    "Reference",
    "Result",
    "Rows",
    "Secrets",
    "SetAside",
    "Settlement",
    "Streams",
    "Suspicions",
    "Tills",
    "Unstorable",
    "Voices",
    "Vouchers",
    "Watch",
]

Result = TypeVar("Result")


class LedgerBooks(Protocol):
    """What tills wrote, and the accounts that it leads to."""

    @property
    def streams(self) -> Streams: ...

    @property
    def events(self) -> Events: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def holds(self) -> Holds: ...

    @property
    def leases(self) -> Leases: ...

    @property
    def set_aside(self) -> SetAside: ...

    @property
    def debts(self) -> Debts: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def feed(self) -> Feed: ...

    @property
    def feed_rows(self) -> FeedRows: ...

    @property
    def price_marks(self) -> PriceMarks: ...

    @property
    def watch(self) -> Watch: ...


class ShopBooks(Protocol):
    """Members, goods, programmes, tills, and who else may speak."""

    @property
    def members(self) -> Members: ...

    @property
    def people(self) -> People: ...

    @property
    def privacy(self) -> PrivacyBook: ...

    @property
    def personal(self) -> PersonalRows: ...

    @property
    def reference(self) -> Reference: ...

    @property
    def programmes(self) -> Programmes: ...

    @property
    def tills(self) -> Tills: ...

    @property
    def callers(self) -> Callers: ...

    @property
    def voices(self) -> Voices: ...

    @property
    def batches(self) -> Batches: ...

    @property
    def fleet(self) -> Fleet: ...


class RightBooks(Protocol):
    """What members own and did beside buying."""

    @property
    def joinings(self) -> Joinings: ...

    @property
    def belongings(self) -> Belongings: ...

    @property
    def vouchers(self) -> Vouchers: ...

    @property
    def offers(self) -> OfferBook: ...

    @property
    def purchases(self) -> Purchases: ...

    @property
    def pools(self) -> Pools: ...

    @property
    def activities(self) -> Activities: ...

    @property
    def awards(self) -> Awards: ...

    @property
    def boards(self) -> Boards: ...


class PartnerBooks(Protocol):
    """What partners and the shop owe each other."""

    @property
    def settlement(self) -> Settlement: ...

    @property
    def rates(self) -> Rates: ...

    @property
    def orders(self) -> CashbackOrders: ...

    @property
    def claims(self) -> Claims: ...


class OfficeBooks(Protocol):
    """What the office itself wrote down."""

    @property
    def closings(self) -> Closings: ...

    @property
    def adjustments(self) -> Adjustments: ...

    @property
    def office_deeds(self) -> OfficeDeeds: ...

    @property
    def suspicions(self) -> Suspicions: ...

    @property
    def figures(self) -> Figures: ...


class Desk(LedgerBooks, ShopBooks, RightBooks, PartnerBooks, OfficeBooks, Protocol):
    """All books, inside one transaction."""


class Unstorable(Exception):
    """The database refused values as such: trying again gives the same. Nothing of the transaction was kept."""


class Books(Protocol):
    """Both raise ``Unstorable``, or the storage's own refusals (busy, full...), which may pass."""

    def read(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` on one snapshot."""
        ...

    def write(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` in one durable transaction."""
        ...
