"""Words of the command line in Russian and English; the refusals of the till itself are in ``till/wording.py``."""

from typing import ClassVar, Final

from loyalty_pos.cli.column_words import missing_in_words
from loyalty_pos.cli.setting.reasons import SETTINGS
from loyalty_pos.core.problems import BadImportFile, Problem


class BadOption(Problem):
    """``text`` cannot be what ``option`` needs."""

    code: ClassVar[str] = "bad_option"
    option: str
    text: str


class NoPinGiven(Problem):
    """Nobody typed a PIN; it is not a wrong one, so that no try is counted."""

    code: ClassVar[str] = "no_pin_given"


class NoTillHere(Problem):
    """The folder holds no till, and a command that only looks makes none."""

    code: ClassVar[str] = "no_till_here"
    folder: str


class NoCentreHere(Problem):
    """The folder holds no centre, and a command that only looks makes none."""

    code: ClassVar[str] = "no_centre_here"
    folder: str


class CannotRead(Problem):
    """A file named on the command line cannot be read."""

    code: ClassVar[str] = "cannot_read"
    path: str


_OWN: Final = {
    "bad_option": {
        "en": "{option} does not understand «{text}». What it takes: the same command with --help.",
        "ru": "{option}: непонятное значение «{text}». Что можно указать: та же команда с --help.",
    },
    "cannot_read": {
        "en": "The file {path} cannot be read. Check its name and whether you may read it.",
        "ru": "Файл {path} не читается. Проверьте его имя и право на чтение.",
    },
    "no_pin_given": {
        "en": "No PIN was given. Give --pin, or set LOYALTY_POS_PIN.",
        "ru": "PIN-код не указан. Добавьте --pin или задайте LOYALTY_POS_PIN.",
    },
    "address_taken": {
        "en": "{host}:{port} cannot be listened at: another program holds it, or it is not of this machine. "
        "Stop the other program or give another --port.",
        "ru": "Адрес {host}:{port} не занять: его держит другая программа, или он не этого компьютера. "
        "Остановите её или укажите другой --port.",
    },
    "unknown_store": {
        "en": "There is no store {store} at this centre; known: {known}. "
        "Check the name, or add the store: loyalty-pos stores add {store} --name NAME",
        "ru": "В этом центре нет магазина {store}; есть: {known}. "
        "Проверьте название или добавьте магазин: loyalty-pos stores add {store} --name НАЗВАНИЕ",
    },
    "unknown_release": {
        "en": "No release or programme {name} is in force or waiting. "
        "See which there are: loyalty-pos programme where",
        "ru": "Нет действующего или ожидающего выпуска либо программы {name}. "
        "Посмотрите, какие есть: loyalty-pos programme where",
    },
    "no_store_named": {
        "en": "This centre has several stores: {known}. Say which: --store ID",
        "ru": "В этом центре несколько магазинов: {known}. Укажите, какой: --store ID",
    },
    "unknown_setting": {
        "en": "There is no setting {name}. There are: {known}.",
        "ru": "Нет настройки {name}. Есть: {known}.",
    },
    "bad_setting": {
        "en": "{name} was not changed: {reason}.",
        "ru": "{name}: настройка не изменена, {reason}.",
    },
    "export_not_written": {
        "en": "{path} cannot be written: {reason}. Give another name or make it possible, then export again.",
        "ru": "{path} не записать: {reason}. Укажите другое имя или устраните причину и повторите выгрузку.",
    },
    "no_centre_here": {
        "en": "There is no centre in {folder}. Name its folder with --data (--database for PostgreSQL), "
        "or start a new one: centre --store ID",
        "ru": "В папке {folder} нет центра. Укажите его папку (--data, для PostgreSQL --database) "
        "или запустите новый: centre --store ID",
    },
    "no_till_here": {
        "en": "There is no till in {folder}. Name its folder with --data, or make one: get a code at the centre "
        "(centre --store ID --code), then: till --centre URL --code CODE",
        "ru": "В папке {folder} нет кассы. Укажите её папку (--data) или заведите кассу: возьмите код в центре "
        "(centre --store ID --code), затем: till --centre URL --code КОД",
    },
    "not_enrolled": {
        "en": "This till is not enrolled at a centre. Get a code at the centre (centre --store ID --code), "
        "then: till --centre URL --code CODE",
        "ru": "Касса не подключена к центру. Возьмите код в центре (centre --store ID --code), "
        "затем: till --centre URL --code КОД",
    },
    "missing_columns": {
        "en": "The file {path} has no column: {columns}. {strange}Name the column in its first line.",
        "ru": "В файле {path} нет столбца: {columns}. {strange}Назовите столбец в первой строке.",
    },
    "bad_receipts": {
        "en": "{path}, line {row}, {column}: {reason}.",
        "ru": "{path}, строка {row}, {column}: {reason}.",
    },
    "unreadable_receipts": {
        "en": "The receipts in {path} cannot be read: {reason}.",
        "ru": "Чеки в {path} не прочитать: {reason}.",
    },
    "nothing_here": {
        "en": "{what} is not here. It is made by: python dev.py test.",
        "ru": "Здесь нет {what}. Появится после: python dev.py test.",
    },
}

_REASONS: Final = {
    "cannot_open": ("it cannot be opened", "не открывается"),
    "cannot_write": ("the disk reports an error", "диск сообщает об ошибке"),
    "no_folder": ("there is no such folder", "такой папки нет"),
    "is_folder": ("it is a folder", "это папка"),
    "already_there": (
        "it is there already, and serials are never overwritten",
        "он уже есть, а серийные номера не перезаписываются",
    ),
    "there_already": ("it is there already", "он уже есть"),
    "disk_full": ("the disk is full", "на диске кончилось место"),
    "not_allowed": (
        "writing is not allowed there, or another program holds the file",
        "запись туда запрещена, или файл держит другая программа",
    ),
    "too_large": ("it is too large", "слишком большой"),
    "not_a_table": ("it is neither CSV, XLSX nor an exchange file", "это не CSV, не XLSX и не файл обмена"),
    "no_header": ("no line names its columns", "нет строки с названиями столбцов"),
    "not_in_exchange_file": ("an exchange file holds no such list", "в файле обмена нет такого списка"),
    "unknown_ending": ("its name must end in .csv or .xlsx", "имя должно кончаться на .csv или .xlsx"),
    "empty": ("is empty", "пусто"),
    "not_a_number": ("is no number", "не число"),
    "negative": ("is below zero", "меньше нуля"),
    "too_many_decimals": ("has too many decimals", "слишком много знаков после запятой"),
    "too_large_number": ("is too large", "слишком большое число"),
    "over_100_percent": ("is more than 100 %", "больше 100 %"),
    "not_yes_or_no": ("is neither yes nor no", "не «да» и не «нет»"),
    "not_a_date": ("is no date", "не дата"),
    "digits_lost": ("has lost digits in a spreadsheet", "цифры потеряны в таблице"),
    "not_a_card": ("is no card number", "не номер карты"),
    "payment_card": ("is a payment card", "платёжная карта"),
    "wrong_check_digit": (
        "has a wrong check digit: no till reads it",
        "неверная контрольная цифра: касса её не прочтёт",
    ),
    "not_a_phone": ("is no phone number", "не номер телефона"),
    "not_a_barcode": ("is no barcode", "не штрихкод"),
    "barcode_twice": ("belongs to another article above", "уже у другого товара выше"),
    "given_twice": ("stands twice with different values", "встречается дважды с разными значениями"),
    "too_long": ("is too long", "слишком длинно"),
    "over_the_ceiling": ("is over the partner's ceiling", "больше потолка партнёра"),
    "over_price": ("is above the price", "больше цены"),
    **SETTINGS,
    "unknown_unit": ("is no unit we know", "неизвестная единица"),
    "last_manager": ("nobody would be left who manages", "не останется управляющего"),
    "unknown_role": ("is no role we know", "неизвестная роль"),
    "bad_pin": ("must be 4 to 8 digits", "нужно от 4 до 8 цифр"),
    "unknown_state": ("is no state of a card", "неизвестное состояние карты"),
    "unknown_tier": ("is no tier of the programme", "нет такого уровня в программе"),
    "unknown_article": ("is no article of the shop", "нет такого товара"),
    "unknown_card": ("is no card of the network", "нет такой карты"),
    "balance_differs": ("has another opening balance already", "уже внесён другой начальный остаток"),
    "unknown_column": ("is no column we know", "неизвестный столбец"),
    "missing_column": ("this column is missing", "этого столбца нет"),
    "not_a_whole_number": ("is no whole number", "не целое число"),
    "not_a_text": ("is neither text nor a whole number", "не текст и не целое число"),
    "not_an_object": ("is no JSON object", "не объект JSON"),
    "not_json": ("cannot be understood", "не разобрать"),
    "too_many_cells": ("has more cells than columns are named", "ячеек больше, чем названо столбцов"),
    "too_many_receipt_lines": ("has more lines than a till takes", "строк больше, чем берёт касса"),
    "person_erased": (
        "the member has asked to be forgotten",
        "участник попросил удалить свои данные",
    ),
    "card_taken": ("the card belongs to somebody else", "карта принадлежит другому"),
    "phone_taken": ("the phone belongs to somebody else", "телефон принадлежит другому"),
}

_LINES: Final = {
    "import_head": ("{subject} from {path}", "{subject} из {path}"),
    "programme_right": (
        "The programme «{programme}» is right; bundle {bundle}.",
        "Программа «{programme}» записана верно; пакет {bundle}.",
    ),
    "programme_in_force": (
        "Each till takes it with its next exchange and names it in every sale.",
        "Каждая касса получит её при следующем обмене и назовёт в каждой продаже.",
    ),
    "import_dry": ("Dry run: nothing was changed.", "Пробный запуск: ничего не изменено."),
    "import_rows": (
        "Rows read: {read}, accepted: {accepted}, refused: {refused}",
        "Строк прочитано: {read}, принято: {accepted}, отклонено: {refused}",
    ),
    "import_counts": (
        "New: {added}, changed: {changed}, unchanged: {same}",
        "Новых: {added}, изменено: {changed}, без изменений: {same}",
    ),
    "import_dry_counts": ("New: {added}, there already: {same}", "Новых: {added}, уже есть: {same}"),
    "import_ranges": (
        "Old numbers that tills now know as cards: {ranges}",
        "Старые номера, которые кассы теперь знают как карты: {ranges}",
    ),
    "import_control": (
        "Control digits of the accepted rows: {control}",
        "Контрольное число принятых строк: {control}",
    ),
    "import_unread": (
        "Not obeyed in the exchange file: {commands}",
        "В файле обмена не выполнено: {commands}",
    ),
    "import_sign": (
        "Checked and signed: ____________________  Date: ____________",
        "Проверил: ____________________  Дата: ____________",
    ),
    "refused_row": ("line {line}: {column} {text} {reason}", "строка {line}: {column} {text} {reason}"),
    "sum_price_minor": ("Sum of the prices", "Сумма цен"),
    "sum_barcodes": ("Barcodes", "Штрихкодов"),
    "sum_points": ("Points", "Баллов"),
    "sum_spend_minor": ("Sum of purchases", "Сумма покупок"),
    "exported": ("Rows written: {count}, file {path}", "Записано строк: {count}, файл {path}"),
    "codes_made": (
        "Serials written: {count}, file {path}. Keep it like money; tills do not take them yet.",
        "Записано номеров: {count}, файл {path}. Храните его как деньги; кассы их пока не принимают.",
    ),
    "goods": ("Goods", "Товары"),
    "prices": ("Prices", "Цены"),
    "staff": ("Staff", "Сотрудники"),
    "cards": ("Cards", "Карты"),
    "balances": ("Balances", "Остатки баллов"),
    "centre_ready": (
        "The centre listens at {url}. Its books: {folder}. Stop: Ctrl+C",
        "Центр слушает {url}. Книги: {folder}. Остановить: Ctrl+C",
    ),
    "code": (
        "One-time code for a till of {store}: {code} (valid for 10 minutes)",
        "Одноразовый код для кассы магазина {store}: {code} (действует 10 минут)",
    ),
    "no_stores": (
        "There are no stores yet. Add one: loyalty-pos stores add ID --name NAME",
        "Магазинов ещё нет. Добавьте: loyalty-pos stores add ID --name НАЗВАНИЕ",
    ),
    "store_added": (
        "Store {store} is added: «{name}», {zone}",
        "Магазин {store} добавлен: «{name}», {zone}",
    ),
    "store_kept": (
        "Store {store} is now: «{name}», {zone}",
        "Магазин {store} теперь: «{name}», {zone}",
    ),
    "none": ("none", "ни одного"),
    "of_all": ("all stores", "все магазины"),
    "of_store": ("store {store}", "магазин {store}"),
    "not_set": ("not set", "не задано"),
    "empty_setting": ("(empty)", "(пусто)"),
    "own_settings": (
        "These stores have their own and keep it (change it with --store ID): {stores}",
        "У этих магазинов своё значение, оно остаётся (изменить: --store ID): {stores}",
    ),
    "setting_told": (
        "Each till takes it with its next exchange.",
        "Каждая касса получит это при следующем обмене.",
    ),
    "enrolled": (
        "This machine is now till {till} of «{store}»",
        "Этот компьютер теперь касса {till} магазина «{store}»",
    ),
    "taken_on_trust": (
        "The code did not say whose it is: compare {mark} with the end of a new code of the centre.",
        "Код не сказал, чей он: сверьте {mark} с концом нового кода центра.",
    ),
    "queue_empty": (
        "Nothing waits for the centre; {stored} facts are there.",
        "Очередь пуста; у центра {stored} записей.",
    ),
    "queue_waits": (
        "{waiting} facts wait for the centre, the oldest since {oldest}.",
        "Ждут отправки: {waiting}, самая старая запись с {oldest}.",
    ),
    "not_printed": ("Not printed yet: {count}", "Ещё не напечатано: {count}"),
    "job_waiting": ("waits for the printer", "ждёт принтера"),
    "job_sending": ("is being printed", "печатается"),
    "job_uncertain": (
        "broke off in the middle, look at the paper",
        "печать оборвалась, посмотрите на бумагу",
    ),
    "sync_done": (
        "Everything is exchanged: {stored} facts are at the centre.",
        "Обмен завершён: у центра {stored} записей.",
    ),
    "member": ("Card **{last4} {name} {phone}", "Карта **{last4} {name} {phone}"),
    "points_now": ("Points: {available}, pending: {pending}", "Баллы: {available}, ожидают: {pending}"),
    "spent": ("Purchases: {spend}, tier: {tier}", "Покупки: {spend}, уровень: {tier}"),
    "as_of": ("As known on {moment}", "По данным на {moment}"),
    "code_of_several": ("Code {place}, «{shown}»:", "Код {place}, «{shown}»:"),
    "issued": ("Card {number} is given out", "Выдана карта {number}"),
    "demo_pins": ("PINs: {pins}", "PIN-коды: {pins}"),
    "demo_cards": ("Cards to type or scan: {cards}", "Карты, чтобы набрать или отсканировать: {cards}"),
    "demo_window": (
        "Close the window to end. Everything is on this machine and is forgotten afterwards.",
        "Чтобы закончить, закройте окно. Всё хранится на этом компьютере и потом удаляется.",
    ),
    "demo_kept": (
        "Close the window to end. The shop stays in {folder} and opens again with the same --data.",
        "Чтобы закончить, закройте окно. Магазин остаётся в {folder} и откроется снова с тем же --data.",
    ),
    "demo_logged_in": ("{name} has logged in, the shift is open.", "{name}: вход выполнен, смена открыта."),
    "demo_card": ("Card scanned: {name}, {points} points.", "Карта: {name}, баллов: {points}."),
    "demo_sold": (
        "Sold for {paid}, {points} points taken under the centre's hold:",
        "Продано на {paid}, списано баллов с разрешения центра: {points}:",
    ),
    "demo_unplugged": ("The cable is out.", "Кабель выдернут."),
    "demo_offline": (
        "A guest, offline: {paid}, change {change}; points were earned, a guest's are not spent without the centre.",
        "Гость, без сети: {paid}, сдача {change}; баллы начислены, списать их без центра гостю нельзя.",
    ),
    "demo_by_itself": (
        "A regular, offline: {points} points paid; this till may still take {left} by itself until the centre is heard.",
        "Постоянный покупатель, без сети: баллами — {points}; до связи касса может списать сама ещё {left}.",
    ),
    "demo_waits": ("Waiting for the centre: {waiting}.", "Ждут отправки: {waiting}."),
    "demo_plugged": ("The cable is in again. Waiting: {left}.", "Кабель на месте. Ждут отправки: {left}."),
    "demo_books": (
        "Books compared: {events} facts of this till, all accounts.",
        "Книги сверены: {events} записей этой кассы и все счета.",
    ),
    "demo_right": ("Everything is equal.", "Всё сходится."),
    "demo_wrong": ("The books differ.", "Книги расходятся."),
    "doctor_program": ("program: {value}", "программа: {value}"),
    "doctor_python": ("python: {value}", "python: {value}"),
    "doctor_system": ("system: {value}", "система: {value}"),
    "doctor_data": ("data: {value}", "данные: {value}"),
    "doctor_file": ("for support: {value}", "для поддержки: {value}"),
    "doctor_encoding": ("encoding: {value}", "кодировка: {value}"),
    "doctor_keys": ("keys: {value}", "ключи: {value}"),
    "doctor_incarnation": ("incarnation: {value}", "жизнь журнала: {value}"),
    "doctor_written": ("written: {value}", "записано событий: {value}"),
    "doctor_waiting": ("waiting: {value}", "ждут отправки: {value}"),
    "doctor_signs_receipts": ("signs receipts: {value}", "подписывает чеки: {value}"),
    "doctor_clock_behind_s": ("clock behind, s: {value}", "часы отстают, с: {value}"),
    "doctor_free_mb": ("free on the disk, MB: {value}", "свободно на диске, МБ: {value}"),
    "doctor_second_medium": ("copy on another medium: {value}", "копия на втором носителе: {value}"),
    "doctor_store": ("store: {value}", "магазин: {value}"),
    "doctor_till": ("till: {value}", "касса: {value}"),
    "doctor_centre": ("centre: {value}", "центр: {value}"),
    "yes": ("yes", "да"),
    "no": ("no", "нет"),
    "doctor_good": ("All is well.", "Всё в порядке."),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of output."""
    return _LINES[key][lang == "ru"].format_map(facts)


def reason(code: str, lang: str) -> str:
    """Return why a row or file was refused; a code that is not in the table is shown as it is."""
    known = _REASONS.get(code)
    return known[lang == "ru"] if known else code


def own_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal that only the command line makes, None for all others."""
    words = _OWN.get(problem.code)
    if words is None:
        return None
    facts = problem.facts()
    if "columns" in facts:
        facts |= missing_in_words(facts, lang)
    if "reason" in facts:
        facts["reason"] = reason(str(facts["reason"]), lang)
    if facts.get("known") == "":
        facts["known"] = line("none", lang)
    return words[lang].format_map(facts)


def with_worded_reason(problem: Problem, lang: str) -> Problem:
    """Return the refusal of a file with its reason in words."""
    if isinstance(problem, BadImportFile):
        return BadImportFile(path=problem.path, reason=reason(problem.reason, lang))
    return problem
