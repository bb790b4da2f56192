"""Bodies that a source names by what they are: "the Tesmarian foreign ministry", "the alliance", "its council"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.reading.actors.byname import for_body, for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.member import Member
from onrecord.reading.actors.naming import MINISTRIES, a_newsroom
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.home import in_capital, this_government
from onrecord.reading.referents.pronoun import OWNERS, owner_of
from onrecord.reading.referents.setting import Setting, judged

# Bodies that every state has: named without one, that of the state that the page is written in.
_REALMS = frozenset("kingdom emirate emirates sultanate grand-duchy republic principality federation duchy".split())
# Those whom a court consists of, and the words in the name of one.
_BENCH = frozenset({"judges", "justices", "arbitrators", "magistrates"})
_COURTS = frozenset({"court", "tribunal", "chamber", "arbitration", "panel"})
_MEMBERS = frozenset("member members countries states nations allies governments".split())
_ARTICLE = re.compile(r"^(?:the|its|this|that)\s+")
_SOON = 600
_OF_STATES = frozenset({"ministry", "staff", "ministries"})


def a_body(cast: Cast, body: str, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str]:
    """A body of a state or organisation: under its name in the reference, else "Tesmarian Foreign Ministry"."""
    ours = this_government(cast, source, setting)
    if ours is not None:
        tokens = tokens[1:]
        source, body = Span(tokens[0].start, source.end), tokens[-1].lower
    words_of = [t for t in tokens if t.lower not in words("determiners")]
    owner = ours or cast.tied(source) or in_capital(cast, source, tokens)
    if owner is None and tokens[0].lower in words("possessives"):
        meant = owner_of(cast, tokens[0], setting)
        owner = cast.side(meant.value) if meant else None
    elsewhere = tokens[0].lower in OWNERS  # of somebody told of, who is not known
    if owner is None and not elsewhere and tokens[-1].lower in _OF_STATES and len(words_of) > 1:
        last = cast.side(setting.last) if setting.last else None
        owner = cast.home or (last if last in cast.reference.states else None)
    stop = next((i for i, t in enumerate(words_of) if t.lower in words("prepositions")), len(words_of))
    if body[0].isupper():
        words_of = [
            t
            for t in tokens
            if t.start >= source.start + max(0, cast.text[source.start : source.end].find(body.split()[0]))
        ]
        stop = next((i for i, t in enumerate(words_of) if t.lower in words("prepositions")), len(words_of))
    stop = next((i for i, t in enumerate(words_of[:stop]) if t.text in ",(" or t.lower in ("or", "which", "who")), stop)
    plain = _plain(words_of[:stop])
    state = next((row for row in cast.reference.tables.states if row.name == owner), None)
    if any(map(a_newsroom, plain)):
        # An agency of a state's is under its own name.
        plain = [w for w in plain if not any(w in n.words.split() for n in cast.reference.names if n.refers == owner)]
        state = owner = None
    if any(t.lower in ("opposition", "rebel", "rebels", "separatist", "exile") for t in tokens):
        # What stands against a government speaks for itself.
        state = owner = None
    named = {n.words for n in cast.reference.names if n.refers == owner} if owner else set()
    # "The top British medical journal": what describes a body before its state is no part of its name.
    first = next((i for i, w in enumerate(plain) if _bare(w) in named), 0) if all(w.islower() for w in plain[:1]) else 0
    head = " ".join(w for w in plain[first:] if _bare(w) not in named)
    for whole in sorted(named, key=len, reverse=True):
        if opening := re.match(rf"{re.escape(whole)}(?:['’]s?)?\s", head):
            head = head[opening.end() :]
            break
    for channel in sorted(words("channels"), key=len, reverse=True):
        head = re.sub(rf"\s+{re.escape(channel)}$", "", head, flags=re.IGNORECASE)
    head = MINISTRIES.get(head, head)
    if state is not None and head:
        full = head.title() if head.split()[-1].lower() == "ministry" else head
        name = f"{state.demonyms[0] if state.demonyms else state.name} {full}"
        known = next((n.refers for n in cast.reference.names if n.words.lower() == name.lower()), None)
        member = cast.body(known or name, source, state.name)
        return judged(member.name, 0.8, "body", f'"{body}" is a body of {state.name}', source)
    if len(plain) == 1 and (same := _same_noun(cast, plain[0].lower(), source)) is not None:
        says = f'"{body}" is {same.name}, the last named that goes by that noun'
        return judged(same.name, 0.7, "noun", says, source)
    member = cast.body(" ".join(plain) or body, source, owner)
    return judged(member.name, 0.7, "body", f'"{body}" is a body, not in the reference', source)


def of_letters(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """A ministry by its letters: "the Castalian MFA", "the MFA in Ruhn"; None where others stand beside it."""
    at = next(i for i, t in enumerate(tokens) if t.text in MINISTRIES)
    alone = not any(t.lower in words("prepositions") for t in tokens)
    seat = tokens[at + 1 :] and tokens[at + 1].lower == "in" and len(tokens) == at + 3 and at < 2
    if not (alone or seat) or (cast.tied(source) or in_capital(cast, source, tokens)) not in cast.reference.states:
        return None
    return a_body(cast, tokens[at].text, source, tokens, setting)


def _plain(said: list[Token]) -> list[str]:
    """The words of a body's name, without whose it is: "coast guard" of "Varland's coast guard", "Ebba's House"."""
    found: list[str] = []
    for index, token in enumerate(said):
        if token.lower in ("'s", "’s"):
            found[-1:] = [found[-1] + token.text] if found and index + 1 < len(said) else found[-1:]
        elif token.lower not in words("possessives"):
            found.append(token.text)
    return found


def _bare(word: str) -> str:
    """A word without the mark of whose something is."""
    return word.removesuffix("'s").removesuffix("’s")


def named_apposed(cast: Cast, source: Span) -> Judgement[str] | None:
    """The body that is named right behind a noun for one: "one group, Save Our Rivers"."""
    noun, comma, _ = cast.text[source.start : source.end].partition(", ")
    said = noun.split()
    if not (comma and said) or said[-1] != singular(said[-1]) or for_person(said[-1]) or not for_body(said[-1]):
        return None
    for mention in cast.mentions.within(source):
        if mention.span.start == source.start + len(noun) + len(comma) and mention.kind is MentionKind.ORGANISATION:
            closed = cast.text[mention.span.end : source.end].strip(" ,") == ""
            if mention.refers is not None and closed:
                return judged(mention.refers.value, 0.8, "name", f'"{noun}" is {mention.refers.value}', source)
    return None


def named_by_noun(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The body whose name ends a phrase behind a noun for one: "the Varlandic newspaper Haven", "the band Fen"."""
    first = len(tokens)
    while first > 1 and tokens[first - 1].is_capital and tokens[first - 1].is_word:
        first -= 1
    noun = tokens[first - 1]
    if first == len(tokens) or not noun.text.islower() or not for_body(singular(noun.lower)):
        return None
    span = Span(tokens[first].start, tokens[-1].end)
    named = next((m for m in cast.mentions.touching(span) if m.refers), None)
    if named is not None and (named.kind is not MentionKind.ORGANISATION or named.span != span):
        return None
    name = (
        named.refers.value if named and named.refers else cast.body(cast.text[span.start : span.end], span, None).name
    )
    return judged(name, 0.75, "body", f'"{cast.text[source.start : source.end]}" is {name}', source)


def spoke_last(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The body that spoke last, called by the noun in its name: "the ministry" after "Tesmarian Foreign Ministry"."""
    last = cast.members.get(setting.last or "")
    if last is None or last.kind is not ActorKind.ORGANISATION or len(tokens) != 2 or tokens[0].lower != "the":
        return None
    if tokens[1].lower not in last.name.lower().split():
        return None
    return judged(
        last.name, 0.75, "noun", f'"{cast.text[source.start : source.end]}" is {last.name}, which spoke last', source
    )


def spoke_on(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The organisation that spoke last, where a noun for any body speaks on: "the watchdog group"."""
    last = cast.members.get(setting.last or "")
    noun = tokens[-1].lower
    if last is None or last.kind is not ActorKind.ORGANISATION or tokens[0].lower != "the" or len(tokens) < 2:
        return None
    bare = not last.name.endswith(" campaign") and not any(for_body(word.lower()) for word in last.name.split())
    any_body = noun in table("families")["any_body"].split() or (bare and noun in table("families")["bodies"])
    plainly = any_body and not any(t.is_capital for t in tokens[1:])
    near = setting.before is not None and last.named(setting.before.start, source.start)
    if not plainly or not near or setting.subject not in (None, last.name):
        return None
    says = f'"{cast.text[source.start : source.end]}" is {last.name}, which spoke last'
    return judged(last.name, 0.65, "epithet", says, source)


def _same_noun(cast: Cast, noun: str, source: Span) -> Member | None:
    """The body named last before whose name ends with a noun: "the ministry" after "Tesmarian Foreign Ministry"."""
    near = cast.before(source.start, (ActorKind.ORGANISATION,))
    return next((m for m in near if m.name.lower().split()[-1] == noun), None)


def realm(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The one state of the text that is a kingdom or the like by its long name: "the kingdom", "the Principality".

    Of several it is the one that puts the page out, or that it is written in.
    """
    if len(tokens) != 2 or tokens[0].lower != "the" or tokens[1].lower not in _REALMS:
        return None
    states = [m.name for m in cast.before(source.start, (ActorKind.STATE,)) if m.name in cast.reference.states]
    # A page that a state puts out calls itself so from its first line on.
    states += [cast.publisher] if cast.publisher in cast.reference.states and cast.publisher not in states else []
    rows = {name: cast.reference.states[name] for name in states}
    kind = tokens[1].text.title()
    fitting = [n for n, row in rows.items() if any(kind in long.split() for long in (row.official or "", *row.aliases))]
    if len(fitting) > 1 and (own := cast.publisher or cast.home) in fitting:
        return judged(
            own, 0.65, "noun", f"{own} is the {tokens[1].lower} that puts the page out or that it is written in", source
        )
    if len(fitting) != 1:
        return None
    return judged(fitting[0], 0.7, "noun", f"{fitting[0]} is the one {tokens[1].lower} that is named before", source)


def _court(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The court named last, of which "the judges" or "the court's judges" speak."""
    if len(tokens) < 2:
        return None
    plain = tokens[0].lower in ("the", "its") and (len(tokens) == 2 or tokens[-2].lower in ("'s", "’s"))
    if not plain or tokens[-1].lower not in _BENCH or any(t.is_capital for t in tokens[1:]):
        return None
    near = cast.before(source.start, (ActorKind.ORGANISATION,))
    name = next((m.name for m in near if _COURTS & set(m.name.lower().split())), None)
    says = f'"{cast.text[source.start : source.end]}" are those of {name}, the court named last'
    return judged(name, 0.7, "noun", says, source) if name else None


def by_noun(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """An organisation called by its noun: "the alliance", "the Post-Soviet security bloc's member-countries"."""
    stop = next((i for i, t in enumerate(tokens) if i and t.lower in words("prepositions")), len(tokens))
    owned = max((i + 1 for i, t in enumerate(tokens[:stop]) if t.lower in ("'s", "’s")), default=0)
    # "The ministry's guidelines" are no ministry, but "the bloc's member states" and "its envoys" are the bloc.
    said = {t.lower for t in tokens[owned:stop]}
    people = not said.isdisjoint(_MEMBERS) or (stop > owned and for_person(singular(tokens[stop - 1].lower)))
    said |= {t.lower for t in tokens[:owned]} if people else set()
    if (bench := _court(cast, source, tokens)) is not None:
        return bench
    near = cast.before(source.start, (ActorKind.ORGANISATION,))
    for group, sure in ((near, 0.8), (_bodies(cast), 0.7)):
        fitting = list(islice(_going_by(cast, group, said), 2))
        if fitting and (group is near or len(fitting) == 1):
            says = f'"{cast.text[source.start : source.end]}" is {fitting[0].name}, which goes by that noun'
            return judged(fitting[0].name, sure, "noun", says, source)
    # "The alliance" of a page that names its secretary-general alone.
    named = {m.of for m in cast.members.values() if m.kind is ActorKind.PERSON and m.of}
    heads = [name for name in sorted(named) if said & cast.reference.nouns.get(name, frozenset())]
    heads = [name for name in heads if name in cast.reference.organisation_rows]
    if len(heads) == 1 and tokens[0].lower in ("the", "its", "this"):
        cast.take(heads[0], source)
        says = f'"{cast.text[source.start : source.end]}" is {heads[0]}, of which the page names somebody'
        return judged(heads[0], 0.65, "noun", says, source)
    return None


def _bodies(cast: Cast) -> Iterator[Member]:
    """All organisations of a text."""
    return (m for m in cast.members.values() if m.kind is ActorKind.ORGANISATION)


def _going_by(cast: Cast, bodies: Iterable[Member], nouns: Set[str]) -> Iterator[Member]:
    """Those of some bodies that go by one of some nouns, by the reference."""
    return (m for m in bodies if nouns & cast.reference.nouns.get(m.name, frozenset()))


def headed(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The one organisation of the text that its headline calls by its noun alone: "Alliance backs Arlen"."""
    opens = source.start == 0 or cast.text[max(0, source.start - 2) : source.start].strip() in ("", ";")
    if len(tokens) != 1 or not opens or not cast.text[source.start].isupper() or cast.by_name(tokens[0].text):
        return None
    if "\n" in cast.text[: source.start].rstrip("\n"):
        return None
    fitting = list(_going_by(cast, _bodies(cast), {tokens[0].lower}))
    if len(fitting) != 1:
        return None
    says = f'"{tokens[0].text}" is {fitting[0].name}, the one of the text that goes by that noun'
    return judged(fitting[0].name, 0.75, "noun", says, source)


def named_later(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The one organisation of the text that goes by a noun, where the page opens with that alone and names it soon:
    "An international mission said ... The Straits Mission found".
    """
    plainly = tokens[0].lower in ("a", "an") and not any(t.is_capital for t in tokens[1:])
    if not plainly or cast.mentions.within(source):
        return None
    fitting = list(_going_by(cast, _bodies(cast), {tokens[-1].lower}))
    soon = [m for m in fitting if m.places and 0 < m.places[0] - source.start < _SOON]
    if len(fitting) != 1 or not soon:
        return None
    says = (
        f'"{cast.text[source.start : source.end]}" is {soon[0].name}, named behind and the one that goes by that noun'
    )
    return judged(soon[0].name, 0.65, "noun", says, source)


def in_small_letters(cast: Cast, source: Span) -> Judgement[str] | None:
    """The body named before whose name ends with the words of a source: "the joint staff" of "Varland Joint Staff"."""
    said = _ARTICLE.sub("", " ".join(cast.text[source.start : source.end].lower().split()))
    near = cast.before(source.start, (ActorKind.ORGANISATION,)) if " " in said else []
    fitting = [m for m in near if m.name.lower().endswith(" " + said)]
    if len(fitting) != 1:
        return None
    return judged(fitting[0].name, 0.75, "noun", f'"{said}" is {fitting[0].name}, named before', source)
