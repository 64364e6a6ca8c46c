"""A till's real encrypted files without any centre: enrolled by hand, for measuring."""

import base64
from pathlib import Path

from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.release import Bundle, text_hash
from loyalty_pos.core.sale import ShiftOpened
from loyalty_pos.storage.sealing import new_centre_key
from loyalty_pos.storage.till_files import Loaders, TillFiles, open_till
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change, Changes, Enrolled
from loyalty_pos.wire.rows import told_bundle
from loyalty_pos.wiring import late
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.resources import resource

_FOR_EVER = 1 << 60


def enrolled_files(folder: Path) -> TillFiles:
    """Open fresh files in the folder, with a place and the demo's programme."""
    loaders = Loaders(SystemClock(), read_together, late.upgrade, late.load_sealer)
    files = open_till(folder, MemoryVault(), loaders)
    _, public = new_centre_key()
    files.identity.enrol(
        Enrolled(
            agent_id="bench",
            store_id="shop",
            store_name="Bench",
            till_no=1,
            token="-",  # noqa: S106 - nobody is asked anything
            lookup_key=base64.b64encode(bytes(range(32))).decode(),
            centre_key=public,
            zone="Europe/Moscow",
        )
    )
    text = resource("demo", "programme.toml").read_text(encoding="utf-8")
    bundle = Bundle(1, "shop", 0, _FOR_EVER, (text_hash(text),))
    change = Change("bundle", "1", encode(told_bundle(bundle, {text_hash(text): text})))
    files.feed.apply(Changes("0", 0, more=False, rows=[change], server_us=0))
    opened = ShiftOpened("shift", 1, "shop", "anna", 0, 0)
    files.journal.record([Draft(opened, "anna")])
    return files
