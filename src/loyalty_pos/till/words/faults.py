"""What network, centre and disk say, as words inside a sentence; a cashier never reads a code.

What is not in the tables is told in general words; the code itself stands in the log and in ``doctor --json``.
"""

from typing import Final

_UNKNOWN: Final = ("the reason is not known", "причина неизвестна")
_SLOW: Final = ("it answers too slowly", "он отвечает слишком медленно")
_BROKEN_OFF: Final = ("the line breaks off", "связь обрывается")
_MAY_NOT: Final = ("writing is not allowed here", "запись сюда запрещена")
_ROUGH_DISK: Final = ("the disk reports an error", "диск сообщает об ошибке")
_NOT_OPENED: Final = ("it cannot be opened", "не открывается")

_HOLDS: Final[dict[str, tuple[str, str]]] = {
    "not_enough_points": ("not enough points", "баллов не хватает"),
    "held_elsewhere": ("another till holds the points", "баллы удержаны другой кассой"),
    "nothing": ("there are no points", "баллов нет"),
    "unknown_account": ("the centre does not know this card yet", "центр ещё не знает эту карту"),
    "card_blocked": ("the card cannot be used", "карту использовать нельзя"),
    "blocked": ("the card cannot be used", "карту использовать нельзя"),
    "unverified": ("the customer's phone is not confirmed yet", "телефон покупателя ещё не подтверждён"),
    "another_operation": ("this receipt has asked already", "по этому чеку уже был запрос"),
    "released": ("this receipt has given its points back", "по этому чеку баллы уже освобождены"),
    "captured": ("this receipt has used its points", "по этому чеку баллы уже списаны"),
}
_CENTRE: Final[dict[str, tuple[str, str]]] = {
    "not_authorised": ("it does not let this till in", "он не пускает эту кассу"),
    "enrolment_refused": ("the enrolment code does not fit", "код подключения не подошёл"),
    "say_again": ("it wants the question signed anew", "он просит подписать вопрос заново"),
    "unsigned": ("it does not believe this till's signature", "он не верит подписи кассы"),
    "till_shut_out": ("it has shut this till out", "он отключил эту кассу"),
    "protocol_too_old": ("it needs a newer program here", "ему нужна программа новее"),
    "snapshot_required": ("it wants this till to fetch everything anew", "он просит загрузить всё заново"),
    "snapshot_not_ready": ("it is still putting the data together", "он ещё собирает данные"),
    "unknown_snapshot": ("it has newer data by now", "у него уже новые данные"),
    "fork": ("its books and this till's differ", "его записи расходятся с записями кассы"),
    "unsettled": ("it has not applied everything yet", "он ещё не всё учёл"),
    "till_lost": ("this till was declared lost there", "там эта касса объявлена утраченной"),
    "not_approved": ("it knows no such manager", "он не знает такого управляющего"),
    "gap": ("something is missing in between", "не хватает записей в середине"),
    "bad_message": ("it did not understand the till", "он не понял сообщение кассы"),
    "unknown_card": ("it does not know this card", "он не знает эту карту"),
    "storage_busy": ("it is busy", "он занят"),
    "storage_full": ("its disk is full", "у него кончилось место на диске"),
    "not_served": ("there is no centre at this address", "по этому адресу нет центра"),
    "too_fast": ("it is asked too often", "к нему обращаются слишком часто"),
    "broken": ("something is broken there", "у него неполадка"),
}
_ENROLMENT: Final[dict[str, tuple[str, str]]] = {
    "wrong_code": ("the centre never gave this code", "такого кода центр не выдавал"),
    "used_code": ("this code has been used already", "этот код уже использован"),
    "expired_code": ("this code is older than ten minutes", "код старше десяти минут"),
    "worn_code": ("too many wrong codes were tried", "было слишком много неверных кодов"),
    "half_code": ("part of the code is missing", "введена только часть кода"),
    "other_centre": (
        "another centre answers than the one that gave the code; nothing was taken over, check the address",
        "отвечает не тот центр, что выдал код; ничего не принято, проверьте адрес",
    ),
    "unreachable": ("no centre answers at this address", "по этому адресу центр не отвечает"),
    "not_a_centre": ("something else answers at this address", "по этому адресу отвечает не центр"),
    "certificate": (
        "this machine does not trust the centre's certificate",
        "этот компьютер не доверяет сертификату центра",
    ),
    "unknown_store": ("there is no such store", "такого магазина нет"),
    "wrong_batch": (
        "the centre never gave the code in this file",
        "кода из этого файла центр не выдавал",
    ),
    "unknown_host": (
        "this machine's name is not in the list of the code; IT must add it",
        "имени этого компьютера нет в списке этого кода; его добавит ИТ-служба",
    ),
    "host_taken": (
        "a machine of this name has its place already; a new one gets it by `till replace`",
        "компьютер с этим именем уже получил место; новому его передают командой till replace",
    ),
    "batch_full": ("as many tills as allowed have come by this code", "по этому коду подключены все кассы"),
    "batch_over": ("the days of this code are over", "срок этого кода прошёл"),
    "batch_revoked": ("this code was taken back", "этот код отозван"),
    "till_is_there": (
        "another till has this number in the shop by now",
        "этот номер в магазине уже у другой кассы",
    ),
    "proxy": (
        "the proxy of this machine does not let the till through",
        "прокси этого компьютера не пропускает кассу",
    ),
    "proxy_password": (
        "the proxy asks for a password: let this machine through without one, or put name and password into HTTPS_PROXY",
        "прокси требует пароль: разрешите этому компьютеру выход без пароля или укажите имя и пароль в HTTPS_PROXY",
    ),
    "proxy_down": (
        "the proxy that this machine is told to use does not answer",
        "прокси, заданный на этом компьютере, не отвечает",
    ),
    "has_journal": (
        "this folder holds the journal of a till, a new till needs a folder of its own",
        "в этой папке журнал работающей кассы, новой кассе нужна своя папка",
    ),
    "protocol": ("the centre needs another version of the program", "центру нужна другая версия программы"),
}
_NETWORK: Final[dict[str, tuple[str, str]]] = {
    "certificate": ("its certificate is not trusted here", "его сертификату здесь не доверяют"),
    "proxy": (
        "the proxy of this machine does not let the till through",
        "прокси этого компьютера не пропускает кассу",
    ),
    "proxy_down": (
        "the proxy that this machine is told to use does not answer",
        "прокси, заданный на этом компьютере, не отвечает",
    ),
    "proxy_password": ("the proxy asks for a password", "прокси требует пароль"),
    "ConnectError": ("nobody answers at its address", "по его адресу никто не отвечает"),
    "ConnectTimeout": ("nobody answers at its address", "по его адресу никто не отвечает"),
    "ReadTimeout": _SLOW,
    "WriteTimeout": _SLOW,
    "PoolTimeout": _SLOW,
    "too slow": _SLOW,
    "ReadError": _BROKEN_OFF,
    "WriteError": _BROKEN_OFF,
    "CloseError": _BROKEN_OFF,
    "RemoteProtocolError": _BROKEN_OFF,
}
_DISK: Final[dict[str, tuple[str, str]]] = {
    "EACCES": _MAY_NOT,
    "EPERM": _MAY_NOT,
    "EROFS": _MAY_NOT,
    "SQLITE_PERM": _MAY_NOT,
    "SQLITE_READONLY": _MAY_NOT,
    "EIO": _ROUGH_DISK,
    "SQLITE_IOERR": _ROUGH_DISK,
    "ENOENT": _NOT_OPENED,
    "EISDIR": _NOT_OPENED,
    "ENOTDIR": _NOT_OPENED,
    "SQLITE_CANTOPEN": _NOT_OPENED,
}
_TABLES: Final = {
    "hold_refused": _HOLDS,
    "centre_refused": _CENTRE,
    "enrolment_refused": _ENROLMENT,
    "centre_unreachable": _NETWORK,
    "storage_failing": _DISK,
}


def fault_words(problem: str, reason: str, *, russian: bool) -> str | None:
    """Return the words of a reason of this refusal, None for refusals whose reasons are told elsewhere."""
    table = _TABLES.get(problem)
    if table is None:
        return None
    family = next((words for code, words in table.items() if reason.startswith(f"{code}_")), _UNKNOWN)
    return table.get(reason, family)[russian]
