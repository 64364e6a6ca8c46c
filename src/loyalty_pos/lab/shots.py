"""Draw the screens in both languages and both themes: ``python dev.py shots [FOLDER] [--only NAME]``.

Without a folder they go to ``build/shots``; ``--docs`` renews the ones kept in ``docs/pictures``.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PIL import Image

from loyalty_pos import __version__
from loyalty_pos.core.clock.watching import Doubt
from loyalty_pos.core.programme.combined import without_gifts
from loyalty_pos.lab.scenes.beside import BESIDE_SCENES, StageBook
from loyalty_pos.lab.scenes.desk import DESK_SCENES, StageDesk
from loyalty_pos.lab.scenes.kept import KEPT
from loyalty_pos.lab.scenes.printing import DISPLAY_SCENES, StagePrinter
from loyalty_pos.lab.scenes.receipts_in_hand import HAND_SCENES
from loyalty_pos.lab.scenes.scanning import SCANNING_SCENES, StageBench
from loyalty_pos.lab.scenes.together import SCENES_TOGETHER, StageCustomers, StageUpkeep
from loyalty_pos.lab.scenes.working_day import DAY_SCENES
from loyalty_pos.lab.stage import (
    BLOCKED_CARD,
    MARIA_CARD,
    OLEG_CARD,
    StageClock,
    StageGoods,
    StageHolds,
    StagePins,
    StageProgrammes,
    StageRights,
    StageSettings,
    members_in,
    pins_in,
    programme_in,
    staff_in,
)
from loyalty_pos.lab.stage_benefits import BENEFIT_SCENES
from loyalty_pos.lab.stage_cards import CARDS_SCENES, StageDeeds, StageHeld, StagePacks, issuing_on
from loyalty_pos.lab.stage_channels import CHANNEL_SCENES
from loyalty_pos.lab.stage_coupons import COUPON_SCENES, tell_coupons, with_coupons
from loyalty_pos.lab.stage_journal import StageJournal
from loyalty_pos.lab.stage_late_card import LATE_CARD_SCENES
from loyalty_pos.lab.stage_office import OFFICE_SCENES, StageOffice
from loyalty_pos.lab.stage_other_papers import OTHER_PAPER_SCENES, elsewhere_on
from loyalty_pos.lab.stage_things import Silent, StageCable, StagePapers, StagePreferences, StageTime
from loyalty_pos.lab.stage_vouchers import (
    CERTIFICATE_SCENES,
    StageVoucherRights,
    StageVouchers,
    with_certificates,
)
from loyalty_pos.till.beside.mode import Layered, Source, TillMode
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.register import Register
from loyalty_pos.till.returns import Returns
from loyalty_pos.till.room.watching import Room
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.ui.look.tokens import THEMES
from loyalty_pos.ui.parts import Around, DemoParts, Listeners, Practice, SyncNews, UiParts
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.cards import CodePictures
from loyalty_pos.wiring.demo import GOODS

_BASKET = (
    "4609990000067", "4609990000067", "4609990000357", "4609990000364", "4609990000371",
    "4609990002030", "4609990002313", "4609990002665",
)  # fmt: skip
_NEARLY = (*_BASKET[:4], "4609990000067", *_BASKET[5:])
"""A pastry and a little money short of two offers."""
_SHOP = {
    "ru": {
        "shop_name": "Кофейня у дома",
        "shop_address": "Тверь, ул. Озёрная, 4",
        "footer": "Спасибо за покупку!",
        "join_url": "https://coffee.example/ru/join",
    },
    "en": {
        "shop_name": "Corner coffee",
        "shop_address": "4 Lake Street, Tver",
        "footer": "Thank you!",
        "join_url": "https://coffee.example/en/join",
    },
}


class Scene:
    """One window on the stage. Works at it like a cashier, up to the moment of the picture."""

    def __init__(
        self, language: str, theme: str, size: tuple[int, int], *, demo: bool = False, trains: bool = False
    ) -> None:
        self._practice = Practice(trains, (lambda: None) if trains else None)
        self._language = language
        self._cable = StageCable()
        self._demo = (
            DemoParts(pins_in(language), (MARIA_CARD, OLEG_CARD), self._cable, GOODS) if demo else None
        )
        self.clock, self._pins = StageClock(), StagePins()
        self._holds = StageHolds()
        self.papers, self.time = StagePapers(), StageTime()
        self.office, self.customers = StageOffice(language), StageCustomers(language)
        self.managing = StageDesk(language)
        self.mode, self.book = TillMode.SALE, StageBook()
        programme = with_coupons(with_certificates(programme_in(language), language), language)
        members = members_in(language, programme)
        self.journal = StageJournal(self.clock, members.follow)
        self.programmes = StageProgrammes(programme)
        self._world = TillWorld(
            identity=TillIdentity("stage-till", 1, "shop-7", language=language),
            goods=StageGoods(language),
            members=members,
            staff=staff_in(language),
            programmes=self.programmes,
            settings=StageSettings(_SHOP[language]),
            journal=self.journal,
            clock=self.clock,
            time=self.time,
            rights=StageRights(self.clock.now() - timedelta(minutes=12)),
            vouchers=tell_coupons(StageVouchers(programme, self.journal.facts)),
            voucher_rights=StageVoucherRights(),
            elsewhere=elsewhere_on(language),
            office=self.office,
            customers=self.customers,
            managing=self.managing,
            deeds=StageDeeds(self.clock, language),
            held_cards=StageHeld(),
            packs=StagePacks(),
            beside=self.book,
        )
        self.studio = Studio(self._parts(theme), size)
        self.studio.till.shell.sync_changed(SyncNews(online=True, last_sync=self.clock.now()))

    def at_work(self, *, online: bool = True, pin: str = "1111") -> "Scene":
        """Log in and open the shift."""
        studio = self.studio
        self.journal.waiting = 0 if online else 3
        last = self.clock.now() - timedelta(minutes=0 if online else 12)
        studio.till.shell.sync_changed(SyncNews(online, last))
        self._holds.reached = online
        studio.type(pin)
        studio.press("Return")
        studio.type("5000")
        studio.press("Return", "Esc")
        return self

    def filled(self, *, points: bool = False) -> "Scene":
        """Put Maria's morning on the counter."""
        self.studio.scan(MARIA_CARD, *_BASKET)
        self.studio.type("1,286*00101")
        self.studio.press("Return")
        if points:
            self.studio.press("F5")
        return self

    def sold(self) -> "Scene":
        """Sell it with change."""
        self.studio.type("6000")
        self.studio.press("F12")
        return self

    def _parts(self, theme: str) -> UiParts:
        world, paper = self._world, Silent()
        return UiParts(
            world=world,
            register=Register(world),
            returns=Returns(world),
            shift=Shift(world),
            staff=Staff(world, self._pins, self._pins),
            enquiry=Enquiry(world),
            issuing=issuing_on(world),
            holds=self._holds,
            printer=paper,
            drawer=paper,
            listeners=Listeners(_nobody, _nobody, _nobody),
            preferences=StagePreferences({"language": self._language, "theme": theme}),
            codes=CodePictures(),
            version=__version__,
            sync_now=lambda: None,
            around=Around(self.papers, keys="machine", room=lambda: Room(free=48 * 10**9, whole=240 * 10**9)),
            demo=self._demo,
            practice=self._practice,
            mode=lambda: Layered(self.mode.value, Source.MACHINE),
            at_printer=StagePrinter(),
            bench=StageBench(),
            upkeep=StageUpkeep(self._language),
        )


def _nobody(_listener: object) -> Callable[[], None]:
    return lambda: None


def _login(_scene: Scene) -> None:
    pass


def _open(scene: Scene) -> None:
    scene.studio.type("1111")
    scene.studio.press("Return")


def _found(scene: Scene) -> None:
    scene.at_work().filled().studio.type("кофе" if scene.studio.till.look.language == "ru" else "coffee")


def _issue(scene: Scene) -> None:
    studio = scene.at_work().studio
    studio.press("F3")
    studio.type("9161234502")
    studio.press("Return")
    studio.type("Екатерина Волкова" if studio.till.look.language == "ru" else "Catherine Volkova")
    studio.press("Return")
    studio.type("08.03.1991")
    studio.press("F6")


def _issued(scene: Scene) -> None:
    _issue(scene)
    scene.studio.press("F12")


def _pressed(*keys: str, text: str = "", pin: str = "1111") -> Callable[[Scene], None]:
    def work(scene: Scene) -> None:
        scene.at_work(pin=pin).filled().studio.press(*keys)
        scene.studio.type(text)

    return work


def _approval(scene: Scene) -> None:
    _pressed(text="")(scene)
    scene.studio.scan("4600000000992")
    scene.studio.type("149")
    scene.studio.press("Return")


def _clock(scene: Scene) -> None:
    scene.time.why = Doubt.BACK
    scene.at_work(online=False).filled().studio.till.standing.look()


def _near(scene: Scene) -> None:
    scene.at_work().studio.scan(MARIA_CARD, *_NEARLY)


def _why(scene: Scene) -> None:
    _near(scene)
    scene.studio.press("F1")


def _out_of_date(scene: Scene) -> None:
    scene.programmes.out_of_date = True
    scene.programmes.programme = without_gifts(scene.programmes.programme)
    scene.at_work(online=False).filled().studio.till.standing.look()


def _balance(scene: Scene) -> None:
    scene.at_work(pin="3333").filled().sold().studio.press("F12", "F9")
    scene.studio.scan(MARIA_CARD)


SCENES: dict[str, Callable[[Scene], object]] = {
    "login": _login,
    "open": _open,
    "empty": lambda scene: scene.at_work(),
    "sale": lambda scene: scene.at_work().filled(points=True),
    "near": _near,
    "why": _why,
    "why-all": lambda scene: scene.at_work().filled(points=True).studio.press("F1"),
    "out-of-date": _out_of_date,
    "offline": lambda scene: scene.at_work(online=False).filled(points=True),
    "refused": lambda scene: scene.at_work().filled().studio.scan(BLOCKED_CARD),
    "unknown": lambda scene: scene.at_work().filled().studio.scan("4600000000992"),
    "found": _found,
    "quick": _pressed("Ins"),
    "quantity": _pressed("F4"),
    "payment": _pressed("Return", text="6000"),
    "receipt": lambda scene: scene.at_work().filled(points=True).sold(),
    "balance": _balance,
    "issue": _issue,
    "issued": _issued,
    "menu": _pressed("F10"),
    **DAY_SCENES,
    "status": lambda scene: scene.at_work(online=False).filled().studio.press("F10", "6"),
    "approval": _approval,
    "clock": _clock,
    **CERTIFICATE_SCENES,
    **BENEFIT_SCENES,
    **COUPON_SCENES,
    **CHANNEL_SCENES,
    **LATE_CARD_SCENES,
    **CARDS_SCENES,
    **OTHER_PAPER_SCENES,
    **OFFICE_SCENES,
    **DESK_SCENES,
    **SCENES_TOGETHER,
    **HAND_SCENES,
    **BESIDE_SCENES,
    **SCANNING_SCENES,
    "demo-login": _login,
    "demo": lambda scene: scene.at_work().filled(),
    "demo-laid": CERTIFICATE_SCENES["certificate-laid"],
    "demo-pulled": lambda scene: scene.at_work(online=False).filled().studio.press("Ctrl+N"),
}


def stage(name: str, language: str, theme: str, size: tuple[int, int]) -> Scene:
    """Return the stage of this scene, before anything happened on it."""
    return Scene(language, theme, size, demo=name.startswith("demo"), trains=name == "training")


def _shrink(path: Path) -> None:
    """Keep 128 colours: a third of the size, and nobody sees the difference."""
    with Image.open(path) as picture:
        small = picture.quantize(colors=128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw; return 0."""
    parser = argparse.ArgumentParser(prog="shots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/shots"))
    parser.add_argument("--only", default="", help="the name of one scene")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--docs", action="store_true", help="renew the pictures kept in docs/pictures")
    options = parser.parse_args(argv)
    width, _, height = options.size.partition("x")
    folder = Path("docs/pictures") if options.docs else options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, work in (SCENES | DISPLAY_SCENES).items():
        for language in ("ru", "en"):
            for theme in THEMES:
                kept = KEPT.get((name, language, theme), "")
                if options.only not in {"", name} or (options.docs and not kept):
                    continue
                scene = stage(name, language, theme, (int(width), int(height)))
                with scene.studio as studio:
                    work(scene)
                    path = folder / f"{kept if options.docs else f'{name}-{language}-{theme}'}.png"
                    studio.shoot(path)
                    _shrink(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
