"""What may be written behind ``loyalty-pos``; only argparse here, so that --help is instant."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.cli.beside.arguments import add_beside
from loyalty_pos.cli.desk.arguments import add_desk
from loyalty_pos.cli.fleet.arguments import add_fleet, add_till_words
from loyalty_pos.cli.keeping.arguments import add_keeping
from loyalty_pos.cli.leases.arguments import add_leases
from loyalty_pos.cli.machine.arguments import add_machine
from loyalty_pos.cli.members.arguments import add_members
from loyalty_pos.cli.partners.arguments import add_partners
from loyalty_pos.cli.privacy.arguments import add_privacy
from loyalty_pos.cli.programme.arguments import add_programme
from loyalty_pos.cli.proof.arguments import add_proof
from loyalty_pos.cli.scanners.arguments import add_scanners, scanner_where
from loyalty_pos.cli.upkeep.arguments import add_upkeep
from loyalty_pos.cli.usage import Commands, Parser, command_of, common_options, language_of, names_database
from loyalty_pos.cli.vouchers.arguments import add_codes
from loyalty_pos.devices.addresses import printer_address
from loyalty_pos.devices.escpos import PROFILES

IMPORTS: Final = ("goods", "prices", "staff", "cards", "balances")
EXPORTS: Final = ("goods", "members", "sales", "tags")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of one command; ``module`` names what runs it. Wrong use ends with exit code 2."""
    return parser_in(language_of(arguments), command_of(arguments)).parse_args(arguments)


def parser_in(lang: str, command: str | None = None) -> Parser:
    """Return the parser of one command, or of all where none is named or known; it explains itself in ``lang``.

    A parser of all commands is a thousand arguments: a person waits 30 ms for it each time.
    """
    parser = Parser(
        lang, prog="loyalty-pos", description="A till with a loyalty programme, and the centre it reports to."
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}", help="show the version and end"
    )
    common_options(parser, top=True)
    commands = Commands(parser, lang, only=command)
    for add in (
        _price,
        add_programme,
        _simulate,
        _counter,
        _codes,
        add_beside,
        add_desk,
        add_fleet,
        add_keeping,
        add_members,
        add_leases,
        add_partners,
        add_privacy,
        add_proof,
        add_scanners,
        add_upkeep,
        _network,
        _files,
        _shop,
        _programs,
    ):
        add(commands)
    return parser if command in {None, *commands.names} else parser_in(lang)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _coupon(parser: Parser) -> None:
    parser.add_argument(
        "--coupon", action="append", default=[], metavar="CODE", help="promo code (repeatable)"
    )


def _price(commands: Commands) -> None:
    price = commands.add("price", "loyalty_pos.cli.pricing", "price a basket file by a programme file")
    price.add_argument("programme", type=Path, metavar="PROGRAMME.toml")
    price.add_argument("basket", type=Path, metavar="BASKET.json")
    price.add_argument("--card", metavar="NUMBER", help="card of the member (also: in the basket file)")
    price.add_argument("--at", metavar="ISO-TIME", help="moment to price at, with zone (default: now)")
    price.add_argument("--points", metavar="N", help="points to pay with, or 'all'")
    _coupon(price)
    price.add_argument("--explain", action="store_true", help="answer in sentences")


def _simulate(commands: Commands) -> None:
    tries = commands.add("simulate", "loyalty_pos.cli.simulate", "try programmes on past receipts")
    tries.add_argument(
        "programmes", nargs="+", metavar="PROGRAMME.toml", help="FILE+FILE: several at work in one shop"
    )
    tries.add_argument(
        "--receipts",
        required=True,
        metavar="FILE",
        help="CSV or JSON lines; journal: our books; journey[:N]: public data",
    )
    shares = (
        ("--redeem", "30", "never, always, or at how many per cent of visits points are used (default: 30)"),
        ("--member-share", "100", "per cent of the card holders who take part (default: 100)"),
        ("--card-discount", "0", "discount of a fixed card, per cent (default: 0)"),
        ("--margin", "", "margin in the price of goods without cost price, per cent"),
        ("--expected", "", "per cent of the points left that will be used (default: as measured)"),
    )
    for name, default, text in shares:
        tries.add_argument(name, default=default, metavar="SHARE", help=text)
    tries.add_argument(
        "--members",
        type=Path,
        metavar="FILE",
        help="what members begin with: a list as `import cards` takes it",
    )
    named = (
        ("segment", "members in a segment of the programme"),
        ("club", "members in a club"),
        ("coupon", "visits at which a coupon is shown"),
        ("channel", "receipts that go another way than over the counter"),
    )
    for name, text in named:
        tries.add_argument(
            f"--assume-{name}", action="append", default=[], metavar="ID=SHARE", help=f"{text}, per cent"
        )
    tries.add_argument("--assume-birthdays", action="store_true", help="unknown birthdays are any day alike")
    tries.add_argument("--move-to", metavar="YYYY-MM-DD", help="move the receipts by whole weeks to this day")
    tries.add_argument(
        "--explain-difference", nargs=2, metavar=("A", "B"), help="name the receipts that differ, and why"
    )
    tries.add_argument("--most", type=int, default=20, metavar="N", help="how many of them (default: 20)")
    tries.add_argument("--html", type=Path, metavar="FILE", help="write a page with plots")
    tries.add_argument("--csv", type=Path, metavar="FILE", help="write all numbers; ends in .csv or .xlsx")
    tries.add_argument(
        "--processes", type=int, default=0, metavar="N", help="how many at once (default: all)"
    )
    names_database(tries)
    _json(tries)


def _counter(commands: Commands) -> None:
    module = "loyalty_pos.cli.counter"
    sell = commands.add("sell", module, "sell goods at this machine's till")
    sell.add_argument(
        "goods", nargs="+", metavar="CODE[*QUANTITY]", help="barcode or article, e.g. 4609990000012*2"
    )
    sell.add_argument("--card", metavar="CODE", help="card, phone or QR of the member")
    sell.add_argument(
        "--points", metavar="N", help="points to pay with, or 'all' (asks the centre for a hold)"
    )
    _coupon(sell)
    sell.add_argument(
        "--channel", default="", metavar="ID", help="how the goods go out, as the programme says, e.g. pickup"
    )
    sell.add_argument("--cash", metavar="SUM", help="cash given (default: exact)")
    sell.add_argument("--bank-card", action="store_true", help="paid by bank card at the terminal")
    back = commands.add("return", module, "take goods back by the receipt's code")
    back.add_argument("receipt", metavar="RECEIPT-CODE")
    back.add_argument(
        "--line", action="append", metavar="LINE[*QUANTITY]", help="only this line (repeatable)"
    )
    back.add_argument("--reason", default="", metavar="TEXT")
    back.add_argument("--void", action="store_true", help="undo the whole sale of the open shift")
    balance = commands.add("balance", module, "show a member's points and tier")
    balance.add_argument("member", metavar="CARD-OR-PHONE")
    issue = commands.add("issue", module, "give out a card")
    issue.add_argument("phone", metavar="PHONE")
    issue.add_argument("--name", default="", metavar="NAME")
    issue.add_argument("--birthday", default="", metavar="YYYY-MM-DD")
    issue.add_argument(
        "--card", default="", metavar="NUMBER", help="number of a plastic card (default: virtual)"
    )
    issue.add_argument("--consent", action="store_true", help="the person agreed to the use of personal data")
    for parser in (sell, back, balance, issue):
        parser.add_argument(
            "--staff", default="", metavar="CODE", help="who works (default: found by the PIN)"
        )
        parser.add_argument("--pin", default="", metavar="PIN", help="PIN (default: LOYALTY_POS_PIN)")
        _json(parser)


def _codes(commands: Commands) -> None:
    module = "loyalty_pos.cli.codes"
    codes = commands.group("codes", module, "codes of coupons and gift certificates")
    make: Parser = codes.add("make", module, "make codes for the print house")
    make.add_argument("--count", type=int, required=True, metavar="N", help="how many, up to a million")
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .csv or .xlsx")
    make.add_argument("--prefix", default="", metavar="TEXT", help="first letters and digits, up to 8")
    make.add_argument(
        "--series", default="", metavar="ID", help="series of the programme; tells the centre the codes"
    )
    make.add_argument("--value", default="", metavar="SUM", help="what is printed on the certificates")
    make.add_argument("--seed", type=int, metavar="N", help="for tests only: the same serials each time")
    names_database(make)
    add_codes(codes)


def _network(commands: Commands) -> None:
    module = "loyalty_pos.cli.network"
    sync = commands.add("sync", module, "exchange everything with the centre now")
    queue = commands.add("queue", module, "show what waits for the centre")
    doctor = commands.add("doctor", "loyalty_pos.cli.doctor", "look whether everything is well")
    doctor.add_argument(
        "--seen", action="store_true", help="what happened to the files is known: the window stops telling it"
    )
    doctor.add_argument(
        "--zip",
        nargs="?",
        const=Path(),
        type=Path,
        metavar="FILE",
        help="also write one file for support, without names and keys (default: into the logs)",
    )
    for parser in (sync, queue, doctor):
        _json(parser)


def _files(commands: Commands) -> None:
    brings = commands.add("import", "loyalty_pos.cli.importing", "bring a list into the centre")
    brings.add_argument("subject", choices=(*IMPORTS, "programme"))
    brings.add_argument(
        "file", type=Path, metavar="FILE", help="CSV, XLSX or exchange file; TOML for a programme"
    )
    brings.add_argument("--dry-run", action="store_true", help="only show what would happen")
    takes = commands.add("export", "loyalty_pos.cli.exporting", "write a list as CSV or XLSX")
    takes.add_argument("subject", choices=EXPORTS)
    takes.add_argument("file", type=Path, metavar="FILE", help="ends in .csv or .xlsx")
    takes.add_argument(
        "--store", default="", metavar="ID", help="whose price tags (default: the first store's)"
    )
    for parser in (brings, takes):
        names_database(parser)
    _json(brings)


def _shop(commands: Commands) -> None:
    module = "loyalty_pos.cli.shop"
    stores = commands.add("stores", module, "show the stores of the centre, or add one")
    stores.add_argument("action", nargs="?", choices=("list", "add"), default="list")
    stores.add_argument("id", nargs="?", metavar="ID", help="short name of the store to add, e.g. S2")
    stores.add_argument("--name", default="", metavar="NAME", help="what people call the store")
    stores.add_argument("--zone", default="", metavar="ZONE", help="time zone (default: Europe/Moscow)")
    settings = commands.add("settings", module, "show or set what stands on receipts")
    settings.add_argument("name", nargs="?", metavar="NAME", help="one setting (default: show all)")
    settings.add_argument(
        "text", nargs="*", metavar="TEXT", help='new value; several texts are several lines, "" is empty'
    )
    settings.add_argument("--store", default="", metavar="ID", help="for this store only (default: all)")
    settings.add_argument(
        "--explain", action="store_true", help="those of this machine's till, and who decided each"
    )
    for parser in (stores, settings):
        names_database(parser)
        _json(parser)


def _devices(command: Parser) -> None:
    command.add_argument(
        "--printer",
        type=_printer,
        metavar="WHERE",
        help="screen, tcp:HOST[:PORT], serial:PORT[@BAUD], file:PATH, spool:NAME, page:NAME or pdf:FOLDER",
    )
    command.add_argument("--printer-kind", choices=sorted(PROFILES))
    command.add_argument(
        "--scanner",
        type=scanner_where,
        action="append",
        default=[],
        metavar="WHERE",
        help="serial PORT[@BAUD], hid or hid:VENDOR:PRODUCT; repeat for more",
    )


def _printer(text: str) -> str:
    try:
        printer_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _programs(commands: Commands) -> None:
    centre = commands.add("centre", "loyalty_pos.cli.serving", "run the central server")
    centre.add_argument("--host", default="127.0.0.1")
    centre.add_argument("--port", type=int, default=8765)
    centre.add_argument("--database", default="", metavar="URL", help="PostgreSQL (default: embedded)")
    centre.add_argument(
        "--store", default="", metavar="ID", help="store that is made at the first start, or gets a code"
    )
    centre.add_argument(
        "--certificate", type=Path, metavar="FILE", help="PEM certificate, for tills on other machines"
    )
    centre.add_argument(
        "--key", type=Path, metavar="FILE", help="its own private key, PEM, without a passphrase"
    )
    centre.add_argument(
        "--code", action="store_true", help="only print a one-time code for a till of the store"
    )
    centre.add_argument(
        "--restored",
        action="store_true",
        help="the database comes from a backup: tell the tills everything anew",
    )
    till = commands.add("till", "loyalty_pos.cli.till", "open the till's window")
    add_till_words(till)
    till.add_argument("--centre", metavar="URL", help="enrol at this centre first")
    till.add_argument("--code", metavar="CODE", help="one-time code from the centre")
    till.add_argument(
        "--token-file", type=Path, metavar="FILE", help="file with the code of a batch, or a one-time code"
    )
    till.add_argument(
        "--host", default="", metavar="NAME", help="name of this machine in the batch (default: its own)"
    )
    till.add_argument("--training", action="store_true", help="begin in the sandbox: nothing is real there")
    till.add_argument("--no-window", action="store_true", help="only enrol and fetch data")
    _devices(till)
    add_machine(till)
    demo = commands.add("demo", "loyalty_pos.cli.demo", "a shop that lives: centre, till, goods, members")
    demo.add_argument("--headless", action="store_true", help="without a screen: sell a scripted basket")
    demo.add_argument(
        "--tour", action="store_true", help="pull the plug: the window shows by itself what happens"
    )
    replay = commands.add("replay", "loyalty_pos.lab.replay", "drive real baskets through tills and centre")
    replay.add_argument("--baskets", type=int, default=5000)
    replay.add_argument("--tills", type=int, default=20)
    replay.add_argument("--seed", type=int, default=1)
    _json(replay)
