"""Wherever a customer is refused something there is one sentence to say aloud, in both languages, that blames nobody."""

import pytest

from loyalty_pos.core.problems import CardBlocked, RedeemByPhoneRefused, StorageFull
from loyalty_pos.till.wording import LANGUAGES, aloud
from loyalty_pos.till.words import en, ru
from loyalty_pos.till.words.counter.aloud import EN, RU


def test_both_languages_say_the_same_things() -> None:
    assert EN.keys() == RU.keys()
    assert EN.keys() <= {code.partition(".")[0] for code in en.PROBLEMS}
    assert EN.keys() <= {code.partition(".")[0] for code in ru.PROBLEMS}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_to_say_is_one_short_sentence(lang: str) -> None:
    for code in EN:
        said = {"en": EN, "ru": RU}[lang][code]
        assert said.endswith((".", "?")), code
        assert len(said) <= 110, (code, len(said))
        assert "{" not in said, "what is said aloud needs no figures"


def test_without_an_sms_the_card_or_the_code_helps() -> None:
    problem = RedeemByPhoneRefused(limit=0)
    assert "SMS" in aloud(problem, "en")
    assert "QR" in aloud(problem, "en")
    assert "СМС" in aloud(problem, "ru")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_blocked_card_is_no_accusation(lang: str) -> None:
    said = aloud(CardBlocked(last4="1234"), lang).lower()
    assert not any(word in said for word in ("block", "stolen", "fraud", "заблок", "украд", "мошен"))


def test_what_is_not_the_customers_business_is_not_said() -> None:
    assert aloud(StorageFull(path="x"), "en") == ""
