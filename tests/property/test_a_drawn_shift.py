"""A shift of any deeds in any order: X and Z say what a person with a pencil adds up beside the till, line by line."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.programme.promotions import Promotion, UnitAmount
from loyalty_pos.core.receipt import Pair, Receipt, Text
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.packs.deeds import Packs
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission
from tests.fakes.codes import GIFT
from tests.fakes.gift_shop import LPG, OTHER, active, programme
from tests.fakes.till import BORIS_CARD, COFFEE_CODE, MILK_CODE, FakeTill
from tests.fakes.vouchers import printed

BUN = Promotion("bun", "Bun", UnitAmount(100), funders=(("bakery", 6_000),))
"""A rouble off every piece: the bakery pays 60 kopecks of it, the shop 40."""
MILK = Counter({"VAT 10": 100, "bakery": 60, "shop": 40, "drawer": 9_890})
MILK_OF_BORIS = Counter({"VAT 10": 1_089, "bakery": 60, "shop": 1_029, "drawer": 8_901})
"""99.90 less the rouble is 98.90; his tenth of that is 9.89."""
COFFEE = Counter({"VAT 22": 100, "bakery": 60, "shop": 40, "drawer": 99_900})


class Day:
    """A till, and a sheet on which a person adds up; ``wrote``: what stands on the sheet."""

    def __init__(self) -> None:
        self.till = FakeTill(replace(programme(), promotions=(BUN,))).open("2222")
        self.till.vouchers.tell(printed(OTHER))
        active(self.till, 1_000_000, GIFT, value_minor=1_000_000)
        self.packs = Packs(self.till.world)
        self.packs.receive(_blank(1), _blank(99), Approval("s1", Permission.CARDS))
        self.wrote = Counter[str](delivered=99)
        self._gave, self._number, self._sold = False, 0, False

    def do(self, deed: "Deed") -> None:
        self.till.clock.pass_time(minutes=1)
        self.wrote.update(deed(self))

    def milk(self) -> Counter[str]:
        self.till.sell(MILK_CODE)
        return MILK

    def boris(self) -> Counter[str]:
        self.till.sell(BORIS_CARD, MILK_CODE)
        return MILK_OF_BORIS

    def coffee(self) -> Counter[str]:
        self.till.sell(COFFEE_CODE)
        return COFFEE

    def sell_gift(self) -> Counter[str]:
        """A certificate is sold once; it is money for later and no turnover."""
        if self._sold:
            return Counter()
        self._sold = True
        self.till.register.scan(OTHER)
        self.till.register.certificates.sell_for(70_000)
        self.till.register.pay_exact()
        return Counter({"sold gifts": 1, "drawer": 70_000})

    def use_gift(self) -> Counter[str]:
        """It pays the whole milk: nothing comes into the drawer."""
        self.till.register.scan(MILK_CODE)
        self.till.register.scan(LPG)
        self.till.register.pay_exact()
        return MILK - Counter({"drawer": 9_890}) + Counter({"used gifts": 1})

    def card(self) -> Counter[str]:
        self._number += 1
        form = IssueForm("Вера", f"+791600000{self._number:02}", consents=(("personal_data", "1"),))
        self.till.issuing.issue(replace(form, card_number=_blank(self._number)))
        self._gave = True
        return Counter({"cards": 1, "issued": 1})

    def undo(self) -> Counter[str]:
        """The last card is spoiled: it was not given out, and it does not lie in the pack either."""
        if not self._gave:
            return Counter()
        self._gave = False
        self.till.issuing.undo_last(spoiled=True)
        self.wrote.subtract({"cards": 1, "issued": 1})
        return Counter({"spoiled": 1})

    def drawer(self) -> Counter[str]:
        note = self.till.world.noted("drawer_opened", reason="count")
        self.till.journal.record([Draft(note, note.cashier_id)])
        return Counter({"opened": 1})

    def cash_in(self) -> Counter[str]:
        self.till.shift.move_cash(50_000, "change", Approval("s1", Permission.CASH_MOVE))
        return Counter({"brought": 1, "drawer": 50_000})

    def spoil(self) -> Counter[str]:
        self._number += 1
        self.packs.spoil(_blank(self._number), "spoiled")
        return Counter({"spoiled": 1})


Deed = Callable[[Day], Counter[str]]
DEEDS: tuple[Deed, ...] = (
    Day.milk, Day.boris, Day.coffee, Day.sell_gift, Day.use_gift, Day.card, Day.undo, Day.drawer, Day.cash_in, Day.spoil,
)  # fmt: skip


def _blank(number: int) -> str:
    return own_card(f"{5_000_000_000_000 + number}")


def _said(paper: Receipt) -> dict[str, list[str]]:
    """Return the lines below each title of the paper."""
    said: dict[str, list[str]] = {}
    title = ""
    for block in paper.blocks:
        if isinstance(block, Text):
            title = block.text
        elif isinstance(block, Pair):
            said.setdefault(title, []).append(f"{block.left} {block.right}".replace("\u00a0", " "))
    return said


def _money(minor: int) -> str:
    return f"{minor // 100}".replace(",", " ") + f",{minor % 100:02} ₽"


@settings(max_examples=60)
@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=25))
@example(deeds=[*DEEDS, *DEEDS])
def test_z_says_what_a_pencil_adds_up(deeds: list[Deed]) -> None:
    day = Day()
    for deed in deeds:
        day.do(deed)
    wrote = day.wrote
    report = day.till.shift.x_report()
    done = day.till.shift.close(wrote["drawer"])
    assert done.difference_minor == 0
    for paper in (report.receipt, done.receipt):
        said = {title: [_plain(line) for line in lines] for title, lines in _said(paper).items()}
        assert said.get("Скидки по ставкам НДС", []) == _of(
            wrote, {"VAT 22": "НДС 22 %", "VAT 10": "НДС 10 %"}
        )
        assert said.get("Скидки по плательщикам", []) == _of(
            wrote, {"shop": "За счёт: магазин", "bakery": "За счёт: bakery"}
        )
        loyalty = {
            "cards": "Выдано карт",
            "sold gifts": "Продано сертификатов, шт.",
            "used gifts": "Оплат сертификатом",
        }
        assert said.get("Лояльность", []) == [
            f"{words} {wrote[key]}" for key, words in loyalty.items() if wrote[key]
        ]
        assert said.get("Внесения и изъятия", []) == ["Размен внесён 500,00 ₽"] * wrote["brought"]
        opened = wrote["opened"]
        assert said.get("Ящик открыт без продажи", []) == ([f"Пересчитать {opened}"] if opened else [])
        left = wrote["delivered"] - wrote["issued"] - wrote["spoiled"]
        assert said["Чистые карты"][:4] == [
            f"Получено {wrote['delivered']}",
            f"Выдано {wrote['issued']}",
            f"Испорчено {wrote['spoiled']}",
            f"Должно остаться {left}",
        ]


def _plain(line: str) -> str:
    return line.replace("\u202f", " ")


def _of(wrote: Counter[str], names: dict[str, str]) -> list[str]:
    return [f"{words} {_money(wrote[key])}" for key, words in names.items() if wrote[key]]
