"""What the commands of the manager's desk say, in English and Russian."""

from typing import Final

from loyalty_pos.core.problems import Problem

_LINES: Final[dict[str, tuple[str, str]]] = {
    "no_closings": ("No month is closed yet.", "Ещё ни один месяц не закрыт."),
    "closing_head": ("{month}  {what}, {entity} ({programme})", "{month}  {what}, {entity} ({programme})"),
    "closing_sums": (
        "    {opening} at the beginning + {issued} issued - {redeemed} used - {expired} ended - {reversed} taken back + {adjusted} adjusted = {closing} at the end",
        "    {opening} на начало + {issued} выдано - {redeemed} списано - {expired} сгорело - {reversed} снято при возвратах + {adjusted} поправки = {closing} на конец",
    ),
    "closing_late": (
        "    {late} of it came too late for the month of its date ({entries} entries): closing lines MONTH",
        "    из них {late} пришло, когда месяц их даты был уже закрыт (записей: {entries}): closing lines МЕСЯЦ",
    ),
    "tills_missing": (
        "Not complete, they may still bring something: {tills}",
        "Не все данные пришли, эти кассы ещё могут что-то прислать: {tills}",
    ),
    "month_closed": (
        "{month} is closed. It never changes; what comes later stands in the next month under its own date.",
        "{month} закрыт и больше не изменится; что придёт позже, войдёт в следующий месяц со своей датой.",
    ),
    "months_follow": (
        "Every closed month follows from the one before.",
        "Каждый закрытый месяц следует из прежнего.",
    ),
    "ledger_points": ("points", "баллы"),
    "ledger_certificates": ("certificates", "сертификаты"),
    "nobody_named": ("all shops", "все магазины"),
    "adjustment_waits": (
        "{id}  {at}  {points} points for {account}, {reason}, by {by}: waits for a second manager. {note}",
        "{id}  {at}  баллы: {points}, счёт {account}, {reason}, предложил {by}: ждёт второго управляющего. {note}",
    ),
    "adjustment_done": (
        "{id}  {at}  {points} points for {account}, {reason}, by {by}, agreed by {decided}: booked. {note}",
        "{id}  {at}  баллы: {points}, счёт {account}, {reason}, предложил {by}, согласен {decided}: проведено. {note}",
    ),
    "adjustment_refused": (
        "{id}  {at}  {points} points for {account}, {reason}, by {by}: refused by {decided}. {note}",
        "{id}  {at}  баллы: {points}, счёт {account}, {reason}, предложил {by}: отклонил {decided}. {note}",
    ),
    "no_adjustments": ("Nobody adjusted anything yet.", "Поправок ещё не было."),
    "reason_goodwill": ("goodwill", "знак внимания"),
    "reason_complaint": ("complaint", "жалоба"),
    "reason_mistake": ("mistake", "ошибка"),
    "reason_missing_sale": ("sale that was not counted", "неучтённая покупка"),
    "reason_abuse": ("abuse", "злоупотребление"),
    "ask_pin": ("New PIN, 4 to 8 digits: ", "Новый PIN, от 4 до 8 цифр: "),
    "staff_line": ("{id}: {name}, {role}", "{id}: {name}, {role}"),
    "staff_gone": ("{id}: {name}, {role}, works here no more", "{id}: {name}, {role}, больше не работает"),
    "role_cashier": ("cashier", "кассир"),
    "role_senior": ("senior cashier", "старший кассир"),
    "role_issuer": ("gives out cards", "выдаёт карты"),
    "role_manager": ("manager", "управляющий"),
    "role_auditor": ("auditor", "ревизор"),
    "role_it": ("IT", "ИТ"),
    "nothing_odd": (
        "Nothing looks odd in what the tills told.",
        "В данных касс ничего необычного нет.",
    ),
    "odd_head": ("{place}. {kind}: {cashier}, {till}", "{place}. {kind}: {cashier}, {till}"),
    "odd_receipts": ("Receipts to look at: {receipts}", "Посмотрите чеки: {receipts}"),
    "odd_t1": (
        "The card of {account} was shown to {cashier} on {receipts} of its {of} receipts, {same_day} of them on a day that had one already: perhaps the cashier's own card on other people's purchases.",
        "Карта счёта {account} показана у {cashier} в {receipts} чеках из {of}, из них {same_day} в день, когда чек уже был: возможно, своя карта на чужих покупках.",
    ),
    "odd_t2": (
        "{cashier} put the card of {account} to {attached} paid receipts, {long} of them long after they were paid: perhaps receipts that customers left behind.",
        "{cashier} приложил карту счёта {account} к {attached} оплаченным чекам, к {long} из них намного позже оплаты: возможно, это чеки, которые оставили покупатели.",
    ),
    "odd_t3": (
        "{cashier} gave the account {account} points by hand {gifts} times ({of} to all), {unnamed} of them without a receipt.",
        "{cashier} начислил счёту {account} баллы вручную {gifts} раз (всем вместе {of}), из них {unnamed} без чека.",
    ),
    "odd_t4": (
        "{cashier} took back {count} purchases that they had sold themselves or whose points stayed, on {receipts} receipts; {usual} are usual.",
        "{cashier} принял возврат {count} раз по своим же продажам или с оставшимися баллами, чеков {receipts}; обычно {usual}.",
    ),
    "odd_t5": (
        "{cashier} undid receipts, deleted lines or opened the drawer {count} times on {receipts} receipts; {usual} are usual.",
        "{cashier} аннулировал чеки, удалял строки или открывал ящик {count} раз на {receipts} чеков; обычно {usual}.",
    ),
    "nothing_done": ("Nothing was written down in this time.", "За это время ничего не записано."),
    "noted": ("Noted.", "Записано."),
}
_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "bad_month": ("{text} is no month. Write it like 2026-11.", "{text} — не месяц. Пишите как 2026-11."),
    "month_not_over": (
        "{month} is not over: sales of it may still be made. Close it when it has ended.",
        "{month} ещё не кончился, продажи возможны. Закройте его, когда он кончится.",
    ),
    "month_not_next": (
        "{month} cannot be closed now; {expected} comes next. Close that one first.",
        "{month} сейчас закрыть нельзя, следующий — {expected}. Сначала закройте его.",
    ),
    "tills_not_complete": (
        "Tills that may still bring something of {month}: {tills}. Let them exchange, or add --although-waiting: what comes later then stands in the next month.",
        "Кассы, которые ещё могут что-то прислать за {month}: {tills}. Дождитесь обмена или добавьте --although-waiting: что придёт позже, войдёт в следующий месяц.",
    ),
    "bad_adjustment": (
        "This cannot be the {what} of an adjustment. Points must not be 0, all but goodwill needs a note, texts have one line.",
        "Так поправку записать нельзя ({what}). Баллов не 0, кроме знака внимания нужно пояснение, тексты в одну строку.",
    ),
    "own_account_adjusted": (
        "Nobody adjusts their own account. Ask another manager.",
        "Свой счёт никто не поправляет. Попросите другого управляющего.",
    ),
    "same_person": (
        "Four eyes are two people. Ask another manager to agree.",
        "Нужен второй человек. Попросите подтвердить другого управляющего.",
    ),
    "nothing_waits": (
        "Nothing waits under this id. See: adjust list",
        "Под этим номером ничего не ждёт. Посмотрите: adjust list",
    ),
    "last_manager": (
        "Nobody would be left who manages this shop. Make another one manager first: staff role ID --role manager",
        "Не останется ни одного управляющего. Сначала назначьте другого: staff role ID --role manager",
    ),
    "unknown_staff": (
        "Nobody here is called {staff}. See: staff list",
        "Сотрудника {staff} нет. Посмотрите: staff list",
    ),
    "staff_known": (
        "{staff} is on the list already. Choose another id, or let them in again: staff role {staff} --role ROLE",
        "{staff} уже есть в списке. Выберите другой id или верните сотрудника: staff role {staff} --role РОЛЬ",
    ),
    "bad_staff": (
        "This cannot be the {what} of somebody who works here. Write an id without spaces, a name, a role, a PIN of digits.",
        "Так сотрудника не записать ({what}). Нужны id без пробелов, имя, роль и PIN из цифр.",
    ),
    "not_this_person": (
        "Name and PIN do not belong together, or nobody was named. Give --staff ID and the PIN.",
        "Имя и PIN не подходят друг к другу или имя не названо. Укажите --staff ID и PIN.",
    ),
}


def desk_line(key: str, lang: str, /, **facts: object) -> str:
    """Return one line of an answer."""
    return _LINES[key][lang == "ru"].format_map(facts)


def desk_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal at the desk, None for all others."""
    words = _REFUSALS.get(problem.code)
    return words[lang == "ru"].format_map(problem.facts()) if words else None
