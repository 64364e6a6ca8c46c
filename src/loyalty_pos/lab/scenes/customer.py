"""Scenes of the customer's page: with the centre's word, with several of one name, without a line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from loyalty_pos.core.dates import micros
from loyalty_pos.lab.scenes.staged import Staged
from loyalty_pos.lab.stage import MARIA_CARD, NOW
from loyalty_pos.wire.messages import AccountQuery, AccountView, Found, Posting

_SHOPS: Final = {"ru": ("Озёрная, 4", "Вокзальная, 12"), "en": ("Lake Street 4", "Station Road 12")}
_NAMES: Final = {
    "ru": ("Мария И.", "Екатерина В. Преображенская-Долгорукая", "Анна К.", "Пётр М."),
    "en": ("Maria I.", "Catherine V. Featherstonehaugh-Cholmondeley", "Anna K.", "Peter M."),
}
_DEEDS: Final = (
    ("accrual", 62),
    ("redemption", -300),
    ("accrual", 118),
    ("adjust_credit", 500),
    ("accrual", 41),
)


@dataclass
class StageCustomers:
    """A centre that knows everybody; ``answers`` False: it is silent."""

    language: str
    answers: bool = True

    def find(self, ask: AccountQuery) -> Found | None:
        """Return one account with its history, or four to choose from."""
        if not self.answers:
            return None
        if ask.present and not ask.account_id:
            return Found([])  # the whole phone of somebody new
        if ask.account_id:
            return Found([self._view(0, ask.account_id)])
        return Found([self._view(place, f"found-{place}") for place in range(4)])

    def _view(self, place: int, account_id: str) -> AccountView:
        shops = _SHOPS[self.language]
        return AccountView(
            account_id=account_id,
            name=_NAMES[self.language][place],
            phone_masked=f"+7 9** ***-**-{89 - 11 * place}",
            card_last4=MARIA_CARD[-4:] if not place else f"{2017 + 311 * place}",
            tier_id="",
            spend_minor=0,
            available=940,
            pending=85,
            debt=0,
            history=[
                Posting(micros(NOW - timedelta(days=4 * n + 1, hours=n)), kind, points, shops[n % 2], f"R{n}")
                for n, (kind, points) in enumerate(_DEEDS)
            ],
            consents=[
                ("personal_data", "3", micros(NOW - timedelta(days=400))),
                ("advertising", "1", micros(NOW - timedelta(days=31))),
            ],
        )


class AsksCentre(Staged, Protocol):
    """A stage whose centre may be silent."""

    customers: StageCustomers


def _chosen_from(scene: Staged) -> None:
    studio = scene.at_work(pin="3333").studio
    studio.press("F9")
    studio.type("ан" if studio.till.look.language == "ru" else "an")
    studio.press("Return", "Down")


def _alone(scene: AsksCentre) -> None:
    scene.customers.answers = False
    scene.at_work(pin="3333", online=False).filled().sold().studio.press("F12", "F9")
    scene.studio.scan(MARIA_CARD)
    scene.studio.settle()


CUSTOMER_SCENES: Final[dict[str, Callable[[AsksCentre], object]]] = {
    "customer-choose": _chosen_from,
    "customer-alone": _alone,
}
