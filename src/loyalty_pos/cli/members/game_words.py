"""What the commands about events, medals and boards say, in Russian and English."""

from typing import Final

_LINES: Final[dict[str, tuple[str, str]]] = {
    "event_given": ("{id}: given, points: {points}.", "{id}: начислено, баллов: {points}."),
    "event_nothing": ("{id}: nothing was given: {reason}.", "{id}: ничего не начислено: {reason}."),
    "event_unknown": (
        "{id}: nothing was given: the programme in force gives nothing for {kind}; it knows: {known}. What is in force: loyalty-pos programme where",
        "{id}: ничего не начислено: в действующей программе ничего нет за {kind}; есть: {known}. Что действует: loyalty-pos programme where",
    ),
    "no_kinds": ("no events", "никаких событий"),
    "event_rejected": ("{id}: rejected, nothing was given.", "{id}: отклонено, ничего не начислено."),
    "event_waits": (
        "{id} ({caller}): {kind}, {day}, {subject}",
        "{id} ({caller}): {kind}, {day}, {subject}",
    ),
    "no_events_wait": ("Nothing waits for a decision.", "Решения ничего не ждёт."),
    "nobody_leads": ("Nobody is on the board yet.", "На доске пока никого."),
    "medal_given": ("{medal}: given.", "{medal}: вручена."),
    "medal_held": ("{medal}: the member has it already.", "{medal}: у участника она уже есть."),
    "medal_recalled": (
        "{medal}: taken back, with its points.",
        "{medal}: отозвана вместе с баллами.",
    ),
    "medal_not_held": ("{medal}: the member does not have it.", "{medal}: у участника её нет."),
    "medal_is_held": ("{medal}: {name}", "{medal}: {name}"),
    "medal_is_lost": (
        "{medal}: {name}, lost with goods brought back",
        "{medal}: {name}, потеряна с возвратом товара",
    ),
    "medal_is_recalled": ("{medal}: {name}, taken back", "{medal}: {name}, отозвана"),
    "no_medals": ("Nobody has a medal yet.", "Медалей пока ни у кого нет."),
}
_REASONS: Final[dict[str, tuple[str, str]]] = {
    "limit": ("the limit of the day or week is reached", "достигнут предел на день или неделю"),
    "once": ("it was given already", "это уже давали"),
    "over": ("its time is over", "срок закончился"),
    "not_yet": ("its time has not come", "срок ещё не наступил"),
    "waits": ("it waits: for a person's word, or for a friend's purchase", "ждёт решения человека или покупки друга"),
    "counted": ("it counts towards a challenge", "засчитано в задание"),
    "rejected": ("it was rejected", "отклонено"),
    "self": ("nobody brings oneself", "себя пригласить нельзя"),
    "not_new": ("the friend buys here already", "друг уже покупает здесь"),
    "unknown_action": ("the programme knows no such event", "программа не знает такого события"),
    "unknown_member": ("no such member", "такого участника нет"),
    "unknown_friend": ("no such friend", "такого друга нет"),
    "id_used": ("another event has this id", "этот id у другого события"),
    "bad_at": ("the moment is in the future or over a year ago", "момент в будущем или больше года назад"),
    "bad_id": ("the id is empty, long or not printable", "id пустой, длинный или с непечатными знаками"),
    "bad_kind": ("the kind is empty, long or not printable", "вид события пустой или длинный"),
    "bad_who": ("give a card, a phone or an account", "укажите карту, телефон или счёт"),
    "bad_subject": ("the subject is long or not printable", "предмет события длинный или с непечатными знаками"),
    "bad_facts": ("too many facts", "слишком много сведений"),
}  # fmt: skip


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang == "ru"].format(**facts)


def event_reason(code: str, lang: str) -> str:
    """Return why an event gave nothing."""
    known = _REASONS.get(code)
    return known[lang == "ru"] if known else code
