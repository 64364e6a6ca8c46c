"""The words of the manager's screen of the risk: tills, members, presets and settings in sentences."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.dates import moment
from loyalty_pos.ui.look.words import Words
from loyalty_pos.wire.office import CardRisk, Exposure, OtherRisk, TillRisk

Pairs = list[tuple[str, str]]


class ExposureWords(QObject):
    """Rows of the page; points stand with what they are worth."""

    def amount(self, told: Exposure, points: int, words: Words, exponent: int) -> str:
        """Return points and money: ``10 000 · 10 000,00 ₽``."""
        return f"{words.number(points, exponent)} · {words.money(told.money_minor(points))}"

    def presets(self, told: Exposure, words: Words, exponent: int) -> Pairs:
        """Return what each preset would make of the same tills; the one in force is marked."""
        rows = []
        for one in told.presets:
            name = self.preset(one.preset)
            said = self.tr("%1, in force").replace("%1", name) if one.preset == told.preset else name
            rows.append((said, self.amount(told, one.network, words, exponent)))
        return rows

    def preset(self, name: str) -> str:
        """Return what people call a preset."""
        return {
            "strict": self.tr("Strict"),
            "balanced": self.tr("Balanced"),
            "generous": self.tr("Generous"),
        }.get(name, name)

    def settings(self, told: Exposure, words: Words, exponent: int) -> str:
        """Return the settings in force in one sentence."""
        one = dict(told.settings)
        text = self.tr(
            "One member at one till: %1 in the own shop, %2 in one visited lately, %3 elsewhere, %4 with the phone's "
            "code. One till: %5 of all members. For %6 h."
        )
        names = ("home", "visited", "guest", "app", "risk")
        for place, name in enumerate(names, 1):
            text = text.replace(f"%{place}", words.number(one.get(name, 0), exponent))
        return text.replace("%6", str(one.get("hours", 0)))

    def stores(self, told: Exposure, words: Words, exponent: int) -> Pairs:
        """Return the shops, the most exposed first."""
        return [(name, self.amount(told, most, words, exponent)) for name, most in told.stores]

    def tills(self, told: Exposure, words: Words, exponent: int, zone: ZoneInfo) -> Pairs:
        """Return the tills, the most exposed first."""
        return [
            (self._till(till, words, zone), self.amount(told, till.most, words, exponent))
            for till in told.tills
        ]

    def cards(self, told: Exposure, words: Words, exponent: int) -> Pairs:
        """Return the members who may cost most."""
        return [
            (self._card(card, words, exponent), self.amount(told, card.worst, words, exponent))
            for card in told.cards
        ]

    def anybody(self, told: Exposure, words: Words, exponent: int) -> Pairs:
        """Return what nobody who is not named can cost more than, if the centre says it."""
        if not isinstance(told.beyond, int):
            return []
        return [(self.tr("Anybody else: at most"), self.amount(told, told.beyond, words, exponent))]

    def others(self, told: Exposure, words: Words) -> Pairs:
        """Return what else tills may give without being sure."""
        return [(self._other(one), words.money(one.most_minor)) for one in told.others]

    def _till(self, till: TillRisk, words: Words, zone: ZoneInfo) -> str:
        name = self.tr("%1, till %2").replace("%1", till.store).replace("%2", str(till.till_no))
        if till.lost:
            return self.tr("%1: declared lost").replace("%1", name)
        if not till.seen_us:
            return self.tr("%1: never heard").replace("%1", name)
        at = words.moment(moment(till.seen_us), zone)
        return self.tr("%1: heard %2").replace("%1", name).replace("%2", at)

    def _card(self, card: CardRisk, words: Words, exponent: int) -> str:
        who = " · ".join(part for part in (card.name, f"**** {card.last4}" if card.last4 else "") if part)
        has = self.tr("%1 has %2").replace("%1", who).replace("%2", words.number(card.available, exponent))
        owes = self.tr("owes %1").replace("%1", words.number(card.debt, exponent)) if card.debt else ""
        return ", ".join(part for part in (has, owes) if part)

    def _other(self, one: OtherRisk) -> str:
        return {
            "one_certificate": self.tr("Any one gift certificate: at most"),
            "certificates_owed": self.tr("Owed by gift certificates"),
        }.get(one.kind, one.kind)
