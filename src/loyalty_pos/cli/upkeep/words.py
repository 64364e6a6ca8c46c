"""What these commands say, in Russian and English."""

from typing import Final

_LINES: Final = {
    "written": {
        "en": "{path}: give this file to support. No name, phone, card number or key is in it.",
        "ru": "{path}: передайте этот файл в поддержку. Имён, телефонов, номеров карт и ключей в нём нет.",
    },
    "setting": {"en": "{name} = {value}  ({source})", "ru": "{name} = {value}  ({source})"},
    "broken": {
        "en": "{path} cannot be read as TOML: nothing in it counts. Mend it.",
        "ru": "{path} не читается как TOML: ничего из него не действует. Исправьте файл.",
    },
    "policy": {"en": "policy, {place}", "ru": "политика, {place}"},
    "machine": {"en": "this machine, {place}", "ru": "этот компьютер, {place}"},
    "user": {"en": "chosen at the window, {place}", "ru": "выбрано в окне, {place}"},
    "default": {"en": "default", "ru": "по умолчанию"},
}


def said(key: str, lang: str, **facts: object) -> str:
    """Return a line."""
    return _LINES[key][lang].format(**facts)
