"""Words on the papers of cards: the slip of a new card, its consents, the count of blank ones; both languages."""

from typing import Final

PAPERS_EN: Final[dict[str, str]] = {
    "card_slip": "the slip of the card",
    "balance_slip": "the slip of the balance",
    "pack_count": "the count of blank cards",
}
EN: Final[dict[str, str]] = {
    "card_slip": "CUSTOMER CARD",
    "balance_slip": "CARD BALANCE",
    "keep_this_code": "Show this code at the till",
    "consents": "Consents",
    "consent.personal_data": "keeping personal data",
    "consent.advertising": "advertising and offers",
    "consent.partners": "passing on to partners",
    "consent.profiling": "personal offers",
    "pack_count": "BLANK CARDS COUNTED",
    "packs_delivered": "Delivered",
    "packs_issued": "Given out",
    "packs_spoiled": "Spoiled",
    "packs_left": "Must be left",
    "phone_not_confirmed": "The card earns now. It pays when the phone is confirmed at a till.",
}
PAPERS_RU: Final[dict[str, str]] = {
    "card_slip": "листок о выдаче карты",
    "balance_slip": "листок с балансом",
    "pack_count": "пересчёт чистых карт",
}
RU: Final[dict[str, str]] = {
    "card_slip": "КАРТА ПОКУПАТЕЛЯ",
    "balance_slip": "БАЛАНС КАРТЫ",
    "keep_this_code": "Покажите этот код на кассе",
    "consents": "Согласия",
    "consent.personal_data": "обработка персональных данных",
    "consent.advertising": "реклама и предложения",
    "consent.partners": "передача партнёрам",
    "consent.profiling": "персональные предложения",
    "pack_count": "ПЕРЕСЧЁТ ЧИСТЫХ КАРТ",
    "packs_delivered": "Получено",
    "packs_issued": "Выдано",
    "packs_spoiled": "Испорчено",
    "packs_left": "Должно остаться",
    "phone_not_confirmed": "Карта уже копит баллы. Платить ими можно, когда телефон подтвердят на кассе.",
}
