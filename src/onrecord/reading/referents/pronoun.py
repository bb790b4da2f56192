"""Whom a pronoun stands for: by who spoke last, what the sentence before is about, who was named last."""

from __future__ import annotations

import itertools
import re

from onrecord.model import ActorKind, Judgement, Mention, MentionKind, Span
from onrecord.model.actor import BODIES, SIDES
from onrecord.reading.actors.byname import for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.group import Group
from onrecord.reading.actors.introduction import serves_another
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.order import tokens_within
from onrecord.reading.grammar.place import back_over
from onrecord.reading.grammar.token import Token, tokenize
from onrecord.reading.lexicon import words
from onrecord.reading.referents.firsthand import first_person
from onrecord.reading.referents.opening import main_subject
from onrecord.reading.referents.setting import Setting, judged
from onrecord.reading.referents.share import two_before
from onrecord.reading.referents.silence import only_asked, quiet_before, silent_before

_PERSONS = (ActorKind.PERSON,)
OWNERS = frozenset({"his", "her", "their", "its"})
"""Possessives that go back to somebody told of."""
LAST_NAMED = "pronoun: last named"
"""The rule of he or she where nothing tells but who was named last."""
# "One envoy familiar with the talks, who added": what may stand between who spoke and "who".
_AFTER = re.compile(r"\s*,?\s*|(?:\s+[a-z’'-]+){1,6},\s+")
# An opening in which "he" is whoever the main clause is about.
_AHEAD = re.compile(r"In\s+(?:what\s+s?he|his|her)\b")
_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
# Who opens or ends a sentence stands within so many characters of its beginning or end.
_OPENING = 45
# Who says it stands within so many characters behind what is said.
_BESIDE = 3
# No name is longer than this, in characters.
_NAME = 60
# Who spoke last was named within so many characters of the sentence before, or a link counts for more.
_FAR = 400


def pronoun(cast: Cast, word: str, source: Span, setting: Setting) -> Judgement[str] | None:
    """Whom a pronoun stands for: by who speaks and spoke, else by what it goes back to in the text (referring.py)."""
    if word in ("who", "which") and (named := antecedent(cast, word, source)):
        return named
    if word == "who" and (spoke := _who_spoke(cast, source, setting)):
        return spoke
    back = cast.backs.get(source)
    return _by_speaker(cast, word, source, setting) or (back.refers if back else None)


def owner_of(cast: Cast, token: Token, setting: Setting) -> Judgement[str] | None:
    """Whose it is that a possessive names: "her office", "its letter"."""
    return pronoun(cast, token.lower, Span(token.start, token.end), setting)


def antecedent(cast: Cast, word: str, source: Span) -> Judgement[str] | None:
    """Who stands right before "who" or "which": "before Lisa Dorn, who told him", "Varn, which has complained"."""
    end = back_over(cast.text, source.start, " ,")
    kinds = (MentionKind.PERSON,) if word == "who" else BODIES
    for mention in cast.mentions.within(Span(max(0, end - _NAME), end)):
        if mention.span.end == end and mention.refers and mention.kind in kinds:
            says = f'"{word}" is {mention.refers.value}, named right before'
            return judged(mention.refers.value, 0.85, "relative", says, source)
    return None


def _who_spoke(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """Who spoke last, where "who" stands right behind the words for them: "said an envoy from Arlen, who added"."""
    mouth, last = setting.mouth, setting.last
    if mouth is None or last is None or not _AFTER.fullmatch(cast.text, mouth.end, max(mouth.end, source.start)):
        return None
    return judged(last, 0.8, "relative", f'"who" is {last}, who is told of right before', source)


def _by_speaker(cast: Cast, word: str, source: Span, setting: Setting) -> Judgement[str] | None:
    """Whom a pronoun stands for, by who speaks and who spoke last."""
    if word in ("i", "we", "my", "our", "us", "me"):
        if setting.holder is None:
            return first_person(cast, word, source)
        return judged(setting.holder, 0.75, "pronoun", f'"{word}" inside the words of {setting.holder}', source)
    if word in ("he", "she", "his", "her"):
        return _person(cast, "he" if word in ("he", "his") else "she", source, setting)
    if word in ("it", "its"):
        if word == "it" and not _opens(cast, source, setting) and (issuer := _issuer(cast, setting)):
            says = f'"it" is what was issued there by {issuer}'
            return judged(issuer, 0.65, "pronoun: a text speaks", says, source)
        return _body(cast, word, source, setting)
    if word in ("they", "them", "their"):
        member = cast.members.get(setting.last or "")
        group = cast.groups.get(source)
        if group is not None and any(group.named.touches(said) for said in setting.said):
            group = None  # whom they speak of
        spoke = member is not None and (member.kind is ActorKind.ORGANISATION or _several(member))
        if group is not None and (group.near or not spoke):
            return _group(cast, group, word, source)
        if member is not None and spoke:
            return judged(member.name, 0.6, "pronoun", f'"{word}" are those who spoke last', source)
        if both := two_before(cast, source, setting):
            return judged(both[0], 0.6, "joint", f'"{word}" are {both[0]} and {both[1]}', source)
    return None


def _group(cast: Cast, group: Group, word: str, source: Span) -> Judgement[str]:
    """Those without a name whom "they" takes up, as the text calls them."""
    persons = [m.refers.value for m in cast.mentions.within(group.named) if m.kind is MentionKind.PERSON and m.refers]
    several = tuple(dict.fromkeys(persons))
    name = group.called if len(several) < 2 else " and ".join((", ".join(several[:-1]), several[-1]))
    known = cast.members.get(name)
    if known is None:
        known = cast.members.setdefault(name, Member(name, ActorKind.GROUP, cast.tied(group.named)))
        cast.name(known, group.named)
    return judged(known.name, 0.6, "pronoun", f'"{word}" goes back to "{name}", who have no name', source)


def _several(member: Member) -> bool:
    """Whether somebody unnamed is several: "analysts", "two of the envoys"."""
    head = head_noun(member.name)
    return member.kind is ActorKind.GROUP and (head != singular(head) or head in ("people", "police", "staff"))


def head_noun(name: str) -> str:
    """The noun of a description, in lower case."""
    said = name.split()
    stop = next((i for i, w in enumerate(said) if i and w.lower() in words("prepositions")), len(said))
    return said[stop - 1].lower()


def one_person(member: Member) -> bool:
    """Whether somebody unnamed is one person: "senior Varlandic official"."""
    head = head_noun(member.name)
    return member.kind is ActorKind.GROUP and head == singular(head) and for_person(head)


def _single(member: Member) -> bool:
    """Whether "it" can go back to an actor: a state, a body, or a thing that speaks ("the report")."""
    head = head_noun(member.name)
    thing = member.kind is ActorKind.GROUP and head == singular(head) and not for_person(head)
    return member.kind in SIDES or thing


def _person(cast: Cast, word: str, source: Span, setting: Setting) -> Judgement[str] | None:
    """The person behind he or she: who spoke last if it fits, else the last person named."""
    if same := _again(cast, word, source, setting):
        says = f'"{word}" is {same.name}, who is called so before in its own sentence'
        return judged(same.name, 0.8, "pronoun", says, source)
    if own := _own(cast, word, source, setting):
        own.gender = own.gender or word
        return judged(own.name, 0.85, "pronoun", f'"{word}" is {own.name}, whom its own sentence is about', source)
    near = [m for m in cast.before(source.start, _PERSONS) if m.gender in (None, word)]
    subject = next((m for m in near if m.name == setting.agent), None)
    last = subject or next((m for m in near if m.name == setting.last), None)
    back = cast.backs.get(source)
    if subject is None and last is not None and back is not None and back.refers and _far(last, source, setting):
        return back.refers
    if subject is None and last is not None and last.gender is None and (told := _told_of(cast, (word,), setting)):
        says = f'"{word}" is {told.name}, of whom alone the sentence before tells'
        return judged(told.name, 0.7, "pronoun", says, source)
    if last is None and (unnamed := _unnamed(cast, near, source, setting)):
        return judged(unnamed.name, 0.65, "pronoun", f'"{word}" is who spoke last, unnamed: {unnamed.name}', source)
    if last is None and back is not None and (kept := _kept(cast, word, back, source, setting)):
        return kept
    told = _told_of(cast, (None, word), setting) if last is None and back is None else None
    if told is not None and not _listed(cast, told, source):
        says = f'"{word}" is {told.name}, the only one whom the sentence before tells of that can be meant'
        return judged(told.name, 0.7, "pronoun", says, source)
    chosen = last or next((m for m in near if not _listed(cast, m, source)), near[0] if near else None)
    if chosen is None:
        return None
    known = chosen.gender == word
    how = "whom the sentence before is about" if subject else "who spoke last" if last else "the last person named"
    says = f'"{word}" is {chosen.name}, {how}'
    chosen.gender = chosen.gender or word
    rule = "pronoun" if last else LAST_NAMED
    return judged(chosen.name, (0.85 if last else 0.7) + (0.05 if known else 0.0), rule, says, source)


def _told_of(cast: Cast, sexes: tuple[str | None, ...], setting: Setting) -> Member | None:
    """The one person of some sexes whom the sentence before names, if it does not name who spoke last."""
    if setting.before is None:
        return None
    named = [m for m in cast.mentions.within(setting.before) if m.kind is MentionKind.PERSON and m.refers]
    names = {m.refers.value for m in named if m.refers} - {setting.last} if named else set()
    spoke = any(m.refers is not None and m.refers.value == setting.last for m in named)
    fitting = [m for name in sorted(names) if (m := cast.members.get(name)) and m.gender in sexes]
    return fitting[0] if len(fitting) == 1 and not spoke else None


def _kept(cast: Cast, word: str, back: Mention, source: Span, setting: Setting) -> Judgement[str] | None:
    """Whom a pronoun is linked to, where that of the sentence before is linked to the same person."""
    if setting.before is None or back.refers is None:
        return None
    for token in tokens_within(cast.tokens, [Span(setting.before.start, source.start)]):
        other = cast.backs.get(Span(token.start, token.end)) if token.lower == word else None
        if other is not None and other.refers is not None and other.refers.value == back.refers.value:
            return back.refers
    return None


def _listed(cast: Cast, member: Member, source: Span) -> bool:
    """Whether somebody was named last before a pronoun among several persons: "songs by Kell, Drel and Brandt"."""
    at = member.last(source.start) or 0
    for mention in cast.mentions.touching(Span(at, at + 1)):
        near = cast.mentions.within(Span(max(0, at - _NAME), min(source.start, mention.span.end + _NAME)))
        persons = [m.span for m in near if m.kind is MentionKind.PERSON]
        joined = [
            (one, other)
            for one, other in itertools.pairwise(persons)
            if mention.span in (one, other) and _AND.fullmatch(cast.text, one.end, other.start)
        ]
        if joined:
            return True
    return False


def _far(member: Member, source: Span, setting: Setting) -> bool:
    """Whether who spoke last was named neither in a pronoun's sentence nor in the one before."""
    since = (setting.before or setting.sentence).start
    return not member.named(since - _FAR, source.start)


def _unnamed(cast: Cast, near: list[Member], source: Span, setting: Setting) -> Member | None:
    """Who spoke last without a name, in the sentence before, where no person that fits was named since."""
    member = cast.members.get(setting.last or "")
    if (
        member is None
        or setting.before is None
        or not one_person(member)
        or only_asked(cast, head_noun(member.name), setting.before)
    ):
        return None
    spoke = member.last(source.start)
    named = near[0].last(source.start) if near else None
    if spoke is None:
        return None
    opens = 0 <= spoke - setting.before.start < _OPENING or setting.before.end - spoke < _OPENING
    return member if opens and (named is None or spoke > named) else None


def _again(cast: Cast, word: str, source: Span, setting: Setting) -> Member | None:
    """Who spoke last, where that was as "he" or "she" in the same sentence: "he said no, and he meant it"."""
    mouth, member = setting.mouth, cast.members.get(setting.last or "")
    if mouth is None or member is None or member.gender not in (None, word) or setting.holder is not None:
        return None
    said = cast.text[mouth.start : mouth.end].lower()
    return member if said == word and setting.sentence.start <= mouth.start < source.start else None


def _main(cast: Cast, word: str, source: Span, setting: Setting) -> Member | None:
    """Whom the main clause of a pronoun's sentence is about behind an opening: "Asked about Drel, Kell said he ...",
    "In what he called a rant, Kell ...".
    """
    mention = main_subject(cast, setting.sentence)
    member = cast.members.get(mention.refers.value) if mention is not None and mention.refers else None
    if mention is None or member is None or member.gender not in (None, word):
        return None
    ahead = mention.span.start > source.start and _AHEAD.match(cast.text, setting.sentence.start) is not None
    said = any(mention.span.touches(one) for one in setting.said)
    return member if not said and (ahead or mention.span.end <= source.start) else None


def _clause(cast: Cast, word: str, source: Span, setting: Setting) -> Member | None:
    """Whom the clause that opens a sentence is about, where a pronoun in it is linked to them too: "Though Kell lost
    the vote, the party has gained, she said".
    """
    back, sentence = cast.backs.get(source), setting.sentence
    opening = cast.text[sentence.start : source.start].split()[:1]
    if back is None or back.refers is None or not opening or opening[0].lower() not in words("subordinators"):
        return None
    for mention in cast.mentions.within(Span(sentence.start, max(sentence.start, source.start))):
        before = cast.text[sentence.start : mention.span.start].lower().split()[1:]
        if mention.refers is None or not all(w.strip(".") in words("titles") | words("roles") for w in before):
            return None
        member = cast.members.get(mention.refers.value)
        if member is not None and mention.kind is MentionKind.PERSON:
            return member if back.refers.value == member.name and member.gender in (None, word) else None
    return None


# "4. The Council deplores it."
_POINT = re.compile(r"(?:\(?\d{1,3}[.)]\s+)?")
# "To the advice of Kell he replied": whom he answers is another.
_ANSWERED = re.compile(r"(?:To|Regarding|Concerning|As\s+(?:for|to|regards|concerns))\s[^,.]{0,60}\b(?:of|by|from)\s+")


def _own(cast: Cast, word: str, source: Span, setting: Setting) -> Member | None:
    """The first person of a pronoun's own sentence before it, outside what is said there; owners come last."""
    main = _main(cast, word, source, setting) or _clause(cast, word, source, setting)
    if main is not None:
        return main
    found: list[Member] = []
    owners: list[Member] = []
    owner = ("he", "she") if cast.text[source.start : source.end].lower() in OWNERS else ()
    for mention in cast.mentions.within(Span(setting.sentence.start, max(setting.sentence.start, source.start))):
        member = cast.members.get(mention.refers.value) if mention.refers else None
        if member is None or member.kind is not ActorKind.PERSON or member.gender not in (None, word):
            continue
        undergoes = word in owner and mention.span in setting.said  # "Kell was scolded by his father"
        about = any(mention.span.touches(said) for said in setting.said) and not undergoes
        if about or serves_another(cast, mention):
            continue
        if _ANSWERED.fullmatch(cast.text, setting.sentence.start, mention.span.start):
            continue
        owns = cast.text[mention.span.end : mention.span.end + 1] in ("'", "’")
        (owners if owns else found).append(member)
    return next(iter([*found, *owners]), None)


def _body(cast: Cast, word: str, source: Span, setting: Setting) -> Judgement[str] | None:
    """The state or organisation behind "it": in its own sentence, who spoke last, or the last one named."""
    if word == "it" and (opening := _opening(cast, setting.sentence, source)):
        return judged(opening, 0.8, "pronoun", f'"{word}" is {opening}, the subject of its own sentence', source)
    if word == "its" and (told := _told_before(cast, source, setting)):
        return judged(told, 0.75, "pronoun", f'"{word}" is {told}, of whom is told right before', source)
    if word == "its" and (quiet := quiet_before(cast, source)):
        return judged(quiet, 0.7, "pronoun", f'"{word}" is {quiet}, from which there is no word before', source)
    if word == "it" and (silent := silent_before(cast, source)):
        return judged(
            silent, 0.75, "pronoun", f'"{word}" is {silent}, of which is told before what it did not say', source
        )
    if word == "it" and (same := _spoke_first(cast, setting)):
        return judged(same, 0.75, "pronoun", f'"{word}" is {same}, which the sentence before opens with', source)
    subject = cast.members.get(setting.subject or "")
    if word == "it" and subject is not None and subject.kind in SIDES and not _opens(cast, source, setting):
        return judged(subject.name, 0.75, "pronoun", f'"{word}" is {subject.name}, the subject before it', source)
    if setting.last and (member := cast.members.get(setting.last)) and _single(member):
        return judged(member.name, 0.75, "pronoun", f'"{word}" is {member.name}, which spoke last', source)
    if (back := cast.backs.get(source)) is not None and back.kind is not MentionKind.PERSON and back.refers:
        return back.refers
    before = cast.text[setting.before.start : setting.before.end].lower().split() if setting.before else []
    spoke = cast.members.get(setting.last or "")
    office = spoke is not None and spoke.kind is ActorKind.PERSON and not words("offices").isdisjoint(before)
    if word == "it" and setting.last and office:
        # An office that spoke for its holder ("Kell's office ... It did not ...").
        return judged(setting.last, 0.5, "pronoun", f'"it" goes back to the words of {setting.last}', source)
    near = cast.before(source.start, SIDES)
    since = (setting.before or setting.sentence).start
    if not near or not near[0].named(since, source.start):
        return None
    return judged(near[0].name, 0.55, "pronoun", f'"{word}" is {near[0].name}, the last body named', source)


def _spoke_first(cast: Cast, setting: Setting) -> str | None:
    """The state or body that spoke last, where the words for it open the sentence before, whoever else is named there:
    "The Council notes that the date set by Arlen went by. It ...".
    """
    mouth, before, last = setting.mouth, setting.before, setting.last
    member = cast.members.get(last or "")
    spoke = (member is not None and member.kind in SIDES) or (last is not None and last == cast.publisher)
    opens = mouth is not None and before is not None and _POINT.fullmatch(cast.text, before.start, mouth.start)
    return last if spoke and opens else None


def _opens(cast: Cast, source: Span, setting: Setting) -> bool:
    """Whether a thing that spoke last opens the sentence before: "The report tells of the League's ships. It ..."."""
    member = cast.members.get(setting.last or "")
    if member is None or setting.before is None or member.kind is not ActorKind.GROUP or not _single(member):
        return False
    return member.last(source.start) == setting.before.start


def _told_before(cast: Cast, source: Span, setting: Setting) -> str | None:
    """The state or body that what is said right before opens with: "Veyra will not bow to Castaly, its envoy said"."""
    said = next((s for s in setting.said if s.end <= source.start <= s.end + _BESIDE), None)
    for mention in cast.mentions.within(said) if said else ():
        before = set(cast.text[said.start : mention.span.start].lower().split()) if said else set()
        if mention.kind in BODIES and mention.refers and before <= words("determiners"):
            return mention.refers.value
        break
    return None


def _opening(cast: Cast, sentence: Span, source: Span) -> str | None:
    """The body that a sentence opens with, before a pronoun in it: "Although the League voted no, it ..."."""
    for mention in cast.mentions.within(Span(sentence.start, max(sentence.start, source.start))):
        if mention.refers is None or mention.kind not in BODIES:
            continue
        before = set(cast.text[sentence.start : mention.span.start].lower().split())
        opens = before <= words("subordinators") | words("determiners") | words("coordinators")
        owns = cast.text[mention.span.end : mention.span.end + 1] in ("'", "’")
        return mention.refers.value if opens and before & words("subordinators") and not owns else None
    return None


def _issuer(cast: Cast, setting: Setting) -> str | None:
    """Who issued the statement or document that the sentence before speaks of."""
    last = cast.members.get(setting.last or "")
    if setting.before is None or (last is not None and last.kind is ActorKind.ORGANISATION):
        return None
    tokens = tokenize(cast.text, setting.before.start, setting.before.end)
    if not any(t.lower in words("sayings") for t in tokens):
        return None
    inside = [m for m in cast.mentions.within(setting.before) if m.kind in BODIES and m.refers]
    spoken = [m for m in inside if m.kind is MentionKind.ORGANISATION] or inside
    return spoken[-1].refers.value if spoken and spoken[-1].refers else None
