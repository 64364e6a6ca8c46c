"""What the commands that prove say, in Russian and English."""

from typing import Final

_LINES: Final = {
    "till_whole": {
        "en": "This till: {events} events, each follows from the one before. Head {head}.",
        "ru": "Эта касса: событий {events}, каждое следует из предыдущего. Конец цепочки {head}.",
    },
    "till_broken": {
        "en": "This till: event {broken_at} does not follow from the one before it. Do not delete anything; call support.",
        "ru": "Эта касса: событие {broken_at} не следует из предыдущего. Ничего не удаляйте, позвоните в поддержку.",
    },
    "stream_whole": {
        "en": "{agent_id} {incarnation}: {events} events, whole. Head {head}.",
        "ru": "{agent_id} {incarnation}: событий {events}, цепочка цела. Конец {head}.",
    },
    "stream_broken": {
        "en": "{agent_id} {incarnation}: broken at event {broken_at}. Keep a copy of the database and call support.",
        "ru": "{agent_id} {incarnation}: цепочка порвана на событии {broken_at}. Сохраните копию базы, позвоните в поддержку.",
    },
    "accounts_whole": {
        "en": "Accounts: {accounts}, entries: {entries}; every point is explained.",
        "ru": "Счетов: {accounts}, записей: {entries}; каждый балл объяснён.",
    },
    "account_broken": {
        "en": "Account {account_id}: entry {broken_at} does not follow, {differs} points are not explained.",
        "ru": "Счёт {account_id}: запись {broken_at} не следует из предыдущей, без объяснения баллов: {differs}.",
    },
    "account_unreadable": {
        "en": "Account {account_id}: an entry contradicts itself.",
        "ru": "Счёт {account_id}: запись противоречит сама себе.",
    },
    "receipt_here": {
        "en": "Receipt {code} is event {seq} of {agent_id} {incarnation}, hash {hash}.",
        "ru": "Чек {code} - событие {seq} кассы {agent_id} {incarnation}, отпечаток {hash}.",
    },
    "receipt_nowhere": {
        "en": "No receipt {code} is in these books.",
        "ru": "Чека {code} в этих книгах нет.",
    },
    "no_books": {
        "en": "Neither a till nor a centre keeps its books in {folder}.",
        "ru": "В {folder} нет книг ни кассы, ни центра.",
    },
}


def proof_line(name: str, lang: str, **facts: object) -> str:
    """Return one line."""
    return _LINES[name][lang].format(**facts)
