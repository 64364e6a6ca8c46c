"""Sentences about one receipt at the counter, in both languages: code -> (what happened, what to do next)."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "age_not_checked": (
        "“{name}” is sold from {age} years on: born {born} or earlier?",
        "Look at the passport. Enter: old enough. F8: not, the goods leave the receipt.",
    ),
    "too_many_parked": (
        "{limit} receipts are set aside already.",
        "Bring one of them back first: finish or cancel this receipt, then F7.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "age_not_checked": (
        "«{name}» продаётся с {age} лет: дата рождения {born} или раньше?",
        "Посмотрите паспорт. Enter — возраст подходит, F8 — нет: товар уйдёт из чека.",
    ),
    "too_many_parked": (
        "Отложено уже {limit} {limit:чек|чека|чеков}.",
        "Сначала верните один из них: завершите или отмените этот чек, затем F7.",
    ),
}
