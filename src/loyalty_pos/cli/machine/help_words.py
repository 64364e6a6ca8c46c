"""The help of these options in Russian, by its English text."""

from typing import Final

MACHINE: Final = {
    "look through program, files, keys and devices; without a window": "проверить программу, файлы, ключи и устройства; без окна",
    "ask the till that runs here to finish and go": "попросить запущенную кассу завершить работу и закрыться",
    "does it run, is a shift open, what does the centre not have": "запущена ли, открыта ли смена, чего нет в центре",
    "with --quit: an open shift is a reason to stay, too": "с --quit: открытая смена — тоже причина не закрываться",
    "with --quit: how long (default: 30)": "с --quit: сколько ждать (без указания: 30)",
    "what only wants a look is a fault too: code 3": "счесть ошибкой и то, на что стоит взглянуть: код 3",
    "write the answer as JSON into this file": "записать ответ в JSON в этот файл",
}  # fmt: skip
