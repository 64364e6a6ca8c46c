"""What the cashier may read out to the customer where something is refused: code -> one sentence, in both languages.

It blames nobody and names no reason that is not the customer's business (a block, a suspicion, a colleague's mistake).
"""

from typing import Final

EN: Final[dict[str, str]] = {
    "age_not_checked": "May I see a passport or a driving licence, please?",
    "already_returned": "These goods have come back already; I can look it up with you.",
    "card_blocked": "This card cannot be used today; the price is the same without it, and the manager will help.",
    "certificate_alone": "Today so much of the certificate can pay; the rest stays on it.",
    "certificate_blocked": "This certificate cannot pay now; please keep it, the manager will look into it.",
    "certificate_expired": "This certificate is over; please pay in another way today.",
    "certificate_held": "This certificate is being used at another till right now; one moment, please.",
    "certificate_not_sold": "This certificate has not been paid for yet, so it cannot pay.",
    "certificate_used": "Everything on this certificate has been spent already.",
    "coupon_gives_nothing": "This coupon does nothing for these goods; it stays yours for another time.",
    "coupon_not_yet": "This coupon begins later; please keep it.",
    "coupon_over": "This coupon is over, I am sorry.",
    "held_elsewhere": "Your points are being used at another till right now; they stay yours.",
    "hold_ended": "The points have gone back to you; shall I take them once more?",
    "hold_refused": "Points cannot pay today, all of them stay yours; the purchase earns as always.",
    "member_code_refused": "Please show the next code in the app, or your card.",
    "not_enough_points": "There are fewer points on your card; shall I take all that there are?",
    "nothing_to_redeem": "Points cannot pay for these goods; they stay yours.",
    "only_for_club": "This is for members of the club first; you may join here, now.",
    "redeem_by_name_refused": "Please show your card or the code on your phone, then your points can pay.",
    "redeem_by_phone_refused": "There is no SMS now: please show your card or the QR code, then your points can pay.",
    "redemption_offline": "Part of the points cannot be asked for now; they are safe and stay yours.",
    "serial_used": "This coupon was used already.",
    "unknown_card": "I cannot find this card; do you know the phone it was given out for?",
}
RU: Final[dict[str, str]] = {
    "age_not_checked": "Покажите, пожалуйста, паспорт или водительское удостоверение.",
    "already_returned": "Этот товар уже возвращали; давайте посмотрим вместе.",
    "card_blocked": "Сегодня эта карта не действует; цена без неё та же, управляющий поможет.",
    "certificate_alone": "Сегодня сертификатом можно оплатить столько; остальное на нём сохранится.",
    "certificate_blocked": "Сертификатом сейчас оплатить нельзя; оставьте его у себя, управляющий разберётся.",
    "certificate_expired": "Срок сертификата закончился; сегодня нужно оплатить иначе.",
    "certificate_held": "Этим сертификатом прямо сейчас платят на другой кассе; подождите минуту, пожалуйста.",
    "certificate_not_sold": "Этот сертификат ещё не оплачен, платить им нельзя.",
    "certificate_used": "С этого сертификата уже всё потрачено.",
    "coupon_gives_nothing": "На эти товары купон ничего не даёт; он остаётся у вас на другой раз.",
    "coupon_not_yet": "Этот купон начнёт действовать позже, сохраните его.",
    "coupon_over": "Срок купона, к сожалению, закончился.",
    "held_elsewhere": "Вашими баллами прямо сейчас платят на другой кассе; они остаются вашими.",
    "hold_ended": "Баллы вернулись к вам; списать их ещё раз?",
    "hold_refused": "Баллами сегодня заплатить не получится, все они остаются вашими; за покупку начислим как всегда.",
    "member_code_refused": "Покажите, пожалуйста, следующий код в приложении или карту.",
    "not_enough_points": "Баллов на карте меньше; списать все, что есть?",
    "nothing_to_redeem": "За эти товары баллами заплатить нельзя; они остаются вашими.",
    "only_for_club": "Это сначала для участников клуба; вступить можно здесь и сейчас.",
    "redeem_by_name_refused": "Покажите, пожалуйста, карту или код в телефоне, и баллы спишутся.",
    "redeem_by_phone_refused": "СМС сейчас нет: покажите, пожалуйста, карту или QR-код, и баллы спишутся.",
    "redemption_offline": "Часть баллов сейчас списать нельзя; они сохранны и остаются вашими.",
    "serial_used": "Этот купон уже использован.",
    "unknown_card": "Не нахожу эту карту; помните телефон, на который её выдали?",
}
