"""Why a programme or a basket was refused, as words inside a sentence: code -> (English, Russian).

A code may carry a part of its own after ``: `` (``expected_one_of: a, b``); ranges look like ``expected_0_to_9``.
"""

import re
from typing import Final

_RANGE: Final = re.compile(r"expected_(-?\d+)_to_(-?\d+)(_lines)?")
_LEAST: Final = re.compile(r"expected_at_least_(-?\d+)")
_WHERE: Final = re.compile(r"line (\d+) column (\d+)")
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "at_most": ("there may be at most", "их может быть не больше"),
    "before_since": ("ends before it begins", "кончается раньше, чем начинается"),
    "doubled": ("this id stands twice", "этот id встречается дважды"),
    "club_nobody_can_join": ("give article, invitation or trial_days: nobody could join", "укажите article, invitation или trial_days: иначе никто не вступит"),
    "either_article_or_reward": ("give article or reward, one of the two", "укажите article или reward, одно из двух"),
    "either_days_or_months": ("give days or months, not both", "укажите дни или месяцы, не то и другое"),
    "either_days_or_minutes_or_month_day": ("give one of delay_days, delay_minutes, delay_month_day", "укажите одно из delay_days, delay_minutes, delay_month_day"),
    "either_funder_or_funders": ("give funder or funders, not both", "укажите funder или funders, не то и другое"),
    "either_share_or_amount": ("give bp or amount_minor, one of the two", "укажите bp или amount_minor, одно из двух"),
    "expected_currency_code": ("three capital letters are needed", "нужны три заглавные латинские буквы"),
    "expected_date": ("a date like 2026-12-31 is needed", "нужна дата вида 2026-12-31"),
    "expected_date_or_time": ("a date or a date with a time is needed", "нужна дата или дата со временем"),
    "expected_days_of_the_year": ("days like 12-31 or 12-25..01-05 are needed", "нужны дни вида 12-31 или 12-25..01-05"),
    "expected_months_of_years": ("months like 2026-11 are needed", "нужны месяцы вида 2026-11"),
    "expected_list_of_numbers": ("a list of numbers is needed", "нужен список чисел"),
    "expected_list_of_tables": ("a list of tables [[...]] is needed", "нужен список таблиц [[...]]"),
    "expected_list_of_texts": ("a list of texts is needed", "нужен список строк"),
    "expected_month_and_day": ("a day of the year like 10-01 is needed", "нужен день года вида 10-01"),
    "expected_object": ("an object {...} is needed", "нужен объект {...}"),
    "expected_months": ('months like {"2026-11": [spend, visits]} are needed', 'нужны месяцы вида {"2026-11": [сумма, визиты]}'),
    "expected_one_of": ("one of these is needed:", "нужно одно из:"),
    "expected_table": ("a table [...] is needed", "нужна таблица [...]"),
    "expected_text": ("a text in quotes is needed", "нужна строка в кавычках"),
    "expected_time_of_day": ("a time like 19:00:00 is needed", "нужно время вида 19:00:00"),
    "expected_time_without_zone": ("the time is the shop's own, without a zone", "время магазина, без часового пояса"),
    "expected_true_or_false": ("true or false is needed", "нужно true или false"),
    "expected_whole_number": ("a whole number is needed", "нужно целое число"),
    "fee_without_article": ("a fee needs the article that is sold for it", "взносу нужен товар, которым его продают (article)"),
    "missing": ("it is missing", "не указано"),
    "more_than_the_whole": ("the shares are more than the whole together", "доли вместе больше целого"),
    "needs_life_year_end": ("life_year_end is needed for it", "для этого нужно life_year_end"),
    "needs_tiers": ("tiers are needed for it", "для этого нужны уровни (tiers)"),
    "nested_too_deep": ("nested too deep", "слишком большая вложенность"),
    "not_ascending": ("each step must begin higher than the one before", "каждая ступень должна быть выше предыдущей"),
    "one_of_price_amount_share": ("one of price_minor, amount_minor, off_bp is needed", "нужно одно из price_minor, amount_minor, off_bp"),
    "only_for_single_articles": ("only for a percentage, an amount or a price of articles", "только для процента, суммы или цены на товары"),
    "not_for_referrals": ("a referral pays by itself with the first purchase", "за друга платится само, с первой покупкой"),
    "only_for_birthdays": ("only for when = { birthday = true } once a year, whatever is bought and wherever", "только для when = { birthday = true } раз в год, без товаров, сумм и магазинов"),
    "only_for_referrals": ("only a referral has it", "бывает только у приглашения друга (referral)"),
    "only_for_local_partners": ("only a local partner has regions", "регионы бывают только у местного партнёра"),
    "over_the_ceiling": ("it is over the ceiling_bp of this partner", "это больше потолка ceiling_bp этого партнёра"),
    "reserved_name": ("this name is taken by the program", "это имя занято программой"),
    "store_of_two_partners": ("a shop belongs to one partner only", "магазин принадлежит только одному партнёру"),
    "syntax": ("not written correctly:", "ошибка записи:"),
    "too_long": ("the file is too long", "файл слишком длинный"),
    "unknown_game": ("there is no such game", "такой игры нет"),
    "unknown_medal": ("there is no such medal", "такой медали нет"),
    "unknown_group": ("there is no such group", "такой группы нет"),
    "unknown_key": ("this word is not known here", "здесь такого слова нет"),
    "unknown_key_near": ("this word is not known; did you mean", "такого слова нет; возможно, имелось в виду"),
    "unknown_offer_of_series": ("there is no such offer with this series as its coupon", "нет такой акции, у которой эта серия указана купоном"),
    "unknown_time_zone": ("there is no such time zone", "такого часового пояса нет"),
}  # fmt: skip


def reason_words(reason: str, *, russian: bool) -> str | None:
    """Return the words of a reason, None when it has none."""
    code, mark, rest = reason.partition(": ")
    if code == "syntax" and russian:
        where = _WHERE.search(rest)
        there = f" (строка {where[1]}, знак {where[2]})" if where else ""
        return f"ошибка записи: лишний или пропущенный знак{there}"
    if code in _WORDS:
        return _WORDS[code][russian] + (f" {rest}" if mark else "")
    if (span := _RANGE.fullmatch(reason)) is not None:
        lines = ("lines " if span[3] else "", "строк " if span[3] else "")[russian]
        return (f"{lines}from {span[1]} to {span[2]} are needed", f"нужно {lines}от {span[1]} до {span[2]}")[
            russian
        ]
    if (least := _LEAST.fullmatch(reason)) is not None:
        return (f"at least {least[1]} is needed", f"нужно не меньше {least[1]}")[russian]
    return None
