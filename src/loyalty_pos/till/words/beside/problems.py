"""What is said of receipts that another program prints, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "other_paper_unreadable": (
        "This is neither a receipt's number nor its fiscal QR.",
        "Scan the QR of the other till's receipt, or type the number printed on it.",
    ),
    "other_paper_sum": (
        "The other till's receipt says {printed_minor}, and it should be {given_minor}.",
        "Undo that receipt in the other program and print it again as shown here; or cancel here (Esc) and begin anew.",
    ),
    "other_paper_kind": (
        "This receipt is of another kind: a sale and a return are not the same paper.",
        "Scan the QR of the right one.",
    ),
    "other_paper_taken": (
        "This receipt belongs to sale {receipt} already.",
        "Scan the receipt that the other till has just printed.",
    ),
    "other_paper_not_found": (
        "This till has no sale for that receipt.",
        "Check the number; the return is made at the till that wrote the sale down.",
    ),
    "beside_unknown": (
        "Nothing was worked out under this key.",
        "Work the basket out first (recalculate), then confirm it under the same key.",
    ),
    "beside_sold": (
        "This sale is written down already as {receipt}.",
        "Begin the next one under a new key; what came back is a return.",
    ),
    "beside_cancelled": (
        "This basket was cancelled.",
        "Work it out again under a new key; if its receipt was printed, undo that receipt.",
    ),
    "beside_key_used": (
        "This key belongs to something else already.",
        "Use a new key for each basket and each return.",
    ),
    "beside_not_here": (
        "This cannot be taken where another till prints the receipt.",
        "Take it in the other program, or sell at a till that prints by itself.",
    ),
    "beside_total_or_lines": (
        "A basket needs its lines or its total: one of them.",
        "Send the lines; where there are none, the total alone.",
    ),
    "beside_by_total": (
        "Only the total is known, not the goods.",
        "Offers for single goods and goods without discount could not be looked at; send or scan the lines for that.",
    ),
    "beside_unknown_goods": (
        "This till does not know the goods of {lines} {lines:line|lines}.",
        "They were taken by the programme's common rules; add them to the list of goods.",
    ),
    "beside_no_such_cashier": (
        "Nobody of this shop's staff has this id.",
        "Send the id from the staff list, or log in at the till's window.",
    ),
    "beside_token": (
        "The caller did not show this till's token.",
        "Read the token from the file that IT chose and send it with each request.",
    ),
    "beside_no_such_action": (
        "The port knows no such action.",
        "See docs/beside.md for what it does; every action is a POST.",
    ),
    "beside_too_large": (
        "The request is too long.",
        "Send at most {limit} bytes and 500 lines.",
    ),
    "beside_unknown_code": (
        "No goods here have the barcode {barcode}.",
        "Type the basket's total from the other till and press Enter.",
    ),
    "beside_port_taken": (
        "Another program listens at port {port} of this machine.",
        "Choose another port (setting beside_port), or end that program.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "other_paper_unreadable": (
        "Это не номер чека и не фискальный QR-код.",
        "Отсканируйте QR-код чека другой кассы или введите напечатанный на нём номер.",
    ),
    "other_paper_sum": (
        "В чеке другой кассы {printed_minor}, а должно быть {given_minor}.",
        "Отмените тот чек в другой программе и пробейте его, как показано здесь; или отмените здесь (Esc) и начните заново.",
    ),
    "other_paper_kind": (
        "Это чек другого вида: продажа и возврат — разные чеки.",
        "Отсканируйте QR-код нужного чека.",
    ),
    "other_paper_taken": (
        "Этот чек уже записан к продаже {receipt}.",
        "Отсканируйте чек, который другая касса напечатала только что.",
    ),
    "other_paper_not_found": (
        "На этой кассе нет продажи с таким чеком.",
        "Проверьте номер; возврат делают на той кассе, где записана продажа.",
    ),
    "beside_unknown": (
        "Под этим ключом ничего не рассчитано.",
        "Сначала рассчитайте корзину (recalculate), затем подтвердите её тем же ключом.",
    ),
    "beside_sold": (
        "Эта продажа уже записана под номером {receipt}.",
        "Следующую начните с новым ключом; если товар вернули — оформите возврат.",
    ),
    "beside_cancelled": (
        "Эту корзину отменили.",
        "Рассчитайте её заново с новым ключом; если чек напечатан, отмените его.",
    ),
    "beside_key_used": (
        "Этот ключ уже занят другим действием.",
        "Для каждой корзины и каждого возврата берите новый ключ.",
    ),
    "beside_not_here": (
        "Там, где чек печатает другая касса, это принять нельзя.",
        "Примите это в другой программе или продайте на кассе, которая печатает сама.",
    ),
    "beside_total_or_lines": (
        "Нужны либо строки корзины, либо её сумма.",
        "Пришлите строки; если их нет — одну сумму.",
    ),
    "beside_by_total": (
        "Известна только сумма, но не товары.",
        "Акции на отдельные товары и товары без скидки учесть нельзя; для этого пришлите или отсканируйте строки.",
    ),
    "beside_unknown_goods": (
        "Касса не знает товары в {lines} {lines:строке|строках|строках}.",
        "К ним применены общие правила программы; добавьте их в список товаров.",
    ),
    "beside_no_such_cashier": (
        "Сотрудника с таким кодом в магазине нет.",
        "Пришлите код из списка сотрудников или войдите в окне кассы.",
    ),
    "beside_token": (
        "Программа не показала ключ доступа этой кассы.",
        "Возьмите ключ из файла, который указал администратор, и шлите его с каждым запросом.",
    ),
    "beside_no_such_action": (
        "Такого действия у порта нет.",
        "Что он умеет, написано в docs/beside.md; каждое действие — POST.",
    ),
    "beside_too_large": (
        "Запрос слишком длинный.",
        "Не больше {limit} байт и 500 строк.",
    ),
    "beside_unknown_code": (
        "Товара со штрихкодом {barcode} здесь нет.",
        "Наберите сумму корзины с другой кассы и нажмите Enter.",
    ),
    "beside_port_taken": (
        "Порт {port} этого компьютера занят другой программой.",
        "Выберите другой порт (настройка beside_port) или закройте ту программу.",
    ),
}
PAPER_EN: Final[dict[str, str]] = {"goods_by_total": "Goods"}
PAPER_RU: Final[dict[str, str]] = {"goods_by_total": "Товары"}
