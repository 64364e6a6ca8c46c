"""Scenes that nobody draws for a picture: the longest names, the largest sums, a receipt without an end."""

from collections.abc import Callable
from dataclasses import replace

from loyalty_pos.core.basket import Article
from loyalty_pos.core.member import LotKind, Member
from loyalty_pos.lab.shots import Scene
from loyalty_pos.lab.stage import MARIA_CARD, StageGoods, StageMembers, StageStaff, _lot

HUGE_MINOR = 9_999_999_999
"""99,999,999.99: nobody's till takes more, and nothing may be lost of it on the screen."""
_LONG = {
    "ru": "Мороженое пломбир ванильный в вафельном стаканчике с шоколадно-ореховой глазурью, 15 %, 80 г",
    "en": "Vanilla plombir ice cream in a wafer cup with chocolate-hazelnut glazing, 15 %, 80 g, frozen",
}
_PERSON = {
    "ru": "Александра-Валентина Рождественская-Преображенская",
    "en": "Alexandra-Valentina Featherstonehaugh-Cholmondeley",
}
_MANY = 200


def _change(scene: Scene, change: Callable[[int, Article], Article]) -> StageGoods:
    goods = scene._world.goods
    assert isinstance(goods, StageGoods)
    for number, (key, article) in enumerate(goods._by_id.items()):
        goods._by_id[key] = change(number, article)
    return goods


def _people(scene: Scene) -> dict[str, Member]:
    members = scene._world.members
    assert isinstance(members, StageMembers)
    return members.people


def _found(scene: Scene) -> None:
    """Find all of them by a letter that stands in every name."""
    _long_names(scene).at_work().studio.type("ш" if scene.studio.till.look.language == "ru" else "z")


def _long_names(scene: Scene) -> Scene:
    language = scene.studio.till.look.language
    _change(scene, lambda number, one: replace(one, name=f"{_LONG[language]} № {number}"))
    people = _people(scene)
    people["maria"] = replace(people["maria"], name=_PERSON[language])
    book = scene._world.staff
    assert isinstance(book, StageStaff)
    staff = book.people
    staff[:] = [replace(one, name=_PERSON[language]) for one in staff]
    return scene


def _huge_sums(scene: Scene) -> Scene:
    _change(scene, lambda _, one: replace(one, price_minor=HUGE_MINOR))
    people = _people(scene)
    lot = _lot("lot-1", LotKind.BASE, 99_999_999, since=80, days=100)
    people["maria"] = replace(people["maria"], lots=(lot,), spend_minor=HUGE_MINOR)
    return scene


def _one_huge(scene: Scene) -> Scene:
    _huge_sums(scene).at_work().studio.scan(MARIA_CARD, "4609990000067")
    return scene


def _many_lines(scene: Scene) -> Scene:
    goods = scene.at_work()._world.goods
    assert isinstance(goods, StageGoods)
    codes = [code for code in goods._by_barcode if code][: _MANY + 1]
    for code in codes[:_MANY]:
        scene.studio.till.parts.register.scan(code)
    scene.studio.scan(codes[_MANY])
    return scene


EXTREMES: dict[str, Callable[[Scene], object]] = {
    "long-sale": lambda scene: _long_names(scene).at_work().filled(points=True),
    "long-found": _found,
    "long-why": lambda scene: _long_names(scene).at_work().filled().studio.press("F1"),
    "long-receipt": lambda scene: _long_names(scene).at_work().filled().sold(),
    "long-return": lambda scene: _long_names(scene).at_work().filled().sold().studio.press("F12", "Ctrl+R", "Return"),
    "long-balance": lambda scene: _long_names(scene).at_work(pin="3333").filled().studio.press("F9"),
    "long-cards": lambda scene: _long_names(scene).at_work(pin="3333").filled().studio.press("F9", "F7"),
    "huge-sale": _one_huge,
    "huge-points": lambda scene: _one_huge(scene).studio.press("F5"),
    "huge-payment": lambda scene: _one_huge(scene).studio.press("Return"),
    "huge-receipt": lambda scene: _one_huge(scene).studio.press("F12"),
    "huge-return": lambda scene: _one_huge(scene).studio.press("F12", "F12", "Ctrl+R", "Return", "F7"),
    "huge-shift": lambda scene: _one_huge(scene).studio.press("F12", "F12", "F10", "2"),
    "huge-balance": lambda scene: _one_huge(scene).studio.press("F9"),
    "many-lines": _many_lines,
}  # fmt: skip
