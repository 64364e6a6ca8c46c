"""Killed within a sale, a lease, rows, a migration, setting aside, a first start, a backup: the scenes of the failing disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.faults.killing.dying import BEGIN, Say, Words
from tests.faults.scenes import SCENES, Scene


class AtItsFiles:
    """One scene, on a fresh copy of its folder each time; what the dead process left undone is done by the next one."""

    moments: tuple[str, ...] = ()

    def __init__(self, scene: Scene) -> None:
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


AT_ITS_FILES: Final = tuple(AtItsFiles(scene) for scene in SCENES)
