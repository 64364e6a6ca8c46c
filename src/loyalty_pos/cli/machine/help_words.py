"""The help of these options in Russian, by its English text."""

from typing import Final

MACHINE: Final = {
    "look through program, files, keys and devices; without a window": "проверить программу, файлы, ключи и устройства; без окна",
    "what only wants a look is a fault too: code 3": "счесть ошибкой и то, на что стоит взглянуть: код 3",
    "write the answer as JSON into this file": "записать ответ в JSON в этот файл",
}  # fmt: skip
