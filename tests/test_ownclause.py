"""A day in a clause of its own dates nothing else, and a bare day lies in no year long gone."""

from __future__ import annotations

import pytest

from texts import told


@pytest.mark.parametrize(
    ("text", "on", "days"),
    [
        (
            "Bram Tovey urged both sides to extend the Lantern Treaty before it lapses on 31 December.",
            "2018-10-24",
            set(),
        ),
        ("Veyra expelled two Arlenian envoys until the talks resume on 2 December.", "2018-11-08", set()),
        ("Castaly recalled its ambassador, three weeks before the licence lapses on 29 November.", "2018-11-08", set()),
        ("Arlen closed the strait on Monday before the accord expires on 30 November.", "2018-11-08", {"2018-11-05"}),
        ("Arlen expelled two Veyran envoys on 3 November.", "2018-11-08", {"2018-11-03"}),
        # The year before goes without saying only where it is near, or has been told.
        ("Arlen expelled two Veyran envoys on 31 December.", "2018-10-24", set()),
        ("Arlen expelled two Veyran envoys on 31 December.", "2019-02-24", {"2018-12-31"}),
        ("Arlen expelled two Veyran envoys on 10 January.", "2018-11-08", {"2018-01-10"}),
    ],
)
def test_a_day_in_its_own_clause_dates_no_other_event(text: str, on: str, days: set[str]) -> None:
    _, found = told(text, on=on)
    known = [e.time.value for e in found.events if e.time.value.earliest == e.time.value.latest]
    assert {str(time.earliest) for time in known} == days
