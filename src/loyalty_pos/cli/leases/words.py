"""What the commands about leases and debts say, in English and Russian."""

from typing import Final

from loyalty_pos.core.problems import Problem

_LINES: Final[dict[str, tuple[str, str]]] = {
    "network": (
        "Without the centre all tills together may take at most {points} points ({money}) more than they are sure of, certificates and coupons counted in.",
        "Без центра все кассы вместе могут списать без гарантии не больше {points} баллов ({money}), считая сертификаты и купоны.",
    ),
    "of_one": (
        "Of one member at most {points} points ({money}). Owed already: {owed} points ({owed_money}).",
        "У одного участника не больше {points} баллов ({money}). Уже должны: {owed} баллов ({owed_money}).",
    ),
    "of_certificate": (
        "Of one certificate at most {money}. Paid by certificates and not on them: {owed}.",
        "С одного сертификата не больше {money}. Оплачено сертификатами сверх того, что на них было: {owed}.",
    ),
    "certificates": (
        "Certificates that may cost most:",
        "Сертификаты, которые могут стоить больше всего:",
    ),
    "this_certificate": ("This certificate:", "Этот сертификат:"),
    "certificate": (
        "    {series} **** {last4}: at most {money} without a guarantee; on it {rest}, sold in {store}",
        "    {series} **** {last4}: без гарантии не больше {money}; на нём {rest}, продан: {store}",
    ),
    "store": (
        "{store}: at most {points} points ({money})",
        "{store}: не больше {points} баллов ({money})",
    ),
    "till": (
        "    {till}: at most {points} points ({money}), of one member {of_one}, of one certificate {certificate}; settled {used}; heard {seen}",
        "    {till}: не больше {points} баллов ({money}), у одного участника {of_one}, с одного сертификата {certificate}; учтено {used}; на связи {seen}",
    ),
    "till_lost": (
        "    {till}, declared lost: at most {points} points ({money}) may still come; heard {seen}",
        "    {till}, объявлена утраченной: может прийти ещё не больше {points} баллов ({money}); на связи {seen}",
    ),
    "never": ("never", "никогда"),
    "no_tills": ("No till has rights of its own.", "Ни у одной кассы нет своих прав."),
    "cards": ("Members who may cost most:", "Участники, которые могут стоить больше всего:"),
    "member": ("This member:", "Этот участник:"),
    "card": (
        "    {account}: at most {worst} points ({money}) without a guarantee; available {available}, owed {debt}",
        "    {account}: без гарантии не больше {worst} баллов ({money}); доступно {available}, долг {debt}",
    ),
    "others": (
        "    anybody else: at most {points} points ({money})",
        "    любой другой: не больше {points} баллов ({money})",
    ),
    "other_certificates": (
        "    any other: at most {money}",
        "    любой другой: не больше {money}",
    ),
    "no_debts": ("Nobody owes anything.", "Долгов нет."),
    "debt": (
        "{at} {account}: owes {rest} of {points} ({cause}, {till}), {state}{reason}",
        "{at} {account}: долг {rest} из {points} ({cause}, {till}), {state}{reason}",
    ),
    "written_off": ("Written off: {points}.", "Списано с долга: {points}."),
    "claimed": (
        "Noted: {points} are asked for and stay until they are repaid or written off by hand.",
        "Отмечено: {points} с участника требуют, сам собой этот долг не спишется.",
    ),
    "nothing_owed": ("Whoever or whatever this is owes nothing.", "Долга здесь нет."),
    "no_holds": ("No points are held.", "Ничего не удержано."),
    "hold": (
        "{op}: {points} of {account} until {until}, {till}",
        "{op}: {points} со счёта {account} до {until}, {till}",
    ),
    "of_nobody": ("not known which till", "касса неизвестна"),
    "released": ("The points are free again.", "Баллы снова свободны."),
    "not_held": (
        "Nothing is held for this operation (any more). What is held: loyalty-pos holds list",
        "По этой операции ничего не удержано. Что удержано: loyalty-pos holds list",
    ),
    "lost": (
        "Set free: {points} of {accounts} members. This till gets no more rights; what it has sold is taken when it comes.",
        "Освобождено: {points} у участников: {accounts}. Прав касса больше не получит; её продажи будут учтены, когда придут.",
    ),
    "no_such_till": (
        "There is no till {agent}, or several. Which there are: loyalty-pos exposure",
        "Кассы {agent} нет, или таких несколько. Какие есть: loyalty-pos exposure",
    ),
}
_STATES: Final[dict[str, tuple[str, str]]] = {
    "open": ("open", "не погашен"),
    "claimed": ("asked for", "требуют"),
    "repaid": ("repaid", "погашен"),
    "returned": ("the purchase was brought back", "покупку вернули"),
    "written_off": ("written off", "списан"),
}
_CAUSES: Final[dict[str, tuple[str, str]]] = {
    "redemption": ("paid with points", "оплата баллами"),
    "paid": ("paid by a certificate", "оплата сертификатом"),
    "accrual_reversal": ("goods brought back", "возврат товара"),
    "adjust_debit": ("correction", "исправление"),
    "before": ("from before", "из прежнего"),
}
_RULES: Final[dict[str, tuple[str, str]]] = {
    "debt_write_off_points": ("by itself, below {number} points", "сам собой, меньше {number} баллов"),
    "debt_write_off_days": ("by itself, older than {number} days", "сам собой, старше {number} дней"),
}
_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "unsettled": (
        "The centre has applied the till's events up to {seq} only; the till asks again by itself.",
        "Центр учёл события кассы только до {seq}; касса спросит снова сама.",
    ),
    "till_lost": (
        "This till was declared lost. Give it a new place: loyalty-pos till --code",
        "Эта касса объявлена утраченной. Подключите её заново: loyalty-pos till --code",
    ),
    "not_approved": (
        "{who} is no manager at the centre. Let a manager approve.",
        "{who} не управляющий по данным центра. Нужно подтверждение управляющего.",
    ),
}


def lease_line(key: str, lang: str, /, **facts: object) -> str:
    """Return one line of an answer."""
    return _LINES[key][lang == "ru"].format_map(facts)


def state_words(state: str, lang: str) -> str:
    """Return what became of a debt."""
    return _STATES[state][lang == "ru"]


def rule_words(reason: str, lang: str) -> str:
    """Return why a debt ended: the rule that ended it in words, or what a person wrote."""
    name, _, number = reason.partition("=")
    words = _RULES.get(name)
    return words[lang == "ru"].format(number=number) if words and number else reason


def cause_words(cause: str, lang: str) -> str:
    """Return what made a debt; a kind of entry without words of its own is shown as it is."""
    known = _CAUSES.get(cause)
    return known[lang == "ru"] if known else cause


def lease_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal about leases, None for all others."""
    words = _REFUSALS.get(problem.code)
    return words[lang == "ru"].format_map(problem.facts()) if words else None
