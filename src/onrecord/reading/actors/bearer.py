"""Holders of offices whom a page calls by their surname alone, as news does with those whom everybody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Attribution, Evidence, Interval, Judgement, Mention, MentionKind, Span
from onrecord.model.actor import BODIES
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import titled
from onrecord.reading.actors.shortname import INITIAL
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reference.rows import OfficeRow

_OWNING = ("'s", "’s")
_MISTER = frozenset({"mr", "mrs", "ms", "miss"})


def bearers(cast: Cast, attributions: Sequence[Attribution], published: Interval) -> None:
    """Take in the mentions of those of the reference who speak under a surname that the page never gives in full.

    It must be the surname of one person alone who held an office while the page was published, and whose state or body
    the page names, or who then led a state, since pages need not say of which; and the page must give words to the
    name, or write it with a title or the initial of what stands before it: "Kell said", "Minister Kell", "O. Kell".
    """
    if not published.known:
        return
    speaking = {span.start for one in attributions if one.source for span in _names(cast, one.source)}
    for surname, letter in _shown(cast, speaking).items():
        says, sure = "the only one of that surname in office then for a side that the page names", 0.75
        serving = _serving(cast, surname, letter, published)
        member = _holder(cast, serving)
        if member is None:
            says, sure = "the only one of that surname in office then, at the head of a state", 0.6
            member = _leader(cast, serving)
        if member is None:
            continue
        known = [span for alone in (surname, *_introduced(cast, surname)) for span in cast.taken_back(alone)]
        says = f"{surname} is {member}, {says}"
        for span in sorted({*known, *_places(cast, surname)}, key=lambda s: s.start):
            cast.take(member, span)
            why = Evidence("surname", says, span)
            cast.mentions.add([Mention(span, MentionKind.PERSON, Judgement(member, sure, (why,)))])


def _names(cast: Cast, source: Span) -> Iterable[Token]:
    """The token of a source that is a surname: the whole of it, or what owns an office ("Kell's people")."""
    tokens, _ = cast.inside(source)
    while tokens and (titled(tokens[0].text) or tokens[0].text == "."):
        tokens = tokens[1:]
    if tokens and (len(tokens) == 1 or tokens[1].lower in _OWNING or tokens[1].text == ","):
        yield tokens[0]


def _shown(cast: Cast, speaking: set[int]) -> dict[str, str]:
    """Surnames of the reference that stand alone as speakers or behind a title or an initial, which is told of each,
    of nobody whom the page introduces.
    """
    found: dict[str, str] = {}
    for index, token in enumerate(cast.tokens):
        if token.text not in cast.reference.bearers or token.lower in words("times") | words("pronouns"):
            continue
        before = cast.tokens[index - 1] if index else None
        mister = before is not None and (before.lower.strip(".") in _MISTER or titled(before.text))
        letter = _initial(cast, index)
        known = cast.by_name(token.text)
        alone = known is None or known.name == token.text or known.name in _introduced(cast, token.text)
        if (mister or letter or token.start in speaking) and alone:
            found[token.text] = found.get(token.text) or letter
    return found


def _introduced(cast: Cast, surname: str) -> list[str]:
    """Those whom the page introduces by a surname with nothing but titles or initials: "Marshal Kell", "O. Kell"."""
    return [m.name for m in cast.surnamed(surname.lower()) if _shortened(m.name)]


def _shortened(name: str) -> bool:
    """Whether a name is a surname behind titles or initials."""
    given = name.split()[:-1]
    return bool(given) and all(INITIAL.fullmatch(word) or titled(word) for word in given)


def _initial(cast: Cast, index: int) -> str:
    """The initial right before a surname: "O. Kell"; empty where there is none."""
    if index < 2 or cast.tokens[index - 1].text != ".":
        return ""
    letter = cast.tokens[index - 2]
    beside = letter.end == cast.tokens[index - 1].start and cast.text[letter.end : cast.tokens[index].start] == ". "
    return letter.text if beside and len(letter.text) == 1 and letter.is_capital else ""


def _serving(cast: Cast, surname: str, letter: str, published: Interval) -> dict[str, list[OfficeRow]]:
    """Those of a surname, with the initial given, who held any office then, and which."""
    found = {}
    for name in cast.reference.bearers[surname]:
        offices = [office for office in cast.reference.people[name].offices if office.term.meet(published) is not None]
        if name.startswith(letter) and offices:
            found[name] = offices
    return found


def _holder(cast: Cast, serving: Mapping[str, Sequence[OfficeRow]]) -> str | None:
    """The one of those in office who held it for a state or body that the page names."""
    sides = {cast.reference.side(m.refers.value) for m in cast.mentions if m.kind in BODIES and m.refers}
    persons = {m.refers.value for m in cast.mentions if m.kind is MentionKind.PERSON and m.refers}
    # Of whom the page names somebody in full, it speaks as well.
    sides |= {cast.side(name) for name in persons if name in cast.reference.people}
    # "Kell has invited both to Thornby": whoever speaks for the state of that capital.
    places = {m.refers.value for m in cast.mentions if m.kind is MentionKind.PLACE and m.refers}
    sides |= {name for name, state in cast.reference.states.items() if state.capital in places}
    lower = {t.lower for t, before in zip(cast.tokens[1:], cast.tokens, strict=False) if before.lower == "the"}

    def named(office: OfficeRow) -> bool:
        body = cast.reference.side(office.of)
        return body in sides or bool(lower & cast.reference.nouns.get(office.of, frozenset()))

    fitting = [name for name, offices in serving.items() if any(named(office) for office in offices)]
    return fitting[0] if len(fitting) == 1 else None


def _leader(cast: Cast, serving: Mapping[str, Sequence[OfficeRow]]) -> str | None:
    """Who led a state, where nobody else of those was in any office."""
    if len(serving) != 1:
        return None
    ((name, offices),) = serving.items()
    states = cast.reference.states
    leads = any(o.of in states and o.title == states[o.of].leader and not o.designate for o in offices)
    return name if leads else None


def _places(cast: Cast, surname: str) -> list[Span]:
    """Where a surname stands by itself: not beside another capital, which would make another name of it."""
    found = []
    for index, token in enumerate(cast.tokens):
        if token.text != surname or not cast.free(token.start):
            continue
        before = cast.tokens[index - 1] if index else None
        behind = cast.tokens[index + 1] if index + 1 < len(cast.tokens) else None
        given = before is not None and before.is_capital and not titled(before.text) and cast.free(before.start)
        goes_on = behind is not None and behind.is_capital and behind.start == token.end + 1 and cast.free(behind.start)
        if not (given and _opens_no_sentence(cast, index - 1)) and not goes_on:
            found.append(Span(token.start, token.end))
    return found


def _opens_no_sentence(cast: Cast, index: int) -> bool:
    """Whether a capital word has its capital for itself, and not from the start of a sentence."""
    return index > 0 and cast.tokens[index - 1].text not in (".", "?", "!", "”", '"', "“")
