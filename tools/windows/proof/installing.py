"""What an installation leaves on a machine, and what it never leaves."""

from dataclasses import dataclass
from pathlib import Path

from tools.windows.freezing import megabytes
from tools.windows.proof.machine import AUTOSTART, BUSY, DATA, LISTED, OURS, Machine
from tools.windows.proof.notes import Notes

SETUP_MB, INSTALLED_MB = 45, 140
_START_MENU = "ProgramData/Microsoft/Windows/Start Menu/Programs/Loyalty POS/Loyalty POS.lnk"


@dataclass(frozen=True)
class Rollout:
    """What IT gives along: the installer, the centre, and the code that gives a till its place."""

    setup: Path
    version: str
    centre: str
    code: str


def prove_a_silent_installation(machine: Machine, notes: Notes, rollout: Rollout) -> None:
    """Install as IT does it, with the place of the till given along; the till takes it at its first start."""
    setup = rollout.setup
    handed = machine.bench.files / "code.txt"
    handed.write_text(rollout.code + "\n", encoding="ascii")
    where = machine.bench.seen_by_windows(handed)
    place = (f"/CENTRE={rollout.centre}", "/STORE=S1", f"/TOKENFILE={where}")
    code, log = machine.install(setup, *place)
    notes.expect(
        "a code without the account that opens the books is refused: 7",
        holds=code == BUSY and handed.exists(),
        seen=f"{code} {log[-400:]}",
    )
    code, log = machine.install(setup, *place, "/CASHIER=*S-1-5-32-545", "/TASKS=autostart,desktopicon")
    notes.expect("a silent installation ends with 0", holds=code == 0, seen=f"{code} {log[-600:]}")
    size = megabytes(setup)
    notes.expect(f"the installer is at most {SETUP_MB} MB", holds=size <= SETUP_MB, seen=f"{size:.1f}")
    size = megabytes(machine.program) if machine.program.exists() else 0.0
    notes.expect(
        f"installed it is at most {INSTALLED_MB} MB", holds=0 < size <= INSTALLED_MB, seen=f"{size:.1f}"
    )
    print(f"          installer {megabytes(setup):.1f} MB, installed {size:.1f} MB")
    _expect_registered(machine, notes, rollout)
    folders = sorted(path.name for path in machine.shop.iterdir()) if machine.shop.exists() else []
    wanted = ["config", "data", "kept", "logs"]
    notes.expect(
        "settings, books, copies and logs have folders of their own", holds=folders == wanted, seen=folders
    )
    notes.expect("rights of those folders were set", holds="were not set" not in log, seen=log[-600:])
    links = [machine.bench.drive / _START_MENU, machine.bench.drive / "users/Public/Desktop/Loyalty POS.lnk"]
    absent = [str(link) for link in links if not link.exists()]
    notes.expect("there is a shortcut in the menu and on the desktop", holds=not absent, seen=absent)
    _expect_no_code(machine, notes, rollout.code, log)
    notes.expect("the file with the code is gone from where it was", holds=not handed.exists())


def _expect_registered(machine: Machine, notes: Notes, rollout: Rollout) -> None:
    wanted = {
        (LISTED, "DisplayName"): "Loyalty POS",
        (LISTED, "DisplayVersion"): rollout.version,
        (OURS, "Version"): rollout.version,
        (OURS, "InstallDir"): r"C:\Program Files\LoyaltyPOS",
        (OURS, "centre"): rollout.centre,
        (OURS, "store"): "S1",
        (AUTOSTART, "LoyaltyPOS"): r'"C:\Program Files\LoyaltyPOS\LoyaltyPOS.exe"',
    }
    seen = {place: machine.registry(*place) for place in wanted}
    notes.expect(
        "IT's detection rules, the settings and the start with Windows are registered",
        holds=seen == wanted,
        seen=seen,
    )


def _expect_no_code(machine: Machine, notes: Notes, code: str, log: str) -> None:
    """The code for a place: in one file that the till reads, and nowhere else; after its first start nowhere at all."""
    _expect_holding(
        machine, notes, "the code stands in the one file that the till reads", code, ["enrol.code"]
    )
    notes.expect("the installer's log does not know it", holds=code not in log)
    done, told = machine.ask(*DATA, "till", "--no-window")
    notes.expect("the till takes its place at its first start", holds=done == 0, seen=f"{done} {told}")
    _expect_holding(machine, notes, "then the code stands nowhere on this machine", code, [])


def _expect_holding(machine: Machine, notes: Notes, promise: str, code: str, wanted: list[str]) -> None:
    folders = [machine.shop, *(machine.bench.drive / name for name in ("users", "windows/temp"))]
    files = [
        file for folder in folders for file in folder.rglob("*") if file.is_file() and not file.is_symlink()
    ]
    files += machine.bench.drive.parent.glob("*.reg")
    holding = [file.name for file in files if code.encode() in file.read_bytes()]
    notes.expect(promise, holds=holding == wanted, seen=holding)


def prove_it_tests_itself(machine: Machine, notes: Notes) -> None:
    """The program says of itself that it is whole, to a person and as an exit code."""
    code, said = machine.ask("--lang", "ru", *DATA, "till", "--self-test")
    notes.expect("the installed program finds itself whole", holds=code == 0, seen=f"{code} {said}")
    code, said = machine.ask(*DATA, "--self-test", program="LoyaltyPOS.exe")
    notes.expect(
        "the cashier's program tests itself without a window", holds=code == 0, seen=f"{code} {said}"
    )
