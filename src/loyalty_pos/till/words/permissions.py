"""What a right is called in the middle of a sentence, in both languages."""

from typing import Final

EN: Final[dict[str, str]] = {
    "sell": "sell",
    "return": "make returns",
    "void": "void receipts",
    "delete_line": "delete lines",
    "approve_price": "approve prices",
    "issue": "give out cards",
    "balance_search": "search customers",
    "shift": "open and close shifts",
    "cash_move": "put in or take out cash",
    "reprint": "print copies",
    "queue": "see the sync queue",
    "clubs": "pause and end club memberships",
    "settings": "change settings",
    "trust_paper": "believe receipts that cannot be checked",
    "late_card": "put cards to receipts of other days",
    "take_hold": "take over points that another till holds",
    "statement": "see where a customer's points went",
    "exposure": "see what tills may cost without the centre",
}
RU: Final[dict[str, str]] = {
    "sell": "продавать",
    "return": "оформлять возврат",
    "void": "аннулировать чек",
    "delete_line": "удалять строки чека",
    "approve_price": "подтверждать цену",
    "issue": "выдавать карты",
    "balance_search": "искать покупателей",
    "shift": "открывать и закрывать смену",
    "cash_move": "вносить и изымать наличные",
    "reprint": "печатать копию",
    "queue": "смотреть очередь обмена",
    "clubs": "приостанавливать и прекращать членство в клубах",
    "settings": "менять настройки",
    "trust_paper": "верить чекам, которые здесь не проверить",
    "late_card": "прикладывать карту к чеку другого дня",
    "take_hold": "забирать баллы, которые держит другая касса",
    "statement": "смотреть, куда делись баллы покупателя",
    "exposure": "смотреть, во что могут обойтись кассы без связи",
}
