"""A corner shop for those who die: the centre is a process of its own on loopback, the till a folder beside it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from loyalty_pos.centre.items import ArticleItem
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.basket import Article
from loyalty_pos.core.leases.reserve import reserved
from loyalty_pos.core.sale import Sale
from loyalty_pos.lab.selling import KnownPins
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.till.staff import Staff
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wiring.books import cache_differences, differences, events_of
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_files, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, OPENING_POINTS, PIN, PROGRAMME, STORE, barcode, fill_shop
from tests.faults.killing.dying import Say, Words

_NEWS: Final = 100
_FIRST: Final = 100
_ALONE: Final = """
[redemption.offline]
preset = "balanced"
share_bp = 5000
"""
OTHER: Final = "another"
"""Where new tills stand: beside a second one nothing is set aside for the first."""
EXPLAINED: Final = {"debt"}
"""Paying alone may cost a debt; every other alarm is a finding."""


def paid_in(said: Words) -> dict[str, int]:
    """Return what was acknowledged: receipt's code -> minor units."""
    return {words[1]: int(words[2]) for words in said if words[0] == "sold"}


class Town:
    """One for all phases with a centre. ``granted``: in how many looks the till had points set aside for it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = ""
        self.paid: dict[str, int] = {}
        self.granted = 0
        self.opening: dict[str, int] = {}
        self._price_minor = 10_000
        with closing(fill_shop(data)) as books:
            books.admin.set_programme(PROGRAMME + _ALONE)
            books.admin.create_store(OTHER, "Another shop")

    def till_settings(self, name: str = "till") -> TillSettings:
        """Return the settings of the till in this folder."""
        folder = self.data / name
        folder.mkdir(exist_ok=True)
        return TillSettings(folder, "en", self.url, FileVault(folder / VAULT_FILE))

    def begin(self, url: str) -> None:
        """Enrol the till at the centre that serves now, and let it know where members buy."""
        self.url = url
        self.settings = self.till_settings()
        enrol(self.settings, url, self.code(STORE))
        self.pins = KnownPins.of(self.settings, PIN)
        with closing(self.books()) as books:
            balances = reports_of(books).balances("", 1000)
            self.opening = {line.account_id: OPENING_POINTS for line in balances}
        with closing(self.opened()) as till:
            self.paid |= dict(sold(till, number) for number in range(len(CARDS)))
            assert till.sync_once().problem is None

    def books(self) -> OpenCentre:
        """Open the centre's books beside its process."""
        return open_centre(CentreSettings(folders_at(self.data).centre))

    def code(self, store_id: str = OTHER) -> str:
        """Return a code for one more till."""
        with closing(self.books()) as books:
            return books.admin.make_code(store_id)

    def opened(self) -> Till:
        """Open the till with its cashier at work."""
        till = open_shop_till(self.settings)
        Staff(till.world, self.pins, till.files.pin_locks).log_in(PIN)
        if till.shift.current() is None:
            till.shift.open(0)
        return till

    def opened_files(self) -> TillFiles:
        """Open the till's files alone."""
        return open_files(self.settings)

    # --- what the centre tells ------------------------------------------------------------------------------

    def news(self) -> None:
        """Give a hundred articles another price, so that there is something to hear."""
        self._price_minor += 1
        goods = [
            ArticleItem(Article(f"n{number}", "News", self._price_minor, vat_bp=2200), (barcode(number),))
            for number in range(_FIRST, _FIRST + _NEWS)
        ]
        with closing(self.books()) as books:
            books.admin.put_articles(goods)

    # --- what must hold -------------------------------------------------------------------------------------

    def look(self, said: Words) -> Iterator[str]:
        """Yield what is wrong at the till as it starts again, before it has talked to anybody."""
        self.paid |= paid_in(said)
        with closing(open_shop_till(self.settings)) as till:
            yield from self.look_at(till)

    def look_at(self, till: Till) -> Iterator[str]:
        """Yield what its journal lost, doubled or broke, and rights of which the centre knows nothing."""
        events = list(events_of(till.files))
        yield from lost_or_doubled(events, self.paid)
        if till.files.incidents:
            yield f"incidents {till.files.incidents}"
        lent = till.files.leases.lent()
        if lent is not None:
            with closing(self.books()) as books:
                yield from self._unknown_rights(till, books, dict(lent.grants))

    def _unknown_rights(self, till: Till, books: OpenCentre, grants: dict[str, int]) -> Iterator[str]:
        """Yield what the till may still spend and the centre no longer keeps for it."""
        stream = till.place.agent_id, till.files.identity.incarnation
        shares = books.books.read(lambda desk: desk.set_aside.shares(list(grants)))
        for account_id, points in grants.items():
            left = points - till.files.leases.used(account_id).grant
            kept = reserved(shares.get(account_id, {}).get(stream, ()))
            self.granted += left > 0
            if left > kept:
                yield f"{account_id}: the till may take {left}, {kept} are kept for it"

    def heal(self) -> Iterator[str]:
        """Let the till say everything and hear everything; yield what it did not."""
        with closing(open_shop_till(self.settings)) as till:
            state = till.sync_once()
            if state.problem is not None or state.waiting:
                yield f"after a restart: {state}"
            found = till.files.goods.by_barcode(barcode(_FIRST))
            if self._price_minor > 10_000 and (found is None or found.price_minor != self._price_minor):
                yield f"an old price: {found}"

    def compare(self) -> Iterator[str]:
        """Yield every difference between the healed till and the centre."""
        with closing(open_shop_till(self.settings)) as till, closing(self.books()) as books:
            reports = reports_of(books)
            yield from differences([till.files], reports, self.opening)
            yield from cache_differences(till.files, reports, books.clock.now_us())
            yield from whole(books)


def whole(books: OpenCentre) -> Iterator[str]:
    """Yield chains of the centre that do not follow, and alarms that nobody expects."""
    verifying = Verifying(books.books)
    yield from (f"{one}" for one in verifying.streams() if not one.is_whole)
    yield from (f"{one}" for one in verifying.accounts() if not one.is_whole)
    alarms = Counter(alarm.code for alarm in reports_of(books).overview().alarms)
    yield from (f"{count} alarms {code}" for code, count in alarms.items() if code not in EXPLAINED)


def lost_or_doubled(events: list[Event], paid: dict[str, int]) -> Iterator[str]:
    """Yield what was acknowledged and is not there as it was, what is there twice, and where the chain breaks."""
    facts = [fact for event in events if isinstance(fact := fact_of(event), Sale)]
    sales = {fact.code: fact.paid_minor for fact in facts}
    if not paid.items() <= sales.items():
        yield "an acknowledged sale is lost or changed"
    if len(sales) != len(facts):
        yield "one code twice"
    if first_break(events):
        yield f"the chain breaks at {first_break(events)}"


def sold(till: Till, number: int, *, alone: bool = False) -> tuple[str, int]:
    """Sell something to the member of this number; ``alone``: and take points without asking."""
    till.register.scan(CARDS[number % len(CARDS)])
    till.register.scan(BARCODES[number % len(BARCODES)])
    if alone:
        till.register.want_points(20)
    sale = till.register.pay_exact().sale
    return sale.code, sale.paid_minor


def sell(till: Till, numbers: range, say: Say) -> None:
    """Sell, every second time with points, and say what is sold."""
    for number in numbers:
        say("sold", *sold(till, number, alone=number % 2 == 1))
