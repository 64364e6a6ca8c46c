"""What a till may decide alone about points, as a programme says it, in both languages; joined into ``programme_en``, ``_ru``."""

from typing import Final

TEXTS_EN: Final[dict[str, str]] = {
    "Redemption.offline": "{offline}",
    "Offline": (
        "While the centre is away a till lets a member pay by itself: in the member's own shop up to {home}, in one "
        "visited within 90 days {visited}, elsewhere {guest}, with the code of the phone {app}."
    ),
    "Offline.risk": "All members of one till together: up to {risk}, until the centre has heard of them.",
    "Offline.per_sale": "Up to {per_sale} a receipt.",
    "Offline.per_sale=0": "",
    "Offline.share_bp": "A shop with one till keeps {share_bp} of what its members have for that till: nobody else takes them.",
    "Offline.share_bp=0": "",
    "Offline.hours": "For a third of {hours} {hours:hour|hours} all of it, then half, afterwards nothing.",
    "Offline.certificate_home_minor": "From one certificate: up to {certificate_home_minor} in the shop that sold it.",
    "Offline.certificate_home_minor=0": "Certificates pay only while the centre is there.",
    "Offline.certificate_guest_minor": "In other shops: up to {certificate_guest_minor} from one certificate.",
    "Offline.certificate_guest_minor=0": "",
    "Offline.coupons=True": "A coupon that counts once is taken without the centre; what it takes off counts like points.",
    "Offline.coupons=False": "A coupon that counts once is taken only while the centre is there.",
    "Offline.code_bp": "Of a code for many, tills keep {code_bp} of the free uses for hours without the centre; together never more than there are.",
    "Offline.code_bp=0": "",
    "Offline.preset=strict": "Preset: strict; the cashier waits for the centre, 0.8 seconds at most.",
    "Offline.preset=balanced": "Preset: balanced.",
    "Offline.preset=generous": "Preset: generous.",
}
TEXTS_RU: Final[dict[str, str]] = {
    "Redemption.offline": "{offline}",
    "Offline": (
        "Без связи с центром касса сама разрешает покупателю потратить: в его магазине до {home}, там, где он бывал "
        "за последние 90 дней, — {visited}, в других — {guest}, по коду из телефона — {app}."
    ),
    "Offline.risk": "Все покупатели одной кассы вместе — до {risk}, пока центр о них не узнал.",
    "Offline.per_sale": "До {per_sale} в чеке.",
    "Offline.per_sale=0": "",
    "Offline.share_bp": "Магазин с одной кассой держит для неё {share_bp} баллов своих покупателей: больше никто их не возьмёт.",
    "Offline.share_bp=0": "",
    "Offline.hours": "Треть срока в {hours} {hours:час|часа|часов} — всё, потом половина, затем ничего.",
    "Offline.certificate_home_minor": "С одного сертификата — до {certificate_home_minor} в магазине, где он продан.",
    "Offline.certificate_home_minor=0": "Сертификаты платят только при связи с центром.",
    "Offline.certificate_guest_minor": "В других магазинах с одного сертификата — до {certificate_guest_minor}.",
    "Offline.certificate_guest_minor=0": "",
    "Offline.coupons=True": "Одноразовый купон касса примет и без центра; его скидка считается наравне с баллами.",
    "Offline.coupons=False": "Одноразовый купон касса примет только при связи с центром.",
    "Offline.code_bp": "У кода для многих кассы держат {code_bp} свободных применений на время без центра; вместе — не больше, чем их есть.",
    "Offline.code_bp=0": "",
    "Offline.preset=strict": "Набор правил: строгий; кассир ждёт центр, но не дольше 0,8 секунды.",
    "Offline.preset=balanced": "Набор правил: умеренный.",
    "Offline.preset=generous": "Набор правил: щедрый.",
}
