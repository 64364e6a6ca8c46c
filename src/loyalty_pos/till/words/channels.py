"""Channels in both languages: what they are called, and why one was refused (code -> (what happened, what to do next))."""

from typing import Final

NAMES_EN: Final[dict[str, str]] = {
    "": "At the till",
    "pickup": "Pick-up",
    "delivery": "Delivery",
    "courier": "Courier",
}

NAMES_RU: Final[dict[str, str]] = {
    "": "На кассе",
    "pickup": "Самовывоз",
    "delivery": "Доставка",
    "courier": "Курьер",
}

EN: Final[dict[str, tuple[str, str]]] = {
    "unknown_channel": (
        "The programme has nothing for the channel “{channel}”.",
        "Sell without it, or name one that the programme knows: {known}.",
    ),
    "unknown_channel.none": (
        "The programme knows no channels, so not “{channel}” either.",
        "Sell without it.",
    ),
}

RU: Final[dict[str, tuple[str, str]]] = {
    "unknown_channel": (
        "В программе ничего нет для способа получения «{channel}».",
        "Продайте без него или назовите тот, что программа знает: {known}.",
    ),
    "unknown_channel.none": (
        "Программа не различает способов получения, и «{channel}» тоже.",
        "Продайте без него.",
    ),
}
