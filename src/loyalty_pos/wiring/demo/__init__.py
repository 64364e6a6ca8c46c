"""A shop that lives, on this machine alone: a centre on loopback, goods, people, history, a till with a cable.

Everything comes in by the same way as in a real shop: imports, a one-time code, sync. Nothing leaves the machine.
"""

import csv
import random
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.vault import VAULT_FILE, FileVault, MemoryVault
from loyalty_pos.sync.codes.gateway import SETTING as CODE_GATEWAY
from loyalty_pos.till.receipt_state import LineAdded
from loyalty_pos.wiring.cable import Cable
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.demo.members import HEADER, known_cards, latin, member_rows
from loyalty_pos.wiring.demo.phone import CustomersPhone
from loyalty_pos.wiring.intake import Asked, bring
from loyalty_pos.wiring.resources import resource
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

STORE: Final = "corner"
SHOWN_CARDS: Final = 3
GOODS: Final = ("4609990000067", "4609990000203", "4609990000012", "4609990000357")
"""Short names, so that a narrow bar shows several."""
_PAST_SALES: Final = 40
_PAST_DAYS: Final = 14
CHANGE_MINOR: Final = 300_000
"""In the drawer when a shift begins."""
_BUILT: Final = "built"
_PARTS: Final = ("centre", "till", "till-2", "logs")
_ENGLISH: Final = {"наименование": "name en", "страница": "page en", "фио": "name en"}
_TEXTS: Final = {
    "ru": {
        "shop_name": "Кофейня у дома",
        "shop_address": "Москва, Садовая улица, 1",
        "receipt_footer": "Спасибо! Ждём вас снова",
    },
    "en": {
        "shop_name": "Corner coffee",
        "shop_address": "1 Garden Street, Moscow",
        "receipt_footer": "Thank you! See you soon",
    },
}


class PastClock(SystemClock):
    """A clock that stands in the past until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.at


@dataclass(frozen=True, slots=True)
class DemoShop:
    """The running shop. ``pins``: (name, PIN) of everybody who may log in."""

    centre: RunningCentre
    cable: Cable
    till: Till
    folder: Path
    pins: tuple[tuple[str, str], ...]
    cards: tuple[str, ...]
    phone: CustomersPhone
    goods: tuple[str, ...] = GOODS

    def close(self) -> None:
        """End all of it."""
        self.till.close()
        self.phone.close()
        self.cable.close()
        self.centre.stop()


def open_demo(folder: Path, language: str) -> DemoShop:
    """Open the till of the shop in this folder, enrolled and synced; a folder without one gets one.

    The folder is the demo's own: a shop whose building was broken off is taken down and built anew.
    """
    built = (folder / _BUILT).exists()
    if not built:
        for part in _PARTS:
            shutil.rmtree(folder / part, ignore_errors=True)
    centre = start_centre(CentreSettings(folder / "centre"))
    phone = CustomersPhone(_first_phone())
    try:
        if not built:
            fill_centre(centre, folder, language)
            _live_for_a_while(centre, folder)
        centre.admin.set_setting(CODE_GATEWAY, phone.address)
        cable = Cable(centre.port)
        (folder / "till").mkdir(exist_ok=True)
        vault = FileVault(folder / "till" / VAULT_FILE)
        settings = TillSettings(folder / "till", language, cable.url, vault)
        if not built:
            enrol(settings, cable.url, centre.admin.make_code(STORE, 1))
            (folder / _BUILT).touch()
        till = open_shop_till(settings)
    except BaseException:
        phone.close()
        centre.stop()
        raise
    return DemoShop(centre, cable, till, folder, _pins(language), _cards(), phone)


def fill_centre(centre: RunningCentre, folder: Path, language: str) -> tuple[tuple[str, str], ...]:
    """Make the store and import its lists; return who may log in with which PIN."""
    texts = _TEXTS[language]
    centre.admin.create_store(STORE, texts["shop_name"])
    for name, value in texts.items():
        centre.admin.set_setting(name, value)
    text = programme_text(language)
    centre.admin.set_programme(text)
    goods = list(_rows(resource("demo", "goods.csv"), language))
    staff = list(_rows(resource("demo", "staff.csv"), language))
    today = datetime.now(UTC).date()
    members: Iterable[tuple[str, ...]] = member_rows(today)
    if language == "en":
        members = ((card, latin(name), *rest) for card, name, *rest in members)
    for subject, rows in (("goods", goods), ("staff", staff), ("cards", [HEADER, *members])):
        path = folder / f"{subject}.csv"
        _write(path, rows)
        report = bring(centre.open, Asked(subject, path))
        assert not report.refused, report.refused
    return _pins(language)


def _pins(language: str) -> tuple[tuple[str, str], ...]:
    header, *people = _rows(resource("demo", "staff.csv"), language)
    who, pin = header.index("фио"), header.index("пин")
    return tuple((row[who], row[pin]) for row in people)


def programme_text(language: str) -> str:
    """Return the demo's programme with its names in one language."""
    text = resource("demo", "programme.toml").read_text(encoding="utf-8")
    if language == "en":
        words = tomllib.loads(resource("demo", "english.toml").read_text(encoding="utf-8"))
        for russian, english in words.items():
            text = text.replace(f'"{russian}"', f'"{english}"')
    return text


def _cards() -> tuple[str, ...]:
    return tuple(known_cards(datetime.now(UTC).date(), SHOWN_CARDS))


def _first_phone() -> str:
    """Return the phone of the first member, whose card can be scanned too."""
    return next(row[2] for row in member_rows(datetime.now(UTC).date()))


def _rows(path: Path, language: str) -> Iterator[list[str]]:
    """Return the rows of a list; in English its English column takes the place of the Russian one."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        header = next(reader)
        yield header
        swaps = [
            (header.index(russian), header.index(english))
            for russian, english in _ENGLISH.items()
            if language == "en" and russian in header
        ]
        for row in reader:
            for shown, translated in swaps:
                row[shown] = row[translated]
            yield row


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _live_for_a_while(centre: RunningCentre, folder: Path) -> None:
    """Let a second till sell for some days, so that members have a history and points that wait to expire."""
    dice = random.Random(1)  # noqa: S311 - the same history each time
    clock = PastClock(datetime.now(UTC) - timedelta(days=_PAST_DAYS))
    settings = TillSettings(folder / "till-2", vault=MemoryVault(), clock=clock)
    enrol(settings, centre.url, centre.admin.make_code(STORE, 2))
    till = open_shop_till(settings)
    try:
        till.staff.log_in("1111")
        till.shift.open(CHANGE_MINOR)
        pages = [article for _, articles in till.world.goods.quick_pages() for article in articles]
        cards = known_cards(datetime.now(UTC).date(), _PAST_SALES // 2)
        for _ in range(_PAST_SALES):
            clock.at += timedelta(days=_PAST_DAYS) / _PAST_SALES
            till.register.scan(dice.choice(cards))
            for article in dice.sample(pages, dice.randrange(1, 5)):
                till.register.add_article(article.id)
            till.register.pay_exact()
        till.shift.close(till.shift.x_report().totals.cash_in_drawer_minor)
        till.sync_once()
    finally:
        till.close()


def scan_all(till: Till, codes: Iterable[str]) -> None:
    """Scan goods; a refusal is raised."""
    for code in codes:
        outcome = till.register.scan(code)
        problem = getattr(outcome, "problem", None)
        if isinstance(problem, Problem):
            raise problem
        assert not isinstance(outcome, LineAdded) or outcome.line_id > 0
