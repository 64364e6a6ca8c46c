"""What may be written behind the commands about partners; only argparse here."""

from typing import Final

from loyalty_pos.cli.usage import Commands, Parser, names_database

_PARTNERS: Final = "loyalty_pos.cli.partners.lists"
_CASHBACK: Final = "loyalty_pos.cli.partners.cashback"


def add_partners(commands: Commands) -> None:
    """Add the commands of this package."""
    _partners(commands)
    _cashback(commands)


def _common(parser: Parser) -> None:
    names_database(parser)
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _partners(commands: Commands) -> None:
    partners = commands.group("partners", _PARTNERS, "partners of the programme, their rates and customers")
    shown = partners.add("list", _PARTNERS, "show the partners of the programme in force")
    shown.add_argument("--region", default="", metavar="REGION", help="only those shown in this region")
    rates = partners.add("rates", _PARTNERS, "look for rates, or bring a list of them")
    rates.add_argument("action2", metavar="ACTION", choices=("find", "import"), help="find or import")
    rates.add_argument("what", metavar="TEXT-OR-FILE", help="part of a name or domain; CSV or XLSX")
    subscribers = partners.add("subscribers", _PARTNERS, "bring the phones of a partner's customers")
    subscribers.add_argument("action2", metavar="ACTION", choices=("import",), help="import")
    subscribers.add_argument("what", metavar="FILE", help="CSV or XLSX with a column of phones")
    subscribers.add_argument("--partner", required=True, metavar="ID", help="whose customers they are")
    settlement = partners.add("settlement", _PARTNERS, "what the rows of a month add up to")
    settlement.add_argument(
        "--month", required=True, metavar="YYYY-MM", help="month of the programme's calendar"
    )
    reward = partners.add("reward", _CASHBACK, "give one of a partner's codes for points")
    reward.add_argument("partner", metavar="PARTNER", help="id of the partner")
    reward.add_argument("reward", metavar="REWARD", help="id of the reward in the programme")
    reward.add_argument(
        "operation", metavar="OPERATION", help="your own number of it; the same one counts once"
    )
    reward.add_argument("--card", default="", metavar="NUMBER", help="card of the member")
    reward.add_argument("--phone", default="", metavar="PHONE", help="or the phone")
    for parser in (rates, subscribers):
        parser.add_argument("--dry-run", action="store_true", help="only show what would happen")
    for parser in (shown, rates, subscribers, settlement, reward):
        _common(parser)


def _cashback(commands: Commands) -> None:
    cashback = commands.group("cashback", _CASHBACK, "orders at partners that bring points back")
    shown = cashback.add("list", _CASHBACK, "show the newest orders")
    shown.add_argument("--state", choices=("pending", "confirmed", "rejected"), help="only these")
    shown.add_argument("--partner", default="", metavar="ID", help="only this partner's")
    order = cashback.add("order", _CASHBACK, "take an order in; its points wait")
    confirm = cashback.add("confirm", _CASHBACK, "let an order's points be used from now on")
    reject = cashback.add("reject", _CASHBACK, "take an order's points back")
    for parser in (order, confirm, reject):
        parser.add_argument("partner", metavar="PARTNER", help="id of the partner")
        parser.add_argument("order", metavar="ORDER", help="the partner's number of the order")
    order.add_argument("sum", metavar="SUM", help="what was paid there, e.g. 4500.00")
    reject.add_argument("--reason", default="returned", metavar="CODE", help="why (default: returned)")
    reject.add_argument("--returned", default="", metavar="SUM", help="what came back so far (default: all)")
    withdraw = cashback.add("withdraw", _CASHBACK, "take points out to be paid as money")
    withdraw.add_argument(
        "request", metavar="REQUEST", help="number of the request; the same one counts once"
    )
    withdraw.add_argument("points", metavar="POINTS", help="how many points")
    claim = commands.add("claim", _CASHBACK, "put a member to a past receipt: missing points")
    claim.add_argument("receipt", metavar="RECEIPT-CODE")
    claim.add_argument("--approved-by", default="", metavar="CODE", help="staff code of whoever approved it")
    for parser in (order, withdraw, claim):
        parser.add_argument("--card", default="", metavar="NUMBER", help="card of the member")
        parser.add_argument("--phone", default="", metavar="PHONE", help="or the phone")
    order.add_argument("--click", default="", metavar="ID", help="or the click that led to the order")
    for parser in (shown, order, confirm, reject, withdraw, claim):
        _common(parser)
