"""A shop framework beside us: django-oscar applies its offers to a basket that lies in SQLite in memory.

It runs in the peers' environment only. Oscar has no points, no cards and no cap, and an offer there looks at shelf
prices, so only percentages of single lines can come out equal (``peer_case.percents_only``). What is measured is the programme as
far as Oscar has it: percentages, sets and the sum off the basket.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

import django
from django.conf import settings
from django.core.management import call_command

from loyalty_pos.lab.figures.lean import LeanLine, LeanRules
from loyalty_pos.lab.figures.peer_case import goods_of

_KOPECKS: Final = Decimal(100)
_MANY: Final = 1_000_000


def start() -> None:
    """Set Oscar up in this process, with empty tables in memory; once."""
    from oscar import defaults  # noqa: PLC0415 - reads the settings' language at import

    known = {name: getattr(defaults, name) for name in dir(defaults) if name.isupper()}
    settings.configure(**known | _SETTINGS)
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


class _NoMigrations:
    """Says of every application that it has no migrations: tables are made straight from the models."""

    def __contains__(self, application: str) -> bool:
        return True

    def __getitem__(self, application: str) -> None:
        return None


_APPS: Final = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "oscar.config.Shop",
    "oscar.apps.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "oscar.apps.partner.apps.PartnerConfig",
    "oscar.apps.basket.apps.BasketConfig",
    "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
]

_SETTINGS: Final = {
    "SECRET_KEY": "figures",  # nobody signs in
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    "INSTALLED_APPS": _APPS,
    "HAYSTACK_CONNECTIONS": {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
    "HAYSTACK_SIGNAL_PROCESSOR": "haystack.signals.BaseSignalProcessor",  # nobody searches
    "MIGRATION_MODULES": _NoMigrations(),
    "SITE_ID": 1,
    "USE_TZ": True,
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
}


class OscarPeer:
    """A catalogue, the offers of one programme and one basket after another."""

    def __init__(self, rules: LeanRules, baskets: Iterable[list[LeanLine]]) -> None:
        from oscar.core.loading import get_class, get_model  # noqa: PLC0415 - needs ``start``

        self._model: Callable[[str, str], Any] = get_model
        self._strategy = get_class("partner.strategy", "Default")()
        self._applicator = get_class("offer.applicator", "Applicator")()
        call_command("flush", interactive=False, verbosity=0)  # what the basket before had
        self._products: dict[str, Any] = {}
        self._stock_up({line[0]: line for basket in baskets for line in basket})
        self._offers(rules)

    def loaded(self, lines: list[LeanLine]) -> Any:
        """Return a basket with these lines; made once, it is no part of the figure."""
        basket = self._model("basket", "Basket").objects.create()
        basket.strategy = self._strategy
        for article, _, _, quantity, _ in lines:
            basket.add_product(self._products[article], quantity=quantity // 1000)
        return basket

    def price(self, basket: Any) -> int:
        """Apply all offers anew; return what is to pay, in kopecks."""
        basket.reset_offer_applications()
        self._applicator.apply(basket)
        return int(basket.total_excl_tax * _KOPECKS)

    def _stock_up(self, articles: dict[str, LeanLine]) -> None:
        kind = self._model("catalogue", "ProductClass").objects.create(name="goods", track_stock=False)
        partner = self._model("partner", "Partner").objects.create(name="shop")
        self._categories = {
            name: self._model("catalogue", "Category").add_root(name=name)
            for name in sorted({line[1] for line in articles.values()})
        }
        for article, category, price, _, _ in articles.values():
            product = self._model("catalogue", "Product").objects.create(
                title=article, upc=article, product_class=kind, structure="standalone"
            )
            product.categories.add(self._categories[category])
            self._model("partner", "StockRecord").objects.create(
                product=product, partner=partner, partner_sku=article, price=Decimal(price) / _KOPECKS
            )
            self._products[article] = product

    def _offers(self, rules: LeanRules) -> None:
        for number, categories in goods_of(rules.by_category).items():
            goods = self._range(number, [name for name in categories if name in self._categories], [])
            percent = Decimal(rules.percents[number]) / _KOPECKS
            self._offer(number, ("Count", 1, goods), ("Percentage", percent, goods))
        for number, names in goods_of(rules.by_article).items():
            goods = self._range(number, [], [name for name in names if name in self._products])
            self._offer(number, ("Count", 3, goods), ("Multibuy", None, goods))
        if rules.off_minor:
            everything = self._model("offer", "Range").objects.create(name="all", includes_all_products=True)
            least, off = Decimal(rules.off_from_minor) / _KOPECKS, Decimal(rules.off_minor) / _KOPECKS
            self._offer(_MANY, ("Value", least, everything), ("Absolute", off, everything))

    def _range(self, number: int, categories: list[str], articles: list[str]) -> Any:
        goods = self._model("offer", "Range").objects.create(name=f"r{number}")
        goods.included_categories.add(*[self._categories[name] for name in categories])
        for article in articles:
            goods.add_product(self._products[article])
        return goods

    def _offer(self, number: int, condition: tuple[str, Any, Any], benefit: tuple[str, Any, Any]) -> None:
        kind, value, goods = condition
        asked = self._model("offer", "Condition").objects.create(type=kind, value=value, range=goods)
        kind, value, goods = benefit
        given = self._model("offer", "Benefit").objects.create(type=kind, value=value, range=goods)
        self._model("offer", "ConditionalOffer").objects.create(
            name=f"o{number}",
            offer_type="Site",
            condition=asked,
            benefit=given,
            priority=_MANY - number,
            exclusive=False,
        )
