"""A day at a till and its centre with names, phones, PINs and tokens that stand nowhere else; then every file is read.

Twice: byte for byte as files lie on the disk, packed parts unpacked; and value for value with the keys.
"""

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.items import StaffItem
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.devices.job_store import Job, read_job, write_job
from loyalty_pos.storage.journal.print_jobs import JobText, PrintJobs
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.wire.messages import AccountQuery
from loyalty_pos.wire.signing.joining import read_code
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from loyalty_pos.wiring.upkeep.log import LOG_FILE, begin_log, end_log
from tests.e2e.corner import BARCODES, STORE, fill_shop
from tests.fakes.seeds import Found, Seeds
from tests.integration.cli.conftest import Ask

RUSSIAN, ENGLISH = "Евпраксия Тайнописьмова", "Quibblethwaite Zzyzxson"
PHONES = {"phone of the Russian": "+7 916 765-43-21", "phone of the English": "+7 903 218-76-54"}
PIN = "73916482"
RESPONSIBLE = ("--staff", "vera", "--pin", PIN)
KEYS = {
    Found("till/vault.json", "token of the till"),
    Found("till/vault.json", "key with which the till signs"),
    Found("till/vault.json", "key of the journal"),
    Found("centre/centre.keys", "token of the console"),
    Found("centre/centre.keys", "key with which the centre signs"),
}
"""Where tokens and keys are meant to be: beside the keys, in files that their owner alone may read."""
NAMES = ("Russian name", "surname", "English name")
MEANT = {("centre.db/person", one) for one in (*NAMES, *PHONES)} | {
    ("journal.db/print_job", one) for one in NAMES
}
"""Where people are meant to be, encrypted: the centre's table of persons, and slips that wait for the printer."""
JOBS: JobText[Job] = JobText(number=lambda job: job.number, write=write_job, read=read_job)


class Day:
    """The shop, its data folder, and the vaults as files, as on a machine without a system vault."""

    def __init__(self, data: Path) -> None:
        self.data, self.folders = data, folders_at(data)
        centre = fill_shop(data)
        centre.admin.put_staff(
            [StaffItem("vera", "Vera", "manager", PinHasher(centre.lookup_key).digest(PIN))]
        )
        centre.close()
        self.centre: RunningCentre = start_centre(CentreSettings(self.folders.centre))
        self.settings = TillSettings(self.folders.till, language="ru", vault=None)
        self.code = self.centre.admin.make_code(STORE)
        enrol(self.settings, self.centre.url, self.code)
        self.port = self.centre.port
        self.cards: list[str] = []

    @property
    def seeds(self) -> Seeds:
        till, centre = (
            FileVault(self.folders.till / "vault.json"),
            FileVault(self.folders.centre / "centre.keys"),
        )
        tokens = {
            "token of the till": till.get("token") or "",
            "key with which the till signs": till.get("device-key") or "",
            "key of the journal": till.get("journal-key") or "",
            "token of the console": centre.get("console") or "",
            "key with which the centre signs": centre.get("centre-bundles") or "",
            "code of the till": read_code(self.code).secret,
            "code of the till as it was typed": self.code,
        }
        assert all(tokens.values()), tokens
        names = {"Russian name": RUSSIAN, "surname": RUSSIAN.split()[1], "English name": ENGLISH, "PIN": PIN}
        return Seeds(names | PHONES | tokens, frozenset(PHONES))

    def opened(self) -> Till:
        till = open_shop_till(self.settings)
        till.staff.log_in(PIN, "vera")
        if till.shift.current() is None:
            till.shift.open(0)
        return till

    def sell(self, till: Till) -> None:
        jobs = PrintJobs(till.files.journal_file, JOBS)
        for number, (name, phone) in enumerate(zip((RUSSIAN, ENGLISH), PHONES.values(), strict=True)):
            consents = (("personal_data", "1"), ("profiling", "1"))
            done = till.issuing.issue(IssueForm(name, phone, "1990-02-03", consents))
            self.cards.append(done.card_number)
            jobs.save(Job(number + 1, done.receipt))
            till.register.scan(BARCODES[number])
            till.register.scan(phone)
            sold = till.register.pay_exact(TenderKind.CASH)
            for text in (name, phone):
                till.client.search(
                    AccountQuery(text, staff_id="vera")
                )  # the manager looks for the member online
            back = till.returns.returnable(sold.sale)
            if number:
                till.returns.commit(sold.sale, {one.line_id: one.left_milli for one in back}, "не подошло")
        till.register.scan(phone)  # left open: the draft is on the disk
        till.register.scan(BARCODES[3])

    def bring(self, till: Till) -> None:
        """Exchange everything; twice, because what the centre told is answered with the next word."""
        till.sync_once()
        state = till.sync_once()
        assert state.problem is None and state.waiting == 0

    def visit(self) -> None:
        """Open the till, let it talk with the centre, close it."""
        till = self.opened()
        till.sync_once()  # after a restored centre the first word finds a gap
        self.bring(till)
        till.close()

    def crash(self) -> None:
        """Keep what a machine would leave that dies now: files open, logs beside them."""
        keys = shutil.ignore_patterns("vault.json", "centre.keys", "*.lock")
        for folder in (self.folders.till, self.folders.centre):
            shutil.copytree(folder, self.data / "crash" / folder.name, ignore=keys)

    def start(self) -> None:
        self.centre = start_centre(CentreSettings(self.folders.centre, port=self.port))

    def copy_books(self, copy: Path) -> None:
        self.centre.stop()
        shutil.copy2(self.folders.centre / "centre.db", copy)
        self.start()

    def put_back(self, copy: Path) -> None:
        self.centre.stop()
        for part in ("", "-wal", "-shm"):
            (self.folders.centre / f"centre.db{part}").unlink(missing_ok=True)
        shutil.copy2(copy, self.folders.centre / "centre.db")

    def decrypted(self) -> set[Found]:
        """What the keys open, at the till and at the centre."""
        till, centre = self.folders.till, self.folders.centre
        seeds = self.seeds
        found = set()
        for name in ("journal.db", "cache.db"):
            found |= seeds.in_database(till / name, FileVault(till / "vault.json"))
        return found | seeds.in_database(centre / "centre.db", FileVault(centre / "centre.keys"))


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    data = tmp_path / "data"
    logs = folders_at(data).logs
    logs.mkdir(parents=True)
    handler = logging.FileHandler(logs / "everything.log", encoding="utf-8")
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    day = Day(data)
    yield day
    day.centre.stop()
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


def test_no_file_tells_and_after_an_erasure_nothing_does(day: Day, ask: Ask, tmp_path: Path) -> None:
    a_day_passes(day, ask)
    seeds = day.seeds
    assert seeds.in_files(day.data) == KEYS, "tokens are where keys are, and nothing else is anywhere"
    looked_at = "\n".join(seeds.looked_at)
    for place in (
        "logs/everything.log",
        "till/journal.db",
        "crash/till/journal.db-wal",
        "crash/till/cache.db-wal",
        "crash/centre/centre.db-wal",
        "stick/",
        "backups/centre-",
        "second/centre-",
        ".lpbackup:centre.db",
        "sales.xlsx:xl/",
        ".zip:queue.json",
        ".zip:till.log",
    ):
        assert place in looked_at
    assert {(one.place, one.seed) for one in day.decrypted()} == MEANT

    day.copy_books(tmp_path / "yesterday.db")
    slips = everybody_is_erased(day, ask)
    assert seeds.in_files(day.data) == KEYS
    assert day.decrypted() == set()

    day.put_back(tmp_path / "yesterday.db")
    assert day.decrypted(), "yesterday's copy knows them"
    day.start()
    day.visit()
    assert day.decrypted() == set(), "and whoever opens it makes it forget again"
    assert ask("verify", data=day.data).code == 0
    assert all(ask("privacy", "status", slip, data=day.data).code == 0 for slip in slips)


def a_day_passes(day: Day, ask: Ask) -> None:
    assert ask("medium", "set", day.data / "stick", data=day.data).code == 0
    till = day.opened()
    day.sell(till)
    till.care.medium.follow()
    day.crash()
    day.bring(till)
    till.close()
    for subject in ("goods", "sales"):
        assert ask("export", subject, day.folders.logs / f"{subject}.xlsx", data=day.data).code == 0
    (day.data / "second").mkdir()
    assert (
        ask("backup", "take", day.data / "backups", "--second", day.data / "second", data=day.data).code == 1
    )
    log = begin_log(day.folders.logs)
    assert log is not None
    for person in (*PHONES.values(), *day.cards):  # straight to it: the log of this test keeps what it hears
        log.emit(logging.makeLogRecord({"msg": "a part that tells too much: %s", "args": (person,)}))
    end_log(log)
    assert "‹number›" in (day.folders.logs / LOG_FILE).read_text("utf-8")
    assert ask("diagnostics", "--out", day.folders.logs, data=day.data).code == 0
    assert "support.zip" in ask("doctor", "--zip", day.folders.logs / "support.zip", data=day.data).out
    for words in ("doctor", "queue", "verify"):
        (day.folders.logs / f"{words}.txt").write_text(ask(words, "--json", data=day.data).out, "utf-8")


def everybody_is_erased(day: Day, ask: Ask) -> list[str]:
    """Return the numbers of the slips, once the till has heard of it and said so."""
    slips = []
    for card in day.cards:
        said = ask("privacy", "erase", card, *RESPONSIBLE, "--yes", "--json", data=day.data)
        assert said.code == 0, said.err
        slips.append(json.loads(said.out)["number"])
    assert ask("privacy", "status", slips[0], data=day.data).code == 1, "the till does not know yet"
    day.visit()
    assert all(ask("privacy", "status", slip, data=day.data).code == 0 for slip in slips)
    assert ask("verify", data=day.data).code == 0, "every chain and every sum is whole"
    return slips
