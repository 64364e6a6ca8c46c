"""Paying with points while the centre is away or says no, in both languages: code -> (what happened, what to do next)."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "redemption_offline": (
        "No connection: up to {right} {right:point|points} today, the rest is safe.",
        "Tell the customer so and go on selling: points are earned as always.",
    ),
    "redemption_offline.none": (
        "No connection: points cannot be redeemed now.",
        "Go on selling: points are earned, they can be redeemed another time.",
    ),
    "held_elsewhere": (
        "Till {till_no} holds {points} {points:point|points} of this customer.",
        "Let the receipt there be paid; or F5 again: a manager may take the points over.",
    ),
    "lease_renewed": (
        "How many points this till may take by itself changed just now: nothing was paid yet.",
        "Look at the amount due and pay again.",
    ),
    "hold_ended": (
        "The time for paying with {points} {points:point|points} is over: the amount due has changed.",
        "Ask for the points once more (F5), or take payment in money.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "redemption_offline": (
        "Нет связи: сегодня до {right} {right:балла|баллов|баллов}, остальное в сохранности.",
        "Так и скажите покупателю и продолжайте продажу: баллы начисляются как обычно.",
    ),
    "redemption_offline.none": (
        "Нет связи: списать баллы сейчас нельзя.",
        "Продолжайте продажу: баллы будут начислены, списать их можно в другой раз.",
    ),
    "held_elsewhere": (
        "Касса {till_no} держит {points} {points:балл|балла|баллов} этого покупателя.",
        "Пусть оплатят чек там; или ещё раз F5: управляющий может забрать эти баллы.",
    ),
    "lease_renewed": (
        "Только что изменилось, сколько баллов касса может списать сама: оплата ещё не прошла.",
        "Посмотрите на сумму к оплате и проведите оплату ещё раз.",
    ),
    "hold_ended": (
        "Время на оплату баллами вышло ({points} {points:балл|балла|баллов}): сумма к оплате изменилась.",
        "Запросите баллы ещё раз (F5) или примите оплату деньгами.",
    ),
}
