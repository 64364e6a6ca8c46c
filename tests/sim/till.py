"""One machine with a real till on it: its disk, its vault, its clock, its line; it dies, wakes, is put back and is copied.

Nothing is imitated here but what a person and a power line do: everything else is ``wiring.till.Till``.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

from loyalty_pos.core.dates import micros
from loyalty_pos.storage.cache.renewal import Renewal
from loyalty_pos.storage.vault import VAULT_FILE, FileVault, MemoryVault, Vault
from loyalty_pos.sync import session as talk
from loyalty_pos.sync.client import Access
from loyalty_pos.sync.signing.ports import Mute
from loyalty_pos.wiring.signing.voice import DeviceVoice
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till
from tests.sim.clocks import TillClock, TrueTime
from tests.sim.disk import MachineDiedError, Picture, half_moved, lay_down, let_die, picture, torn
from tests.sim.network import Line, Network

PIN: Final = "1111"
FLOAT: Final = 100_000
"""Change in the drawer when a shift is opened, minor units."""
TO_THE_END: Final = 1_000
COMMITS: Final = ("in a transaction", "before commit", "torn commit", "after commit")
SIGNING: Final = frozenset({"till-0", "till-3"})
"""These sign their words; the others are of the time before that, so what comes twice reaches what is behind the gate."""
TIDYING: Final = "while a log was moved"
LINES: Final = ("before send", "after send", "after receive")


class Machine:
    """``name`` is its line's; ``vault``: the system's, which does not go back with the disk; None = it lies on the disk.

    ``heads``: seq -> hash of everything that this disk acknowledged; ``stopped``: it found a fork, a person must come.
    """

    def __init__(
        self, name: str, folder: Path, time: TrueTime, network: Network, vault: Vault | None
    ) -> None:
        self.name, self.folder, self.vault = name, folder, vault
        self.signs = name.partition("-copy")[0] in SIGNING
        self.time, self.network = time, network
        self.clock = TillClock(time)
        self.heads: dict[int, str] = {}
        self.epoch, self.risk = 0, 0
        self._starts = 0
        self._armed, self._statements = "", 0
        self._action: talk.Action | None = None
        self._till: Till | None = None
        self.image: Picture = {}

    # --- power ----------------------------------------------------------------------------------------

    @property
    def till(self) -> Till:
        """What runs on it."""
        assert self._till is not None, "it is switched off"
        return self._till

    def start(self) -> None:
        """Switch it on, log in, take up the receipt that was open."""
        self._starts += 1
        self._armed, self._action = "", None
        self.clock.started_us = self.time.us
        clock = self.clock
        settings = TillSettings(
            self.folder, "en", vault=self._vault_now(), clock=clock, clocks=clock.clocks()
        )
        self._till = till = open_shop_till(settings)
        voice = DeviceVoice(till.files) if self.signs else Mute()
        access = Access("http://127.0.0.1", till.files.identity.token(), *self.stream, voice)
        renewal = till.worker._leases
        assert isinstance(renewal, Renewal)
        renewal._steady_s = lambda: (
            self.time.us // 1_000_000
        )  # leases grow old with the story, not with the processor
        self.line = Line(access, till.time, self._carry, lambda: micros(clock.now()))
        till.client._client = self.line
        if not till.world.staff.active():
            self.talk()
        till.staff.log_in(PIN)
        if till.world.journal.open_shift() is None:
            till.shift.open(FLOAT)
        till.register.restore()
        self.note_head()

    def _vault_now(self) -> Vault:
        return self.vault if self.vault is not None else FileVault(self.folder / VAULT_FILE)

    def stop(self) -> None:
        """Let go of the files; what was not committed is gone."""
        if self._till is not None:
            till, self._till = self._till, None
            till.files.close()

    def go_on_from(self, image: Picture) -> None:
        """Throw everything away but this picture of the disk, and start from it."""
        self.stop()
        shutil.rmtree(self.folder)
        lay_down(image, self.folder)
        self.start()

    def new_life(self) -> None:
        """Set the journal aside, as a person does whose till found a fork: a new one begins, under a new name."""
        self.stop()
        (self.folder / "journal.db.damaged").touch()
        self.heads, self.epoch, self.risk = {}, 0, 0
        self.start()

    # --- dying ----------------------------------------------------------------------------------------

    def arm(self, how: str, dice: random.Random) -> None:
        """Let the next commit, or the next word with the centre, be the last thing that happens here."""
        self._armed = how
        if how in COMMITS:
            file = dice.choice([self.till.files.journal_file, self.till.files.cache_file])
            self._statements = dice.randrange(1, 12)
            let_die(file, lambda real: self._at_commit(real, dice), self._at_statement)

    def disarm(self) -> None:
        """What was to be its end did not come."""
        if self._armed:
            self.stop()
            self.start()

    def _at_statement(self) -> None:
        self._statements -= 1
        if self._armed == "in a transaction" and not self._statements:
            self._die(picture(self.folder))

    def dies_tidying(self, dice: random.Random) -> NoReturn:
        """The power goes while a log is moved into its file: some pages are there, and the log is not shortened yet."""
        file = dice.choice([self.till.files.journal_file, self.till.files.cache_file])
        before = picture(self.folder)
        file.tidy()
        self._armed = TIDYING
        self._die(half_moved(before, picture(self.folder), dice, file.kind.page_bytes))

    def _at_commit(self, real: Callable[[], Any], dice: random.Random) -> Any:
        armed = self._armed
        before = picture(self.folder) if armed == "torn commit" else {}
        done = real() if armed not in {"before commit", "in a transaction"} else None
        if armed:
            after = picture(self.folder)
            self._die(torn(before, after, dice) if before else after)
        return done

    def _die(self, image: Picture) -> NoReturn:
        self.image, how, self._armed = image, self._armed, ""
        raise MachineDiedError(how)

    def _at_line(self, where: str) -> None:
        if self._armed == where:
            self._die(picture(self.folder))

    def _carry(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Any:
        self._at_line("before send")
        answer = self.network.ask(self.name, method, path, body, headers)
        self._at_line("after send")
        return answer

    # --- what is known of it ---------------------------------------------------------------------------

    @property
    def stream(self) -> tuple[str, str]:
        """Agent and incarnation."""
        identity = self.till.files.identity
        return identity.place().agent_id, identity.incarnation

    @property
    def stopped(self) -> bool:
        """Tell whether it says nothing any more until somebody comes."""
        return isinstance(self._action, talk.Stop)

    def note_head(self) -> None:
        """Remember what this disk has acknowledged."""
        queue = self.till.files.journal.queue()
        if queue.head_seq:
            self.heads[queue.head_seq] = queue.head_hash
        self.epoch, self.risk = self.till.files.leases.epoch(), self.till.files.leases.risk()

    # --- talking ----------------------------------------------------------------------------------------

    def talk(self, steps: int = TO_THE_END) -> None:
        """Let the conversation go on for so many steps, or until it rests."""
        worker = self.till.worker
        session = worker._session
        if self._action is None or isinstance(self._action, talk.Wait | talk.KeepWaiting):
            self._action = session.on(talk.WaitOver())
        for _ in range(steps):
            if isinstance(self._action, talk.Wait | talk.KeepWaiting | talk.Stop):
                break
            done = worker._done(self._action)
            self._at_line("after receive")
            self._action = session.on(done)
            worker._tell()
        self.note_head()

    def network_up(self) -> None:
        """The machine has its network back: the two sides compare where they stand before anything else."""
        self._action = self.till.worker._session.on(talk.NetworkUp())


def new_vault(items: dict[str, str]) -> MemoryVault:
    """Return a vault that does not lie on the disk."""
    vault = MemoryVault()
    for name, value in items.items():
        vault.put(name, value)
    return vault
