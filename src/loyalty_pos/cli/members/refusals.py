"""Refusals of the commands about members, and of whoever speaks to the centre from outside, in both languages."""

from typing import Final

from loyalty_pos.core.problems import Problem

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "bad_caller_name": (
        "{name} cannot be a caller's name: lower-case letters, digits and dashes, up to 40; console is ours.",
        "{name} не годится в имя: строчные латинские буквы, цифры и дефисы, до 40; console занято.",
    ),
    "unknown_caller": (
        "There is no caller {name}. Who there is: loyalty-pos callers list",
        "Нет такого имени: {name}. Кто есть: loyalty-pos callers list",
    ),
    "nothing_to_judge": (
        "No event {event} waits for a decision, or several callers have told it. What waits: loyalty-pos events waiting",
        "Событие {event} решения не ждёт, или его прислали разные источники. Что ждёт: loyalty-pos events waiting",
    ),
    "unknown_board": (
        "The programme in force has no board {board}; it has: {known}. What is in force: loyalty-pos programme where",
        "В действующей программе нет доски {board}; есть: {known}. Что действует: loyalty-pos programme where",
    ),
    "unknown_medal": (
        "The programme in force has no medal {medal}; it has: {known}. What is in force: loyalty-pos programme where",
        "В действующей программе нет медали {medal}; есть: {known}. Что действует: loyalty-pos programme where",
    ),
    "nobody_known_so": (
        "No member has this card, phone or account.",
        "Участника с такой картой, телефоном или счётом нет.",
    ),
    "segment_by_rule": (
        "Who is in the segment {segment} is worked out by the programme's rule; a list cannot change it.",
        "Кто входит в сегмент {segment}, решает правило программы; списком этого не изменить.",
    ),
    "unknown_segment": (
        "There is no segment {segment}; there are: {known}. To begin one that no programme names yet, add --new.",
        "Сегмента {segment} нет; есть: {known}. Начать новый, которого ещё нет в программе, — добавьте --new.",
    ),
    "too_fast": (
        "Too much at once. Go on in {seconds} s.",
        "Слишком часто. Продолжайте через {seconds} с.",
    ),
}


def member_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that these commands make, None for all others."""
    words = _WORDS.get(problem.code)
    none = ("none", "ни одной")[lang == "ru"]
    facts = {
        name: none if name == "known" and not value else value for name, value in problem.facts().items()
    }
    return words[lang == "ru"].format_map(facts) if words else None
