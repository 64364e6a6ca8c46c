"""What is said of a till's disk, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "queue_grows": (
        "A lot waits for the centre.",
        "Selling goes on, nothing is lost. Look at the till's connection.",
    ),
    "queue_grows.many": (
        "{number} {number:operation|operations} wait for the centre.",
        "Selling goes on, nothing is lost. Look at the till's connection.",
    ),
    "queue_grows.old": (
        "The centre has heard nothing for {number} {number:hour|hours}.",
        "Selling goes on, nothing is lost. Look at the till's connection.",
    ),
    "queue_grows.large": (
        "The till's journal is large: {number} MB.",
        "Selling goes on. Let the till reach the centre, and tell support.",
    ),
    "programme_not_followed": (
        "The program of this till is too old for the newest programme ({programmes}).",
        "Selling goes on by the last one that it knows. Let it be updated.",
    ),
    "disk_low": (
        "The till's disk is nearly full: {left_mb} MB are left.",
        "Selling goes on. Call whoever looks after this machine: old files must go.",
    ),
    "disk_full_mode": (
        "The disk is full: only sales, returns and the end of the shift are possible.",
        "Go on selling, and call whoever looks after this machine: old files must go. The rest comes back by itself.",
    ),
    "second_medium": (
        "The copy of this till's journal on the other medium is not written.",
        "Selling goes on. Look at the stick, or call whoever looks after this machine.",
    ),
    "second_medium.away": (
        "The other medium with the copy of the journal is not there.",
        "Selling goes on. Put the stick back; the copy catches up by itself.",
    ),
    "second_medium.full": (
        "The other medium is full: the copy of the journal stands still.",
        "Selling goes on. Make room on the stick or put in another.",
    ),
    "second_medium.read_only": (
        "Nothing may be written on the other medium: the copy of the journal stands still.",
        "Selling goes on. Look whether the stick is locked.",
    ),
    "second_medium.behind": (
        "The other medium is too slow: the copy of the journal is behind.",
        "Selling goes on. Put in another stick if it does not catch up.",
    ),
    "journal_salvaged": (
        "The damaged journal was read: {events} {events:operation|operations} are safe, {missing} are missing ({numbers}).",
        "Go on working and tell support. Put the till's second medium back if it has one: what is there is filled in.",
    ),
    "journal_salvaged.whole": (
        "The damaged journal was read: all {events} {events:operation|operations} are safe.",
        "Go on working and tell support: this disk should be replaced.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "programme_not_followed": (
        "Программа этой кассы слишком старая для новых правил ({programmes}).",
        "Продажи идут по последним знакомым правилам. Попросите обновить кассу.",
    ),
    "queue_grows": (
        "В центр ещё не ушло много операций.",
        "Продажи идут, ничего не потеряно. Проверьте связь кассы.",
    ),
    "queue_grows.many": (
        "В очереди в центр {number} {number:операция|операции|операций}.",
        "Продажи идут, ничего не потеряно. Проверьте связь кассы.",
    ),
    "queue_grows.old": (
        "Центр ничего не получал {number} {number:час|часа|часов}.",
        "Продажи идут, ничего не потеряно. Проверьте связь кассы.",
    ),
    "queue_grows.large": (
        "Журнал кассы велик: {number} МБ.",
        "Продажи идут. Дайте кассе связь с центром и сообщите в поддержку.",
    ),
    "disk_low": (
        "Диск кассы почти заполнен: осталось {left_mb} МБ.",
        "Продажи идут. Позовите того, кто следит за компьютером: нужно убрать старые файлы.",
    ),
    "disk_full_mode": (
        "Диск заполнен: доступны только продажи, возвраты и закрытие смены.",
        "Продавайте и позовите того, кто следит за компьютером: нужно убрать старые файлы. Остальное вернётся само.",
    ),
    "second_medium": (
        "Копия журнала на втором носителе не пишется.",
        "Продажи идут. Проверьте флешку или позовите того, кто следит за компьютером.",
    ),
    "second_medium.away": (
        "Нет второго носителя с копией журнала.",
        "Продажи идут. Верните флешку: копия догонит сама.",
    ),
    "second_medium.full": (
        "На втором носителе нет места: копия журнала стоит.",
        "Продажи идут. Освободите место на флешке или вставьте другую.",
    ),
    "second_medium.read_only": (
        "На второй носитель нельзя писать: копия журнала стоит.",
        "Продажи идут. Проверьте, не закрыта ли флешка от записи.",
    ),
    "second_medium.behind": (
        "Второй носитель слишком медленный: копия журнала отстаёт.",
        "Продажи идут. Если не догонит, вставьте другую флешку.",
    ),
    "journal_salvaged": (
        "Повреждённый журнал прочитан: спасено операций — {events}, не хватает — {missing} ({numbers}).",
        "Работайте дальше и сообщите в поддержку. Если у кассы есть второй носитель, верните его: что на нём есть, добавится.",
    ),
    "journal_salvaged.whole": (
        "Повреждённый журнал прочитан: все операции спасены, их {events}.",
        "Работайте дальше и сообщите в поддержку: этот диск пора заменить.",
    ),
}
