"""What the demo's tour needs of the shop around the window: a customer, a second till, the books of all three."""

from datetime import UTC, datetime
from typing import Final

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.dates import micros
from loyalty_pos.wiring.books import balances_of, events_of
from loyalty_pos.wiring.demo import STORE, DemoShop
from loyalty_pos.wiring.demo.neighbour import Address, Neighbour
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import enrol, open_files

GOODS: Final[tuple[str, ...]] = ("4609990002641", "4609990002696")
"""Dear enough that half of it is more than a till may take by itself."""
POINTS: Final = 600
_NAMES: Final = {"ru": "Вера Туманова", "en": "Vera Tumanova"}
_ENROLLED: Final = "enrolled"
_MANAGER: Final = "3333"


class DemoTour:
    """The shop of one tour; every call may take seconds, so never on the GUI thread."""

    def __init__(self, shop: DemoShop, language: str) -> None:
        self._shop, self._language = shop, language
        self.goods: tuple[str, ...] = GOODS
        self.manager_pin = _MANAGER
        now_us = micros(datetime.now(UTC))
        self.card = own_card(f"7{now_us % 10**12:012d}")
        self._neighbour = Neighbour(Address(shop.folder / "neighbour", language, shop.cable.url))

    def begin(self) -> None:
        """Give the customer a card with points, and switch the second till on."""
        item = MemberItem(self.card, name=_NAMES[self._language], points=POINTS)
        assert not self._shop.centre.admin.put_members([item]).refused
        address = self._neighbour.address
        done = address.folder / _ENROLLED
        if not done.exists():
            address.folder.mkdir(parents=True, exist_ok=True)
            enrol(address.settings, self._shop.cable.url, self._shop.centre.admin.make_code(STORE))
            done.touch()
        self._neighbour.start()
        self._neighbour.talk()

    def neighbour_may_take(self) -> int:
        """Let the second till talk to the centre; return what it would take of the customer by itself."""
        self._neighbour.talk()
        return self._neighbour.right(self.card)

    def neighbour_spends(self) -> int:
        """Let the customer pay at the second till; return the points."""
        return self._neighbour.spend(self.card, self.goods)

    def power_cut(self) -> None:
        """Let the second till die in the middle of a receipt."""
        self._neighbour.begin(self.card, self.goods[:1])
        self._neighbour.cut()

    def power_back(self) -> bool:
        """Switch it on again; return whether the receipt came back."""
        return self._neighbour.start()

    def neighbour_waits(self) -> int:
        """Let the second till talk; return how many events it still keeps for the centre."""
        return self._neighbour.talk()

    def equal_books(self) -> int:
        """Return how many events all have alike. Raises ``BooksDiffer``."""
        reports = reports_of(self._shop.centre.open)
        theirs: dict[str, list[str]] = {}
        for event in reports.events():
            theirs.setdefault(event.agent_id, []).append(event.hash)
        ours = [event.hash for event in events_of(self._shop.till.files)]
        beside = self._neighbour_events()
        agent = self._shop.till.place.agent_id
        if theirs.get(agent, []) != ours:
            raise BooksDiffer(agent)
        if beside not in theirs.values():
            raise BooksDiffer(STORE)
        for balance in balances_of(reports).values():
            if balance.points_sum != balance.entries_sum:
                raise BooksDiffer(balance.account_id)
        return len(ours) + len(beside)

    def close(self) -> None:
        """Switch the second till off."""
        self._neighbour.cut()

    def _neighbour_events(self) -> list[str]:
        """Read the second till's journal while it is off, then switch it on again."""
        self._neighbour.cut()
        files = open_files(self._neighbour.address.settings)
        try:
            hashes = [event.hash for event in events_of(files)]
        finally:
            files.close()
        self._neighbour.start()
        return hashes


class BooksDiffer(Exception):
    """The books of a till and of the centre are not equal: a bug, and the tour says so."""
