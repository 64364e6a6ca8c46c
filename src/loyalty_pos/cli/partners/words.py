"""What the commands about partners say, answers and refusals, in Russian and English."""

from typing import Final

from loyalty_pos.core.problems import Problem

_LINES: Final[dict[str, tuple[str, str]]] = {
    "partner": ("{id}: {name}, {where}", "{id}: {name}, {where}"),
    "everywhere": ("everywhere", "везде"),
    "in_regions": ("in the regions {regions}", "в регионах {regions}"),
    "no_partners": (
        "No partner is named by the programme in force.",
        "В действующей программе партнёров нет.",
    ),
    "rate": ("{id}: {name}, {share}", "{id}: {name}, {share}"),
    "first": ("the first order {share}", "первый заказ {share}"),
    "no_rates": ("Nothing found.", "Ничего не найдено."),
    "list_head": (
        "{path}: {read} rows, {added} new, {changed} changed, {same} the same, {refused} refused.",
        "{path}: строк {read}, новых {added}, изменено {changed}, без изменений {same}, отклонено {refused}.",
    ),
    "list_dry": ("Nothing was changed.", "Ничего не изменено."),
    "due": (
        "{partner}: issued {issued} ({issued_money}), redeemed {redeemed} ({redeemed_money}), pays discounts {funds}, gets for discounts {is_funded}; {due}",
        "{partner}: начислено {issued} ({issued_money}), принято {redeemed} ({redeemed_money}), платит за скидки {funds}, получает за скидки {is_funded}; {due}",
    ),
    "pays": ("pays {money}", "платит {money}"),
    "gets": ("gets {money}", "получает {money}"),
    "even": ("nobody owes", "никто не должен"),
    "operator": ("operator", "оператор"),
    "no_settlement": (
        "Nothing was booked between partners in {month}.",
        "За {month} между партнёрами ничего не записано.",
    ),
    "order": (
        "{partner} {order}: {state}, {money} at {share}, points {points}",
        "{partner} {order}: {state}, {money} по {share}, баллы {points}",
    ),
    "pending": ("waits", "ожидает"),
    "confirmed": ("confirmed", "подтверждён"),
    "rejected": ("rejected", "отклонён"),
    "no_orders": ("There are no such orders.", "Таких заказов нет."),
    "paid_out": (
        "Request {request}: {points} points are taken out. Pay the money.",
        "Заявка {request}: списано баллов {points}. Выплатите деньги.",
    ),
    "reward_given": (
        "{name}: code {code}, {points} points taken.",
        "{name}: код {code}, списано баллов {points}.",
    ),
    "claimed": ("Receipt {receipt}: {points} points added.", "Чек {receipt}: начислено баллов {points}."),
}
_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "unknown_partner": (
        "Nobody knows the partner {partner}; the programme names: {known}. Bring its rate (loyalty-pos partners rates import FILE) or name it in the programme.",
        "Партнёр {partner} неизвестен; в программе названы: {known}. Внесите его ставку (loyalty-pos partners rates import ФАЙЛ) или назовите его в программе.",
    ),
    "unknown_order": (
        "{partner} never told of the order {order}. See: loyalty-pos cashback list",
        "{partner} не сообщал о заказе {order}. Посмотрите: loyalty-pos cashback list",
    ),
    "order_differs": (
        "The order {order} of {partner} is known with another sum or member. Ask the partner which is right.",
        "Заказ {order} партнёра {partner} уже известен с другой суммой или участником. Уточните у партнёра.",
    ),
    "order_decided": (
        "The order {order} of {partner} was rejected as a whole and stays so.",
        "Заказ {order} партнёра {partner} отклонён целиком, это уже не изменить.",
    ),
    "bad_order": ("{field} of the order cannot be what it is.", "Неподходящее значение заказа: {field}."),
    "unknown_member": (
        "Nobody is known by this card, phone, account or click. Check that it is whole, or give out a card.",
        "По этой карте, телефону, счёту или переходу никто не найден. Проверьте, целиком ли номер, или выдайте карту.",
    ),
    "request_differs": (
        "The request {request} was granted for another member or sum. Take a new number.",
        "Заявка {request} уже выполнена для другого участника или суммы. Возьмите новый номер.",
    ),
    "unknown_reward": (
        "{partner} has no reward {reward} in the programme in force. See: loyalty-pos programme explain FILE",
        "У {partner} нет награды {reward} в действующей программе. Посмотрите: loyalty-pos programme explain ФАЙЛ",
    ),
    "receipt_unknown": (
        "The centre has no receipt {receipt} yet. Check the code, or let its till sync first.",
        "В центре пока нет чека {receipt}. Проверьте код или дождитесь обмена с кассой.",
    ),
    "claim_too_late": (
        "Receipt {receipt} is too old for its points; days allowed: {days}.",
        "Чек {receipt} слишком старый, баллы за него уже не начислить; можно дней: {days}.",
    ),
    "nothing_left_to_claim": (
        "All goods of the receipt {receipt} came back: there is nothing to earn.",
        "Все товары чека {receipt} возвращены: начислять не за что.",
    ),
}


def line(key: str, lang: str, **facts: object) -> str:
    """Return a line of an answer."""
    return _LINES[key][lang == "ru"].format_map(facts)


def partner_sentence(problem: Problem, lang: str) -> str | None:
    """Return the sentence of a refusal about partners, None for all others."""
    words = _REFUSALS.get(problem.code)
    facts = problem.facts()
    if not facts.get("known", "-"):
        facts |= {"known": ("nobody", "никто")[lang == "ru"]}
    return words[lang == "ru"].format_map(facts) if words else None
