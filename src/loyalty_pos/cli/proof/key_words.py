"""What the commands about keys and orders say, and ``verify`` about signed heads, in both languages."""

from typing import Final

_LINES: Final = {
    "head_good": {
        "en": "{till}: its till has signed all of it, up to event {seq}.",
        "ru": "{till}: касса подписала всё, до события {seq}.",
    },
    "head_older": {
        "en": "{till}: its till has signed it up to event {seq}; what came behind is not signed.",
        "ru": "{till}: касса подписала до события {seq}; дальше без подписи.",
    },
    "head_wrong": {
        "en": "{till}: what stands here is not what its till signed at event {seq}. Keep the database and call support.",
        "ru": "{till}: здесь не то, что касса подписала на событии {seq}. Сохраните базу, позвоните в поддержку.",
    },
    "ordered": {
        "en": "Order {serial}: {kind}. The till obeys with its next exchange.",
        "ru": "Приказ {serial}: {kind}. Касса исполнит при следующей связи.",
    },
    "no_such_till": {
        "en": "There is no till {agent}, or several. Which there are: loyalty-pos exposure",
        "ru": "Кассы {agent} нет, или таких несколько. Какие есть: loyalty-pos exposure",
    },
    "changed": {
        "en": "The till signs with a new key; the centre knows it.",
        "ru": "Касса подписывает новым ключом; центр его знает.",
    },
    "begun": {
        "en": "A new key is made. It takes the old one's place when the centre has it: with the next exchange.",
        "ru": "Новый ключ готов. Он сменит старый, когда его получит центр: при следующей связи.",
    },
}


def key_line(name: str, lang: str, /, **facts: object) -> str:
    """Return one line."""
    return _LINES[name][lang].format(**facts)
