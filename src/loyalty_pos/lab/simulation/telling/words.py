"""Words of the simulation's report in both languages; (English, Russian). ``{text}`` is the name or number it speaks of."""

from collections.abc import Iterable
from typing import Final

from loyalty_pos.core.money import BASIS
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.person import NEAR_DAYS
from loyalty_pos.lab.simulation.telling.report import Kind, Label, Table, Value
from loyalty_pos.till.formats import EN, RU, format_money, format_number, format_points, format_share

NOTHING: Final = "–"
LANGUAGES: Final = (EN, RU)

TITLES: Final = {
    "money": ("Money", "Деньги"),
    "rules": ("Discounts by cause and rule", "Скидки по причинам и правилам"),
    "rules_receipts": ("Receipts on which a rule acted", "В скольких чеках сработало правило"),
    "points": ("Points", "Баллы"),
    "limits": ("Floors and caps that held", "Сработавшие пороги и пределы"),
    "depth": ("Receipts by depth of discount", "Чеки по глубине скидки"),
    "segments_spend": ("Members by spend, in fifths", "Участники по сумме покупок, пятыми долями"),
    "segments_rfm": ("Members by recency and frequency", "Участники по давности и частоте покупок"),
    "segments_cell": ("Members by recency, frequency, money", "Участники по давности, частоте и деньгам"),
    "tier_moves": (
        "Moves from tier to tier between receipts (row: from, column: to)",
        "Переходы между уровнями от чека к чеку (строка: откуда, столбец: куда)",
    ),
    "month_due": ("Turnover by month", "Оборот по месяцам"),
    "month_given": ("Discounts and points paid, by month", "Скидки и оплата баллами по месяцам"),
    "month_issued": ("Points issued by month", "Начислено баллов по месяцам"),
    "month_redeemed": ("Points redeemed by month", "Списано баллов по месяцам"),
    "month_expired": ("Points expired by month", "Сгорело баллов по месяцам"),
}

LABELS: Final = {
    "programme": ("{text}", "{text}"),
    "receipts": ("Receipts", "Чеков"),
    "member_receipts": ("of them with a card", "из них с картой"),
    "returns": ("Returns", "Возвратов"),
    "shelf": ("Goods at shelf price", "Товары по цене полки"),
    "discounts": ("Discounts", "Скидки"),
    "points_money": ("Paid with points", "Оплачено баллами"),
    "turnover": ("Turnover", "Оборот"),
    "funded": ("of the discounts partners pay", "из скидок платят партнёры"),
    "cost": ("Cost to the shop", "Расход магазина"),
    "cost_share": ("Cost, of the shelf price", "Расход от цены полки"),
    "liability": ("Expected liability for points left", "Ожидаемое обязательство по баллам"),
    "expected": ("share of them expected to be used", "доля, которую спишут"),
    "margin_before": ("Margin without a programme", "Маржа без программы"),
    "margin_with": ("Margin with it", "Маржа с программой"),
    "lift": ("More sales that repay it", "Прирост продаж, который окупит"),
    "margin_before_assumed": (
        "Margin without a programme, if {text} of the price",
        "Маржа без программы, если {text} цены",
    ),
    "margin_with_assumed": (
        "Margin with it, if {text} of the price",
        "Маржа с программой, если {text} цены",
    ),
    "lift_assumed": (
        "More sales that repay it, at a margin of {text}",
        "Прирост продаж, который окупит, при марже {text}",
    ),
    "cause_item": ("Offer “{text}”", "Предложение «{text}»"),
    "cause_card": ("The card's discount", "Скидка по карте"),
    "cause_basket": ("Offer on the receipt “{text}”", "Предложение на чек «{text}»"),
    "cause_coupon": ("Coupon “{text}”", "Купон «{text}»"),
    "cause_rounding": ("Rounding of the receipt", "Округление чека"),
    "cost_item": ("Offers on goods", "Предложения на товары"),
    "cost_card": ("The card's discount", "Скидка по карте"),
    "cost_basket": ("Offers on the receipt", "Предложения на чек"),
    "cost_coupon": ("Coupons", "Купоны"),
    "cost_rounding": ("Rounding", "Округление"),
    "points_issued": ("Issued", "Начислено"),
    "points_redeemed": ("Redeemed", "Списано"),
    "points_refunded": ("Given back with returns", "Возвращено при возвратах"),
    "points_reversed": ("Taken back with returns", "Отозвано при возвратах"),
    "points_expired": ("Expired", "Сгорело"),
    "points_other": ("Otherwise (written off debts)", "Прочее (списанные долги)"),
    "points_outstanding": ("Left at the end", "Осталось в конце"),
    "points_pending": ("of them not active yet", "из них ещё не активны"),
    "points_debt": ("Owed by members", "Долг участников"),
    "burn": ("Redeemed, of issued", "Списано от начисленного"),
    "ends_within": ("Left, ending within {text} days", "Остаток, сгорающий за {text} дней"),
    "ends_later": ("Left, ending later or never", "Остаток, сгорающий позже или никогда"),
    "floor_receipts": ("Receipts with a line at its floor", "Чеков со строкой на пороге цены"),
    "floor_lines": ("Lines at their floor", "Строк на пороге цены"),
    "cap_receipts": (
        "Receipts at the cap on all discounts",
        "Чеков на пределе общей скидки",
    ),
    "points_cap_receipts": ("Receipts at the cap on points", "Чеков на пределе оплаты баллами"),
    "returns_unknown": (
        "Returns of receipts from before (left out)",
        "Возвратов по более ранним чекам (не учтены)",
    ),
    "depth_none": ("nothing", "ничего"),
    "depth": ("≤ {text} %", "≤ {text} %"),
    "members": ("Members", "Участников"),
    "gross_minor": ("Shelf price", "По цене полки"),
    "discount_minor": ("Discounts", "Скидки"),
    "points_money_minor": ("With points", "Баллами"),
    "benefit_minor": ("Benefit", "Выгода"),
    "benefit_share": ("of the price", "от цены"),
    "winners": ("Winners", "Выиграли"),
    "losers": ("Losers", "Проиграли"),
    "change_minor": ("Change", "Изменение"),
    "spend_1": ("1: least", "1: меньше всех"),
    "spend_2": ("2", "2"),
    "spend_3": ("3", "3"),
    "spend_4": ("4", "4"),
    "spend_5": ("5: most", "5: больше всех"),
    "rfm_regular": ("come often, were here lately", "часто и недавно"),
    "rfm_recent": ("come seldom, were here lately", "редко, но недавно"),
    "rfm_drifting": ("came often, not lately", "часто, но давно"),
    "rfm_gone": ("came seldom, not lately", "редко и давно"),
    "no_card": ("without a card", "без карты"),
    "no_tier": ("no tier", "без уровня"),
    "tier_at_end": ("at the last receipt", "в последнем чеке"),
}

_ASKED: Final = {
    "segments": ("segments", "сегменты"),
    "clubs": ("clubs", "клубы"),
    "birthday": ("birthdays", "дни рождения"),
    "coupons": ("coupons", "купоны"),
    "channels": ("channels", "каналы"),
    "regions": ("regions", "регионы"),
}

_SENTENCES: Final = {
    "head": (
        "Simulation on past receipts: {receipts} receipts of {source}, {first} to {last}",
        "Моделирование на прошлых чеках: «{source}», чеков {receipts}, {first} – {last}",
    ),
    "assumed": ("Taken for granted", "Допущения"),
    "same_shopping": (
        "Members come when they came and buy what they bought: what a programme changes in that is not simulated.",
        "Участники приходят и покупают как приходили и покупали: их новое поведение не моделируется.",
    ),
    "redeems": (
        "At {share} of visits a member pays with as many points as allowed (which visits: by a stable hash of the receipt).",
        "В {share} визитов участник платит баллами, сколько можно (в каких: по устойчивому хешу чека).",
    ),
    "never_redeems": ("Nobody pays with points.", "Баллами никто не платит."),
    "member_share": (
        "{share} of those with a card take part (chosen by a stable hash).",
        "Участвуют {share} владельцев карт (выбраны по устойчивому хешу).",
    ),
    "fresh": (
        "Everybody begins without points, purchases and tier.",
        "Все начинают без баллов, покупок и уровня.",
    ),
    "begins": (
        "{count} members begin with the points, purchases and tiers that were given, all others without.",
        "{count} участников начинают с заданными баллами, покупками и уровнями, остальные без них.",
    ),
    "segments": (
        "{share} of members are in segment {name} (by a stable hash).",
        "В сегменте {name} {share} участников (по устойчивому хешу).",
    ),
    "clubs": (
        "{share} of members are in club {name} (by a stable hash).",
        "В клубе {name} {share} участников (по устойчивому хешу).",
    ),
    "coupons": (
        "At {share} of visits coupon {name} is shown (by a stable hash of the receipt).",
        "В {share} визитов предъявлен купон {name} (по устойчивому хешу чека).",
    ),
    "channels": (
        "{share} of receipts go by channel {name} (by a stable hash of the receipt).",
        "{share} чеков проходят по каналу {name} (по устойчивому хешу чека).",
    ),
    "birthdays": (
        "Members whose birthday is not known have one on any day of the year alike; it is near {days} days before and after.",
        "У участников без известного дня рождения он равновероятен в любой день года; он близко {days} дня до и после.",
    ),
    "card": ("A fixed card gives {share}.", "Фиксированная карта даёт {share}."),
    "margin": (
        "Goods without a cost price have a margin of {share} in the shelf price.",
        "У товаров без закупочной цены маржа {share} цены полки.",
    ),
    "no_margin": (
        "Cost prices are not known: what repays the programme is told for several margins.",
        "Закупочные цены неизвестны: окупаемость дана для нескольких марж.",
    ),
    "expected": (
        "{share} of the points left will be used (given).",
        "Из остатка баллов спишут {share} (задано).",
    ),
    "expected_measured": (
        "The share of points left that will be used is that of the points whose life has ended; all, where none has.",
        "Доля остатка, которую спишут, взята по баллам, чей срок уже вышел; если таких нет, то все.",
    ),
    "unknowable": (
        "past receipts do not tell {what}, so rules that ask for them never act.",
        "в прошлых чеках нет сведений ({what}), правила с такими условиями не срабатывают.",
    ),
    "never_acted": (
        "never acted on these receipts: {rules}.",
        "ни разу не сработало на этих чеках: {rules}.",
    ),
    "benefit": (
        (
            "Benefit: discounts, payments with points, and points left at what they pay. "
            "Winners and losers of A: against no programme; of the others: against A."
        ),
        (
            "Выгода: скидки, оплата баллами и остаток баллов по их цене. "
            "Выигравшие и проигравшие у A: против жизни без программы, у остальных: против A."
        ),
    ),
    "changed": (
        "Receipts that differ between {a} and {b}: {count} of {all}; {b} takes {money} than {a}",
        "Чеков, которые различаются в {a} и {b}: {count} из {all}; по {b} платят {money}, чем по {a}",
    ),
    "more": ("{money} more", "на {money} больше"),
    "less": ("{money} less", "на {money} меньше"),
    "as_much": ("as much in all", "в сумме столько же"),
    "reason": (
        "{rule}: other on {count} receipts, {money}",
        "{rule}: иначе в {count} чеках, {money}",
    ),
    "gives_more": ("{b} gives {money} more", "по {b} даёт на {money} больше"),
    "gives_less": ("{b} gives {money} less", "по {b} даёт на {money} меньше"),
    "gives_same": ("money the same", "деньги те же"),
    "largest": ("The largest changes", "Самые большие изменения"),
    "change_head": (
        "Receipt {receipt}, {at}{member}: {gross} on the shelf; {a} takes {due_a}, {b} takes {due_b}",
        "Чек {receipt}, {at}{member}: {gross} по цене полки; по {a} к оплате {due_a}, по {b} {due_b}",
    ),
    "of_member": (", member {member}", ", участник {member}"),
    "tier_differs": (
        "Tier: {tier_a} under {a}, {tier_b} under {b}.",
        "Уровень: {tier_a} по {a}, {tier_b} по {b}.",
    ),
    "points_differ": (
        "Points before the receipt: {points_a} under {a}, {points_b} under {b}.",
        "Баллов до чека: {points_a} по {a}, {points_b} по {b}.",
    ),
    "only": ("Only under {a}: {text}.", "Только по {a}: {text}."),
    "both": ("{text_a} under {a}; {text_b} under {b}.", "{text_a} по {a}; {text_b} по {b}."),
    "nothing_differs": ("No receipt differs.", "Ни один чек не различается."),
    "took": (
        "Receipts: {receipts}, programmes: {programmes}, processor time: {cpu} s",
        "Чеков: {receipts}, программ: {programmes}, процессорное время: {cpu} с",
    ),
    "written": ("Written: {path}", "Записано: {path}"),
    "column": ("Figure", "Показатель"),
    "table": ("Table", "Таблица"),
    "outstanding_plot": (
        "Points on hand at each month's end, {money}",
        "Баллы на руках в конце месяца, {money}",
    ),
    "cost_plot": ("What it costs, {money}", "Чего это стоит, {money}"),
    "depth_plot": ("Receipts by depth of discount", "Чеки по глубине скидки"),
    "segment_plot": (
        "Benefit by spend, of the shelf price",
        "Выгода по сумме покупок, от цены полки",
    ),
    "change_plot": (
        "Winners and losers against A, by spend",
        "Выиграли и проиграли против A по сумме покупок",
    ),
    "month_plot": (
        "Discounts and points paid by month, {money}",
        "Скидки и оплата баллами по месяцам, {money}",
    ),
}


def pick(pair: tuple[str, str], lang: str) -> str:
    """Return the text of this language."""
    return pair[lang == RU]


def say_in(lang: str, key: str, **facts: object) -> str:
    """Return one sentence."""
    return pick(_SENTENCES[key], lang).format_map(facts)


def title(table: Table, lang: str) -> str:
    """Return a table's title, with the letter of its programme."""
    text = pick(TITLES[table.code], lang)
    return f"{table.of}: {text[0].lower()}{text[1:]}" if table.of else text


def label_text(label: Label, lang: str) -> str:
    """Return what a row or column is called."""
    if not label.code:
        return label.text
    text = label.text
    if label.code.endswith("_assumed"):
        text = format_share(int(text), lang)
    return pick(LABELS[label.code], lang).format(text=text)


def value_text(value: Value, lang: str, currency: str) -> str:
    """Return a cell as people read it."""
    if value.number is None:
        return NOTHING
    match value.kind:
        case Kind.MONEY:
            return format_money(value.number, lang, currency)
        case Kind.POINTS:
            return format_points(value.number, value.exponent, lang)
        case Kind.COUNT:
            return format_number(value.number, 0, lang)
        case Kind.SHARE:
            return format_share(value.number, lang)


def unknowable_in_words(asked: Iterable[tuple[str, list[str]]], lang: str) -> list[str]:
    """Return a sentence for each programme (by letter) that asks for what past receipts do not tell."""
    return [
        f"{letter}: {say_in(lang, 'unknowable', what=', '.join(pick(_ASKED[name], lang) for name in names))}"
        for letter, names in asked
        if names
    ]


def assumptions_in_words(
    assumptions: Assumptions, beginnings: int, *, costs_known: bool, lang: str
) -> list[str]:
    """Return everything taken for granted, a sentence each. ``beginnings``: how many begin with something."""

    def with_share(key: str, bp: int) -> str:
        return say_in(lang, key, share=format_share(bp, lang))

    lines = [say_in(lang, "same_shopping")]
    lines.append(say_in(lang, "begins", count=beginnings) if beginnings else say_in(lang, "fresh"))
    lines.append(
        with_share("redeems", assumptions.redeem_bp)
        if assumptions.redeem_bp
        else say_in(lang, "never_redeems")
    )
    if assumptions.member_share_bp < BASIS:
        lines.append(with_share("member_share", assumptions.member_share_bp))
    if assumptions.card_bp:
        lines.append(with_share("card", assumptions.card_bp))
    for key in ("segments", "clubs", "coupons", "channels"):
        lines += [
            say_in(lang, key, name=name, share=format_share(bp, lang))
            for name, bp in getattr(assumptions, key)
        ]
    if assumptions.birthdays:
        lines.append(say_in(lang, "birthdays", days=NEAR_DAYS))
    if not costs_known:
        known = assumptions.margin_bp
        lines.append(say_in(lang, "no_margin") if known is None else with_share("margin", known))
    expected = assumptions.expected_bp
    lines.append(say_in(lang, "expected_measured") if expected is None else with_share("expected", expected))
    return [*lines, say_in(lang, "benefit")]
