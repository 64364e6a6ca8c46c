"""The help of the commands about many tills, in Russian."""

from typing import Final

FLEET: Final = {
    "many tills by one list, each by its host name": "много касс по одному списку, каждая по имени компьютера",
    "make a batch of a list; a bad row makes none": "составить партию по списку; из-за плохой строки не делается ничего",
    "CSV or XLSX: host name, store, till, profile": "CSV или XLSX: имя компьютера, магазин, касса, профиль",
    "what stands beside a till: a table for each profile": "что стоит у кассы: таблица на каждый профиль",
    "open so many days from its approval (default: 7)": "сколько дней открыта от подтверждения (без указания: 7)",
    "so many may come (default: all of the list)": "сколько касс может подключиться (без указания: весь список)",
    "open a batch, once: its code is written to a file": "открыть партию, один раз: её код пишется в файл",
    "where the code goes": "куда записать код",
    "let nobody in by it any more; who came stays": "больше никого не подключать; подключённые остаются",
    "who does it": "кто это делает",
    "show them, and who has not come yet": "показать партии и кто ещё не подключился",
    "file with the code of a batch, or a one-time code": "файл с кодом партии или одноразовым кодом",
    "name of this machine in the batch (default: its own)": "имя этого компьютера в партии (без указания: его собственное)",
    "how each till is, the worst first": "как дела у каждой кассы, худшие сверху",
    "also those that are well, a line each": "и те, у кого всё хорошо, по строке на кассу",
    "at the centre: hand the place of a dead till to its successor": "в центре: передать место выбывшей кассы её преемнице",
    "the successor, as `fleet` shows it": "преемница, как показывает `fleet`",
    "make this folder nobody's till, for an image of many machines": "сделать папку ничьей, для образа многих компьютеров",
    "which machines cannot be a till, and why": "какие компьютеры не могут быть кассой и почему",
    "CSV or XLSX: host name, windows build, bits, memory MB, free disk MB, screen (default: this machine)": "CSV или XLSX: имя компьютера, сборка windows, разрядность, память МБ, свободно на диске МБ, экран (без указания: этот компьютер)",
    "also those that fit, a line each": "и те, что подходят, по строке на каждый",
}  # fmt: skip
