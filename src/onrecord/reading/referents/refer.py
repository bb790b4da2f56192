"""Who is meant by the words that name a source: a name, a role, a capital, a pronoun."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from onrecord.model import ActorKind, Evidence, Interval, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast, Member
from onrecord.reading.actors.introduction import owner_before
from onrecord.reading.actors.naming import Phrase, hints, take_apart
from onrecord.reading.actors.seat import meant
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.body import a_body, by_noun
from onrecord.reading.referents.campaign import campaign
from onrecord.reading.referents.described import allies, epithet, same_group
from onrecord.reading.referents.description import described
from onrecord.reading.referents.mouthpiece import goes_on, mouthpiece
from onrecord.reading.referents.pronoun import antecedent, owner_of, pronoun
from onrecord.reading.referents.rival import rival
from onrecord.reading.referents.setting import Setting, judged
from onrecord.reading.referents.writ import by_resolution, text_of
from onrecord.reference import Naming

_PERSONS = (ActorKind.PERSON,)
_BODIES = (ActorKind.STATE, ActorKind.ORGANISATION)
_GOVERNMENT = frozenset(
    "government governments authorities side leadership officials cabinet administration regime capital the military "
    "delegation state republic".split()
)
_SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
# "Four weeks ago his government refused": when it was is no part of who.
_AGO = re.compile(r"(?:\w+\s+){1,2}(?:days?|weeks?|months?|years?)\s+(?:ago|later|earlier)\s+(?=\w)")
_HEADS = {
    "head of state": ("president", "king", "queen"),
    "head of government": ("prime minister", "chancellor", "premier"),
}
_IN_FULL = {"pm": "prime minister", "fm": "foreign minister", "premier": "prime minister"}
_SHORT = re.compile(rf"\b(?:{'|'.join(_IN_FULL)})\b")
# Bodies and offices that an official page names without their state.
_OWN_BODY = re.compile(
    r"(?:[Tt]he|[Oo]ur)\s+(?:Ministry(?:\s+of\s+(?:Foreign|External)\s+Affairs)?|Foreign\s+Ministry|Government|Cabinet|Embassy|Mission|"
    r"ministry|government|embassy|mission|delegation)"
)
_OWN_OFFICE = re.compile(
    r"(?:[Tt]he|[Oo]ur)\s+(?:\w+\s+)?(?:Minister|President|Prime\s+Minister|Ambassador|Spokes\w+|minister|spokes\w+)\b"
)
# "The Minister of Foreign Affairs" is the foreign minister.
_PORTFOLIO = re.compile(r"(?:[Tt]he\s+)?[Mm]inister\s+(?:of|for)\s+(\w+)")
# Who is around somebody is somebody else.
_AROUND = re.compile(
    r"(?:people|those|sources?|officials?|aides|advis[eo]rs|allies|friends|diplomats?)\s+(?:around|close\s+to|near)\b"
)
# So many words stand at most between a determiner and the noun that "who" goes back to.
_PHRASE = 4
# Whom a page calls by such words for sure, before offices are asked (description.py).
_CALLED = 0.8
_OVER = frozenset({"former", "ex", "then", "onetime"})
_NOT_THE = frozenset("a an one some another two three several".split())
_PLURAL = frozenset({"they", "them", "others", "both"})


def who(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """The canonical name behind a source, with the evidence; None where it cannot be told."""
    if late := _AGO.match(cast.text, source.start, source.end):
        source = Span(late.end(), source.end)
    surface = cast.text[source.start : source.end]
    lower = " ".join(surface.lower().split())
    tokens, known = cast.inside(source)
    if not tokens:
        return None
    lower = {"him": "he", "them": "they"}.get(lower, lower)
    if lower == "it" and (body := by_resolution(cast, source, setting)):
        return body
    if lower in ("who", "which"):
        head = _before(cast, source)
        return pronoun(cast, lower, source, setting) or (who(cast, head, setting) if head else None)
    if lower in words("pronouns") or lower in words("possessives") or lower in _PLURAL:
        found = pronoun(cast, lower, source, setting)
        return found or (goes_on(cast, source, setting) if lower in ("he", "she") else None)
    phrase = take_apart(tokens, known)
    if _AROUND.match(lower):
        return _unnamed(cast, replace(phrase, plain=surface), source)
    if phrase.name is None and lower.startswith(("one of ", "some of ", "both of ", "none of ")) and setting.last:
        return judged(setting.last, 0.6, "group", f'"{surface}" are of those who spoke before', source)
    if phrase.name and not _common(cast, phrase.name, source):
        return _named(cast, phrase, source, setting)
    if (body := campaign(cast, source, tokens, setting)) is not None:
        return body
    if (nested := _possessed(cast, source, tokens, setting)) is not None:
        return nested
    if (text := text_of(cast, source, tokens, setting)) is not None:
        return text[0]
    if government := _capital(cast, source):
        return government
    if own := _own_office(cast, source, phrase, setting):
        return own
    mention = _head(cast, source, tokens)
    if mention is not None and mention.refers:
        by_office = mention.refers.evidence[0].rule == "role" and bool(phrase.role)
        if by_office and (found := _by_role(cast, phrase, source, setting)):
            # Who spoke last is known here, and was not where the mention was read.
            return found
        step = Evidence("name", mention.refers.why, mention.span)
        return Judgement(mention.refers.value, mention.refers.confidence, (step,))
    if phrase.role and phrase.role.split()[-1] in _SPEAKERS and (owner := _owner(cast, source, tokens, setting)):
        member = cast.members.setdefault(phrase.plain, Member(phrase.plain, ActorKind.GROUP, cast.side(owner)))
        cast.name(member, source)
        return judged(member.name, 0.7, "spokesperson", f"an unnamed spokesperson speaks for {owner}", source)
    if (other := rival(cast, source, tokens, setting)) is not None:
        return other[0]
    called = described(cast, source, setting.published)
    if called is not None and called.confidence >= _CALLED:
        return called
    for office in _HEADS.get(phrase.plain.lower(), ()):
        if found := _by_role(cast, replace(phrase, role=office), source, setting):
            return found
    if phrase.role and _is_single(tokens, phrase) and (found := _by_role(cast, phrase, source, setting)):
        return found
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
    if phrase.body and len(tokens) == 2 and (noun := by_noun(cast, source, tokens)):
        return noun
    if phrase.body:
        return a_body(cast, phrase.body, source, tokens, setting)
    if noun := by_noun(cast, source, tokens):
        return noun
    if found := allies(cast, source, setting):
        return found
    if person := epithet(cast, source):
        return person
    if group := same_group(cast, source, tokens):
        return group
    return _unnamed(cast, phrase, source)


def _before(cast: Cast, relative: Span) -> Span | None:
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
    determined = cast.tokens[first].lower in words("determiners") and first < last
    if determined:
        return Span(cast.tokens[first].start, end)
    plural = cast.tokens[last].lower != singular(cast.tokens[last].lower)
    return Span(cast.tokens[last].start, end) if plural and first == last else None


@cache
def _closed() -> frozenset[str]:
    """Words that no noun phrase goes on over."""
    return words("prepositions") | words("auxiliaries") | words("subordinators") | words("coordinators") | words("past")


def _common(cast: Cast, name: str, source: Span) -> bool:
    """Whether a lone capitalised word is a common noun at the start of a sentence ("Locals said")."""
    if " " in name or not name.endswith("s") or name in cast.members or len(cast.text) == len(name):
        return False
    opens = cast.text[max(0, source.start - 9) : source.start].rstrip()[-1:] in ("", ".", "”", '"', "?", "!")
    return opens and not any(t.text == name and t.start != source.start for t in cast.tokens)


def _named(cast: Cast, phrase: Phrase, source: Span, setting: Setting) -> Judgement[str]:
    """A source with a name in it: somebody known, by full name or surname, or somebody new."""
    name = phrase.name or phrase.plain
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and mention.refers and not _owns(cast, mention):
            return Judgement(mention.refers.value, mention.refers.confidence, mention.refers.evidence)
    if member := cast.by_name(name):
        return judged(member.name, 0.9, "name", f"{name} is {member.name}, named in this text", source)
    tied = cast.tied(source)
    first = cast.text[source.start : source.end].split()[0].lower()
    if tied is None and first in ("its", "their", "his", "her"):
        owner = pronoun(cast, first, Span(source.start, source.start + len(first)), setting)
        tied = cast.side(owner.value) if owner else None
    member = cast.person(phrase, source, tied)
    return judged(member.name, 0.7, "new name", f"{member.name} is named here alone", source)


def _possessed(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The person behind "Kell's office", "her office": what an office says, its holder is held to say."""
    if len(tokens) < 2 or tokens[-1].lower not in ("office", "team", "camp", "aides", "people"):
        return None
    if len(tokens) == 2 and tokens[0].lower in ("his", "her") and tokens[1].lower != "people":
        return owner_of(cast, tokens[0], setting)
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and mention.refers:
            says = f"the {tokens[-1].lower} speaks for {mention.refers.value}"
            return judged(mention.refers.value, 0.75, "office of a person", says, source)
    if tokens[-1].lower == "office" and (tied := cast.tied(source)):
        return judged(tied, 0.6, "office", f"the office is one of {tied}", source)
    return None


def _own_office(cast: Cast, source: Span, phrase: Phrase, setting: Setting) -> Judgement[str] | None:
    """Who an office or a body without its state is on a page that a state puts out: its own."""
    own = cast.publisher
    if own is None or cast.tied(source) is not None or phrase.name:
        return None
    surface = " ".join(cast.text[source.start : source.end].split())
    if _OWN_BODY.fullmatch(surface):
        return judged(own, 0.75, "issuer", f'"{surface}" is that of {own}, which puts the page out', source)
    if not phrase.role or not _OWN_OFFICE.match(surface):
        return None
    says = f'"{surface}" is an office of {own}, which puts the page out'
    return _holder(cast, phrase.role, own, source, setting) or judged(own, 0.65, "issuer", says, source)


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
    kinds = (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON)
    inside = sorted(
        (m for m in cast.mentions.within(source) if m.kind in kinds), key=lambda m: kinds.index(m.kind) == 2
    )
    best = None
    for mention in inside:
        rest = [t for t in tokens if not mention.span.start <= t.start < mention.span.end and t.is_word]
        behind = [t.lower for t in rest if t.start >= mention.span.end]
        front = [t.lower for t in rest if t.start < mention.span.start and t.lower not in words("determiners")]
        trimmed = all(w in _GOVERNMENT for w in front if w not in words("prepositions"))
        channel = " ".join(behind) in words("channels")
        government = bool(behind) and all(w in _GOVERNMENT or w in ("'s", "’s") for w in behind)
        title = mention.kind is MentionKind.ORGANISATION and _abbreviated(behind)
        if (trimmed and not behind) or (not front and (channel or government)) or title:
            best = mention if best is None or len(mention.span) >= len(best.span) else best
    return best


def _joint(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The first of several who speak together: "Paris and Berlin said in a joint note"."""
    actors = (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON)
    named = [m for m in cast.mentions.within(source) if m.refers and m.kind in actors]
    covered = {t.start for m in named for t in tokens if m.span.start <= t.start < m.span.end}
    rest = [t.lower for t in tokens if t.start not in covered]
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
    return bool(behind) and (len(behind) == 1 or " ".join(behind[1:]) in words("channels")) and len(behind[0]) <= 6


def _is_single(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a role names one person: an article or a state before it, no number."""
    return tokens[0].lower not in _NOT_THE and phrase.role is not None


def _by_role(cast: Cast, phrase: Phrase, source: Span, setting: Setting) -> Judgement[str] | None:
    """The person that a role names: "the diplomat", "the Brennish minister", "the High Representative"."""
    role = phrase.role or ""
    tied = cast.tied(source)
    surface = cast.text[source.start : source.end]
    if tied is None and (its := re.search(r"\bits\b", surface, re.IGNORECASE)):
        tied = owner_before(cast, min(setting.sentence.start, source.start), source.start + its.start())
    if surface.lower().startswith("whose "):
        # "Varland, whose foreign minister said": whoever stands right before.
        owner = antecedent(cast, "which", source)
        tied = owner.value if owner else None
        if tied is None:
            return None
    on = setting.published
    earlier = [m for m in cast.before(source.start, _PERSONS) if _holds(cast, m, role, on)]
    people = (m for m in cast.members.values() if m.kind is ActorKind.PERSON)
    later = [m for m in people if m not in earlier and _holds(cast, m, role, on)]
    if tied:
        side = cast.reference.side(tied)
        earlier = [m for m in earlier if m.of and cast.reference.side(m.of) == side]
        later = [m for m in later if m.of and cast.reference.side(m.of) == side]
    if len(earlier) > 1 and role.split()[-1] == "minister" and "prime" not in role:
        # Who heads a government is no plain "minister" beside those who are.
        earlier = [m for m in earlier if not _heads_government(cast, m)] or earlier
    if setting.last and any(m.name == setting.last for m in earlier):
        earlier = [m for m in earlier if m.name == setting.last]
    if earlier:
        member = earlier[0]
        others = len({m.name for m in earlier})
        says = f'"{surface}" is {member.name}, the last named to whom the role goes'
        return judged(member.name, 0.85 if others == 1 else 0.7, "role", says, source)
    if len(later) == 1:
        says = f'"{surface}" is {later[0].name}, the only one in the text to whom the role goes'
        return judged(later[0].name, 0.75, "role", says, source)
    return _holder(cast, role, tied, source, setting)


def _heads_government(cast: Cast, member: Member) -> bool:
    """Whether every office of a minister that the text or the reference knows is that of the prime minister."""
    actor = cast.reference.actors.get(member.name)
    held = {*map(_in_full, member.roles), *(o.title for o in actor.offices)} if actor else set(member.roles)
    return all("prime minister" in title for title in held if "minister" in title.split())


def by_role(cast: Cast, span: Span, published: Interval) -> Judgement[str] | None:
    """The person of the text whom a definite role names, where nothing else is known of its setting."""
    tokens, known = cast.inside(span)
    phrase = take_apart(tokens, known)
    alone = Setting(span, None, None, None, None, None, published)
    found = _by_role(cast, phrase, span, alone) if phrase.role else None
    return found if found and any(p < span.start for p in cast.members[found.value].places) else None


def _holder(cast: Cast, role: str, tied: str | None, source: Span, setting: Setting) -> Judgement[str] | None:
    """The one holder of an office of a state or body, by the reference, while the page was published."""
    if tied is None or not setting.published.known:
        return None
    over = _PORTFOLIO.match(cast.text, source.start, source.end)
    held = f"{over[1].lower()} minister" if over else role
    holders = {
        name
        for name, office in cast.reference.holders.get((held, tied), ())
        if setting.published.meet(office.term) is not None
    }
    if len(holders) != 1:
        return None
    name = holders.pop()
    cast.take(name, source)
    return judged(name, 0.7, "office", f"{name} was {role} of {tied} at that time", source)


def _holds(cast: Cast, member: Member, role: str, published: Interval) -> bool:
    """Whether a member's offices go with a role noun: its own words, or what the noun can stand for.

    Of offices that the text does not give, only those held when it came out count, but for one who was "former".
    """
    role = _in_full(role)
    wanted = set(role.replace("-", " ").split())
    actor = cast.reference.actors.get(member.name)
    over = not wanted.isdisjoint(_OVER)
    known = [o.title for o in actor.offices if over or published.meet(o.term) is not None] if actor else []
    for held in map(_in_full, (*member.roles, *known)):
        have = set(held.replace("-", " ").split())
        if wanted <= have or (
            role.replace("-", " ").split()[-1] in have and not wanted - have - {"former", "senior", "then"}
        ):
            return True
        if len(wanted) == 1 and any(hint in held for hint in hints(role)):
            return True
    return False


def _in_full(role: str) -> str:
    """A role without its abbreviations: "then-PM" as "then-prime minister"."""
    return _SHORT.sub(lambda short: _IN_FULL[short[0]], role)


def _spoken_for(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The body that an unnamed spokesperson speaks for: "a spokesman for the ministry"."""
    at = next((i for i, t in enumerate(tokens) if t.lower in ("for", "of", "at")), None)
    if at is None:
        body = [t for t in tokens[:-1] if t.lower in words("bodies")]
        return a_body(cast, _surface_of(tokens[:-1]), source, tokens[:-1], setting) if body else None
    if at + 1 >= len(tokens):
        return None
    found = who(cast, Span(tokens[at + 1].start, source.end), setting)
    if found is None or any(e.rule == "unnamed" for e in found.evidence):
        return None
    step = Evidence("spokesperson", f"an unnamed spokesperson speaks for {found.value}", source)
    return Judgement(found.value, round(0.95 * found.confidence, 3), (step, *found.evidence))


def _surface_of(tokens: list[Token]) -> str:
    """Tokens as words, without a leading article."""
    return " ".join(t.text for t in tokens if t.lower not in ("a", "an", "the"))


def _unnamed(cast: Cast, phrase: Phrase, source: Span) -> Judgement[str] | None:
    """Those whom the page leaves unnamed, under the words it uses for them."""
    name = phrase.plain
    if not name or not any(c.isalpha() for c in name):
        return None
    kind = ActorKind.ORGANISATION if phrase.body else ActorKind.GROUP
    member = cast.members.setdefault(name, Member(name, kind, cast.tied(source)))
    cast.name(member, source)
    return judged(name, 0.6, "unnamed", "the page names nobody here, only this description", source)
