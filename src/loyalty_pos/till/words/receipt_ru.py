"""Why a price is what it is, and what is worth saying of it, in Russian: code -> sentence (see ``wording``)."""

from typing import Final

STEPS: Final[dict[str, str]] = {
    "percent_off": "Акция «{rule_id}»: {bp} — скидка {amount_minor}",
    "fixed_price": "Акция «{rule_id}»: цена {price_minor} — скидка {amount_minor}",
    "set_off": "Акция «{rule_id}»: набор из {take} — скидка {amount_minor}",
    "unit_amount": "Акция «{rule_id}»: минус {each_minor} за штуку — скидка {amount_minor}",
    "bundle_off": "Акция «{rule_id}»: вместе дешевле — скидка {amount_minor}",
    "quantity_ladder": "Акция «{rule_id}»: {bp} за количество — скидка {amount_minor}",
    "gift": "Подарок по акции «{rule_id}» от {from_minor}: скидка {amount_minor}",
    "floor_held": "Ниже минимальной цены нельзя: из {wanted_minor} дано {amount_minor}",
    "card_discount": "Скидка по карте {bp}: {amount_minor}",
    "offer_instead_of_card": "Акция выгоднее карты: {amount_minor} вместо {card_minor}",
    "card_instead_of_offer": "Карта выгоднее акции: {amount_minor} вместо {offer_minor}",
    "basket_percent": "Акция «{rule_id}» на чек от {from_minor}: скидка {amount_minor}",
    "basket_amount": "Акция «{rule_id}» на чек от {from_minor}: скидка {amount_minor}",
    "basket_ladder": "Акция «{rule_id}» на чек от {from_minor}: скидка {amount_minor}",
    "best_of_many": "Сочетаний акций слишком много ({combinations}): сравнено {tried}, взято лучшее",
    "cap_trimmed": "Предел скидки на чек {bp}: убрано {amount_minor}",
    "points_redeemed": "Списано {points} {points:балл|балла|баллов}: {amount_minor}",
    "rounded_down": "Округление чека: {amount_minor}",
    "certificate": "Сертификат: зачтено {amount_minor} из {offered_minor}",
    "accrued": "Начислено {points} {points:балл|балла|баллов} с {base_minor}",
    "extra_points": "«{rule_id}»: ещё {points} {points:балл|балла|баллов}",
    "accrual_limited": "Начислить {per} можно ещё только {points} {points:балл|балла|баллов}",
    "rate_capped": "«{rule_id}»: до предела этого месяца {points:остался|осталось|осталось} {points} {points:балл|балла|баллов}",
    "active_member": "Активный покупатель: баллы, умноженные на {bp}",
}

OFFERS: Final[dict[str, str]] = {
    "applied": "Действует: скидка {amount_minor}",
    "coupon_needed": "Нужен купон {coupon}",
    "not_yet": "Ещё не началась",
    "over": "Уже закончилась",
    "wrong_day": "Не в этот день",
    "wrong_hour": "Только с {from} до {to}",
    "wrong_place": "Не в этом магазине",
    "wrong_channel": "Не для этого способа получения",
    "members_only": "Только по карте",
    "wrong_tier": "Не для этого уровня",
    "not_for_this_member": "Не для этого покупателя",
    "not_in_club": "Только для клуба",
    "no_birthday": "Только около дня рождения",
    "not_first_purchase": "Только на первую покупку",
    "used_up": "Использована столько раз, сколько можно: {times}",
    "no_goods": "В чеке нет её товаров",
    "goods_excluded": "На эти товары скидок нет",
    "more_goods": "Не хватает {missing_milli}",
    "more_money": "Не хватает {missing_minor}",
    "bundle_incomplete": "Не хватает части набора",
    "pieces_used": "Её товары уже в другой акции",
    "lines_closed": "Эти товары заняты другой акцией",
    "lost_in_group": "Вместо неё действует «{winner}»",
    "card_better": "По карте выгоднее",
    "floor_reached": "Цена уже наименьшая",
    "nothing_left": "Цена уже не выше",
    "cap_reached": "Достигнут предел скидок",
}

HINTS: Final[dict[str, str]] = {
    "next_tier": "До уровня «{tier}» осталось {missing_minor}",
    "next_tier_visits": "До уровня «{tier}» {visits:осталась|осталось|осталось} {visits} {visits:покупка|покупки|покупок}",
    "tier_reached": "С этой покупкой — уровень «{tier}»",
    "redeemable": "Можно списать {points} {points:балл|балла|баллов}: {money_minor}",
    "confirm_redemption": "Попросите покупателя подтвердить: {points} {points:балл|балла|баллов}",
    "more_goods": "Ещё {missing_milli} — и «{offer}»",
    "more_money": "Ещё {missing_minor} — и «{offer}»",
}

PERIODS: Final[dict[str, str]] = {"day": "за день", "week": "за неделю", "month": "за месяц"}
