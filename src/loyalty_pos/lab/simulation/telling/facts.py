"""The report as plain facts for JSON: codes and whole numbers, no words of any language."""

from dataclasses import asdict

from loyalty_pos.lab.simulation.difference import Change, Changes
from loyalty_pos.lab.simulation.telling.report import LETTERS, Label, Report, Table, Value

Facts = dict[str, object]


def report_facts(report: Report) -> Facts:
    """Return everything that the report says; the same simulation always gives the same text."""
    receipts = report.past.receipts
    return {
        "source": report.past.source,
        "receipts": len(receipts),
        "first_us": receipts[0].at_us,
        "last_us": receipts[-1].at_us,
        "assumptions": asdict(report.assumptions),
        "beginnings": report.beginnings,
        "programmes": [
            {
                "letter": letter,
                "id": figures.programme.id,
                "points_exponent": figures.programme.unit.exponent,
                "never_acted": figures.never_acted,
                "not_in_receipts": report.not_told(figures.programme),
            }
            for (letter, _), figures in zip(report.programmes, report.figures, strict=True)
        ],
        "tables": [_table(table) for table in report.tables],
        "difference": _changes(report.changes, report.compared) if report.compared else None,
    }


def _table(table: Table) -> Facts:
    return {
        "table": table.code,
        "of": table.of,
        "columns": [_label(column) for column in table.columns],
        "rows": [{"row": _label(label), "values": _values(values)} for label, values in table.rows],
    }


def _label(label: Label) -> str:
    return f"{label.code}:{label.text}".strip(":")


def _values(values: tuple[Value, ...]) -> list[int | None]:
    return [value.number for value in values]


def _changes(changes: Changes, compared: tuple[int, int]) -> Facts:
    return {
        "programmes": [LETTERS[place] for place in compared],
        "receipts": changes.receipts,
        "due_minor": changes.due_minor,
        "reasons": [
            {
                "phase": phase,
                "rule": rule,
                "receipts": count,
                "given_minor": changes.moved[phase, rule],
            }
            for (phase, rule), count in sorted(changes.reasons.items())
        ],
        "largest": [_change(change) for change in changes.largest],
    }


def _change(change: Change) -> Facts:
    return {
        "receipt": change.receipt_id,
        "at_us": change.at_us,
        "member": change.member,
        "gross_minor": change.gross_minor,
        "a": change.a._asdict(),
        "b": change.b._asdict(),
        "steps_a": [step._asdict() for step in change.steps_a],
        "steps_b": [step._asdict() for step in change.steps_b],
    }
