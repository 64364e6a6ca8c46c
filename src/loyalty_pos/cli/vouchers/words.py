"""What the commands about single codes say, in English and Russian."""

from typing import Final

from loyalty_pos.core.problems import Problem

_LINES: Final[dict[str, tuple[str, str]]] = {
    "certificate": (
        "Gift certificate **** {last4}, series {series}: {state}. On it {rest} of {value}, {until}.",
        "Подарочный сертификат **** {last4}, серия {series}: {state}. На нём {rest} из {value}, {until}.",
    ),
    "other": (
        "Code **** {last4}, {kind} {series}: {state}. Uses left: {uses}, {until}.",
        "Код **** {last4}, {kind} {series}: {state}. Осталось применений: {uses}, {until}.",
    ),
    "overdrawn": (
        "Tills paid {missing} more from it than there was: look at its receipts below.",
        "Кассы приняли с него на {missing} больше, чем на нём было: посмотрите чеки ниже.",
    ),
    "for_ever": ("for ever", "бессрочно"),
    "from_its_sale": ("its time begins when it is sold", "срок начнётся с продажи"),
    "until": ("until {day}", "до {day}"),
    "deed": ("{at}  {what}  {amount}  {place}", "{at}  {what}  {amount}  {place}"),
    "imported": (
        "Certificates brought: {added} new, {same} there already (they stay as they are). Money on the new ones: {sum}.",
        "Сертификатов принято: новых {added}, уже были {same} (они не изменились). Денег на новых: {sum}.",
    ),
    "pool": (
        "Codes of {partner} brought: {added} new, {same} there already; {left} can be given to members.",
        "Кодов партнёра {partner} принято: новых {added}, уже были {same}; можно выдать участникам: {left}.",
    ),
    "no_codes": ("no codes yet", "кодов пока нет"),
    "no_series": (
        "No programme in force has a series of coupons or certificates.",
        "В действующих программах нет серий купонов и сертификатов.",
    ),
    "refused_row": ("line {line}: {text} {reason}", "строка {line}: {text} {reason}"),
    "registered": (
        "Codes written: {count}, file {path}; the centre and its tills know them now. Keep the file like money.",
        "Кодов записано: {count}, файл {path}; центр и его кассы их уже знают. Храните файл как деньги.",
    ),
}
_STATES: Final[dict[str, tuple[str, str]]] = {
    "printed": ("not sold yet", "ещё не продан"),
    "active": ("good", "действует"),
    "used": ("used up", "использован"),
    "blocked": ("blocked", "заблокирован"),
    "cancelled": ("cancelled, its money was given back", "аннулирован, деньги возвращены"),
}
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "coupon": ("coupon of", "купон"),
    "invitation": ("invitation to", "приглашение в"),
    "partner": ("code of partner", "код партнёра"),
}
_DEEDS: Final[dict[str, tuple[str, str]]] = {
    "printed": ("made for the print house", "сделан для типографии"),
    "imported": ("brought from an older system", "перенесён из прежней системы"),
    "sold": ("sold", "продан"),
    "paid": ("paid", "оплачено"),
    "forfeited": ("rest lost (single use)", "остаток сгорел (одноразовый)"),
    "given_back": ("given back for returned goods", "возвращено за товар"),
    "payment_voided": ("payment undone", "оплата аннулирована"),
    "cancelled": ("taken back unused", "возвращён неиспользованным"),
    "sale_voided": ("sale undone", "продажа аннулирована"),
    "issued": ("given out", "выдан"),
    "used": ("used", "использован"),
    "freed": ("free again", "снова свободен"),
    "blocked": ("blocked", "заблокирован"),
    "unblocked": ("unblocked", "разблокирован"),
}
_PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "unknown_series": (
        "No programme in force has a series {series}; there are: {known}. What is in force: loyalty-pos programme where",
        "В действующих программах нет серии {series}; есть: {known}. Что действует: loyalty-pos programme where",
    ),
    "code_taken": (
        "The code **** {last4} belongs to another series. Nothing behind it was brought.",
        "Код **** {last4} — из другой серии. Коды после него не приняты.",
    ),
    "pool_empty": (
        "The codes of {partner} are all given away. Bring more: loyalty-pos codes import FILE --partner {partner}",
        "Коды партнёра {partner} закончились. Загрузите ещё: loyalty-pos codes import FILE --partner {partner}",
    ),
    "operation_of_another": (
        "The operation {operation} has given a code to somebody else already.",
        "По операции {operation} код уже выдан другому.",
    ),
    "code_unknown": (
        "The centre knows no code **** {last4}. Compare it with the paper.",
        "Центр не знает кода **** {last4}. Сверьте его с бумагой.",
    ),
    "no_certificate_series": (
        "No programme in force sells certificates of the series {series}; it has: {known}. In force: loyalty-pos programme where",
        "Действующие программы не продают сертификатов серии {series}; есть: {known}. Что действует: loyalty-pos programme where",
    ),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line with its facts."""
    return _LINES[key][lang == "ru"].format(**facts)


def state_word(state: str, lang: str) -> str:
    """Return how people call a state."""
    return _STATES[state][lang == "ru"]


def kind_word(kind: str, lang: str) -> str:
    """Return how people call a kind of voucher that is no certificate."""
    return _KINDS[kind][lang == "ru"]


def deed_word(what: str, lang: str) -> str:
    """Return how people call a deed; one of a newer program by its code."""
    return _DEEDS[what][lang == "ru"] if what in _DEEDS else what


def voucher_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that these commands make, None for all others."""
    words = _PROBLEMS.get(problem.code)
    none = ("none", "ни одной")[lang == "ru"]
    facts = {
        name: none if name == "known" and not value else value for name, value in problem.facts().items()
    }
    return words[lang == "ru"].format_map(facts) if words else None
