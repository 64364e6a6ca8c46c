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
    "serial_not_taken": (
        "Coupons of a single use are not taken here yet: this till cannot find out whether it was used before.",
        "Sell without it and leave the coupon with the customer.",
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
    "serial_not_taken": (
        "Одноразовые купоны здесь пока не принимаются: касса не может узнать, не использован ли он раньше.",
        "Продайте без него и оставьте купон покупателю.",
    ),
}
