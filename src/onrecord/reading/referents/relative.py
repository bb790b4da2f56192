"""Whom "who" and "which" go back to where these have no name: "voters who", "the envoys, who"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from onrecord.model import Span
from onrecord.reading.actors.byname import kind_of
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import singular
from onrecord.reading.lexicon import words

# So many words stand at most between a determiner and the noun that "who" goes back to.
_PHRASE = 4
_ONE = frozenset("a an this that another each every".split())


def noun_before(cast: Cast, relative: Span) -> Span | None:
    """The noun right before "who" or "which", with its determiner, or alone in the plural."""
    last = bisect_left(cast.tokens, relative.start, key=lambda t: t.start) - 1
    if last >= 0 and cast.tokens[last].text == ",":
        last -= 1
    if last < 0 or not cast.tokens[last].is_word:
        return None
    end = cast.tokens[last].end
    first = last
    while first > 0 and last - first < _PHRASE and cast.tokens[first].lower not in words("determiners"):
        before = cast.tokens[first - 1]
        if not before.is_word or before.lower in _closed():
            break
        first -= 1
    if cast.tokens[last].lower in words("times"):
        return None
    plural = cast.tokens[last].lower != singular(cast.tokens[last].lower)
    determined = cast.tokens[first].lower in words("determiners") and first < last
    if determined and not plural and kind_of(cast.tokens[last].lower) is None:
        return None  # "One familiar with the talks, who said": the talks say nothing.
    if determined and not (plural and cast.tokens[first].lower in _ONE):
        return Span(cast.tokens[first].start, end)
    if plural and not determined and first == last and _joined(cast, last):
        return Span(cast.tokens[last - 2].start, end)
    first = last if determined else first  # "This angered voters who": no noun has that "this"
    return Span(cast.tokens[last].start, end) if plural and first == last else None


def _joined(cast: Cast, last: int) -> bool:
    """Whether a plural noun is joined to one right before: "activists and scholars who"."""
    if last < 2 or cast.tokens[last - 1].lower not in ("and", "or"):
        return False
    before = cast.tokens[last - 2]
    return (
        before.text.islower() and before.lower != singular(before.lower) and kind_of(singular(before.lower)) is not None
    )


@cache
def _closed() -> frozenset[str]:
    """Words that no noun phrase goes on over."""
    return words("prepositions") | words("auxiliaries") | words("subordinators") | words("coordinators") | words("past")
