"""Paying with points by a phone alone: a code goes to that phone, and whoever reads it out has it in hand.

The code is the customer's word too: where the programme asks for one (``confirm_from``), nobody is asked twice.
"""

from dataclasses import replace

from loyalty_pos.core.member import Identified, Member
from loyalty_pos.core.problems import RedeemByPhoneRefused
from loyalty_pos.core.problems.issuing import PhoneCodeOver, PhoneCodeWait
from loyalty_pos.core.problems.selling import PayCodeOver, PayCodeWait
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.register import Register


class PayingCodes:
    """The codes of the member on the open receipt. Phone and code stand in memory alone."""

    def __init__(self, register: Register, codes: PhoneCodes) -> None:
        self._register, self._codes = register, codes

    def needed(self, points: int | None) -> Member | None:
        """Return the member to whose phone a code must go before so many points pay; None = none must, or none can."""
        member = self._register.view().member
        if member is None or not member.named or not self._codes.is_there:
            return None
        refused = self._register.why_not_points(points)
        return member if isinstance(refused, RedeemByPhoneRefused) else None

    def new_code(self, member: Member) -> str:
        """Return a code to be sent, "" = one went out a moment ago. Raises ``PayCodeWait``."""
        if self._codes.just_made(member.named, Purpose.PAY):
            return ""
        try:
            return self._codes.make(member.named, Purpose.PAY)
        except PhoneCodeWait as problem:
            raise PayCodeWait(wait_s=problem.wait_s) from problem

    def send(self, member: Member, code: str) -> bool:
        """Hand the code over; seconds at worst, never on the GUI thread."""
        sent = self._codes.send(member.named, code, Purpose.PAY)
        if not sent:
            self._codes.lost(member.named)
        return sent

    def take(self, member: Member, typed: str) -> None:
        """Take what the customer read out; from now on the member has shown the phone.

        Raises ``WrongPhoneCode``, ``PayCodeOver``.
        """
        try:
            self._codes.check(member.named, typed, Purpose.PAY)
        except PhoneCodeOver as problem:
            raise PayCodeOver from problem
        there = self._register.view().member
        if there is None or there.account_id != member.account_id:
            raise PayCodeOver
        self._register.attach(replace(there, identified=Identified.CODE))
