"""Two tills, a centre and a network between them, each a process; and what the tills have acknowledged so far."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from loyalty_pos.wiring.books import balances_of
from loyalty_pos.wiring.intake import reports_of
from tests.e2e.corner import BARCODES, CARDS, STORE, fill_shop
from tests.e2e.peer import CentreProcess, Peer, peer

PATIENCE_S: Final = 60.0


@dataclass
class TillPeer:
    """One till's process and its acknowledgements. ``open_sales``: code -> answer, of those not undone."""

    folder: Path
    peer: Peer
    open_sales: dict[str, dict[str, Any]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    paid: Counter[str] = field(default_factory=Counter)
    papers: list[str] = field(default_factory=list)

    def act(self, dice: random.Random) -> None:
        """Do one thing that happens at a counter."""
        deed = dice.choices(("sell", "give_back", "void"), (80, 12, 8))[0]
        if deed != "sell" and self.open_sales:
            self._undo(deed, dice.choice(sorted(self.open_sales)))
        else:
            self._sell(dice)
        if dice.random() < 0.4:
            self.peer.ask("try_now")

    def _sell(self, dice: random.Random) -> None:
        goods = dice.choices(BARCODES, k=dice.randrange(1, 6))
        card = dice.choice(CARDS) if dice.random() < 0.75 else ""
        points = bool(card) and dice.random() < 0.5
        answer = self.peer.ask(
            "sell", goods=goods, card=card, points=points, tender=dice.choice(("cash", "card"))
        )
        self._keep("sale", answer)
        self.open_sales[answer["code"]] = answer
        self.papers.append(answer["code"])
        self.done[f"asked_{answer['redemption']}"] += points
        self.done["redeemed"] += answer["redeemed"]

    def _undo(self, deed: str, code: str) -> None:
        if deed == "void":
            self._keep("void", self.peer.ask("void", code=code))
        else:
            self._keep("return", self.peer.ask("give_back", code=code, line_id=1, qty_milli=1000))
        del self.open_sales[code]

    def _keep(self, kind: str, answer: dict[str, Any]) -> None:
        assert "problem" not in answer, answer
        self.done[kind] += 1
        self.paid[kind] += answer["paid"]

    def wait_until_empty(self) -> None:
        """Wait until the centre has everything."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            self.peer.ask("try_now")
            state = self.peer.ask("state")
            if state["online"] and not state["waiting"] and not state["trouble"]:
                return
            time.sleep(0.1)
        raise AssertionError(self.peer.ask("state"))


@dataclass
class Town:
    """Everything that runs. ``opening``: points by account before the first sale."""

    data: Path
    centre: CentreProcess
    proxy: Peer
    proxy_port: int
    opening: dict[str, int]
    tills: list[TillPeer] = field(default_factory=list)

    def weather(self, weather: str) -> dict[str, int]:
        """Turn the weather; return the faults so far."""
        return self.proxy.ask("weather", weather=weather)

    def close_the_centre(self) -> None:
        """End the centre that runs now."""
        self.centre.close()

    def crash_the_centre(self) -> None:
        """Kill the centre and start it again at the same address."""
        self.centre.kill()
        self.centre = CentreProcess(self.data, self.centre.port)


@contextmanager
def open_town(folder: Path, seed: int) -> Iterator[Town]:
    """Start everything in fair weather, both tills enrolled and open; end everything that still runs."""
    data = folder / "centre-data"
    books = fill_shop(data)
    opening = {line.account_id: line.points_sum for line in balances_of(reports_of(books)).values()}
    codes = [books.admin.make_code(STORE), books.admin.make_code(STORE)]
    books.close()
    with ExitStack() as running:
        centre = CentreProcess(data)
        proxy = running.enter_context(peer("tests.e2e.proxy", str(centre.port), str(seed)))
        town = Town(data, centre, proxy, proxy.hear()["port"], opening)
        running.callback(town.close_the_centre)
        for number, code in enumerate(codes, 1):
            till_folder = folder / f"till-{number}"
            till_folder.mkdir()
            till = TillPeer(
                till_folder, running.enter_context(peer("tests.e2e.till_process", str(till_folder)))
            )
            answer = till.peer.ask("enrol", url=f"http://127.0.0.1:{town.proxy_port}", code=code)
            assert answer == {"till_no": number}
            assert till.peer.ask("open") == {"incidents": []}
            till.peer.ask("work")
            town.tills.append(till)
        yield town
