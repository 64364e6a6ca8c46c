"""What a cashier does at the till's own screen beside another till: lay, see, redeem, confirm, cancel. Not thread-safe.

The figures on the screen are the ones that are kept and confirmed: nothing is priced again between the look and the key.
"""

from dataclasses import replace

from loyalty_pos.core.problems import BesideUnknownCode, Problem, UnknownBarcode
from loyalty_pos.till.beside.keeping import Confirmed, Keeping, Unfinished, kept_of
from loyalty_pos.till.beside.receipt import BesideReceipt
from loyalty_pos.till.receipt_state import Refused, ScanOutcome
from loyalty_pos.till.world import Desk, TillWorld
from loyalty_pos.wire.beside.kept import KeptSale


class BesideCounter:
    """One basket at a time."""

    def __init__(self, world: TillWorld) -> None:
        self._shop = world
        self._desk = world.desk.beside = Desk(releases=world.desk.releases)
        self._world = replace(world, desk=self._desk)
        self.keeping = Keeping(world.beside)
        self._settled: set[str] = set()
        self.receipt = BesideReceipt(self._world)
        self._shown: KeptSale | None = None

    def begin(self) -> None:
        """Work for whoever is logged in now, and by what this till may decide alone beside what waits already."""
        self._desk.cashier = self._shop.desk.cashier
        if not self.receipt.view().lines:
            self._world = replace(self.keeping.with_rights(self._shop, ""), desk=self._desk)
            before, self.receipt = self.receipt, BesideReceipt(self._world)
            self.receipt.go_on_with_customer_of(before)

    @property
    def key(self) -> str:
        """Under which the basket is kept, "" = there is none."""
        return f"window-{self._shown.sale.sale_id}" if self._shown is not None else ""

    @property
    def shown(self) -> KeptSale | None:
        """The figures as they were told last, None = there are none."""
        return self._shown

    def scan(self, text: str) -> ScanOutcome:
        """Do what the text asks for. What cannot be done is ``Refused``."""
        outcome = self.receipt.scan(text)
        if isinstance(outcome, Refused) and isinstance(outcome.problem, UnknownBarcode):
            return Refused(BesideUnknownCode(barcode=outcome.problem.barcode))
        return outcome

    def tell(self) -> KeptSale | None:
        """Work out what the other till is to print; None = there is nothing yet. Raises as ``BesideReceipt.told``."""
        if not self.receipt.view().lines:
            self._shown = None
            return None
        self._shown = kept_of(self.receipt, window=True)
        return self._shown

    def save(self, kept: KeptSale) -> None:
        """Keep the figures against a crash; on any thread. A full disk is told when they are confirmed."""
        key = f"window-{kept.sale.sale_id}"
        if key in self._settled:
            return
        try:
            self.keeping.save(self._world, key, kept)
        except Problem:
            return

    def confirm(self, kept: KeptSale, paper: str = "") -> Confirmed:
        """The other till has printed: write the sale down. Raises as ``Keeping.confirm``."""
        key = f"window-{kept.sale.sale_id}"
        self.keeping.save(self._world, key, kept)
        done = self.keeping.confirm(self._world, key, paper)
        self._settled.add(key)
        return done

    def confirmed(self, done: Confirmed) -> None:
        """Begin the next basket after the commit."""
        self._shown = None
        self.receipt.let_go(done.sale)

    def cancel(self) -> None:
        """Nothing was printed: forget the basket; holds are given back. Raises the refusals of the file."""
        key = self.key
        if key:
            self._settled.add(key)
            assert self._shown is not None, "there is a key"
            self.keeping.save(self._world, key, self._shown)
            self.keeping.cancel(self._world, key)

    def cancelled(self) -> None:
        """Begin the next basket; whatever was held is given back."""
        self._shown = None
        self.receipt.begin_anew()

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Return what this screen showed before a crash and nobody has confirmed or cancelled."""
        waiting = self.keeping.unfinished(self._shop)
        return tuple(one for one in waiting if one.kept.window and one.key != self.key)

    def settle(self, waits: Unfinished, *, printed: bool, paper: str = "") -> Confirmed | None:
        """Say of one from before a crash whether it was printed. Raises as ``Keeping.confirm`` and ``cancel``."""
        if printed:
            return self.keeping.confirm(self._world, waits.key, paper)
        self.keeping.cancel(self._world, waits.key)
        return None
