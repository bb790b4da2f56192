"""Who a document is about: every actor it names, under one name each, with where and how."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import (
    Actor,
    ActorKind,
    Attribution,
    Evidence,
    Interval,
    Judgement,
    Mention,
    MentionKind,
    Role,
    Span,
)
from onrecord.model.actor import BODIES
from onrecord.reading.actors.byname import Calls
from onrecord.reading.actors.fullname import in_full
from onrecord.reading.actors.gazetteer import Found, Gazetteer
from onrecord.reading.actors.group import Group, Several
from onrecord.reading.actors.introduction import apposed, introduce, served
from onrecord.reading.actors.listed import spelled
from onrecord.reading.actors.member import Member, serves
from onrecord.reading.actors.namesake import of_the_page, without_surnames
from onrecord.reading.actors.naming import Phrase, former, take_apart, whole
from onrecord.reading.actors.seat import foreign, meant, spoken_of
from onrecord.reading.actors.shortname import brought_together, is_short_for, may_be, nicknamed, surnames_of
from onrecord.reading.actors.surname import surnames
from onrecord.reading.actors.unlisted import Names, Unlisted, as_seen, bodies_again, lone, unlisted
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.grammar.order import Mentions
from onrecord.reading.grammar.token import Token, tokenize
from onrecord.reading.lexicon import longest_cue, words
from onrecord.reference import Naming, Reference
from onrecord.reference.spelling import ALIKE, fold, initial, likeness

KINDS = {
    MentionKind.PERSON: ActorKind.PERSON,
    MentionKind.STATE: ActorKind.STATE,
    MentionKind.ORGANISATION: ActorKind.ORGANISATION,
}
# A year beside a name says that something is recalled, not reported: no sign that its bearer speaks now.
_RECALLED = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Bb]y)\s+(?:1[89]|20)\d\d\b")
# Whom a word goes back to was named among the last so many namings.
_BACK = 300
_INSIDE = frozenset("in at from to near outside around inside into through via across throughout".split())


class Cast:
    """All actors of one text, from the reference's names, introductions, other names and the attributions' sources."""

    def __init__(
        self,
        text: str,
        reference: Reference,
        gazetteer: Gazetteer,
        attributions: Sequence[Attribution] = (),
        names: Sequence[Unlisted] = (),
        home: str | None = None,
        publisher: str | None = None,
    ) -> None:
        """``home`` is the state that the page is written in, by its dateline, ``publisher`` who puts it out itself."""
        self.text = text
        self.publisher = publisher
        self.home = home
        self.published = Interval(None, None)
        self.reference = reference
        self.tokens = tokenize(text)
        self.members: dict[str, Member] = {}
        self.mentions = Mentions()
        self.heard: set[str] = set()
        self.backs: dict[Span, Mention] = {}
        self.groups: dict[Span, Group] = {}
        self.several: tuple[Several, ...] = ()
        self.author: str | None = None  # who alone wrote the page
        self.called = Calls()
        self._initials: dict[str, list[str]] = {}
        self._named: list[tuple[int, str]] = []
        self._surnames: dict[str, set[str]] = {}
        self._taken: set[int] = set()
        self._places: set[int] = set()
        self._words: dict[str, list[int]] = {}
        listed = of_the_page(without_surnames(self.tokens, gazetteer.find(self.tokens)), home, reference)
        self.spoken_of = spoken_of(self.tokens, listed, reference)
        for found in listed:
            self._know(found)
        cues = frozenset(cue.start for one in attributions for cue in one.cue if cue.line is None)
        introduce(self, cues)
        nicknamed(self)
        self._sources(attributions, names)
        unlisted(self, names)
        speaking = {one.source.start for one in attributions if one.source and one.source.line is None}
        in_full(self, speaking, names)
        apposed(self)
        brought_together(self)
        surnames(self, speaking, names)
        lone(self, names)
        bodies_again(self)
        self._heard(attributions)

    def dated(self, published: Interval) -> None:
        """Let those of the reference be of whom they served when the page came out: NATO's chief is no Norwegian."""
        self.published = published
        for member in self.members.values():
            member.of = self.reference.then(member.name, published) or member.of

    def actors(self, called: Mapping[str, tuple[Role, ...]]) -> tuple[Actor, ...]:
        """Every actor named, in the order of first mention; ``called`` are the roles that the text gives them."""
        out = []
        for member in sorted(self.members.values(), key=lambda m: m.places[0] if m.places else 0):
            known = self.reference.actors.get(member.name)
            forms = tuple(form for form, _ in member.forms.most_common())
            roles = called.get(member.name, ())
            offices = known.offices if known else ()
            of = member.of or (
                serves(roles, self.reference.actors) if not known and member.kind is ActorKind.PERSON else None
            )
            out.append(Actor(member.name, member.kind, of, offices, forms, roles=roles))
        return tuple(out)

    def _sources(self, attributions: Sequence[Attribution], names: Sequence[Unlisted]) -> None:
        """Take in those whom the text names only as a source ("Pell Aurigan said")."""
        seen = Names(self.text, names)
        for one in attributions:
            if one.source is None or one.source.line is not None:
                continue
            source = Span(one.source.start, whole(self.text, one.source.end))
            tokens, known = self.inside(source)
            if tokens:
                phrase = as_seen(seen, take_apart(tokens, known), source)
                if phrase.name and " " in phrase.name and not self._told(phrase.name, source):
                    self.person(phrase, source, self.tied(source))

    def _told(self, name: str, source: Span) -> bool:
        """Whether a full name in a source is that of somebody known already."""
        people = (m.span for m in self.mentions.within(source) if m.kind is MentionKind.PERSON)
        return any(name in self.text[span.start : span.end] for span in people) or self.by_name(name) is not None

    def _heard(self, attributions: Sequence[Attribution]) -> None:
        """Note who is heard at all, now."""
        for one in attributions:
            if one.source is not None and not _RECALLED.search(self._around(one.source)):
                people = (m for m in self.mentions.within(one.source) if m.kind is MentionKind.PERSON)
                self.heard.update(m.refers.value for m in people if m.refers)
        for mention in self.mentions:
            if mention.kind is not MentionKind.PERSON or mention.refers is None:
                continue
            if not _RECALLED.search(self._around(mention.span)):
                behind = self.text[mention.span.end : mention.span.end + 20].split()
                if behind and behind[0] in longest_cue() and self.text[mention.span.end] == " ":
                    self.heard.add(mention.refers.value)

    def _around(self, span: Span) -> str:
        """The words right before and behind a span."""
        return self.text[max(0, span.start - 60) : span.end + 40]

    def starts(self, word: str) -> Sequence[int]:
        """Where a word stands in the text, as it is written."""
        if not self._words:
            for token in self.tokens:
                self._words.setdefault(token.text, []).append(token.start)
        return self._words.get(word, ())

    def inside(self, span: Span) -> tuple[list[Token], frozenset[int]]:
        """The tokens of a span, and which of them belong to names of states and bodies."""
        tokens = tokenize(self.text, span.start, span.end)
        starts = {
            p
            for m in self.mentions.within(span)
            if m.kind is not MentionKind.PERSON
            for p in range(m.span.start, m.span.end)
        }
        return tokens, frozenset(i for i, t in enumerate(tokens) if t.start in starts)

    def tied(self, span: Span) -> str | None:
        """The state or organisation that a phrase ties somebody to: the first it names, or that of whom they serve."""
        for mention in self.mentions.within(span):
            if mention.refers and mention.kind in BODIES:
                return mention.refers.value
        return served(self, span)

    def side(self, name: str) -> str:
        """The state or organisation that an actor belongs to in the end, by the text or the reference."""
        seen: set[str] = set()
        while (member := self.members.get(name)) and member.of and name not in seen:
            seen.add(name)
            name = member.of
        return self.reference.side(name)

    def taken_back(self, surname: str) -> list[Span]:
        """Forget somebody known by a surname alone, since it is somebody else's; gives where it was named."""
        self.members.pop(surname, None)
        self.called = Calls()
        self._named = [one for one in self._named if one[1] != surname]
        for bearers in self._surnames.values():
            bearers.discard(surname)
        self.heard.discard(surname)
        gone = [m for m in self.mentions if self._is_only(m, surname)]
        self.mentions.taken_back(gone)
        return [m.span for m in gone]

    def _is_only(self, mention: Mention, surname: str) -> bool:
        """Whether a mention names somebody by this surname alone, or nobody yet known."""
        if mention.refers:
            return mention.refers.value == surname
        return mention.kind is MentionKind.PERSON and self.text[mention.span.start : mention.span.end] == surname

    def by_name(self, name: str) -> Member | None:
        """A member by full name or, where only one bears it, by surname or another short form of the name."""
        if name in self.members:
            return self.members[name]
        bearers = self._surnames.get(fold(name.split()[-1]), set())
        given = name.split()[:-1]
        fitting = [n for n in bearers if not given or is_short_for(name, n) or may_be(given, n)]
        return self.members[fitting[0]] if len(fitting) == 1 else None

    def become(self, member: Member, other: Member) -> None:
        """Take somebody known by a part of a name for the one who bears the whole."""
        spans = self.taken_back(member.name)
        other.roles |= member.roles
        other.gender = other.gender or member.gender
        other.of = other.of or member.of
        self._surnames.setdefault(fold(member.name.split()[-1]), set()).add(other.name)
        for span in spans:
            says = f"{self.text[span.start : span.end]} is {other.name}, whom the text names in full"
            self.mention(span, MentionKind.PERSON, other, "surname", says, 0.85)

    def surnamed(self, surname: str) -> list[Member]:
        """The members who bear a surname, in any spelling, in the order of their names."""
        return [self.members[name] for name in sorted(self._surnames.get(fold(surname), ()))]

    def person(self, phrase: Phrase, span: Span, of: str | None, sure: float = 0.85) -> Member:
        """The member a phrase introduces: one of the reference spelled otherwise, or somebody new."""
        name = phrase.name or phrase.plain
        known = spelled(self, name, phrase.role, of)
        member = self.member(known or name, ActorKind.PERSON, of)
        for surname in surnames_of(name, of, self.reference):
            self._surnames.setdefault(surname, set()).add(member.name)
        member.gender = member.gender or phrase.gender or (given_sex(name) if " " in name else None)
        if phrase.role:
            member.roles.add(phrase.role)
        start = self.text.find(name, span.start, span.end)
        place = Span(start, start + len(name)) if start >= 0 else span
        # Who held an office once speaks for that state or body no more.
        if not former(self.text[max(0, span.start - len("ex-")) : place.start]):
            member.of = member.of or of
        self.mention(place, MentionKind.PERSON, member, "introduced", f"the page introduces {name}", min(sure, 0.85))
        return member

    def alike(self, name: str) -> bool:
        """Whether a full name may be another spelling of one that the reference or the text has."""
        letter = initial(name)
        return any(likeness(name, other) >= ALIKE for other in self.initialled(letter))

    def initialled(self, letter: str) -> tuple[str, ...]:
        """Persons of the reference and of this text, by the first letter of their folded last word."""
        return (*self.reference.by_initial.get(letter, ()), *self._initials.get(letter, ()))

    def body(self, name: str, span: Span, of: str | None) -> Member:
        """The member behind the name of a body that the reference lacks."""
        member = self.member(name, ActorKind.ORGANISATION)
        member.of = member.of or of
        self.name(member, span)
        return member

    def refer(self, mentions: Iterable[Mention]) -> None:
        """Keep apart the pronouns and nouns that go back to actors: they name nobody to go by."""
        self.backs = {m.span: m for m in mentions}

    def referred(self) -> None:
        """Take these in among the mentions, where nothing else tells what they stand for."""
        self.mentions.add([m for m in self.backs.values() if not self.mentions.touching(m.span)])

    def abbreviate(self, short: str, member: Member) -> None:
        """Note every place where a text calls a body by the abbreviation that it introduced in brackets."""
        for token in self.tokens:
            if token.text == short and self.free(token.start):
                says = f"{short} is {member.name}, introduced in brackets"
                self.mention(Span(token.start, token.end), MentionKind.ORGANISATION, member, "abbreviation", says, 0.9)

    def free(self, start: int) -> bool:
        """Whether no name found so far has the character at a place."""
        return start not in self._taken

    def before(self, position: int, kinds: tuple[ActorKind, ...]) -> list[Member]:
        """Members of these kinds named before a position, the nearest first."""
        near: dict[str, Member] = {}
        at = bisect_left(self._named, (position, ""))
        for _, name in reversed(self._named[max(0, at - _BACK) : at]):
            member = self.members[name]
            if member.kind in kinds:
                near.setdefault(name, member)
        return list(near.values())

    def take(self, name: str, span: Span) -> None:
        """Take in an actor of the reference that the words mean without naming it."""
        self.name(self.member(name, self.reference.actors[name].kind), span)

    def name(self, member: Member, span: Span) -> None:
        """Note that a span names a member."""
        member.forms[self.text[span.start : span.end]] += 1
        insort(member.places, span.start)
        insort(self._named, (span.start, member.name))

    def note(self, mention: Mention) -> None:
        """Take in a mention of what is no actor."""
        self.mentions.add([mention])
        self._taken.update(range(mention.span.start, mention.span.end))

    def member(self, name: str, kind: ActorKind, of: str | None = None) -> Member:
        """The member of a name, made where there is none; ``of`` is whom a person is tied to where it is named."""
        if name not in self.members:
            known = self.reference.actors.get(name)
            row = self.reference.people.get(name)
            known_of = self.reference.then(name, self.published) or (known.of if known else None)
            self.members[name] = Member(name, kind, known_of, gender=row.gender if row else None)
            if kind is ActorKind.PERSON:
                self._initials.setdefault(initial(name), []).append(name)
                for surname in surnames_of(name, of, self.reference):
                    self._surnames.setdefault(surname, set()).add(name)
        return self.members[name]

    def mention(self, span: Span, kind: MentionKind, member: Member, rule: str, says: str, confidence: float) -> None:
        """Note that a span names a member, with the evidence."""
        self.name(member, span)
        why = (Evidence(rule, says, span),)
        self.mentions.add([Mention(span, kind, Judgement(member.name, confidence, why))])
        self._taken.update(range(span.start, span.end))

    def _know(self, found: Found) -> None:
        """Take in a name of the reference."""
        first, last = self.tokens[found.first], self.tokens[found.last]
        span = Span(first.start, last.end)
        name = found.name
        surface = self.text[span.start : span.end]
        place = found.of(MentionKind.PLACE)
        inside = self._inside(found.first)
        behind = self.tokens[found.last + 1] if found.last + 1 < len(self.tokens) else None
        if behind and behind.is_capital and behind.lower in words("papers") and name.kind is MentionKind.STATE:
            return
        if name.kind is MentionKind.STATE and self._is_surname(found.first):
            return
        if name.kind is MentionKind.ORGANISATION and (other := foreign(self, found.first, name.refers)):
            demonyms = self.reference.states[other].demonyms
            member = self.member(f"{demonyms[0] if demonyms else other} {surface}", ActorKind.ORGANISATION)
            member.of = other
            says = f"{surface} is that of {other}, which is named before it"
            self.mention(span, name.kind, member, "name", says, 0.8)
            return
        if name.naming is Naming.CAPITAL and inside:
            self._places.add(span.end)
            why = Evidence("place", f"{surface} is where something happens", span)
            self.note(Mention(span, MentionKind.PLACE, Judgement(surface, 0.8, (why,))))
            return
        if name.naming is Naming.CAPITAL:
            acting = meant(surface, name.refers, found.first, self.spoken_of, self.reference)
            if acting is None:
                why = Evidence("place", f"{surface} is a seat of several, and nothing tells which is meant", span)
                self.note(Mention(span, MentionKind.PLACE, Judgement(surface, 0.6, (why,))))
                return
            if acting != name.refers:
                says = f"{surface}, where {acting} has its seat, stands for it"
                member = self.member(acting, ActorKind.ORGANISATION)
                self.mention(span, MentionKind.ORGANISATION, member, str(Naming.SEAT), says, 0.7)
                return
        if name.kind not in KINDS:
            name = place or name
            why = Evidence("reference", f"{surface} is {name.refers} in the reference", span, "reference")
            self.note(Mention(span, name.kind, Judgement(name.refers, 0.95, (why,))))
            return
        says = {
            Naming.NAME: f"{surface} names {name.refers}",
            Naming.DEMONYM: f"{surface} is of {name.refers}",
            Naming.CAPITAL: f"{surface}, the capital, stands for {name.refers}",
            Naming.SEAT: f"{surface}, a seat of government, stands for {name.refers}",
        }[name.naming]
        sure = 0.95 if name.naming is Naming.NAME else 0.85
        self.mention(span, name.kind, self.member(name.refers, KINDS[name.kind]), str(name.naming), says, sure)

    def _inside(self, index: int) -> bool:
        """Whether a capital stands as a place: "in Ruhn", "in Ruhn and Tessin"."""
        before = self.tokens[index - 1].lower if index else ""
        return before in _INSIDE or (before in ("and", "or") and self.tokens[index - 2].end in self._places)

    def _is_surname(self, index: int) -> bool:
        """Whether a state's name or demonym is somebody's surname: "Judge Ora Finn"."""
        if index < 2:
            return False
        given = self.tokens[index - 1]
        before = self.tokens[index - 2 - (self.tokens[index - 2].text == "." and index > 2)]
        title = before.lower.strip(".") in words("titles") or before.lower in words("roles")
        known = given.start in self._taken or given.lower in words("roles") | words("directions")
        return given.is_capital and title and not known
