"""Plain sentences on the issues, put together from an inventory of phrases (``train/issues/plain``).

    python -m train.plain [HOW_MANY]      # prints some, to look at

Written sentences are colourful, and a network that learns from them alone stumbles over the plainest: *the treaty has
been broken*. Here every phrase of an inventory goes through frames of who, when, must, not and never, so that what a
frame does to a side is learnt apart from the phrase. An inventory has, for one issue, verb phrases of doing it (``do``)
and of the contrary (``undo``), the same told of what it is done to (``done``, ``kept``: ``NP | VP``), nouns for both
(``noun``, ``nounkept``), whole clauses of the same words that take no side (``none``), and the forms of its irregular
verbs (``irregular``: past, participle, and the gerund where a consonant is doubled). Names are ``{T}`` an agreement,
``{P}`` a place, ``{W}`` a weapon, ``{S}`` a state, ``{O}`` an organisation.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "issues" / "plain"
NOBODYS = frozenset({"preserve", "extends", "renegotiates"})
"""Issues that are nobody's doing."""
FACTS = frozenset({"breaches", "endangers", "tests"})
"""Issues that are claims of fact."""
_FREE = {
    "withdraws": ("deploys",),
    "deploys": ("withdraws", "tests"),
    "leaves": ("preserve", "joins"),
    "extends": ("preserve",),
    "renegotiates": ("preserve", "extends"),
    "preserve": ("leaves", "extends", "renegotiates", "breaches"),
    "suspends": ("preserve", "breaches", "leaves", "sanctions"),
    "breaches": ("preserve", "suspends"),
    "sanctions": ("suspends",),
    "tests": ("deploys",),
    "joins": ("leaves",),
    "endangers": ("deploys", "tests"),
    "verifies": ("breaches",),
}
"""Issues of which the same words may take a side as well: they are left free."""
_NAMES = {
    "T": ("treaty", "the treaty", "the treaty"),
    "P": ("region",),
    "W": ("missile", "the missile", "missile missiles"),
    "S": ("state",),
    "O": ("organisation", "the organisation"),
}
_WHEN = (
    *("on monday", "last week", "this month", "in march", "at the weekend", "on friday night", "a year ago"),
    *("two days ago", "since october", "again"),
)
_SOON = (
    *("at once", "immediately", "without delay", "by friday", "within 30 days", "by the end of the year", "next week"),
    *("before the winter", "unconditionally", "from 1 june", "in full", "as soon as possible", "tomorrow", "this time"),
)
_THAT, _QUOTED, _LONGER = 0.35, 0.15, 0.35
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence with the sides that it takes, as ``train/issues/said`` marks them (``withdraws+:r+``), the issues left
    free, and whether a party speaks (None: not told).
    """

    text: str
    sides: tuple[str, ...]
    free: tuple[str, ...]
    party: bool | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does it: the words, whether they are many, the possessive, and the mark of whose doing it then is."""

    words: str
    many: bool
    its: str
    whose: str


_OWN = (
    Subject("we", True, "our", "o"),
    Subject("home state", False, "its", "o"),
    Subject("home state", False, "its", "o"),
    Subject("our country", False, "its", "o"),
    Subject("it", False, "its", "o"),
    Subject("the home national side", False, "its", "o"),
)
_OTHER = (
    Subject("rival state", False, "its", "r"),
    Subject("rival state", False, "its", "r"),
    Subject("the rival national side", False, "its", "r"),
    Subject("the rival national government", False, "its", "r"),
    Subject("state", False, "its", "r"),
    Subject("they", True, "their", "r"),
    Subject("it", False, "its", "r"),
)
_BOTH = (
    Subject("both sides", True, "their", "b"),
    Subject("the two states", True, "their", "b"),
    Subject("the parties", True, "their", "b"),
    Subject("home state and rival state", True, "their", "b"),
    Subject("everyone", False, "their", "b"),
)
_THIRD = (
    Subject("state", False, "its", "t"),
    Subject("organisation", False, "its", "t"),
    Subject("the union", False, "its", "t"),
)
_UNKNOWN = Subject("", False, "its", "u")

# What a frame does: {b} base form, {t} third person, {p} past, {d} participle, {g} gerund; {is} {has} {was} {does} and
# {wants} agree with the subject {s}; ! before a frame turns the side round.
_INTENT = (
    *("{s} will {b}", "{s} would {b}", "{s} {is} going to {b}", "{s} {is} ready to {b}", "{s} {has} decided to {b}"),
    *("{s} intends to {b}", "{s} {wants} to {b}", "{s} {has} agreed to {b}", "{s} {has} every intention of {g}"),
    *("{s} {is} prepared to {b}", "{s} {has} no choice but to {b}", "{s} {is} determined to {b}", "{s} {has} to {b}"),
    *("to {b}", "its decision to {b}", "a plan to {b}", "{s} plans to {b}", "{s} would like to {b}", "{s} can {b}"),
    *("!{s} will not {b}", "!{s} would not {b}", "!{s} will never {b}", "!{s} {has} no intention of {g}"),
    *("!{s} {is} not going to {b}", "!{s} {does} not intend to {b}", "!{s} {does} not want to {b}", "!not to {b}"),
    *("!{s} {has} no plans to {b}", "!{s} {is} not prepared to {b}", "!{s} {has} no wish to {b}", "!{s} cannot {b}"),
    *("!{s} {has} no reason to {b}", "!{s} {has} ruled out {g}", "!there is no question of {g}", "!never to {b}"),
    *("!{s} {has} no need to {b}", "!under no circumstances will {s} {b}", "!it is not going to {b}"),
    "!nobody here wants to {b}",
)
_DID = (
    *("{s} {has} {d}", "{s} {p}", "{s} {has} already {d}", "{s} {is} {g}", "{s} {was} {g}", "{s} {has} begun to {b}"),
    *("{s} {has} always {d}", "{s} {t}", "{s} had {d}", "{s} {was} the first to {b}"),
    *("!{s} {has} not {d}", "!{s} {has} never {d}", "!{s} did not {b}", "!{s} {is} not {g}", "!{s} {does} not {b}"),
    *("!{s} had not {d}", "!at no time did {s} {b}", "!nobody has {d}", "!{s} {was} not {g}", "!{s} never {p}"),
)
_ASKED = (
    *("{s} must {b}", "{s} should {b}", "{s} {has} to {b}", "{s} ought to {b}", "{s} to {b}", "that {s} {b}"),
    *("{s} had to {b}", "{s} needs to {b}", "{s} should finally {b}", "let {s} {b}", "we want {s} to {b}"),
    *("it is time for {s} to {b}", "{s} {is} obliged to {b}", "we call on {s} to {b}", "{s} had better {b}"),
    *("{s} can and must {b}", "we ask {s} to {b}", "{s} should have {d} long ago", "{s} {is} required to {b}"),
    *("it would be wise of {s} to {b}", "we expect {s} to {b}", "to {b}", "nothing keeps {s} from {g}"),
    *("!{s} must not {b}", "!{s} should not {b}", "!{s} must stop {g}", "!not to {b}", "!{s} to stop {g}"),
    *("!{s} must never {b}", "!{s} to refrain from {g}", "!{s} has no right to {b}", "!against {g}", "!to stop {g}"),
    *("!{s} should not have {d}", "!we warn {s} against {g}", "!it would be a mistake for {s} to {b}"),
    *("!it was wrong of {s} to {b}", "!nobody should {b}", "!{s} {was} wrong to {b}", "!{g} would be a mistake"),
)
_PRAISED = (
    *("{s} {was} right to {b}", "it is good that {s} {has} {d}", "it is right to {b}", "{g} was the right thing to do"),
    *("we welcome it that {s} {has} {d}", "it makes sense to {b}", "{g} would be in everyone's interest"),
    "the decision to {b} was long overdue",
)
_SAID = ("of {g}", "{s} of {g}", "that {s} {has} {d}", "by {g}")
_NOUNS = (
    *("{n}", "{n}", "to call for {n}", "{n} is needed", "{n} is long overdue", "{n} is the right answer", "for {n}"),
    *("we want {n}", "in favour of {n}", "{n} would help everyone", "{n} must come first", "{n} is welcome"),
    *("!against {n}", "!{n} is out of the question", "!{n} is unacceptable", "!there will be no talk of {n}"),
    *("!{n} was a mistake", "!{n} is not on the table", "!{n} must end", "!{n} cannot be accepted", "!no to {n}"),
)
_FACTS = ("{n}", "{n}", "it is {n}", "this was {n}", "{n}, plain and simple", "!there has been no question of {n}")
_WHETHER = ("whether {s} would {b}", "whether to {b}", "whether {s} {has} {d}", "asked if {s} would {b}")
_IF = ("if {s} {t}", "unless {s} {t}", "should {s} {b}", "as long as {s} {t}", "only if {s} {t}")


class Inventory:
    """The phrases of one issue and the forms of its verbs."""

    def __init__(self, path: Path) -> None:
        told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.issue: str = told["issue"]
        self.phrases: dict[str, list[str]] = {k: told.get(k, []) for k in _KINDS}
        self._irregular: dict[str, list[str]] = told.get("irregular", {})

    def forms(self, phrase: str, many: bool) -> dict[str, str]:
        """The forms of a verb phrase by the letters of frames; its first word is the verb, "be" agrees."""
        verb, _, rest = phrase.partition(" ")
        rest = f" {rest}" if rest else ""
        given = self._irregular.get(verb, [])
        past, participle = (given[0], given[1]) if given else (_past(verb), _past(verb))
        gerund = given[2] if len(given) > 2 else _gerund(verb)
        third = verb if many else _third(verb)
        if verb == "be":
            past, third = ("were", "are") if many else ("was", "is")
        if verb == "have" and not many:
            third = "has"
        made = {"b": verb, "t": third, "p": past, "d": participle, "g": gerund}
        return {letter: form + rest for letter, form in made.items()}


_KINDS = ("do", "undo", "done", "kept", "noun", "nounkept", "none")


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in _VOWELS else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in _VOWELS else verb + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return (
        verb[:-1] + "ing"
        if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be"
        else verb + "ing"
    )


def plain(rng: random.Random, each: int) -> Iterator[Plain]:
    """Sentences of all inventories: every phrase in ``each`` frames, each clause that takes no side in two wordings."""
    for path in sorted(FOLDER.glob("*.yaml")):
        found = Inventory(path)
        for kind in ("do", "undo"):
            for phrase in found.phrases[kind]:
                for _ in range(each):
                    yield _said(rng, found, phrase, kind == "do")
        for kind in ("done", "kept"):
            for phrase in found.phrases[kind]:
                for _ in range(each):
                    yield _undergone(rng, found, phrase, kind == "done")
        for kind in ("noun", "nounkept"):
            for phrase in found.phrases[kind]:
                for _ in range(-(-each // 2)):
                    yield _named(rng, found, phrase, kind == "noun")
        for clause in found.phrases["none"]:
            for _ in range(2):
                yield Plain(_dressed(rng, clause, finite=True), (), (found.issue,) if rng.random() < 0.02 else ())


def _said(rng: random.Random, found: Inventory, phrase: str, doing: bool) -> Plain:
    """A verb phrase with somebody who does it, will, must or did not."""
    issue = found.issue
    roll = rng.random()
    if roll < 0.05:
        return _open(rng, found, phrase)
    nobodys, fact = issue in NOBODYS, issue in FACTS
    if fact:
        frames, who, view = (_SAID, _OTHER, "-") if roll < 0.2 else (_DID, (*_OTHER, *_OWN), "0")
        if roll > 0.8 and not doing:
            frames, who, view = _INTENT, _OWN, "0"
    elif roll < 0.35:
        frames, who, view = _INTENT, _OWN, ""
    elif roll < 0.55 and not nobodys:
        frames, who, view = _DID, rng.choice((_OWN, _OTHER, _OTHER, _THIRD)), "0"
    elif roll < 0.65:
        frames, who, view = _PRAISED, (_OWN, _OTHER, _BOTH)[rng.randrange(3)], ""
    else:
        frames, who, view = _ASKED, (_OTHER, _OTHER, _OTHER, _BOTH, _THIRD)[rng.randrange(5)], ""
    subject = rng.choice(who)
    if nobodys:
        subject = rng.choice((*_OWN, *_BOTH))
    frame = _frame(rng, frames, phrase)
    sign = "+" if doing != frame.startswith("!") else "-"
    if "{s}" not in frame and frames is not _INTENT:
        subject = Subject("", False, rng.choice(("its", "their")), "r" if fact and frames is _SAID else "u")
    mark = "" if nobodys else f":{subject.whose}{view or sign}"
    text = _filled(frame, subject, found.forms(phrase, subject.many))
    later = _SOON if frames in (_INTENT, _ASKED) else _WHEN
    finite = not text.startswith(("to ", "not ", "of ", "by ", "its ", "a ", "never ", "against ", "that "))
    party = {"o": True, "r": True, "b": None, "t": None, "u": None}[subject.whose]
    text = text.replace("its ", f"{subject.its} ") if "{s}" in frame else text
    return Plain(_dressed(rng, text, finite, later), (f"{issue}{sign}{mark}",), _FREE.get(issue, ()), party)


def _undergone(rng: random.Random, found: Inventory, phrase: str, doing: bool) -> Plain:
    """What it is done to as subject: nobody is told to do it."""
    issue = found.issue
    words, _, verb = (part.strip() for part in phrase.partition("|"))
    many = bool(re.search(r"(?:[^s]s|men|people|troops|\{W\})$", words.split(" of ")[0].split(" in ")[0]))
    subject = Subject(words, many, "its", "u")
    nobodys, fact = issue in NOBODYS, issue in FACTS
    if fact or rng.random() < 0.3:
        frames, view = _DID, "0"
    else:
        frames, view = rng.choice((_ASKED[:8], _ASKED[:8], _BARE)), ""
    frame = _frame(rng, frames, verb)
    sign = "+" if doing != frame.startswith("!") else "-"
    text = _filled(frame, subject, found.forms(verb, many))
    finite = not text.startswith("that ")
    mark = "" if nobodys else f":u{view or sign}"
    later = _WHEN if frames is _DID else _SOON
    return Plain(_dressed(rng, text, finite, later), (f"{issue}{sign}{mark}",), _FREE.get(issue, ()))


def _frame(rng: random.Random, frames: Sequence[str], verb: str) -> str:
    """One of the frames; "be" is not asked after with "do", nor is it "being"."""
    plain = [f for f in frames if not re.search(r"did|\{does\}|\{g\}", f)] if verb.startswith("be ") else frames
    return rng.choice(plain)


_BARE = (
    *("{s} will {b}", "{s} must {b}", "{s} {is} to {b}", "let {s} {b}", "{s} to {b}", "{s} can {b}"),
    *("!{s} will not {b}", "!{s} must not {b}", "!{s} should not {b}", "!{s} {is} not to {b}", "!{s} cannot {b}"),
    *("!there is no reason why {s} should {b}", "!{s} will never {b}"),
)


def _named(rng: random.Random, found: Inventory, phrase: str, doing: bool) -> Plain:
    """A noun for it: alone, wanted or rejected."""
    issue = found.issue
    frame = rng.choice(_FACTS if issue in FACTS else _NOUNS)
    sign = "+" if doing != frame.startswith("!") else "-"
    mark = "" if issue in NOBODYS else f":u{'0' if issue in FACTS or frame == '{n}' else sign}"
    text = frame.lstrip("!").replace("{n}", phrase)
    return Plain(_dressed(rng, text, finite=False), (f"{issue}{sign}{mark}",), _FREE.get(issue, ()))


def _open(rng: random.Random, found: Inventory, phrase: str) -> Plain:
    """What is asked or stands under a condition takes no side; of a condition nothing is taught."""
    supposed = rng.random() < 0.6
    subject = rng.choice((*_OWN, *_OTHER))
    text = _filled(rng.choice(_IF if supposed else _WHETHER), subject, found.forms(phrase, subject.many))
    free = (found.issue, *_FREE.get(found.issue, ())) if supposed else _FREE.get(found.issue, ())
    return Plain(_dressed(rng, text, finite=False), (), free)


def _filled(frame: str, subject: Subject, forms: dict[str, str]) -> str:
    many = subject.many
    agree = {
        "s": subject.words,
        "is": "are" if many else "is",
        "was": "were" if many else "was",
        "has": "have" if many else "has",
        "does": "do" if many else "does",
        "wants": "want" if many else "wants",
    }
    text = frame.lstrip("!")
    for name, word in {**agree, **forms}.items():
        text = text.replace(f"{{{name}}}", word)
    if many:
        text = re.sub(r"\b(they|we|sides|states|parties|state) (intend|plan|need)s\b", r"\1 \2", text)
    return text


def _dressed(rng: random.Random, text: str, finite: bool, later: Sequence[str] = ()) -> str:
    """The text with names, a time now and then, and what stands around it on a page."""
    if later and rng.random() < _LONGER:
        text = f"{text} {rng.choice(later)}"
    text = re.sub(r"\{([TPWSO])\}", lambda m: rng.choice(_NAMES[m[1]]), text).lower()
    text = text.replace("the the ", "the ").replace("a the ", "the ")
    if finite and rng.random() < _THAT:
        return f"that {text}"
    return f'"{text}"' if rng.random() < _QUOTED else text


def main(arguments: Sequence[str]) -> None:
    """Print some sentences with their sides."""
    if len(arguments) > 1 or not all(a.isdecimal() for a in arguments):
        sys.exit(__doc__)
    every = list(plain(random.Random(5), 4))
    for one in random.Random(6).sample(every, int(arguments[0]) if arguments else 60):
        print(" ".join(one.sides) or "none", "|", " ".join(one.free), "|", one.text)
    print(len(every))


if __name__ == "__main__":
    main(sys.argv[1:])
