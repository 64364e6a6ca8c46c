"""The sentences of ``till --self-test``: what a part is called, what was found, and what to do next where it is not good."""

from collections.abc import Mapping
from typing import Final

from loyalty_pos.till.upkeep.checked import Checked, State

SIGNS: Final[Mapping[State, Mapping[str, str]]] = {
    State.GOOD: {"en": "good  ", "ru": "норма "},
    State.LOOK: {"en": "look  ", "ru": "взгляд"},
    State.BROKEN: {"en": "BROKEN", "ru": "СБОЙ  "},
}
_PARTS: Final = {
    "program": ("program", "программа"),
    "window": ("window", "окно"),
    "fonts": ("fonts", "шрифты"),
    "translations": ("translations", "переводы"),
    "disk": ("disk", "диск"),
    "vault": ("keys", "ключи"),
    "database": ("database", "база данных"),
    "clock": ("clock", "часы"),
    "centre": ("centre", "центр"),
    "printer": ("printer", "принтер"),
}
_AGAIN: Final = "Install the program again.", "Установите программу заново."
_TOLD: Final = {
    "program.whole": ("version {value}, whole", "версия {value}, цела"),
    "program.missing": (
        f"{{value}} is missing or damaged. {_AGAIN[0]}",
        f"{{value}} нет или повреждено. {_AGAIN[1]}",
    ),
    "window.starts": ("can be drawn ({value})", "рисуется ({value})"),
    "window.no_start": (
        f"what draws it does not start. {_AGAIN[0]} If that does not help: Windows 10 1809 or newer is needed.",
        f"не рисуется: Qt не запускается. {_AGAIN[1]} Не помогло — нужна Windows 10 1809 или новее.",
    ),
    "fonts.whole": ("{value}, with Cyrillic and the rouble sign", "{value}, с кириллицей и знаком рубля"),
    "fonts.missing": (
        f"{{value}} is missing or damaged. {_AGAIN[0]}",
        f"{{value}}: файла нет или он повреждён. {_AGAIN[1]}",
    ),
    "translations.whole": ("{value}", "{value}"),
    "translations.missing": (
        f"{{value}} is missing or damaged. {_AGAIN[0]}",
        f"{{value}}: файла нет или он повреждён. {_AGAIN[1]}",
    ),
    "disk.free": ("takes and gives back what is written, {value} MB free", "пишет и читает, свободно {value} МБ"),
    "vault.full": ("in this account's vault", "в хранилище этой учётной записи"),
    "vault.machine": ("in a file that only this machine opens", "в файле, который открывает только этот компьютер"),
    "vault.file": (
        "in a file that whoever reads this account's files can open: encrypt the disk.",
        "в файле, который откроет любой, кто читает файлы этой учётной записи: зашифруйте диск.",
    ),
    "database.kept": (
        "a copy of the journal opens with this version, {value} operations, nothing damaged",
        "копия журнала открывается этой версией, операций: {value}, повреждений нет",
    ),
    "database.new": (
        "encrypted files can be made here; there is no till here yet",
        "зашифрованные файлы создаются; кассы здесь ещё нет",
    ),
    "database.running": (
        "a till runs here and holds its files, so they were not opened",
        "касса работает и держит свои файлы, поэтому их не открывали",
    ),
    "database.no_room": (
        "no copy can be made in {value}. Make room, or give this account the right to write there.",
        "в {value} не сделать копию. Освободите место или дайте этой учётной записи право записи туда.",
    ),
    "clock.zone": ("{value}", "{value}"),
    "clock.no_zone": (
        f"the time zone {{value}} is not known here. {_AGAIN[0]}",
        f"часовой пояс {{value}} здесь неизвестен. {_AGAIN[1]}",
    ),
    "clock.behind": (
        "it says {value}, and the till has already seen a later time. Set the clock of this machine.",
        "показывают {value}, а касса уже видела время позже. Выставьте часы компьютера.",
    ),
    "centre.answers": ("{value} answers and knows this till", "{value} отвечает и знает эту кассу"),
    "centre.not_joined": ("this machine has not joined one yet", "касса ещё не подключена"),
    "printer.screen": ("none is set: receipts are shown in the window", "не задан: чеки показываются в окне"),
    "printer.by_driver": ("{value}, by the driver of the system", "{value}, через драйвер системы"),
    "printer.there": ("{value} can be had", "{value} доступен"),
    "printer.away": (
        "{value} cannot be had. Switch it on, look at its cable, and whether the address is right.",
        "{value} недоступен. Включите его, проверьте кабель и верен ли адрес.",
    ),
    "printer.unreadable": (
        "«{value}» names no printer. Correct it in the settings: till --show-config says where it stands.",
        "«{value}» — не адрес принтера. Исправьте в настройках: till --show-config скажет, где он записан.",
    ),
}  # fmt: skip


def part_name(part: str, lang: str) -> str:
    """Return what people call the part."""
    return _PARTS[part][lang == "ru"]


def sentence_of(one: Checked, lang: str) -> str:
    """Return what was found."""
    return _TOLD[f"{one.part}.{one.why}"][lang == "ru"].format(value=one.value)
