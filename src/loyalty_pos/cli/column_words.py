"""What the columns of a list are called, in Russian and English; each name is one that ``import`` understands."""

from collections.abc import Mapping
from typing import Any, Final

_COLUMNS: Final = {
    "id": ("code", "код"),
    "name": ("name", "наименование"),
    "name_en": ("name en", "название по-английски"),
    "page_en": ("page en", "страница по-английски"),
    "price": ("price", "цена"),
    "barcode": ("barcode", "штрихкод"),
    "category": ("category", "категория"),
    "brand": ("brand", "бренд"),
    "unit": ("unit", "единица"),
    "vat": ("vat", "ндс"),
    "min_price": ("min price", "минимальная цена"),
    "cost": ("cost", "себестоимость"),
    "fixed_price": ("fixed price", "фиксированная цена"),
    "no_discount": ("no discount", "без скидки"),
    "no_earn": ("no earn", "без начисления"),
    "no_redeem": ("no redeem", "без списания"),
    "age": ("age", "возраст"),
    "page": ("page", "страница"),
    "position": ("position", "позиция"),
    "role": ("role", "роль"),
    "pin": ("pin", "пин"),
    "card": ("card", "карта"),
    "phone": ("phone", "телефон"),
    "birthday": ("birthday", "дата рождения"),
    "discount": ("discount", "скидка"),
    "tier": ("tier", "уровень"),
    "state": ("state", "состояние"),
    "points": ("points", "баллы"),
    "spend": ("spend", "сумма покупок"),
    "visits": ("visits", "количество покупок"),
    "expires": ("expires", "дата сгорания"),
    "code": ("certificate", "сертификат"),
    "rest": ("rest", "остаток"),
    "rate": ("rate", "ставка"),
    "first_rate": ("first rate", "ставка первого заказа"),
    "ceiling": ("ceiling", "потолок"),
    "month_cap": ("month cap", "предел в месяц"),
    "domain": ("domain", "домен"),
    "conditions": ("conditions", "условия"),
    "host": ("host name", "имя компьютера"),
    "store": ("store", "магазин"),
    "till": ("till", "касса"),
    "build": ("windows build", "сборка windows"),
    "bits": ("bits", "разрядность"),
    "memory": ("memory MB", "память МБ"),
    "disk": ("free disk MB", "свободно на диске МБ"),
    "screen": ("screen", "экран"),
    "profile": ("profile", "профиль"),
}
_OF_EXPORTS: Final = {
    "receipt": "чек",
    "time": "время",
    "store": "магазин",
    "cashier": "кассир",
    "account": "счёт",
    "gross": "без скидок",
    "points money": "оплачено баллами",
    "certificate": "сертификатом",
    "paid": "оплачено",
    "redeemed": "списано баллов",
    "accrued": "начислено баллов",
    "now": "цена сейчас",
    "with card": "цена по карте",
}
"""Headings of lists that are only written."""
_OR: Final = (" or ", " или ")
_STRANGE: Final = (
    "These headings are not understood: {headings}. ",
    "Эти заголовки непонятны: {headings}. ",
)


def column_name(name: str, lang: str) -> str:
    """Return a heading by which ``import`` knows one of our columns, "" for none."""
    return _COLUMNS[name][lang == "ru"] if name else ""


def heading(name: str, lang: str) -> str:
    """Return the heading of a written list in the language of the command."""
    if lang != "ru":
        return name
    return _OF_EXPORTS.get(name) or column_name(name.replace(" ", "_"), lang)


def missing_in_words(facts: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Return the facts of ``MissingColumns`` as parts of its sentence."""
    russian = lang == "ru"
    needed = [
        _OR[russian].join(column_name(one, lang) for one in each.split("|")) for each in facts["columns"]
    ]
    headings = ", ".join(f"«{heading}»" for heading in facts["strange"])
    strange = _STRANGE[russian].format(headings=headings) if headings else ""
    return {"columns": "; ".join(needed), "strange": strange}
