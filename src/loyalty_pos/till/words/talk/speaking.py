"""What is said when a till and its centre do not believe each other, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "enrolment_refused.batch": (
        "The till could not be enrolled: {reason}.",
        "Tell IT the name of this machine: they look in `enrol-batch list` and make a new batch where it is needed.",
    ),
    "enrolment_refused.proxy": (
        "The till could not be enrolled: {reason}.",
        "Have the way from this machine to the centre opened; the code is still good.",
    ),
    "not_authorised": ("The centre does not let this till in.", "Enrol the till again."),
    "say_again": (
        "The centre asked this till to sign its question anew ({reason}).",
        "Go on working: it tries again by itself. If it stays, tell support.",
    ),
    "unsigned": (
        "The centre does not believe this till's signature.",
        "Go on working, and tell support: this till's key is not the one the centre knows.",
    ),
    "till_shut_out": (
        "The centre has shut this till out.",
        "What was sold is kept. Ask the manager why; to go on, enrol the till again.",
    ),
    "snapshot_required": (
        "What this till knows is too old to be brought up to date piece by piece.",
        "Go on working: it fetches everything anew by itself.",
    ),
    "snapshot_not_ready": (
        "The centre is still putting together what a new till needs.",
        "Go on working: the till asks again by itself.",
    ),
    "unknown_snapshot": (
        "The centre has newer data than what this till was fetching.",
        "Go on working: the till begins with the newer one by itself.",
    ),
    "protocol_too_old": (
        "The centre needs a newer program on this till: version {oldest} of its language or a later one.",
        "Go on working, and have the till's program updated.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "enrolment_refused.batch": (
        "Подключить кассу не получилось: {reason}.",
        "Назовите ИТ-службе имя этого компьютера: она посмотрит enrol-batch list и, если нужно, составит новую партию.",
    ),
    "enrolment_refused.proxy": (
        "Подключить кассу не получилось: {reason}.",
        "Пусть с этого компьютера откроют доступ к центру; код ещё годится.",
    ),
    "not_authorised": ("Центр не пускает эту кассу.", "Подключите кассу заново."),
    "say_again": (
        "Центр попросил кассу подписать вопрос ещё раз ({reason}).",
        "Продолжайте работать: касса повторит сама. Если не проходит, сообщите в поддержку.",
    ),
    "unsigned": (
        "Центр не верит подписи этой кассы.",
        "Продолжайте работать и сообщите в поддержку: ключ кассы не тот, что знает центр.",
    ),
    "till_shut_out": (
        "Центр отключил эту кассу.",
        "Проданное сохранено. Спросите управляющего, почему; чтобы продолжить, подключите кассу заново.",
    ),
    "snapshot_required": (
        "Данные кассы слишком старые, по частям их не обновить.",
        "Продолжайте работать: касса сама загрузит всё заново.",
    ),
    "snapshot_not_ready": (
        "Центр ещё собирает данные для новой кассы.",
        "Продолжайте работать: касса спросит снова сама.",
    ),
    "unknown_snapshot": (
        "У центра есть данные новее тех, что загружала касса.",
        "Продолжайте работать: касса сама начнёт с новых.",
    ),
    "protocol_too_old": (
        "Центру нужна программа кассы новее: версия {oldest} его языка или позже.",
        "Продолжайте работать и обновите программу кассы.",
    ),
}
