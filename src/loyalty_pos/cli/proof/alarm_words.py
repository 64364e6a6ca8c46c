"""What each alarm of the centre means and what to do about it (R78); ``docs/alarms.md`` is this table, and a test compares."""

from typing import Final

from loyalty_pos.cli.proof.card_alarm_words import CARD_ALARMS
from loyalty_pos.cli.proof.till_alarm_words import TILL_ALARMS

_RIGHTS: Final = "no_right_to_"
ALARMS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "no_right_to_...": {
        "en": (
            "a till let somebody do what the role does not allow (sell, return, void, ...); it is in the books",
            "ask who was logged in; a till that lacks the newest list of staff gets it with its next exchange",
        ),
        "ru": (
            "касса позволила сделать то, чего роль не допускает (продажу, возврат, отмену и т. п.); это в книгах",
            "спросите, кто работал; касса с устаревшим списком сотрудников получит новый при следующей связи",
        ),
    },
    "debt": {
        "en": (
            "points were paid that were not there: spent twice while tills were down, or taken back after they were spent",
            "nothing: the next points repay it; `loyalty-pos debts list`",
        ),
        "ru": (
            "списаны баллы, которых не было: потрачены дважды без связи или отозваны уже после траты",
            "ничего: долг погасят следующие баллы; `loyalty-pos debts list`",
        ),
    },
    "spent_beyond_right": {
        "en": (
            "a till took more points alone than its lease allowed: a broken or foreign program",
            "was the centre restored from a backup after that lease was made out? Then nothing. Else take the till out of service, keep its disk, run `loyalty-pos verify`",
        ),
        "ru": (
            "касса сама списала больше баллов, чем ей было дано: сломанная или чужая программа",
            "центр восстановлен из копии старше этого права? Тогда ничего. Иначе выведите кассу из работы, сохраните её диск, выполните `loyalty-pos verify`",
        ),
    },
    "hold_taken": {
        "en": (
            "a manager took points over that another till had begun to pay with",
            "nothing, if somebody stood at that till; else ask who typed the PIN (named first; last the cashier of that till)",
        ),
        "ru": (
            "управляющий забрал баллы, которыми уже начали платить на другой кассе",
            "ничего, если за той кассой стоял человек; иначе спросите, кто ввёл PIN (назван первым; последним — кассир той кассы)",
        ),
    },
    "till_lost": {
        "en": (
            "somebody declared a till lost: what was set aside for it is free again",
            "if the till comes back, enrol it anew",
        ),
        "ru": (
            "кассу объявили потерянной: отложенное для неё снова свободно",
            "если касса найдётся, зарегистрируйте её заново",
        ),
    },
    "price_differs": {
        "en": (
            "a receipt is not what its own programme gives, to the kopeck",
            "`loyalty-pos verify --prices`; compare the two figures; another program sold, or the till is broken: keep its disk",
        ),
        "ru": (
            "чек не равен тому, что даёт его же программа, до копейки",
            "`loyalty-pos verify --prices`; сравните две суммы; продавала другая программа, или касса сломана: сохраните её диск",
        ),
    },
    "price_unknown_bundle": {
        "en": (
            "a receipt names a programme that was never released here",
            "was the centre restored, or is it another centre's till? `loyalty-pos programme where`",
        ),
        "ru": (
            "чек называет программу, которой здесь не выпускали",
            "центр восстановлен из копии или касса другого центра? `loyalty-pos programme where`",
        ),
    },
    "z_differs": {
        "en": (
            "the end of a shift says what its events do not add up to; the subject names the sums",
            "count the drawer against the events (`export receipts`), then look at the till: its program or disk",
        ),
        "ru": (
            "итог смены не сходится с её событиями; какие суммы, сказано в предмете",
            "пересчитайте ящик по событиям (`export receipts`), затем проверьте кассу: программа или диск",
        ),
    },
    "fork": {
        "en": (
            "two histories under one name: a disk was copied or put back, and both sold",
            "the till has stopped talking: delete nothing; enrol it anew, then `loyalty-pos recover` its old disk",
        ),
        "ru": (
            "две истории под одним именем: диск скопировали или вернули старый, и продавали обе",
            "касса замолчала: ничего не удаляйте; зарегистрируйте её заново, затем `loyalty-pos recover` для старого диска",
        ),
    },
    "clock_suspect": {
        "en": (
            "a till's clock went back or jumped; it sells on and takes fewer points alone",
            "set the clock; it ends by itself with the next exchange",
        ),
        "ru": (
            "часы кассы ушли назад или прыгнули; она продаёт, но сама списывает меньше",
            "поправьте часы; пройдёт само при следующей связи",
        ),
    },
    "device_key_changed": {
        "en": (
            "a till signs with another key than before",
            "was it enrolled anew? If nobody did that, treat it as stolen",
        ),
        "ru": (
            "касса подписывает другим ключом, чем раньше",
            "её регистрировали заново? Если нет, считайте её украденной",
        ),
    },
    "returned_twice": {
        "en": (
            "the same goods came back at two tills that could not know of each other",
            "the points were given back once; the subject names the returns, this one last: ask about the money",
        ),
        "ru": (
            "один товар вернули на двух кассах, которые не знали друг о друге",
            "баллы возвращены один раз; чеки возврата названы в предмете, этот последним: спросите о деньгах",
        ),
    },
    "paper_differs": {
        "en": (
            "a return was made from a paper that is not what the books say",
            "compare receipt and return: a forgery, or programs of different versions",
        ),
        "ru": (
            "возврат сделан по бумаге, которая не совпадает с книгами",
            "сравните чек и возврат; подделка или программы разных версий",
        ),
    },
    "receipt_claimed_twice": {
        "en": (
            "a card was put to a receipt that had one already",
            "the first stands, the second got nothing; tell the customer",
        ),
        "ru": (
            "карту приложили к чеку, к которому карта уже приложена",
            "первая остаётся, вторая ничего не получила; скажите покупателю",
        ),
    },
    "late_card_beyond_sale": {
        "en": (
            "a card put to a receipt would earn more than the receipt gives",
            "nothing was given; look at the till",
        ),
        "ru": (
            "приложенная карта получила бы больше, чем даёт чек",
            "ничего не начислено; проверьте кассу",
        ),
    },
    "late_card_too_late": {
        "en": (
            "a card was put to a receipt later than the programme allows",
            "the points stand; ask who approved it",
        ),
        "ru": (
            "карту приложили к чеку позже, чем позволяет программа",
            "баллы остались; спросите, кто одобрил",
        ),
    },
    "own_card_at_receipt": {
        "en": (
            "a member of staff put their own card to a receipt",
            "the points stand; talk to them",
        ),
        "ru": (
            "сотрудник приложил к чеку свою карту",
            "баллы остались; поговорите с сотрудником",
        ),
    },
    "code_shown_twice": {
        "en": (
            "the code of one phone was taken at two tills within its half minute",
            "a photograph of a phone: ask the member, and replace the card if it was not them",
        ),
        "ru": (
            "код одного телефона приняли на двух кассах за его полминуты",
            "фотография телефона: спросите покупателя, замените карту, если это был не он",
        ),
    },
    "voucher_unknown": {
        "en": (
            "a certificate, coupon or invitation that the centre never made",
            "a forgery, or a list that was not imported: look at the receipt",
        ),
        "ru": (
            "сертификат, купон или приглашение, которых центр не выпускал",
            "подделка или не загруженный список: посмотрите чек",
        ),
    },
    "voucher_sold_twice": {
        "en": (
            "one certificate was sold at two tills",
            "a customer holds a paper that was paid twice: `codes show` finds both receipts",
        ),
        "ru": (
            "один сертификат продан на двух кассах",
            "у покупателя бумага, оплаченная дважды: оба чека найдёт `codes show`",
        ),
    },
    "voucher_overdrawn": {
        "en": (
            "a certificate paid more than was on it: at two tills while they were down",
            "`codes show CODE` names the receipts",
        ),
        "ru": (
            "сертификатом заплатили больше, чем на нём было: двумя кассами без связи",
            "`codes show КОД` назовёт чеки",
        ),
    },
    "voucher_used_twice": {
        "en": (
            "the same for a coupon",
            "both receipts stand; nothing, or a word with the customer",
        ),
        "ru": (
            "то же с купоном",
            "оба чека остаются; ничего, или поговорите с покупателем",
        ),
    },
    "voucher_blocked": {
        "en": (
            "a till took a blocked code before it knew",
            "`codes show CODE` names the receipt",
        ),
        "ru": (
            "касса приняла заблокированный код, ещё не зная об этом",
            "`codes show КОД` назовёт чек",
        ),
    },
    "club_unknown": {
        "en": (
            "a till let somebody into a club that there is not",
            "the membership stands; end it with `clubs` if it should not",
        ),
        "ru": (
            "касса приняла в клуб, которого нет",
            "членство остаётся; закончите его командой `clubs`, если не нужно",
        ),
    },
    "club_without_invitation": {
        "en": (
            "a till let somebody into a club without an invitation",
            "the membership stands; end it with `clubs` if it should not",
        ),
        "ru": (
            "касса приняла в клуб без приглашения",
            "членство остаётся; закончите его командой `clubs`, если не нужно",
        ),
    },
    "club_for_too_long": {
        "en": (
            "a till let somebody into a club for longer than the programme says",
            "the membership stands; end it with `clubs` if it should not",
        ),
        "ru": (
            "касса приняла в клуб дольше, чем говорит программа",
            "членство остаётся; закончите его командой `clubs`, если не нужно",
        ),
    },
    "card_taken": {
        "en": (
            "a card was given out that somebody else has; the new member waits aside",
            "give the second person another card; `parked list`",
        ),
        "ru": (
            "выдана карта, которая уже есть у другого; новый участник ждёт в стороне",
            "выдайте второму другую карту; `parked list`",
        ),
    },
    "phone_twice": {
        "en": (
            "two members with one phone",
            "ask, and join the two at the counter",
        ),
        "ru": (
            "два участника с одним телефоном",
            "спросите и объедините их на кассе",
        ),
    },
    "not_settled": {
        "en": (
            "a sale could not be settled with a partner",
            "look at the partner's share in the programme, then `parked again`",
        ),
        "ru": (
            "продажу не удалось рассчитать с партнёром",
            "проверьте долю партнёра в программе, затем `parked again`",
        ),
    },
    "cannot_apply": {
        "en": (
            "an event that this centre could not apply; it is kept and waits, the rest went on",
            "update the centre, then `parked again`",
        ),
        "ru": (
            "событие, которое центр не смог учесть; оно сохранено и ждёт, остальное прошло",
            "обновите центр, затем `parked again`",
        ),
    },
    "cannot_store": {
        "en": (
            "an event that the database refuses; it is kept and waits, the rest went on",
            "update the centre, then `parked again`",
        ),
        "ru": (
            "событие, которое база не принимает; оно сохранено и ждёт, остальное прошло",
            "обновите центр, затем `parked again`",
        ),
    },
    "bad_body": {
        "en": (
            "an event that this centre cannot read; it is kept and waits, the rest went on",
            "update the centre, then `parked again`; else keep the till's disk",
        ),
        "ru": (
            "событие, которое центр не читает; оно сохранено и ждёт, остальное прошло",
            "обновите центр, затем `parked again`; иначе сохраните диск кассы",
        ),
    },
    "bad_keys": {
        "en": (
            "an event with names that cannot be; it is kept and waits, the rest went on",
            "keep the till's disk: its program is foreign or broken",
        ),
        "ru": (
            "событие с недопустимыми именами; оно сохранено и ждёт, остальное прошло",
            "сохраните диск кассы: её программа чужая или сломана",
        ),
    },
    "bad_message": {
        "en": (
            "an event that contradicts the books (a document twice, impossible sums); it waits",
            "keep the till's disk and both receipts; `parked list`",
        ),
        "ru": (
            "событие противоречит книгам (документ дважды, невозможные суммы); оно ждёт",
            "сохраните диск кассы и обе квитанции; `parked list`",
        ),
    },
    "unreadable_person": {
        "en": (
            "the name of a new member cannot be opened",
            "ask them again; the card works",
        ),
        "ru": (
            "имя нового участника не открывается",
            "спросите его ещё раз; карта работает",
        ),
    },
    "parked_closed": {
        "en": (
            "somebody closed an event that waited, with a reason",
            "nothing: it is written down who and why",
        ),
        "ru": (
            "кто-то закрыл ждущее событие с указанием причины",
            "ничего: записано, кто и почему",
        ),
    },
    "backup_late": {
        "en": (
            "the newest backup is older than 26 hours",
            "run `loyalty-pos backup take`, then find out why the nightly one did not",
        ),
        "ru": (
            "новейшей резервной копии больше 26 часов",
            "выполните `loyalty-pos backup take`, затем найдите, почему ночная не снята",
        ),
    },
    **TILL_ALARMS,
    **CARD_ALARMS,
}
"""Code -> language -> (what happened, what to do); ``no_right_to_...`` stands for all codes that begin so."""


def alarm_words(code: str, lang: str) -> tuple[str, str] | None:
    """Return what happened and what to do, None for a code that nobody has described."""
    name = f"{_RIGHTS}..." if code.startswith(_RIGHTS) else code
    words = ALARMS.get(name)
    return words[lang] if words else None
