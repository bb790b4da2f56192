"""What stands somewhere in a text is found by its place: the same as by looking at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.grammar.order import Places

AT = st.integers(0, 700)
SPAN = st.builds(lambda a, b, line: Span(min(a, b), max(a, b), line), AT, AT, st.sampled_from([None, None, None, 0]))
ASKED = st.builds(lambda a, length: Span(a, a + length), AT, st.integers(0, 200))


@given(st.lists(st.lists(SPAN, max_size=3), max_size=12), ASKED)
def test_places_give_what_a_look_at_all_gives(items: list[list[Span]], asked: Span) -> None:
    numbered = list(enumerate(items))
    places = Places(numbered, lambda item: item[1])
    assert places.holding(asked) == [item for item in numbered if any(asked in span for span in item[1])]
    assert places.touching(asked) == [item for item in numbered if any(asked.touches(span) for span in item[1])]
