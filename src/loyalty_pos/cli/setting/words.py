"""What each setting of a shop is for, in English and Russian."""

from typing import Final

_SETTINGS: Final = {
    "shop_name": (
        "name of the shop, at the head of receipts and reports",
        "название магазина, вверху чеков и отчётов",
    ),
    "shop_address": ("address below the name, up to 6 lines", "адрес под названием, до 6 строк"),
    "shop_tax_number": ("tax number, 10 or 12 digits", "ИНН, 10 или 12 цифр"),
    "receipt_footer": (
        "last lines of a receipt, up to 6; not set: thanks",
        "последние строки чека, до 6; не задано: благодарность",
    ),
    "join_url": (
        "address where a customer joins, shown as a QR on the customer's display; not set: no code",
        "адрес, где покупатель вступает, QR-кодом на экране покупателя; не задано: без кода",
    ),
    "typed_price_vat_bp": (
        "VAT of goods sold by a typed price, in basis points (2200 is 22 %)",
        "НДС товара по введённой цене, в сотых процента (2200 — это 22 %)",
    ),
    "redeem_by_phone_points": (
        "most points that may be redeemed by phone alone, in the programme's smallest units; 0: as the programme says",
        "сколько баллов можно списать по одному телефону, в наименьших единицах программы; 0: как в программе",
    ),
    "redeem_by_name_points": (
        "most points for who was found by name or last digits and showed neither card nor code; not set: none",
        "сколько баллов можно списать найденному по имени, без карты и кода; не задано: нисколько",
    ),
    "phone_confirmation": (
        "none: a new member may redeem at once; code: only when the phone is confirmed",
        "none: новый участник списывает сразу; code: только после подтверждения телефона",
    ),
    "joined_tier": (
        "purchases of two joined accounts: sum: together; larger: whoever bought more; not set: sum",
        "покупки двух объединённых счетов: sum: вместе; larger: чьих больше; не задано: sum",
    ),
    "family_most": (
        "how many accounts may share one wallet, up to 12; not set: 6",
        "сколько счетов могут быть одной семьёй, до 12; не задано: 6",
    ),
    "return_paper_days": (
        "so many days a receipt of another shop is taken back by its paper, without the centre; not set: 14",
        "сколько дней чек другого магазина принимают к возврату по бумаге, без центра; не задано: 14",
    ),
    "return_paper_limit": (
        "money of one such return, in kopecks, that needs no manager; not set: 300000",
        "сумма такого возврата в копейках без управляющего; не задано: 300000",
    ),
    "return_paper_manager_limit": (
        "the same on a paper that cannot be checked, with a manager's PIN; not set: 1000000",
        "то же по чеку, который не проверить, с PIN-кодом управляющего; не задано: 1000000",
    ),
    "scale_labels": (
        "numbers of the shop's scales: 20=weight 23=price/6, the last digit is the article's length; not set: 21=weight 23=price",
        "номера весов магазина: 20=weight (вес) 23=price/6 (сумма), последняя цифра — длина артикула; не задано: 21=weight 23=price",
    ),
    "legal_entity": (
        "legal entity of the shop: a month is closed for each; not set: one for all",
        "юридическое лицо магазина: месяц закрывают по каждому; не задано: одно на всех",
    ),
    "goodwill_points": (
        "whole points that a manager may give at once without a second one; not set: 500",
        "сколько целых баллов управляющий начисляет сразу без второго человека; не задано: 500",
    ),
    "goodwill_day_points": (
        "whole points that a manager may give in a day without a second one; not set: 2000",
        "сколько целых баллов управляющий начисляет за день без второго человека; не задано: 2000",
    ),
    "display_language": (
        "language the customer's display begins with, ru or en; not set: that of the till; each customer may change it",
        "язык, с которого начинает экран покупателя: ru или en; не задано: как у кассы; покупатель может сменить",
    ),
    "age_check": (
        "no: this till asks for nobody's age, somebody else looks; yes or not set: it asks before goods from an age on are paid",
        "no: касса возраст не спрашивает, смотрит кто-то другой; yes или не задано: спрашивает до оплаты товаров с возрастом",
    ),
    "till_mode": (
        "sale: the till sells and prints by itself; beside: another program prints the receipt; not set: as the till is",
        "sale: касса продаёт и печатает сама; beside: чек печатает другая программа; не задано: как на самой кассе",
    ),
    "beside_port": (
        "port on the till's own machine for that program; 0: none; not set: as the till is",
        "порт на компьютере кассы для этой программы; 0: нет; не задано: как на самой кассе",
    ),
    "staff_badge": (
        "what a badge opens: pin: it only says whose PIN comes; unlock: a till that its owner locked; open: it logs a cashier in; not set: pin",
        "что открывает бейдж: pin: лишь называет, чей PIN-код; unlock: кассу, которую закрыл владелец; open: впускает кассира; не задано: pin",
    ),
    "badge_approves": (
        "1: the badge of somebody who may is an approval, without a PIN; not set: 0",
        "1: бейдж того, кто вправе, заменяет PIN-код при подтверждении; не задано: 0",
    ),
    "lock_after_min": (
        "a till that nobody touches is locked after so many minutes, the open receipt stays; 0: never; not set: 10",
        "через сколько минут без касаний касса закрывается, чек остаётся; 0: никогда; не задано: 10",
    ),
    "role_limits": (
        "sums up to which a role decides, in kopecks, a line each: senior return 500000 (return, void, cash_move, approve_price)",
        "до какой суммы решает роль, в копейках, по строке: senior return 500000 (return, void, cash_move, approve_price)",
    ),
    "debt_write_off_points": (
        "a debt of fewer points that a till took is written off by itself; 0: never; not set: 50",
        "долг по оплате баллами меньше стольких баллов списывается сам; 0: никогда; не задано: 50",
    ),
    "debt_write_off_days": (
        "the same after so many days; 0: never; not set: 180",
        "то же через столько дней; 0: никогда; не задано: 180",
    ),
    "birthday_days_before": (
        "so many days before a birthday count as the birthday; not set: 3",
        "сколько дней до дня рождения считаются днём рождения; не задано: 3",
    ),
    "birthday_days_after": (
        "so many days after a birthday count as the birthday; not set: 3",
        "сколько дней после дня рождения считаются днём рождения; не задано: 3",
    ),
    "region": ("region of the shop, for offers of regions", "регион магазина, для предложений по регионам"),
    "consent_version": (
        "which text of the consent people sign now; kinds may differ: 2 advertising:3 partners:1",
        "какой текст согласия люди подписывают сейчас; можно по видам: 2 advertising:3 partners:1",
    ),
    "least_age": (
        "full years from which somebody may have an account of their own; younger ones share a parent's wallet; not set: any age",
        "с какого возраста, полных лет, заводят свой счёт; младшие получают карту к счёту родителя; не задано: с любого",
    ),
    "consent_hash": (
        "SHA-256 of the texts that people sign now, by kind: personal_data:3f0a… advertising:…; kept with each consent",
        "SHA-256 текстов, которые люди подписывают сейчас, по видам: personal_data:3f0a… advertising:…; хранится с каждым согласием",
    ),
    "code_gateway": (
        "where a till hands over codes for phones: https://… or a program on the till itself; not set: no codes",
        "куда касса передаёт коды для телефонов: https://… или программа на самой кассе; не задано: кодов нет",
    ),
    "unknown_cards_till": (
        "most card numbers that nobody has, tried at a till within an hour, before cards wait; not set: 20, 0: any number",
        "сколько номеров карт, которых ни у кого нет, можно пробовать на кассе за час; не задано: 20, 0: сколько угодно",
    ),
    "unknown_cards_cashier": (
        "the same for one cashier at a till; not set: 20, 0: any number",
        "то же для одного кассира на кассе; не задано: 20, 0: сколько угодно",
    ),
    "unknown_vouchers_till": (
        "most codes of certificates and coupons that nobody made, tried at a till within an hour, before codes wait; not set: 20, 0: any number",
        "сколько кодов сертификатов и купонов, которых никто не выпускал, можно пробовать на кассе за час; не задано: 20, 0: сколько угодно",
    ),
    "unknown_vouchers_cashier": (
        "the same for one cashier at a till; not set: 20, 0: any number",
        "то же для одного кассира на кассе; не задано: 20, 0: сколько угодно",
    ),
    "packs_low_at": (
        "a till says that plastic runs out when so many cards are left; not set: 20",
        "при каком остатке карт касса говорит, что пластик кончается; не задано: 20",
    ),
    "packs_of_others": (
        "yes: a till that has packs gives out cards of other tills' packs too; not set: no",
        "yes: касса со своими пачками выдаёт и карты из чужих пачек; не задано: no",
    ),
}


def setting_meaning(name: str, lang: str) -> str:
    """Return what a setting is for."""
    return _SETTINGS[name][lang == "ru"]
