"""The part of ``alarm_words`` about disks, of tills and of the centre: room, copies, damage; and tills that cannot follow."""

from typing import Final

TILL_ALARMS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "journal_damaged": {
        "en": (
            "a till's journal was damaged: it is set aside, a new one is begun, what could be read is salvaged; the subject counts it and names the numbers that are missing",
            "replace the disk soon; if numbers are missing, put the till's second medium back: what is there is filled in by itself",
        ),
        "ru": (
            "журнал кассы повреждён: он отложен, начат новый, всё читаемое спасено; указано, сколько и каких номеров нет",
            "скоро замените диск; если номеров нет, верните второй носитель кассы: что на нём есть, добавится само",
        ),
    },
    "journal_hole": {
        "en": (
            "events of a till are lost with its disk: these numbers could be read nowhere; what stands behind them is in the books",
            "compare the drawer and the receipts of that day; returns of such a receipt go by its paper",
        ),
        "ru": (
            "события кассы утрачены вместе с диском: этих номеров нет нигде; то, что за ними, в книгах",
            "сверьте ящик и чеки того дня; возврат по такому чеку делают по бумаге",
        ),
    },
    "journal_filled": {
        "en": (
            "events that had been called lost turned up and are in the books now, in their place",
            "if their money was booked by hand meanwhile, take that entry back; nothing else",
        ),
        "ru": (
            "нашлись события, названные утраченными: теперь они в книгах, на своём месте",
            "если их деньги за это время провели вручную, отмените ту запись; больше ничего",
        ),
    },
    "second_medium": {
        "en": (
            "a till cannot write the copy of its journal on its other medium (away, full, read_only, failing)",
            "look at the stick: put it back, or give the till another with `loyalty-pos medium set`; the copy catches up by itself",
        ),
        "ru": (
            "касса не может писать копию журнала на второй носитель (away — его нет, full — нет места, read_only — запись запрещена, failing — сбой)",
            "посмотрите флешку: верните её или задайте другую командой `loyalty-pos medium set`; копия догонит сама",
        ),
    },
    "queue_grows": {
        "en": (
            "a till's queue for the centre is long, old or large (many, old, large)",
            "look at its connection; nothing is lost while its disk has room",
        ),
        "ru": (
            "очередь кассы в центр длинна, стара или велика (many, old, large)",
            "проверьте её связь; пока на диске есть место, ничего не теряется",
        ),
    },
    "till_twice": {
        "en": (
            "two machines speak as this till in turns: its disk was copied together with its keys",
            "stop one of them at once, best the copy, and before it sells; give that machine a place of its own (`enrol` in a new folder)",
        ),
        "ru": (
            "две машины по очереди говорят от имени этой кассы: её диск скопирован вместе с ключами",
            "сразу остановите одну из них, лучше копию, и до продажи; дайте той машине своё место (`enrol` в новой папке)",
        ),
    },
    "restore_finished": {
        "en": (
            "a `backup restore` was interrupted (killed, or the power went) and was finished by this start; the subject is the folder with the books of before",
            "nothing: the tills bring what came later; keep that folder until all of them have been heard",
        ),
        "ru": (
            "команду `backup restore` прервали (убили или пропало питание), этот запуск довёл её до конца; указана папка с прежними книгами",
            "ничего: что было позже, пришлют кассы; храните эту папку, пока не отзовутся все",
        ),
    },
    "backup_second": {
        "en": (
            "the copy of a backup on another medium was not made, or lies on the disk of the books (away, full, damaged, failing, same_disk)",
            "look at that medium or machine and take another backup; until then one fire takes books and backups",
        ),
        "ru": (
            "экземпляр резервной копии на другом носителе не сделан или лежит на диске самих книг (away — его нет, full — нет места, damaged — портится, failing — не записать, same_disk)",
            "проверьте этот носитель или машину и снимите копию снова; до тех пор один пожар возьмёт и книги, и копии",
        ),
    },
    "programme_not_followed": {
        "en": (
            "a till cannot follow the programme that it is told (the subject names it, and what the till cannot do); it sells on by the last one that it knows",
            "update that till's program; until then its prices are those of before, for at most two weeks with offers",
        ),
        "ru": (
            "касса не может применить присланную программу (указана, и чего касса не умеет); она продаёт по последней знакомой",
            "обновите программу этой кассы; до тех пор цены прежние, предложения — не дольше двух недель",
        ),
    },
    "disk_low": {
        "en": (
            "less than a tenth of a till's disk is free",
            "make room: old files of other programs first; the till has thrown away what it can fetch again",
        ),
        "ru": (
            "на диске кассы свободно меньше десятой части",
            "освободите место: сперва старые файлы других программ; что можно получить заново, касса уже удалила",
        ),
    },
    "disk_full_mode": {
        "en": (
            "a till's disk was full: it lives on its reserve and takes sales, returns and the end of the shift only",
            "make room on that disk at once; the till goes back to normal by itself",
        ),
        "ru": (
            "диск кассы заполнен: она живёт на резерве и принимает только продажи, возвраты и закрытие смены",
            "срочно освободите место на этом диске; касса сама вернётся к обычной работе",
        ),
    },
    "till_shut_out": {
        "en": (
            "a till that was shut out still brings events: they are kept and wait, nothing of them is applied",
            "look at `parked list`: `parked again` takes honest sales in, `parked close` ends the others",
        ),
        "ru": (
            "отключённая касса всё ещё присылает события: они сохранены и ждут, ничего не учтено",
            "посмотрите `parked list`: `parked again` примет честные продажи, `parked close` закроет остальные",
        ),
    },
}
