"""Words for the kinds and states that stand in the books as codes; a code without words is shown as it is."""

from typing import Final

_CODED: Final = frozenset({"kind", "state", "what"})
VALUES: Final[dict[str, tuple[str, str]]] = {
    "accrual": ("earned", "начисление"),
    "activation": ("became spendable", "стали доступны"),
    "redemption": ("paid with points", "оплата баллами"),
    "redemption_refund": ("paid points given back", "возврат оплаты баллами"),
    "accrual_reversal": ("earned points taken back", "отмена начисления"),
    "expiry": ("expired", "сгорание"),
    "adjust_credit": ("correction, more", "исправление, больше"),
    "adjust_debit": ("correction, less", "исправление, меньше"),
    "transfer_out": ("moved away", "переданы"),
    "transfer_in": ("moved here", "получены"),
    "withdrawal": ("paid out as money", "выведены деньгами"),
    "prolonged": ("prolonged", "продлены"),
    "debt_write_off": ("debt written off", "долг списан"),
    "debt_repaid": ("debt repaid", "долг погашен"),
    "merge": ("accounts joined", "счета объединены"),
    "hold": ("held", "удержание"),
    "hold_release": ("given free", "удержание снято"),
    "opening": ("brought along", "перенесено из старой системы"),
    "base": ("for purchases", "за покупки"),
    "sale": ("sale", "продажа"),
    "return": ("return", "возврат"),
    "card": ("card", "карта"),
    "phone": ("phone", "телефон"),
    "active": ("active", "действует"),
    "nonactive": ("not active", "не действует"),
    "blocked": ("blocked", "заблокирована"),
    "lost": ("lost", "утеряна"),
    "replaced": ("replaced", "заменена"),
    "archive": ("ended", "прекращена"),
    "export": ("told what is kept", "сообщить, что хранится"),
    "erase": ("forget", "забыть"),
    "withdraw": ("take a consent back", "отозвать согласие"),
}


def value_words(column: str, value: str, lang: str) -> str:
    """Return a code in words where the column holds codes, anything else as it is."""
    known = VALUES.get(value) if column in _CODED else None
    return known[lang == "ru"] if known else value
