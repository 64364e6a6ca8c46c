"""Words of a card that is put to a paid receipt, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "already_claimed": ("Receipt {receipt} has its customer already.", "Ask for another receipt."),
    "late_card_elsewhere": (
        "Receipt {receipt} is of another till.",
        "Put the card to it at that till, or let the customer claim the points at the centre.",
    ),
    "late_card_too_late": (
        "A card may be put to a receipt for {days} {days:day|days} after the purchase; these are over for receipt {receipt}.",
        "Offer to show the card before paying next time.",
    ),
    "late_card_too_late.none": (
        "A card may be put to a receipt on the day of the purchase only; that day is over for receipt {receipt}.",
        "Offer to show the card before paying next time.",
    ),
    "not_a_customer": (
        "This is no customer's card or phone.",
        "Scan the customer's card or type the full phone.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "already_claimed": ("За чек {receipt} баллы уже начислены.", "Попросите другой чек."),
    "late_card_elsewhere": (
        "Чек {receipt} пробит на другой кассе.",
        "Приложите карту к нему на той кассе, или пусть покупатель запросит баллы в центре.",
    ),
    "late_card_too_late": (
        "Карту к чеку можно приложить {days} {days:день|дня|дней} после покупки; для чека {receipt} срок прошёл.",
        "Предложите в следующий раз показать карту до оплаты.",
    ),
    "late_card_too_late.none": (
        "Карту к чеку можно приложить только в день покупки; для чека {receipt} этот день прошёл.",
        "Предложите в следующий раз показать карту до оплаты.",
    ),
    "not_a_customer": (
        "Это не карта и не телефон покупателя.",
        "Отсканируйте карту покупателя или введите телефон полностью.",
    ),
}
PAPER_EN: Final[dict[str, str]] = {
    "late_card": "CARD PUT TO A RECEIPT",
    "late_card_added": "Added to card **** {last4}: {points}",
    "late_card_bought": "Purchase of",
}
PAPER_RU: Final[dict[str, str]] = {
    "late_card": "КАРТА К ЧЕКУ",
    "late_card_added": "Начислено на карту **** {last4}: {points}",
    "late_card_bought": "Покупка от",
}
