"""What calling something by a word does: "called the threat blackmail", "described the charges as a bedtime story"."""

from __future__ import annotations

import re

from onrecord.model import Act, Evidence, Judgement
from onrecord.reading.attributions.belittled import NAMING
from onrecord.reading.grammar.item import MARKS
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import words as listed
from onrecord.reading.statements.wording import Words, about, head, word_list

_NAMING_CUES = NAMING | {"denote"}
# Who does this to somebody's words holds them for naught.
_SCORNING_CUES = frozenset(
    "denounce deride mock ridicule belittle disparage trash rubbish decry pillory pooh-pooh lampoon".split()
)
_AS = re.compile(r"\bas\s+[\"“‘']?")
# What this is called by is believed.
_BELIEVED = re.compile(
    r"\b(?:true|accurate|correct|right|credible|serious|plausible|well-founded|fair|honest|sincere|convincing|important|"
    r"encouraging|clear|useful|historic|welcome|constructive|positive|valid|reasonable|worrying|understandable)\b"
)


def named(words: Words, lemma: str) -> Judgement[Act] | None:
    """What calling something by a word does; None where the cue names nothing, or the word tells nothing."""
    if words.negated:
        return None
    if lemma in _SCORNING_CUES and _of_words(words) and _AS.search(words.masked):
        return _held_for_naught(words)
    if lemma not in _NAMING_CUES:
        return None
    said = {t.lower for t in tokenize(words.content)}
    for nouns, value in (("untrue", Act.REJECT), ("bad", Act.ACCUSE), ("good", Act.SUPPORT)):
        if hit := word_list(nouns).intersection(said):
            says = f'"{words.cue}" something by "{sorted(hit)[0]}"'
            # Only what was said or announced can be rejected as untrue.
            spoken_of = said & (listed("utterances") | listed("doings"))
            done = value
            if value is Act.REJECT:
                done = Act.DENY if said & word_list("accusing_nouns") else Act.REJECT if spoken_of else Act.ACCUSE
            return Judgement(done, 0.7, (Evidence("naming", says, words.spans[0]),))
    marked = any(mark in words.content for mark in MARKS)
    if marked and _of_words(words) and not _BELIEVED.search(words.masked):
        return _held_for_naught(words)
    return None


def _of_words(words: Words) -> bool:
    """Whether it is what another side has said that is called something: its noun opens what is said."""
    return bool(words.others()) and bool((listed("claimed") | listed("accusations")).intersection(head(words)))


def _held_for_naught(words: Words) -> Judgement[Act]:
    """Whoever calls what another claims names is rejecting it; a charge is denied by that."""
    value = Act.DENY if about(words, "charging_nouns") else Act.REJECT
    says = f'"{words.cue}" what another said'
    return Judgement(value, 0.6, (Evidence("naming", says, words.spans[0]),))
