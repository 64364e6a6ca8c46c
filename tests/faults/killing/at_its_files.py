"""Killed within a sale, a lease, rows, a migration, setting aside, a first start, a backup: the scenes of the failing disk."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from loyalty_pos.wiring.backups.restoring import restore
from loyalty_pos.wiring.backups.taking import take
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.e2e.corner import STORE, fill_shop
from tests.faults.killing.dying import BEGIN, DONE, Phase, Say, Words
from tests.faults.scenes import SCENES, Scene

_SHORT_S: Final = 0.004
_LASTS_S: Final = {"migration": 0.1, "set aside": 0.04, "first start": 0.04, "backup": 0.25}
_TODAY: Final = "opened-today"


class AtItsFiles:
    """One scene, on a fresh copy of its folder each time; what the dead process left undone is done by the next one."""

    moments: tuple[str, ...] = ()

    def __init__(self, scene: Scene) -> None:
        self.lasts_s = _LASTS_S.get(scene.name, _SHORT_S)
        self.name = scene.name
        self._scene = scene
        self._work = self._template = Path()

    def prepare(self, folder: Path) -> None:
        self._work, self._template = folder / "work", folder / "template"
        folder.mkdir()
        self._scene.prepare(self._work)
        shutil.move(self._work, self._template)

    def fresh(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._template, self._work)

    def act(self, say: Say) -> None:
        stage = self._scene.opened(self._work)
        say(BEGIN)
        self._scene.act(self._work, stage)

    def after(self, said: Words) -> Iterator[str]:  # noqa: ARG002 - both outcomes are allowed, half of one is not
        self._scene.closed(self._scene.opened(self._work))
        yield from self._scene.after(self._work)


class ARestore:
    """An older copy is put back: the next try gets there, today's books are kept whole, and nothing half lies about."""

    name = "restore"
    lasts_s = 0.3
    moments: tuple[str, ...] = ()

    def prepare(self, folder: Path) -> None:
        self._shop, self._template = folder / "shop", folder / "template"
        fill_shop(self._template).close()
        self._backup = take(folders_at(self._template).centre, folder / "shelf").path
        with closing(self._books(folders_at(self._template).centre)) as books:
            books.admin.create_store(_TODAY, "Opened today")

    def fresh(self) -> None:
        shutil.rmtree(self._shop, ignore_errors=True)
        shutil.copytree(self._template, self._shop)

    def act(self, say: Say) -> None:
        say(BEGIN)
        restore(self._backup, self._folder)

    def after(self, said: Words) -> Iterator[str]:
        if said[-1] != [DONE]:
            restore(self._backup, self._folder)
        if self._stores(self._folder) != {STORE}:
            yield f"put back, and there are {self._stores(self._folder)}"
        kept = [self._stores(path) for path in sorted(self._folder.glob("before-*"))]
        if {STORE, _TODAY} not in kept:
            yield f"of today's books there is only {kept}"
        if rest := [path.name for path in self._folder.glob(".restoring-*")]:
            yield f"left behind: {rest}"

    @property
    def _folder(self) -> Path:
        return folders_at(self._shop).centre

    def _stores(self, folder: Path) -> set[str]:
        with closing(self._books(folder)) as books:
            return {store.store_id for store in books.admin.stores()}

    def _books(self, folder: Path) -> OpenCentre:
        return open_centre(CentreSettings(folder))


AT_ITS_FILES: Final[tuple[Phase, ...]] = (*(AtItsFiles(scene) for scene in SCENES), ARestore())
