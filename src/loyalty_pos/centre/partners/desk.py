"""What people ask the centre about partners: their rates, whose phones are their customers', what a month adds up to.

Every call is one transaction; lists come in chunks, and the same list again changes nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loyalty_pos.centre.partners.finding import named_partner, programme_now
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.rows import subscriber_row
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.core.partners.settlement import PartnerSum, SettlementRow, sums_of
from loyalty_pos.core.programme import Partner

LARGEST_ANSWER = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """How many rows of a list were new, changed what was there, or said nothing new."""

    added: int = 0
    changed: int = 0
    same: int = 0


class PartnerDesk:
    """Partners as people see them."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def partners(self) -> tuple[Partner, ...]:
        """Return the partners of the programme in force in all shops."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: programme_now(desk, now_us).partners)

    def refuse_unknown(self, partner_id: str) -> None:
        """Raise UnknownPartner where neither the programme in force nor the list of rates names the partner."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> None:
            if not desk.rates.known([partner_id]):
                named_partner(partner_id, programme_now(desk, now_us).partners)

        self._books.read(work)

    def put_rates(self, rates: Sequence[Rate]) -> Kept:
        """Add or change rates; what is over its ceiling is the caller's mistake."""
        assert all(rate.is_sound for rate in rates), "checked when it was read"

        def work(desk: Desk) -> Kept:
            known = desk.rates.known([rate.partner_id for rate in rates])
            new = [rate for rate in rates if known.get(rate.partner_id) != rate]
            desk.rates.put(new)
            added = sum(rate.partner_id not in known for rate in new)
            return Kept(added, len(new) - added, len(rates) - len(new))

        return self._books.write(work)

    def rates(self, text: str = "", limit: int = LARGEST_ANSWER) -> list[Rate]:
        """Return rates with this text in their name or domain."""
        return self._books.read(lambda desk: desk.rates.search(text, limit))

    def rate_count(self) -> int:
        """Return how many partners have a rate."""
        return self._books.read(lambda desk: desk.rates.count())

    def offer_of(self, address: str) -> Rate | None:
        """Return what the partner gives whose page this is: of its domain, or of one that it is below (A22)."""
        labels = host_of(address).split(".")
        domains = [".".join(labels[first:]) for first in range(len(labels) - 1)]

        def work(desk: Desk) -> Rate | None:
            found = (desk.rates.of_domain(domain) for domain in domains)
            return next((rate for rate in found if rate is not None), None)

        return self._books.read(work)

    def settlement(self, period: str) -> tuple[PartnerSum, ...]:
        """Return what the rows of a month (YYYY-MM) add up to, by partner."""
        return sums_of(self.rows(period))

    def rows(self, period: str) -> list[SettlementRow]:
        """Return the rows of a month."""
        return self._books.read(lambda desk: desk.settlement.of_period(period))

    def put_subscribers(self, partner_id: str, phone_keys: Collection[int]) -> int:
        """Let whoever has one of these phones be this partner's customer at every till (A46); return how many are new."""

        def work(desk: Desk) -> int:
            new = desk.claims.put_subscribers(partner_id, phone_keys)
            desk.feed.publish([subscriber_row(partner_id, key) for key in new])
            return len(new)

        return self._books.write(work)

    def phone_key(self, phone: str) -> int:
        """Return the keyed hash of a phone in E.164, by which alone it is kept."""
        return lookup_key("phone", phone, self._secrets.lookup_key)


def host_of(address: str) -> str:
    """Return the host of an address or domain as people write it: lower case, without way, port and dots around."""
    bare = address.strip().lower().partition("//")[2] or address.strip().lower()
    host = bare.partition("/")[0].rpartition("@")[2].partition(":")[0].strip(".")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
