"""How names are compared, and what may be shown of a phone; pure text."""

from loyalty_pos.core.phone import masked


def folded(name: str) -> str:
    """Return the name for comparison: any case, ё as е, single spaces."""
    return " ".join(name.casefold().replace("ё", "е").split())


def shown_phone(phone: str) -> str:
    """Return the masked phone, "" for none."""
    return masked(phone) if phone else ""
