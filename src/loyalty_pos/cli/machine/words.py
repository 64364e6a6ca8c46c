"""What these commands say and refuse, in Russian and English."""

from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.wiring.instance.refusals import TillStartsTwice, TillStays

_LINES: Final = {
    "no_till_ran": ("No till runs here.", "Касса здесь не запущена."),
    "till_gone": ("The till has finished and is closed.", "Касса завершила работу и закрыта."),
    "running": ("The till runs, version {version}.", "Касса работает, версия {version}."),
    "at_rest": ("The till does not run; version {version}.", "Касса не запущена; версия {version}."),
    "no_till": ("There is no till here yet.", "Кассы здесь ещё нет."),
    "till_place": ("Till {till} of store {store}.", "Касса {till} магазина {store}."),
    "shift_open": ("Shift {shift} is open.", "Смена {shift} открыта."),
    "shift_closed": ("No shift is open.", "Смена закрыта."),
    "unsent": (
        "Not at the centre yet: {waiting} operations, {sales} of them sales; the oldest of {oldest}.",
        "Ещё не в центре: операций {waiting}, из них продаж {sales}; самая старая от {oldest}.",
    ),
    "all_sent": ("The centre has everything.", "В центре есть всё."),
    "set_aside": (
        "Damaged journals set aside: {set_aside}. They may hold sales: bring them with loyalty-pos recover.",
        "Отложено повреждённых журналов: {set_aside}. В них могут быть продажи: loyalty-pos recover перенесёт их.",
    ),
}  # fmt: skip
_STAYS: Final = {
    "receipt": (
        "The till stays open: a receipt is on the counter. Finish or cancel it at the till, then ask again.",
        "Касса не закрыта: на ней открыт чек. Завершите или отмените его на кассе и повторите.",
    ),
    "page": (
        "The till stays open: somebody is in the middle of something there. Leave that page with Esc, then ask again.",
        "Касса не закрыта: на ней начатое действие. Выйдите с той страницы (Esc) и повторите.",
    ),
    "writing": (
        "The till stays open: it is writing something down. Ask again in a moment.",
        "Касса не закрыта: идёт запись. Повторите через несколько секунд.",
    ),
    "shift": (
        "The till stays open: its shift is open, and an update waits for its end. Close the shift, then ask again.",
        "Касса не закрыта: смена открыта, обновление ждёт её конца. Закройте смену и повторите.",
    ),
    "silent": (
        "The till does not answer. Look at its screen and close it there; nothing was changed.",
        "Касса не отвечает. Посмотрите на её экран и закройте её там; ничего не изменено.",
    ),
}  # fmt: skip
_TWICE: Final = (
    "This till is open already, but its window does not come forward. Look for it in the other accounts of this computer.",
    "Эта касса уже открыта, но её окно не выходит вперёд. Поищите его в других учётных записях этого компьютера.",
)


def said(key: str, lang: str, **facts: object) -> str:
    """Return a line."""
    return _LINES[key][lang == "ru"].format(**facts)


def machine_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal of these commands, None for any other one."""
    match problem:
        case TillStays(why=why):
            return _STAYS.get(why, _STAYS["silent"])[lang == "ru"]
        case TillStartsTwice():
            return _TWICE[lang == "ru"]
        case _:
            return None
