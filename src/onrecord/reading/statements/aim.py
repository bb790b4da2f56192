"""Whom a statement is aimed at: who stands where its act has its addressee, who did what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.model import Act, Evidence, Judgement, Mention, MentionKind
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.order import DEMONYM
from onrecord.reading.grammar.position import CLAUSE, INNER, OBJECT, position
from onrecord.reading.lexicon import words as listed
from onrecord.reading.statements.act import entries_of, framed_by, vows
from onrecord.reading.statements.frame import Framed, by_noun, whom
from onrecord.reading.statements.wording import Words, family, offset, word_list

# Whoever is asked stands right before the "must".
_GAP = 4
# Whoever is wanted or called on to do something stands right behind the verb, at most so many characters away.
_BEHIND = 15
_WANTS = re.compile(r"want|call|need\s+for|it\s+is\s+time|we\s|i\s")
_WITH_OTHERS = re.compile(r"\s+(?:and|or|as well as|along with)(?:\s+(?!that\b|said\b|was\b|is\b)[\w’'-]+){1,5}\s*")
# "Demanded on Monday that Veyra": the day does not keep what is said apart from its verb.
_DAYS = "|".join(sorted(day for day in listed("times") if day.isalpha()))
_WHEN = re.compile(rf"(?:(?:on|late|early|earlier|again|once\s+more)\s+)*(?:{_DAYS})\b\s*", re.IGNORECASE)
_APART = re.compile(r"[,.;:\n“”\"]")
_BEHIND_PREPOSITION = re.compile(r"\b(?:from|with|to|in|of|at|by|on|for|against|between)\s+(?:the\s+)?$")
# What a body has passed is no deed of the body: "in breach of Security Council resolutions".
_PASSED = re.compile(r"(?:['’]s)?\s+(?:\w+\s+)?(?:resolutions?|charter|statutes?|conventions?|covenants?)\b")
# Between these a sentence ends, be it quoted in two parts.
_OVER = re.compile(r"[.!?][”\"’']*\s|,[”\"]\s+[“\"]")
_CONDITION = re.compile(r"\b(?:unless|if|until)\b")
# "Asked Kell whether Arlen had": a question is put to nobody whom it is about.
_QUESTION = re.compile(r"\W*(?:whether|if)\b", re.IGNORECASE)
# Acts in whose first place somebody of the speaker's own side can stand, too: a president and his country's opposition.
_AT_HOME = frozenset({Act.REQUEST, Act.ACCUSE, Act.REJECT, Act.SUPPORT, Act.THREATEN, Act.CONCEDE, Act.AGREE})
# Acts that whoever is told is the addressee of, where the words alone perform them.
_TOLD = frozenset({Act.REQUEST, Act.THREATEN, Act.AGREE, Act.REJECT})
# Of what is done to somebody, these tell to whom, as "to" does: "served an ultimatum on Veyra".
_ONTO = frozenset({"on", "against", "at", "from"})
# How a mention of the own side must name: "her country" is the speaker's own.
_OFFICES = frozenset("of for and prime foreign vice deputy acting former chief army navy air force".split())
_NAMED = frozenset({"name", "demonym", "surname", "introduced", "place"})


def target(words: Words, value: Act, answered: str | None, antecedent: str | None) -> Judgement[str] | None:
    """Whom an act is aimed at, where it has one.

    ``answered`` is the side of the statement that this one answers; ``antecedent`` the side whose doing
    "this" or "the decision" goes back to.
    """
    return _head(words, _target(words, value, answered, antecedent))


def _head(words: Words, chosen: Judgement[str] | None) -> Judgement[str] | None:
    """The person behind the state that begins a phrase: "slammed Arlenian Defence Minister Bram Varn"."""
    place = chosen.evidence[0].span if chosen else None
    first = next((m for m in words.mentions if m.span == place and m.kind is not MentionKind.PERSON), None)
    if chosen is None or first is None or first.refers is None:
        return chosen
    behind = [m for m in words.mentions if m.span.start > first.span.end and m.refers]
    if not behind or behind[0].refers is None or behind[0].kind is not MentionKind.PERSON:
        return chosen
    name, span = behind[0].refers.value, behind[0].span
    between = words.content[offset(words, first.span.end) : offset(words, span.start)]
    between = between.removeprefix("'s ").removeprefix("’s ")
    if name == words.speaker or words.sides.get(name, name) != first.refers.value or not _titles(between):
        return chosen
    step = Evidence("head", f"{name} is who {first.refers.value} stands before", span)
    return Judgement(name, chosen.confidence, (step, *chosen.evidence))


def _titles(between: str) -> bool:
    """Whether words between a state and a person are the person's office."""
    known = listed("roles") | listed("titles") | listed("portfolios") | listed("ranks") | _OFFICES
    return bool(between.split()) and all(w[0].isupper() or w.lower() in known for w in between.split())


def _target(words: Words, value: Act, answered: str | None, antecedent: str | None) -> Judgement[str] | None:
    """Whom an act is aimed at, be it the state that a person is named with."""
    if value in (Act.SAY, Act.UNCLASSIFIED):
        return None
    denied = _denied(words) if value is Act.DENY else None
    if answered and denied is None and value in (Act.DENY, Act.REJECT):
        return _aimed(answered, "answers", "what it answers came from there", words)
    if value is Act.DENY:
        return denied
    others = [m for m in words.others() if not _PASSED.match(words.content[offset(words, m.span.end) :])]
    if value in _TOLD and words.likely:
        others = [m for m in others if m.refers and words.sides.get(m.refers.value) != words.likely]
    if value is Act.ACCUSE and (chosen := _accused(words, others)):
        return chosen
    if chosen := _placed(words, value, others):
        return chosen
    if value is Act.THREATEN and (chosen := _stepped(words, others) or _conditioned(words, others)):
        return chosen
    if value is Act.REQUEST:
        others = _asked(words, others)
    if value is Act.SUPPORT and not by_cue(words, value):
        others = _in_praise(words, others)
    if value not in (Act.REQUEST, Act.SUPPORT, Act.AGREE):
        others = others or _foreign(words, words.homes)
    if others and others[0].refers:
        first = others[0]
        name = others[0].refers.value
        return Judgement(name, 0.7, (Evidence("first named", f"{name} is the first named in it", first.span),))
    if antecedent and antecedent != words.side and value in (Act.ACCUSE, Act.REJECT, Act.SUPPORT, Act.PROTEST):
        return _aimed(antecedent, "antecedent", "what it speaks of is their doing", words)
    return None


def _in_praise(words: Words, others: list[Mention]) -> list[Mention]:
    """Those who may be meant by words that speak for something: not Kell in "Kell is Kell. We stand by the pact"."""
    praise = family("praise").search(words.masked)
    if praise is None:
        return others
    return [m for m in others if not _OVER.search(words.masked, offset(words, m.span.end), praise.start())]


def _framed(words: Words) -> Framed | None:
    """The frame that the cue's verb stands in."""
    entries = entries_of(words)
    return framed_by(words, entries[0].lemma if entries else "")


def by_cue(words: Words, value: Act) -> bool:
    """Whether the cue itself performs the act, so that its addressee is its own argument."""
    framed = _framed(words)
    stated = any(c.act is value for c in entries_of(words)) or by_noun(words.cue) is value or vows(words, value)
    return stated or (framed is not None and framed.act is value)


def elsewhere(words: Words, value: Act) -> bool:
    """Whether the verb's frame has its addressee in a place of its own, not where the act mostly has it."""
    framed = _framed(words)
    return framed is not None and framed.act is value and (framed.behind or bool(framed.whom))


def places(words: Words, value: Act) -> tuple[str, ...]:
    """Where an act by this cue has its addressee, the likeliest first; none where it stands behind certain words."""
    framed = _framed(words)
    if framed is None or framed.act is not value:
        return whom(value)
    return () if framed.behind else framed.whom or whom(value)


def _placed(words: Words, value: Act, others: list[Mention]) -> Judgement[str] | None:
    """Whoever stands where the act has its addressee: told first, then in what is said, then at home."""
    framed = _framed(words)
    if framed and framed.act is value and framed.behind:
        behind = [m for m in others if offset(words, m.span.start) >= framed.end]
        return _first(behind[:1], f'behind "{framed.matched}"', 0.8)
    order = (framed.whom if framed and framed.act is value else ()) or whom(value)
    told = [(position(lead), m) for lead, m in words.beside if not _APART.search(lead) and m in _foreign(words, [m])]
    heard = [m for where, m in told if where in (OBJECT, "to", "with") or (where in order and where in _ONTO)]
    if not by_cue(words, value):
        return _first(heard, "told", 0.7) if value in _TOLD and not _asked(words, others) else None
    if chosen := _first(heard, f'told with "{words.cue}"', 0.8):
        return chosen
    if value is Act.REQUEST and _QUESTION.match(words.content):
        return None
    stop = _CONDITION.search(words.masked) if value is Act.THREATEN else None
    noun = framed.end if framed and framed.act is value and not framed.whom else 0
    abroad = [*others, *words.homes]
    home = _at_home(words) if value in _AT_HOME else []
    # "Condemned the attack on Veyran boats", said by Veyra's president, is not aimed at Veyra.
    home = [m for m in home if not _of_people(m) or _position(words, m, 0) != "at"]
    # "As piracy the seizure of its own ship by Veyra": past an "as" those of other sides come first.
    aside = words.masked.lstrip().startswith("as ")
    for candidates in (abroad, home) if aside else ([*abroad, *home],):
        before = [m for m in candidates if stop is None or offset(words, m.span.start) < stop.start()]
        placed = [(_position(words, m, noun), m) for m in before]
        for where in order:
            if chosen := _first((m for found, m in placed if found == where), _says(where, words), 0.8):
                return chosen
    return None


def _position(words: Words, mention: Mention, noun: int) -> str:
    """Where a mention in what is said stands behind the cue, or behind the ``noun`` that says with it what is done."""
    at = offset(words, mention.span.start)
    lead = words.content[noun if at >= noun else 0 : at].lstrip(" \"'“‘")
    when = _WHEN.match(lead)
    lead = lead[when.end() :] if when else lead
    where = position(lead)
    return INNER if where == OBJECT and "," in lead else where


def _says(where: str, words: Words) -> str:
    """A place behind a cue in words."""
    if where == OBJECT:
        return f'right behind "{words.cue}"'
    return f'at the head of what is said with "{words.cue}"' if where == CLAUSE else f'behind "{words.cue} … {where}"'


def _first(found: Iterable[Mention], where: str, sure: float) -> Judgement[str] | None:
    """The first of some mentions as a target."""
    for mention in found:
        if mention.refers:
            name = mention.refers.value
            return Judgement(name, sure, (Evidence("argument", f"{name} stands {where}", mention.span),))
    return None


def _foreign(words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The actors among some mentions that are not of the speaker's side."""
    return [
        m
        for m in mentions
        if m.kind in ACTORS and m.refers and words.sides.get(m.refers.value, m.refers.value) != words.side
    ]


def _at_home(words: Words) -> list[Mention]:
    """The actors named in what is said that are of the speaker's side, but not the speaker."""
    others = words.others()
    return [m for m in words.mentions if m.kind in ACTORS and m.refers and m not in others and _another(words, m)]


def _another(words: Words, mention: Mention) -> bool:
    """Whether a mention of the speaker's side names somebody else than the speaker."""
    rules = _NAMED | {"capital"} if words.crowd else _NAMED
    named = mention.refers is not None and mention.refers.evidence[0].rule in rules
    return named and words.speaker is not None and mention.refers is not None and mention.refers.value != words.speaker


def _of_people(mention: Mention) -> bool:
    """Whether a mention is the adjective of a state: "Veyran"."""
    return mention.refers is not None and mention.refers.evidence[0].rule == DEMONYM


def _asked(words: Words, others: list[Mention]) -> list[Mention]:
    """Who is asked by what is said: whoever stands right before the "must" that says it."""
    demand = family("demand").search(words.masked)
    if demand is None or by_cue(words, Act.REQUEST):
        return []
    if _WANTS.match(demand[0]):
        return [m for m in others if demand.start() <= offset(words, m.span.start) <= demand.end() + _BEHIND][:1]
    near = [m for m in others if offset(words, m.span.start) < demand.start()]
    return [m for m in near if _up_to(words.masked[offset(words, m.span.end) : demand.start()])]


def _up_to(gap: str) -> bool:
    """Whether somebody before a "must" is its subject, alone or with others: "Veyra and its allies must"."""
    return len(gap) <= _GAP or bool(_WITH_OTHERS.fullmatch(gap))


def _denied(words: Words) -> Judgement[str] | None:
    """Whose accusation is denied: "the Veyran charges", "the allegation by Veyra"."""
    lower = words.content.lower()
    noun = re.search(r"\b(?:" + "|".join(sorted(word_list("accusing_nouns"))) + r")\b", lower)
    if noun is None:
        return None
    for mention in words.others():
        at = offset(words, mention.span.start)
        near = lower[at : noun.start()] if at < noun.start() else lower[noun.end() : at]
        if len(near.split()) <= 3 and (at < noun.start() or position(near) in ("by", "from", OBJECT)):
            return _first([mention], f'by "{noun[0]}", which is denied', 0.75)
    return None


def _aimed(name: str, rule: str, says: str, words: Words) -> Judgement[str]:
    """A target outside of the words themselves."""
    return Judgement(name, 0.6, (Evidence(rule, f"{name}: {says}", words.spans[0]),))


def _accused(words: Words, others: list[Mention]) -> Judgement[str] | None:
    """Whom an accusation is aimed at: "on Y" of laying blame, else the actor before the wrong, else the first."""
    lower = words.content.lower()
    if words.cue.lower().endswith(("responsibility", "blame")):
        for mention in reversed(others):
            at = offset(words, mention.span.start)
            if mention.refers and lower[:at].rstrip().endswith((" on", " with", " upon", "on")):
                says = f"the blame is laid on {mention.refers.value}"
                return Judgement(mention.refers.value, 0.85, (Evidence("blame", says, mention.span),))
    signal = family("wrongdoing").search(lower)
    if signal is None or any(c.act is Act.ACCUSE and "object" in c.takes for c in entries_of(words)):
        return None
    before = [m for m in others if offset(words, m.span.start) < signal.start()]
    clause = [
        m
        for m in before
        if not re.search(r"[;]|\b(?:while|where|whereas)\b", lower[offset(words, m.span.start) : signal.start()])
    ]
    near = clause or before
    subjects = [m for m in near if not _BEHIND_PREPOSITION.search(lower[: offset(words, m.span.start)])]
    for mention in subjects or near:
        if mention.refers:
            says = f'{mention.refers.value} is who "{signal[0]}" is said of'
            return Judgement(mention.refers.value, 0.75, (Evidence("wrongdoer", says, mention.span),))
    return None


def _stepped(words: Words, others: list[Mention]) -> Judgement[str] | None:
    """Whom the step hits that the own side would take: the first named behind it, before any condition."""
    step = family("departure").search(words.masked)
    stop = _CONDITION.search(words.masked)
    if step is None:
        return None
    end = stop.start() if stop and stop.start() > step.start() else len(words.masked)
    hit = [m for m in (*others, *words.homes) if step.start() <= offset(words, m.span.start) < end]
    home = [m for m in _at_home(words) if step.end() <= offset(words, m.span.start) < end]
    return _first((*hit, *home), f'behind "{step[0]}"', 0.75)


def _conditioned(words: Words, others: list[Mention]) -> Judgement[str] | None:
    """Whom a threat binds: the actor behind "unless" or "if"."""
    match = _CONDITION.search(words.content.lower())
    if match is None:
        return None
    for mention in others:
        if mention.refers and offset(words, mention.span.start) > match.start():
            says = f'{mention.refers.value} must act "{match[0]} ..."'
            return Judgement(mention.refers.value, 0.8, (Evidence("condition", says, mention.span),))
    return None
