"""A statement in words: the same rows for the screen, the receipt printer and the A5 page, so that they never differ.

It must never shorten a number, and every row that changes the sum stands with its sign.
"""

from dataclasses import dataclass

from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_moment, format_points
from loyalty_pos.till.wording import phrase
from loyalty_pos.wire.office import Kept, Silent, Statement, Told

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One change: when, what, by which receipt and where, its points with sign, what there was afterwards."""

    when: str
    what: str
    where: str
    points: str
    after: str


@dataclass(frozen=True, slots=True)
class StatementWords:
    """How a language writes it. ``zone``: of the shop, IANA name; ``exponent``: decimals of points."""

    language: str
    zone: str
    exponent: int

    def word(self, key: str, **facts: object) -> str:
        """Return a word or a line with facts."""
        return phrase(key, self.language, **facts)

    def number(self, points: int, *, signed: bool = False) -> str:
        """Return minor point units as a whole number, never shortened."""
        sign = "+" if signed and points > 0 else ""
        return sign + format_points(points, self.exponent, self.language)

    def at(self, us: int) -> str:
        """Return a moment of the shop's clock."""
        return format_moment(moment(us), self.zone, self.language)

    def source(self, told: Statement, *, from_centre: bool) -> str:
        """Return whose word it is and how old."""
        if from_centre:
            return self.word("st.centre", at=self.at(told.as_of_us))
        return (
            self.word("st.here", at=self.at(told.as_of_us)) if told.as_of_us else self.word("st.here.unknown")
        )

    def opening(self, told: Statement, *, from_centre: bool) -> tuple[str, str]:
        """Return the balance before the first change."""
        key = "st.opening" if from_centre else "st.opening.here"
        label = self.word("st.opening.many", n=told.older) if told.older else self.word(key)
        return label, self.number(told.opening)

    def changes(self, told: Statement) -> list[Line]:
        """Return every change, newest first."""
        lines = []
        after = told.opening + sum(one.points for one in told.changes)
        for one in told.changes:
            lines.append(self._line(one, after))
            after -= one.points
        return lines

    def now(self, told: Statement) -> Pairs:
        """Return what there is now and where it is; parts that are nothing are left out."""
        sums = told.now
        parts = (
            ("st.usable", sums.usable),
            ("st.pending", sums.pending),
            ("st.held", sums.held),
            ("st.partner", sums.partner),
            ("st.ended", sums.ended),
        )
        rows = [(self.word(key), self.number(n)) for key, n in parts if n or key == "st.usable"]
        return [(self.word("st.now"), self.number(sums.total)), *rows]

    def beside(self, told: Statement) -> Pairs:
        """Return what is worth knowing of these points: owed, held and set aside where, what tills may still take."""
        rows = [(self.word("st.debt"), self.number(told.now.debt))] if told.now.debt else []
        for held in told.held:
            said = self.word("st.held_at", place=self._place(held), until=self.at(held.until_us))
            rows.append((said, self.number(held.points)))
        rows += [
            (self.word("st.set_aside", place=self._place(kept)), self.number(kept.points))
            for kept in told.set_aside
        ]
        if told.at_risk > 0:
            rows.append((self.word("st.at_risk"), self.number(told.at_risk)))
        return rows

    def silent(self, told: Statement) -> list[str]:
        """Return which tills have not been heard from, since when."""
        rows = []
        for one in told.silent:
            place = self._place(one)
            if one.waiting:
                rows.append(self.word("st.waits", place=place, n=one.waiting))
            elif one.seen_us:
                rows.append(self.word("st.since", place=place, since=self.at(one.seen_us)))
            else:
                rows.append(self.word("st.never", place=place))
        if told.silent_elsewhere:
            rows.append(self.word("st.elsewhere", n=told.silent_elsewhere))
        return rows

    def _line(self, one: Told, after: int) -> Line:
        what = self.word(f"st.kind.{one.kind}", about=self.number(one.about))
        owed = self.word("st.owed", n=self.number(one.debt)) if one.debt > 0 else ""
        repaid = self.word("st.repaid", n=self.number(-one.debt)) if one.debt < 0 else ""
        receipt = self.word("st.receipt", code=one.receipt) if one.receipt else ""
        late = one.heard_us - one.at_us > _LATE_US
        heard = self.word("st.heard", at=self.at(one.heard_us)) if late else ""
        where = " · ".join(part for part in (receipt, one.store, heard) if part)
        said = ", ".join(part for part in (what, owed or repaid) if part)
        return Line(self.at(one.at_us), said, where, self.number(one.points, signed=True), self.number(after))

    def _place(self, one: Kept | Silent) -> str:
        if not one.till_no:
            return self.word("st.nowhere")
        return self.word("st.till", store=one.store, till=one.till_no)


_LATE_US = 10 * 60 * 1_000_000
"""A till that brings something later than this was without a line: worth saying to somebody who misses points."""
