"""The world on its first morning, made once a process and copied for each seed: centre, tills enrolled, shifts open."""

import atexit
import json
import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher

from loyalty_pos.centre.items import ArticleItem, MemberItem, StaffItem
from loyalty_pos.centre.vouchers.desk import OldCertificate
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import ean_digit, own_card
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.sealing import new_device_key
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.wire.messages import OLDEST_PROTO, SIGNED_PROTO, Enrol
from loyalty_pos.wiring.till import TillSettings, open_files
from tests.sim.centre import SimCentre
from tests.sim.chance import only
from tests.sim.clocks import DAY_US, TillClock, TrueTime
from tests.sim.network import Network
from tests.sim.till import PIN, SIGNING, Machine

STORES: Final = ("store-1", "store-1", "store-2", "store-3")
"""Of each till; the shops with one till get shares of their own members' points."""
MEMBERS: Final = 8
OPENING: Final = 150
CARDS: Final = tuple(own_card(f"{number:013d}") for number in range(1, MEMBERS + 1))
CERTIFICATES: Final = ("GIFT00000001", "GIFT00000002")
FLOOR: Final = 60
RISK: Final = 150
_TEXT: Final = """
id = "club"
names = {{ en = "Club" }}
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "silver"
name = "Silver"
from_minor = {silver}
discount_bp = 300
[card]
discount = "tiers"
[[certificate]]
id = "gift"
name = "Gift"
values_minor = [100000]
life_months = 12
[[promotion]]
id = "tea"
name = "Tea week"
kind = "percent"
bp = 1000
coupon = "TEA10"
[accrual]
rate_bp = {rate}
life_days = 10
delay_days = {delay}
[redemption]
receipt_cap_bp = 9000
[redemption.offline]
preset = "balanced"
home = {home}
visited = {visited}
guest = {guest}
app = 0
risk = {risk}
share_bp = 5000
"""
PROGRAMMES: Final = (
    _TEXT.format(silver=60_000, rate=700, delay=0, home=FLOOR, visited=FLOOR, guest=FLOOR, risk=RISK),
    _TEXT.format(silver=40_000, rate=500, delay=2, home=50, visited=40, guest=30, risk=120),
)


def barcode(number: int) -> str:
    """Return the code of an article."""
    digits = f"46099900{number:04d}"
    return digits + ean_digit(digits)


BARCODES: Final = tuple(barcode(number) for number in range(6))


def memory_folder() -> str | None:
    """Return a folder in memory if this machine has one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass(frozen=True)
class Template:
    """``folder`` has ``centre`` and ``till-N``; ``vaults``: what each till's system keeps."""

    folder: Path
    vaults: tuple[dict[str, str], ...]
    began_us: int

    def copy(self, to: Path) -> None:
        """Lay the first morning down in a new folder."""
        shutil.copytree(self.folder, to)


@cache
def template() -> Template:
    """Return the first morning; always the same."""
    folder = Path(tempfile.mkdtemp(prefix="sim-", dir=memory_folder())) / "morning"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    with only(random.Random(2026)):
        return _made(folder)


def _made(folder: Path) -> Template:
    time = TrueTime()
    (folder / "centre").mkdir(parents=True)
    centre = SimCentre(folder / "centre", time)
    _fill(centre)
    network = Network(random.Random(0), centre.serve, Counter())
    network.fair()
    vaults = []
    for number, store in enumerate(STORES):
        till_folder = folder / f"till-{number}"
        till_folder.mkdir()
        _enrol(centre, till_folder, store, SIGNED_PROTO if f"till-{number}" in SIGNING else OLDEST_PROTO)
        machine = Machine(f"till-{number}", till_folder, time, network, None)
        machine.start()
        machine.talk()
        machine.talk()
        machine.stop()
        vaults.append(json.loads((till_folder / VAULT_FILE).read_text(encoding="utf-8")))
        (till_folder / "till.lock").unlink()
    centre.close()
    return Template(folder, tuple(vaults), time.us)


def _enrol(centre: SimCentre, folder: Path, store: str, proto: int) -> None:
    """Do what ``wiring.till.enrol`` does, without its sockets."""
    clock = TillClock(TrueTime())
    files = open_files(
        TillSettings(folder, "en", vault=FileVault(folder / VAULT_FILE), clock=clock, clocks=clock.clocks())
    )
    private, public = new_device_key()
    ask = Enrol(centre.admin.make_code(store), public, files.identity.incarnation, "sim", proto)
    files.identity.keep_device_key(private)
    files.identity.enrol(centre.centre.enrol(ask), "http://127.0.0.1")
    files.close()


def _fill(centre: SimCentre) -> None:
    admin = centre.admin
    for number in range(1, 4):
        admin.create_store(f"store-{number}", f"Shop {number}")
    admin.set_programme(PROGRAMMES[0])
    admin.put_articles([ArticleItem(_article(number), (code,)) for number, code in enumerate(BARCODES)])
    # the least that argon2 can do: a till of the story logs in a hundred times a second
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    pin_hash = quick.hash(PinHasher(centre.secrets.lookup_key)._keyed(PIN), salt=bytes(16))
    admin.put_staff([StaffItem("olga", "Olga", "manager", pin_hash)])
    ends = TrueTime().us + 6 * DAY_US
    items = [
        MemberItem(card, name=f"Member {n}", points=OPENING, expire_us=ends if n % 2 else 0)
        for n, card in enumerate(CARDS)
    ]
    assert admin.put_members(items).added == MEMBERS
    admin.vouchers.import_certificates("gift", [OldCertificate(code, 100_000) for code in CERTIFICATES])


def _article(number: int) -> Article:
    category = ("bakery", "coffee", "grocery")[number % 3]
    return Article(f"a{number}", f"Article {number}", 1_300 + 2_100 * number, category=category, vat_bp=2200)
