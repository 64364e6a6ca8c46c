"""A quote as plain facts for JSON: money in minor units, keys always in the same order, trace included."""

from collections.abc import Sequence

from loyalty_pos.core.pricing.why_not import Verdict
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Discount, Hint, Quote, QuotedLine, Step

Facts = dict[str, object]


def quote_facts(quote: Quote, programme: Programme) -> Facts:
    """Return everything that the quote says; the same quote always gives the same text."""
    return {
        "programme": quote.programme_id,
        "currency": programme.currency,
        "bundle": quote.bundle,
        "member": quote.account_id,
        "tier": quote.tier_id,
        "card_discount_bp": quote.card_discount_bp,
        "lines": [_line(line) for line in quote.lines],
        "gross_minor": quote.gross_minor,
        "discount_minor": quote.discount_minor,
        "points_money_minor": quote.points_money_minor,
        "due_minor": quote.due_minor,
        "certificate_minor": quote.certificate_minor,
        "payable_minor": quote.payable_minor,
        "points_exponent": programme.unit.exponent,
        "redeemed": quote.redeemed,
        "max_redeem": quote.max_redeem,
        "accrued": quote.accrued,
        "vat": [
            {"vat_bp": group.vat_bp, "net_minor": group.net_minor, "vat_minor": group.vat_minor}
            for group in quote.vat
        ],
        "hints": [_hint(hint) for hint in quote.hints],
        "refusals": [_refusal(problem) for problem in quote.refusals],
        "trace": [_step(step) for step in quote.trace],
    }


def verdict_facts(verdicts: Sequence[Verdict]) -> list[Facts]:
    """Return what became of each offer of the programme, and what is missing for it."""
    return [
        {"rule": v.rule_id, "why": v.why, "amount_minor": v.amount_minor, **dict(v.facts)} for v in verdicts
    ]


def _line(line: QuotedLine) -> Facts:
    article = line.line.article
    return {
        "line": line.line.id,
        "article": article.id,
        "name": article.name,
        "qty_milli": line.line.qty_milli,
        "price_minor": line.line.price_minor,
        "gross_minor": line.gross_minor,
        "discounts": [_discount(discount) for discount in line.discounts],
        "points": line.points,
        "points_money_minor": line.points_money_minor,
        "net_minor": line.net_minor,
        "certificate_minor": line.certificate_minor,
        "paid_minor": line.paid_minor,
        "accrued": line.accrued,
        "floor_minor": line.floor_minor,
        "vat_bp": article.vat_bp,
        "parts": [
            {"qty_milli": qty_milli, "price_minor": price_minor, "net_minor": net_minor}
            for qty_milli, price_minor, net_minor in line.parts
        ],
    }


def _discount(discount: Discount) -> Facts:
    return {
        "rule": discount.rule_id,
        "cause": discount.cause.value,
        "amount_minor": discount.amount_minor,
        "funder": discount.funder,
    }


def _hint(hint: Hint) -> Facts:
    return {"what": hint.what, **dict(hint.facts)}


def _refusal(problem: Problem) -> Facts:
    return {"code": problem.code, **problem.facts()}


def _step(step: Step) -> Facts:
    return {
        "phase": step.phase,
        "rule": step.rule_id,
        "line": step.line_id,
        "what": step.what,
        "amount_minor": step.amount_minor,
        **dict(step.facts),
    }
