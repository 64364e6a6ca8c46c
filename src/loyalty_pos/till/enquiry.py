"""What a member or a manager may ask: balance, next tier, what was bought here. Offline answers only."""

from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.world import TillWorld


class Enquiry:
    """Questions about members that this till can answer by itself."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def balance(self, member: Member) -> Balance:
        """Return points and tier of the member now."""
        raise NotImplementedError

    def find(self, text: str) -> list[Member]:
        """Return members by card number, full phone or QR; empty when nobody has it."""
        raise NotImplementedError

    def local_history(self, account_id: str) -> list[Sale]:
        """Return the member's latest purchases at this till, newest first."""
        raise NotImplementedError
