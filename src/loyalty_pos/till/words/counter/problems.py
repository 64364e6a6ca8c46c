"""Sentences about one receipt at the counter, in both languages: code -> (what happened, what to do next)."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "age_not_checked": (
        "“{name}” is sold from {age} years on: born {born} or earlier?",
        "Look at the passport. Enter: old enough. F8: not, the goods leave the receipt.",
    ),
    "too_many_parked": (
        "{limit} receipts are set aside already.",
        "Bring one of them back first: finish or cancel this receipt, then F7.",
    ),
    "redeem_by_name_refused.none": (
        "Found by name: points are spent only when the customer shows a card or a code.",
        "Scan the customer's card or the code on the phone, then press F5.",
    ),
    "redeem_by_name_refused": (
        "Found by name: at most {limit} {limit:point|points} can be redeemed until something is shown.",
        "Scan the customer's card or the code on the phone, then press F5.",
    ),
    "pay_code_over": (
        "The code is over: five minutes have gone by, or it was typed wrong three times.",
        "F5 sends a new one; or scan the customer's card or QR.",
    ),
    "pay_code_wait": (
        "A new code for this phone has to wait {wait_s} s more.",
        "Scan the customer's card or QR, or press F5 again then.",
    ),
    "pay_code_wait.today": (
        "This phone has had all its codes of the day.",
        "Scan the customer's card or QR; the points stay the customer's.",
    ),
    "pay_code_unsent": (
        "No SMS now: the code did not go out.",
        "Scan the customer's card or QR, or go on without points: F12.",
    ),
    "too_many_unknown_cards": (
        "Too many card numbers that nobody has were tried here: the next card in {wait_min} min.",
        "Scan the QR of the customer's phone, or sell without a card: it can be put to the receipt later. A senior who logs in may scan cards.",
    ),
    "too_many_unknown_vouchers": (
        "Too many codes that nobody made were tried here: the next certificate or coupon in {wait_min} min.",
        "Goods, cards and money go on: sell without the code, the paper stays the customer's. A senior who logs in may scan codes.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "age_not_checked": (
        "«{name}» продаётся с {age} лет: дата рождения {born} или раньше?",
        "Посмотрите паспорт. Enter — возраст подходит, F8 — нет: товар уйдёт из чека.",
    ),
    "too_many_parked": (
        "Отложено уже {limit} {limit:чек|чека|чеков}.",
        "Сначала верните один из них: завершите или отмените этот чек, затем F7.",
    ),
    "redeem_by_name_refused.none": (
        "Найден по имени: баллы списываются, только когда покупатель покажет карту или код.",
        "Отсканируйте карту покупателя или код в его телефоне и нажмите F5.",
    ),
    "redeem_by_name_refused": (
        "Найден по имени: пока ничего не показано, можно списать не больше {limit} {limit:балла|баллов|баллов}.",
        "Отсканируйте карту покупателя или код в его телефоне и нажмите F5.",
    ),
    "pay_code_over": (
        "Код больше не действует: прошло пять минут или его трижды набрали неверно.",
        "F5 отправит новый; или отсканируйте карту или QR покупателя.",
    ),
    "pay_code_wait": (
        "Новый код на этот телефон можно отправить через {wait_s} с.",
        "Отсканируйте карту или QR покупателя или нажмите F5 позже.",
    ),
    "pay_code_wait.today": (
        "На сегодня кодов для этого телефона больше нет.",
        "Отсканируйте карту или QR покупателя; баллы останутся у него.",
    ),
    "pay_code_unsent": (
        "СМС сейчас нет: код не ушёл.",
        "Отсканируйте карту или QR покупателя или оплатите без баллов: F12.",
    ),
    "too_many_unknown_cards": (
        "Здесь пробовали слишком много номеров, которых ни у кого нет: следующая карта — через {wait_min} мин.",
        "Отсканируйте QR в телефоне покупателя или продайте без карты: её можно приложить к чеку позже. Старший, войдя, может сканировать карты.",
    ),
    "too_many_unknown_vouchers": (
        "Здесь пробовали слишком много кодов, которых никто не выпускал: следующий сертификат или купон — через {wait_min} мин.",
        "Товары, карты и оплата работают: продайте без кода, он останется у покупателя. Старший, войдя, может сканировать коды.",
    ),
}
