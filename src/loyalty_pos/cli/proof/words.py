"""What the commands that prove say, in Russian and English."""

from typing import ClassVar, Final

from loyalty_pos.core.problems import Problem


class NotParked(Problem):
    """No event of this name waits."""

    code: ClassVar[str] = "not_parked"
    name: str


_LINES: Final = {
    "till_whole": {
        "en": "This till: {events} events, each follows from the one before. Head {head}.",
        "ru": "Эта касса: событий {events}, каждое следует из предыдущего. Конец цепочки {head}.",
    },
    "till_broken": {
        "en": "This till: event {broken_at} does not follow from the one before it. Do not delete anything; call support.",
        "ru": "Эта касса: событие {broken_at} не следует из предыдущего. Ничего не удаляйте, позвоните в поддержку.",
    },
    "stream_whole": {
        "en": "{till}: {events} events, whole. Head {head}.",
        "ru": "{till}: событий {events}, цепочка цела. Конец {head}.",
    },
    "stream_lost": {
        "en": "{till}: {events} is the newest event, {lost} numbers are lost with a disk, the rest is whole. Head {head}.",
        "ru": "{till}: последнее событие {events}, утрачено с диском: {lost}, остальное цело. Конец {head}.",
    },
    "stream_broken": {
        "en": "{till}: broken at event {broken_at}. Keep a copy of the database and call support.",
        "ru": "{till}: цепочка порвана на событии {broken_at}. Сохраните копию базы, позвоните в поддержку.",
    },
    "accounts_whole": {
        "en": "Accounts: {accounts}, entries: {entries}; every point is explained.",
        "ru": "Счетов: {accounts}, записей: {entries}; каждый балл объяснён.",
    },
    "account_broken": {
        "en": "Account {account_id}: entry {broken_at} does not follow, {differs} points are not explained.",
        "ru": "Счёт {account_id}: запись {broken_at} не следует из предыдущей, без объяснения баллов: {differs}.",
    },
    "certificates_whole": {
        "en": "Certificates: {certificates}; every kopeck on them is explained.",
        "ru": "Сертификатов: {certificates}; каждая копейка на них объяснена.",
    },
    "certificate_broken": {
        "en": "Certificate {series} **** {last4}: {differs} on it and {owed_differs} owed by it are not explained.",
        "ru": "Сертификат {series} **** {last4}: без объяснения на нём {differs}, долга по нему {owed_differs}.",
    },
    "account_unreadable": {
        "en": "Account {account_id}: an entry contradicts itself.",
        "ru": "Счёт {account_id}: запись противоречит сама себе.",
    },
    "receipt_here": {
        "en": "Receipt {code} is event {seq} of {till}, hash {hash}.",
        "ru": "Чек {code} - событие {seq}, {till}, отпечаток {hash}.",
    },
    "this_till": {"en": "this till", "ru": "эта касса"},
    "receipt_nowhere": {
        "en": "No receipt {code} is in these books. Check its digits; a till that was not heard of late still has its receipts itself.",
        "ru": "Чека {code} в этих книгах нет. Проверьте цифры; касса, которая давно не выходила на связь, хранит свои чеки у себя.",
    },
    "receipt_sold": {
        "en": "    sold {at}, paid {money}",
        "ru": "    продажа {at}, оплачено {money}",
    },
    "paper_signed": {
        "en": "The paper is signed by {till}: its event {seq}, {at}, {money}.",
        "ru": "Подпись на чеке: {till}; её событие {seq}, {at}, {money}.",
    },
    "paper_shut_out": {
        "en": "The paper is signed by {till}, which was shut out: its event {seq}, {at}, {money}.",
        "ru": "Подпись на чеке: {till} (отключена); её событие {seq}, {at}, {money}.",
    },
    "paper_unsigned": {
        "en": "The paper carries no signature. It says: event {seq}, {at}, {money}.",
        "ru": "На чеке нет подписи. На нём: событие {seq}, {at}, {money}.",
    },
    "paper_unknown": {
        "en": "No till that is known here can have signed the paper. It says: event {seq}, {at}, {money}.",
        "ru": "Кассы, которая могла подписать чек, здесь не знают. На нём: событие {seq}, {at}, {money}.",
    },
    "paper_forged": {
        "en": "The paper is FORGED: the till that it names has not signed it. Keep it and call the manager.",
        "ru": "Чек ПОДДЕЛЬНЫЙ: касса, которая на нём названа, его не подписывала. Сохраните его, позовите управляющего.",
    },
    "paper_unreadable": {
        "en": "The digits behind the code cannot be read: scan the QR code once more.",
        "ru": "Цифры после кода не читаются: отсканируйте QR-код ещё раз.",
    },
    "paper_same": {
        "en": "The paper says what the books say.",
        "ru": "Чек и книги говорят одно и то же.",
    },
    "paper_differs": {
        "en": "The paper DIFFERS from the books: {money} on the paper, {booked} in the books.",
        "ru": "Чек РАСХОДИТСЯ с книгами: на чеке {money}, в книгах {booked}.",
    },
    "prices": {
        "en": "Prices: {same} sales are priced right to the kopeck, {differs} otherwise, {unknown_bundle} under a bundle "
        "that nobody knows; {uncheckable} of older tills cannot be checked.",
        "ru": "Цены: до копейки верны у продаж: {same}, другие: {differs}, по неизвестным правилам: {unknown_bundle}; "
        "проверить нельзя (старые кассы): {uncheckable}.",
    },
    "price_differs": {
        "en": "Receipt {code}, event {seq} of {till}: {figures}. Take this till out of service and call support.",
        "ru": "Чек {code}, событие {seq}, {till}: {figures}. Остановите эту кассу, позвоните в поддержку.",
    },
    "price_unknown_bundle": {
        "en": "Receipt {code}, event {seq} of {till}: nobody here made the bundle {bundle}. Was the centre restored?",
        "ru": "Чек {code}, событие {seq}, {till}: правил {bundle} здесь не выпускали. Центр восстанавливали?",
    },
    "no_alarms": {
        "en": "There is nothing to look at.",
        "ru": "Смотреть не на что.",
    },
    "no_such_alarms": {
        "en": "There is no alarm {code}; there are: {codes}. All of them: loyalty-pos alarms",
        "ru": "Сигналов {code} нет; есть: {codes}. Все сигналы: loyalty-pos alarms",
    },
    "alarm": {
        "en": "{when} UTC  {code}  {till}  {subject}",
        "ru": "{when} UTC  {code}  {till}  {subject}",
    },
    "alarm_means": {"en": "    What happened: {happened}.", "ru": "    Что случилось: {happened}."},
    "alarm_do": {"en": "    What to do: {do}.", "ru": "    Что делать: {do}."},
    "alarm_waits": {"en": "loyalty-pos parked list", "ru": "loyalty-pos parked list"},
    "not_parked": {
        "en": "Nothing waits under the name {name}. What waits: loyalty-pos parked list",
        "ru": "Под именем {name} ничего не ждёт. Что ждёт: loyalty-pos parked list",
    },
    "nothing_parked": {
        "en": "Nothing waits: every event that came was applied.",
        "ru": "Ничего не ждёт: всё, что пришло, учтено.",
    },
    "parked": {
        "en": "{till}, {kind}, since {since}: {reason}",
        "ru": "{till}, {kind}, с {since}: {reason}",
    },
    "parked_name": {"en": "    its name: {name}", "ru": "    его имя: {name}"},
    "parked_sale": {
        "en": "    until it is dealt with, this till gets no new right to take points by itself; the one it has ends after 72 hours at most",
        "ru": "    пока оно ждёт, касса не получает нового права списывать баллы без центра; прежнее действует не дольше 72 часов",
    },
    "parked_receipt": {
        "en": "    receipt {code}, money {money}",
        "ru": "    чек {code}, деньги {money}",
    },
    "tried_again": {
        "en": "Applied now: {applied}. Still waiting: {left}.",
        "ru": "Учтено сейчас: {applied}. Ещё ждёт: {left}.",
    },
    "still_parked": {
        "en": "{name}: {reason}",
        "ru": "{name}: {reason}",
    },
    "closed": {
        "en": "{name} waits no more. What it should have done is still to be put right by hand.",
        "ru": "{name} больше не ждёт. То, что событие должно было сделать, остаётся исправить вручную.",
    },
    "no_books": {
        "en": "Neither a till nor a centre keeps its books in {folder}.",
        "ru": "В {folder} нет книг ни кассы, ни центра.",
    },
}


def proof_line(name: str, lang: str, /, **facts: object) -> str:
    """Return one line."""
    return _LINES[name][lang].format(**facts)


def proof_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that these commands make, None for all others."""
    return proof_line(problem.code, lang, **problem.facts()) if isinstance(problem, NotParked) else None
