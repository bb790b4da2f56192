"""Whether a verb tells what was done, and whether the page says so itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import (
    Act,
    Span,
    Statement,
)
from onrecord.model import Kind as Telling
from onrecord.reading.actors.issuer import ISSUED
from onrecord.reading.events.partaker import sides
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import Told
from onrecord.reading.events.undated import in_title
from onrecord.reading.grammar.clause import RELATIVE, Clause
from onrecord.reading.lexicon import cues, words

# Behind these, something was not done, or nobody knows; in the same clause, before its verb.
OPEN = frozenset(
    "if unless whether should would could may might must will not never n't no nobody nothing none deny denies denied "
    "allegedly reportedly supposedly apparently purportedly possibly perhaps probably maybe cannot without lest "
    "almost nearly short refused failed declined".split()
)
# "Agreed to put off the suspension": it has not come.
PUTTING = frozenset("put puts putting call calls called calling hold holds held".split())
HEARD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|report(?:ed|edly|s?\s+that)|fear\w*|believ\w+|convinced|certain|claim\w*|"
    r"think\w*|thought|suspect\w*|conclud\w+|accus\w+|alleg\w+|warn\w*|plan\w*|according|insist\w*|argu\w+|den(?:y|ied|ies)|"
    r"vow\w*|pledg\w+|intend\w*|prepar\w+|consider\w*|ponder\w*|contemplat\w+|mull\w*|promis\w+|imagin\w+|"
    r"hop(?:e|es|ed|ing)|want\w*|demand\w*|propos\w+|suggest\w*|rumou?r\w*|urg\w+|threaten\w*)\b",
    re.IGNORECASE,
)
# Openers behind which the page itself tells what was done.
_ASIDE = RELATIVE | {"when", "after", "before", "since", "while", "as", "because"}
_CONFIRMED = re.compile(r"confirm", re.IGNORECASE)
_NOBODY = re.compile(r"[a-z]+ing")
_REMAINING = frozenset("time minute minutes hour hours day days week weeks month months year years".split())
# One who tells what another did claims it; these acts claim, ask or deny.
CLAIMING = frozenset({Act.ACCUSE, Act.DENY, Act.REJECT, Act.THREATEN, Act.REQUEST})
# By these one tells of one's own deed, whatever else the words do: "said it summoned the envoy and expelled two".
_PLAIN = re.compile(
    r"\b(?:sa(?:y|ys|id)|announc\w+|confirm\w*|t(?:ell|ells|old)|declare[sd]?|add(?:s|ed))\b", re.IGNORECASE
)
# What is being done as it is announced is done with that: "said it was severing ties", but not "it was fighting".
DECIDED = frozenset(
    {Act.SANCTION, Act.AGREE, Act.CONCEDE, Act.SUPPORT, Act.REJECT, Act.RETREAT, Act.COERCE, Act.COOPERATE}
)
_NEWSROOM = re.compile(
    r"\b(?:news|newspaper|television|tv|radio|broadcaster|press(?!\s+(?:service|secretary|office)))\b", re.I
)


def tells(sight: Sight, clause: Clause, index: int, form: str) -> bool:
    """Whether a word is a verb that tells what was done: in the past, finite or a participle that goes with a noun."""
    group = index
    while group > clause.first and (
        sight.items[group - 1].is_adverb or sight.items[group - 1].lower in words("auxiliaries") | {"not"}
    ):
        group -= 1
    lead = sight.lower(group, index - 1)
    if index and sight.items[index].lower == "left" and sight.items[index - 1].lower in _REMAINING:
        # "With eleven hours left on its ultimatum": nobody left.
        return False
    if OPEN.intersection(lead) or any(w.endswith("n't") for w in lead):
        return False
    before = sight.items[group - 1].lower if group else ""
    if form in ("s", "base"):
        return not lead and (_headline(sight, index, form) or (form == "s" and _by_day(sight, clause, index)))
    if form == "ing":
        # "It hit back on Monday, expelling two", "answered by expelling two".
        goes_on = clause.opener == "participle" and group == clause.first + 1
        means = before == "by" and _did(sight, clause.first, group - 1)
        held = before in ("began", "started", "resumed", "kept")
        return bool({"was", "were"}.intersection(lead)) or held or goes_on or means or announcing(sight, index)
    if {"is", "are", "be", "'s", "being", "has", "have"}.intersection(lead) and "been" not in lead:
        return bool({"has", "have"}.intersection(lead))
    if before in ("to", "'s", "’s"):
        return False
    lone = not any(w in words("auxiliaries") for w in lead)
    return not (lone and any(before in words(kind) for kind in ("determiners", "possessives", "prepositions")))


def announcing(sight: Sight, index: int) -> bool:
    """Whether a verb in the progressive tells what somebody announces: "said that it is expelling two envoys"."""
    item = sight.items[index]
    lead = sight.lower(index - 2, index - 1)
    going_on = item.lower.endswith("ing") and {"is", "are", "was", "were", "'s", "’s", "'re", "’re"}.intersection(lead)
    said = tellings(sight.told, Span(item.start, item.end)) if going_on else []
    return any(s.kind is not Telling.DIRECT and any(_plainly(sight.told, c) for c in s.cue) for s in said)


def by_words(sight: Sight, first: int, last: int) -> bool:
    """Whether a deed is one of words alone: "hit back by saying", "responded by accusing"."""
    said = sight.lower(first, last)
    return any(word == "by" and (ahead,) in cues() and ahead.endswith("ing") for word, ahead in pairwise(said))


def _plainly(told: Told, cue: Span) -> bool:
    """Whether a cue says that something is so, without accusing, asking or denying."""
    return _PLAIN.search(told.text, cue.start, cue.end) is not None


def _headline(sight: Sight, index: int, form: str) -> bool:
    """Whether a verb in the present is that of a headline, in which it tells what was done: "Arlen expels envoy"."""
    if not index or not in_title(sight.told, sight.span):
        return False
    before = sight.items[index - 1]
    if (sight.items[index].lower,) in cues() or sight.items[index].lower in ("find", "finds"):
        return False
    if not before.is_word or any(before.lower in words(k) for k in ("determiners", "possessives", "prepositions")):
        return False
    return form == "s" or (before.lower.endswith("s") and not before.lower.endswith("ss"))


def _by_day(sight: Sight, clause: Clause, index: int) -> bool:
    """Whether a verb in the present tells what was done in a list by days: "2 August, Arlen seizes the dredger"."""
    if (sight.items[index].lower,) in cues() or not sight.items[index - 1].is_word:
        return False
    first = sight.items[clause.first].start
    for time in sight.times:
        if time.span.start == first and time.words.kind in ("date", "month", "figures"):
            behind = next((i for i in sight.items[clause.first : index] if i.start >= time.span.end), None)
            return behind is not None and behind.lower in (",", ":", "–", "—", "-")
    return False


def _did(sight: Sight, first: int, last: int) -> bool:
    """Whether a verb in the past stands in items [first, last]: "answered by expelling", not "answer by"."""
    done = (i.lower.endswith("ed") or i.lower in words("past") for i in sight.items[first : last + 1])
    return any(done) and not OPEN.intersection(sight.lower(first, last))


def own_voice(sight: Sight, clause: Clause, index: int, who: Sequence[str], doers: Sequence[str] = ()) -> bool:
    """Whether a deed is told by the page itself, or in plain words by one who takes part in it.

    ``doers`` are those of them who did it.
    """
    trigger = Span(sight.items[index].start, sight.items[index].end)
    said = tellings(sight.told, trigger)
    if said:
        involved = set(sides(sight.told, who)) | set(who)
        inner = min(said, key=lambda s: len(s.extent))
        by = inner.speaker.value if inner.speaker else None
        own = by is not None and bool({by, sight.told.reference.side(by)} & {*doers, *sides(sight.told, doers)})
        # What a ministry puts out of its own deeds, and of what befell, is the voice of its page.
        issued = inner.rule == ISSUED and (own or not doers)
        plain = (inner.kind is not Telling.DIRECT or issued) and not any(s.act.value in CLAIMING for s in said)
        if own and inner.kind is not Telling.DIRECT and any(_plainly(sight.told, c) for c in inner.cue):
            # Nobody accuses themselves of what they did.
            plain = not any(s.act.value in CLAIMING - {Act.ACCUSE} for s in said)
        if plain and inner.hedge is None and any(_CONFIRMED.match(sight.told.text, c.start) for c in inner.cue):
            return True
        return plain and inner.hedge is None and by is not None and bool({by, *sides(sight.told, [by])} & involved)
    since = sight.items[clause.first].start if clause.opener in _ASIDE else sight.span.start
    return HEARD.search(sight.told.text[since : trigger.start]) is None and sight.items[-1].lower != "?"


def tellings(told: Told, trigger: Span) -> list[Statement]:
    """The statements in whose words something stands, but for what a page retells of another newsroom's."""
    return [s for s in _holding(told, trigger) if not _by_newsroom(told, s)]


def retold(told: Told, trigger: Span) -> list[Span]:
    """The words of another newsroom in which something stands, which a page tells again as they are: "AFP reported"."""
    said = [s for s in _holding(told, trigger) if _by_newsroom(told, s)]
    return [c for s in said for c in s.content if trigger in c]


def _holding(told: Told, span: Span) -> list[Statement]:
    """The statements in whose words something stands; "citing" says nothing in "shut the strait, citing breaches"."""
    return [s for s in told.spoken.holding(span) if not (s.speaker and _NOBODY.fullmatch(s.speaker.value))]


def _by_newsroom(told: Told, statement: Statement) -> bool:
    """Whether a newspaper, an agency or a channel tells something: "AFP reported"; none that speaks for a state."""
    name = statement.speaker.value if statement.speaker else ""
    if not name or told.reference.side(name) != name or statement.hedge is not None:
        return False
    if statement.kind is Telling.DIRECT or statement.act.value in CLAIMING:
        return False
    last = name.split()[-1]
    return last in words("newsrooms") or last.lower() in words("papers") or _NEWSROOM.search(name) is not None
