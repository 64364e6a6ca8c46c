"""What is said when accounts cannot be made one or parted, or a card not be changed: (what happened, what to do next)."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "already_one_account": (
        "Both cards are on one account already.",
        "Nothing is to be done: either card may be used.",
    ),
    "account_erased": (
        "The person behind one of these cards asked to be forgotten.",
        "Give out a new card.",
    ),
    "account_blocked": (
        "One of these accounts is blocked.",
        "Call the manager: why it is blocked has to be cleared up first.",
    ),
    "staff_account": (
        "An account of the staff is not joined with a customer's, and nobody serves themselves.",
        "Let another manager look at it.",
    ),
    "paying_now": (
        "A receipt is being paid with points of this account at this moment.",
        "Try again when that receipt is finished, or in a quarter of an hour.",
    ),
    "part_too_late": (
        "Accounts can be parted for {days} {days:day|days}, and that time is over.",
        "Correct the points by hand if something is wrong.",
    ),
    "not_joined": (
        "These accounts are not joined, or they were parted already.",
        "Scan the card once more.",
    ),
    "wallet_shared": (
        "Several people share one of these accounts: whose second card this is cannot be told.",
        "Part the shared account first, join the two cards of one person, then share it again.",
    ),
    "joined_further": (
        "The account was joined with another one since then.",
        "Undo the newer joining first.",
    ),
    "points_at_tills": (
        "Tills may still spend {points} of this account without asking.",
        "Try again when every till has had a line, at the latest tomorrow.",
    ),
    "family_full": (
        "So many people share this account already: {most} may.",
        "One of them has to leave first.",
    ),
}

RU: Final[dict[str, tuple[str, str]]] = {
    "already_one_account": (
        "Обе карты уже на одном счёте.",
        "Делать ничего не нужно: годится любая из них.",
    ),
    "account_erased": (
        "Владелец одной из этих карт попросил удалить его данные.",
        "Выдайте новую карту.",
    ),
    "account_blocked": (
        "Один из этих счетов заблокирован.",
        "Позовите управляющего: сначала надо выяснить почему.",
    ),
    "staff_account": (
        "Счёт сотрудника не объединяют со счётом покупателя, и никто не обслуживает сам себя.",
        "Пусть этим займётся другой управляющий.",
    ),
    "paying_now": (
        "Прямо сейчас баллами этого счёта оплачивают чек.",
        "Повторите, когда тот чек будет закончен, или через четверть часа.",
    ),
    "part_too_late": (
        "Разделить счета можно в течение {days} {days:дня|дней|дней}, и этот срок прошёл.",
        "Если что-то не так, исправьте баллы вручную.",
    ),
    "not_joined": (
        "Эти счета не объединены или уже разделены.",
        "Сканируйте карту ещё раз.",
    ),
    "wallet_shared": (
        "Одним из этих счетов пользуются несколько человек: чья это вторая карта, сказать нельзя.",
        "Сначала разделите общий счёт, объедините две карты одного человека и снова сделайте счёт общим.",
    ),
    "joined_further": (
        "С тех пор счёт объединили ещё с одним.",
        "Сначала отмените более позднее объединение.",
    ),
    "points_at_tills": (
        "Кассы ещё могут списать с этого счёта {points} без запроса.",
        "Повторите, когда у каждой кассы побывает связь, самое позднее завтра.",
    ),
    "family_full": (
        "У этого счёта уже столько владельцев, сколько можно: {most}.",
        "Сначала кто-то должен выйти.",
    ),
}
