"""What the commands about members say, in Russian and English."""

from typing import Final

_LINES: Final = {
    "no_clubs": {
        "en": "No programme in force has a club.",
        "ru": "В действующих программах нет клубов.",
    },
    "club_gone": {
        "en": "in no programme any more",
        "ru": "больше ни в одной программе",
    },
    "club": {
        "en": "{id} ({name}): {members} in, {paused} paused, {over} over",
        "ru": "{id} ({name}): состоят {members}, на паузе {paused}, вышел срок {over}",
    },
    "club_events": {
        "en": "events: {events}",
        "ru": "события: {events}",
    },
    "club_empty": {
        "en": "Nobody is in it.",
        "ru": "В нём никого нет.",
    },
    "club_member": {
        "en": "{who}: since {since}, until {until}",
        "ru": "{who}: с {since}, до {until}",
    },
    "club_member_paused": {
        "en": "{who}: since {since}, paused; until {until} and the days of the pause",
        "ru": "{who}: с {since}, на паузе; до {until} и дни паузы",
    },
    "for_ever": {
        "en": "for ever",
        "ru": "бессрочно",
    },
    "invitations_made": {
        "en": "{count} invitations are in {path}; each opens the club once. The file is as good as a ticket: keep it safe.",
        "ru": "В {path} — приглашений: {count}; каждое открывает клуб один раз. Файл дорог как билеты: храните его.",
    },
    "guest_added": {
        "en": "{who} is on the list of {event}.",
        "ru": "{who} — в списке гостей {event}.",
    },
    "no_guests": {
        "en": "Nobody is on the list yet.",
        "ru": "В списке пока никого.",
    },
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
