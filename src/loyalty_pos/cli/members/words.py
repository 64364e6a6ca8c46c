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
    "nobody_joined": {
        "en": "Nobody is part of this account.",
        "ru": "С этим счётом никто не объединён.",
    },
    "joined_one": {
        "en": "{id}  {name} ({cards}), {kind}, since {day}",
        "ru": "{id}  {name} ({cards}), {kind}, с {day}",
    },
    "duplicate": {"en": "the same person", "ru": "тот же человек"},
    "family": {"en": "a family", "ru": "семья"},
    "accounts_would_join": {
        "en": "There would be {points} points on the one account. Nothing was done yet: add --yes.",
        "ru": "На одном счёте будет баллов: {points}. Пока ничего не сделано: добавьте --yes.",
    },
    "accounts_joined": {
        "en": "The accounts are one, with {points} points. To undo it: loyalty-pos members part {id}",
        "ru": "Счета объединены, баллов на них: {points}. Отменить: loyalty-pos members part {id}",
    },
    "accounts_would_part": {
        "en": "Whoever leaves would have {leaves} points, the other one {stays}. Nothing was done yet: add --yes.",
        "ru": "У того, кто уходит, будет баллов: {leaves}, у оставшегося: {stays}. Пока ничего не сделано: добавьте --yes.",
    },
    "accounts_parted": {
        "en": "The accounts are two again: {leaves} points leave, {stays} stay.",
        "ru": "Счета снова раздельные: баллов ушло {leaves}, осталось {stays}.",
    },
    "pack_made": {
        "en": "{count} blank cards are in {path}. The till receives them by the first and the last number: {first} … {last}",
        "ru": "В {path} — чистых карт: {count}. Касса принимает пачку по первому и последнему номеру: {first} … {last}",
    },
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang].format(**facts)
