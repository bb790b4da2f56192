"""Who is meant by a definite noun: whom the text, or the reference, calls by it or by one that it takes up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from onrecord.model import ActorKind, Interval, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.byname import (
    Byname,
    Calls,
    bynames,
    for_body,
    for_person,
    kind_of,
    parties,
    plain,
    taken_up,
)
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.contest import known
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import longest_cue, table, words
from onrecord.reading.referents.setting import judged

_REACH = 900
"""Of several that a noun may take up, the one named last is meant where it was named within so many characters."""
_LONGEST = 6
_DETERMINERS = frozenset({"the", "that", "this"})
_OF = frozenset({"of", "from", "in", "for", "at", "on"})


def described(cast: Cast, source: Span, published: Interval, about: str | None = None) -> Judgement[str] | None:
    """The one that a definite description stands for: "the agency", "the senator from Ruhn".

    Of several it is the one whom the sentence before is ``about``, else whoever was named last.
    """
    tokens, _ = cast.inside(source)
    if len(tokens) < 2 or tokens[0].lower not in _DETERMINERS:
        return None
    stop = next((i for i, t in enumerate(tokens) if i and (t.lower in _OF or not _inner(t))), len(tokens))
    tail = tokens[stop:]
    said = [t for t in tokens[1:stop] if t.is_word]
    if not said or len(said) > _LONGEST or any(not _tells(t) for t in tail):
        return None
    noun = plain(said[-1].text)
    names = frozenset(plain(t.text) for t in (*said[:-1], *tail) if t.is_capital)
    with_it = {plain(t.text) for t in said[:-1]} | names
    if said[-1].lower != singular(said[-1].lower) or (tail and not any(t.is_capital for t in tail)):
        return None
    if noun == "tank" and "think" in with_it:
        noun, with_it = "think-tank", with_it - {"think"}
    return _taken_up(cast, noun, frozenset(with_it - _plain()), names, source, published, about)


def _plain() -> frozenset[str]:
    return frozenset(table("families")["plain"].split())


def _inner(token: Token) -> bool:
    return token.is_word or token.text == "-"


def _tells(token: Token) -> bool:
    """Whether a token behind the noun says of where it is, and nothing else."""
    return token.is_capital or token.lower in _OF or token.lower in ("'s", "’s", "the", "’", "'")


def _taken_up(
    cast: Cast,
    noun: str,
    about: frozenset[str],
    names: frozenset[str],
    source: Span,
    published: Interval,
    told_of: str | None,
) -> Judgement[str] | None:
    """Whom a noun takes up, with the words that go with it, of which ``names`` are names."""
    kind = kind_of(noun)
    if kind is None:
        return None
    person = kind is ActorKind.PERSON
    family = taken_up(noun, "persons" if person else "bodies")
    every = calls(cast, published)
    fitting = {b.name for word in family for b in every.by_noun.get(word, ()) if cast.members[b.name].kind is kind}
    if person and (tied := cast.tied(source)):
        fitting = {n for n in fitting if cast.members[n].of is None or cast.side(n) == cast.reference.side(tied)}
    if not fitting:
        return None
    told = every.told
    exact = {n for n in fitting if about <= told[n] and ("vice" in told[n]) <= ("vice" in about)}
    surface = cast.text[source.start : source.end]
    before = {n for n in fitting if cast.members[n].places[0] < source.start} or fitting
    if not exact and len(before) == 1 and person:
        # "The Sundmark senator", where the text told of one senator and not where from.
        name = next(iter(before))
        if not about - told[name] <= names - parties() or noun in parties():
            return None
        other = {w for word in family for b in every.by_noun.get(word, ()) if b.name == name for w in b.names}
        if names and other and names.isdisjoint(other):
            return None  # "The Reformist senator" is no "Conservative Senator Kell".
        return judged(name, 0.65, "byname", f'"{surface}" is {name}, the only one called so', source)
    early = {n for n in exact if cast.members[n].places[0] < source.start} or exact
    if len(early) == 1 and (person or about):
        name = next(iter(early))
        return judged(name, 0.8, "byname", f'"{surface}" is {name}, whom the page calls so', source)
    if told_of in early and told_of is not None:
        says = f'"{surface}" is {told_of}, who is called so and whom the sentence before is about'
        return judged(told_of, 0.7, "byname", says, source)
    near = [m for m in cast.before(source.start, (kind,)) if m.name in early]
    if near and near[0].named(source.start - _REACH, source.start):
        says = f'"{surface}" is {near[0].name}, the last named that is called so'
        return judged(near[0].name, 0.65, "byname", says, source)
    return None


def calls(cast: Cast, published: Interval) -> Calls:
    """What a text and the reference call those whom the text names; when somebody new is named, so is what is new."""
    called = cast.called
    if called.members != len(cast.members):
        new = [*called.waiting, *islice(cast.members.values(), called.members, None)]
        called.members = len(cast.members)
        for one in (*bynames(cast, cast.mentions.latest()), *known(cast, published), *_by_name(cast, new)):
            called.take(one)
    return called


def _by_name(cast: Cast, new: Sequence[Member]) -> Iterator[Byname]:
    """Bodies by the words of their own names, and by the nouns that the reference gives them; of those that no place
    names yet it is asked again.
    """
    cast.called.waiting = [m for m in new if m.kind is ActorKind.ORGANISATION and not m.places]
    for member in new:
        if member.kind is not ActorKind.ORGANISATION or not member.places:
            continue
        own = frozenset(plain(w) for w in member.name.split())
        for noun in own | cast.reference.nouns.get(member.name, frozenset()):
            yield Byname(noun, own, member.name)


def descriptions(cast: Cast, published: Interval, about: Callable[[Span], str | None]) -> Iterator[Mention]:
    """A mention for every definite description of a text that takes somebody up again, where no name stands in it.

    ``about`` tells whom the sentence before a stretch is about.
    """
    for span in definite_nouns(cast):
        noun = plain(cast.text[span.start : span.end].split()[-1])
        if cast.mentions.touching(span) or (found := described(cast, span, published, about(span))) is None:
            continue
        kind = MentionKind.PERSON if for_person(noun) else MentionKind.ORGANISATION
        yield Mention(span, kind, found)


def definite_nouns(cast: Cast) -> Iterator[Span]:
    """Every "the ..." of a text that ends in a noun for a person or a body, as far as word lists tell."""
    for index, token in enumerate(cast.tokens[:-1]):
        if token.lower != "the":
            continue
        end = index + 1
        while end < len(cast.tokens) and end - index < _LONGEST and _goes_on(cast, end):
            end += 1
        noun = plain(cast.tokens[end - 1].text)
        after = cast.tokens[end : end + 2]
        if len(after) == 2 and after[0].lower in ("from", "of") and after[1].is_capital:
            continue  # "The senator from Sundmark" is not any senator.
        if noun in parties() and after and _is_noun(after[0]):
            continue  # "The Conservative case" is no Conservative's.
        if end > index + 1 and (for_person(noun) or for_body(noun)):
            yield Span(token.start, cast.tokens[end - 1].end)


def _is_noun(token: Token) -> bool:
    """Whether a token behind the name of a party may be the noun that goes with it, as far as word lists tell."""
    lists = ("prepositions", "auxiliaries", "subordinators", "coordinators", "adverbs", "past", "pronouns")
    closed = any(token.lower in words(name) for name in lists) or token.lower in longest_cue()
    return token.is_word and not (
        closed or token.is_capital or token.lower.endswith(("ed", "ly")) or "’" in token.text or "'" in token.text
    )


def _goes_on(cast: Cast, index: int) -> bool:
    """Whether a token goes on with a noun phrase that began before it, as far as word lists tell."""
    token, before = cast.tokens[index], cast.tokens[index - 1]
    if "\n" in cast.text[before.end : token.start] or not (token.is_word or token.text == "-"):
        return False
    known_words = kind_of(plain(token.text)) is not None
    closed = token.lower in words("prepositions") | words("auxiliaries") | words("subordinators") | words("past")
    if closed or token.lower in words("coordinators") | words("pronouns") | words("possessives"):
        return False
    # The phrase ends at the last noun that stands for somebody, unless a further one follows.
    return known_words or kind_of(plain(before.text)) is None
