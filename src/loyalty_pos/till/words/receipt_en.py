"""Why a price is what it is, and what is worth saying of it, in English: code -> sentence (see ``wording``)."""

from typing import Final

STEPS: Final[dict[str, str]] = {
    "percent_off": "Offer “{rule_id}”: {bp} gives {amount_minor} off",
    "fixed_price": "Offer “{rule_id}”: price {price_minor} gives {amount_minor} off",
    "set_off": "Offer “{rule_id}”: set of {take} gives {amount_minor} off",
    "unit_amount": "Offer “{rule_id}”: {each_minor} less each gives {amount_minor} off",
    "bundle_off": "Offer “{rule_id}”: bought together, {amount_minor} off",
    "quantity_ladder": "Offer “{rule_id}”: {bp} for the quantity gives {amount_minor} off",
    "gift": "Gift of offer “{rule_id}” from {from_minor}: {amount_minor} off",
    "floor_held": "Not below the least price: of {wanted_minor} given {amount_minor}",
    "card_discount": "Card discount {bp}: {amount_minor}",
    "offer_instead_of_card": "The offer beats the card: {amount_minor} instead of {card_minor}",
    "card_instead_of_offer": "The card beats the offer: {amount_minor} instead of {offer_minor}",
    "basket_percent": "Offer “{rule_id}” on receipts from {from_minor}: {amount_minor} off",
    "basket_amount": "Offer “{rule_id}” on receipts from {from_minor}: {amount_minor} off",
    "basket_ladder": "Offer “{rule_id}” on receipts from {from_minor}: {amount_minor} off",
    "best_of_many": "Too many combinations of offers ({combinations}): {tried} compared, the best one taken",
    "cap_trimmed": "Cap on discounts {bp}: {amount_minor} taken off",
    "points_redeemed": "{points} {points:point|points} redeemed: {amount_minor}",
    "rounded_down": "Receipt rounded down: {amount_minor}",
    "certificate": "Certificate: {amount_minor} of {offered_minor} set off",
    "accrued": "{points} {points:point|points} earned from {base_minor}",
    "extra_points": "“{rule_id}”: {points} {points:point|points} on top",
    "accrual_limited": "No more than {points} {points:point|points} can still be earned {per}",
    "rate_capped": "“{rule_id}”: {points} {points:point|points} are left of this month's cap",
    "active_member": "Active customer: points times {bp}",
}

OFFERS: Final[dict[str, str]] = {
    "applied": "Acts: {amount_minor} off",
    "coupon_needed": "Needs the coupon {coupon}",
    "not_yet": "Has not begun yet",
    "over": "Is over",
    "wrong_day": "Not on this day",
    "wrong_hour": "Only from {from} to {to}",
    "wrong_place": "Not in this shop",
    "wrong_channel": "Not for this way of getting the goods",
    "members_only": "Only with a card",
    "wrong_tier": "Not for this tier",
    "not_for_this_member": "Not for this customer",
    "not_in_club": "Only for the club",
    "no_birthday": "Only around the birthday",
    "not_first_purchase": "Only for the first purchase",
    "used_up": "Used as often as it may be: {times}",
    "no_goods": "None of its goods are here",
    "goods_excluded": "These goods have no discounts",
    "more_goods": "{missing_milli} more to go",
    "more_money": "{missing_minor} more to go",
    "bundle_incomplete": "A part of the bundle is missing",
    "pieces_used": "Its pieces are in another offer",
    "lines_closed": "Another offer keeps these goods to itself",
    "lost_in_group": "“{winner}” acts instead",
    "card_better": "The card gives more",
    "floor_reached": "The price is at its lowest",
    "nothing_left": "The price is as low already",
    "cap_reached": "The cap on discounts is reached",
}

HINTS: Final[dict[str, str]] = {
    "next_tier": "{missing_minor} to “{tier}”",
    "next_tier_visits": "{visits} more {visits:visit|visits} to “{tier}”",
    "tier_reached": "This purchase reaches “{tier}”",
    "redeemable": "{points} {points:point|points} can be redeemed: {money_minor}",
    "confirm_redemption": "Ask the customer to confirm: {points} {points:point|points}",
    "more_goods": "{missing_milli} more for “{offer}”",
    "more_money": "{missing_minor} more for “{offer}”",
}

PERIODS: Final[dict[str, str]] = {"day": "a day", "week": "a week", "month": "a month"}
