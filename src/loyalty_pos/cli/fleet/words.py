"""What the commands about many tills say, in English and Russian."""

from typing import Final

from loyalty_pos.cli.words import reason
from loyalty_pos.core.problems import Problem

_LINES: Final[dict[str, tuple[str, str]]] = {
    "made": (
        "Batch {batch}: places for {places} machines, {most} may come within {days} days of its approval. Another person approves it: enrol-batch approve {batch} --by NAME --out FILE",
        "Партия {batch}: места для компьютеров — {places}, подключиться могут {most}, срок от подтверждения, дней: {days}. Подтверждает другой человек: enrol-batch approve {batch} --by ИМЯ --out ФАЙЛ",
    ),
    "bad_row": (
        "line {line}: {column} «{text}» {reason}",
        "строка {line}: {column} «{text}» {reason}",
    ),
    "none_made": (
        "{path}: bad rows: {count}. Nothing was made; mend them and make the batch again.",
        "{path}: строк с ошибками: {count}. Ничего не сделано; исправьте их и составьте партию снова.",
    ),
    "approved": (
        "Batch {batch} is open. Its code is in {path} and nowhere else: give that file to the tills (/TOKENFILE=), then delete it.",
        "Партия {batch} открыта. Её код есть только в файле {path}: передайте этот файл кассам (/TOKENFILE=) и удалите его.",
    ),
    "ended": (
        "Batch {batch} lets nobody in any more. Tills that came keep their places.",
        "Партия {batch} больше никого не подключает. Подключённые кассы остаются на своих местах.",
    ),
    "batch": (
        "{batch}: {state}; until {until}; came {taken} of {places}, {most} may; made by {made_by}, approved by {approved_by}",
        "{batch}: {state}; до {until}; подключились {taken} из {places}, можно {most}; составил {made_by}, подтвердил {approved_by}",
    ),
    "not_come": ("    not yet: {hosts}", "    ещё нет: {hosts}"),
    "no_batches": (
        "There are no batches. Make one: enrol-batch make FILE --by NAME",
        "Партий нет. Составьте: enrol-batch make ФАЙЛ --by ИМЯ",
    ),
    "preflight": (
        "Machines: {all}. Cannot be a till: {refused}, to be looked at: {look}, fit: {fits}.",
        "Компьютеров: {all}. Кассой быть не могут: {refused}, посмотреть: {look}, подходят: {fits}.",
    ),
    "machine": ("{host}: {state}{why}", "{host}: {state}{why}"),
    "pre_fits": ("fits", "подходит"),
    "pre_look": ("look", "посмотреть"),
    "pre_refused": ("CANNOT", "НЕ МОЖЕТ"),
    "pre_old_build": (
        "Windows build {there} is too old, at least {needed} is needed",
        "сборка Windows {there} слишком стара, нужна не ниже {needed}",
    ),
    "pre_not_64": ("{there}-bit system, {needed} are needed", "система {there}-разрядная, нужна {needed}"),
    "pre_little_memory": (
        "{there} of memory, at least {needed} are needed",
        "памяти {there}, нужно не меньше {needed}",
    ),
    "pre_scarce_memory": (
        "{there} of memory will do for the till alone, {needed} beside another program",
        "памяти {there} хватит только кассе, рядом с другой программой нужно {needed}",
    ),
    "pre_little_disk": (
        "{there} free on the disk, at least {needed} are needed",
        "на диске свободно {there}, нужно не меньше {needed}",
    ),
    "pre_small_screen": (
        "screen {there}, at least {needed} is needed",
        "экран {there}, нужен не меньше {needed}",
    ),
    "pre_no_build": ("Windows build not told", "сборка Windows не указана"),
    "pre_no_bits": ("32 or 64 bits not told", "разрядность не указана"),
    "pre_no_memory": ("memory not told", "память не указана"),
    "pre_no_disk": ("free disk not told", "свободное место не указано"),
    "pre_no_screen": ("screen not told", "экран не указан"),
    "image_ready": (
        "{folder} is ready for an image: it is nobody's till. Each machine asks for its place at its first start, with the code in {path}.",
        "{folder} готова для образа: кассы в ней нет. Каждый компьютер попросит место при первом запуске, с кодом из {path}.",
    ),
    "image_emptied": (
        "The till in {folder} had sold nothing and is taken away with its keys; shut its place out at the centre if nobody needs it. Each machine asks for its own at its first start, with the code in {path}.",
        "Касса в {folder} ничего не продала и удалена вместе с ключами; её место в центре отключите, если оно не нужно. Каждый компьютер попросит своё при первом запуске, с кодом из {path}.",
    ),
    "unsynced": (
        "{waiting} events of its till wait for the centre: connect it, run `loyalty-pos sync`, and take a machine that never sold",
        "события его кассы ждут отправки: {waiting}. Подключите её, выполните `loyalty-pos sync` и возьмите компьютер, который не продавал",
    ),
    "has_sold": (
        "its till has sold, and its journal belongs to this machine: take one that never sold",
        "его касса продавала, и её журнал принадлежит этому компьютеру: возьмите тот, который не продавал",
    ),
    "set_aside": (
        "a damaged journal of its till lies there, and may hold sales that are nowhere else: take a machine that never sold",
        "там лежит повреждённый журнал его кассы, и продаж из него может не быть больше нигде: возьмите компьютер, который не продавал",
    ),
    "handed": (
        "{new} is till {till_no} now, from its next start on. Points set aside for the dead one: {points}, of members: {accounts}; its successor's of them: {kept}. What {old} still brings is accepted.",
        "{new} теперь касса {till_no}, со следующего запуска. За выбывшей было зарезервировано баллов: {points}, участников: {accounts}; из них преемнице: {kept}. Всё, что ещё пришлёт {old}, будет принято.",
    ),
    "alive": (
        "it was heard within the last 15 minutes: end it first",
        "она была на связи в последние 15 минут: сначала выключите её",
    ),
    "same": ("it cannot follow itself", "она не может заменить сама себя"),
    "replaced": ("its place went to another one before", "её место уже передано другой"),
    "other_store": (
        "it is of another shop: enrol the successor in the dead till's shop",
        "она другого магазина: подключите преемницу в магазине выбывшей кассы",
    ),
    "shut_out": ("it is shut out", "она отключена"),
    "unknown": ("there is no such till", "такой кассы нет"),
    "counts": (
        "Tills: {all}. Somebody is needed now: {now}, worth a look: {look}, well: {well}.",
        "Касс: {all}. Нужна помощь сейчас: {now}, стоит посмотреть: {look}, всё хорошо: {well}.",
    ),
    "just_now": ("now", "сейчас"),
    "head_till": ("TILL", "КАССА"),
    "head_state": ("STATE", "СОСТОЯНИЕ"),
    "head_queue": ("QUEUE", "ОЧЕРЕДЬ"),
    "head_oldest": ("OLDEST", "СТАРШАЯ"),
    "head_seen": ("SEEN", "НА СВЯЗИ"),
    "head_clock": ("CLOCK, S", "ЧАСЫ, С"),
    "head_keys": ("KEYS", "КЛЮЧИ"),
    "head_backup": ("COPY", "КОПИЯ"),
    "head_program": ("PROGRAM", "ПРОГРАММА"),
    "head_why": ("WHY", "ПОЧЕМУ"),
    "state_waits": ("waits for approval", "ждёт подтверждения"),
    "state_open": ("open", "открыта"),
    "state_over": ("its days are over", "срок прошёл"),
    "state_ended": ("revoked", "отозвана"),
}
_STANDING: Final[dict[str, tuple[str, str]]] = {
    "now": ("NOW", "СЕЙЧАС"),
    "look": ("look", "взглянуть"),
    "well": ("well", "хорошо"),
    "full": ("vault", "хранилище"),
    "machine": ("machine", "машина"),
    "file": ("file", "файл"),
    "ok": ("whole", "полная"),
    "away": ("away", "нет носителя"),
    "read_only": ("read only", "запись запрещена"),
    "failing": ("failing", "сбой"),
    "twice": ("copied: two machines are this till", "копия: этой кассой работают две машины"),
    "fork": ("two histories", "две истории"),
    "came_back": ("speaks, though it was replaced", "на связи, хотя заменена"),
    "parked": ("events wait for a person", "события ждут человека"),
    "never": ("never heard", "ещё не на связи"),
    "silent": ("silent", "молчит"),
    "silent_a_day": ("silent for a day", "молчит больше суток"),
    "queue_many": ("long queue", "длинная очередь"),
    "queue_old": ("old queue", "старая очередь"),
    "clock": ("clock in doubt", "часы под сомнением"),
    "backup": ("copy on the other medium", "копия на втором носителе"),
    "old_program": ("another version of the program", "другая версия программы"),
    "disk_full_mode": ("disk full", "диск полон"),
    "disk_low": ("disk nearly full", "диск почти полон"),
    "second_medium": ("other medium", "второй носитель"),
    "storage_corrupt": ("damaged file", "повреждён файл"),
    "storage_failing": ("failing disk", "сбой диска"),
    "storage_full": ("disk full", "диск полон"),
    "storage_busy": ("files in use", "файлы заняты"),
    "journal_salvaged": ("journal salvaged", "журнал спасён"),
    "personal_data_wiped": ("names forgotten after a month alone", "имена стёрты после месяца без связи"),
    "beside_port_taken": ("port for the other program", "порт для соседней программы"),
    "programme_not_followed": ("programme too new for it", "программа лояльности ей не понятна"),
}
_UNITS: Final = ((86_400, "{} d", "{} д"), (3_600, "{} h", "{} ч"), (60, "{} min", "{} мин"))
_ROWS: Final[dict[str, tuple[str, str]]] = {
    "no_such_store": ("is no store of this centre", "нет такого магазина в центре"),
    "no_such_profile": ("is no profile of --profiles", "нет такого профиля в --profiles"),
    "not_a_host": ("is no name of a machine", "не имя компьютера"),
    "not_a_screen": ("is no size of a screen like 1366x768", "не размер экрана вроде 1366x768"),
    "host_twice": ("stands twice in this list", "дважды в этом списке"),
    "host_in_batch": ("has a place in another open batch", "уже есть в другой открытой партии"),
    "till_twice_in_list": ("is given twice in this shop", "дважды в этом магазине"),
    "till_is_there": ("is the number of a till that works", "номер работающей кассы"),
}
_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "file_not_empty": (
        "The file {path} holds something already, and nothing is written over it. Name another one.",
        "В файле {path} уже что-то есть, поверх ничего не пишется. Укажите другой.",
    ),
    "no_image": ("This folder becomes no image: {reason}.", "Образ из этой папки не сделать: {reason}."),
    "till_not_replaced": (
        "Till {till} stays as it is: {reason}.",
        "Касса {till} остаётся как есть: {reason}.",
    ),
    "no_such_batch": (
        "There is no batch {batch}. See which there are: loyalty-pos enrol-batch list",
        "Партии {batch} нет. Посмотрите, какие есть: loyalty-pos enrol-batch list",
    ),
    "batch_not_to_approve": (
        "Batch {batch} is not to be approved: it is {state} already. Its code is told once; if it is lost, revoke it and make another batch.",
        "Партию {batch} подтвердить нельзя, её состояние: {state}. Код выдаётся один раз; если он потерян, отзовите партию и составьте новую.",
    ),
}


def fleet_line(key: str, lang: str, /, **facts: object) -> str:
    """Return one line of an answer."""
    return _LINES[key][lang == "ru"].format_map(facts)


def row_reason(code: str, lang: str) -> str:
    """Return why a row was refused."""
    known = _ROWS.get(code)
    return known[lang == "ru"] if known else reason(code, lang)


def fleet_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that these commands make, None for all others."""
    words = _REFUSALS.get(problem.code)
    if words is None:
        return None
    facts = problem.facts()
    if str(facts.get("reason")) in _LINES:
        facts["reason"] = fleet_line(str(facts["reason"]), lang, **facts)
    return words[lang == "ru"].format_map(facts)


def standing_word(code: str, lang: str) -> str:
    """Return what is said of a till; a code of a newer till is shown as it is."""
    known = _STANDING.get(code)
    return known[lang == "ru"] if known else code


def ago(time_us: int, lang: str) -> str:
    """Return how long ago, in the largest unit that fits."""
    seconds = max(0, time_us // 1_000_000)
    for size, english, russian in _UNITS:
        if seconds >= size:
            return (russian if lang == "ru" else english).format(seconds // size)
    return fleet_line("just_now", lang)
