"""Which columns of which table lead to a person: one list for telling everything and for forgetting everything.

A test compares it with the schema: a new table with an account or a person in it must be named here.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Table:
    """``by``: columns that hold the account's id; ``shown``: what the person is told of a row, without machinery.

    ``key``: by what the row is known as one person's where several share the account; never told.
    """

    name: str
    by: tuple[str, ...]
    shown: tuple[str, ...]
    key: tuple[str, ...] = ()


ABOUT: Final = (
    Table("person", ("account_id",), ("name", "phone", "birthday", "birthday_changed_us")),
    Table("card", ("account_id",), ("number", "state", "discount_bp"), ("number_key",)),
    Table(
        "account",
        ("account_id",),
        ("shown_name", "phone_masked", "tier_id", "granted_tier", "staff_id", "verified", "blocked", "spend_minor",
         "visits", "debt", "progress", "home", "habits"),
    ),
    Table(
        "lot", ("account_id",), ("kind", "amount", "remaining", "held", "activate_us", "expire_us", "spend_scope")
    ),
    Table(
        "entry", ("account_id",), ("occurred_us", "kind", "amount", "debt", "store_id", "receipt_code", "operation"),
        ("sale_id",),
    ),
    Table("hold", ("account_id",), ("op", "amount", "until_us", "state")),
    Table(
        "document",
        ("owner_id",),
        ("at_us", "kind", "store_id", "sale_id", "gross_minor", "discount_minor", "points_money_minor",
         "certificate_minor", "paid_minor", "redeemed", "accrued"),
        ("document_id",),
    ),
    Table("debt", ("account_id",), ("at_us", "cause", "points", "rest", "state", "store_id")),
    Table("lease_share", ("account_id",), ("agent_id", "points")),
    Table("lease_floor", ("account_id",), ("agent_id", "points")),
    Table("known_as", ("account_id",), ("kind",), ("name_key",)),
    Table("voucher", ("account_id",), ("kind", "series", "state", "value_minor", "rest_minor", "uses_left",
                                       "since_us", "until_us", "last4"), ("key",)),
    Table("activity", ("account_id",), ("at_us", "kind", "caller", "subject", "facts", "state", "points")),
    Table("activity_step", ("account_id",), ("rule_id", "day", "amount")),
    Table("award", ("account_id",), ("at_us", "kind", "rule_id", "number", "points", "state"), ("award_id",)),
    Table("referral", ("friend_id", "referrer_id"), ("at_us", "rule_id", "state")),
    Table("medal", ("account_id",), ("at_us", "medal_id", "state", "given_by")),
    Table("partner_click", ("account_id",), ("at_us", "partner_id")),
    Table(
        "cashback_order",
        ("account_id",),
        ("ordered_us", "partner_id", "order_id", "state", "amount_minor", "points", "reason"),
        ("partner_id || ' ' || order_id",),
    ),
    Table("cashback_request", ("account_id",), ("at_us", "request_id", "points"), ("request_id",)),
    Table("claim", ("account_id",), ("at_us", "receipt_code", "points", "lines", "approved_by"), ("sale_id",)),
    Table("offer_member", ("account_id",), ("at_us", "rule_id")),
    Table("bought", ("account_id",), ("last_us", "category")),
    Table("pool_code", ("account_id",), ("given_us", "partner"), ("key",)),
    Table("joined", ("stays_id", "other_id"), ("at_us", "kind", "undone_us")),
    Table("paper_of_joined", ("member_id",), ("document_id",)),
    Table("card_deed", ("account_id",), ("at_us", "what", "last4", "reason", "store_id")),
    Table("adjustment", ("account_id",), ("proposed_us", "points", "reason", "note", "receipt", "state", "store_id")),
    Table("suspicion", ("account_id",), ("kind", "from_us", "until_us", "store_id")),
    Table("privacy_deed", ("account_id",), ("at_us", "what", "number", "detail")),
    Table("erased_person", ("account_id",), ("number",)),
)  # fmt: skip

EMPTIED: Final = ("person", "bought", "offer_member", "partner_click", "medal", "activity_step", "suspicion")
"""What is only about the person and in no book: deleted whole."""
