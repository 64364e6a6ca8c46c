"""Members who get a card at a counter."""

from loyalty_pos.core.sale import CardIssued

NAME, PHONE, CARD = "Вера Тайная", "+79161234567", "2900000000000019"
FIELDS = {"name": NAME, "phone": PHONE, "birthday": "1990-02-03"}
"""What stands in the sealed part."""


def a_card(account_id: str = "account-9", person_id: str = "person-9", **told: object) -> CardIssued:
    """Return a virtual card of somebody who agreed to everything, unless told otherwise."""
    usual: dict[str, object] = {
        "account_id": account_id,
        "person_id": person_id,
        "card_number": CARD,
        "phone_key": 0,
        "phone_masked": "",
        "store_id": "store-1",
        "cashier_id": "anna",
        "issued_at_us": 1_000_000,
        "programme_id": "club",
        "channel": "",
        "verified": True,
        "consents": (("personal_data", "1"), ("advertising", "2"), ("profiling", "3")),
        "proofs": (("personal_data", "slip", "ab" * 32), ("advertising", "display", "")),
    }
    return CardIssued(**(usual | told))  # type: ignore[arg-type]  # any field may be told
