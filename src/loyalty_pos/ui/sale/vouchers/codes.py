"""Certificates and codes at the sale screen: F6, and the question what a printed certificate is worth. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import CertificateWrongValue
from loyalty_pos.till.receipt_state import CertificateAsks, CouponTaken, ScanOutcome
from loyalty_pos.till.vouchers.finding import certificate_named
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.state import Ask, AskKind


class Codes:
    """``taken``: called with what came of a code that was typed."""

    def __init__(self, parts: UiParts, asking: Asking, taken: Callable[[ScanOutcome], None]) -> None:
        self._parts, self._asking, self._taken = parts, asking, taken

    def ask(self) -> None:
        """F6: ask for a coupon or a certificate."""
        self._asking.ask(Ask(AskKind.COUPON), self._typed)

    def ask_value(self, asks: CertificateAsks) -> None:
        """Ask what a printed certificate shall be worth."""
        subject = f"{asks.name} **** {asks.last4}"
        self._asking.ask(Ask(AskKind.CERTIFICATE, subject, sums_minor=asks.values_minor), self._sell)

    def _typed(self, text: str) -> None:
        """Take a typed code. Raises why it is not taken: then the question stays."""
        found = certificate_named(self._parts.world, text)
        if found is None:
            self._taken(CouponTaken(self._parts.register.put_coupon(text)))
        else:
            self._taken(self._parts.register.certificates.scanned(found))

    def _sell(self, text: str) -> None:
        value = amount_minor(text)
        if not value:
            raise CertificateWrongValue(value_minor=0, values="")
        self._taken(self._parts.register.certificates.sell_for(value))
