"""Days and quantities in words."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date) -> str:
    """One day in full, its day and month kept on one line."""
    return f"{when.day}\N{NO-BREAK SPACE}{MONTHS[when.month - 1]} {when.year}"


def quantity(low: float | None, high: float | None, unit: str) -> str:
    """A quantity from ``low`` to ``high`` in words; None leaves that side open."""
    least, most = (None if v is None else f"{v:,.0f}" if v == int(v) else f"{v:,}" for v in (low, high))
    if least and most:
        return f"{least} {unit}" if least == most else f"{least} to {most} {unit}"
    return f"at most {most} {unit}" if most else f"at least {least} {unit}"
