"""All of the proof, in the order of a till's life, on a Windows of its own."""

import re
import shutil
from pathlib import Path

from tools.complaint import Complaint
from tools.windows import inno, wine_prefix
from tools.windows.bench import Bench
from tools.windows.proof import centre, installing, upgrading
from tools.windows.proof.machine import Machine
from tools.windows.proof.notes import Notes

_SETUP = re.compile(r"LoyaltyPOS-([\d.]+)-setup\.exe")


def prove(bench: Bench) -> int:
    """Prove what was built; return 1 if a promise did not hold."""
    (older, version_before), (newer, version) = _two_setups(bench)
    broken = inno.compile_broken(bench, version)
    own = wine_prefix.copied(bench, "proof")
    folder = bench.folder / "centre"
    shutil.rmtree(folder, ignore_errors=True)
    notes = Notes()
    with own.screen() as shown:
        machine = Machine(shown)
        centre.make_centre(folder)
        with centre.serving(folder) as address:
            rollout = installing.Rollout(older, version_before, address, centre.code_for_a_till(folder))
            installing.prove_a_silent_installation(machine, notes, rollout)
        installing.prove_it_tests_itself(machine, notes)
        upgrading.prove_a_sale_without_the_centre(machine, notes)
        upgrading.prove_the_window(machine, notes, bench.made / "pictures")
        upgrading.prove_a_selling_till_stays(machine, notes, newer, bench.made / "pictures")
        upgrading.prove_an_upgrade(machine, notes, newer, version)
        upgrading.prove_no_downgrade(machine, notes, older)
        upgrading.prove_a_way_back(machine, notes, broken)
        upgrading.prove_removal_keeps_the_books(machine, notes, newer)
    return 1 if notes.keep(bench.made / "proof.json") else 0


def _two_setups(bench: Bench) -> list[tuple[Path, str]]:
    """Return the newest two installers with their versions, the older one first."""
    named = ((file, _SETUP.fullmatch(file.name)) for file in bench.made.iterdir())
    found = [(_number(read[1]), file, read[1]) for file, read in named if read]
    if len(found) < 2:  # noqa: PLR2004 - an upgrade is between two
        message = (
            "An upgrade is proved between two versions, and there is one: "
            "python dev.py windows --commit TAG, or --call-it 0.0.9 for another name of this one."
        )
        raise Complaint(message)
    return [(file, version) for _, file, version in sorted(found)[-2:]]


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
