"""Why an event waits aside at the centre, and what to do, in both languages: code -> sentence."""

from typing import Final

_REASONS: Final = {
    "unknown_kind": {
        "en": "this program does not know events of this kind; update the centre, then try again",
        "ru": "эта программа не знает таких событий; обновите центр и повторите",
    },
    "bad_body": {
        "en": "its contents cannot be read; call support",
        "ru": "содержимое не читается; позвоните в поддержку",
    },
    "bad_keys": {
        "en": "an id in it is unusable; call support",
        "ru": "негодный идентификатор; позвоните в поддержку",
    },
    "sale_unknown": {
        "en": "it waits for its sale, whose till was not heard yet",
        "ru": "ждёт свою продажу: её касса ещё не вышла на связь",
    },
    "card_taken": {
        "en": "the card belongs to somebody else; give the customer another one",
        "ru": "карта принадлежит другому; выдайте покупателю другую",
    },
    "till_shut_out": {
        "en": "its till had been shut out when it came; if it is an honest sale, `parked again`, else close it",
        "ru": "её касса уже была отключена; если продажа честная — `parked again`, иначе закройте",
    },
    "cannot_store": {
        "en": "the database refuses it; call support",
        "ru": "база его не принимает; позвоните в поддержку",
    },
}
_OTHER: Final = {
    "en": "it cannot be applied ({code}); call support",
    "ru": "его нельзя учесть ({code}); позвоните в поддержку",
}


def parked_reason(code: str, lang: str) -> str:
    """Return why an event waits, and what to do."""
    return _REASONS.get(code, _OTHER)[lang].format(code=code)
