"""Decides what the page of scanners does: listens, recognises, keeps. No Qt, no words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from loyalty_pos.till.scanning.bench import Bench, Findings, Heard
from loyalty_pos.till.scanning.profile import ScannerProfile
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class ScannersState:
    """``heard``: newest first; ``known``: the scanners that were kept before."""

    findings: Findings = field(default_factory=Findings)
    heard: Sequence[Heard] = ()
    known: Sequence[ScannerProfile] = ()


class ScannersScreen(Protocol):
    """What the presenter needs of the view."""

    def show_scanners(self, state: ScannersState) -> None: ...


class ScannersPresenter:
    """While the page shows, every scan is looked at and sells nothing."""

    def __init__(self, screen: ScannersScreen, bench: Bench, shell: Shell, routes: Routes) -> None:
        self._screen, self._bench, self._shell, self._routes = screen, bench, shell, routes
        self._looking = False
        self._keys = {"F5": self._again, "F8": self._forget, "F12": self._keep, "Esc": self._back}

    def begin(self) -> None:
        """Listen to everything that might be a scanner, off the Qt thread: looking for devices takes a moment."""
        self._looking = True
        self._shell.commit(self._bench.begin, lambda _: self._show())

    def scanned(self, text: str) -> None:  # noqa: ARG002 - what was scanned stands in what was heard
        """Show what arrived and what it tells of the scanner."""
        self._shell.hush()
        self._show()

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    def left(self) -> None:
        """Another page shows: be a till again; ports are given back on the worker that may wait."""
        if self._looking:
            self._looking = False
            self._bench.end()
            self._shell.ask_centre(self._bench.put_away, lambda _: None)

    def _again(self) -> None:
        self._bench.again()
        self._shell.hush()
        self._show()

    def _keep(self) -> None:
        profile = self._bench.findings().profile
        if profile is None:
            self._shell.note(Note(NoteKind.SCANNER_UNKNOWN))
            return
        self._bench.keep(profile)
        self._bench.again()
        self._show()
        self._shell.note(Note(NoteKind.SCANNER_KEPT))

    def _forget(self) -> None:
        self._bench.forget()
        self._again()
        self._shell.note(Note(NoteKind.SCANNERS_FORGOTTEN))

    def _back(self) -> None:
        self._routes.sell()

    def _show(self) -> None:
        bench = self._bench
        self._screen.show_scanners(ScannersState(bench.findings(), bench.heard()[:SHOWN], bench.known()))
