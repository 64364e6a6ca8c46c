"""Sentences in Russian: code -> (what happened, what to do next); see ``wording``."""

from typing import Final

from loyalty_pos.till.words.cards.papers import PAPERS_RU as CARD_PAPERS
from loyalty_pos.till.words.cards.papers import RU as CARDS_PAPER
from loyalty_pos.till.words.certificates import PAPER_RU as CERTIFICATE_PAPER
from loyalty_pos.till.words.certificates import RU as CERTIFICATES
from loyalty_pos.till.words.channels import RU as CHANNELS
from loyalty_pos.till.words.coupons import RU as COUPONS
from loyalty_pos.till.words.disk.problems import RU as DISK
from loyalty_pos.till.words.late_card import PAPER_RU as LATE_CARD_PAPER
from loyalty_pos.till.words.late_card import RU as LATE_CARD
from loyalty_pos.till.words.local_points import RU as LOCAL_POINTS
from loyalty_pos.till.words.moment.problems import RU as MOMENT
from loyalty_pos.till.words.office.statement import RU as STATEMENT
from loyalty_pos.till.words.other_papers import PAPER_RU as OTHER_PAPERS_PAPER
from loyalty_pos.till.words.other_papers import RU as OTHER_PAPERS
from loyalty_pos.till.words.permissions import RU as PERMISSIONS
from loyalty_pos.till.words.receipt_ru import HINTS, OFFERS, PERIODS, STEPS
from loyalty_pos.till.words.rights import RU as RIGHTS
from loyalty_pos.till.words.talk.speaking import RU as SPEAKING

__all__ = ["HINTS", "OFFERS", "PAPER", "PAPERS", "PERIODS", "PERMISSIONS", "PROBLEMS", "STEPS"]

PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "problem": ("Сделать это не получается: {code}.", "Попробуйте иначе и сообщите это слово в поддержку."),
    # scanning and goods
    "unreadable_code": ("Этот код не читается.", "Отсканируйте ещё раз или введите номер вручную."),
    "payment_card_refused": (
        "Это банковская карта, её номер здесь не нужен и не сохранён.",
        "Отсканируйте карту магазина или введите телефон покупателя.",
    ),
    "unknown_barcode": (
        "Товара со штрихкодом {barcode} нет в списке.",
        "Продайте его по цене с подтверждением старшего или найдите по названию.",
    ),
    "goods_not_found": (
        "Ничего не найдено: «{text}».",
        "Введите меньше букв или цифры под штрихкодом; Ins — товары без штрихкода.",
    ),
    "unknown_article": ("Товара {article_id} нет в списке.", "Найдите товар по названию."),
    "bad_quantity": (
        "Такое количество продать нельзя: {text}.",
        "Введите количество больше нуля; штучный товар — целыми.",
    ),
    "bad_amount": ("Сумма {text} не годится.", "Введите сумму больше нуля."),
    "no_such_line": ("Строки {line_id} нет в чеке.", "Выберите строку из списка."),
    "receipt_too_long": (
        "В одном чеке не больше {limit} {limit:строки|строк|строк}.",
        "Оплатите этот чек и начните новый.",
    ),
    # cards, members
    "unknown_card": (
        "Карты **** {last4} касса не знает.",
        "Проверьте номер, найдите покупателя по телефону или выдайте карту (F3).",
    ),
    "card_blocked": (
        "Карту **** {last4} использовать нельзя.",
        "Продайте без карты; вопросы — к управляющему.",
    ),
    "unknown_phone": ("Телефона {masked} касса не знает.", "Проверьте номер или выдайте новую карту (F3)."),
    "bad_phone": ("Это не номер телефона: цифр {digits}.", "Введите 10 цифр, например 912 345-67-89."),
    "bad_name": (
        "Это не имя: оно слишком длинное или в нём непечатаемые знаки.",
        "Введите имя буквами, до {most} знаков.",
    ),
    "bad_birthday": ("Это не дата рождения.", "Введите день.месяц.год, день.месяц или оставьте пустым."),
    "card_already_issued": ("Карта **** {last4} уже выдана.", "Возьмите другую карту."),
    "card_number_needed": (
        "Полного номера карты **** {last4} касса не хранит.",
        "Отсканируйте карту и сохраните ещё раз.",
    ),
    "card_numbers_used_up": (
        "Номера виртуальных карт на этой кассе кончились.",
        "Выдайте пластиковую карту или подключите кассу к сети.",
    ),
    "phone_already_member": (
        "Этот телефон уже есть у карты **** {last4}.",
        "Найдите покупателя по телефону (F2).",
    ),
    "consent_missing": (
        "Без согласия на обработку персональных данных карту не выдать.",
        "Отметьте согласие покупателя.",
    ),
    "own_card_refused": (
        "Свою карту к своему чеку приложить нельзя.",
        "Карта покупателя — или пусть старший разрешит: F9, ваша карта, F12, его PIN.",
    ),
    # points, certificates, coupons
    "no_member": ("В чеке нет покупателя.", "Отсканируйте карту или введите телефон."),
    "not_enough_points": (
        "Нужно {asked} {asked:балл|балла|баллов}, а доступно {available}.",
        "Спишите меньше баллов.",
    ),
    "nothing_to_redeem": ("За товары этого чека баллами платить нельзя.", "Примите оплату деньгами."),
    "too_few_points": (
        "Списать {asked} {asked:балл|балла|баллов} нельзя: списание от {minimum}.",
        "Спишите больше баллов или примите оплату деньгами.",
    ),
    "redemption_limit_reached": (
        "Покупатель уже списал столько баллов, сколько программа разрешает {per}.",
        "Примите оплату деньгами; баллы можно списать в другой раз.",
    ),
    "withdrawal_too_small": (
        "Баллы выплачиваются от {minimum}: не хватает {missing}.",
        "Предложите оплатить ими следующую покупку.",
    ),
    "hold_refused": (
        "Списать баллы не получилось: {reason}. Доступно {available}.",
        "Примите оплату деньгами.",
    ),
    "redeem_by_phone_refused": (
        "По одному телефону можно списать не больше {limit} {limit:балла|баллов|баллов}.",
        "Попросите карту или QR-код покупателя.",
    ),
    "certificate_not_accepted": ("Этот сертификат касса не принимает.", "Примите оплату деньгами."),
    **CERTIFICATES,
    **COUPONS,
    **RIGHTS,
    **CHANNELS,
    **LOCAL_POINTS,
    **LATE_CARD,
    **MOMENT,
    **DISK,
    **OTHER_PAPERS,
    **SPEAKING,
    # paying, giving back
    "empty_receipt": ("В чеке нет товаров.", "Отсканируйте товар."),
    "not_paid_in_full": ("Не хватает {missing_minor}.", "Добавьте оплату."),
    "paid_too_much": (
        "По карте введено лишних {excess_minor}.",
        "Уменьшите сумму: сдача бывает только с наличных.",
    ),
    "receipt_not_found": ("Чека {receipt} на этой кассе нет.", "Проверьте код или отсканируйте QR-код чека."),
    "already_returned": ("По строке {line_id} осталось вернуть {left_milli}.", "Уменьшите количество."),
    "nothing_marked": ("Ничего не отмечено.", "Отметьте, что возвращают: Enter — строку, F7 — всё."),
    "all_returned": ("По чеку {receipt} уже возвращено всё.", "Выберите другой чек."),
    "void_after_return": (
        "По чеку {receipt} уже был возврат: отменить продажу целиком нельзя.",
        "Оформите возврат остального.",
    ),
    "fiscal_failed": (
        "Чек {receipt} записан, но фискальный регистратор его не принял.",
        "Не пробивайте ещё раз: отдайте бумагу покупателю и сообщите управляющему.",
    ),
    "already_voided": ("Чек {receipt} уже аннулирован.", ""),
    "void_too_late": ("Чек {receipt} — из другой смены, аннулировать его нельзя.", "Оформите возврат."),
    # the shift and the staff
    "shift_not_open": ("Смена не открыта.", "Откройте смену (F10)."),
    "shift_already_open": ("Смена {number} уже открыта.", "Закройте её или продолжайте работать."),
    "receipt_unfinished": (
        "Открыт чек: {lines} {lines:строка|строки|строк}.",
        "Оплатите или отмените его.",
    ),
    "not_logged_in": ("Никто не вошёл в кассу.", "Введите PIN."),
    "wrong_pin": (
        "PIN неверный, {tries_left:осталась|осталось|осталось} {tries_left} {tries_left:попытка|попытки|попыток}.",
        "Введите PIN ещё раз.",
    ),
    "pin_locked": (
        "Вход закрыт после неверных PIN.",
        "Подождите {wait_s} {wait_s:секунду|секунды|секунд} и введите PIN ещё раз.",
    ),
    "pin_locked.manager": ("Вход закрыт после многих неверных PIN.", "Позовите управляющего."),
    "approval_paused": (
        "Много неверных PIN: подтверждение ждёт {wait_min} {wait_min:минуту|минуты|минут}.",
        "Продолжайте продавать; кто вправе, может войти сам и сделать это.",
    ),
    "cannot_approve": (
        "Это ваш собственный PIN, а подтвердить это вы не можете: {permission}.",
        "Попросите старшего или управляющего ввести свой PIN.",
    ),
    "not_allowed": ("Нет права: {permission}.", "Попросите старшего ввести свой PIN."),
    # programme and files
    "bad_programme": (
        "Ошибка в программе лояльности: {key}, строка {line}: {reason}.",
        "Исправьте файл и загрузите снова.",
    ),
    "bad_programme.whole": (
        "Ошибка в программе лояльности: строка {line}: {reason}.",
        "Исправьте файл и загрузите снова.",
    ),
    "programmes_collide": (
        "Программы «{first}» и «{second}» не могут работать в одном магазине: обе задают «{field}».",
        "Оставьте это в одной из них или сначала остановите одну.",
    ),
    "bad_basket_file": ("Ошибка в файле корзины: {key}: {reason}.", "Исправьте файл."),
    "bad_import_file": ("Файл {path} не загрузить: {reason}.", "Исправьте файл и загрузите снова."),
    "file_not_written": (
        "Файл {path} не записать.",
        "Проверьте, есть ли папка и место на диске, и повторите.",
    ),
    # storage, sync
    "storage_full": (
        "На диске кончилось место: {path}.",
        "Освободите место и повторите; продажа не записана и не потеряна.",
    ),
    "storage_corrupt": (
        "Файл {path} повреждён, он сохранён как {kept_as}.",
        "Работайте дальше и сообщите в поддержку.",
    ),
    "storage_corrupt.in_use": (
        "Файл {path} повреждён.",
        "Работайте дальше и сообщите в поддержку: при следующем запуске касса отложит его и начнёт новый.",
    ),
    "folder_shared": (
        "Папка {path} лежит на другом компьютере или в облаке: файлы там портятся.",
        "Выберите папку на собственном диске этого компьютера.",
    ),
    "storage_foreign": ("Файл {path} не от этой кассы.", "Верните свой файл или подключите кассу заново."),
    "storage_newer": (
        "Файл {path} записан более новой программой: формат {found}, а эта знает {known}.",
        "Обновите программу.",
    ),
    "storage_busy": (
        "Файл {path} занят другой программой.",
        "Закройте вторую кассу и повторите: чек не потерян.",
    ),
    "storage_failing": (
        "Диск не отвечает как надо: {path}, {reason}.",
        "Повторите; чек не потерян. Если не поможет — сообщите в поддержку.",
    ),
    "personal_data_wiped": (
        "Центр молчит {days} дн.: имена и телефоны стёрты с этой кассы.",
        "Обслуживайте по картам. Имена вернутся сами, когда центр ответит.",
    ),
    "bad_message": ("Ответ центра непонятен.", "Продолжайте работать: касса попробует снова сама."),
    "bad_message.fork": (
        "Записи центра и этой кассы расходятся.",
        "Продолжайте работать и сообщите в поддержку: ничего не потеряно, но и не отправляется.",
    ),
    "centre_unreachable": (
        "Нет связи с центром: {reason}.",
        "Продолжайте работать: всё уйдёт, когда связь появится.",
    ),
    "centre_refused": ("Центр отказал: {reason}.", "Продолжайте работать и сообщите в поддержку."),
    "gap": ("Центру не хватает операций этой кассы до номера {expect}.", "Сообщите в поддержку."),
    "fork": (
        "В центр пришли две истории одной кассы, начиная с номера {seq}.",
        "Сообщите в поддержку: ничего не потеряно, но ничего и не принято.",
    ),
    "not_enrolled": ("Касса не подключена к центру.", "Введите код подключения."),
    "sync_failed": (
        "При обмене с центром случилась ошибка программы ({kind}).",
        "Продолжайте продавать: ничего не потеряется, обмен повторится сам. Сообщите в поддержку.",
    ),
    "enrolment_refused": (
        "Подключить кассу не получилось: {reason}.",
        "Проверьте буквы или возьмите новый код в центре: centre --store ID --code.",
    ),
    "enrolment_refused.code": (
        "Подключить кассу не получилось: {reason}.",
        "Возьмите новый код в центре: centre --store ID --code.",
    ),
    "enrolment_refused.address": (
        "Подключить кассу не получилось: {reason}.",
        "Проверьте адрес и запущен ли центр; код ещё годится.",
    ),
    "enrolment_refused.certificate": (
        "Подключить кассу не получилось: {reason}.",
        "Проверьте адрес или научите компьютер доверять тому, кто выдал сертификат; код ещё годится.",
    ),
    "enrolment_refused.version": (
        "Подключить кассу не получилось: {reason}.",
        "Обновите программу на кассе и в центре.",
    ),
    "enrolment_refused.folder": (
        "Подключить кассу не получилось: {reason}.",
        "Дайте новой кассе другую папку: --data ПАПКА.",
    ),
    "offers_out_of_date": (
        "Акции на этой кассе устарели: слишком долго нет связи с центром.",
        "Подключите кассу к центру. Карты работают; акции и оплата баллами вернутся сами.",
    ),
    "insecure_centre": (
        "Адрес {url} без шифрования не годится.",
        "Укажите адрес, который начинается с https.",
    ),
    # devices
    "printer_offline": ("Принтер не отвечает.", "Проверьте питание и кабель; чек напечатается позже."),
    "paper_out": (
        "В принтере кончилась бумага.",
        "Вставьте бумагу: чек напечатается сам, не печатайте второй раз.",
    ),
    "printer_open": (
        "Открыта крышка принтера.",
        "Закройте её: чек напечатается сам, не печатайте второй раз.",
    ),
    "paper_uncertain": (
        "Посмотрите на бумагу: напечатан ли {paper} {number}?",
        "Если нет — напечатайте копию, если он есть — отметьте это.",
    ),
    "paper_uncertain.unnumbered": (
        "Посмотрите на бумагу: напечатан ли {paper}?",
        "Если нет — напечатайте копию, если он есть — отметьте это.",
    ),
    "scanner_lost": ("Сканер {port} отключился.", "Проверьте кабель; коды можно вводить вручную."),
}

PAPERS: Final[dict[str, str]] = {
    "sale": "чек",
    "return": "чек возврата",
    "void": "документ об аннулировании чека",
    "x_report": "X-отчёт смены",
    "z_report": "Z-отчёт смены",
    "late_card": "квитанция о карте к чеку",
    "statement": "выписка по баллам",
    **CARD_PAPERS,
    "": "последний документ",
}

PAPER: Final[dict[str, str]] = {
    "sale": "ПРОДАЖА",
    "return": "ВОЗВРАТ",
    "void": "АННУЛИРОВАНИЕ",
    "x_report": "X-ОТЧЁТ (без гашения)",
    "z_report": "Z-ОТЧЁТ. СМЕНА ЗАКРЫТА",
    "copy": "КОПИЯ",
    "not_fiscal": "Нефискальный документ",
    "till": "Касса {till}",
    "shift": "Смена {number}",
    "receipt_number": "Чек {number}",
    "cashier": "Кассир",
    "inn": "ИНН",
    "without_barcode": "цена подтверждена",
    "discount": "скидка",
    "by_coupon": "купон {coupon}",
    "next_coupon": "Купон на следующую покупку",
    "coupon_from": "действует с {day}",
    "coupon_until": "действует по {day}",
    "points_part": "баллами",
    "gross": "Сумма без скидок",
    "saving": "Ваша экономия",
    "points_paid": "Оплачено баллами",
    "total": "ИТОГО",
    "withheld": "Удержано за потраченные баллы",
    "to_return": "К ВОЗВРАТУ",
    "cash": "Наличными",
    "card": "Картой",
    "certificate": "Сертификатом",
    "change": "Сдача",
    "vat": "в т. ч. НДС {bp}",
    "no_vat": "Без НДС",
    "member_card": "Карта",
    "redeemed": "Списано баллов",
    "earned": "Начислено баллов",
    "active_from": "можно тратить с {day}",
    "taken_back": "Снято начисленных баллов",
    "stamps": "{there} из {needed}",
    "given_back": "Возвращено баллов",
    "balance": "Баланс баллов",
    "pending": "В ожидании",
    "pending_until": "В ожидании до {day}",
    "debt": "Долг по баллам",
    "expires": "К сгоранию {day}",
    "balance_as_of": "по данным на {day}",
    "next_tier": "До следующего уровня",
    "of_receipt": "К чеку",
    "reason": "Причина",
    "approved_by": "Подтвердил",
    "fiscal_sign": "ФП",
    "opened": "Открыта",
    "closed": "Закрыта",
    "sales": "Продажи",
    "returns": "Возвраты",
    "voids": "Аннулировано",
    "count": "{n} {n:чек|чека|чеков}",
    "discounts_given": "Скидки",
    "float": "Размен на начало",
    "cash_in": "Внесено",
    "cash_out": "Изъято",
    "in_drawer": "Должно быть в кассе",
    "counted": "Пересчитано",
    "difference": "Расхождение",
    "points_given": "Начислено баллов",
    "points_used": "Списано баллов",
    "signature": "Подпись",
    "scan_for_return": "Код чека для возврата",
    "name": "Имя",
    "phone": "Телефон",
    "thanks": "Спасибо за покупку!",
    **CARDS_PAPER,
    **CERTIFICATE_PAPER,
    **LATE_CARD_PAPER,
    **OTHER_PAPERS_PAPER,
    **STATEMENT,
}
