"""What a log may keep: days, times and parts of the program, never a number of a person, a mail or a key."""

import pytest

from loyalty_pos.till.upkeep.redaction import redacted


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("phone +79123456789 unknown", "phone ‹number› unknown"),
        ("8 (912) 345-67-89", "‹number›"),
        ("card 2900000000000014.", "card ‹number›."),
        ("+7 912 ***-**-89", "+7 912 ***-**-89"),
        ("mail to anna.k@example.org now", "mail to ‹mail› now"),
        ("token=abc123 and more", "token=‹secret› and more"),
        ("Authorization: Bearer abcdefgh", "Authorization: Bearer ‹secret›"),
        ('{"pin": "4821"}', '{"pin": "‹secret›"}'),
        ("key 0f3a9b0c1d2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e", "key ‹secret›"),
        (
            "2026-11-22 10:15:00,123 INFO sync: 200 in 35 ms",
            "2026-11-22 10:15:00,123 INFO sync: 200 in 35 ms",
        ),
        ("2026-11-22T10:15:00.5 port 8765", "2026-11-22T10:15:00.5 port 8765"),
        ("journal.db page 4096, 12 345 678 bytes free", "journal.db page 4096, 12 345 678 bytes free"),
        ("no secret about it", "no secret ‹secret› it"),
        ("", ""),
    ],
)
def test_what_names_a_person_or_opens_a_door_is_taken_out(said: str, kept: str) -> None:
    assert redacted(said) == kept


def test_what_was_redacted_stays_as_it_is() -> None:
    once = redacted("+79123456789 anna@example.org token=abc123")
    assert redacted(once) == once
