"""What ``programme new`` asks and says, in English and Russian."""

from typing import Final

from loyalty_pos.till.formats import EN

GOALS: Final = ("return", "receipt", "newcomers", "image")
CHANNELS: Final = "till, receipt, sms, push, e-mail"
_LINES: Final[dict[str, tuple[str, str]]] = {
    "intro": (
        "Four steps: goal, type, conditions with their price, channels. Enter takes what stands in [brackets].",
        "Четыре шага: цель, тип, условия с их ценой, каналы. Enter — взять то, что в [скобках].",
    ),
    "goal": ("1. What for?", "1. Зачем?"),
    "goal.return": ("customers come back more often", "чтобы покупатели возвращались чаще"),
    "goal.receipt": ("receipts grow", "чтобы рос средний чек"),
    "goal.newcomers": ("newcomers stay", "чтобы новички оставались"),
    "goal.image": ("the best customers feel it", "чтобы лучшие покупатели это чувствовали"),
    "type": ("2. Which type? Begin with a trade that is like yours.", "2. Какой тип? Начните с похожей отрасли."),
    "type.jewellery": ("dear and rare: points for ever, half of the price", "дорого и редко: баллы навсегда, до половины цены"),
    "type.sports": ("seasons: points after two weeks, gifts that end", "сезоны: баллы через две недели, подарки сгорают"),
    "type.coffee": ("every day: visits count, mornings are worth more", "каждый день: считаются визиты, утро ценнее"),
    "type.grocery": ("small margins: a discount card that grows", "малая маржа: растущая дисконтная карта"),
    "type.cosmetics": ("brands: they pay for offers, gifts from a sum on", "марки: платят за акции, подарки от суммы"),
    "type.club": ("luxury: a club by invitation or fee", "роскошь: клуб по приглашению или за взнос"),
    "type.cashback": ("banks and services: money back", "банки и услуги: деньги обратно"),
    "type.coalition": ("several shops: one kind of points, partners pay", "несколько магазинов: одни баллы, партнёры платят"),
    "name": ("   What do customers call it?", "   Как её называют покупатели?"),
    "conditions": ("3. Conditions.", "3. Условия."),
    "accrual.rate_bp": ("   Points for a purchase, per cent", "   Баллы за покупку, процентов"),
    "redemption.item_cap_bp": ("   Points pay of an article at most, per cent", "   Баллами оплачивается не больше, процентов товара"),
    "redemption.receipt_cap_bp": ("   Points pay of a receipt at most, per cent", "   Баллами оплачивается не больше, процентов чека"),
    "accrual.delay_days": ("   Points may be used after, days", "   Баллы можно тратить через, дней"),
    "accrual.life_months": ("   Points end after, months", "   Баллы сгорают через, месяцев"),
    "turnover": ("   Turnover of a month", "   Оборот за месяц"),
    "members": ("   Members' share of it, per cent", "   Доля участников в нём, процентов"),
    "margin": ("   Margin, per cent", "   Маржа, процентов"),
    "used": ("   Points that will be used, per cent", "   Баллов будет потрачено, процентов"),
    "cost": (
        "   A month: points worth {issued}, {cost} of them used: {cost_bp} of what members buy.",
        "   За месяц: баллов на {issued}, потратят {cost}: {cost_bp} от покупок участников.",
    ),
    "owed": (
        "   The shop will owe up to {owed}. It pays if members buy {lift} more.",
        "   Долг магазина дойдёт до {owed}. Окупится, если участники купят на {lift} больше.",
    ),
    "no_lift": ("   The margin does not pay for it, whatever members buy.", "   Маржа этого не окупит, сколько бы ни покупали."),
    "discounts": (
        "   Discounts are not in it: try them on past receipts, loyalty-pos simulate.",
        "   Скидки сюда не входят: испытайте на прошлых чеках, loyalty-pos simulate.",
    ),
    "agreed": ("   Keep these conditions? yes / no", "   Оставить эти условия? да / нет"),
    "channels": ("4. Where will customers hear of it?", "4. Где покупатели узнают о ней?"),
    "not_understood": ("   Not understood: {text}", "   Непонятно: {text}"),
    "done": ("The file is on standard output. Then: loyalty-pos programme check FILE", "Файл — в стандартном выводе. Дальше: loyalty-pos programme check ФАЙЛ"),
}  # fmt: skip
YES: Final = frozenset({"yes", "y", "да", "д"})
NO: Final = frozenset({"no", "n", "нет", "н"})


def asked(key: str, lang: str, **facts: str) -> str:
    """Return a question or a line between questions."""
    return _LINES[key][lang != EN].format(**facts)


def yes(lang: str) -> str:
    """Return the word for yes."""
    return "yes" if lang == EN else "да"
