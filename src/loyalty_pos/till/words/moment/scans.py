"""What is said of a scan that came at a moment when something else is wanted, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "pin_wanted": ("First the till must know who you are.", "Type the PIN and Enter, then scan again."),
    "receipt_wanted": (
        "This is no receipt.",
        "Scan the code on the receipt, choose it from the list, or press Esc and scan again.",
    ),
    "blank_card_wanted": (
        "This is no card of the shop.",
        "Scan the new plastic card, or F8 for a card without plastic. To sell: Esc, then scan again.",
    ),
    "not_in_this_receipt": (
        "“{name}” is not in this receipt, or is back already.",
        "Look whether it is the right receipt; another one: scan its code.",
    ),
    "pack_too_old": (
        "This pack of “{name}” may be sold no more: its last day was {last_day}.",
        "Put the pack aside and bring the customer another one.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "pin_wanted": (
        "Сначала касса должна узнать, кто вы.",
        "Наберите PIN и Enter, затем отсканируйте ещё раз.",
    ),
    "receipt_wanted": (
        "Это не чек.",
        "Отсканируйте код на чеке, выберите чек из списка или нажмите Esc и отсканируйте ещё раз.",
    ),
    "blank_card_wanted": (
        "Это не карта магазина.",
        "Отсканируйте новую пластиковую карту; карта без пластика — F8. Чтобы продать: Esc, затем ещё раз.",
    ),
    "not_in_this_receipt": (
        "«{name}» нет в этом чеке, или этот товар уже вернули.",
        "Проверьте, тот ли это чек; другой — отсканируйте его код.",
    ),
    "pack_too_old": (
        "Эту упаковку «{name}» продавать нельзя: срок годности вышел {last_day}.",
        "Отложите её и принесите покупателю другую.",
    ),
}
