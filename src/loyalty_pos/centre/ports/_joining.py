"""Accounts that were joined, and whose purchases are whose since then."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.together.records import CardDeed, Joined

Rows = tuple[tuple[str, tuple[str, ...]], ...]


class Joinings(Protocol):
    """Which accounts are one, and whose a document is; each change below the lock of both accounts."""

    def about(self, account_ids: Collection[str]) -> list[Joined]:
        """Return every joining, undone ones too, that names one of these accounts; oldest first."""
        ...

    def get(self, join_id: str) -> Joined | None: ...

    def put(self, joined: Joined) -> None:
        """Add it, or keep that it was undone."""
        ...

    def mark_papers(self, papers: Sequence[tuple[str, str]]) -> None:
        """Keep whose documents these are: (document id, member's account); who stands there stays."""
        ...

    def mark_all_papers(self, account_id: str) -> tuple[int, int]:
        """Keep that all documents of an account are its own; return their spend in minor units and visits."""
        ...

    def members_of(self, document_ids: Collection[str]) -> dict[str, str]:
        """Return by document whose it is, where that was kept."""
        ...

    def papers_of(self, members: Collection[str]) -> list[str]:
        """Return the documents that these members made."""
        ...

    def bought(self, owner_id: str, members: Collection[str]) -> tuple[int, int]:
        """Return spend and visits of these members' documents on this shelf."""
        ...

    def owners(self, candidates: Collection[str], sale_id: str) -> list[str]:
        """Return on whose of these shelves a sale stands."""
        ...


class Belongings(Protocol):
    """What goes with an account from one name to another, and what is done with its cards."""

    def move(self, from_id: str, to_id: str) -> Rows:
        """Let holds, documents and everything else of one account be the other's; return what cannot be told later."""
        ...

    def move_back(self, from_id: str, to_id: str, members: Collection[str], rows: Rows) -> None:
        """Give documents of these members, and these rows, back."""
        ...

    def move_debts(self, entry_ids: Collection[str], to_id: str) -> None: ...

    def rename(self, kind: str, keys: Collection[int], to_id: str) -> None:
        """Let cards or phones be names of another account; its cards are its own from then on."""
        ...

    def note_card(self, deed: CardDeed) -> None:
        """Keep what was done with a card; the same deed again changes nothing."""
        ...

    def card_deeds(self, account_id: str) -> list[CardDeed]:
        """Return what was done with cards of an account, newest first."""
        ...
