"""Why a coupon was not taken, in both languages: code -> (what happened, what to do next); see ``wording``."""

from typing import Final

_AGAIN_EN: Final = "then enter the coupon once more."
_AGAIN_RU: Final = "затем введите купон ещё раз."

EN: Final[dict[str, tuple[str, str]]] = {
    "unknown_coupon": (
        "This shop has no coupon {coupon}.",
        "Compare the letters with the paper and type them once more; without it the sale goes on.",
    ),
    "coupon_already_there": (
        "The coupon {coupon} is on the receipt already.",
        "It counts once. To take it off, choose its row and press F8.",
    ),
    "coupon_not_yet": (
        "The coupon {coupon} does not count yet: it begins on {since}.",
        "Sell without it; the customer may keep it until then.",
    ),
    "coupon_over": ("The coupon {coupon} is over: its last day was {last}.", "Sell without it."),
    "coupon_gives_nothing": (
        "The coupon {coupon} gives nothing on this receipt: {because}.",
        "Sell without it, or enter it again when the receipt has changed.",
    ),
    "coupon_gives_nothing.goods": (
        "The coupon {coupon} gives nothing on this receipt yet: {because}.",
        f"Add the goods, {_AGAIN_EN}",
    ),
    "coupon_gives_nothing.card": (
        "The coupon {coupon} gives nothing on this receipt yet: {because}.",
        f"Scan the customer's card, {_AGAIN_EN}",
    ),
    "coupon_gives_nothing.points": (
        "The coupon {coupon} adds no points to this receipt.",
        f"Scan the customer's card and the goods, {_AGAIN_EN}",
    ),
    "serial_unknown": (
        "This till does not know the coupon …{last4}.",
        "Compare the letters with the paper; if they are right, the till has not heard of it yet: sell without it, or try again after the next exchange with the centre.",
    ),
    "serial_alone": (
        "No connection: the coupon …{last4} cannot be taken here now; it stays good.",
        "Sell without it, or try again when the line is back.",
    ),
    "serial_held": (
        "The centre does not give the coupon …{last4}: another till is taking it now, or it is used up.",
        "Sell without it; if the receipt at the other till was given up, try again in 15 minutes.",
    ),
    "serial_used": (
        "The coupon …{last4} was used already.",
        "Sell without it.",
    ),
    "serial_blocked": (
        "The coupon …{last4} is blocked.",
        "Sell without it; the manager can find out why.",
    ),
    "serial_out_of_use": (
        "The coupon …{last4} belongs to no offer of today.",
        "Sell without it; the customer may keep it.",
    ),
    "serial_needs_member": (
        "The coupon …{last4} is for members.",
        "Scan the customer's card, then the coupon once more.",
    ),
    "serial_of_another": (
        "The coupon …{last4} was given to another member.",
        "Sell without it: it counts only with that member's card.",
    ),
    "serial_limit": (
        "This member has used as many coupons «{coupon}» as one may: {times}.",
        "Sell without it.",
    ),
}

RU: Final[dict[str, tuple[str, str]]] = {
    "unknown_coupon": (
        "Купона {coupon} в этом магазине нет.",
        "Сверьте буквы с бумагой и введите ещё раз; продать можно и без него.",
    ),
    "coupon_already_there": (
        "Купон {coupon} уже в чеке.",
        "Он действует один раз. Чтобы убрать его, выберите его строку и нажмите F8.",
    ),
    "coupon_not_yet": (
        "Купон {coupon} ещё не действует: он начнётся {since}.",
        "Продайте без него; покупатель может сохранить его до этого дня.",
    ),
    "coupon_over": ("Купон {coupon} закончился: последний день был {last}.", "Продайте без него."),
    "coupon_gives_nothing": (
        "Купон {coupon} ничего не даёт в этом чеке: {because}.",
        "Продайте без него или введите снова, когда чек изменится.",
    ),
    "coupon_gives_nothing.goods": (
        "Купон {coupon} пока ничего не даёт в этом чеке: {because}.",
        f"Добавьте товары, {_AGAIN_RU}",
    ),
    "coupon_gives_nothing.card": (
        "Купон {coupon} пока ничего не даёт в этом чеке: {because}.",
        f"Отсканируйте карту покупателя, {_AGAIN_RU}",
    ),
    "coupon_gives_nothing.points": (
        "Купон {coupon} не добавляет баллов в этом чеке.",
        f"Отсканируйте карту покупателя и товары, {_AGAIN_RU}",
    ),
    "serial_unknown": (
        "Эта касса не знает купона …{last4}.",
        "Сверьте буквы с бумагой; если всё верно, касса о нём ещё не слышала: продайте без него или попробуйте после ближайшего обмена с центром.",
    ),
    "serial_alone": (
        "Нет связи: купон …{last4} здесь сейчас не принять; он останется действительным.",
        "Продайте без него или попробуйте, когда связь вернётся.",
    ),
    "serial_held": (
        "Центр не даёт купон …{last4}: его сейчас берут на другой кассе или он уже использован.",
        "Продайте без него; если на той кассе чек отменили, попробуйте через 15 минут.",
    ),
    "serial_used": (
        "Купон …{last4} уже использован.",
        "Продайте без него.",
    ),
    "serial_blocked": (
        "Купон …{last4} заблокирован.",
        "Продайте без него; причину может узнать управляющий.",
    ),
    "serial_out_of_use": (
        "Купон …{last4} не относится ни к одной сегодняшней акции.",
        "Продайте без него; покупатель может сохранить купон.",
    ),
    "serial_needs_member": (
        "Купон …{last4} — для участников.",
        "Отсканируйте карту покупателя, затем ещё раз купон.",
    ),
    "serial_of_another": (
        "Купон …{last4} выдан другому участнику.",
        "Продайте без него: он действует только с картой того участника.",
    ),
    "serial_limit": (
        "Этот участник использовал столько купонов «{coupon}», сколько можно: {times}.",
        "Продайте без него.",
    ),
}
