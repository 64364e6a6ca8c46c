"""The part of ``alarm_words`` about cards at the counter: packs of plastic, cards taken back, who may not pay or be served."""

from typing import Final

CARD_ALARMS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "packs_low": {
        "en": (
            "so many blank cards are left at a till; the subject says how many",
            "send a pack; until then customers get virtual cards",
        ),
        "ru": (
            "на кассе осталось столько чистых карт; число указано",
            "отправьте пачку; до неё покупателям выдают виртуальные карты",
        ),
    },
    "packs_differ": {
        "en": (
            "the evening's count of blank cards is not what it must be (delivered:issued:spoiled:left:counted)",
            "count once more; cards that are missing give nobody anything until a till gives them out",
        ),
        "ru": (
            "вечерний пересчёт чистых карт не сошёлся (получено:выдано:испорчено:должно быть:насчитано)",
            "пересчитайте; пропавшая чистая карта ничего не даёт, пока её не выдаст касса",
        ),
    },
    "card_undone_used": {
        "en": (
            "a till took back a card that had been used meanwhile",
            "the card stays its holder's; ask the cashier whom it was given to",
        ),
        "ru": (
            "касса отменила выдачу карты, которой тем временем пользовались",
            "карта осталась у покупателя; спросите кассира, кому её дали",
        ),
    },
    "own_card_at_sale": {
        "en": (
            "a member of staff used their own card on a receipt that they made",
            "the till should have refused it: look at the till; the points stand, talk to them",
        ),
        "ru": (
            "сотрудник провёл свою карту по чеку, который сам пробил",
            "касса должна была отказать: проверьте её; баллы остались, поговорите с сотрудником",
        ),
    },
    "unverified_paid": {
        "en": (
            "points paid of a member whose phone nobody has confirmed",
            "the till should have refused it: look at the till, then confirm the phone or block the card",
        ),
        "ru": (
            "баллами заплатил участник, чей телефон никто не подтвердил",
            "касса должна была отказать: проверьте её, затем подтвердите телефон или заблокируйте карту",
        ),
    },
    "shown_too_little": {
        "en": (
            "points paid of a member who had named a phone or a name alone, or a code that no gateway of the shop can have sent",
            "the till should have refused it: look at the till and who worked there; the points stand, ask the member",
        ),
        "ru": (
            "баллами заплатил участник, назвавший только телефон или имя, либо по коду, который в этом магазине отправить некому",
            "касса должна была отказать: проверьте её и кто на ней работал; списание осталось, спросите участника",
        ),
    },
    "unknown_cards": {
        "en": (
            "more card numbers that nobody has were tried at a till within an hour than it may (who:how many)",
            "ask whoever worked there; new cards that no till knows yet? then look at that till's line, or raise `unknown_cards_till`",
        ),
        "ru": (
            "на кассе за час пробовали больше номеров карт, которых ни у кого нет, чем можно (кто:сколько)",
            "спросите, кто там работал; новые карты, которых касса ещё не знает? тогда проверьте её связь или поднимите `unknown_cards_till`",
        ),
    },
    "unknown_vouchers": {
        "en": (
            "more codes of certificates and coupons that nobody made were tried at a till within an hour than it may (who:how many; `centre`: asked over the line)",
            "ask whoever worked there; a list that was not imported? import it, or raise `unknown_vouchers_till`; `centre`, and it was not restored lately? a till's key is in other hands: shut the till out, give it a new place",
        ),
        "ru": (
            "на кассе за час пробовали больше кодов сертификатов и купонов, которых никто не выпускал, чем можно (кто:сколько; `centre`: спрашивали по связи)",
            "спросите, кто там работал; не загружен список кодов? загрузите его или поднимите `unknown_vouchers_till`; `centre`, а центр не восстанавливали? ключ кассы в чужих руках: отключите её и подключите заново",
        ),
    },
    "member_too_young": {
        "en": (
            "a till gave an account to somebody below the shop's least age, or without a birthday that tells it",
            "the till should have refused it: ask for a parent, join both accounts, or erase the member",
        ),
        "ru": (
            "касса завела счёт тому, кто младше установленного возраста, или без даты рождения с годом",
            "касса должна была отказать: попросите родителя, объедините счета или удалите участника",
        ),
    },
}
