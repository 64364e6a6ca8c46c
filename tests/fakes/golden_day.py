"""A short day at a till with every kind of fact in it; ``tests/golden`` keeps what each release wrote of it.

When a fact got a new field: ``python -m tests.fakes.golden_day tests/golden/journal-N.jsonl``; the older files stay.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec

from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    Issued,
    IssuedKind,
    MemberChange,
    MemberChanged,
    Noted,
    Promised,
    Sale,
    Seen,
    SeenMember,
    ShiftClosed,
    SoldReward,
    Tender,
    TenderKind,
    UsedCode,
)
from loyalty_pos.till.ports import Draft, Personal
from tests.fakes.till_folder import Counter, a_return, a_sale, a_void

MEMBER = "account-9"
YEAR_US = 365 * 24 * 3600 * 1_000_000
SEEN = Seen(
    at_us=1_795_348_800_000_000,
    granted=700,
    coupons=("TEA10",),
    ended=("tea-day",),
    region="north",
    over=True,
    goods=((1, "Assam", 12, 4_000, 3_500),),
    member=SeenMember(
        spend_minor=1_200_000,
        visits=17,
        tier_id="silver",
        tier_since="2026-10-01",
        card_bp=300,
        birthday=True,
        opted_out=True,
        segments=("tea",),
        clubs=("black",),
        counters=(("earned.points/day@2026-11-22", 60),),
        months=((24_322, 1_200_000, 17),),
    ),
)


def live_golden_day(till: Counter) -> None:
    """Open, give out a card, sell four times, take one back, void one, move cash, note, close."""
    now = till.now_us()
    till.open_shift()
    issued = CardIssued(
        account_id=MEMBER,
        person_id="person-9",
        card_number="2900000000000019",
        phone_key=77,
        phone_masked="+7 9** ***-**-34",
        store_id="store-1",
        cashier_id="anna",
        issued_at_us=now,
        programme_id="club",
        channel="sms",
        verified=True,
        consents=(("personal_data", "1"),),
        proofs=(("personal_data", "slip", "ab" * 32),),
    )
    personal = Personal("person-9", {"name": "Вера Петрова", "phone": "+79120000034"})
    till.files.journal.record([Draft(issued, "anna", personal=personal)])
    life = {"activate_at_us": now, "expire_at_us": now + YEAR_US}
    earned = till.sell(1, account_id=MEMBER, card_last4="0019", accrued=500, **life)
    mixed = (Tender(TenderKind.CASH, 3_000), Tender(TenderKind.CARD, 7_000, "slip 7"))
    till.sell(2, account_id=MEMBER, card_last4="0019", redeemed=200, operation="op-2", tenders=mixed)
    till.sell(3, coupons=(("TEA10", "tea-week"),), seen=SEEN)
    gift = Issued(IssuedKind.CERTIFICATE, "8123", "gift-1000", 1, 100_000, now, now + YEAR_US, "K7QX")
    club = Issued(IssuedKind.MEMBERSHIP, "", "black", 2, 0, now, now + YEAR_US)
    till.sell(5, account_id=MEMBER, card_last4="0019", issued=(gift, club))
    by_gift = (Tender(TenderKind.CERTIFICATE, 4_000, "8123"), Tender(TenderKind.CASH, 6_000))
    held = Promised("8123", "op-6")
    till.sell(6, certificate_minor=4_000, paid_minor=6_000, tenders=by_gift, promised=(held,))
    serial = UsedCode("77012", "autumn", "autumn-10", "9KMP")
    till.sell(
        7,
        account_id=MEMBER,
        used_codes=(serial,),
        rewards=(SoldReward("thermos", 1, 800),),
        channel="pickup",
        own_card_by="boris",
    )
    till.record(
        MemberChanged("change-1", MemberChange.JOIN, MEMBER, "store-1", "anna", now, "black", "551", now),
        MemberChanged("change-2", MemberChange.OPT_OUT, MEMBER, "store-1", "anna", now),
    )
    till.record(_late_card(till.sell(8)))
    wrong = a_sale(4, sold_at_us=now)
    till.record(
        wrong, Noted("line_deleted", "store-1", "anna", now, "shift-1", "tea", 5_000, reason="not wanted")
    )
    till.record(a_void(wrong))
    till.record(a_return(earned, accrued_back=250, reason="broken", approved_by="boris"))
    till.record(CashMoved("shift-1", "store-1", "anna", now, -20_000, "bank", "boris"))
    _closed(till, now)


def _closed(till: Counter, now: int) -> None:
    queue = till.files.journal.queue()
    totals = till.files.journal.shift_totals("shift-1")
    counted = totals.cash_in_drawer_minor
    till.record(
        ShiftClosed(
            "shift-1",
            1,
            "store-1",
            "anna",
            now,
            1,
            queue.head_seq,
            queue.head_hash,
            totals,
            counted,
            ((100, counted // 100),),
        )
    )


def _late_card(sale: Sale) -> CardAttached:
    now = sale.sold_at_us
    earning = replace(sale, account_id=MEMBER, card_last4="0019", accrued=500, activate_at_us=now)
    return CardAttached(earning, "shift-1", "store-1", "anna", now)


def write_golden_day(path: Path) -> None:
    """Live the day in a folder that is thrown away and keep its events."""
    with tempfile.TemporaryDirectory() as folder:
        till = Counter(Path(folder) / "till")
        live_golden_day(till)
        events = till.files.outbox.batch(from_seq=1)
        till.files.close()
    path.write_bytes(b"".join(msgspec.json.encode(event) + b"\n" for event in events))


if __name__ == "__main__":
    write_golden_day(Path(sys.argv[1]))
