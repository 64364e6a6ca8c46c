"""What is said of a sum that is more than a role may decide about, in both languages."""

from typing import Final

EN: Final[dict[str, tuple[str, str]]] = {
    "over_role_limit": (
        "{amount_minor} is more than the limit of {limit_minor} for this role: {permission}.",
        "Ask somebody with a higher limit to type a PIN.",
    ),
}
RU: Final[dict[str, tuple[str, str]]] = {
    "over_role_limit": (
        "{amount_minor} больше лимита этой роли, {limit_minor}: {permission}.",
        "Попросите того, у кого лимит выше, ввести свой PIN.",
    ),
}
