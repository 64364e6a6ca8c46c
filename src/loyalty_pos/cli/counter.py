"""``sell``, ``return``, ``balance``, ``issue``: the counter without a window, by the same till as the window's."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.cli.at_till import log_in, money, open_till, points, quantity
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.core.cards import is_payment_number, last4
from loyalty_pos.core.problems import Problem, UnknownCard
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.devices.text import to_lines
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.receipt_state import CouponTaken, LineAdded, MemberAttached, Refused, SaleDone
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.till import Till

_BARCODE = 14
"""No barcode of goods is longer."""
_CONSENTS = (("personal_data", "1"),)


def run(options: Namespace) -> int:
    """Do one thing at the counter."""
    with open_till(options) as till:
        log_in(till, options)
        {"sell": _sell, "return": _return, "balance": _balance, "issue": _issue}[options.command](
            till, options
        )
    return 0


def _sell(till: Till, options: Namespace) -> None:
    if options.channel:
        till.register.set_channel(options.channel)
    if options.card:
        _scan(till, options.card)
    for place, text in enumerate(options.goods, 1):
        code, milli = quantity(text, "sell")
        try:
            line_id = _scan(till, code)
        except Problem as problem:
            if len(options.goods) > 1:
                problem.add_note(_code_said(code, f"{place}/{len(options.goods)}", options.lang))
            raise
        if "*" in text and line_id:
            till.register.set_quantity(line_id, milli)
    for coupon in options.coupon:
        till.register.put_coupon(coupon)
    if options.points:
        _ask_for_points(till, options.points)
    _ask_for_codes(till)
    done = _paid(till, options)
    _tell(options, {"sale": asdict(done.sale), "change_minor": done.change_minor}, done.receipt)


def _code_said(code: str, place: str, lang: str) -> str:
    """Return which of several codes is meant; of what may be a card only its end is told."""
    shown = f"…{last4(code)}" if len(code) > _BARCODE or is_payment_number(code) else code
    return line("code_of_several", lang, place=place, shown=shown)


def _scan(till: Till, text: str) -> int:
    """Scan one text; return the line it added, 0 for a member or a coupon. Anything else is refused."""
    match till.register.scan(text):
        case LineAdded(line_id):
            return line_id
        case MemberAttached() | CouponTaken():
            return 0
        case Refused(problem):
            raise problem
        case _:
            raise BadOption(option="sell", text=text)


def _ask_for_points(till: Till, text: str) -> None:
    """Ask the centre for a hold; without an answer the sale goes on with what is allowed offline."""
    scale = till.world.programmes.current().programme.unit.scale
    till.register.want_points(points(text, scale))
    question = till.register.hold_question()
    if question is not None:
        answer = till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        till.register.hold_answered(question.op, answer)
    redemption = till.register.view().redemption
    if redemption.problem is not None and not redemption.points:
        raise redemption.problem


def _ask_for_codes(till: Till) -> None:
    """Ask the centre for the certificates and coupons on the receipt; without an answer the till's own right counts."""
    before = ""
    while (question := till.register.hold_question()) is not None and question.op != before:
        before = question.op
        answer = till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        till.register.hold_answered(question.op, answer)


def _paid(till: Till, options: Namespace) -> SaleDone:
    if options.bank_card:
        return till.register.pay_exact(TenderKind.CARD)
    if options.cash:
        return till.register.pay([Tender(TenderKind.CASH, money(options.cash, "--cash"))])
    return till.register.pay_exact()


def _return(till: Till, options: Namespace) -> None:
    sale = till.returns.find(options.receipt)
    if options.void:
        void = till.returns.void(sale, options.reason)
        _tell(options, {"void": asdict(void.fact)}, void.receipt)
        return
    left = {one.line_id: one.left_milli for one in till.returns.returnable(sale) if one.left_milli}
    asked = dict(_asked_line(text, left) for text in options.line) if options.line else left
    done = till.returns.commit(sale, asked, options.reason)
    _tell(options, {"return": asdict(done.fact)}, done.receipt)


def _asked_line(text: str, left: dict[int, int]) -> tuple[int, int]:
    """Return (line, thousandths); a line without quantity means all that is left of it."""
    number, milli = quantity(text, "--line")
    if not number.isascii() or not number.isdigit():
        raise BadOption(option="--line", text=text)
    return int(number), milli if "*" in text else left.get(int(number), milli)


def _balance(till: Till, options: Namespace) -> None:
    found = till.enquiry.find(options.member)
    if not found:
        raise UnknownCard(last4=options.member[-4:])
    member = found[0]
    balance = till.enquiry.balance(member)
    if options.json:
        say_json(asdict(balance) | {"card_last4": member.card_last4, "spend_minor": member.spend_minor})
        return
    exponent = till.world.programmes.current().programme.unit.exponent
    shown = {
        name: format_points(getattr(balance, name), exponent, options.lang)
        for name in ("available", "pending")
    }
    say(line("member", options.lang, last4=member.card_last4, name=member.name, phone=member.phone_masked))
    say(line("points_now", options.lang, **shown))
    spend = format_money(member.spend_minor, options.lang)
    say(line("spent", options.lang, spend=spend, tier=balance.tier_id or "-"))
    if balance.as_of is not None:
        say(line("as_of", options.lang, moment=balance.as_of.isoformat(timespec="seconds")))


def _issue(till: Till, options: Namespace) -> None:
    form = IssueForm(
        name=options.name,
        phone=options.phone,
        birthday=options.birthday,
        consents=_CONSENTS if options.consent else (),
        card_number=options.card,
    )
    done = till.issuing.issue(form)
    if options.json:
        say_json({"card": done.card_number, "account": done.fact.account_id})
        return
    say(line("issued", options.lang, number=done.card_number))
    say_all(to_lines(done.receipt))


def _tell(options: Namespace, facts: dict[str, object], receipt: Receipt) -> None:
    if options.json:
        say_json(facts)
    else:
        say_all(to_lines(receipt))
