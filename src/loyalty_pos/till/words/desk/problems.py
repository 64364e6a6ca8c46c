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
    "desk_away": (
        "Центр не ответил, ничего не сделано.",
        "Повторите, когда связь вернётся; продажи продолжаются.",
    ),
}
