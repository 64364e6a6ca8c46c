"""What was done, in both languages: codes of the audit trail; a note of a till begins with ``till_``, an alarm with ``alarm_``."""

from typing import Final

DEEDS: Final[dict[str, tuple[str, str]]] = {
    "staff_created": ("began to work", "новый сотрудник"),
    "staff_pin_set": ("new PIN", "новый PIN"),
    "staff_role_set": ("another role", "другая роль"),
    "staff_dismissed": ("dismissed", "уволен"),
    "adjustment_proposed": ("points by hand proposed", "предложена поправка баллов"),
    "adjustment_done": ("points by hand agreed to", "поправка баллов подтверждена"),
    "adjustment_refused": ("points by hand refused", "поправка баллов отклонена"),
    "month_closed": ("month closed", "месяц закрыт"),
    "praise": ("praise", "похвала"),
    "complaint": ("complaint", "жалоба"),
    "batch_made": ("batch of tills made", "составлена партия касс"),
    "batch_approved": ("batch of tills approved", "партия касс подтверждена"),
    "batch_ended": ("batch of tills taken back", "партия касс отозвана"),
    "till_replaced": ("till replaced", "касса заменена"),
    "privacy_export": ("personal data told", "рассказано о данных"),
    "privacy_erase": ("person forgotten", "человек забыт"),
    "privacy_withdraw": ("consent taken back", "согласие отозвано"),
    "joined_duplicate": ("accounts joined", "счета объединены"),
    "joined_family": ("family joined", "семья объединена"),
    "parted": ("accounts parted", "счета разделены"),
    "till_drawer_opened": ("drawer opened", "открыт ящик"),
    "till_line_deleted": ("line deleted", "удалена строка"),
    "till_receipt_cleared": ("receipt cancelled before payment", "чек отменён до оплаты"),
    "till_receipt_copied": ("copy printed", "напечатана копия"),
    "till_logged_in": ("logged in", "вход"),
    "till_logged_out": ("logged out", "выход"),
    "till_cash_moved": ("cash put in or taken out", "внесены или изъяты наличные"),
    "till_approval_refused": ("approval refused", "подтверждение не принято"),
    "till_pin_locked": ("PIN locked", "PIN заблокирован"),
    "till_pin_unlocked": ("PIN unlocked", "PIN разблокирован"),
    "till_points_told": ("points shown to the member", "баллы показаны участнику"),
    "till_points_looked_up": ("points looked up", "баллы посмотрены"),
    "till_exposure_seen": ("risk looked at", "посмотрен риск касс"),
    "till_members_searched": ("members searched", "поиск участников"),
    "till_desk_seen": ("manager's desk looked at", "посмотрен рабочий стол"),
    "debt_claim": ("debt asked for", "долг предъявлен"),
    "debt_write_off": ("debt written off", "долг списан"),
    "card_active": ("card set free", "карта разблокирована"),
    "card_blocked": ("card blocked", "карта заблокирована"),
    "card_lost": ("card lost", "карта утеряна"),
    "card_replaced": ("card replaced", "карта заменена"),
    "till_month_close_asked": ("closing of a month asked for", "запрошено закрытие месяца"),
    "till_remark_asked": ("remark written", "записан отзыв"),
    "till_debt_asked": ("end of a debt asked for", "запрошено решение по долгу"),
    "till_parked_asked": ("events set aside looked at", "посмотрены отложенные события"),
    "till_desk_saved": ("list saved as a file", "список сохранён в файл"),
    "till_adjustment_asked": ("points by hand asked for", "запрошена поправка баллов"),
    "till_staff_changed": ("list of staff changed", "изменён список сотрудников"),
    "till_card_blocked": ("card blocked", "карта заблокирована"),
    "till_card_unblocked": ("card set free", "карта разблокирована"),
    "till_card_replaced": ("card replaced", "карта заменена"),
    "till_price_approved": ("price approved", "подтверждена цена"),
    "till_training_begun": ("training begun", "включён учебный режим"),
    "till_receipt_taken_over": ("receipt taken over", "чек принят у другого кассира"),
    "till_goods_without_receipt": ("goods taken back without a receipt", "возврат без чека"),
    "till_card_undone": ("card taken back", "выдача карты отменена"),
    "till_pack_received": ("pack of cards received", "получена пачка карт"),
}
_ALARM: Final = ("alarm", "тревога")
_ALARMS: Final = "alarm_"
_CODES: Final[dict[str, tuple[str, str]]] = {
    "redemption": ("paid with points", "оплата баллами"),
    "paid": ("paid by a certificate", "оплата сертификатом"),
    "accrual_reversal": ("goods brought back", "возврат товара"),
    "adjust_debit": ("correction", "исправление"),
    "before": ("from before", "из прежнего"),
    "open": ("owed", "не погашен"),
    "claimed": ("asked for", "предъявлен"),
    "printed": ("printed, not sold", "напечатаны, не проданы"),
    "active": ("in force", "действуют"),
    "used": ("used up", "использованы"),
    "blocked": ("blocked", "заблокированы"),
    "cancelled": ("cancelled", "отменены"),
    "lost": ("lost", "утеря"),
    "damaged": ("damaged", "повреждение"),
    "fraud": ("fraud", "мошенничество"),
    "wish": ("the customer's wish", "просьба покупателя"),
    "staff": ("card of the staff", "карта сотрудника"),
    "goodwill": ("goodwill", "знак внимания"),
    "complaint": ("complaint", "жалоба"),
    "mistake": ("mistake", "ошибка"),
    "missing_sale": ("sale not counted", "неучтённая покупка"),
    "abuse": ("abuse", "злоупотребление"),
    "cashier": ("cashier", "кассир"),
    "senior": ("senior cashier", "старший кассир"),
    "issuer": ("gives out cards", "выдаёт карты"),
    "manager": ("manager", "управляющий"),
    "auditor": ("auditor", "ревизор"),
    "it": ("IT", "ИТ"),
}


def deed_words(what: str, lang: str) -> str:
    """Return what was done; a code without words of its own is shown as it is."""
    if what.startswith(_ALARMS):
        return f"{_ALARM[lang == 'ru']} {what.removeprefix(_ALARMS)}"
    words = DEEDS.get(what)
    return words[lang == "ru"] if words else what


def code_words(code: str, lang: str) -> str:
    """Return a cause of a debt, a state of certificates, a reason of a blocked card; the code where there are no words."""
    words = _CODES.get(code)
    return words[lang == "ru"] if words else code
