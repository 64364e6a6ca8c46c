"""A restore is killed before each of its steps in the folder of the books, and the next start is looked at; all steps, once each.

    python -m tests.faults.killing.restore_steps

prints one JSON object: how many deaths there were at which step, and what was wrong; exit code 1 when anything was.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from loyalty_pos.storage.backup.placing import READY
from loyalty_pos.wiring.backups.restoring import restore
from loyalty_pos.wiring.backups.taking import take
from loyalty_pos.wiring.centre import CentreSettings, open_centre

_STEPS: Final = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "open"}
_MOST: Final = 200
_YESTERDAY, _TODAY = "opened-yesterday", "opened-today"
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Scene:
    """A centre of today, and its copy of yesterday; fresh for each death."""

    def __init__(self, folder: Path) -> None:
        self._template, self.centre = folder / "template", folder / "centre"
        with closing(open_centre(CentreSettings(self._template))) as books:
            books.admin.create_store(_YESTERDAY, "Opened yesterday")
        self._backup = take(self._template, folder / "shelf").path
        with closing(open_centre(CentreSettings(self._template))) as books:
            books.admin.create_store(_TODAY, "Opened today")

    def killed_at(self, step: int) -> str:
        """Restore in a process of its own that is dead before this step; return the step's name, "" = it came to its end."""
        shutil.rmtree(self.centre, ignore_errors=True)
        shutil.copytree(self._template, self.centre)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            self._die(step, writer)
        os.close(writer)
        name = os.read(reader, 100).decode()
        os.close(reader)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != (-signal.SIGKILL if name else 0):
            raise AssertionError(name, status)
        return name

    def _die(self, step: int, writer: int) -> None:
        left = step

        def count(event: str, facts: tuple[Any, ...]) -> None:
            nonlocal left
            if not self._is_step(event, facts):
                return
            left -= 1
            if left == 0:
                os.write(writer, f"{event} {Path(str(facts[0])).name}".encode())
                os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            sys.addaudithook(count)
            restore(self._backup, self.centre)
            code = 0
        finally:
            os._exit(code)

    def _is_step(self, event: str, facts: tuple[Any, ...]) -> bool:
        """Tell whether something is about to change in the folder of the books, but for what is unpacked and proven."""
        if event not in _STEPS or (event == "open" and not (facts[2] or 0) & _WRITING):
            return False
        path = str(facts[0])
        unpacked = "/.restoring-" in path and f"/{READY}" not in path and event != "os.rename"
        return path.startswith(str(self.centre)) and not unpacked

    def wrong(self) -> Iterator[str]:
        """Start as anybody would; yield what is not as it should be."""
        with closing(open_centre(CentreSettings(self.centre))) as books:
            stores = {store.store_id for store in books.admin.stores()}
            alarms = [alarm.subject for alarm in books.admin.overview().alarms]
        kept = [path.name for path in self.centre.glob("before-*") if (path / "centre.db").exists()]
        if stores == {_YESTERDAY, _TODAY}:
            if kept or alarms:
                yield f"nothing was put back, and there is {kept} {alarms}"
        elif stores != {_YESTERDAY}:
            yield f"stores {stores}"
        elif len(kept) != 1 or not {*alarms} <= {*kept}:
            yield f"today's books are kept in {kept}, told {alarms}"
        else:
            with closing(open_centre(CentreSettings(self.centre / kept[0]))) as books:
                if {store.store_id for store in books.admin.stores()} != {_YESTERDAY, _TODAY}:
                    yield "today's books are not whole"
        if (self.centre / READY).exists():
            yield "the decision stands for ever"


def at_each_step(folder: Path) -> dict[str, Any]:
    """Play all of them; return what happened."""
    scene, deaths, finished = Scene(folder), Counter[str](), 0
    wrong: list[str] = []
    for step in range(1, _MOST):
        name = scene.killed_at(step)
        if not name:
            break
        deaths[name.partition(" ")[0]] += 1
        pending = (scene.centre / READY).is_dir()
        wrong += [f"step {step}, {name}: {one}" for one in scene.wrong()]
        finished += pending
    return {"deaths": sum(deaths.values()), "by": dict(deaths), "finished_later": finished, "wrong": wrong}


def main() -> int:
    """Print what happened; return 1 when anything was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        told = at_each_step(Path(folder))
    print(json.dumps(told))  # noqa: T201 - what really happened
    return 1 if told["wrong"] or not told["deaths"] else 0


if __name__ == "__main__":
    sys.exit(main())
