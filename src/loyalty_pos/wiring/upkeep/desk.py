"""``till.upkeep.port.Upkeep`` on an open till."""

from dataclasses import dataclass
from pathlib import Path

from loyalty_pos.till.upkeep.port import Upkept
from loyalty_pos.wiring.folders import logs_of
from loyalty_pos.wiring.till import Till
from loyalty_pos.wiring.upkeep.diagnostics import write_diagnostics
from loyalty_pos.wiring.upkeep.looking import looked_at


@dataclass(frozen=True, slots=True)
class UpkeepDesk:
    """``folder``: the till's own."""

    till: Till
    folder: Path

    def look(self) -> Upkept:
        """Read everything that the page shows."""
        return looked_at(self.till.files, self.folder, logs_of(self.folder))

    def diagnostics(self) -> Path:
        """Write everything that support needs beside the logs. Raises ``FileNotWritten``."""
        at = self.till.world.clock.now()
        problem = self.till.worker.state.problem
        problems = (*self.till.incidents.unseen(), *((problem,) if problem else ()))
        return write_diagnostics(logs_of(self.folder), self.look(), problems, at)
