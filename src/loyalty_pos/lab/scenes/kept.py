"""Which scenes are kept with the documents, and as what: a file's name for each (scene, language, theme)."""

from collections.abc import Iterator
from typing import Final

_IN_BOTH: Final = {
    # the cashier's day, in the order of the guide
    "login": "login",
    "locked": "locked",
    "open": "shift-open",
    "menu": "menu",
    "payment": "payment",
    "receipt": "receipt",
    "delete-reason": "till-delete",
    "quick": "till-quick-keys",
    "parked": "till-parked",
    "age": "till-age",
    "price-check": "till-price-check",
    "coupon": "till-coupon",
    "channel-pickup": "till-pickup",
    "certificate-paying": "payment-certificate",
    "benefits": "benefits",
    "why": "till-why",
    "refused": "till-refused",
    "payment-declined": "payment-declined",
    "unknown": "till-unknown-code",
    "offline": "till-offline",
    "return": "return",
    "return-exchange": "return-exchange",
    "return-without": "return-without",
    "return-other": "return-other",
    "beside": "beside",
    "beside-certificate": "beside-certificate",
    "late-card": "late-card",
    "issue-plastic": "issue-plastic",
    "issue-queue": "issue-queue",
    "cards-join": "cards-join",
    "training": "training",
    "taken-over": "till-taken-over",
    "x-report": "shift-x",
    "shift-pieces": "shift-pieces",
    "shift-closed": "shift-closed",
    "balance": "balance",
    "points-went": "points-went",
    "display-sale": "display-sale",
}
"""In Russian on a dark screen, in English on a light one (``-en``)."""
_ALONE: Final = {
    ("sale", "ru", "dark"): "till",
    ("sale", "en", "light"): "till-en-light",
    ("customer-choose", "en", "light"): "customer-choose-en",
    ("cards", "ru", "light"): "cards",
    ("torn", "ru", "dark"): "till-torn-paper",
    ("packs-counted", "ru", "light"): "packs",
    ("status-meaning", "ru", "dark"): "status-meaning",
    ("cards-part", "ru", "dark"): "cards-part",
    ("beside-total", "ru", "light"): "beside-total",
    ("beside-waiting", "ru", "dark"): "beside-waiting",
    ("printers", "ru", "dark"): "printers",
    ("printers-letters", "en", "light"): "printers-letters-en",
    ("display-idle", "ru", "dark"): "display-idle",
    ("display-phone", "en", "light"): "display-phone-en",
    ("display-name", "ru", "dark"): "display-name",
    ("display-consents", "en", "light"): "display-consents-en",
    ("status", "en", "light"): "status-en",
    ("scanners", "en", "light"): "scanners-en",
    ("upkeep", "en", "light"): "upkeep",
    ("exposure", "en", "light"): "exposure-en",
    ("desk", "en", "light"): "desk-en",
    ("desk-months", "en", "light"): "desk-months-en",
    ("desk-closing", "en", "light"): "desk-closing-en",
    ("desk-certificates", "en", "light"): "desk-certificates-en",
    ("desk-odd", "en", "light"): "desk-odd-en",
    ("desk-points", "en", "light"): "desk-points-en",
    ("desk-debts", "en", "light"): "desk-debts-en",
    ("desk-staff", "en", "light"): "desk-staff-en",
    ("desk-trail", "en", "light"): "desk-trail-en",
}


def _both() -> Iterator[tuple[tuple[str, str, str], str]]:
    for scene, name in _IN_BOTH.items():
        yield (scene, "ru", "dark"), name
        yield (scene, "en", "light"), f"{name}-en"


KEPT: Final = dict(_both()) | _ALONE
