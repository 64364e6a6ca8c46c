"""What an installation leaves on a machine, and what it never leaves."""

from pathlib import Path

from tools.windows.freezing import megabytes
from tools.windows.proof.machine import AUTOSTART, LISTED, OURS, Machine
from tools.windows.proof.notes import Notes

CODE = "PROOF-OF-A-CODE-THAT-NOBODY-MAY-READ"
SETUP_MB, INSTALLED_MB = 45, 140
_START_MENU = "ProgramData/Microsoft/Windows/Start Menu/Programs/Loyalty POS/Loyalty POS.lnk"


def prove_a_silent_installation(machine: Machine, notes: Notes, setup: Path, version: str) -> None:
    """Install as IT does it, with the place of the till given along."""
    handed = machine.bench.files / "code.txt"
    handed.write_text(CODE + "\n", encoding="ascii")
    where = machine.bench.seen_by_windows(handed)
    code, log = machine.install(
        setup,
        "/CENTRE=http://127.0.0.1:1",
        "/STORE=S1",
        f"/TOKENFILE={where}",
        "/TASKS=autostart,desktopicon",
    )
    notes.expect("a silent installation ends with 0", holds=code == 0, seen=f"{code} {log[-600:]}")
    size = megabytes(setup)
    notes.expect(f"the installer is at most {SETUP_MB} MB", holds=size <= SETUP_MB, seen=f"{size:.1f}")
    size = megabytes(machine.program) if machine.program.exists() else 0.0
    notes.expect(
        f"installed it is at most {INSTALLED_MB} MB", holds=0 < size <= INSTALLED_MB, seen=f"{size:.1f}"
    )
    print(f"          installer {megabytes(setup):.1f} MB, installed {size:.1f} MB")
    _expect_registered(machine, notes, version)
    folders = sorted(path.name for path in machine.shop.iterdir()) if machine.shop.exists() else []
    wanted = ["config", "data", "kept", "logs"]
    notes.expect(
        "settings, books, copies and logs have folders of their own", holds=folders == wanted, seen=folders
    )
    notes.expect("rights of those folders were set", holds="were not set" not in log, seen=log[-600:])
    links = [machine.bench.drive / _START_MENU, machine.bench.drive / "users/Public/Desktop/Loyalty POS.lnk"]
    absent = [str(link) for link in links if not link.exists()]
    notes.expect("there is a shortcut in the menu and on the desktop", holds=not absent, seen=absent)
    _expect_no_code(machine, notes, handed, log)


def _expect_registered(machine: Machine, notes: Notes, version: str) -> None:
    wanted = {
        (LISTED, "DisplayName"): "Loyalty POS",
        (LISTED, "DisplayVersion"): version,
        (OURS, "Version"): version,
        (OURS, "InstallDir"): r"C:\Program Files\LoyaltyPOS",
        (OURS, "centre"): "http://127.0.0.1:1",
        (OURS, "store"): "S1",
        (AUTOSTART, "LoyaltyPOS"): '"C:\\Program Files\\LoyaltyPOS\\LoyaltyPOS.exe"',
    }
    seen = {place: machine.registry(*place) for place in wanted}
    notes.expect(
        "IT's detection rules, the settings and the start with Windows are registered",
        holds=seen == wanted,
        seen=seen,
    )


def _expect_no_code(machine: Machine, notes: Notes, handed: Path, log: str) -> None:
    """The code for a place: in one file that the till reads, and nowhere else."""
    notes.expect("the file with the code is gone from where it was", holds=not handed.exists())
    told = machine.shop / "data/enrol.code"
    notes.expect("the till finds the code", holds=told.exists() and CODE in told.read_text(encoding="ascii"))
    told.unlink(missing_ok=True)
    holding = [
        str(file)
        for folder in (machine.shop, machine.bench.drive / "users", machine.bench.drive / "windows/temp")
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink() and CODE.encode() in file.read_bytes()
    ]
    registry = [
        file.name
        for file in machine.bench.drive.parent.glob("*.reg")
        if CODE in file.read_text(errors="replace")
    ]
    notes.expect(
        "the code stands in no log, no other file and no registry",
        holds=CODE not in log and not holding + registry,
        seen=[*holding, *registry],
    )


def prove_it_tests_itself(machine: Machine, notes: Notes) -> None:
    """The program says of itself that it is whole, to a person and as an exit code."""
    code, said = machine.ask(
        "--lang", "ru", "--data", r"C:\ProgramData\LoyaltyPOS\data", "till", "--self-test"
    )
    notes.expect("the installed program finds itself whole", holds=code == 0, seen=f"{code} {said}")
    code, said = machine.ask(
        "--data", r"C:\ProgramData\LoyaltyPOS\data", "--self-test", program="LoyaltyPOS.exe"
    )
    notes.expect(
        "the cashier's program tests itself without a window", holds=code == 0, seen=f"{code} {said}"
    )
