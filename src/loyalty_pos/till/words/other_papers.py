"""Words of receipts of other tills, which are taken back by what their QR says, in both languages."""

from typing import Final

from loyalty_pos.till.words.beside import problems as beside
from loyalty_pos.till.words.customers import problems as customers
from loyalty_pos.till.words.desk import problems as desk

EN: Final[dict[str, tuple[str, str]]] = (
    {
        "not_a_proof": (
            "The QR code of this receipt cannot be read whole.",
            "Smooth the paper and scan it once more, or type the 20 digits under it.",
        ),
        "paper_forged": (
            "Receipt {receipt} is not what a till of this network printed.",
            "Give nothing back. Call the manager and keep the paper.",
        ),
        "paper_too_old": (
            "Receipt {receipt} is older than {days} {days:day|days}: another shop's goods are not taken back by the paper any more.",
            "Ask the manager; with a connection to the centre the receipt can be looked up.",
        ),
        "paper_over_limit": (
            "Receipt {receipt} cannot be checked here, and without a check at most {limit_minor} may be given back.",
            "Lower the sum, or take it back when there is a connection to the centre.",
        ),
        "paper_money_gone": (
            "Of receipt {receipt} only {left_minor} can still be given back.",
            "Take out lines or lower the quantity.",
        ),
    }
    | beside.EN
    | customers.EN
    | desk.EN
)
RU: Final[dict[str, tuple[str, str]]] = (
    {
        "not_a_proof": (
            "QR-код этого чека не читается целиком.",
            "Расправьте чек и отсканируйте ещё раз или введите 20 цифр под кодом.",
        ),
        "paper_forged": (
            "Чек {receipt} напечатан не кассой этой сети.",
            "Ничего не возвращайте. Позовите управляющего и оставьте чек у себя.",
        ),
        "paper_too_old": (
            "Чеку {receipt} больше {days} {days:день|дня|дней}: покупки из другого магазина по чеку уже не принимаются.",
            "Спросите управляющего; при связи с центром чек найдётся.",
        ),
        "paper_over_limit": (
            "Чек {receipt} здесь не проверить, а без проверки можно вернуть не больше {limit_minor}.",
            "Уменьшите сумму или оформите возврат, когда будет связь с центром.",
        ),
        "paper_money_gone": (
            "По чеку {receipt} осталось вернуть не больше {left_minor}.",
            "Снимите строки или уменьшите количество.",
        ),
    }
    | beside.RU
    | customers.RU
    | desk.RU
)
PAPER_EN: Final[dict[str, str]] = (
    {
        "goods_of_receipt": "Goods of the receipt, by their sum",
        "line_of_receipt": "Line {line} of the receipt",
    }
    | beside.PAPER_EN
    | customers.PAPER_EN
)
PAPER_RU: Final[dict[str, str]] = (
    {
        "goods_of_receipt": "Товары по чеку, на сумму",
        "line_of_receipt": "Строка {line} чека",
    }
    | beside.PAPER_RU
    | customers.PAPER_RU
)
