"""What ``member-qr`` says, in English and Russian."""

from typing import Final

_LINES: Final[dict[str, tuple[str, str]]] = {
    "lives": (
        "Scan it at the till; in {seconds} s there is a newer one. A till takes each code once.",
        "Отсканируйте на кассе; через {seconds} с будет новый. Касса принимает каждый код один раз.",
    ),
    "picture": ("The code is saved as {path}.", "Код сохранён: {path}."),
    "stopped": (
        "Codes of the phone of card **** {last4} count no more, as soon as a till hears of it.",
        "Коды телефона карты **** {last4} больше не действуют, как только касса об этом узнает.",
    ),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang == "ru"].format(**facts)
