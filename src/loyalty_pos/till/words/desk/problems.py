"""What the manager's desk refuses: (what happened, what to do next), in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "bad_adjustment": (
        "The points were not booked like this.",
        "Points must not be 0, and all but goodwill needs a note of what happened.",
    ),
    "own_account_adjusted": ("Nobody adjusts their own account.", "Ask another manager."),
    "same_person": ("Four eyes are two people.", "Let another manager log in and agree."),
    "nothing_waits": ("This does not wait any more.", "Press F5 to see what became of it."),
    "last_manager": (
        "Nobody would be left who manages this shop.",
        "Make somebody else manager first.",
    ),
    "unknown_staff": ("Nobody of this name is on the list.", "Choose somebody of the list."),
    "staff_known": ("Somebody is on the list under this id already.", "Choose another id."),
    "bad_staff": (
        "Somebody cannot be added like this.",
        "An id has no spaces, a name is not empty, a PIN is 4 to 8 digits.",
    ),
    "bad_remark": (
        "The remark was not kept like this.",
        "Write what was said in one line of at most 300 letters, and the receipt's number or nothing.",
    ),
    "nothing_owed": ("Nothing is owed here any more.", "Press F8 to see what became of it."),
    "centre_too_old": (
        "The centre does not know this yet; nothing was done.",
        "Ask IT to bring the centre to the newest version.",
    ),
    "bad_month": ("This is no month.", "Press F8 and choose the month that is still open."),
    "month_not_over": (
        "The month is not over: sales of it may still be made.",
        "Close it when it has ended.",
    ),
    "month_not_next": (
        "This month cannot be closed now: it is closed already, or an earlier one comes first.",
        "Press F8 and look which month is still open.",
    ),
    "tills_not_complete": (
        "Some tills may still bring something of this month.",
        "Press F8, look which ones under F3, and wait for them, or close although they are missing.",
    ),
    "desk_away": (
        "The centre did not answer; nothing was done.",
        "Try again when the connection is back; selling goes on.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "bad_adjustment": (
        "Так баллы не проведены.",
        "Баллов не может быть 0, и кроме знака внимания нужно написать, что случилось.",
    ),
    "own_account_adjusted": ("Свой счёт никто не поправляет.", "Попросите другого управляющего."),
    "same_person": ("Нужны двое разных людей.", "Пусть войдёт и подтвердит другой управляющий."),
    "nothing_waits": ("Это больше не ждёт решения.", "Нажмите F5 и посмотрите, что с этим стало."),
    "last_manager": (
        "В магазине не останется управляющего.",
        "Сначала назначьте управляющим кого-то другого.",
    ),
    "unknown_staff": ("Такого сотрудника в списке нет.", "Выберите сотрудника из списка."),
    "staff_known": ("Под этим id сотрудник уже есть.", "Выберите другой id."),
    "bad_staff": (
        "Так сотрудника не записать.",
        "В id нет пробелов, имя не пустое, PIN — от 4 до 8 цифр.",
    ),
    "bad_remark": (
        "Так отзыв не записан.",
        "Напишите, что сказали, одной строкой до 300 букв, и номер чека или ничего.",
    ),
    "nothing_owed": ("Здесь больше ничего не должны.", "Нажмите F8 и посмотрите, что с этим стало."),
    "centre_too_old": (
        "Центр этого ещё не умеет, ничего не сделано.",
        "Попросите ИТ обновить центр.",
    ),
    "bad_month": ("Это не месяц.", "Нажмите F8 и выберите месяц, который ещё открыт."),
    "month_not_over": (
        "Месяц ещё не кончился, продажи возможны.",
        "Закройте его, когда он кончится.",
    ),
    "month_not_next": (
        "Этот месяц сейчас закрыть нельзя: он уже закрыт или раньше него идёт другой.",
        "Нажмите F8 и посмотрите, какой месяц ещё открыт.",
    ),
    "tills_not_complete": (
        "Некоторые кассы ещё могут что-то прислать за этот месяц.",
        "Нажмите F8, посмотрите какие (F3) и дождитесь их — или закройте без них.",
    ),
    "desk_away": (
        "Центр не ответил, ничего не сделано.",
        "Повторите, когда связь вернётся; продажи продолжаются.",
    ),
}
