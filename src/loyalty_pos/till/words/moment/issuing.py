"""What is said where cards are given out: undoing one, packs of plastic, the code that confirms a phone; both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "nothing_to_undo": (
        "There is no card to take back: none was given out here in this shift.",
        "An older card is blocked or replaced: F9, the customer's card.",
    ),
    "card_used_already": (
        "Card **** {last4} has been used: it cannot be taken back.",
        "Block it or give out another one for it: F9, the customer's card.",
    ),
    "only_card": (
        "Card **** {last4} is the only one of this account: it cannot leave it.",
        "Block it or replace it; two accounts that were joined are parted with F7.",
    ),
    "bad_pack_number": (
        "The number that ends in {last4} is no card of this shop.",
        "Scan the first and the last card of the pack, or look at every digit once more.",
    ),
    "bad_pack_range": (
        "These two numbers are no pack.",
        "First the lowest, then the highest number of one pack of at most {most} cards.",
    ),
    "pack_already_here": (
        "Cards of this pack are here already: {first4} … {last4}.",
        "Compare the numbers on the box with the list.",
    ),
    "card_of_no_pack": (
        "Card **** {last4} is of no pack that this till has received.",
        "Take a card of this till's pack, or let a senior receive the pack.",
    ),
    "wrong_phone_code": (
        "This is not the code that was sent.",
        "Ask the customer once more; {tries_left} {tries_left:try is|tries are} left.",
    ),
    "phone_code_over": (
        "No code is in force for this phone.",
        "Send a new one, or leave the code empty: the card earns at once and pays when the phone is confirmed.",
    ),
    "phone_code_wait": (
        "No further code can be sent to this phone now.",
        "Wait {wait_s} s (0: until tomorrow), or leave the code empty: the card earns at once.",
    ),
    "phone_of_another": (
        "This is not the phone of this member.",
        "Ask for the phone that was given when the card was made, or confirm by a document.",
    ),
    "age_not_known": (
        "Accounts are for people of {age} and older: the birthday is needed with its year.",
        "Ask for a document and type the date in full: 05.03.1990.",
    ),
    "guardian_needed": (
        "Below {age} nobody joins alone.",
        "Let the parent join first; then F9, the parent's card, F5 and F6: a card in the parent's wallet.",
    ),
    "minor_agrees_to_no_more": (
        "Below {age} only keeping the data is agreed to, by the parent.",
        "Take the other ticks off: advertising, partners, personal offers.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "nothing_to_undo": (
        "Отменять нечего: в эту смену здесь карт не выдавали.",
        "Более раннюю карту блокируют или заменяют: F9, карта покупателя.",
    ),
    "card_used_already": (
        "Картой **** {last4} уже пользовались: отменить выдачу нельзя.",
        "Заблокируйте её или выдайте другую: F9, карта покупателя.",
    ),
    "only_card": (
        "Карта **** {last4} у этого счёта единственная: выйти из него она не может.",
        "Заблокируйте или замените её; объединённые счета разделяет F7.",
    ),
    "bad_pack_number": (
        "Номер, который кончается на {last4}, — не карта этого магазина.",
        "Отсканируйте первую и последнюю карту пачки или проверьте каждую цифру.",
    ),
    "bad_pack_range": (
        "Эти два номера — не пачка.",
        "Сначала наименьший, потом наибольший номер одной пачки, не больше {most} карт.",
    ),
    "pack_already_here": (
        "Карты этой пачки уже приняты: {first4} … {last4}.",
        "Сверьте номера на коробке со списком.",
    ),
    "card_of_no_pack": (
        "Карта **** {last4} не из пачек, принятых на этой кассе.",
        "Возьмите карту из пачки этой кассы или попросите старшего принять пачку.",
    ),
    "wrong_phone_code": (
        "Это не тот код, который был отправлен.",
        "Переспросите покупателя; {tries_left:осталась|осталось|осталось} {tries_left} {tries_left:попытка|попытки|попыток}.",
    ),
    "phone_code_over": (
        "Для этого телефона нет действующего кода.",
        "Отправьте новый или оставьте код пустым: карта копит сразу, а платить сможет, когда телефон подтвердят.",
    ),
    "phone_code_wait": (
        "Сейчас отправить код на этот телефон нельзя.",
        "Подождите {wait_s} с (0 — до завтра) или оставьте код пустым: карта копит сразу.",
    ),
    "phone_of_another": (
        "Это не телефон этого участника.",
        "Спросите телефон, названный при выдаче карты, или подтвердите по документу.",
    ),
    "age_not_known": (
        "Счёт заводят с {age} {age:года|лет|лет}: нужна дата рождения с годом.",
        "Попросите документ и введите дату целиком: 05.03.1990.",
    ),
    "guardian_needed": (
        "До {age} {age:года|лет|лет} участником без родителя не становятся.",
        "Сначала карту получает родитель; затем F9, карта родителя, F5 и F6 — карта к счёту родителя.",
    ),
    "minor_agrees_to_no_more": (
        "До {age} {age:года|лет|лет} родитель соглашается только на хранение данных.",
        "Снимите остальные отметки: реклама, партнёры, личные предложения.",
    ),
}
