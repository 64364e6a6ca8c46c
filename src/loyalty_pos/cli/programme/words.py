"""Words of ``loyalty-pos programme`` in English and Russian; what programmes mean is told by ``till.telling``."""

from typing import Final

from loyalty_pos.till.formats import EN, plural

_LINES: Final[dict[str, tuple[str, str]]] = {
    "error": ("error:", "ошибка:"),
    "warning": ("warning:", "предупреждение:"),
    "clean": ("{names}: right, nothing to warn of.", "{names}: всё верно, предупреждать не о чем."),
    "unwise": ("{names}: right, {count} {warnings}.", "{names}: записано верно, {count} {warnings}."),
    "mistakes": (
        "{count} {mistakes}. Correct and check again.",
        "{count} {mistakes}. Исправьте и проверьте снова.",
    ),
    "same": ("Nothing changes.", "Ничего не меняется."),
    "all_shops": ("all shops", "все магазины"),
    "reach": (
        "It can reach {members} members with a card; birthday known: {birthdays}, consent given at a counter: {consents}.",
        "Охват: участников с картой {members}; день рождения известен: {birthdays}, согласие дано на кассе: {consents}.",
    ),
    "control": (
        "«{name}»: about {kept} of them are the control group and do not get it.",
        "«{name}»: примерно {kept} из них — контрольная группа и её не получат.",
    ),
    "released": (
        "Released as number {number}: «{name}», {shops}, from {start}. Each till takes it with its next exchange.",
        "Выпуск {number}: «{name}», {shops}, с {start}. Касса возьмёт его при ближайшем обмене.",
    ),
    "rehearsed": (
        "It would be number {number}: «{name}», {shops}, from {start}. Nothing was changed.",
        "Был бы выпуск {number}: «{name}», {shops}, с {start}. Ничего не изменено.",
    ),
    "where": (
        "{number}: {name}, {state}, {shops}, from {start}; tills that have it: {have} of {tills}",
        "{number}: {name}, {state}, {shops}, с {start}; есть на кассах: {have} из {tills}",
    ),
    "in_force": ("in force", "действует"),
    "waiting": ("waiting", "ждёт своего дня"),
    "replaced": ("replaced by a newer one", "заменён новым"),
    "ended": ("ended", "закончен"),
    "lacks": ("   till {till} in {store} does not have it yet", "   касса {till} в {store} ещё не взяла его"),
    "nowhere": (
        "Nothing was released yet. Begin: loyalty-pos programme release FILE --shops SHOP",
        "Ещё ничего не выпущено. Начните: loyalty-pos programme release FILE --shops МАГАЗИН",
    ),
    "budget_head": ("{offer} «{name}»:", "{offer} «{name}»:"),
    "budget": ("given {used} of {whole}, left {left}.", "отдано {used} из {whole}, осталось {left}."),
    "quota": ("receipts {used} of {whole}, left {left}.", "чеков {used} из {whole}, осталось {left}."),
    "members_quota": (
        "members {used} of {whole}, left {left}.",
        "участников {used} из {whole}, осталось {left}.",
    ),
    "budget_ended": (
        "It is over: tills that are online give it no more.",
        "Закончена: кассы на связи её больше не дают.",
    ),
    "no_budgets": (
        "No offer in force has a budget or a quota.",
        "Среди действующих акций нет ограниченных бюджетом, числом чеков или участников.",
    ),
    "stopped": ("Release {number} of {name} is ended.", "Выпуск {number} программы {name} закончен."),
    "stopped_when": (
        (
            "Tills that are online end it with their next exchange, within seconds; "
            "others at the end of their bundle, two weeks at most."
        ),
        "Кассы на связи закончат при ближайшем обмене, за секунды; остальные — в конце своего пакета, не позже чем через две недели.",
    ),
}
_FORMS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "warnings": (("warning", "warnings"), ("предупреждение", "предупреждения", "предупреждений")),
    "mistakes": (("mistake", "mistakes"), ("ошибка", "ошибки", "ошибок")),
}


def line(key: str, lang: str, *, count: int = 0, **facts: object) -> str:
    """Return a line of output; ``count`` brings the forms of its words along."""
    forms = {name: plural(count, words[lang != EN], lang) for name, words in _FORMS.items()}
    return _LINES[key][lang != EN].format(count=count, **forms, **facts)
