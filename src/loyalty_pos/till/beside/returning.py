"""Goods that come back by the paper of another program: the till's own return, once a key."""

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty_pos.core.problems import BesideKeyUsed, OtherPaperNotFound, ReceiptNotFound
from loyalty_pos.core.sale import Return, Sale
from loyalty_pos.till.other_programs.port import Kept, KeptKind, KeptState
from loyalty_pos.till.returns import ReturnPreview, Returns
from loyalty_pos.till.staff import Approval, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.kept import KeptReturn, kept_text, read_return
from loyalty_pos.wire.beside.messages import GiveBack


@dataclass(frozen=True, slots=True)
class Back:
    """What goes back, or went back. ``fact`` None = it was only asked."""

    sale: Sale
    preview: ReturnPreview | None
    fact: Return | None = None
    again: bool = False


def give_back(world: TillWorld, request: GiveBack, approval: Approval | None = None) -> Back:
    """Return goods once under this key; durable before it is told.

    Raises ``OtherPaperNotFound``, ``OtherPaperKind``, ``BesideKeyUsed``, and what ``Returns.commit`` raises.
    """
    there = world.beside.get(request.key)
    if there is not None and there.kind is not KeptKind.RETURN:
        raise BesideKeyUsed
    returns = _Returns(world)
    if there is not None:
        return _done_as(world, returns, read_return(there.body), request, approval)
    sale = _found(returns, request.paper)
    asked = {line.line: line.quantity_milli for line in request.lines} or _all_left(returns, sale)
    preview = returns.preview(sale, asked)
    if request.preview:
        return Back(sale, preview)
    require(world, returns.permission(sale, asked), approval)
    kept = KeptReturn(world.clock.new_id(), sale.sale_id, sorted(asked.items()))
    _put(world, request.key, KeptState.TOLD, kept)
    return _done_as(world, returns, kept, request, approval)


def _done_as(
    world: TillWorld, returns: "_Returns", kept: KeptReturn, request: GiveBack, approval: Approval | None
) -> Back:
    """Return what this key did; one that was not done yet, or that a crash cut off, is done now."""
    sale = world.journal.sale_by_id(kept.sale_id)
    if sale is None:
        raise OtherPaperNotFound
    done = [one for one in world.journal.returns_of(kept.sale_id) if one.return_id == kept.return_id]
    if done:
        return Back(sale, None, done[0], again=True)
    fact = returns.commit_as(kept.return_id, sale, dict(kept.asked), request.reason, approval)
    _put(world, request.key, KeptState.DONE, kept)
    return Back(sale, None, fact)


class _Returns(Returns):
    """Returns whose ids are chosen before they are tried, so that a crash in between makes no second one."""

    def commit_as(
        self, return_id: str, sale: Sale, asked: Mapping[int, int], reason: str, approval: Approval | None
    ) -> Return:
        """Commit under this id. Raises as ``commit``."""
        self._attempts[f"{sale.sale_id} {sorted(asked.items())}"] = return_id
        return self.commit(sale, asked, reason, approval).fact


def _found(returns: Returns, text: str) -> Sale:
    try:
        return returns.find(text)
    except ReceiptNotFound as problem:
        raise OtherPaperNotFound from problem


def _all_left(returns: Returns, sale: Sale) -> dict[int, int]:
    return {line.line_id: line.left_milli for line in returns.returnable(sale) if line.left_milli}


def _put(world: TillWorld, key: str, state: KeptState, kept: KeptReturn) -> None:
    world.beside.put(Kept(key, KeptKind.RETURN, state, world.now_us(), kept_text(kept)))
