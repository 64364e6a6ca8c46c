"""What the commands about personal data say, answers and refusals, in Russian and English."""

from typing import ClassVar, Final

from loyalty_pos.cli.privacy.labels import LABELS, SECTIONS
from loyalty_pos.core.problems import Problem


class NotConfirmed(Problem):
    """Nobody said yes; nothing was changed."""

    code: ClassVar[str] = "not_confirmed"


_LINES: Final[dict[str, tuple[str, str]]] = {
    "exported": (
        "Everything that is kept is in {path}. Request {number}. Give the file to the person alone, then delete it.",
        "Всё, что хранится, записано в {path}. Запрос {number}. Отдайте файл только самому человеку и удалите его.",
    ),
    "kept_head": ("Request {number}, {at}. What is kept:", "Запрос {number}, {at}. Что хранится:"),
    "section": ("{title} ({count})", "{title} ({count})"),
    "where_why": ("  Where: {where}. Why: {why}.", "  Где: {where}. Зачем: {why}."),
    "will_happen": ("The erasure means:", "Удаление означает:"),
    "will.cards": ("cards end: {cards}", "карты прекращают действие: {cards}"),
    "will.people": (
        "the account is shared: all {count} persons on it are erased",
        "счёт общий: удаляются все люди на нём ({count})",
    ),
    "will.family": (
        "the family's wallet is parted first; the others ({count}) go on with what is theirs, {points} points; everything else in this list is this person's alone",
        "сначала делится семейный счёт; остальные ({count}) остаются со своим, баллов: {points}; всё остальное в этом списке только об этом человеке",
    ),
    "will.points": (
        "points are lost: {points} now and {pending} later, worth {money}; use them first if you wish",
        "баллы сгорают: сейчас {points}, ожидают {pending}, это {money}; при желании сначала потратьте их",
    ),
    "will.held": (
        "{points} points are set aside for a sale in progress and stay with it",
        "баллов отложено под незаконченную продажу: {points}, они остаются за ней",
    ),
    "will.debt": (
        "the debt of {points} points is written off",
        "долг списывается, баллов: {points}",
    ),
    "will.certificates": (
        "certificates ({count}, {money} left) stay good for whoever shows the code: keep the codes",
        "сертификаты ({count}, остаток {money}) действуют дальше для предъявителя кода: сохраните коды",
    ),
    "will.coupons": ("personal coupons end: {count}", "личные купоны прекращают действие: {count}"),
    "will.clubs": (
        "memberships of clubs end, paid fees are not given back by this: {clubs}",
        "участие в клубах прекращается, взнос этим не возвращается: {clubs}",
    ),
    "will.counters": ("stamps and counted limits are lost: {count}", "отметки и счётчики пропадают: {count}"),
    "will.segments": ("the member leaves segments: {count}", "участник выходит из сегментов: {count}"),
    "will.medals": ("medals are lost: {count}", "медали пропадают: {count}"),
    "will.cashback": (
        "cashback that waits for partners ({count}) comes to nobody",
        "ожидаемый от партнёров кешбэк ({count}) никому не достанется",
    ),
    "will.books": (
        "receipts ({documents}, since {since}) and entries of points ({entries}) stay in the books under a random id: accounting demands them (in Russia five years); no name or phone stands in them",
        "чеки ({documents}, с {since}) и записи о баллах ({entries}) остаются в книгах под случайным номером: их требует бухгалтерский учёт (в России пять лет); имени и телефона в них нет",
    ),
    "will.tills": (
        "tills forget at their next contact with the centre, each says so; one that is silent wipes itself after 30 days",
        "кассы забывают при следующей связи с центром, каждая сообщает об этом; молчащая стирает данные сама через 30 дней",
    ),
    "will.for_good": ("it cannot be undone", "отменить это нельзя"),
    "confirm": ("Erase? Type yes and press Enter:", "Удалить? Наберите да и нажмите Enter:"),
    "will_end_for_others": (
        "The wallet is shared: personal offers end for the others who share it too ({count}). Who wants to keep them parts the wallet first (members part).",
        "Кошелёк общий: личные предложения прекратятся и у остальных ({count}). Кто хочет их сохранить, сначала делит счёт (members part).",
    ),
    "confirm_withdrawal": (
        "Take the consent back? Type yes and press Enter:",
        "Отозвать согласие? Наберите да и нажмите Enter:",
    ),
    "slip_head": ("SLIP No {number}, {at}", "СПРАВКА № {number}, {at}"),
    "slip_erased": (
        "Your personal data were erased at your request: the key that opens them was destroyed at the centre.",
        "Ваши персональные данные удалены по вашей просьбе: ключ, который их открывает, в центре уничтожен.",
    ),
    "slip_withdrawn": (
        "Your consent was taken back at your request: {consent}, version of the text {version}.",
        "Ваше согласие отозвано по вашей просьбе: {consent}, версия текста {version}.",
    ),
    "slip_ask": (
        "Ask how it stands by this number: loyalty-pos privacy status {number}",
        "Узнать, как исполнено, можно по номеру: loyalty-pos privacy status {number}",
    ),
    "no_offers": (
        "Personal offers and segments end at the tills with their next contact.",
        "Личные предложения и сегменты на кассах прекратятся при следующей связи.",
    ),
    "no_requests": ("Nobody has asked for anything.", "Запросов не было."),
    "request": ("{number}, {at}: {what} ({by})", "{number}, {at}: {what} ({by})"),
    "did.export": ("told what is kept", "сообщено, что хранится"),
    "did.erase": ("erased", "данные удалены"),
    "did.withdraw": (
        "consent taken back: {consent}, version {version}",
        "согласие отозвано: {consent}, версия {version}",
    ),
    "till_forgot": ("{store}, till {till}: forgotten {at}", "{store}, касса {till}: забыла {at}"),
    "till_waits": (
        "{store}, till {till}: has not said so yet, last heard {seen}",
        "{store}, касса {till}: ещё не подтвердила, на связи была {seen}",
    ),
    "till_silent": (
        "{store}, till {till}: not heard since {seen}; it wipes names by itself at its next start, or has done so",
        "{store}, касса {till}: молчит с {seen}; имена сотрёт сама при ближайшем запуске или уже стёрла",
    ),
    "till_never": (
        "{store}, till {till}: has not said so yet, never heard",
        "{store}, касса {till}: ещё не подтвердила, на связь не выходила",
    ),
    "consent.personal_data": ("processing of personal data", "обработка персональных данных"),
    "consent.advertising": ("advertising", "реклама"),
    "consent.partners": ("transfer to partners", "передача партнёрам"),
    "consent.profiling": ("personal offers", "персональные предложения"),
}
_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "not_confirmed": (
        "Nothing was done: nobody said yes. Answer yes, or add --yes.",
        "Ничего не сделано: подтверждения не было. Ответьте «да» или добавьте --yes.",
    ),
    "nobody_like_that": (
        "Nobody is known by this number (…{end}). Give the whole card number, the full phone, or the account's id.",
        "По этому номеру (…{end}) никого нет. Укажите номер карты целиком, полный телефон или номер счёта.",
    ),
    "already_erased": (
        "This person was erased already, slip {number}. How it stands: loyalty-pos privacy status {number}",
        "Данные этого человека уже удалены, справка {number}. Как исполнено: loyalty-pos privacy status {number}",
    ),
    "not_for_privacy": (
        "«{who}» may not do this, or the PIN is wrong. Name a manager: --staff ID --pin PIN",
        "«{who}»: нет права, или PIN неверный. Укажите управляющего: --staff КОД --pin PIN",
    ),
    "nobody_named": (
        "A manager does this: name one with --staff ID --pin PIN (or LOYALTY_POS_PIN).",
        "Это делает управляющий: укажите его, --staff КОД --pin PIN (или LOYALTY_POS_PIN).",
    ),
    "unknown_request": (
        "No request has the number {number}. All of them: loyalty-pos privacy status",
        "Запроса с номером {number} нет. Все запросы: loyalty-pos privacy status",
    ),
    "no_such_consent": (
        "There is no consent «{consent}» to take back; those that hold: {given}. See: loyalty-pos privacy export",
        "Согласия «{consent}» нет, отзывать нечего; действуют: {given}. Посмотрите: loyalty-pos privacy export",
    ),
    "needed_consent": (
        "Without the consent «{consent}» there is no member. Whoever takes it back is erased: loyalty-pos privacy erase",
        "Без согласия «{consent}» нет участника. Кто его отзывает, того удаляют: loyalty-pos privacy erase",
    ),
}


def privacy_line(key: str, lang: str, /, **facts: object) -> str:
    """Return one line of an answer."""
    return _LINES[key][lang == "ru"].format_map(facts)


def privacy_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal about personal data, None for all others."""
    facts = problem.facts()
    words = _REFUSALS.get("nobody_named" if facts.get("who") == "" else problem.code)
    return words[lang == "ru"].format_map(facts) if words else None


def section_words(name: str, lang: str) -> tuple[str, str, str]:
    """Return title, where it is kept, and why."""
    english, russian = SECTIONS[name]
    return russian if lang == "ru" else english


def label(name: str, lang: str) -> str:
    """Return what a column is called."""
    return LABELS[name][lang == "ru"]
