"""A small network of shops, played by a seed: each step is drawn, everything that happens is the product's own code.

``play`` looks through the oracles' eyes at each step and at quiet points; what breaks ends the world with its story.
"""

import random
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.deeds import JoinAsk
from tests.sim import faults
from tests.sim.centre import SimCentre
from tests.sim.chance import only
from tests.sim.clocks import HOUR_US, MINUTE_US, TrueTime
from tests.sim.counter import Cashier
from tests.sim.days import Paper
from tests.sim.disk import MachineDiedError, Picture
from tests.sim.log import Log
from tests.sim.network import Network, Weather
from tests.sim.oracles import Oracles
from tests.sim.template import STORES, memory_folder, template
from tests.sim.till import Machine, new_vault

QUIET_EVERY: Final = 125
_STORY: Final = 30


class World:
    """Enter it, ``play`` it, leave it: its folder goes with it."""

    def __init__(
        self, seed: int, weather: Weather | None = None, often: Mapping[str, float] | None = None
    ) -> None:
        """``often``: weights of steps that are others than usual."""
        self.seed, self.step_no = seed, 0
        self.dice = random.Random(seed)
        self.story: deque[str] = deque(maxlen=_STORY)
        self.trace: Callable[[str], None] = lambda _: None
        self.faults: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self._weather = weather or Weather()
        self._weights = [(often or {}).get(name, usual) for name, usual in faults.WEIGHTS.items()]

    def __enter__(self) -> Self:
        self._chance = only(random.Random(f"chance {self.seed}"))
        self._folder = Path(tempfile.mkdtemp(prefix="sim-", dir=memory_folder()))
        first = template()
        self._chance.__enter__()
        self.log = Log()
        first.copy(self._folder / "world")
        self.time = TrueTime(first.began_us)
        self.centre = SimCentre(self._folder / "world" / "centre", self.time)
        self.oracles = Oracles(self)
        self.network = Network(self.dice, self.oracles.watch_call, self.faults)
        self.cashier = Cashier(self.dice, self.done, self._handed)
        self.cashier.closed = self.oracles.days.closed
        self.network.weather = self._weather
        self.machines: list[Machine] = []
        self.images: list[tuple[Machine, Picture]] = []
        self.erased: set[str] = set()
        self.joining: JoinAsk | None = None
        self.newcomers: list[str] = []
        self.backups: list[Picture] = []
        self.network.meanwhile = self._meanwhile
        for number, _ in enumerate(STORES):
            vault = new_vault(first.vaults[number]) if number % 2 else None
            self.add(
                Machine(
                    f"till-{number}",
                    self._folder / "world" / f"till-{number}",
                    self.time,
                    self.network,
                    vault,
                )
            )
        for machine in self.machines:
            machine.start()
            machine.talk()
        self.oracles.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for machine in self.machines:
                machine.stop()
            self.centre.close()
        finally:
            self.log.close()
            self._chance.__exit__(None, None, None)
            shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, machine: Machine) -> None:
        """Let one more machine take part."""
        self.machines.append(machine)

    def fresh(self, name: str) -> Path:
        """Return a folder that is not there yet."""
        self.done["folders"] += 1
        return self._folder / f"{name}-{self.done['folders']}"

    def tell(self, what: str) -> None:
        """Write into the story."""
        line = f"{self.step_no:4} {what}"
        self.story.append(line)
        self.trace(line)

    # --- the story ------------------------------------------------------------------------------------

    def play(self, events: int) -> None:
        """Let so many things happen. Raises Breach."""
        for self.step_no in range(1, events + 1):
            self.step()
            if self.step_no % QUIET_EVERY == 0:
                self.quiet()
        if events % QUIET_EVERY:
            self.quiet()
        self.oracles.rest.walk()

    def step(self) -> None:
        """Let one thing happen."""
        self.time.us += self.dice.randrange(1, 6) * MINUTE_US
        name = self.dice.choices(faults.NAMES, self._weights)[0]
        machine = self.dice.choice(self.machines)
        self.tell(f"{machine.name}: {name}")
        self.guarded(machine, lambda: faults.STEPS[name](self, machine))
        self.oracles.after_step()

    def guarded(self, machine: Machine, deed: Callable[[], None]) -> None:
        """Do it; where the machine dies of it, it goes on from its disk."""
        try:
            deed()
        except MachineDiedError as death:
            self.faults[f"died {death}"] += 1
            self.oracles.days.deaths[machine.name] += 1
            self.tell(f"{machine.name}: died {death}")
            self.woken(machine, machine.image)

    def woken(self, machine: Machine, image: Picture) -> None:
        """Start a machine from what lies on its disk, and look that it is all there."""
        self.cashier.forget(machine)
        known = dict(machine.heads), machine.epoch, machine.risk
        machine.go_on_from(image)
        self.oracles.after_restart(machine, *known)

    def _meanwhile(self, name: str) -> None:
        """Something is sold at a till while another thread of it waits for the centre."""
        machine = next(one for one in self.machines if one.name == name)
        weather, self.network.weather = self.network.weather, Weather(0, 0, 0, 0, 0, 0)
        try:
            self.cashier.sell(machine, quick=True)
        finally:
            self.network.weather = weather

    def _handed(self, machine: Machine, paper: Paper) -> None:
        self.oracles.days.hand(machine, paper)
        if isinstance(paper, Sale):
            self.oracles.sold(machine, paper)

    # --- rest -----------------------------------------------------------------------------------------

    def quiet(self) -> None:
        """Let everything arrive, every till tell and hear all, and look at all of it."""
        self.tell("--- quiet")
        weather, cut = self.network.weather, set(self.network.cut)
        self.centre.disarm()
        while self.network.late:
            self.network.deliver_late()
        for machine in self.machines:
            machine.disarm()
            machine.clock.skew_us = 0
        self.network.fair()
        self.time.us += HOUR_US
        self.centre.round()
        for _ in range(3):
            for machine in self.machines:
                machine.network_up()  # a clone that sells nothing hears of the other one at a hello only
                machine.talk()
        for machine in self.machines:
            if machine.stopped:
                self.faults["a person gave it a new life"] += 1
                self.oracles.gave_up(machine)
                machine.new_life()
                machine.talk()
        for machine in self.machines:
            machine.talk()
        self.centre.round()
        for machine in self.machines:
            machine.talk()
        self.oracles.rest.look()
        self.network.weather = weather
        self.network.cut = cut
