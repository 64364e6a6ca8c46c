"""What the commands about scanners say, in Russian and English."""

from typing import ClassVar, Final

from loyalty_pos.core.problems import Problem


class NoVirtualPort(Problem):
    """This system makes no ports that are not there."""

    code: ClassVar[str] = "no_virtual_port"


_LINES: Final = {
    "port": {
        "en": "This scanner is at {port}. Open the till with: --scanner {port}",
        "ru": "Этот сканер на порту {port}. Откройте кассу с параметром: --scanner {port}",
    },
    "type": {
        "en": "Type a code and Enter to scan it; Ctrl+D or Ctrl+C ends.",
        "ru": "Наберите код и Enter, чтобы отсканировать; Ctrl+D или Ctrl+C завершает.",
    },
    "scanned": {"en": "scanned: {code}", "ru": "отсканировано: {code}"},
    "ok": {"en": "{name} is connected; scan something.", "ru": "{name} подключён; отсканируйте что-нибудь."},
    "offline": {
        "en": "{name} is not connected; waiting for it.",
        "ru": "{name} не подключён; ждём его.",
    },
    "head": {
        "en": "connected by, fault: heard right / told to scan again / taken for something else",
        "ru": "подключение, неисправность: верно / просит ещё раз / принято за другое",
    },
    "whole": {
        "en": "No fault made one thing of the shop another.",
        "ru": "Ни одна неисправность не превратила одно в другое.",
    },
    "broken": {
        "en": "{wrong} codes were taken for something else. Call support and name the seed {seed}.",
        "ru": "Кодов, принятых за другое: {wrong}. Позвоните в поддержку и назовите число {seed}.",
    },
    "no_virtual_port": {
        "en": "This system has no ports that are not there. Use scanner-lab check, or a program that makes a pair of COM ports.",
        "ru": "В этой системе нет виртуальных портов. Возьмите scanner-lab check или программу, которая создаёт пару COM-портов.",
    },
}
_FAULTS: Final = {
    "none": ("nothing", "исправен"),
    "doubled": ("reads twice", "читает дважды"),
    "reversed": ("backwards", "задом наперёд"),
    "split": ("stops in the middle", "прерывается на середине"),
    "shifted": ("another layout", "другая раскладка"),
    "slow": ("slow", "медленный"),
    "garbage": ("stray characters", "лишние символы"),
}
_WAYS: Final = {
    "keyboard": ("keyboard", "клавиатура"),
    "serial": ("serial port", "порт"),
    "hid": ("USB HID", "USB HID"),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return one line."""
    return _LINES[key][lang].format(**facts)


def fault_word(fault: str, lang: str) -> str:
    """Return what is wrong with a scanner."""
    return _FAULTS[fault][lang == "ru"]


def way_word(way: str, lang: str) -> str:
    """Return how a scanner is connected."""
    return _WAYS[way][lang == "ru"]


def scanner_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal of these commands."""
    return _LINES[problem.code][lang] if isinstance(problem, NoVirtualPort) else None
