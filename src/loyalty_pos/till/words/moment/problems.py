"""What is said of a code on a member's phone and of a clock in doubt, in both languages."""

from typing import Final

from loyalty_pos.till.words.moment import issuing, scans

EN: Final[dict[str, tuple[str, str]]] = {
    **scans.EN,
    **issuing.EN,
    "member_code_refused": (
        "This code of a phone cannot be used.",
        "Ask for the card or the phone number.",
    ),
    "member_code_refused.old": (
        "This code is too old: it may be a photograph.",
        "Ask the customer to show the code in the app; it is a new one every half minute.",
    ),
    "member_code_refused.early": (
        "This code is from the future: the clock of the phone, or of this till, is wrong.",
        "Ask for the card or the phone number; compare this till's clock with a watch.",
    ),
    "member_code_refused.used": (
        "This code was shown here already.",
        "Wait for the next code in the app, at most half a minute, and scan that.",
    ),
    "member_code_refused.forged": (
        "This code was not made by the phone that this till knows.",
        "Ask for the long code in the app, or the card; if that is refused too, tell the manager.",
    ),
    "member_code_refused.unknown": (
        "This till does not know the customer's phone yet.",
        "Ask for the long code in the app, the card or the phone number.",
    ),
    "member_code_refused.over": (
        "The app has not been connected for too long.",
        "Ask the customer to open it with a connection; or ask for the card.",
    ),
    "member_code_refused.clock": (
        "This till's clock is in doubt, so codes of a phone cannot be judged.",
        "Ask for the card or the phone number; set the clock of this machine right.",
    ),
    "member_code_refused.stopped": (
        "This phone's codes were stopped: the customer has another phone, or lost this one.",
        "Ask for the card; questions go to the manager.",
    ),
    "clock_suspect": (
        "The clock of this machine is in doubt.",
        "Selling goes on. Set the clock right; the next answer of the centre ends the doubt.",
    ),
    "clock_suspect.back": (
        "The clock of this machine went back.",
        "Selling goes on; of points a member may take what is set aside for this till. Set the clock right; the next answer of the centre ends the doubt.",
    ),
    "clock_suspect.jumped": (
        "The clock of this machine jumped.",
        "Selling goes on; of points a member may take what is set aside for this till. Set the clock right; the next answer of the centre ends the doubt.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    **scans.RU,
    **issuing.RU,
    "member_code_refused": ("Этот код из телефона не подходит.", "Попросите карту или номер телефона."),
    "member_code_refused.old": (
        "Код устарел: возможно, это снимок экрана.",
        "Попросите показать код в приложении — он новый каждые полминуты.",
    ),
    "member_code_refused.early": (
        "Код из будущего: неверны часы телефона или этой кассы.",
        "Попросите карту или номер телефона; сверьте часы кассы.",
    ),
    "member_code_refused.used": (
        "Этот код здесь уже показывали.",
        "Дождитесь нового кода в приложении — не дольше полминуты — и отсканируйте его.",
    ),
    "member_code_refused.forged": (
        "Этот код создан не тем телефоном, который касса знает.",
        "Попросите длинный код в приложении или карту; если и он не подойдёт, скажите управляющему.",
    ),
    "member_code_refused.unknown": (
        "Телефона этого покупателя касса ещё не знает.",
        "Попросите длинный код в приложении, карту или номер телефона.",
    ),
    "member_code_refused.over": (
        "Приложение слишком давно не выходило на связь.",
        "Попросите открыть его при наличии связи или попросите карту.",
    ),
    "member_code_refused.clock": (
        "Часам этой кассы нельзя верить, поэтому код из телефона не проверить.",
        "Попросите карту или номер телефона; поправьте часы компьютера.",
    ),
    "member_code_refused.stopped": (
        "Коды этого телефона отключены: у покупателя другой телефон или этот потерян.",
        "Попросите карту; вопросы — к управляющему.",
    ),
    "clock_suspect": (
        "Часам этого компьютера нельзя верить.",
        "Продажи идут. Поправьте часы; следующий ответ центра снимет сомнение.",
    ),
    "clock_suspect.back": (
        "Часы этого компьютера ушли назад.",
        "Продажи идут; баллами можно оплатить то, что отложено для этой кассы. Поправьте часы; следующий ответ центра снимет сомнение.",
    ),
    "clock_suspect.jumped": (
        "Часы этого компьютера перевели.",
        "Продажи идут; баллами можно оплатить то, что отложено для этой кассы. Поправьте часы; следующий ответ центра снимет сомнение.",
    ),
}
