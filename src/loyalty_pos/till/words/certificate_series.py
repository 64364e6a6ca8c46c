"""Series of gift certificates of a programme in plain sentences, in both languages; joined into ``programme_en``, ``_ru``."""

from typing import Final

TITLES_EN: Final[dict[str, str]] = {"certificates": "Gift certificates"}
TITLES_RU: Final[dict[str, str]] = {"certificates": "Подарочные сертификаты"}

TEXTS_EN: Final[dict[str, str]] = {
    "CertificateSeries": "«{name}» ({id}).",
    "CertificateSeries.single_use=False": "What one receipt leaves of it stays on it.",
    "CertificateSeries.single_use=True": "One receipt uses it up: what that leaves of it is gone.",
    "CertificateSeries.life": "Its life begins with its sale and ends {life}.",
    "CertificateSeries.life=default": "It never ends.",
    "CertificateSeries.values_minor": "It is sold for {values_minor}.",
    "CertificateSeries.values_minor=default": "It is sold for any sum.",
    "CertificateSeries.articles": "The price list sells it as {articles}; the piece itself is scanned next.",
    "CertificateSeries.tax=MPV": "Tax is due with the goods that it pays.",
    "CertificateSeries.tax=SPV": "Tax is due when it is sold.",
    "CertificateSeries.vat_bp": "Its VAT is {vat_bp}.",
}
TEXTS_RU: Final[dict[str, str]] = {
    "CertificateSeries": "«{name}» ({id}).",
    "CertificateSeries.single_use=False": "Что осталось после покупки, остаётся на нём.",
    "CertificateSeries.single_use=True": "Он на один чек: что осталось после покупки, сгорает.",
    "CertificateSeries.life": "Срок начинается с продажи и кончается {life}.",
    "CertificateSeries.life=default": "Он бессрочный.",
    "CertificateSeries.values_minor": "Продаётся на сумму {values_minor}.",
    "CertificateSeries.values_minor=default": "Продаётся на любую сумму.",
    "CertificateSeries.articles": "В прайс-листе это {articles}; затем сканируют код самого сертификата.",
    "CertificateSeries.tax=MPV": "НДС платится с товаров, которые им оплатят.",
    "CertificateSeries.tax=SPV": "НДС платится при его продаже.",
    "CertificateSeries.vat_bp": "Его НДС — {vat_bp}.",
}
