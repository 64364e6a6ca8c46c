"""What is said when a till and its centre do not believe each other, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
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
    "protocol_too_old": (
        "The centre needs a newer program on this till: version {oldest} of its language or a later one.",
        "Go on working, and have the till's program updated.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
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
    "protocol_too_old": (
        "Центру нужна программа кассы новее: версия {oldest} его языка или позже.",
        "Продолжайте работать и обновите программу кассы.",
    ),
}
