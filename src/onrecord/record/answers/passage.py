"""What one side is told to say in one paragraph: the turns of which an exchange consists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.model import Act, Sense, Span
from onrecord.record.answers.matter import matters
from onrecord.record.utterances.told import STOP, Told, pointing

_NO = frozenset({"no", "not", "never", "nothing", "none", "nobody", "neither", "nor", "without", "cannot", "nowhere"})

# Words by which a page says that somebody answers.
_CUES = {
    "denies": r"den(?:y|ies|ied|ying)|disput(?:e|es|ed)|refut\w+|contradict\w*|rebut\w*",
    "rejects": r"reject\w*|dismiss\w*|refus\w+|declin\w+|rul(?:e|es|ed|ing) out|turn\w* down|spurn\w*|rebuff\w*"
    r"|brush\w*|shrug\w*|scoff\w*|mock\w*",
    "replies": r"repl(?:y|ies|ied)|respon(?:d(?:s|ed|ing)?|ses?)|answer\w*|retort\w*|counter(?:s|ed|ing)?|hit back"
    r"|in turn|shot back|comment\w*|for (?:its|his|her|their) part|react\w*|seized|insist\w*|maintain\w*|continu\w+",
    "finds": r"call(?:s|ed|ing)|describ\w+|brand\w*|denounc\w+|condemn\w*|slam\w*|label\w*|as an?",
    "yields": r"welcom\w+|prais\w+|hail\w*|applaud\w*|accept\w*|agree\w*|conced\w+|admit\w*|confirm\w*|promis\w+"
    r"|back(?:s|ed)|thank\w*|allow\w*",
    "minds": r"budge\w*|d(?:ig|igs|ug|igging) in|sa(?:id|ys) no|none of (?:it|that|this)|snub\w*|critici[sz]\w+"
    r"|dismay\w*|fum(?:ed|es|ing)|furious\w*|ang(?:er|ry|rily)|outrag\w*|indign\w*|unmoved|unrepentant|unconvinced"
    r"|st(?:and|ands|ood|anding) (?:firm|by)|(?:hit|lash\w*) out|h(?:eld|olds|olding) out|differently|otherwise"
    r"|no (?:friends|better|softer|less)|cold(?:ly)?|short shrift|squirm\w*|shudder\w*|moan\w*|snap(?:ped|s)|sneer\w*"
    r"|jeer\w*|bristl\w*|scorn\w*|deaf ears?|swift\w*|blunt\w*|defian\w*|rebuke\w*|backlash|uproar|alarm\w*"
    r"|condemn\w*|object(?:s|ed|ions?)|oppos(?:es|ed|ition)|s[ck]eptic\w*|(?:un|not )impressed|doubt\w*|laugh\w*"
    r"|sniff\w*|growl\w*|thunder\w*|beg(?:s|ged)|plead\w*|defend\w*|wav(?:ed|es|ing) away|t(?:ook|akes) issue"
    r"|disagree\w*|unlike|in vain|at odds|quick to|lost no time|too|also|again",
}
# Words by which it is said itself that another is wrong.
_BELITTLES = re.compile(
    r"\b(?:nonsense|absurd\w*|ridiculous|laughable|rubbish|fairy tales?|inventions?|fabricat\w+|fiction|myth|lies?"
    r"|lying|slander\w*|smear|propaganda|farce|theatre|circus|comedy|stunt|joke|blackmail|theft|robbery|piracy"
    r"|insult\w*|unworthy|worthless|unfounded|without foundation|baseless|groundless|unacceptable|unlawful|illegal"
    r"|unjust\w*|wrong|mistake|gift to|provocati\w+|reckless|irresponsible|premature|too early|(?:not |un)helpful"
    r"|cynical|hypocri\w+|dishonest\w*|mislead\w*|distort\w*|outrag\w+|shame\w*|disgrace\w*|deplor\w+|so-called"
    r"|indignation|out of the question|no (?:lessons|jurisdiction|right)|not entitled|nothing (?:to|of)|act of war)\b"
)
_SAID = {name: re.compile(rf"\b(?:{words})\b") for name, words in _CUES.items()}
_TAKING_UP = _NO | frozenset("it this that they these those such he she yes there".split())
_SAYS = frozenset("yes no not never would will shall should can could did does do has have had is are was were".split())
_PASSED = 0.5
"""So much of a statement is what others say in it, with the words that give that, where it but passes that on."""
_SAME_WORDS, _FEW_WORDS = 4, 2
_SAME_SHARE = 0.8
"""So many words (fewer of one that only states something), and so much of the shorter, are the same where one passage
tells another again."""
_MUCH = 0.6
"""The same for two passages of one side."""


@dataclass(frozen=True)
class Passage:
    """The statements of one side in one paragraph, in the order of the text; ``turn`` counts those of the page.

    ``passed`` is whether it but passes on what others say, as a news agency does; ``denied`` whether it is told only
    where others deny or reject it. ``last`` and ``coming`` are the turns of its side before and after it on the page.
    """

    items: tuple[Told, ...]
    turn: int
    passed: bool = False
    denied: bool = False
    last: int = -1
    coming: int | None = None

    @property
    def id(self) -> str:
        """The id of its first statement."""
        return self.items[0].id

    @cached_property
    def document(self) -> str:
        """The id of the page."""
        return self.items[0].document

    @cached_property
    def by(self) -> str:
        """The side that speaks."""
        return self.items[0].by

    @cached_property
    def paragraph(self) -> int:
        """The number of the paragraph."""
        return self.items[0].paragraph

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words said, without endings."""
        return frozenset().union(*(one.stems for one in self.items))

    @cached_property
    def names(self) -> frozenset[str]:
        """Whom and what the words name."""
        return frozenset().union(*(one.names for one in self.items))

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures in the words."""
        return frozenset().union(*(one.figures for one in self.items))

    @cached_property
    def targets(self) -> frozenset[str]:
        """The sides at which the statements are aimed."""
        return frozenset(one.target for one in self.items if one.target)

    @cached_property
    def acts(self) -> frozenset[Act]:
        """What the statements do."""
        return frozenset(one.act for one in self.items)

    @cached_property
    def sided(self) -> bool:
        """Whether the statements show any position."""
        return any(one.issues for one in self.items)

    @cached_property
    def answering(self) -> frozenset[str]:
        """The statements that the page itself says they answer, by their ids."""
        return frozenset(one.answers for one in self.items if one.answers)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The other sides that the page names in its own words there."""
        return frozenset().union(*(one.beside for one in self.items))

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The bodies of which its side is a member."""
        return self.items[0].bodies

    @cached_property
    def pointing(self) -> frozenset[str]:
        """The kinds of utterance that the words point at: accusing, asking, threatening."""
        return frozenset().union(*(pointing(one) for one in self.items))

    @cached_property
    def senses(self) -> dict[str, list[Sense]]:
        """The sides on issues that its words take, by the issue."""
        found: dict[str, list[Sense]] = {}
        for one in self.items:
            for sense in one.statement.senses:
                found.setdefault(sense.predicate, []).append(sense)
        return found

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of three words that are not all of the commonest."""
        runs = (run for one in self.items for run in zip(one.words, one.words[1:], one.words[2:], strict=False))
        return frozenset(run for run in runs if not STOP.issuperset(run))

    @cached_property
    def around(self) -> str:
        """The page's own words about the statements."""
        return " ".join(one.around for one in self.items)

    @cached_property
    def cues(self) -> frozenset[str]:
        """The kinds of words by which the page says that it answers."""
        return frozenset(name for name, pattern in _SAID.items() if pattern.search(self.around))

    @cached_property
    def belittles(self) -> bool:
        """Whether it says of something that it is wrong, or the page in telling it."""
        said = " ".join(word for one in self.items for word in one.words)
        return bool(_BELITTLES.search(said) or _BELITTLES.search(self.around))

    @cached_property
    def matters(self) -> frozenset[int]:
        """What it speaks of, in whichever words."""
        return matters(self.stems)

    @cached_property
    def negated(self) -> bool:
        """Whether there is a No in the words."""
        return any(not _NO.isdisjoint(one.words) or one.turned for one in self.items)

    @cached_property
    def speakers(self) -> frozenset[frozenset[str]]:
        """Who speaks, by the words of each name."""
        return frozenset(frozenset(one.speaker.split()) for one in self.items)

    @cached_property
    def quotes(self) -> frozenset[str]:
        """The runs of words in quotation marks."""
        return frozenset(quote for one in self.items for quote in one.quoted)

    @cached_property
    def takes_up(self) -> bool:
        """Whether it opens with what stands for something said before: a pronoun, a Yes or a No."""
        return bool(self.items[0].words[:1]) and self.items[0].words[0] in _TAKING_UP

    @cached_property
    def idle(self) -> bool:
        """Whether nothing in it, nor in how it is told, does anything to what another said."""
        does = self.acts - {Act.SAY, Act.UNCLASSIFIED, Act.REQUEST, Act.CONSULT}
        return not (does or self.negated or self.belittles or self.cues - {"finds"})

    @cached_property
    def bare(self) -> bool:
        """Whether it says nothing by itself: "it", "that of the day before"; "it would" does."""
        said = {word for one in self.items for word in one.words}
        return not (self.stems or self.names or self.figures or said & _SAYS)

    def retells(self, other: Passage) -> bool:
        """Whether it tells the same words again, or words of the same person: no answer, whoever the page takes for
        the speaker.
        """
        if any(a <= b or b <= a for a in self.speakers for b in other.speakers):
            return True
        if self.acts & {Act.DENY, Act.REJECT} or self.belittles or self.negated != other.negated:
            return False
        return self._words_of(other, _SAME_SHARE, _FEW_WORDS if self.idle else _SAME_WORDS)

    def same(self, other: Passage) -> bool:
        """Whether it tells what another passage of its side tells."""
        return self.by == other.by and self.negated == other.negated and self._words_of(other, _MUCH, _SAME_WORDS)

    def _words_of(self, other: Passage, share: float, least: int) -> bool:
        """Whether it has a quotation, or so much of the words, of another passage."""
        if any(a in b or b in a for a in self.quotes for b in other.quotes):
            return True
        shared = len(self.stems & other.stems)
        return shared >= least and shared >= share * min(len(self.stems), len(other.stems))

    @cached_property
    def headline(self) -> bool:
        """Whether it stands above the page's text."""
        return all(one.headline for one in self.items)

    @cached_property
    def nested(self) -> bool:
        """Whether it stands wholly in what others say."""
        return all(one.nested for one in self.items)

    @cached_property
    def extents(self) -> tuple[Span, ...]:
        """Where its statements stand, each from its first to its last word."""
        return tuple(one.statement.extent for one in self.items)

    @cached_property
    def direct(self) -> bool:
        """Whether some of it is given as spoken."""
        return any(one.direct for one in self.items)

    @cached_property
    def since(self) -> date | None:
        """The first day on which some of it may have been said."""
        return min((one.since for one in self.items if one.since), default=None)

    @cached_property
    def until(self) -> date | None:
        """The last day on which some of it may have been said."""
        return max((one.until for one in self.items if one.until), default=None)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which its page may have come out, where they are few."""
        return self.items[0].days

    def inside(self, other: Passage) -> bool:
        """Whether some of it is told within the words of another: what that one reports, repeats or denies."""
        if self.document != other.document:
            return False
        start, end = min(held.start for held in other.extents), max(held.end for held in other.extents)
        if all(one.statement.content[0].start < start or one.statement.content[0].start > end for one in self.items):
            return False
        own = (one.statement.content for one in self.items)
        return any(all(span in held for span in content) for content in own for held in other.extents)


def passages(page: Sequence[Told]) -> list[Passage]:
    """The passages of a page, in the order in which they begin."""
    groups: dict[tuple[int, str], list[Told]] = {}
    for one in sorted(page, key=lambda t: (t.start, t.place)):
        groups.setdefault((one.paragraph, one.by), []).append(one)
    inner: dict[str, list[Told]] = {}
    for one in page:
        if one.statement.parent:
            inner.setdefault(one.statement.parent, []).append(one)
    refused = {one.id for one in page if one.act in (Act.DENY, Act.REJECT)}
    last: dict[int, int] = {}
    seen: dict[str, int] = {}
    for turn, (_, by) in enumerate(groups):
        last[turn] = seen.get(by, -1)
        seen[by] = turn
    coming = {before: turn for turn, before in last.items()}
    return [
        Passage(
            tuple(items),
            turn,
            all(_passed(one, inner.get(one.id, ())) for one in items),
            all(one.statement.parent in refused for one in items),
            last[turn],
            coming.get(turn),
        )
        for turn, items in enumerate(groups.values())
    ]


def _passed(one: Told, inner: Sequence[Told]) -> bool:
    """Whether a statement is little more than what others say in it: "Kell denied it, the agency said"."""
    if one.act not in (Act.SAY, Act.UNCLASSIFIED):
        return False
    whole = sum(len(span) for span in one.statement.content)
    spans = [span for told in inner if told.by != one.by for span in (*told.statement.content, *told.statement.cue)]
    return sum(len(span) for span in spans) >= _PASSED * whole
