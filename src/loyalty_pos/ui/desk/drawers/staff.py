"""Who works here, and what customers said of them: people begin, get a PIN or another role, leave; remarks. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.sale import Sale
from loyalty_pos.till.office.managing import Managing
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.desk.drawers.port import Actions, Around, Takers
from loyalty_pos.ui.desk.state import KIND_KEYS, ROLE_KEYS, Sheet, Step
from loyalty_pos.wire.desk import Remark, StaffDeed

Sold = Callable[[str], tuple[Sale, str] | None]
"""Return the receipt of this till with this number and who sold it, None = not of this till."""


class StaffDrawer:
    """F6."""

    def __init__(self, around: Around, managing: Managing, sold: Sold) -> None:
        self._around, self._managing, self._sold = around, managing, sold

    def actions(self) -> Actions:
        """Return what keys do."""
        step = self._around.state.step
        if step is Step.ROLE:
            return {key: lambda role=role: self._role(role) for key, role in ROLE_KEYS.items()}  # type: ignore[misc]  # a default keeps the role
        if step is Step.KIND:
            return {
                key: lambda kind=kind: self._around.wish(Step.SAID, what=kind)  # type: ignore[misc]  # as above
                for key, kind in KIND_KEYS.items()
            }
        if step is Step.WHOSE:
            return {"F12": self._chosen, "Enter": self._chosen}
        sheets: dict[Sheet, Actions] = {
            Sheet.PEOPLE: {
                "Ins": lambda: self._around.go_to(Step.PERSON),
                "F12": lambda: self._of_marked(Step.PIN),
                "Ctrl+G": lambda: self._of_marked(Step.ROLE),
                "Ctrl+D": lambda: self._of_marked(Step.SURE),
            },
            Sheet.REMARKS: {"Ins": lambda: self._around.go_to(Step.RECEIPT)},
        }
        return sheets.get(self._around.state.sheet, {})

    def takers(self) -> Takers:
        """Return what is done with texts."""
        return {
            Step.PERSON: lambda said: self._around.wish(Step.NAME, staff_id=said, what="create"),
            Step.NAME: lambda said: self._around.wish(Step.ROLE, name=said),
            Step.PIN: self._pin,
            Step.RECEIPT: self.receipt,
            Step.SAID: self._remark,
        }

    def receipt(self, text: str) -> None:
        """Take a receipt's number, "" = the remark is about none; of a receipt of this till the cashier is known."""
        found = self._sold(text) if text else None
        if found is None:
            self._around.wish(Step.WHOSE, receipt=text)
            return
        sale, staff_id = found
        told = self._around.state.told
        names = {one.staff_id: one.name for one in told.staff} if told else {}
        name = names.get(staff_id, staff_id)
        self._around.wish(Step.KIND, receipt=sale.code, staff_id=staff_id, name=name)

    def dismiss(self) -> None:
        """Let the marked person go, who was asked about."""
        deed = StaffDeed("dismiss", self._around.state.wish.staff_id)
        self._around.approved(Permission.STAFF, lambda approval: self._managing.change_person(deed, approval))

    def _chosen(self) -> None:
        self._of_marked(Step.KIND)

    def _of_marked(self, step: Step) -> None:
        """Ask about the marked person; of somebody who is there already no name is put together."""
        told, marked = self._around.state.told, self._around.state.marked
        if told is not None and marked < len(told.staff):
            one = told.staff[marked]
            self._around.wish(step, staff_id=one.staff_id, name=one.name)

    def _role(self, role: str) -> None:
        wish = self._around.state.wish
        if wish.what == "create":
            self._around.wish(Step.PIN, role=role)
            return
        deed = StaffDeed("role", wish.staff_id, role=role)
        self._around.approved(Permission.STAFF, lambda approval: self._managing.change_person(deed, approval))

    def _pin(self, text: str) -> None:
        wish = self._around.state.wish
        if wish.what == "create":
            deed = StaffDeed("create", wish.staff_id, wish.name, wish.role)
            self._around.approved(
                Permission.STAFF, lambda approval: self._managing.new_person(deed, text, approval)
            )
        else:
            self._around.approved(
                Permission.STAFF, lambda approval: self._managing.new_pin(wish.staff_id, text, approval)
            )

    def _remark(self, text: str) -> None:
        wish = self._around.state.wish
        remark = Remark("", wish.what, wish.staff_id, text, wish.receipt)
        self._around.approved(Permission.STAFF, lambda approval: self._managing.remark(remark, approval))
