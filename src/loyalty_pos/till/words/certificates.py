"""What is said of gift certificates in both languages: refusals (what happened, what to do next) and words on papers."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "certificate_unknown": (
        "This till does not know the certificate **** {last4}.",
        "Compare the code with the paper and type it once more; otherwise take money, the certificate stays with the customer.",
    ),
    "certificate_not_sold": (
        "The certificate **** {last4} has not been sold as far as this till knows.",
        "To sell it, scan it among the goods. If it was bought elsewhere today, wait until both tills are online.",
    ),
    "certificate_blocked": (
        "The certificate **** {last4} is blocked.",
        "Take money and call the manager; the certificate stays with the customer.",
    ),
    "certificate_cancelled": (
        "The money of the certificate **** {last4} was given back.",
        "Take money; this piece is worth nothing any more.",
    ),
    "certificate_used": ("Nothing is left on the certificate **** {last4}.", "Take the rest in money."),
    "certificate_expired": (
        "The certificate **** {last4} is over: its last day was {last}.",
        "Take money; whether it may be made longer is the manager's to say.",
    ),
    "certificate_already_there": (
        "The certificate **** {last4} is on this receipt already.",
        "It counts once. To take it off, choose its row and press F8.",
    ),
    "certificate_already_sold": (
        "The certificate **** {last4} was sold before.",
        "Take another piece out of the drawer and call the manager.",
    ),
    "certificate_wrong_value": (
        "A certificate of this kind is not sold for {value_minor}.",
        "Choose one of: {values}.",
    ),
    "certificate_wrong_value.any": (
        "A certificate cannot be worth {value_minor}.",
        "Type the sum that the customer wants to give.",
    ),
    "certificate_needs_code": (
        "{article}: scan the code on the piece itself.",
        "Take a certificate out of the drawer and scan it; its price is already chosen.",
    ),
    "certificate_no_series": (
        "The certificate **** {last4} belongs to no series that is sold now.",
        "Sell another one and call the manager.",
    ),
    "certificate_changed": (
        "What the certificate **** {last4} may pay has just changed.",
        "Look at the new sum and take the rest.",
    ),
    "certificate_alone": (
        "No connection: today up to {right_minor} from the certificate **** {last4}, the rest is safe.",
        "Take the rest in money; what is left stays on the certificate.",
    ),
    "certificate_alone.none": (
        "No connection: the certificate **** {last4} cannot pay here today; all of its money is safe.",
        "Take money; in the shop that sold it, or when the line is back, it pays again.",
    ),
    "certificate_held": (
        "The centre does not give the certificate **** {last4}: another till is taking it now, or nothing is left on it.",
        "Take money; if the receipt at the other till was given up, try again in 15 minutes.",
    ),
    "certificate_needs_manager": (
        "No connection: the certificate **** {last4} over {value_minor} is used up by one purchase, a manager decides.",
        "Punch the paper and keep it in the drawer, scan its code once more; the manager types the PIN.",
    ),
    "certificate_was_used": (
        "The certificate **** {last4} has paid for something already: it cannot be taken back.",
        "Take back the other goods; what is left on the certificate stays on it.",
    ),
}

RU: Final[dict[str, tuple[str, str]]] = {
    "certificate_unknown": (
        "Касса не знает сертификата **** {last4}.",
        "Сверьте код с бумагой и введите ещё раз; иначе примите деньги, сертификат останется у покупателя.",
    ),
    "certificate_not_sold": (
        "Сертификат **** {last4}, насколько знает касса, ещё не продан.",
        "Чтобы продать, отсканируйте его среди товаров. Если его купили сегодня на другой кассе, дождитесь связи.",
    ),
    "certificate_blocked": (
        "Сертификат **** {last4} заблокирован.",
        "Примите деньги и позовите управляющего; сертификат останется у покупателя.",
    ),
    "certificate_cancelled": (
        "Деньги за сертификат **** {last4} уже возвращены.",
        "Примите деньги; этот сертификат больше ничего не стоит.",
    ),
    "certificate_used": ("На сертификате **** {last4} ничего не осталось.", "Остальное примите деньгами."),
    "certificate_expired": (
        "Срок сертификата **** {last4} вышел: последний день был {last}.",
        "Примите деньги; продлить его может решить управляющий.",
    ),
    "certificate_already_there": (
        "Сертификат **** {last4} уже в этом чеке.",
        "Он действует один раз. Чтобы убрать его, выберите его строку и нажмите F8.",
    ),
    "certificate_already_sold": (
        "Сертификат **** {last4} уже был продан.",
        "Возьмите из кассы другой и позовите управляющего.",
    ),
    "certificate_wrong_value": (
        "Такой сертификат не продаётся на сумму {value_minor}.",
        "Выберите одну из сумм: {values}.",
    ),
    "certificate_wrong_value.any": (
        "Сертификат не может стоить {value_minor}.",
        "Введите сумму, которую хочет подарить покупатель.",
    ),
    "certificate_needs_code": (
        "{article}: отсканируйте код на самом сертификате.",
        "Возьмите сертификат из кассы и отсканируйте его; цена уже выбрана.",
    ),
    "certificate_no_series": (
        "Сертификат **** {last4} не из тех, что сейчас продаются.",
        "Продайте другой и позовите управляющего.",
    ),
    "certificate_changed": (
        "Сумма, которую может оплатить сертификат **** {last4}, только что изменилась.",
        "Посмотрите новую сумму и примите остальное.",
    ),
    "certificate_alone": (
        "Нет связи: сегодня с сертификата **** {last4} — до {right_minor}, остальное сохранится.",
        "Остальное примите деньгами; остаток останется на сертификате.",
    ),
    "certificate_alone.none": (
        "Нет связи: сертификатом **** {last4} здесь сегодня не заплатить; все деньги на нём сохранятся.",
        "Примите деньги; в магазине, где он продан, или когда связь вернётся, он снова заплатит.",
    ),
    "certificate_held": (
        "Центр не даёт сертификат **** {last4}: им сейчас платят на другой кассе или на нём ничего не осталось.",
        "Примите деньги; если на той кассе чек отменили, попробуйте через 15 минут.",
    ),
    "certificate_needs_manager": (
        "Нет связи: сертификат **** {last4} на {value_minor} одна покупка использует целиком, решает управляющий.",
        "Погасите бумагу и уберите её в ящик, отсканируйте код ещё раз; управляющий введёт PIN.",
    ),
    "certificate_was_used": (
        "Сертификатом **** {last4} уже платили: вернуть его нельзя.",
        "Верните другие товары; остаток на сертификате сохранится.",
    ),
}

PAPER_EN: Final[dict[str, str]] = {
    "certificate_paid": "Certificate **** {last4}",
    "certificate_left": "left on it",
    "certificate_only_here": "elsewhere only after the exchange with the centre",
    "certificate_code": "**** {last4}",
    "certificate_until": "**** {last4}, until {day}",
    "certificate_advance": "advance",
    "certificates_sold": "Certificates sold (no turnover)",
    "certificates_paid": "Paid by certificates",
    "earned_extra": "Extra points",
    "earned_until": "until {day}",
}

PAPER_RU: Final[dict[str, str]] = {
    "certificate_paid": "Сертификат **** {last4}",
    "certificate_left": "остаток",
    "certificate_only_here": "в других магазинах — только после обмена с центром",
    "certificate_code": "**** {last4}",
    "certificate_until": "**** {last4}, до {day}",
    "certificate_advance": "аванс",
    "certificates_sold": "Продано сертификатов (не выручка)",
    "certificates_paid": "Оплачено сертификатами",
    "earned_extra": "Дополнительные баллы",
    "earned_until": "до {day}",
}
