"""A statement in one line of English: who does what to whom, in which words.

The words are the page's own, so what a verb can take before them follows from how they begin: "that ..." and "to ..."
go on behind a verb, a sentence or a quotation stands behind a colon, and whom words begin with can be what the verb is
done to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.model import Act
from onrecord.model.span import clipped

LONGEST = 90
"""A label quotes this much of what was said."""

IN_WORDS = frozenset({Act.REJECT, Act.DENY, Act.AGREE, Act.SUPPORT})
"""Acts that are in the words quoted where no verb does them: "rejects that it would not" reads as its opposite."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a label is made of.

    ``cue`` are the page's words for saying it, where the content follows them at once; ``behind`` says whether the
    content stands behind them at all. ``by_words`` is a statement whose act is in its content, ``naming`` one whose act
    is what it calls a thing. ``lead`` is the actor that the content begins with, ``named`` whether it names ``whom``.
    """

    who: str
    act: Act
    words: str
    whom: str | None = None
    cue: str = ""
    behind: bool = True
    by_words: bool = False
    naming: bool = False
    named: bool = False
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class _Verb:
    """How an act is told: ``bare`` and ``aimed`` before a colon, the others before words that go on.

    ``thing`` takes a noun, ``that`` a clause, ``to`` a verb; without one of them the words stand behind a colon.
    """

    bare: str
    aimed: str
    thing: str | None = None
    that: str | None = None
    to: str | None = None


_SAYS = _Verb("says", "says of {}", that="says")
_VERBS = {
    Act.AGREE: _Verb("agrees", "agrees with {}", "agrees to", "agrees", "agrees"),
    Act.CONSULT: _Verb("consults", "consults {}", "discusses"),
    Act.SUPPORT: _Verb("gives support", "supports {}", "supports", "welcomes it"),
    Act.CONCEDE: _Verb("concedes", "concedes to {}", "concedes", "concedes", "agrees"),
    Act.COOPERATE: _Verb("cooperates", "cooperates with {}"),
    Act.AID: _Verb("gives aid", "aids {}"),
    Act.RETREAT: _Verb("yields", "yields to {}"),
    Act.REQUEST: _Verb("makes an appeal", "appeals to {}", "asks for", "asks", "asks"),
    Act.ACCUSE: _Verb("makes a charge", "accuses {}", "faults", "alleges"),
    Act.REJECT: _Verb("refuses", "rebuffs {}", "rejects", "rejects", "refuses"),
    Act.THREATEN: _Verb("threatens", "threatens {}", "threatens", "threatens", "threatens"),
    Act.PROTEST: _Verb("protests", "protests against {}", "protests against", "protests"),
    Act.SANCTION: _Verb("imposes sanctions", "sanctions {}"),
    Act.MOBILIZE: _Verb("mobilizes", "mobilizes against {}"),
    Act.COERCE: _Verb("uses coercion", "coerces {}"),
    Act.ASSAULT: _Verb("attacks", "attacks {}"),
    Act.DENY: _Verb("denies it", "denies what {} said", "denies", "denies"),
    Act.SAY: _SAYS,
    Act.UNCLASSIFIED: _SAYS,
}
_ANSWERED = {
    Act.DENY: replace(_SAYS, aimed="contradicts {}"),
    Act.REJECT: replace(_SAYS, aimed="rebuffs {}"),
    Act.AGREE: replace(_SAYS, aimed="agrees with {}"),
    Act.SUPPORT: replace(_SAYS, aimed="supports {}"),
}
"""How an act is told that the words quoted do themselves."""
_PLAIN = (Act.SAY, Act.UNCLASSIFIED)

_QUOTE = re.compile(r"[“\"‘']")
_SENTENCE = re.compile(r"[“\"‘']\W*[A-Z]")
"""A quotation that is a sentence, not a few words of one."""
_THAT = re.compile(r"(?:that|whether|how|why)\b(?=(?:\W+\w+){2})")
_DEMONSTRATIVE = re.compile(r"that\s+(?:as\b|\w+$|(?!(?:it|he|she|they|we|you|there|all|no)\b)[a-z]+\s+\w+$)")
"""The word that points at something ("rejected that idea outright"), not the one that begins a clause."""
_TO = re.compile(r"(?:not\s+)?to\s+[a-z]")
_AS = re.compile(r"as\b")
_NAMED_AS = re.compile(r"(?:(?![,;:.]).){1,70}?\s+as\s")
_OF = re.compile(
    r"(?P<lead>(?:(?![,;:.“\"]).){1,60}?)\s+(?P<rest>of\s+(?:not\s+)?(?:\w+ing\b|[“\"‘'].*|an?\s.*))", re.DOTALL
)
_SOMEBODY_TO = re.compile(r"(?:(?![,;:.“\"]).){1,60}?\s(?:not\s+)?to\s+[a-z]")
_FOR = re.compile(r"(?:\w+\s+){0,3}for\s")
_FINITE = re.compile(
    r"(?<!\bto )\b(?:is|are|was|were|has|have|had|will|would|can|could|must|shall|should|may|might|do|does|did|cannot|"
    r"\w+n[’']t)\b"
)
_FEW = 4
"""So many words without a verb are a thing ("the 30-day deadline was criticised by"), more of them a sentence."""
_LINK = re.compile(r"\b(?:that|which|who|whom|whose|where|when|what|if|because|as|than|before|after|until|unless)\b")
_PRONOUN = re.compile(r"(?:it|him|her|them|this|that)\W*", re.IGNORECASE)
_OWN_CUE = re.compile(
    r"(?!(?:said|says|say|told|tells?|according|asked|replied|not)\b)[a-z][a-z’']*(?:\s[a-z]+){0,3}(?<!ing)"
)
"""A verb of the page that takes more than a sentence behind it ("called the move theft", "spoke of")."""


def label(told: Told) -> str:
    """The line, the words cut where they are long."""
    verb = _ANSWERED[told.act] if told.by_words and told.act in IN_WORDS else _VERBS[told.act]
    words = told.words
    if not words:
        return f"{told.who} {verb.aimed.format(told.whom) if told.whom else verb.bare}"
    if _TO.match(words) and verb.to:
        other = f" with {told.whom}" if told.act is Act.AGREE and told.whom and not told.named else ""
        return f"{told.who} {verb.to}{other} {_cut(words)}"
    if (_SENTENCE.match(words) and told.act is not Act.ACCUSE) or _is_sentence(told):
        return _apart(told, verb)
    if _THAT.match(words) and not _DEMONSTRATIVE.match(words):
        return _with_clause(told, verb)
    if words.startswith("because "):
        return f"{told.who} says why: {_cut(words)}"
    if told.by_words:
        return _apart(told, verb)
    return _with_thing(told, verb)


def _is_sentence(told: Told) -> bool:
    """Whether the words can only be a sentence: they stand before who says so, or have a verb of their own."""
    if told.naming or _THAT.match(told.words):
        return False
    if not told.behind and (told.act in _PLAIN or len(told.words.split()) > _FEW):
        return True
    verb, link = _FINITE.search(told.words), _LINK.search(told.words)
    return bool(verb and (link is None or verb.start() < link.start()))


def _apart(told: Told, verb: _Verb) -> str:
    """The words behind a colon."""
    done = verb.aimed.format(told.whom) if told.whom and told.act is not Act.SAY else verb.bare
    return f"{told.who} {done}: {_cut(told.words)}"


def _with_clause(told: Told, verb: _Verb) -> str:
    """Words that begin with "that": behind a verb that takes them, else behind what is done and "saying"."""
    if told.act is Act.DENY and told.whom and not (told.named or told.by_words):
        return f"{told.who} {verb.aimed.format(told.whom)}: {_cut(told.words)}"
    asked_in_words = told.by_words and told.act is Act.REQUEST
    of_nobody_else = told.whom is None or (told.named and not told.by_words and told.act is not Act.ACCUSE)
    if verb.that and of_nobody_else and not asked_in_words:
        return f"{told.who} {verb.that} {_cut(told.words)}"
    if told.act is Act.CONCEDE and told.whom:
        return f"{told.who} {verb.aimed.format(told.whom)} {_cut(told.words)}"
    done = verb.aimed.format(told.whom) if told.whom else verb.bare
    return f"{told.who} {done}, saying {_cut(told.words)}"


def _with_thing(told: Told, verb: _Verb) -> str:
    """Words that are no sentence: whom it is done to, what is meant, what that is called."""
    who, words, whom = told.who, told.words, told.whom
    against = f", against {whom}" if whom and not told.named else ""
    if told.cue.lower().startswith("call") and (told.naming or told.act in _PLAIN):
        return f"{who} calls {'it ' if re.match(r'an?[ ]', words) else ''}{_cut(words)}{against}"
    if _AS.match(words) or (told.act is not Act.REQUEST and _NAMED_AS.match(words)):
        called = (
            "dismisses" if told.act in (Act.DENY, Act.REJECT) else "speaks of" if told.act in _PLAIN else "describes"
        )
        called = "praises" if told.act is Act.SUPPORT else called
        return f"{who} {called} {'it ' if _AS.match(words) else ''}{_cut(words)}{against}"
    if told.act in _PLAIN:
        own = _OWN_CUE.fullmatch(told.cue)
        return f"{who} {told.cue} {_cut(words)}" if own else f"{who} says: {_cut(words)}"
    if whom and _PRONOUN.fullmatch(words) and verb.thing:
        return f"{who} {verb.thing} {whom}"
    if told.act is Act.ACCUSE and (found := _OF.match(words)):
        return f"{who} accuses {_subject(told, found['lead'])} {_cut(words[found.start('rest') :])}"
    if told.act is Act.REQUEST:
        return f"{who} {_asking(told)} {_cut(words)}"
    if told.act is Act.THREATEN and told.cue.lower().startswith(("gave", "give", "giving")):
        return f"{who} gives {_cut(words)}"
    if verb.thing is None:
        return _apart(told, verb)
    if whom and not told.named and told.act in (Act.ACCUSE, Act.SUPPORT):
        return f"{who} {verb.aimed.format(whom)} over {_cut(words)}"
    return f"{who} {verb.thing} {_cut(words)}{against}"


def _subject(told: Told, lead: str) -> str:
    """Whom an accusation is against: by its name where the page has another for it ("Stavenholt", "her")."""
    meant = told.whom and (told.lead == told.whom or _PRONOUN.fullmatch(lead))
    return told.whom if meant and told.whom else lead


def _asking(told: Told) -> str:
    """What asks for a thing, or for somebody to do one."""
    if told.cue.lower().startswith("want"):
        return "wants"
    to_do = _SOMEBODY_TO.match(told.words)
    somebody = told.lead or _PRONOUN.fullmatch(told.words.split()[0])
    if _FOR.match(told.words) or (to_do and somebody and not to_do[0].endswith("to b")):
        return "asks"
    return f"asks {told.whom} for" if told.whom and not told.named else "asks for"


def _cut(words: str) -> str:
    """So much of the words as a line has room for."""
    return clipped(words, LONGEST)
