"""Channels in both languages: what they are called, and why one was refused; with them what is said of whole receipts."""

from typing import Final

from loyalty_pos.till.words.counter import problems as counter

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
    **counter.EN,
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
    **counter.RU,
    "unknown_channel": (
        "В программе ничего нет для способа получения «{channel}».",
        "Продайте без него или назовите тот, что программа знает: {known}.",
    ),
    "unknown_channel.none": (
        "Программа не различает способов получения, и «{channel}» тоже.",
        "Продайте без него.",
    ),
}
