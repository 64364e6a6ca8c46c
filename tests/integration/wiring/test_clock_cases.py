"""Forty things that happen to clocks, at a real till on real files: it sells on, ends its shift, and says what it does not believe.

A case is read from left to right. ``wait``: the till is on; ``off``: it is switched off so long (``at``: and comes up with this
on its clock); ``clock``: somebody sets the machine's clock, by so much or to a moment; ``centre``: the centre answers (``+2h``: and
is wrong itself); ``doubt``: what the till says of its clock. After every case order has only risen, nothing was refused or lost.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.sale import Noted, Sale, ShiftClosed
from loyalty_pos.lab.selling import KnownPins
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.timekeeping.port import BEGAN, ENDED
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, STORE, fill_shop
from tests.sim.clocks import TillClock, TrueTime

NOON: Final = micros(datetime(2026, 11, 23, 9, tzinfo=UTC))
"""Monday noon in Moscow."""
_SIZES: Final = {"us": 1, "s": 10**6, "m": 60 * 10**6, "h": 3_600 * 10**6, "d": 86_400 * 10**6}

CASES: Final = {
    # --- a battery is empty, a number is full ---------------------------------------------------------------
    "in the morning it is 1970": "sell; off 8h at 1970-01-01; doubt back; sell; z; sell; centre; doubt none; sell",
    "in the morning it is 2000": "sell; off 8h at 2000-01-01; doubt back; sell; z; centre; doubt none",
    "it becomes 1970 while somebody pays": "scan; clock 1970-01-01; pay; doubt jumped; sell; z; centre; doubt none; sell",
    "the first thing a machine knows is 1970": "off 1s at 1970-01-01; doubt back; sell; off 8h at 1970-01-01; doubt back; sell",
    "the 32nd bit turns over in the night": "off 8h at 2038-01-19 03:14:07; doubt none; sell; wait 2s; sell; z",
    "somebody sets 2038": "clock 2038-01-19 03:14; doubt jumped; sell; wait 2m; sell; z; centre; doubt none; sell",
    "the unsigned 32nd bit": "off 1h at 2106-02-07 06:28:15; doubt none; sell; wait 2s; sell; z; sell",
    "somebody sets the year 9998": "clock 9998-12-31; doubt jumped; sell; clock 2026-11-23; sell; z; centre; sell",
    # --- days that are not like others ----------------------------------------------------------------------
    "the leap day comes and goes": "off 1h at 2028-02-28 20:59; doubt none; sell; wait 2m; sell; wait 24h; sell; z; sell",
    "a year ends during a sale": "off 1h at 2026-12-31 20:59:59; scan; wait 2s; pay; z; doubt none; sell",
    "a shift ends after midnight": "off 1h at 2026-11-23 20:50; sell; wait 20m; sell; z; doubt none; sell",
    "a shift of three days": "sell; wait 1d; sell; wait 1d; sell; wait 1d; sell; z; doubt none",
    "summer time begins: UTC goes on": "off 1h at 2027-03-28 00:59; sell; wait 2m; sell; z; doubt none",
    "summer time ends: UTC goes on": "off 1h at 2027-10-31 00:59; sell; wait 2m; sell; z; doubt none",
    "summer time is set by hand": "sell; clock +1h; doubt jumped; sell; z; centre; doubt none; sell",
    "winter time is set by hand": "sell; clock -1h; doubt jumped; sell; z; centre; doubt none; sell",
    "a wrong zone is put right by three hours": "sell; clock +3h; doubt jumped; sell; clock -3h; doubt jumped; sell; centre; doubt none",
    "a leap second is taken back": "sell; clock -1s; sell; doubt none; wait 1s; sell; z",
    # --- small steps ----------------------------------------------------------------------------------------
    "the time service takes five minutes back": "sell; clock -5m; sell; doubt none; z; sell",
    "a minute more than that is too much": "sell; clock -6m; sell; wait 5s; doubt back; z; centre; doubt none",
    "nine minutes at once are a correction": "sell; clock +9m; doubt none; sell; z",
    "nine and nine minutes are not": "sell; clock +9m; doubt none; wait 5s; clock +9m; doubt jumped; sell; z",
    "five minutes back over night": "sell; off 1m -6m; doubt none; sell; z",
    "a little back at every start stops no time": "sell; off 1s -4m; wait 1m; off 1s -4m; wait 1m; doubt back; sell; z",
    "the clock stands still": "sell; sell; sell; z; sell; sell; doubt none",
    "a second back with every sale": "sell; clock -1s; sell; clock -1s; sell; clock -1s; sell; z; doubt none",
    # --- while something is going on ------------------------------------------------------------------------
    "an hour back as the shift ends": "sell; sell; clock -1h; z; doubt jumped; sell; z; centre; doubt none",
    "a day forward as the shift ends": "sell; sell; clock +1d; z; doubt jumped; clock -1d; sell; z; centre; doubt none",
    "a day back between scan and payment": "scan; clock -1d; pay; doubt jumped; sell; z; centre; doubt none",
    "a day forward between scan and payment": "scan; clock +1d; pay; doubt jumped; clock -1d; sell; z; centre",
    "each look at the clock shows another day": "sell; staggers 1d; scan; pay; sell; z; sell; staggers 0s; centre; doubt none; sell",
    "switched off with a receipt open, and two hours back": "scan; off 1s -2h; doubt back; sell; z; centre; doubt none",
    "three days asleep": "sell; wait 3d; doubt none; sell; z",
    # --- wrong for longer -----------------------------------------------------------------------------------
    "a day ahead over night, put right in the day": "off 8h +1d; doubt none; sell; clock -1d; doubt jumped; sell; z; centre; sell",
    "a day ahead over night, put right in the next": "off 8h +1d; sell; z; off 8h -1d; doubt back; sell; centre; doubt none; sell",
    "a year ahead for a while": "clock +365d; sell; sell; z; clock -365d; sell; doubt jumped; centre; doubt none; sell",
    "two restarts end no doubt": "clock -1d; doubt jumped; off 1h; doubt jumped; off 1h; doubt jumped; sell; centre; doubt none",
    "setting it right ends no doubt": "clock +1d; doubt jumped; clock -1d; doubt jumped; off 1h; doubt jumped; sell; centre; doubt none",
    "always three hours slow, and known to be": "centre; clock -3h; centre; off 12h; doubt none; sell; z",
    # --- the centre's own clock -----------------------------------------------------------------------------
    "the centre is two hours ahead": "centre +2h; doubt none; sell; z; wait 1h; centre; doubt none; sell",
    "the centre is a day behind": "centre -1d; doubt none; sell; off 8h; doubt none; sell; z; centre; doubt none; sell",
    "the centre believes in 1970": "sell; centre 1970-01-02; doubt none; sell; z; off 8h; sell; centre; doubt none; sell",
}  # fmt: skip


def us_of(size: str) -> int:
    """Read ``-3h``."""
    unit = size.lstrip("+-0123456789")
    return int(size.removesuffix(unit)) * _SIZES[unit]


def at_us(text: str) -> int:
    """Read ``1970-01-01 03:14``."""
    return micros(datetime.fromisoformat(text).replace(tzinfo=UTC))


@dataclass
class Crooked(TillClock):
    """Each look at it may show so much earlier or later than the look before."""

    staggers_us: int = 0
    looks: int = 0

    def now(self) -> datetime:
        self.looks += 1
        return moment(micros(super().now()) + self.staggers_us * (self.looks % 2))


@dataclass
class Story:
    """One till and its machine; ``sales``: what was sold, ``ends``: shifts that ended."""

    settings: TillSettings
    clock: Crooked
    pins: KnownPins
    sales: list[str] = field(default_factory=list)
    ends: int = 0

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self.clock.started_us = self.clock.time.us
        self.till = open_shop_till(self.settings)
        Staff(self.till.world, self.pins, self.till.files.pin_locks).log_in(PIN)
        self.till.register.restore()
        if self.till.shift.current() is None:
            self.till.shift.open(0)

    def tell(self, steps: str) -> None:
        """Do one thing after the other."""
        for step in steps.split("; "):
            verb, _, rest = step.partition(" ")
            getattr(self, f"do_{verb}")(rest)

    # --- verbs --------------------------------------------------------------------------------------------

    def do_scan(self, _: str) -> None:
        self.till.register.scan(CARDS[0])
        self.till.register.scan(BARCODES[0])

    def do_pay(self, _: str) -> None:
        self.sales.append(self.till.register.pay_exact().sale.sale_id)

    def do_sell(self, _: str) -> None:
        if not self.till.register.view().lines:
            self.do_scan("")
        self.do_pay("")

    def do_z(self, _: str) -> None:
        done = self.till.shift.close(self.till.shift.x_report().totals.cash_in_drawer_minor)
        assert done.difference_minor == 0
        self.ends += 1
        self.till.shift.open(0)

    def do_wait(self, size: str) -> None:
        self.clock.time.us += us_of(size)
        self.till.settle_clock()

    def do_clock(self, to: str) -> None:
        self._set(to)
        self.till.settle_clock()

    def do_off(self, how: str) -> None:
        size, _, to = how.partition(" ")
        self.till.close()
        self.clock.time.us += us_of(size)
        if to:
            self._set(to.removeprefix("at "))
        self._open()

    def do_centre(self, how: str) -> None:
        told_us = self.clock.time.us
        if how:
            told_us = told_us + us_of(how) if how[0] in "+-" else at_us(how)
        self.till.time.heard(told_us, self.till.time.steady_us())
        self.till.settle_clock()

    def do_doubt(self, why: str) -> None:
        self.till.settle_clock()
        assert (self.till.time.doubt() or "none") == why
        assert self.till.world.clock_suspect() is (why != "none")

    def do_staggers(self, size: str) -> None:
        self.clock.staggers_us = us_of(size)

    def _set(self, to: str) -> None:
        if to[0] in "+-":
            self.clock.skew_us += us_of(to)
        else:
            self.clock.skew_us = at_us(to) - self.clock.time.us

    # --- what must hold -------------------------------------------------------------------------------------

    def wrong(self) -> Iterator[str]:
        """Yield what does not hold in what it wrote."""
        self.till.close()
        with closing(open_shop_till(self.settings)) as till:
            events = list(events_of(till.files))
            facts = [fact_of(event) for event in events]
        if first_break(events):
            yield f"the chain breaks at {first_break(events)}"
        order = [event.hlc for event in events]
        if order != sorted(set(order)):
            yield f"order {order}"
        if [fact.sale_id for fact in facts if isinstance(fact, Sale)] != self.sales:
            yield "sales"
        if sum(isinstance(fact, ShiftClosed) for fact in facts) != self.ends:
            yield "shifts"
        told = [fact.what for fact in facts if isinstance(fact, Noted) and fact.what in {BEGAN, ENDED}]
        if told != ([BEGAN, ENDED] * len(told))[: len(told)]:
            yield f"told {told}"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A till that was enrolled on Monday at noon, and whose centre is gone."""
    folder = tmp_path_factory.mktemp("clocks")
    fill_shop(folder).close()
    centre = start_centre(CentreSettings(folders_at(folder).centre))
    try:
        enrol(
            _settings(folders_at(folder).till, Crooked(TrueTime(NOON))),
            centre.url,
            centre.admin.make_code(STORE),
        )
    finally:
        centre.stop()
    return folders_at(folder).till


@pytest.fixture(scope="module")
def pins(template: Path) -> KnownPins:
    return KnownPins.of(_settings(template, Crooked(TrueTime(NOON))), PIN)


def _settings(folder: Path, clock: Crooked) -> TillSettings:
    folder.mkdir(exist_ok=True)
    return TillSettings(
        folder, "en", vault=FileVault(folder / VAULT_FILE), clock=clock, clocks=clock.clocks()
    )


@pytest.mark.parametrize("case", CASES)
def test_whatever_happens_to_the_clock_the_till_sells_on(
    case: str, template: Path, pins: KnownPins, tmp_path: Path
) -> None:
    folder = tmp_path / "till"
    shutil.copytree(template, folder)
    clock = Crooked(TrueTime(NOON))
    story = Story(_settings(folder, clock), clock, pins)
    story.tell(CASES[case])
    assert story.sales or "sell" not in CASES[case]
    assert list(story.wrong()) == []


def test_there_are_forty() -> None:
    assert len(CASES) >= 40
