"""What statements do and whom they are aimed at as the network has learnt it, beside what the lexicon's words tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Act, Attribution, Evidence, Judgement, Span
from onrecord.reading.attributions.reader import Seen
from onrecord.reading.encoder.act import ACTS

LEARNT = "learnt"
"""The rule of what the network tells."""
OF_NOTHING, OF_CUE, OF_WORDS = 0.35, 0.9, 0.9
"""By how much another act must be likelier than none that the lexicon tells, than one that the verb tells by itself,
and than one told by other words."""
HARD = {Act.THREATEN: 0.6, Act.ACCUSE: 0.5, Act.DENY: 0.5, Act.REJECT: 0.5}
"""By how much these must be likelier than none: to tell one that nobody did harms most."""
NONE_AFTER_ALL = 0.4
"""The same where a verb tells an act and the network none: by a negation, or since the verb means something else."""
_AGAINST = frozenset({Act.ACCUSE, Act.DENY, Act.REJECT, Act.THREATEN})
_FOR = frozenset({Act.AGREE, Act.CONCEDE, Act.SUPPORT})
_KEPT = frozenset({"negated cue", "left open", "warning"})
# What an act is called after "what is said".
_DOES = {
    Act.SAY: "only states",
    Act.DENY: "denies",
    Act.AGREE: "agrees or offers",
    Act.CONSULT: "tells of talks",
    Act.SUPPORT: "backs or praises",
    Act.CONCEDE: "gives way or admits",
    Act.COOPERATE: "tells of work together",
    Act.AID: "gives help",
    Act.RETREAT: "ends or withdraws",
    Act.REQUEST: "asks or demands",
    Act.ACCUSE: "accuses",
    Act.REJECT: "refuses",
    Act.THREATEN: "threatens",
    Act.PROTEST: "protests",
    Act.SANCTION: "punishes or breaks off",
    Act.MOBILIZE: "readies forces",
    Act.COERCE: "forces or bans",
    Act.ASSAULT: "tells of an attack",
}
_GAP = 2
"""Words that call the same one stand no more characters apart."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the network tells of one statement: how likely each of ACTS is, and the words that may call whom it is aimed
    at, those beside one another as one, the likeliest first.
    """

    acts: tuple[float, ...]
    aims: tuple[tuple[Span, float], ...]

    def of(self, act: Act) -> float:
        """How likely an act is; nothing is known of what is none."""
        return self.acts[ACTS.index(act.value)] if act.value in ACTS else 0.0


def learnt(seen: Seen, attributions: Sequence[Attribution]) -> list[Learnt | None]:
    """What the network tells of attributions, in their order: of the cue that begins inside the cue of each."""
    if seen.parse is None:
        return [None] * len(attributions)
    words = seen.parse.words
    told = {
        words.starts[one.word]: Learnt(
            one.acts, tuple(_runs([(words.starts[w], words.ends[w], c) for w, c in one.aims]))
        )
        for one in seen.done
    }
    starts = sorted(told)

    def of(one: Attribution) -> Learnt | None:
        for span in one.cue:
            at = bisect_left(starts, span.start)
            if at < len(starts) and starts[at] < span.end:
                return told[starts[at]]
        return None

    return [of(one) for one in attributions]


def _runs(aims: Sequence[tuple[int, int, float]]) -> list[tuple[Span, float]]:
    """Words beside one another as one, as likely as the likeliest of them, in the order of that; those at its ends that
    are less than half as likely are left out.
    """
    runs: list[list[tuple[int, int, float]]] = []
    for start, end, chance in sorted(aims):
        if not runs or start - runs[-1][-1][1] > _GAP:
            runs.append([])
        runs[-1].append((start, end, chance))
    found = []
    for run in runs:
        best = max(chance for _, _, chance in run)
        likely = [place for place, (_, _, chance) in enumerate(run) if 2 * chance >= best]
        found.append((Span(run[likely[0]][0], run[likely[-1]][1]), best))
    return sorted(found, key=lambda run: -run[1])


def reconsidered(judged: Judgement[Act], told: Learnt | None, cue: Span | None) -> Judgement[Act]:
    """An act as the lexicon tells it, or as the network has learnt it where that is surer."""
    if told is None:
        return judged
    value = max(map(Act, ACTS), key=told.of)
    if value is judged.value or told.of(value) - told.of(judged.value) <= _lead(judged, value):
        return judged
    says = f"as the network has learnt it, what is said {_DOES[value]}"
    return Judgement(value, told.of(value), (Evidence(LEARNT, says, cue), *judged.evidence))


def _lead(judged: Judgement[Act], value: Act) -> float:
    """By how much another act must be likelier than the one that the lexicon tells to stand in its place.

    Chosen on 1,346 statements of three files that the network had not learnt from (``train.act``), on the even half of
    PLOVER's sentences and on the short texts that the lexicon was developed on (``bench.scores``).
    """
    rule = judged.evidence[0].rule if judged.evidence else ""
    if rule in _KEPT:
        return 1.0
    if judged.value is Act.DENY and value is Act.SAY:
        return 1.0  # No denial is lost.
    if judged.value in (Act.SAY, Act.UNCLASSIFIED):
        return HARD.get(value, OF_NOTHING)
    opposite = {judged.value, value} & _AGAINST and {judged.value, value} & _FOR
    if rule in ("cue", "frame") and opposite:
        return 1.0  # "Rebuffed the plea" grants nothing, "shares the view of Arlen" denies nothing.
    if rule == "cue" and judged.value is Act.REJECT and value in (Act.ACCUSE, Act.THREATEN):
        return 1.0  # Who declined to blame Veyra has not blamed it.
    if rule == "frame" and value is Act.DENY:
        return 1.0  # "Denied the monitors access" refuses.
    if rule != "cue":
        return OF_WORDS
    return NONE_AFTER_ALL if value is Act.SAY else OF_CUE
