"""One document read: from its clean text to everything it says."""

from __future__ import annotations

from functools import lru_cache

from onrecord.model import (
    ActorKind,
    Document,
    Interval,
    Judgement,
    LineKind,
    Mention,
    PartKind,
    Reading,
    Span,
    Statement,
)
from onrecord.reading.actors.announced import announced
from onrecord.reading.actors.armament import armaments
from onrecord.reading.actors.bearer import bearers
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.actors.home import written_in
from onrecord.reading.actors.interview import interviewed
from onrecord.reading.actors.issuer import issued, issuer, of_others
from onrecord.reading.actors.role import roles
from onrecord.reading.actors.signature import signed
from onrecord.reading.actors.unlisted import seen_names
from onrecord.reading.apart import moved, moved_mention
from onrecord.reading.attributions.onward import onward
from onrecord.reading.attributions.reader import Reader
from onrecord.reading.attributions.rules import in_text
from onrecord.reading.claims.claim import claims
from onrecord.reading.claims.tenure import tenures
from onrecord.reading.dating import publication
from onrecord.reading.events.clue import clues
from onrecord.reading.events.deadline import deadlines
from onrecord.reading.events.happening import events
from onrecord.reading.events.told import Told, named_events
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.referents.administration import administrations, again
from onrecord.reading.referents.anaphora import by_roles, definite, of_years
from onrecord.reading.referents.campaign import campaigns, owned_campaigns
from onrecord.reading.referents.description import descriptions
from onrecord.reading.referents.referring import referring
from onrecord.reading.statements.further import further
from onrecord.reading.statements.learnt import learnt
from onrecord.reading.statements.saying import statements
from onrecord.reading.statements.sense import sensed
from onrecord.reading.statements.subject import agent_before
from onrecord.reading.timex.anchor import told_times
from onrecord.reference import Reference


@lru_cache(maxsize=4)
def _gazetteer(reference: Reference) -> Gazetteer:
    """The gazetteer of a reference, made once."""
    return Gazetteer(reference)


def read(document: Document, reader: Reader, reference: Reference) -> Reading:
    """What one document says, every item with its span in ``document.text`` (or in the line it stands in).

    A pure function: the same document, reader and reference give the same reading.
    """
    headlines = [p.span for p in document.parts if p.kind is PartKind.TITLE]
    seen = reader.seen(document.text, headlines)
    cut = sentences(document.text)
    publisher = issuer(document, reference)
    told_whole = announced(document.text, seen.attributions, cut)
    given, asked = interviewed(document, told_whole, cut, reference, published=publisher is not None)
    if publisher:
        given = of_others(document, given)
        given = (*given, *issued(document, given, cut))
    elif not asked:
        given = onward(document, given, cut, reference)
    attributions = tuple(sorted(given, key=in_text))
    at_home = written_in((line.text for line in document.lines if line.kind is LineKind.DATELINE), reference)
    by = publisher.value if publisher else None
    if by in reference.states:
        at_home = at_home or by
    cast = Cast(document.text, reference, _gazetteer(reference), attributions, tuple(seen_names(seen)), at_home, by)
    cast.author = document.wire.authors[0].text if len(document.wire.authors) == 1 else None
    cast.author = cast.author or signed(cast)
    if asked is not None:
        cast.member(asked.value, ActorKind.PERSON)
    cast.mentions.add(list(of_years(cast)))
    cast.mentions.add(definite(cast))
    published, rejected = publication(document, cast)
    cast.dated(published.value)
    bearers(cast, attributions, published.value)
    cast.mentions.add(by_roles(cast, published.value))
    cast.mentions.add(list(administrations(cast, published.value)))
    cast.mentions.add(list(again(cast)))
    cast.mentions.add([*campaigns(cast), *descriptions(cast, published.value, agent_before(cast, cut))])
    if seen.parse is not None:
        cast.refer(referring(cast, seen.parse, cut))
    told_of = learnt(seen, attributions)
    said = statements(document.id, cast, attributions, cut, published, publisher or asked, told_of)
    said = sensed(cast, said, cut, reader)
    dated = told_times(document.text, published.value, named_events(cast.mentions, reference))
    hints = clues(seen)
    told = Told(document.id, document.text, cut, cast.mentions, published, reference, said, dated, headlines, hints)
    happened = events(told)
    claimed = claims(told, happened, said, tenures(cast, published, cut, said))
    due = deadlines(told)
    cast.mentions.add(list(armaments(cast, seen.parse)))
    cast.mentions.add(list(further(cast, said, cut, published.value)))
    cast.mentions.add(list(owned_campaigns(cast)))
    related, lines = _related(document, reader, reference, published)
    return Reading(
        document=document.id,
        reader=reader.name,
        published=published,
        rejected=rejected,
        mentions=tuple(cast.mentions) + lines,
        actors=cast.actors(roles(cast)),
        statements=said + related,
        events=happened,
        deadlines=due,
        claims=claimed,
        clues=hints,
    )


def _related(
    document: Document, reader: Reader, reference: Reference, published: Judgement[Interval]
) -> tuple[tuple[Statement, ...], tuple[Mention, ...]]:
    """Statements in the related headlines of the page: other articles, so each is read for itself."""
    found: list[Statement] = []
    mentions: list[Mention] = []
    for index, line in enumerate(document.lines):
        if line.kind is not LineKind.RELATED:
            continue
        whole = Span(0, len(line.text))
        seen = reader.seen(line.text, (whole,))
        cast = Cast(line.text, reference, _gazetteer(reference), seen.attributions)
        cut, told = sentences(line.text), learnt(seen, seen.attributions)
        said = statements(f"{document.id}/{index}", cast, seen.attributions, cut, published, told=told)
        found.extend(moved(statement, index) for statement in said)
        mentions.extend(moved_mention(m, index) for m in cast.mentions)
    return tuple(found), tuple(mentions)
