"""A sample client of the till's loopback port: Python's standard library only, 60 lines to translate into any language.

    python beside_client.py PATH/TO/beside.json balance 2900000000018
    python beside_client.py PATH/TO/beside.json total 1234.50 2900000000018 GIFT-RTWX-YACD-EFGHC

The contract: docs/beside.md.
"""

import json
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any


class Refused(Exception):
    """The till said no. ``code`` is for the program, ``text`` and ``next_step`` are for the cashier."""

    def __init__(self, refusal: dict[str, str]) -> None:
        super().__init__(f"{refusal['text']} {refusal['next_step']}")
        self.code, self.text, self.next_step = refusal["code"], refusal["text"], refusal["next_step"]


class Till:
    """The till beside us. Every call may be repeated under the same key: it happens once."""

    def __init__(self, address_file: Path) -> None:
        address = json.loads(address_file.read_text(encoding="utf-8"))
        self._url, self._token = address["url"], address["token"]

    def ask(self, action: str, **request: object) -> dict[str, Any]:
        """Do one action: recalculate, sale, cancel, return, balance. Raises ``Refused``, ``OSError``."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        asked = urllib.request.Request(self._url + action, json.dumps(request).encode(), headers)  # noqa: S310 - the till's own file names it
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310 - as above
                told: dict[str, Any] = json.load(answer)
                return told
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(json.load(error)["refusal"]) from None


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main(path: str, action: str, *words: str) -> None:
    """Show a balance, or sell goods by their total; codes behind the card are certificates that pay."""
    till = Till(Path(path))
    if action == "balance":
        _say(till.ask("balance", member=words[0]))
        return
    key = str(uuid.uuid4())  # keep it with your own receipt before you ask
    basket = {"total_minor": round(float(words[0]) * 100), "member": words[1], "certificates": words[2:]}
    told = till.ask("recalculate", key=key, all_points=True, **basket)
    for name in ("discount_minor", "points_money_minor", "certificate_minor", "to_pay_minor"):
        _say(name, told[name])
    for remark in told["remarks"]:
        _say(remark["text"], remark["next_step"])
    if input("printed? y/n ") == "y":
        _say(till.ask("sale", key=key, paper=input("number or QR: "), to_pay_minor=told["to_pay_minor"]))
    else:
        till.ask("cancel", key=key)


if __name__ == "__main__":
    main(*sys.argv[1:])
