"""A network of tills in memory: their keys, what the centre has told of returns, and a centre that may be asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from loyalty_pos.core.basket import Article
from loyalty_pos.core.receipt import Qr
from loyalty_pos.core.receipt_code import till_digits
from loyalty_pos.core.receipt_proof.lines import article_ref
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.storage.sealing import new_device_key
from loyalty_pos.till.other_tills.ports import DeviceKey, Elsewhere, KnownReceipt
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.wire.rows import ReturnedRow
from tests.fakes.till import APPLES, BREAD, COFFEE, MILK, TOBACCO, FakeTill

GOODS = (MILK, BREAD, COFFEE, APPLES, TOBACCO)


@dataclass
class Network:
    """``told``: what came back by sale. ``centre``: what it would answer by code, None = it is not there."""

    keys: list[DeviceKey] = field(default_factory=list)
    told: dict[str, ReturnedRow] = field(default_factory=dict)
    centre: dict[str, KnownReceipt] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def till(
        self, agent_id: str, *, has_key: bool = True, known: bool = True, language: str = "ru"
    ) -> FakeTill:
        """Return a till of the network with a shift open; ``known``: the others were told its key."""
        private, public = new_device_key()
        if known:
            self.keys.append(DeviceKey(agent_id, public))
        signatures = ReceiptKeys(lambda: private if has_key else None)
        elsewhere = Elsewhere(self, self, signatures, self, self)
        return FakeTill(agent_id=agent_id, elsewhere=elsewhere, language=language).open("2222")

    def shut_out(self, agent_id: str) -> None:
        """Mark a till's key as one that counts for nothing."""
        self.keys = [
            DeviceKey(k.agent_id, k.public_key, k.agent_id == agent_id or k.revoked) for k in self.keys
        ]

    def beginning(self, digits: str) -> Sequence[DeviceKey]:
        return [key for key in self.keys if till_digits(key.agent_id) == digits]

    def of_sale(self, sale_id: str) -> ReturnedRow | None:
        return self.told.get(sale_id)

    def ask(self, code: str) -> KnownReceipt | None:
        self.asked.append(code)
        return self.centre.get(code)

    def by_refs(self, refs: Collection[str]) -> dict[str, Article]:
        return {ref: article for article in GOODS if (ref := article_ref(article.id)) in refs}


def qr_of(done: SaleDone) -> str:
    """Return what the receipt's QR says."""
    (text,) = [block.data for block in done.receipt.blocks if isinstance(block, Qr)]
    return text
