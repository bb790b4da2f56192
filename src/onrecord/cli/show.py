"""``onrecord show``: the overview that a person wants first."""

from __future__ import annotations

from onrecord.cli import terminal
from onrecord.cli.options import RecordPath


def show(record: RecordPath) -> None:
    """Shows the overview: read this first.

    What was read and set aside, who speaks, who affirms and who denies what, when, and what differs from the
    reference.
    """
    from onrecord.cli.overview import overview
    from onrecord.store import RecordFile

    with RecordFile.open(record) as opened:
        terminal.warn_if_out_of_date(opened)
        terminal.show(*overview(opened, terminal.console().width))
