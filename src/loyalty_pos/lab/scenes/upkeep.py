"""Scenes of the page of upkeep: a queue that waits for a line, settings with who decided them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from loyalty_pos.lab.scenes.staged import Staged
from loyalty_pos.lab.stage import NOW
from loyalty_pos.till.upkeep.port import Enrolment, Explained, Kept, Source, Upkept, Waiting
from loyalty_pos.ui.parts import SyncNews

_QUEUE, _ALONE_MIN = 17, 63
"""What waits, on the page as in the head line above it."""
_KINDS: Final = ("sale", "sale", "return", "noted", "sale", "card_issued")


@dataclass
class StageUpkeep:
    """A till that has been alone for a while."""

    language: str

    def look(self) -> Upkept:
        """Return what IT would see."""
        shop = "Озёрная, 4" if self.language == "ru" else "Lake Street 4"
        return Upkept(
            waiting=tuple(
                Waiting(
                    12_041 + n, _KINDS[n % 6], NOW - timedelta(minutes=_ALONE_MIN - 3 * n), 840 + 77 * (n % 5)
                )
                for n in range(_QUEUE)
            ),
            kept=(
                Kept("feed", version="12040", at=NOW - timedelta(minutes=64)),
                Kept("article", rows=48_120),
                Kept("barcode", rows=61_377),
                Kept("account", rows=1_004_212),
                Kept("card", rows=1_051_900),
                Kept("phone", rows=311_040),
                Kept("voucher", rows=2_210),
                Kept("bundle", version="17", at=NOW - timedelta(days=3)),
            ),
            settings=(
                Explained("beside_port", "8766", Source.MACHINE, "/etc/xdg/loyalty-pos/settings.toml"),
                Explained("language", self.language, Source.POLICY, "/etc/xdg/loyalty-pos/policy.toml"),
                Explained("theme", "dark", Source.USER, "/srv/loyalty-pos/till/window.json"),
                Explained("till_mode", "beside", Source.DEFAULT),
            ),
            log=("2026-11-20 11:45:10 WARNING sync loyalty_pos.sync.worker: no answer within 2 s",),
            enrolment=Enrolment("1", f"{shop} (S7)", "10.0.0.5:8765", "01909917", "machine", signs=True),
        )

    def diagnostics(self) -> Path:
        """Return where the file would lie."""
        return Path("/srv/loyalty-pos/logs/diagnostics-20261120T094800.zip")


def _upkeep(*keys: str) -> Callable[[Staged], None]:
    def work(scene: Staged) -> None:
        scene.at_work(pin="3333", online=False)
        scene.journal.waiting, scene.journal.alone_min = _QUEUE, _ALONE_MIN
        last = NOW - timedelta(minutes=_ALONE_MIN + 1)
        scene.studio.till.shell.sync_changed(SyncNews(online=False, last_sync=last))
        scene.studio.press("F10", "6", "F9", *keys)
        scene.studio.settle()

    return work


UPKEEP_SCENES: Final[dict[str, Callable[[Staged], object]]] = {
    "upkeep": _upkeep(),
    "upkeep-file": _upkeep("F3", "F9"),
}
