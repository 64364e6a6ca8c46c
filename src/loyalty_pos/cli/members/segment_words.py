"""What ``segments`` says, in English and Russian."""

from typing import Final

_LINES: Final[dict[str, tuple[str, str]]] = {
    "brought": (
        "Segment {segment}: rows read {read}, members added {changed}, in it already {same}, refused {refused}.",
        "Сегмент {segment}: строк прочитано {read}, участников добавлено {changed}, уже были {same}, отклонено {refused}.",
    ),
    "taken_out": (
        "Segment {segment}: rows read {read}, members taken out {changed}, were not in it {same}, refused {refused}.",
        "Сегмент {segment}: строк прочитано {read}, участников убрано {changed}, в нём не были {same}, отклонено {refused}.",
    ),
    "refused": ("line {line}: {reason}", "строка {line}: {reason}"),
    "unknown_member": ("nobody is known by this number", "участника с таким номером нет"),
    "segment": ("{id} ({name}), {made}: {members}", "{id} ({name}), {made}: {members}"),
    "by_rule": ("by a rule of the programme, sorted once a day", "по правилу программы, раз в сутки"),
    "by_hand": ("by hand", "вручную"),
    "none": (
        "There are no segments. Begin: loyalty-pos segments import FILE --segment ID --new",
        "Сегментов нет. Начните: loyalty-pos segments import FILE --segment ID --new",
    ),
    "members": ("In the segment {segment}: {members}.", "В сегменте {segment}: {members}."),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang == "ru"].format(**facts)
