"""Partners' own codes given to members, each once: the same operation asked for again gets the same code (A13).

It must never log a code.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.vouchers.voucher import VoucherState


class PoolEmpty(Problem):
    """The partner's codes are all given away."""

    code: ClassVar[str] = "pool_empty"
    partner: str


class OperationOfAnother(Problem):
    """This operation has given a code to another member or of another partner already."""

    code: ClassVar[str] = "operation_of_another"
    operation: str


@dataclass(frozen=True, slots=True)
class GivenCode:
    """``code`` as its partner wrote it; ``is_new`` False = the operation was done before."""

    code: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Which partner's code is for whom; ``operation``: what makes it happen once."""

    partner: str
    account_id: str
    operation: str
    at_us: int


def take_one(desk: Desk, secrets: Secrets, wish: Wish) -> GivenCode:
    """Give the next code of a partner's pool to a member, inside the caller's transaction.

    Raises ``PoolEmpty``, ``OperationOfAnother``.
    """
    assert wish.operation, wish
    desk.pools.lock(wish.partner)
    done = desk.pools.of_operation(wish.operation)
    if done is not None:
        if (done.partner, done.account_id) != (wish.partner, wish.account_id):
            raise OperationOfAnother(operation=wish.operation)
        return GivenCode(secrets.open_code(done.sealed, done.key), is_new=False)
    free = desk.pools.next_free(wish.partner)
    if free is None:
        raise PoolEmpty(partner=wish.partner)
    desk.pools.give(replace(free, account_id=wish.account_id, operation=wish.operation, given_us=wish.at_us))
    voucher = desk.vouchers.load([free.key])[free.key]
    desk.vouchers.put([replace(voucher, state=VoucherState.USED, uses_left=0, account_id=wish.account_id)])
    return GivenCode(secrets.open_code(free.sealed, free.key), is_new=True)


def left_in(desk: Desk, partner: str) -> int:
    """Return how many codes of a partner can still be given."""
    return desk.pools.free(partner)
