"""The quick card in English."""

from typing import Final

from loyalty_pos.ui.quick_card.card import Card

ENGLISH: Final = Card(
    title="Loyalty POS",
    under="The till on one page",
    first="A sale",
    steps=(
        "Scan the <b>card</b> or the code on the phone, at any time before payment.",
        "Scan the <b>goods</b>. The discount and the points to come are shown at once.",
        "<k>F12</k> paid exactly, in cash. A note or a bank card: <k>Enter</k>",
    ),
    sale="On the sale",
    keys=(
        ("F2", "customer by phone"),
        ("F3", "new card"),
        ("F4", "quantity"),
        ("F5", "pay with points; again: keep them"),
        ("F6", "coupon, certificate"),
        ("F7", "set aside; take back"),
        ("Ins", "goods without a barcode"),
        ("Ctrl+I", "ask a price"),
        ("F8", "delete the line"),
        ("F9", "the customer's page, balance"),
        ("F1", "why this price"),
        ("Ctrl+B", "what the customer can use"),
        ("Esc", "cancel, go back"),
    ),
    pages="From every screen",
    ways=(
        ("Ctrl+R", "return"),
        ("F10", "menu: shift, reports, devices"),
        ("Ctrl+P", "copy of the receipt"),
        ("Ctrl+L", "lock the till"),
    ),
    wrong="When something is wrong",
    troubles=(
        (
            "No connection",
            "Sell as always. <k>F5</k> offers what is safe; say: “today up to this, the rest is kept”.",
        ),
        ("A card cannot be used", "Sell without it; questions go to the manager."),
        ("A barcode is unknown", "Type the price from the shelf; a senior confirms with a PIN."),
        ("No paper", "Put some in: the receipt comes by itself. Do not print again."),
        ("The bank card is declined", "Take cash or another card: the points are still unspent."),
        ("The till went off", "Switch it on and log in: the open receipt is back."),
    ),
    help="Help:",
)
