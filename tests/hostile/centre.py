"""A hostile centre: tries everything in ``centre_tricks`` on a real till over a real socket.

``python -m tests.hostile.centre`` prints one JSON object: what it tried, what came of it, and whether the till's side kept
all its money and data: it went on selling, its journal lost nothing, and when the true centre was back, the books were equal.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from loyalty_pos.api import app, squeezing
from loyalty_pos.api import hurry as heads
from loyalty_pos.storage.sealing import SigningKey
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.sync import client as client_module
from loyalty_pos.wire.signing.commands import READ_ANEW
from loyalty_pos.wiring.centre import KEYS
from loyalty_pos.wiring.folders import folders_at
from tests.hostile.centre_tricks import TRICKS, Stage
from tests.hostile.liar import Liar
from tests.hostile.shop import Shop, sold

LONGEST_SALE_S = 5.0


@dataclass
class Tried:
    """``harm``: what the till's side lost, "" = nothing."""

    name: str
    outcome: str
    harm: str = ""


def key_of(folder: Path) -> SigningKey:
    """Return the centre's own key, as a thief finds it."""
    import base64  # noqa: PLC0415 - for this one text

    text = FileVault(folders_at(folder / "data").centre / KEYS).get("centre-bundles")
    assert text is not None
    return SigningKey(base64.b64decode(text))


def run(folder: Path, names: Collection[str] = TRICKS) -> list[Tried]:
    """Try these on one till, in the order of the list; return what came of each."""
    shop = Shop(folder)
    liar = Liar(lambda: shop.centre.url, key_of(folder))
    try:
        till = shop.till("one", liar.url)
        sold(till)
        assert till.sync_once().problem is None
        liar.told.clear()
        till.client.hello()
        return [_tried(shop, liar, name) for name in TRICKS if name in names]
    finally:
        liar.close()
        shop.close()


def _tried(shop: Shop, liar: Liar, name: str) -> Tried:
    start = time.monotonic()
    till = shop.open("one", liar.url)
    head = till.files.journal.queue().head_seq
    stage = Stage(shop, liar, till)
    sold(till)
    till.client.hello()  # it knows the centre's life: what follows is asked once, and rightly signed
    outcome = TRICKS[name](stage)
    began = time.monotonic()
    sold(till)
    slow = time.monotonic() - began > LONGEST_SALE_S
    liar.be_honest()
    harm = [f"selling took {time.monotonic() - began:.1f} s"] if slow else []
    if till.files.journal.queue().head_seq != head + 2:
        harm.append("the journal is not what was sold")
    sys.stderr.write(f"{time.monotonic() - start:5.1f} s  {name}: {outcome}\n")
    return Tried(name, outcome, "; ".join(harm + _healed(shop, liar, outcome)))


def _healed(shop: Shop, liar: Liar, outcome: str) -> list[str]:
    """Bring the true centre back, and compare all books; what a till believed it is told anew."""
    till = shop.tills["one"]
    if outcome.startswith("goes on"):
        shop.centre.open.centre.speaking.order(till.place.agent_id, READ_ANEW)
        till.sync_once()
    problem = till.sync_once().problem
    if (
        problem is not None
    ):  # it has stopped, as it should where two histories differ: a person starts it anew
        problem = shop.open("one", liar.url).sync_once().problem
    harm = [f"does not talk to its centre again: {problem!r}"] if problem is not None else []
    if shop.tills["one"].files.journal.queue().waiting:
        harm.append("sales did not arrive")
    return harm + shop.differences()


def hurry(put: Callable[[object, str, object], None]) -> None:
    """Shorten the limits of time and number: that there are any is what counts."""
    put(app, "LOOKS_A_MINUTE", 12)
    put(client_module, "ANSWER_S", 4.0)
    put(heads, "HEAD_S", 0.5)
    put(squeezing, "BODY_S", 1)


def main() -> int:
    """Print what was tried."""
    hurry(setattr)
    with tempfile.TemporaryDirectory() as folder:
        tried = run(Path(folder))
    told = {
        "tried": len(tried),
        "harm": sum(bool(one.harm) for one in tried),
        "list": [asdict(one) for one in tried],
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return int(any(one.harm for one in tried))


if __name__ == "__main__":
    sys.exit(main())
