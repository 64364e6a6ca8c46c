"""What is said when somebody cannot be found by name or last digits: (what happened, what to do next), in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "search_needs_centre": (
        "Without the centre nobody is found by name or by the last digits.",
        "Scan the card or type the whole phone number: that works without it.",
    ),
    "nobody_found": (
        "The centre knows nobody with this name or these digits.",
        "Type fewer letters, or ask for the card or the whole phone number.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "search_needs_centre": (
        "Без связи с центром по имени и последним цифрам никого не найти.",
        "Отсканируйте карту или введите телефон целиком: это работает и без связи.",
    ),
    "nobody_found": (
        "С таким именем или такими цифрами в центре никого нет.",
        "Введите меньше букв или попросите карту или полный номер телефона.",
    ),
}
PAPER_EN: Final[dict[str, str]] = {"without_receipt": "Goods came back without a receipt"}
PAPER_RU: Final[dict[str, str]] = {"without_receipt": "Возврат без чека"}
