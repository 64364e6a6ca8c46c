"""A priced basket in plain sentences: each line with what made it cheaper, then the receipt as a whole.

Every step of the trace is told, in its order; offers are called by their names.
"""

from collections.abc import Iterator, Sequence

from loyalty_pos.core.pricing.why_not import APPLIED, Verdict
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Quote, QuotedLine, Step
from loyalty_pos.till.formats import EN, format_money, format_quantity, points_in_words
from loyalty_pos.till.telling._section import Section
from loyalty_pos.till.wording import hint_text, sentence, step_text, verdict_text
from loyalty_pos.till.words import programme_en, programme_ru


def priced(quote: Quote, verdicts: Sequence[Verdict], programme: Programme, lang: str) -> tuple[Section, ...]:
    """Return the quote in sentences, and why each other offer did nothing."""
    teller = _Teller(programme, lang)
    lines = [teller.line(line, quote.trace) for line in quote.lines]
    idle = [verdict for verdict in verdicts if verdict.why != APPLIED]
    return (*lines, teller.receipt(quote), *([teller.idle(idle)] if idle else []))


class _Teller:
    def __init__(self, programme: Programme, lang: str) -> None:
        self._programme = programme
        self._lang = lang
        self._names = {offer.id: offer.name for offer in programme.promotions}
        self._words = (programme_en if lang == EN else programme_ru).PRICE

    def line(self, line: QuotedLine, trace: tuple[Step, ...]) -> Section:
        """Return one line: what it would cost, why it costs less, what is paid, what it earns."""
        article = line.line.article
        facts = {
            "name": article.name,
            "quantity": format_quantity(line.line.qty_milli, self._lang, article.unit),
            "price": self._money(line.line.price_minor),
            "gross": self._money(line.gross_minor),
            "net": self._money(line.net_minor),
            "points": self._points(line.points),
            "worth": self._money(line.points_money_minor),
            "earned": self._points(line.accrued),
        }
        told = [self._step(step) for step in trace if step.line_id == line.line.id]
        if line.points:
            told.append(self._words["line_points"].format_map(facts))
        told.append(self._words["line_net"].format_map(facts))
        if line.accrued:
            told.append(self._words["line_earned"].format_map(facts))
        return Section(self._words["line"].format_map(facts), tuple(told))

    def receipt(self, quote: Quote) -> Section:
        """Return the receipt: what acted on all of it, the sums, what is still to be said."""
        return Section(self._words["receipt"], tuple(self._receipt(quote)))

    def idle(self, verdicts: Sequence[Verdict]) -> Section:
        """Return the offers that did nothing, and why."""
        told = (f"«{verdict.name}»: {verdict_text(verdict, self._lang)}" for verdict in verdicts)
        return Section(self._words["idle"], tuple(told))

    def _receipt(self, quote: Quote) -> Iterator[str]:
        yield from (self._step(step) for step in quote.trace if step.line_id == 0)
        sums = {
            "gross": quote.gross_minor,
            "discount": quote.discount_minor,
            "points": quote.points_money_minor,
            "payable": quote.payable_minor,
        }
        for name, amount in sums.items():
            if amount or name in {"gross", "payable"}:
                yield self._words[name].format(amount=self._money(amount))
        if quote.accrued:
            yield self._words["earned"].format(points=self._points(quote.accrued))
        exponent = self._programme.unit.exponent
        yield from (hint_text(hint, self._lang, exponent) for hint in quote.hints)
        for problem in quote.refusals:
            told = sentence(problem, self._lang, exponent)
            yield " ".join(part for part in (told.text, told.next_step) if part)

    def _step(self, step: Step) -> str:
        named = step._replace(rule_id=self._names.get(step.rule_id, step.rule_id))
        return step_text(named, self._lang, self._programme.unit.exponent)

    def _money(self, minor: int) -> str:
        return format_money(minor, self._lang, self._programme.currency)

    def _points(self, points: int) -> str:
        return points_in_words(points, self._programme.unit.exponent, self._lang)
