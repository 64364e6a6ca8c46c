"""Whatever the sale page refuses a customer has one sentence to say; what has none is named here, with whose affair it is."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from loyalty_pos import core
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.words.counter.aloud import EN, RU

AT_THE_SALE = (
    "register.py", "resolver.py", "receipt_editor.py", "open_receipt.py", "payment.py", "redemption.py", "confirming",
    "vouchers", "benefits", "own_cards", "late_card", "member_code", "phones", "counter",
)  # fmt: skip
"""What of ``till`` the sale page and its panels work through; beside it ``core`` and the pages themselves."""
OF_THE_PAGE = (
    "ui/sale",
    "ui/scans",
    "core/pricing",
    "core/rewards",
    "core/vouchers",
    "core/account",
    "core/scan.py",
)
HANDS = "a slip of the cashier's hands: typed or scanned anew"
SHOP = "the shop's own affair: its list of goods, its programme, its people"
TILL = "the till's own affair"
NOT_THE_CUSTOMERS = {
    "age_not_known": "asked for at giving out a card, in the words of the form",
    "all_returned": HANDS,
    "already_voided": HANDS,
    "bad_amount": HANDS,
    "bad_quantity": HANDS,
    "certificate_already_there": HANDS,
    "certificate_needs_code": HANDS,
    "certificate_no_series": SHOP,
    "certificate_wrong_value": HANDS,
    "club_one_fee": HANDS,
    "coupon_already_there": HANDS,
    "empty_receipt": HANDS,
    "goods_not_found": HANDS,
    "guardian_needed": "asked for at giving out a card, in the words of the form",
    "lease_renewed": TILL,
    "minor_agrees_to_no_more": "asked for at giving out a card, in the words of the form",
    "no_such_line": HANDS,
    "not_allowed": SHOP,
    "not_paid_in_full": HANDS,
    "other_paper_not_found": HANDS,
    "own_card_refused": SHOP,
    "pack_too_old": TILL,
    "paid_too_much": HANDS,
    "phone_of_another": "whose phone it is, is nobody's business",
    "pin_wanted": HANDS,
    "receipt_not_found": HANDS,
    "receipt_too_long": TILL,
    "receipt_unfinished": HANDS,
    "receipt_wanted": HANDS,
    "reward_unknown": SHOP,
    "staff_account": SHOP,
    "too_many_parked": TILL,
    "unknown_article": SHOP,
    "unknown_barcode": SHOP,
    "unknown_channel": SHOP,
    "unknown_club": SHOP,
    "unreadable_code": HANDS,
}


for _module in walk_packages(core.__path__, "loyalty_pos.core."):
    import_module(_module.name)  # some refusals stand beside what they are about


def _families(kind: type[Problem]) -> dict[str, str]:
    return {kind.__name__: kind.code} | {
        name: code for one in kind.__subclasses__() for name, code in _families(one).items()
    }


@cache
def refused(project_root: Path) -> dict[str, str]:
    """Return the code of every refusal that the sale's own code makes, with the file."""
    codes = _families(Problem)
    source = project_root / "src" / "loyalty_pos"
    roots = [
        *(source / "till" / name for name in AT_THE_SALE),
        source / "ui" / "sale",
        source / "ui" / "scans",
    ]
    files = [file for root in roots for file in ([root] if root.suffix else sorted(root.rglob("*.py")))]
    found = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
                name = node.exc.id
            if name in codes:
                found[codes[name]] = file.name
    return found


def test_every_refusal_of_the_sale_is_said_or_named_as_somebody_elses_affair(project_root: Path) -> None:
    found = refused(project_root)
    assert len(found) > 60, "somebody looks where nothing is refused any more"
    assert sorted(found.keys() - EN.keys() - NOT_THE_CUSTOMERS.keys()) == []


def test_nothing_is_both_said_and_not_the_customers() -> None:
    assert NOT_THE_CUSTOMERS.keys() & EN.keys() == set()


def test_a_name_here_is_a_refusal_that_there_is(project_root: Path) -> None:
    refused(project_root)
    assert NOT_THE_CUSTOMERS.keys() - set(_families(Problem).values()) == set()


@pytest.mark.parametrize("said", [EN, RU])
def test_no_two_refusals_are_said_by_halves(said: dict[str, str]) -> None:
    """One sentence: two full stops in it are two."""
    assert [code for code, text in said.items() if text.count(". ") or len(text) > 110] == []
