"""From attributions to statements: who speaks, what the words do, to whom, when, in answer to what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import (
    Act,
    ActorKind,
    Attribution,
    Evidence,
    Interval,
    Judgement,
    Kind,
    Mention,
    MentionKind,
    Span,
    Statement,
)
from onrecord.model.actor import ACTORS, BODIES
from onrecord.model.span import surfaces
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.home import home
from onrecord.reading.actors.issuer import BESIDE, ISSUED
from onrecord.reading.attributions.hit import hits
from onrecord.reading.attributions.onward import GOING_ON
from onrecord.reading.grammar.item import MARKS, itemize
from onrecord.reading.grammar.negation import withheld
from onrecord.reading.identity import identity
from onrecord.reading.lexicon import phrases
from onrecord.reading.referents.anaphora import personal
from onrecord.reading.referents.own import issuer_speaks, unowned
from onrecord.reading.referents.refer import NOBODY, who
from onrecord.reading.referents.setting import SPOKEN_FOR, Setting
from onrecord.reading.statements.act import act
from onrecord.reading.statements.aimed import aimed
from onrecord.reading.statements.answer import answered, antecedent
from onrecord.reading.statements.doubt import doubting
from onrecord.reading.statements.entry import readings
from onrecord.reading.statements.learnt import Learnt, reconsidered
from onrecord.reading.statements.medium import audience, channel, first_match
from onrecord.reading.statements.occasion import same_occasion, when
from onrecord.reading.statements.reply import bare_no
from onrecord.reading.statements.spoken import NEAR, Spoken, outside, spoken
from onrecord.reading.statements.subject import denying, subject
from onrecord.reading.statements.wording import Words

_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|nor|neither|no longer)\b|n['’]t\b")
_WILL = re.compile(
    r"\s+(?:wants|will|would|has no intention|is committed|is willing|is ready|is prepared|intends|plans|demands|"
    r"seeks)\b"
)
_OFFICIAL = re.compile(
    r"\b(?:officials?|ministr(?:y|ies)|minister|government|spokes\w+|statement|authorities|president|cabinet|premier|aides?|"
    r"general|commander|leaders?|secretary|chief|chairman|chairwoman|army|police)\b"
)
# "Unless Veyra pays, Arlen will cut it off": the condition before what is said.
_CONDITION = re.compile(
    r"(?:that\s+)?(?:if|unless|until|once|when|although|though|while|because)\b[^,;.]*,\s*", re.IGNORECASE
)
# "The agency's director, Leofric Anwarren": the office before a name, of a body called by its noun.
_OF_BODY = re.compile(r"\b[Tt]he\s+(\w+)['’]s\s+(?:[\w-]+\s+){0,3}[\w-]+,?\s+$")
_OFFICE = 60
# What is said opens within this many characters: a quotation mark, "that", an article.
_OPENS = 8
# Who is told stands within this many characters behind a cue that what is said does not follow.
_HEARD = 60


def statements(
    document: str,
    cast: Cast,
    attributions: Sequence[Attribution],
    sentences: Sequence[Span],
    published: Judgement[Interval],
    publisher: Judgement[str] | None = None,
    told: Sequence[Learnt | None] = (),
) -> tuple[Statement, ...]:
    """The statements of one text; the cast takes in the mentions that speakers' own words add.

    ``publisher`` is the body that puts the page out itself: what the page says in its own voice is said by it. ``told``
    is what the network tells of each attribution, where there is one.
    """
    found = [spoken(place, attributions, sentences) for place in range(len(attributions))]
    found = [replace(one, learnt=more) for one, more in zip(found, told, strict=True)] if told else found
    found, speakers = _absorbed(cast, found, _speakers(cast, found, published.value, publisher))
    cast.referred()
    cast.mentions.add(personal(cast, [(s.value, x.one.content) for s, x in zip(speakers, found, strict=True) if s]))
    ids = [identity(document, "statement", *x.one.cue, *x.one.content, *_source(x.one)) for x in found]
    out: list[Statement] = []
    for index, item in enumerate(found):
        near = range(max(0, index - NEAR), min(len(found), index + NEAR))
        held = [i for i in near if found[i].parent == index]
        others = [found[i].one for i in held if not _whole(cast, found[i], item, speakers[i], speakers[index])]
        inner = [span for one in others for span in (*one.cue, *one.content)]
        out.append(_statement(cast, item, speakers[index], ids, index, out, published, inner))
    return tuple(same_occasion(cast, out, found, published.value))


def _whole(cast: Cast, inner: Spoken, outer: Spoken, one: Judgement[str] | None, other: Judgement[str] | None) -> bool:
    """Whether a statement inside another is all that is said, by the same side: "Veyra wants peace, its envoy said"."""
    same = one is not None and other is not None and cast.side(one.value) == cast.side(other.value)
    said, start = outer.one.content, inner.one.extent.start
    return (
        same
        and len(said) == 1
        and 0 <= start - said[0].start <= _OPENS
        and said[0].end - inner.one.extent.end <= _OPENS
    )


def _absorbed(
    cast: Cast, found: list[Spoken], speakers: list[Judgement[str] | None]
) -> tuple[list[Spoken], list[Judgement[str] | None]]:
    """Without acts of the speaker's own side inside the speaker's own words ("the minister said Sovrel backed ...").

    Such an act is what the speaker does by saying so: it becomes the outer statement's act, not a statement of its own.
    """
    gone: dict[int, int] = {}
    for index, item in enumerate(found):
        outer = speakers[item.parent] if item.parent is not None else None
        inner = speakers[index]
        if item.parent is None or outer is None or inner is None or not item.one.cue:
            continue
        acts = {c.act for c in readings(surfaces(cast.text, item.one.cue))} - {Act.SAY}
        same = cast.side(outer.value) == cast.side(inner.value)
        if same and acts and item.one.rule in ("object", "infinitive"):
            gone[index] = item.parent
    kept = [i for i in range(len(found)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)}

    def parent(old: int | None) -> int | None:
        while old in gone:
            old = gone[old]
        return None if old is None else place[old]

    items = [
        replace(
            found[i], parent=parent(found[i].parent), does=[found[g].one for g, outer in gone.items() if outer == i]
        )
        for i in kept
    ]
    return items, [speakers[i] for i in kept]


def _source(one: Attribution) -> tuple[Span, ...]:
    """The source as a tuple that may be empty."""
    return (one.source,) if one.source else ()


def _speakers(
    cast: Cast, items: Sequence[Spoken], published: Interval, publisher: Judgement[str] | None
) -> list[Judgement[str] | None]:
    """Who speaks in each: found in the order of the text, each from those before."""
    found: list[Judgement[str] | None] = []
    last: str | None = publisher.value if publisher else None
    through: str | None = None
    spoke: int | None = None
    mouth: Span | None = None
    for item in items:
        holder = found[item.parent] if item.parent is not None and item.parent < len(found) else None
        setting = Setting(
            sentence=item.sentence,
            before=item.before,
            last=last,
            subject=subject(cast, item.before, BODIES),
            agent=_agent(cast, item.before, items[: len(found)], found),
            holder=holder.value if holder else None,
            published=published,
            said=item.one.content,
            through=through,
            spoke=spoke,
            mouth=mouth,
        )
        speaker = who(cast, item.one.source, setting) if item.one.source else None
        if item.one.source is None and (item.one.rule == ISSUED or (item.parent is None and unowned(cast, item.one))):
            speaker = publisher
        if speaker is None and item.parent is None and issuer_speaks(cast, item.one.source, item.sentence):
            speaker = publisher
        speaker = denying(cast, item, speaker, last) or speaker
        found.append(speaker)
        if speaker and item.parent is None and item.one.rule not in BESIDE:
            last, mouth = speaker.value, item.one.source
            spoke = max(span.end for span in (*item.one.content, *item.one.cue))
            spoken_for = any(step.rule == SPOKEN_FOR for step in speaker.evidence)
            through = speaker.value if spoken_for else through
            _adopt(cast, speaker.value, item.one.content[0])
    return found


def _agent(
    cast: Cast, before: Span | None, items: Sequence[Spoken], speakers: Sequence[Judgement[str] | None]
) -> str | None:
    """The person whom the sentence before is about: who speaks in it, where it opens with what is said."""
    about = subject(cast, before, (MentionKind.PERSON,))
    if about is None or before is None:
        return about
    for item, speaker in zip(reversed(items[-NEAR:]), reversed(speakers[-NEAR:]), strict=True):
        quoted = any(before in c and cast.text[c.start] in MARKS for c in item.one.content)
        if quoted and item.parent is None and speaker is not None:
            # Whom somebody speaks of is not whom the page is about.
            return speaker.value if _is_person(cast, speaker.value) else None
    for item, speaker in zip(reversed(items[-NEAR:]), reversed(speakers[-NEAR:]), strict=True):
        told = item.parent is None and speaker is not None and bool(item.one.cue) and item.one.cue[0] in before
        behind = told and item.one.source is not None and item.one.source.start > item.one.content[0].start
        opening = item.one.content[0]
        if behind and opening.start <= before.start < opening.end and speaker is not None:
            return speaker.value if _is_person(cast, speaker.value) else None
    return about


def _is_person(cast: Cast, name: str) -> bool:
    member = cast.members.get(name)
    return member is not None and member.kind is ActorKind.PERSON


def _adopt(cast: Cast, name: str, content: Span) -> None:
    """Tie an office holder of no known state to the state whose will he speaks of ("Varland wants ...")."""
    member = cast.members.get(name)
    if member is None or member.of or member.kind is not ActorKind.PERSON or not member.roles:
        return
    first = member.places[0]
    before = cast.text[max(0, first - _OFFICE) : first]
    if owned := _OF_BODY.search(before):
        noun = owned[1].lower()
        known = (m for m in cast.before(first, (ActorKind.ORGANISATION,)))
        member.of = next((m.name for m in known if m.name.lower().split()[-1] == noun and m.name != name), None)
        if member.of:
            return
    for mention in cast.mentions.within(Span(content.start, min(content.end, content.start + _OPENS + 40))):
        if mention.kind is MentionKind.STATE and mention.refers and mention.span.start - content.start <= _OPENS:
            after = cast.text[mention.span.end : mention.span.end + 30]
            if _WILL.match(after):
                member.of = mention.refers.value
                return


def _statement(
    cast: Cast,
    item: Spoken,
    speaker: Judgement[str] | None,
    ids: list[str],
    index: int,
    earlier: list[Statement],
    published: Judgement[Interval],
    inner: Sequence[Span],
) -> Statement:
    """One statement, judged from its words and from those before it."""
    one = item.one
    seen = _words(cast, item, speaker, inner)
    judged = act(seen)
    if item.does and judged.value is Act.SAY:
        own = Spoken(item.does[0], item.sentence, item.before, item.parent)
        judged = act(_words(cast, own, speaker, ()))
    judged = reconsidered(judged, item.learnt, seen.cue_span)
    if one.cue and withheld(cast.text, one.cue[0].start, one.cue[-1].end):
        judged = Judgement(Act.SAY, 0.5, (Evidence("negated cue", f'"{seen.cue}" was not done', seen.cue_span),))
    elif judged.value is Act.SAY:
        judged = bare_no(cast, item, seen) or judged
    outer = ids[item.parent] if item.parent is not None else None
    to = answered(cast, seen, judged.value, speaker, [s for s in earlier[-NEAR:] if s.id != outer])
    came_from = to.speaker.value if to and to.speaker else None
    back = antecedent(cast, seen, earlier, one.source)
    time = when(cast, item, speaker, judged.value, published)
    beside = outside(item)
    return Statement(
        id=ids[index],
        source=one.source,
        cue=one.cue,
        content=one.content,
        kind=Kind.DIRECT if one.rule == ISSUED else kind(cast.text, one.content),
        speaker=speaker,
        act=judged,
        target=aimed(
            cast, item, seen, judged.value, cast.side(came_from) if came_from else None, back, published.value, earlier
        ),
        time=time,
        confidence=round(one.confidence, 3),
        rule=one.rule,
        channel=channel(cast.text, beside),
        audience=audience(cast.text, beside),
        hedge=doubting(judged) or first_match(phrases("hedges"), cast.text, [item.one.extent]),
        parent=outer,
        answers=to.id if to else None,
    )


def kind(text: str, content: Sequence[Span]) -> Kind:
    """Direct where every piece stands in quotation marks, mixed where some words do, else indirect."""
    pieces = [text[s.start : s.end].strip() for s in content]
    whole = [p[:1] in MARKS and p.rstrip(".,!?")[-1:] in MARKS and not any(c in '"“”' for c in p[1:-2]) for p in pieces]
    if pieces and all(whole):
        return Kind.DIRECT
    quoted = any(c in '"“”«»„' for p in pieces for c in p) or any(
        re.search(r"(?<!\w)[‘'].+[’'](?!\w)", p) for p in pieces
    )
    return Kind.MIXED if quoted else Kind.INDIRECT


def _blanked(text: str, span: Span, inner: Sequence[Span]) -> str:
    """The words of a span with those of statements inside it blanked out, offsets unchanged."""
    words_left = text[span.start : span.end]
    for part in inner:
        start, end = max(part.start, span.start) - span.start, min(part.end, span.end) - span.start
        if start < end:
            words_left = words_left[:start] + " " * (end - start) + words_left[end:]
    return words_left


def _words(cast: Cast, item: Spoken, speaker: Judgement[str] | None, inner: Sequence[Span]) -> Words:
    """The attribution as the judgement of acts sees it."""
    content = item.one.content
    inside = cast.mentions.within(*sorted(content, key=lambda c: c.start))
    beside = _beside(cast, item)
    homes = [state for m in inside if (state := home(m, cast.reference))]
    known = (*inside, *(m for _, m in beside), *homes)
    names = {m.refers.value for m in known if m.refers and m.kind in ACTORS}
    text = surfaces(cast.text, content)
    member = cast.members.get(speaker.value) if speaker else None
    return Words(
        cue=surfaces(cast.text, item.one.cue),
        cue_span=item.one.cue[0] if item.one.cue else None,
        content=text,
        spans=content,
        mentions=tuple(inside),
        side=cast.side(speaker.value) if speaker else None,
        sides={name: cast.side(name) for name in names},
        negated=_negated(cast.text, item),
        direct=item.one.rule == ISSUED or kind(cast.text, content) is Kind.DIRECT,
        stated=item.one.rule in (GOING_ON, "colon"),
        masked=" ".join(_blanked(cast.text, c, inner) for c in content).lower(),
        speaker=speaker.value if speaker else None,
        beside=tuple(beside),
        homes=tuple(homes),
        crowd=member is not None and member.kind is ActorKind.GROUP,
        office=member is not None and bool(member.roles),
        likely=None if speaker and cast.side(speaker.value) in cast.reference.actors else _likely(cast, item),
    )


def _likely(cast: Cast, item: Spoken) -> str | None:
    """The side that officials named without one speak for: whoever what they say opens with."""
    source = item.one.source
    if (
        item.one.rule in ("object", "infinitive")
        or source is None
        or not _OFFICIAL.search(cast.text, source.start, source.end)
    ):
        return None
    content = item.one.content[0]
    condition = _CONDITION.match(cast.text, content.start, content.end)
    start = condition.end() if condition else content.start
    for mention in cast.mentions.within(Span(start, min(content.end, start + 3 * _OPENS + 30))):
        if mention.refers and mention.kind in ACTORS:
            return cast.side(mention.refers.value) if mention.span.start - start <= 3 * _OPENS else None
    return None


def _beside(cast: Cast, item: Spoken) -> list[tuple[str, Mention]]:
    """The actors named between the cue and what is said, each with the words from the cue up to it."""
    if not item.one.cue:
        return []
    start = item.one.cue[-1].end
    end = min((c.start for c in item.one.content if c.start >= start), default=min(item.sentence.end, start + _HEARD))
    named = cast.mentions.within(Span(start, end)) if start < end else []
    source = item.one.source
    held = [("", m) for c in item.one.cue for m in cast.mentions.within(c) if m.kind in ACTORS and m.refers]
    return held + [
        (cast.text[start : m.span.start], m)
        for m in named
        if m.kind in ACTORS and m.refers and not (source and m.span.touches(source))
    ]


def _negated(text: str, item: Spoken) -> bool:
    """Whether the cue's verb is negated ("did not deny"), or nobody is who does it."""
    if item.one.source and NOBODY.match(text, item.one.source.start, item.one.source.end):
        return True
    if not item.one.cue or not _NEGATION.search(text, item.sentence.start, item.one.cue[0].end):
        return False
    cue = item.one.cue[0]
    if _NOT.search(text, cue.start, cue.end):
        return True  # "would not bow to", whole as the network draws it
    items = itemize(text, item.sentence, [])
    return any(h.negated for h in hits(items) if cue.start <= items[h.first].start < cue.end)
