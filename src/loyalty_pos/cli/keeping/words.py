"""What the commands about backups say, in Russian and English."""

from typing import Final

from loyalty_pos.core.problems import Problem

_LINES: Final = {
    "taken": {
        "en": "{path}: {events} events, {accounts} accounts, {megabytes} MB; opened, read and followed to the end.",
        "ru": "{path}: событий {events}, счетов {accounts}, {megabytes} МБ; копия открыта, прочитана и проверена до конца.",
    },
    "keys_apart": {
        "en": "The keys are not in it. Without {keys} nobody can open it: keep a copy of that file in another place.",
        "ru": "Ключей в ней нет. Без файла {keys} её никто не откроет: храните копию этого файла в другом месте.",
    },
    "keys_inside": {
        "en": "The keys are in it, sealed with the passphrase.",
        "ru": "Ключи внутри, под парольной фразой.",
    },
    "second": {
        "en": "{second} holds a copy of it, read back and proven.",
        "ru": "В {second} лежит её экземпляр, прочитан оттуда и проверен.",
    },
    "second_same_disk": {
        "en": "{second} holds a copy, but on the disk of the books: both go together. Name another disk; is the medium there?",
        "ru": "В {second} лежит экземпляр, но на диске самих книг: они пропадут вместе. Укажите другой диск; на месте ли носитель?",
    },
    "second_away": {
        "en": "{second} is not there: the backup has no copy on another medium today. Put it back and take another backup.",
        "ru": "{second} нет: сегодня у копии нет экземпляра на другом носителе. Верните его и снимите копию снова.",
    },
    "second_full": {
        "en": "{second} is full: the backup has no copy there. Make room, or say --keep.",
        "ru": "В {second} нет места: экземпляра там нет. Освободите место или задайте --keep.",
    },
    "second_damaged": {
        "en": "What was read back from {second} is not what was written: that medium is failing. Replace it.",
        "ru": "Из {second} прочитано не то, что записано: носитель портится. Замените его.",
    },
    "second_failing": {
        "en": "{second} cannot be written: the backup has no copy there. Look at the medium.",
        "ru": "В {second} не записать: экземпляра там нет. Проверьте носитель.",
    },
    "dropped": {"en": "Deleted: {path}", "ru": "Удалена: {path}"},
    "whole": {
        "en": "{path}, taken {taken}: {events} events, {accounts} accounts. It can be restored.",
        "ru": "{path}, снята {taken}: событий {events}, счетов {accounts}. Её можно восстановить.",
    },
    "listed": {
        "en": "{path}  {taken}  {events} events  {megabytes} MB",
        "ru": "{path}  {taken}  событий {events}  {megabytes} МБ",
    },
    "none": {"en": "There are no backups in {path}.", "ru": "В папке {path} нет резервных копий."},
    "restored": {
        "en": "The books of {taken} are back: {events} events, {accounts} accounts. Start the centre; the tills bring what came later.",
        "ru": "Книги от {taken} возвращены: событий {events}, счетов {accounts}. Запустите центр: что было позже, пришлют кассы.",
    },
    "brought": {
        "en": "{till}: {known} events were here, {brought} came now, {parked} of them wait aside.",
        "ru": "{till}: событий было {known}, принесено {brought}, из них ждут в стороне: {parked}.",
    },
    "brought_behind": {
        "en": "Numbers {numbers} can be read nowhere; {behind} operations behind them wait. Look for the till's second medium and give it with --copy; if there is none, --lost takes them.",
        "ru": "Номера {numbers} нигде не прочитать; операций за ними ждёт: {behind}. Найдите второй носитель кассы и укажите его: --copy; если его нет, их возьмёт --lost.",
    },
    "brought_lost": {
        "en": "Numbers {numbers} are lost. Compare the money of that day with the drawer.",
        "ru": "Номера {numbers} утрачены. Сверьте деньги того дня с ящиком.",
    },
    "brought_filled": {
        "en": "{filled} operations that had been called lost are back in their place. The alarm journal_filled names them; where their money was booked by hand, take that entry back.",
        "ru": "Нашлись и встали на своё место операции, названные утраченными: {filled}. Их номера — в тревоге journal_filled; если их деньги провели вручную, отмените ту запись.",
    },
    "medium_set": {
        "en": "The till keeps a sealed copy of its journal in {folder}; a till that runs begins within seconds.",
        "ru": "Касса ведёт закрытую копию журнала в {folder}; работающая касса начнёт через несколько секунд.",
    },
    "medium_same_disk": {
        "en": "{folder} is on the same disk as the till's own files: when that disk dies, both are gone. Name a stick or another disk.",
        "ru": "{folder} — на том же диске, что и файлы кассы: если он умрёт, пропадёт и копия. Укажите флешку или другой диск.",
    },
    "medium_off": {
        "en": "The till keeps no copy any more. What was written stays where it is.",
        "ru": "Касса больше не ведёт копию. То, что записано, остаётся на месте.",
    },
    "medium_none": {
        "en": "The till keeps no copy on another medium. «medium set FOLDER» names one.",
        "ru": "Копии на втором носителе нет. Её задаёт «medium set ПАПКА».",
    },
    "medium_there": {
        "en": "{folder} is there: {copies} files, written last {written}.",
        "ru": "{folder} на месте: файлов {copies}, последняя запись {written}.",
    },
    "medium_away": {
        "en": "{folder} is not there now. The till sells on; put the medium back and the copy catches up.",
        "ru": "{folder} сейчас нет. Касса продаёт; верните носитель — копия догонит.",
    },
    "kept": {
        "en": "The books of today are in {path}. Keep them until the tills have been heard.",
        "ru": "Сегодняшние книги — в {path}. Храните их, пока кассы не выйдут на связь.",
    },
}
_REFUSALS: Final = {
    "backup_unusable": {
        "en": "{path} cannot be used: {reason}. Take another backup.",
        "ru": "{path} не годится: {reason}. Возьмите другую копию.",
    },
    "backup_unusable.not_a_backup": {
        "en": "{path} is not a backup. Give a file that «backup take» made.",
        "ru": "{path} — не резервная копия. Укажите файл, сделанный командой «backup take».",
    },
    "backup_unusable.damaged": {
        "en": "{path} is damaged. Take an older one, and look at the disk where it lay.",
        "ru": "{path} повреждена. Возьмите более старую и проверьте диск, где она лежала.",
    },
    "backup_unusable.other_keys": {
        "en": "{path} was made with other keys. Give --passphrase-file, or put its centre.keys into the centre's folder.",
        "ru": "{path} сделана с другими ключами. Укажите --passphrase-file или положите её centre.keys в папку центра.",
    },
    "backup_unusable.wrong_passphrase": {
        "en": "The passphrase does not open the keys in {path}. Look for the right one.",
        "ru": "Парольная фраза не открывает ключи в {path}. Найдите верную.",
    },
    "backup_unusable.does_not_follow": {
        "en": "The books in {path} do not follow. Run «verify» on the centre, and take another backup.",
        "ru": "Книги в {path} не сходятся. Выполните «verify» в центре и снимите другую копию.",
    },
    "centre_in_use": {
        "en": "A centre has {path} open. Stop it first; nothing was changed.",
        "ru": "Файл {path} открыт работающим центром. Сначала остановите его; ничего не изменено.",
    },
    "keys_missing": {
        "en": "There are no keys here, and {path} is to be opened with them. Give --passphrase-file, or put centre.keys back first.",
        "ru": "Здесь нет ключей, а {path} открывают ими. Укажите --passphrase-file или сначала верните centre.keys.",
    },
    "weak_passphrase": {
        "en": "The passphrase is too short: {shortest} characters at least, best four words. Make a longer one.",
        "ru": "Парольная фраза коротка: нужно не меньше {shortest} знаков, лучше четыре слова. Придумайте длиннее.",
    },
    "no_recovery_note": {
        "en": "{folder} holds neither journal.recovery nor a copy of a second medium, so its journal can only be read with its own vault. Look for vault.json, or the till's Windows account.",
        "ru": "В {folder} нет ни journal.recovery, ни копии второго носителя: журнал откроет только его хранилище ключей. Найдите vault.json или учётную запись Windows этой кассы.",
    },
    "not_this_centre": {
        "en": "The journal in {folder} was sealed for another centre. Run this at its own centre, or put that centre's centre.keys back first.",
        "ru": "Журнал в {folder} закрыт для другого центра. Выполните команду в его центре или сначала верните его centre.keys.",
    },
    "no_books_here": {
        "en": "No embedded centre is in {folder}. Give --data FOLDER; PostgreSQL is backed up with its own tools (pg_dump).",
        "ru": "В {folder} нет встроенного центра. Укажите --data ПАПКА; PostgreSQL копируют его средствами (pg_dump).",
    },
}


def keeping_line(name: str, lang: str, **facts: object) -> str:
    """Return what a command says."""
    return _LINES[name][lang].format(**facts)


def keeping_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal of these commands, None for any other."""
    facts = problem.facts()
    texts = _REFUSALS.get(f"{problem.code}.{facts.get('reason', '')}") or _REFUSALS.get(problem.code)
    return texts[lang].format(**facts) if texts else None
