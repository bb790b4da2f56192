"""Who is meant by the words that name a source: a name, a role, a capital, a pronoun."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from onrecord.model import ActorKind, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.group import owned
from onrecord.reading.actors.member import Member
from onrecord.reading.actors.naming import MINISTRIES, Phrase, take_apart
from onrecord.reading.actors.seat import meant
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.order import UNNAMED
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.administration import administration
from onrecord.reading.referents.body import (
    a_body,
    by_noun,
    headed,
    in_small_letters,
    named_apposed,
    named_by_noun,
    named_later,
    of_letters,
    realm,
    spoke_last,
    spoke_on,
)
from onrecord.reading.referents.campaign import campaign
from onrecord.reading.referents.described import (
    allies,
    named_before,
    named_behind,
    same_group,
    same_person,
    same_unnamed,
    together,
)
from onrecord.reading.referents.description import described
from onrecord.reading.referents.epithet import epithet
from onrecord.reading.referents.holder import counterpart, holder_of, in_office
from onrecord.reading.referents.home import in_capital
from onrecord.reading.referents.kin import of_somebody, possessed, whose_by
from onrecord.reading.referents.mouthpiece import goes_on, mouthpiece
from onrecord.reading.referents.own import own
from onrecord.reading.referents.partyman import of_party, ranked
from onrecord.reading.referents.pronoun import LAST_NAMED, OWNERS, owner_of, pronoun
from onrecord.reading.referents.relative import noun_before
from onrecord.reading.referents.rival import rival
from onrecord.reading.referents.setting import SPOKEN_FOR, Setting, judged
from onrecord.reading.referents.share import of_those, pair, whole_of
from onrecord.reading.referents.trimming import trimmed
from onrecord.reading.referents.writ import by_resolution, read_out, text_of
from onrecord.reference import Naming

_GOVERNMENT = frozenset(
    "government governments authorities side leadership officials cabinet administration regime capital the military "
    "delegation state republic".split()
)
_SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
# "Nobody in Ruhn said so": nobody did.
NOBODY = re.compile(r"(?:nobody|no[\s-]one|none(?!\s+other)|anybody|anyone)\b", re.IGNORECASE)
# Who is around somebody is somebody else.
_AROUND = re.compile(
    r"(?:people|those|sources?|officials?|aides|advis[eo]rs|allies|friends|diplomats?)\s+(?:around|close\s+to|near)\b"
)
# Whom a page calls by such words for sure, before offices are asked (description.py).
_CALLED = 0.8
# "We're committed to it": whoever "we" are.
_SHORTENED = re.compile(r"^(i|we|he|she|it|they|you)['’](?:re|m|s|ve|d|ll)$")
# "A poll released Monday", "one envoy familiar": when it was, and a phrase cut short, are no part of who it is.
_ISSUED = re.compile(
    r"\s+(?:released|published|issued|conducted|filed|posted|unveiled|taken|dated|obtained)\b(?!.*\bby\b).*$|"
    r"\s+(?:seen|familiar|briefed)$"
)
_NO_NOUN = frozenset("the a an this that these those such no every each any".split())
_PLURAL = frozenset({"they", "them", "others", "both"})


def who(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """The canonical name behind a source, with the evidence; None where it cannot be told."""
    if (text := read_out(cast, source, setting)) is not None:
        return text
    source = trimmed(cast, source)
    surface = cast.text[source.start : source.end]
    lower = " ".join(surface.lower().split())
    tokens, known = cast.inside(source)
    if not tokens:
        return None
    if short := _SHORTENED.match(lower):
        source, lower = Span(source.start, source.start + len(short[1])), short[1]
    lower = {"him": "he", "them": "they"}.get(lower, lower)
    if lower == "it" and (body := by_resolution(cast, source, setting)):
        return body
    if NOBODY.match(lower):
        return None
    if lower in ("who", "which", "that"):
        head = noun_before(cast, source)
        return pronoun(cast, lower, source, setting) or (who(cast, head, setting) if head else None)
    if (two := pair(cast, source, tokens, setting)) is not None:
        return two
    if lower in words("pronouns") or lower in words("possessives") or lower in _PLURAL:
        found = pronoun(cast, lower, source, setting)
        if lower in ("he", "she") and (found is None or found.evidence[0].rule == LAST_NAMED):
            return goes_on(cast, source, setting) or found
        return found
    if (apposed := named_before(cast, source, tokens)) is not None:
        return apposed
    phrase = take_apart(tokens, known)
    if _AROUND.match(lower):
        return _unnamed(cast, replace(phrase, plain=surface), source)
    if phrase.name is None and (whole := whole_of(source, tokens)) is not None:
        return who(cast, whole, setting)
    if phrase.name is None and of_those(tokens) and setting.last:
        return judged(setting.last, 0.6, "group", f'"{surface}" are of those who spoke before', source)
    if (state := realm(cast, source, tokens)) is not None:
        return state
    if (issued := own(cast, source, phrase, setting)) is not None:
        return issued
    if (body := headed(cast, source, tokens)) is not None:
        return body
    if phrase.name and (persons := together(cast, source, tokens)):
        return persons
    if (governing := administration(cast, source, tokens, setting.published)) is not None:
        return governing
    lettered = next((t.text for t in tokens if t.text in MINISTRIES), None)
    if lettered and phrase.name in (None, lettered) and (seated := of_letters(cast, source, tokens, setting)):
        return seated
    if phrase.name and not _common(cast, phrase.name, source):
        return _named(cast, phrase, source, setting)
    if (
        person := named_behind(cast, source)
        or named_apposed(cast, source)
        or named_by_noun(cast, source, tokens)
        or of_party(cast, tokens, source, setting)
        or ranked(cast, tokens, source)
    ):
        return person
    if (body := campaign(cast, source, tokens, setting)) is not None:
        return body
    if (nested := possessed(cast, source, tokens, setting)) is not None:
        return nested
    if (text := text_of(cast, source, tokens, setting)) is not None:
        return text
    if government := _capital(cast, source):
        return government
    if phrase.body and (same := spoke_last(cast, source, tokens, setting)):
        return same
    if same := same_unnamed(cast, source, tokens, setting):
        return same
    mention = _head(cast, source, tokens)
    if mention is not None and mention.refers:
        by_office = mention.refers.evidence[0].rule == "role" and bool(phrase.role)
        if by_office and (found := holder_of(cast, phrase, source, setting)):
            # Who spoke last is known here, and was not where the mention was read.
            return found
        step = Evidence("name", mention.refers.why, mention.span)
        return Judgement(mention.refers.value, mention.refers.confidence, (step,))
    if same := same_person(cast, source, tokens, setting):
        return same
    if phrase.role and phrase.role.split()[-1] in _SPEAKERS and (owner := _owner(cast, source, tokens, setting)):
        member = cast.members.setdefault(phrase.plain, Member(phrase.plain, ActorKind.GROUP, cast.side(owner)))
        cast.name(member, source)
        return judged(member.name, 0.7, SPOKEN_FOR, f"an unnamed spokesperson speaks for {owner}", source)
    if (other := rival(cast, source, tokens, setting)) is not None:
        return other[0]
    called = described(cast, source, setting.published, setting.agent)
    if called is not None and called.confidence >= _CALLED:
        return called
    if holder := counterpart(cast, phrase, source, tokens, setting):
        return holder
    if holder := in_office(cast, phrase, source, tokens, setting):
        return holder
    if joint := _joint(cast, source, tokens):
        return joint
    if phrase.role and phrase.role.split()[-1] in _SPEAKERS and (body := _spoken_for(cast, source, tokens, setting)):
        return body
    if (unnamed := mouthpiece(cast, source, tokens, setting)) is not None:
        return unnamed
    if (back := cast.backs.get(source)) is not None and back.refers is not None:
        return back.refers
    if called is not None:
        return called
    if spoke := epithet(cast, source, setting):
        return spoke
    if on := spoke_on(cast, source, tokens, setting):
        return on
    whose, first = whose_by(cast, source, tokens, setting) or (None, 0)
    if phrase.body and whose is not None and tokens[0].lower not in OWNERS:
        return _unnamed(cast, phrase, source, (whose.value, tokens[first].text))
    if phrase.body and len(tokens) == 2 and (noun := by_noun(cast, source, tokens)):
        return noun
    if phrase.body and (body := in_small_letters(cast, source)):
        return body
    if phrase.body and (later := named_later(cast, source, tokens)):
        return later
    if phrase.body:
        return a_body(cast, phrase.body, source, tokens, setting)
    if noun := by_noun(cast, source, tokens):
        return noun
    if found := allies(cast, source, setting):
        return found
    if group := same_group(cast, source, tokens):
        return group
    if body := in_small_letters(cast, source):
        return body
    if kept := of_somebody(cast, source, tokens, setting):
        return kept
    return _unnamed(cast, phrase, source, (whose.value, tokens[first].text) if whose else None)


def _common(cast: Cast, name: str, source: Span) -> bool:
    """Whether a lone capitalised word is a common noun at the start of a sentence ("Locals said")."""
    if " " in name or not name.endswith("s") or name in cast.members or len(cast.text) == len(name):
        return False
    opens = cast.text[max(0, source.start - 9) : source.start].rstrip()[-1:] in ("", ".", "”", '"', "?", "!")
    return opens and not any(start != source.start for start in cast.starts(name)[:2])


def _named(cast: Cast, phrase: Phrase, source: Span, setting: Setting) -> Judgement[str]:
    """A source with a name in it: somebody known, by full name or surname, or somebody new."""
    name = phrase.name or phrase.plain
    people = [m for m in cast.mentions.within(source) if m.kind is MentionKind.PERSON and not _owns(cast, m)]
    of_name = [m for m in people if name in cast.text[m.span.start : m.span.end]]
    for mention in (*of_name, *people):
        if mention.refers:
            return Judgement(mention.refers.value, mention.refers.confidence, mention.refers.evidence)
    bodies = (m for m in cast.mentions.within(source) if m.kind is MentionKind.ORGANISATION and m.refers)
    if told := next((m.refers for m in bodies if cast.text[m.span.start : m.span.end] == name), None):
        return told
    if member := cast.by_name(name):
        if not cast.mentions.within(source):
            cast.name(member, source)
        return judged(member.name, 0.9, "name", f"{name} is {member.name}, named in this text", source)
    tied = cast.tied(source)
    first = cast.text[source.start : source.end].split()[0].lower()
    if phrase.role is None and (
        _ABBREVIATION.fullmatch(name) or (first == "the" and _right_behind(cast, source, name))
    ):
        body = cast.body(name, source, tied)
        return judged(body.name, 0.65, "body", f"{name} is written like the name of a body", source)
    if tied is None and first in OWNERS:
        owner = pronoun(cast, first, Span(source.start, source.start + len(first)), setting)
        tied = cast.side(owner.value) if owner else None
    member = cast.person(phrase, source, tied)
    return judged(member.name, 0.7, "new name", f"{member.name} is named here alone", source)


def _right_behind(cast: Cast, source: Span, name: str) -> bool:
    """Whether a name stands right behind the article that opens a source, as no person's does: "the Dunmoorer"."""
    return cast.text.startswith(name, source.start + len("the "))


def _capital(cast: Cast, source: Span) -> Judgement[str] | None:
    """The state, or organisation, of a capital that speaks as a place: "criticised in Berlin and Beijing"."""
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PLACE and mention.span == source:
            name = cast.text[source.start : source.end]
            at = bisect_left(cast.tokens, source.start, key=lambda t: t.start)
            for known in cast.reference.names:
                if known.naming is Naming.CAPITAL and known.words == name:
                    acting = meant(name, known.refers, at, cast.spoken_of, cast.reference)
                    if acting is None:
                        return None
                    cast.take(acting, source)
                    return judged(acting, 0.8, "capital", f"what is done in {name} is done by {acting}", source)
    return None


def _head(cast: Cast, source: Span, tokens: list[Token]) -> Mention | None:
    """The mention that is what the phrase names, when nothing but its trimmings stand around it."""
    inside = [m for m in cast.mentions.within(source) if m.kind in ACTORS]
    inside.sort(key=lambda m: m.kind is MentionKind.PERSON)
    best = None
    for mention in inside:
        rest = [t for t in tokens if not mention.span.start <= t.start < mention.span.end and t.is_word]
        after = [t.text for t in rest if t.start >= mention.span.end]
        behind = [word.lower() for word in after]
        front = [t.lower for t in rest if t.start < mention.span.start and t.lower not in words("determiners")]
        front = [] if front and _behind_its_state(cast, mention, source) else front
        trimmed = all(w in _GOVERNMENT for w in front if w not in words("prepositions"))
        channel = " ".join(behind) in words("channels")
        government = bool(behind) and all(w in _GOVERNMENT or w in ("'s", "’s") for w in behind)
        government = government and mention.kind is not MentionKind.PERSON
        title = mention.kind is MentionKind.ORGANISATION and _abbreviated(after)
        if (trimmed and not behind) or (not front and (channel or government)) or title:
            best = mention if best is None or len(mention.span) >= len(best.span) else best
    return best


def _behind_its_state(cast: Cast, mention: Mention, source: Span) -> bool:
    """Whether nothing but the state of a body stands in front of it: "Varland's Joint Staff"."""
    of = cast.side(mention.refers.value) if mention.refers else None
    ahead = cast.mentions.within(Span(source.start, mention.span.start))
    near = next((m for m in ahead if m.kind is MentionKind.STATE and m.refers and m.refers.value == of), None)
    if near is None or cast.text[source.start : near.span.start].strip().lower() not in ("", "the"):
        return False
    return cast.text[near.span.end : mention.span.start].strip() in ("", "'s", "’s", "'", "’")


def _joint(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The first of several who speak together: "Paris and Berlin said in a joint note"."""
    named = [m for m in cast.mentions.within(source) if m.refers and m.kind in ACTORS]
    covered = {t.start for m in named for t in tokens if m.span.start <= t.start < m.span.end}
    titles = words("titles") | words("roles") | words("ranks") | {"."}
    persons = all(m.kind is MentionKind.PERSON for m in named)
    rest = [t.lower for t in tokens if t.start not in covered and not (persons and t.lower in titles)]
    if len(named) < 2 or named[0].refers is None or not all(w in ("and", ",", "the", "both") for w in rest):
        return None
    others = ", ".join(m.refers.value for m in named[1:] if m.refers)
    says = f"{named[0].refers.value} speaks together with {others}"
    return judged(named[0].refers.value, 0.6, "joint", says, source)


def _owns(cast: Cast, mention: Mention) -> bool:
    """Whether a possessive follows a mention."""
    return cast.text[mention.span.end : mention.span.end + 2] in ("'s", "’s")


def _owner(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> str | None:
    """The person in whose service somebody unnamed speaks: "Drel's spokesman", "her spokesman"."""
    if tokens[0].lower in ("his", "her"):
        meant = owner_of(cast, tokens[0], setting)
        return meant.value if meant else None
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and mention.refers and _owns(cast, mention):
            return mention.refers.value
    return None


def _abbreviated(behind: list[str]) -> bool:
    """Whether only an abbreviation and a channel follow: "... Service (EEAS) press service"."""
    if not behind or _ABBREVIATION.fullmatch(behind[0]) is None:
        return False
    return len(behind) == 1 or " ".join(behind[1:]).lower() in words("channels")


def _spoken_for(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The body that an unnamed spokesperson speaks for: "a spokesman for the ministry"."""
    at = next((i for i, t in enumerate(tokens) if t.lower in ("for", "of", "at")), None)
    if at is None:
        body = [t for t in tokens[:-1] if t.lower in words("bodies")]
        if (head := _head(cast, source, tokens[:-1])) is not None and head.refers is not None:
            return judged(head.refers.value, 0.7, SPOKEN_FOR, f"speaks for {head.refers.value}", source)
        return a_body(cast, _surface_of(tokens[:-1]), source, tokens[:-1], setting) if body else None
    if at + 1 >= len(tokens):
        return None
    found = who(cast, Span(tokens[at + 1].start, source.end), setting)
    if found is None or any(e.rule == UNNAMED for e in found.evidence):
        return None
    step = Evidence(SPOKEN_FOR, f"an unnamed spokesperson speaks for {found.value}", source)
    return Judgement(found.value, round(0.95 * found.confidence, 3), (step, *found.evidence))


def _surface_of(tokens: list[Token]) -> str:
    """Tokens as words, without a leading article."""
    return " ".join(t.text for t in tokens if t.lower not in ("a", "an", "the"))


def _unnamed(cast: Cast, phrase: Phrase, source: Span, whose: tuple[str, str] | None = None) -> Judgement[str] | None:
    """Those whom the page leaves unnamed, under the words it uses for them: "Oda Kell's people" of "her people", where
    ``whose`` says that they are hers, and the word behind that.
    """
    name = _ISSUED.sub("", phrase.plain)
    # "Her counterpart" is hardly of the side that she is of.
    of = cast.side(whose[0]) if whose and not _across(phrase.plain) else None
    if whose:
        _, word, rest = name.partition(whose[1])
        name = owned(whose[0], word + rest, many=cast.members[whose[0]].kind is ActorKind.GROUP) if word else name
    agreement = name.lower().split()[-1:] in (["treaty"], ["agreement"], ["pact"], ["accord"], ["deal"])
    cut = name[:1] in ("'", "’") or name[-1:] == "-"  # "'s empowered", "much-"
    if agreement or cut or not any(c.isalpha() for c in name) or name.lower() in _NO_NOUN:
        return None
    kind = ActorKind.ORGANISATION if phrase.body else ActorKind.GROUP
    of = cast.tied(source) or of or in_capital(cast, source, cast.inside(source)[0])
    member = cast.members.setdefault(name, Member(name, kind, of))
    cast.name(member, source)
    return judged(name, 0.6, UNNAMED, "the page names nobody here, only this description", source)


def _across(plain: str) -> bool:
    """Whether a phrase means somebody on another side than whoever he is named after: "counterpart", "opponent"."""
    families, said = table("families"), plain.lower().split()
    return bool(said) and singular(said[-1]) in (*families["facing"].split(), *families["opponents"].split())
