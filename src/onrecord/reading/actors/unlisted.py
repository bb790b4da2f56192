"""Names that the reference lacks and the network sees: persons, bodies, places, agreements, weapons, events."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.member import Member
from onrecord.reading.actors.naming import MINISTRIES, Phrase, a_newsroom, a_water, past_portfolio, titled, whole
from onrecord.reading.attributions.reader import Seen
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.grammar.order import Places
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import words

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast

SURE = 0.6
"""How sure the network must be of a name for the record; of 0.5 to 0.8, swept on GUM dev, this has the best F1."""
SURE_BODY = 0.75
"""The same for a body: it can be a target, and places and ships are often taken for one."""
SURE_GIVEN = 0.4
"""The same for a person whose name begins with a given name that given.yaml knows."""
_KINDS = {
    "PERSON": MentionKind.PERSON,
    "ORGANISATION": MentionKind.ORGANISATION,
    "STATE": MentionKind.STATE,
    "PLACE": MentionKind.PLACE,
    "AGREEMENT": MentionKind.AGREEMENT,
    "WEAPON": MentionKind.WEAPON,
    "EVENT": MentionKind.EVENT,
}


# Alone these call an agreement that has a name of its own: "We shall not leave the Accord".
_PAPERS = frozenset(
    (
        *("treaty", "agreement", "accord", "accords", "pact", "convention", "protocol", "deal", "truce", "ceasefire"),
        *("armistice", "charter", "memorandum", "declaration"),
    )
)
_MARKED = re.compile(r"[^\W\d_]['’-][^\W\d_]")
_OF = re.compile(r"\s(?:of|for)(?:\s+the)?$")
_LONGEST = 60
# Whoever is around somebody is somebody else: "Team Kell".
_AROUND = frozenset({"team", "camp", "fans"})
# "Foreign Ministry", "Ministry of Defence": alone, or at the end of a longer name.
_MINISTRY = re.compile(
    r"\b(?:(?P<what>Foreign|Defen[cs]e|Interior|Finance|Trade|Energy)\s+Ministry|"
    r"(?:Ministry|Department)\s+(?:of|for)\s+(?:the\s+)?(?P<over>Foreign\s+Affairs|Defen[cs]e|Interior|Finance|Trade|Energy))\Z"
)
_ELSEWHERE = re.compile(r"\bIn\s+[A-Z][\w-]+,?\s+(?:the\s+)?\Z")
_IN_CAPITAL = re.compile(r"\s+(?:\w+\s+)?in\s+[A-Z]")
_NEAR = 400
"""So many mentions before a ministry tell whose it is."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s")
# "... Monitoring Mission (HMM)": what it is called from there on.
_BRACKETED = re.compile(r"\s?\(([A-Z][A-Za-z&]{1,8}[A-Z])\)")


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name that was seen, as a stretch of the text, its kind and how sure that is."""

    span: Span
    kind: MentionKind
    confidence: float


def seen_names(seen: Seen) -> Iterator[Unlisted]:
    """The names that a reader saw, as far as it is sure of them and the record knows their kind."""
    if seen.parse is None:
        return
    starts, ends = seen.parse.words.starts, seen.parse.words.ends
    for name in seen.names:
        if name.kind in _KINDS and name.confidence >= _least(name, seen.parse):
            first = name.first
            if name.kind == "PERSON":
                while first < name.last - 1 and _titles(seen.parse.surface(first, first + 1)):
                    first += 1
                    behind = [seen.parse.surface(i, i + 1) for i in range(first, name.last - 1)]
                    first += past_portfolio(behind) if behind else 0
            elif name.kind == "ORGANISATION":
                # "the conservative Tax Foundation": what describes a body is no part of its name.
                while first < name.last - 1 and seen.parse.surface(first, first + 1).islower():
                    first += 1
                surface = seen.parse.surface(first, name.last)
                if surface.islower() or surface in MINISTRIES:
                    continue  # "ministry of defence" is no name of its own
            end = ends[name.last - 1]
            end = whole(seen.parse.words.text, end) if name.kind == "PERSON" else end
            yield Unlisted(Span(starts[first], end), _KINDS[name.kind], name.confidence)


def _least(name: Named, parse: Parse) -> float:
    """How sure the network must be of a name, by its kind and by its words."""
    if name.kind == "PERSON" and name.last - name.first == 2 and given_sex(parse.surface(name.first, name.first + 1)):
        return SURE_GIVEN
    return SURE_BODY if name.kind == "ORGANISATION" else SURE


def _titles(word: str) -> bool:
    """Whether a word goes before a person's name and is no part of it."""
    return word in (".", "-") or titled(word)


def unlisted(cast: Cast, names: Sequence[Unlisted]) -> None:
    """Take in names: what the reference knows stands, and a body may hold the name of its state."""
    for name in names:
        inside = cast.mentions.within(name.span)
        over = cast.mentions.touching(name.span)
        surface = cast.text[name.span.start : name.span.end]
        longer = inside and len(over) == len(inside) and inside[-1].span.end < name.span.end
        listed = any(m.kind is MentionKind.ORGANISATION and m.refers for m in over)
        if name.kind is MentionKind.ORGANISATION and not listed and (same := _same_ministry(cast, name.span, surface)):
            says = f"{surface} is {same.name}, named before"
            cast.mention(name.span, name.kind, same, "named", says, 0.8)
        elif name.kind is MentionKind.ORGANISATION and longer and _is_body(surface):
            _body(cast, name, surface, cast.tied(name.span))
        elif name.kind is MentionKind.ORGANISATION and (state := _of_a_state(cast, name.span)):
            whole = Span(name.span.start, name.span.start + len(_OF.sub("", surface)))
            _body(cast, replace(name, span=whole), _OF.sub("", surface), state)
        elif over or "\n" in surface or (" " not in surface and _is_known(cast, surface)) or _only_calls(name, surface):
            continue
        elif name.kind is MentionKind.PERSON and a_newsroom(surface):
            _body(cast, replace(name, kind=MentionKind.ORGANISATION), surface, None)
        elif name.kind is MentionKind.PERSON and not a_water(surface) and surface.split()[0].lower() not in _AROUND:
            _person(cast, name, surface)
        elif name.kind is MentionKind.ORGANISATION:
            _body(cast, name, surface, cast.home if surface.endswith("Ministry") else None)
        else:
            why = Evidence("named", f"{surface} reads like the name of a {name.kind}", name.span)
            cast.note(Mention(name.span, name.kind, Judgement(surface, round(name.confidence, 3), (why,))))


def _only_calls(name: Unlisted, surface: str) -> bool:
    """Whether words for an agreement only call one that has a name of its own."""
    return name.kind is MentionKind.AGREEMENT and surface.lower().removeprefix("the ") in _PAPERS


def _same_ministry(cast: Cast, span: Span, surface: str) -> Member | None:
    """The only ministry named before, with its state, of which a page says "the Foreign Ministry" alone; or the same in
    the other order, "the Arlenian Ministry of Defence". In another capital it is another.
    """
    whole = _MINISTRY.search(surface)
    if whole is None or _ELSEWHERE.search(cast.text, max(0, span.start - _LONGEST), span.start):
        return None
    owner = _POSSESSIVE.sub(" ", surface[: whole.start()]).strip()
    found: set[str] = set()
    for mention in itertools.islice(cast.mentions.before(span.start), _NEAR):
        if mention.kind is not MentionKind.ORGANISATION or mention.refers is None or mention.refers.value == surface:
            continue
        name = mention.refers.value
        longer = _MINISTRY.search(name)
        if longer and _charge(longer) == _charge(whole) and owner in ("", name[: longer.start()].strip()):
            found.add(name)
    behind = _IN_CAPITAL.match(cast.text, span.end) if not owner else None
    return cast.members.get(found.pop()) if len(found) == 1 and behind is None else None


def _charge(ministry: re.Match[str]) -> str:
    """What a ministry is over, in one spelling."""
    over = (ministry["what"] or ministry["over"]).lower().replace("defence", "defense").removesuffix(" affairs")
    return over + (" department" if "Department" in ministry[0] else "")


def _of_a_state(cast: Cast, span: Span) -> str | None:
    """The state that a body's name is cut short before: "Affairs Commission of the" before "Republic of Arlen"."""
    cut = _OF.search(cast.text, span.start, span.end)
    if cut is None or cut.end() != span.end:
        return None
    ahead = cast.mentions.within(Span(span.end, min(len(cast.text), span.end + _LONGEST)))
    near = (m for m in ahead if m.kind is MentionKind.STATE and m.span.start <= span.end + 1)
    return next((m.refers.value for m in near if m.refers), None)


class Names:
    """The names that a reader saw in a text, by where they stand and by their words."""

    def __init__(self, text: str, names: Sequence[Unlisted]) -> None:
        self.text = text
        self.places = Places(names, lambda name: (name.span,))
        self.kinds: dict[str, set[MentionKind]] = {}
        for name in names:
            if name.confidence >= SURE_BODY:
                self.kinds.setdefault(text[name.span.start : name.span.end], set()).add(name.kind)


def as_seen(names: Names, phrase: Phrase, source: Span) -> Phrase:
    """A source's phrase with the name in it as the network sees it: in "But Mr. Brill" there is no Mr But."""
    text = names.text
    inside = [n for n in names.places.touching(source) if n.kind is MentionKind.PERSON and n.span in source]
    if phrase.name is not None and len(inside) > 1:
        inside = [n for n in inside if phrase.name in text[n.span.start : n.span.end]]
    if phrase.name is not None and not inside and _elsewhere(phrase.name, names):
        return replace(phrase, name=None)  # "Save Our Rivers said", which is a body where it is named first
    if phrase.name is None or len(inside) != 1:
        return phrase
    name = text[inside[0].span.start : inside[0].span.end]
    return replace(phrase, name=name) if name != phrase.name else phrase


def _elsewhere(name: str, names: Names) -> bool:
    """Whether the network sees a body in a name elsewhere in the text, and a person nowhere."""
    kinds = names.kinds.get(name, set())
    return MentionKind.ORGANISATION in kinds and MentionKind.PERSON not in kinds


def _is_known(cast: Cast, surface: str) -> bool:
    """Whether a lone word is the surname of somebody of this text, or a noun that stands for a body: "the League"."""
    member = cast.by_name(surface)
    person = member is not None and member.kind is ActorKind.PERSON
    return person or surface.lower() in words("bodies") | words("roles")


def _is_body(surface: str) -> bool:
    """Whether a name ends in, or opens with, a word for a body: "Tesmarian Foreign Ministry", "Ministry of ..."."""
    parts = surface.lower().split()
    bodies = words("bodies")
    return parts[-1] in bodies or any(w in bodies and b in ("of", "for") for w, b in itertools.pairwise(parts))


def _person(cast: Cast, name: Unlisted, surface: str) -> None:
    """Somebody with a given name and a surname."""
    if " " in surface:
        phrase = Phrase(surface, None, None, given_sex(surface), surface)
        known = cast.by_name(surface)
        if known is None and cast.alike(surface):
            return
        if known is None:
            cast.person(phrase, name.span, None, name.confidence)
        else:
            cast.mention(name.span, name.kind, known, "named", f"{surface} is {known.name}", 0.9)


def lone(cast: Cast, names: Sequence[Unlisted]) -> None:
    """Note the names of one word that look like persons' and mean nobody known."""
    for name in names:
        surface = cast.text[name.span.start : name.span.end]
        known = cast.mentions.touching(name.span) or surface.lower() in words("bodies") | words("roles")
        if name.kind is MentionKind.PERSON and not known and " " not in surface and "\n" not in surface:
            member = cast.by_name(surface)
            if member is not None and member.kind is ActorKind.PERSON and _MARKED.search(surface):
                # No token is the whole of "O'Hollis", so it is missed where surnames are looked for.
                says = f"{surface} is {member.name}, named in full"
                cast.mention(name.span, name.kind, member, "surname", says, 0.85)
            else:
                cast.note(Mention(name.span, name.kind))


def bodies_again(cast: Cast) -> None:
    """Note where bodies whose names the network saw are named again and it missed them."""
    forms: dict[str, str] = {}
    kinds: dict[str, set[MentionKind]] = {}
    for mention in cast.mentions:
        kinds.setdefault(cast.text[mention.span.start : mention.span.end], set()).add(mention.kind)
        if mention.kind is MentionKind.ORGANISATION and mention.refers and mention.refers.evidence[0].rule == "named":
            forms.setdefault(cast.text[mention.span.start : mention.span.end], mention.refers.value)
    for form, name in forms.items():
        lower = form.lower()
        common = len(kinds[form]) > 1 or (" " not in form and (lower in words("bodies") or _stands(cast, lower)))
        if common or not form[:1].isupper():
            continue
        whole = re.compile(rf"(?<![\w@#-])(?<![A-Z]\w\s){re.escape(form)}(?![\w-]|\s[A-Z])")
        for start in cast.starts(tokenize(form)[0].text):
            again = whole.match(cast.text, start)
            span = Span(start, again.end()) if again else None
            if span is not None and not cast.mentions.touching(span):
                says = f"{form} is {name}, named elsewhere"
                cast.mention(span, MentionKind.ORGANISATION, cast.members[name], "named", says, 0.75)


def _stands(cast: Cast, word: str) -> bool:
    """Whether a word stands somewhere in the text as it is written."""
    return bool(cast.starts(word)) if word.isalpha() else re.search(rf"\b{re.escape(word)}\b", cast.text) is not None


def _body(cast: Cast, name: Unlisted, surface: str, of: str | None) -> None:
    """A body under the name that the page uses."""
    short = _BRACKETED.match(cast.text, name.span.end)
    known = cast.mentions.within(Span(short.start(1), short.end(1))) if short else []
    own = _POSSESSIVE.sub(" ", surface, count=1) if _MINISTRY.search(surface) else surface
    body = next((m.refers.value for m in known if m.refers and m.kind is name.kind), own)
    member = cast.member(body, ActorKind.ORGANISATION)
    member.of = member.of or of
    says = f"{surface} reads like the name of a body" + (f" of {of}" if of else "")
    cast.mention(name.span, name.kind, member, "named", says, round(name.confidence, 3))
    if short and not known:
        cast.abbreviate(short[1], member)
