"""What may be shown of a person, and how names are compared; pure text."""

from loyalty_pos.core.phone import masked

_FULL_NAME_WORDS = 3


def shown_name(name: str) -> str:
    """Return first name and initial: ``Анна Иванова`` and ``Иванова Анна Петровна`` give ``Анна И.``

    Three words are read as family name, first name, patronymic, as Russian forms have them.
    """
    words = name.split()
    if len(words) == _FULL_NAME_WORDS:
        return f"{words[1]} {words[0][0]}."
    if len(words) > 1:
        return f"{words[0]} {words[1][0]}."
    return name.strip()


def folded(name: str) -> str:
    """Return the name for comparison: any case, ё as е, single spaces."""
    return " ".join(name.casefold().replace("ё", "е").split())


def shown_phone(phone: str) -> str:
    """Return the masked phone, "" for none."""
    return masked(phone) if phone else ""
