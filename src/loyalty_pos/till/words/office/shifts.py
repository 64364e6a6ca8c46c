"""Words of X and Z beyond their sums, and reasons for money and the drawer, in both languages."""

from typing import Final

PAPER_EN: Final[dict[str, str]] = {
    "discounts_by_vat": "Discounts by VAT rate",
    "vat_rate": "VAT {bp}",
    "discounts_by_funder": "Discounts by who pays",
    "loyalty_of_shift": "Loyalty",
    "cash_moves": "Cash in and out",
    "drawer_log": "Drawer opened without a sale",
    "blank_cards": "Blank cards",
    "packs_not_counted": "Not counted in this shift",
    "paid_by": "Paid by {who}",
    "the_shop": "the shop",
    "cards_given_out": "Cards given out",
    "certificates_sold_count": "Certificates sold, pieces",
    "certificates_used_count": "Certificates used, times",
    "points_alone": "Points taken without the centre",
    "points_owing": "of them without a guarantee",
    "kept_back": "Kept back for spent points",
}
PAPER_RU: Final[dict[str, str]] = {
    "discounts_by_vat": "Скидки по ставкам НДС",
    "vat_rate": "НДС {bp}",
    "discounts_by_funder": "Скидки по плательщикам",
    "loyalty_of_shift": "Лояльность",
    "cash_moves": "Внесения и изъятия",
    "drawer_log": "Ящик открыт без продажи",
    "blank_cards": "Чистые карты",
    "packs_not_counted": "За смену не пересчитаны",
    "paid_by": "За счёт: {who}",
    "the_shop": "магазин",
    "cards_given_out": "Выдано карт",
    "certificates_sold_count": "Продано сертификатов, шт.",
    "certificates_used_count": "Оплат сертификатом",
    "points_alone": "Списано баллов без связи",
    "points_owing": "из них без гарантии",
    "kept_back": "Удержано за потраченные баллы",
}
MOVES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "change": "Change brought",
        "bank": "To the bank",
        "purchase": "Paid for a purchase",
        "correction": "Correction",
        "other": "Another reason",
        "cash_in": "Put in",
        "cash_out": "Taken out",
    },
    "ru": {
        "change": "Размен внесён",
        "bank": "Инкассация",
        "purchase": "Оплата закупки",
        "correction": "Исправление",
        "other": "Другая причина",
        "cash_in": "Внесение",
        "cash_out": "Изъятие",
    },
}
DRAWER_WHY: Final[dict[str, dict[str, str]]] = {
    "en": {
        "change": "To change money",
        "count": "To count",
        "customer": "For a customer",
        "": "No reason given",
    },
    "ru": {"change": "Разменять", "count": "Пересчитать", "customer": "Для покупателя", "": "Без причины"},
}
