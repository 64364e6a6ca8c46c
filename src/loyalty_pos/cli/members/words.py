"""What the commands about members say, in Russian and English."""

from typing import Final

_LINES: Final = {
    "caller_token": {
        "en": "Token of {name} for {scopes}; it is shown this once: {token}",
        "ru": "Токен для {name} ({scopes}); он показывается только сейчас: {token}",
    },
    "caller_revoked": {
        "en": "{name} is let in no more.",
        "ru": "{name} больше не впускается.",
    },
    "no_callers": {
        "en": "Nobody may speak to the centre from outside yet.",
        "ru": "Пока никто не может обращаться к центру снаружи.",
    },
    "caller": {
        "en": "{name}: {scopes}, since {day}",
        "ru": "{name}: {scopes}, с {day}",
    },
    "caller_out": {
        "en": "{name}: shut out",
        "ru": "{name}: доступ закрыт",
    },
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang].format(**facts)
