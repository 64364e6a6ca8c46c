"""Upgrade, downgrade, a version that does not work, removal: what was sold is there after each of them."""

import json
import time
from pathlib import Path

from tools.windows.proof.machine import BUSY, DATA, LISTED, OURS, Machine, digests
from tools.windows.proof.notes import Notes

PIN, GOODS = "1111", "4609990000012"
DRAWN = 200
"""More colours than this has no screen on which no window stands."""
OPENED = 20
"""Seconds after its window stands until a till under Wine takes a log-in on a busy machine."""
REFUSED_EARLY, ROLLED_BACK = 1, 20


def prove_a_sale_without_the_centre(machine: Machine, notes: Notes) -> None:
    """Sell while nobody listens: the sale is on this disk alone."""
    done, told = machine.ask("--lang", "en", *DATA, "sell", f"{GOODS}*2", "--pin", PIN)
    notes.expect("it sells while the centre is away", holds=done == 0, seen=f"{done} {told}")
    _expect_waiting(machine, notes, "the sale waits on this disk")


def _expect_waiting(machine: Machine, notes: Notes, promise: str) -> None:
    done, told = machine.ask("--lang", "en", *DATA, "queue", "--json")
    holds = done == 0 and json.loads(told)["waiting"] > 0
    notes.expect(promise, holds=holds, seen=f"{done} {told}")


def prove_the_window(machine: Machine, notes: Notes, pictures: Path) -> None:
    """Start the till as the cashier sees it, in Russian."""
    with machine.running(*DATA, "--lang", "ru"):
        seconds = machine.window_after(DRAWN, 120)
        notes.expect("the till's window stands", holds=seconds is not None, seen=seconds)
        print(f"          window after {seconds or 0:.1f} s, Wine's own start included")
        colours = machine.photograph(pictures / "till-ru.png")
        notes.expect("it is no empty picture", holds=colours > DRAWN, seen=colours)
        done, told = machine.ask(*DATA, "--quit", program="LoyaltyPOS.exe")
        notes.expect("an idle till quits when it is asked to", holds=done == 0, seen=f"{done} {told}")


def prove_an_upgrade(machine: Machine, notes: Notes, setup: Path, version: str) -> None:
    """Upgrade an idle till that holds a sale nobody else has."""
    stale = machine.program / "_internal/of_the_version_before.txt"
    stale.write_text("stale", encoding="ascii")
    books = digests(machine.shop / "data")
    code, log = machine.install(setup)
    notes.expect("an idle till is upgraded", holds=code == 0, seen=f"{code} {log[-600:]}")
    seen = (machine.registry(OURS, "Version"), machine.registry(LISTED, "DisplayVersion"))
    notes.expect("its version is told to IT", holds=seen == (version, version), seen=seen)
    notes.expect("nothing of the version before is left", holds=not stale.exists() and not _aside(machine))
    notes.expect("its books are as they were", holds=digests(machine.shop / "data") == books)
    kept = [digests(folder) for folder in (machine.shop / "kept").glob("*")]
    journal = {name: digest for name, digest in books.items() if name.startswith("till/journal")}
    wanted = {name.partition("/")[2]: digest for name, digest in journal.items()}
    holds = len(kept) == 1 and bool(wanted) and wanted.items() <= kept[0].items()
    notes.expect("a copy of its books from before is kept", holds=holds, seen=kept)
    _expect_waiting(machine, notes, "the sale still waits after the upgrade")


def prove_a_selling_till_stays(machine: Machine, notes: Notes, setup: Path, pictures: Path) -> None:
    """Upgrade in the middle of a receipt: refused, no byte changed, and the receipt still stands."""
    before = digests(machine.program)
    with machine.running(*DATA, "--lang", "ru"):
        machine.window_after(DRAWN, 120)
        time.sleep(OPENED)
        machine.type(PIN)
        machine.type(GOODS)
        machine.photograph(pictures / "selling-ru.png")
        code, log = machine.install(setup)
        notes.expect(
            "a till with an open receipt is not upgraded: 7", holds=code == BUSY, seen=f"{code} {log[-400:]}"
        )
        notes.expect("and nothing was changed", holds=digests(machine.program) == before)
        machine.type(GOODS)
        colours = machine.photograph(pictures / "selling-on-ru.png")
        notes.expect("the cashier sells on", holds=colours > DRAWN, seen=colours)


def prove_no_downgrade(machine: Machine, notes: Notes, older: Path) -> None:
    """Offer an older version: refused before anything is touched."""
    before = (digests(machine.program), digests(machine.shop))
    code, log = machine.install(older)
    notes.expect("an older version is refused: 1", holds=code == REFUSED_EARLY, seen=f"{code} {log[-400:]}")
    notes.expect(
        "before anything was touched", holds=(digests(machine.program), digests(machine.shop)) == before
    )


def prove_a_way_back(machine: Machine, notes: Notes, broken: Path) -> None:
    """Install a version that lacks a part: it is put back to the one before."""
    before = digests(machine.program)
    version = machine.registry(OURS, "Version")
    code, log = machine.install(broken)
    notes.expect(
        "a version that fails its own test ends with 20",
        holds=code == ROLLED_BACK,
        seen=f"{code} {log[-400:]}",
    )
    notes.expect("the version before stands again, to the byte", holds=digests(machine.program) == before)
    seen = (machine.registry(OURS, "Version"), machine.registry(LISTED, "DisplayVersion"))
    notes.expect("and IT sees the version before", holds=seen == (version, version), seen=seen)


def prove_removal_keeps_the_books(machine: Machine, notes: Notes, setup: Path) -> None:
    """Remove the program: the sale stays, and a new installation finds it."""
    books = digests(machine.shop / "data")
    code = machine.uninstall("/PURGEDATA")
    notes.expect(
        "data that the centre does not have is not removed",
        holds=code != 0 and machine.program.exists(),
        seen=code,
    )
    code = machine.uninstall()
    gone = not (machine.program / "LoyaltyPOS.exe").exists()
    notes.expect("the program is removed", holds=code == 0 and gone, seen=code)
    seen = [machine.registry(OURS, "Version"), machine.registry(LISTED, "DisplayName")]
    notes.expect("and no longer listed", holds=seen == [None, None], seen=seen)
    notes.expect("its books stay", holds=digests(machine.shop / "data") == books)
    code, log = machine.install(setup)
    notes.expect("it is installed again", holds=code == 0, seen=f"{code} {log[-400:]}")
    _expect_waiting(machine, notes, "the sale is found by the new installation")
    code = machine.uninstall("/PURGEDATA", "/FORCE")
    notes.expect("/FORCE removes the books as well", holds=code == 0 and not machine.shop.exists(), seen=code)


def _aside(machine: Machine) -> bool:
    return machine.program.with_name(machine.program.name + ".before").exists()
