"""From attributions to statements: who speaks, what the words do, to whom, when, in answer to what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.model import (
    Act,
    ActorKind,
    Attribution,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Kind,
    Mention,
    MentionKind,
    Span,
    Statement,
)
from onrecord.reading.act import Words, act, readings, target, word_list
from onrecord.reading.anaphora import personal
from onrecord.reading.cast import Cast
from onrecord.reading.hit import hits
from onrecord.reading.identity import identity
from onrecord.reading.item import MARKS, itemize
from onrecord.reading.lexicon import phrases, words
from onrecord.reading.refer import Setting, side_name, who
from onrecord.reading.timex import find, resolve, terms

_AUDIENCE = re.compile(
    r"\b(?:told|tells|telling|to|informed|assured|addressed|before)\s+"
    rf"((?:the\s+|a\s+|his\s+|her\s+|state\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{'|'.join(sorted(words('audiences')))}))\b"
)
# What is said opens by pointing at what somebody else said or did.
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:for|on|over|to|at|about)\s+)?(?:this|it|them|that(?=\s+(?:as|[“\"‘])|$)|(?:the|that|this|such\s+an?|his|her|their|its|\w+['’]s)"
    r"\s+(?:[\w-]+\s+)?(?:decision|move|step|remarks?|statement|plans?|announcement|threats?|ultimatum|complaint|proposal|demand|idea|"
    r"offer|speech|claims?|accusations?|charges?|allegations?|evidence|figures?|reports?|pause|delay|deal|withdrawal|exit|"
    r"suspension|departure|extension|pledge|vote|vow|promise))\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never)\b|n['’]t\b")
_WILL = re.compile(r"\s+(?:wants|will|would|has no intention|is ready|is prepared|intends|plans|demands|seeks)\b")
# What is said opens within this many characters: a quotation mark, "that", an article.
_OPENS = 8
_ACTORS = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
# A statement's parent and what it answers stand among its neighbours in the order of the text.
_NEAR = 40
# A reference event counts as the occasion of a statement up to this long before the page.
_OCCASION = timedelta(60)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution with what stands around it: its sentence, the one before, its parent's place in the list.

    ``does`` are acts of the speaker's own side that its words tell of.
    """

    one: Attribution
    sentence: Span
    before: Span | None
    parent: int | None
    does: Sequence[Attribution] = ()


def statements(
    document: str,
    cast: Cast,
    attributions: Sequence[Attribution],
    sentences: Sequence[Span],
    published: Judgement[Interval],
) -> tuple[Statement, ...]:
    """The statements of one text; the cast takes in the mentions that speakers' own words add."""
    spoken = [_spoken(place, attributions, sentences) for place in range(len(attributions))]
    speakers = _speakers(cast, spoken, published.value)
    spoken, speakers = _absorbed(cast, spoken, speakers)
    said = [(s.value, x.one.content) for s, x in zip(speakers, spoken, strict=True) if s]
    cast.mentions.add(personal(cast, said))
    out: list[Statement] = []
    ids = [identity(document, "statement", *x.one.cue, *x.one.content, *_source(x.one)) for x in spoken]
    for index, item in enumerate(spoken):
        inner = [c for x in spoken[max(0, index - _NEAR) : index + _NEAR] if x.parent == index for c in x.one.content]
        out.append(_statement(cast, item, speakers[index], ids, index, out, published, inner))
    return tuple(_same_occasion(cast, out, spoken, published.value))


def _absorbed(
    cast: Cast, spoken: list[Spoken], speakers: list[Judgement[str] | None]
) -> tuple[list[Spoken], list[Judgement[str] | None]]:
    """Without acts of the speaker's own side inside the speaker's own words ("the minister said Sovrel backed ...").

    Such an act is what the speaker does by saying so: it becomes the outer statement's act, not a statement of its own.
    """
    gone: dict[int, int] = {}
    for index, item in enumerate(spoken):
        outer = speakers[item.parent] if item.parent is not None else None
        inner = speakers[index]
        if item.parent is None or outer is None or inner is None or not item.one.cue:
            continue
        acts = {c.act for c in readings(" ".join(cast.text[c.start : c.end] for c in item.one.cue))} - {Act.SAY}
        same = side_name(cast, outer.value) == side_name(cast, inner.value)
        if same and acts and item.one.rule in ("object", "infinitive"):
            gone[index] = item.parent
    kept = [i for i in range(len(spoken)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)}

    def parent(old: int | None) -> int | None:
        while old in gone:
            old = gone[old]
        return None if old is None else place[old]

    items = [
        replace(
            spoken[i], parent=parent(spoken[i].parent), does=[spoken[g].one for g, outer in gone.items() if outer == i]
        )
        for i in kept
    ]
    return items, [speakers[i] for i in kept]


def _source(one: Attribution) -> tuple[Span, ...]:
    """The source as a tuple that may be empty."""
    return (one.source,) if one.source else ()


def _spoken(place: int, all_of: Sequence[Attribution], sentences: Sequence[Span]) -> Spoken:
    """An attribution with its sentence and its parent: the smallest other whose content holds it."""
    one = all_of[place]
    at = one.cue[0] if one.cue else (one.source or one.content[0])
    index = bisect_right(sentences, at.start, key=lambda s: s.start) - 1
    inside = index >= 0 and at.start < sentences[index].end
    holding = [
        (sum(map(len, all_of[other].content)), other)
        for other in range(max(0, place - _NEAR), min(len(all_of), place + _NEAR))
        if other != place and any(_first(one) in c and one.content[0] in c for c in all_of[other].content)
    ]
    return Spoken(
        one,
        sentences[index] if inside else one.extent,
        sentences[index - 1] if inside and index else None,
        min(holding)[1] if holding else None,
    )


def _first(one: Attribution) -> Span:
    """The cue, or the content where there is none."""
    return one.cue[0] if one.cue else one.content[0]


def _speakers(cast: Cast, spoken: Sequence[Spoken], published: Interval) -> list[Judgement[str] | None]:
    """Who speaks in each: found in the order of the text, each from those before."""
    found: list[Judgement[str] | None] = []
    last: str | None = None
    for item in spoken:
        holder = found[item.parent] if item.parent is not None and item.parent < len(found) else None
        setting = Setting(
            sentence=item.sentence,
            before=item.before,
            last=last,
            subject=_subject(cast, item.before, (MentionKind.STATE, MentionKind.ORGANISATION)),
            agent=_subject(cast, item.before, (MentionKind.PERSON,)),
            holder=holder.value if holder else None,
            published=published,
        )
        speaker = who(cast, item.one.source, setting) if item.one.source else None
        found.append(speaker)
        if speaker and item.parent is None:
            last = speaker.value
            _adopt(cast, speaker.value, item.one.content[0])
    return found


def _adopt(cast: Cast, name: str, content: Span) -> None:
    """Tie an office holder of no known state to the state whose will he speaks of ("Varland wants ...")."""
    member = cast.members.get(name)
    if member is None or member.of or member.kind is not ActorKind.PERSON or not member.roles:
        return
    for mention in cast.mentions.within(Span(content.start, min(content.end, content.start + _OPENS + 40))):
        if mention.kind is MentionKind.STATE and mention.refers and mention.span.start - content.start <= _OPENS:
            after = cast.text[mention.span.end : mention.span.end + 30]
            if _WILL.match(after):
                member.of = mention.refers.value
                return


def _subject(cast: Cast, sentence: Span | None, kinds: tuple[MentionKind, ...]) -> str | None:
    """The actor of some kind that opens a sentence."""
    if sentence is None:
        return None
    opening = Span(sentence.start, min(sentence.end, sentence.start + 45))
    for mention in cast.mentions.within(opening):
        if mention.refers and mention.kind in kinds:
            return mention.refers.value
    return None


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
    answered = _answered(cast, seen, judged.value, speaker, earlier)
    came_from = answered.speaker.value if answered and answered.speaker else None
    back = _antecedent(cast, seen, earlier)
    time = _time(cast, item, speaker, judged.value, published)
    outside = _outside(item)
    return Statement(
        id=ids[index],
        source=one.source,
        cue=one.cue,
        content=one.content,
        kind=kind(cast.text, one.content),
        speaker=speaker,
        act=judged,
        target=target(seen, judged.value, side_name(cast, came_from) if came_from else None, back),
        time=time,
        confidence=round(one.confidence, 3),
        rule=one.rule,
        channel=_first_match(phrases("channels"), cast.text, outside),
        audience=_audience(cast.text, outside),
        hedge=_first_match(phrases("hedges"), cast.text, [item.one.extent]),
        parent=ids[item.parent] if item.parent is not None else None,
        answers=answered.id if answered else None,
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
    names = {m.refers.value for m in inside if m.refers and m.kind in _ACTORS}
    text = " ".join(cast.text[c.start : c.end] for c in content)
    return Words(
        cue=" ".join(cast.text[c.start : c.end] for c in item.one.cue),
        cue_span=item.one.cue[0] if item.one.cue else None,
        content=text,
        spans=content,
        mentions=tuple(inside),
        side=side_name(cast, speaker.value) if speaker else None,
        sides={name: side_name(cast, name) for name in names},
        negated=_negated(cast.text, item),
        direct=kind(cast.text, content) is Kind.DIRECT,
        masked=" ".join(_blanked(cast.text, c, inner) for c in content).lower(),
    )


def _negated(text: str, item: Spoken) -> bool:
    """Whether the cue's verb is negated ("did not deny")."""
    if not item.one.cue or not _NEGATION.search(text, item.sentence.start, item.one.cue[0].start):
        return False
    items = itemize(text, item.sentence, [])
    start = item.one.cue[0].start
    return any(h.negated for h in hits(items) if items[h.first].start == start)


def _outside(item: Spoken) -> list[Span]:
    """The stretches of the sentence that are not what is said: cue, source and adverbials."""
    cuts = sorted(item.one.content, key=lambda s: s.start)
    if item.parent is not None:
        start = min(s.start for s in (*item.one.cue, item.one.source or _first(item.one)))
        end = item.one.content[0].start
        return [Span(start, end)] if start < end else []
    found, position = [], item.sentence.start
    for cut in cuts:
        if cut.start > position:
            found.append(Span(position, min(cut.start, item.sentence.end)))
        position = max(position, cut.end)
    if position < item.sentence.end:
        found.append(Span(position, item.sentence.end))
    at = _first(item.one).start if item.one.cue else (item.one.source or item.one.content[0]).start
    return sorted(found, key=lambda s: min(abs(s.start - at), abs(s.end - at)))[:2]


def _first_match(pattern: re.Pattern[str], text: str, spans: Sequence[Span]) -> Span | None:
    """The first match of a pattern in any of the stretches."""
    for span in spans:
        if match := pattern.search(text, span.start, span.end):
            return Span(match.start(), match.end())
    return None


def _audience(text: str, spans: Sequence[Span]) -> Span | None:
    """Who is told, where the sentence names them."""
    for span in spans:
        if match := _AUDIENCE.search(text, span.start, span.end):
            return Span(match.start(1), match.end(1))
    return None


def _answered(
    cast: Cast, seen: Words, value: Act, speaker: Judgement[str] | None, earlier: list[Statement]
) -> Statement | None:
    """The statement that a denial or a rejection answers: the last accusation, demand or threat from elsewhere."""
    if value not in (Act.DENY, Act.REJECT) or speaker is None:
        return None
    lower = set(re.findall(r"[a-z]+", seen.content.lower()))
    accusing, asking = (
        lower & word_list("accusing_nouns"),
        lower & (word_list("asking_nouns") | word_list("threatening_nouns")),
    )
    wanted = (Act.ACCUSE,) if accusing or (value is Act.DENY and not asking) else (Act.REQUEST, Act.THREATEN, Act.AGREE)
    if not (accusing or asking or _POINTS_BACK.search(seen.content) or value is Act.DENY):
        return None
    others = [
        s for s in earlier if s.speaker and side_name(cast, s.speaker.value) != seen.side and s.act.value in wanted
    ]
    aimed = [s for s in others if s.target and side_name(cast, s.target.value) == seen.side]
    return (aimed or others or [None])[-1]  # type: ignore[list-item]


def _antecedent(cast: Cast, seen: Words, earlier: list[Statement]) -> str | None:
    """Whose doing "this" or "the decision" is: the side of the last statement of somebody else."""
    if not _POINTS_BACK.search(seen.content):
        return None
    for statement in reversed(earlier[-_NEAR:]):
        side = side_name(cast, statement.speaker.value) if statement.speaker else None
        member = cast.members.get(side or "")
        if side and side != seen.side and (member is None or member.kind is not ActorKind.GROUP):
            return side
    return None


def _time(
    cast: Cast,
    item: Spoken,
    speaker: Judgement[str] | None,
    value: Act,
    published: Judgement[Interval],
) -> Judgement[Interval]:
    """When it was said: by words beside the cue, by a dated event of the reference, else before publication."""
    anchor = _first(item.one).start if item.one.cue else (item.one.source or item.one.content[0]).start
    beside = [w for span in _outside(item) for w in find(cast.text, span)]
    issued = speaker is not None and any(e.rule == "pronoun: a text speaks" for e in speaker.evidence)
    if issued and not beside and item.before is not None:
        beside = find(cast.text, item.before)
    for time_words in sorted(beside, key=lambda w: abs(w.span.start - anchor)):
        time = resolve(time_words, published.value)
        if time is not None and time.granularity is not Granularity.OPEN:
            surface = cast.text[time_words.span.start : time_words.span.end]
            why = Evidence(
                f"time: {time_words.kind}",
                f'"{surface}", seen from {published.value}, is {time}',
                time_words.span,
            )
            return Judgement(time, round(0.9 * published.confidence, 3), (why,))
    if known := _occasion(cast, item, speaker, value, published.value):
        return known
    latest = published.value.latest
    says = (
        f"no time is given: no later than the page, {published.value}"
        if latest
        else "no time is given, nor the page's date"
    )
    return Judgement(Interval(None, latest, Granularity.OPEN), 0.9, (Evidence("published", says),))


def _occasion(
    cast: Cast, item: Spoken, speaker: Judgement[str] | None, value: Act, published: Interval
) -> Judgement[Interval] | None:
    """A dated event of the reference that this statement is: same actor, act, agreement and term, shortly before."""
    if speaker is None or not published.known or published.latest is None or published.earliest is None:
        return None
    named = {
        m.refers.value for m in cast.mentions.within(*item.one.content) if m.kind is MentionKind.AGREEMENT and m.refers
    }
    set_days = {days for c in item.one.content for _, days in terms(cast.text, c)}
    for row in cast.reference.events.values():
        if row.act != value or speaker.value not in row.who or row.agreement not in named:
            continue
        if (row.days is not None or set_days) and row.days not in set_days:
            continue
        if published.earliest - _OCCASION <= row.start and row.end <= published.latest:
            time = Interval(row.start, row.end)
            return Judgement(time, 0.85, (Evidence("dated event", f"{row.name}: {time}", None, row.source),))
    return None


def _same_occasion(cast: Cast, out: list[Statement], spoken: Sequence[Spoken], published: Interval) -> list[Statement]:
    """Statements without a time of their own, said by somebody whose words the page dates to the day it came out."""
    dated: dict[str, Statement] = {}
    for statement in out:
        day = statement.time.value
        if (
            statement.speaker
            and day == published
            and day.known
            and statement.parent is None
            and readings(_cue(cast, statement))
        ):
            dated.setdefault(statement.speaker.value, statement)
    found = []
    for statement, item in zip(out, spoken, strict=True):
        first = dated.get(statement.speaker.value) if statement.speaker else None
        untimed = statement.time.evidence[0].rule == "published"
        if first is None or not untimed or item.parent is not None or first.extent.start > statement.extent.start:
            found.append(statement)
            continue
        says = "said on the same occasion as the words before, by the same speaker"
        why = (Evidence("same occasion", says, first.extent), *first.time.evidence)
        found.append(replace(statement, time=Judgement(first.time.value, 0.65, why)))
    return found


def _cue(cast: Cast, statement: Statement) -> str:
    """The cue's words."""
    return " ".join(cast.text[c.start : c.end] for c in statement.cue)


def moved(statement: Statement, line: int) -> Statement:
    """A statement found in a line kept apart, with every span pointing into that line."""

    def there(span: Span | None) -> Span | None:
        return Span(span.start, span.end, line) if span else None

    def each(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(s.start, s.end, line) for s in spans)

    return replace(
        statement,
        source=there(statement.source),
        cue=each(statement.cue),
        content=each(statement.content),
        speaker=_shown(statement.speaker, line),
        act=Judgement(statement.act.value, statement.act.confidence, _moved(statement.act.evidence, line)),
        target=_shown(statement.target, line),
        time=Judgement(statement.time.value, statement.time.confidence, _moved(statement.time.evidence, line)),
        channel=there(statement.channel),
        audience=there(statement.audience),
        hedge=there(statement.hedge),
    )


def moved_mention(mention: Mention, line: int) -> Mention:
    """A mention found in a line kept apart."""
    return Mention(Span(mention.span.start, mention.span.end, line), mention.kind, _shown(mention.refers, line))


def _shown(judged: Judgement[str] | None, line: int) -> Judgement[str] | None:
    """A judgement whose evidence points into a line."""
    return Judgement(judged.value, judged.confidence, _moved(judged.evidence, line)) if judged else None


def _moved(chain: Sequence[Evidence], line: int) -> tuple[Evidence, ...]:
    """A chain of evidence that points into a line."""
    return tuple(replace(e, span=Span(e.span.start, e.span.end, line) if e.span else None) for e in chain)
