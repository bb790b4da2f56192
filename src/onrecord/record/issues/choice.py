"""Which issue a statement's words are about, and which side they take: what speaks for each option, and the choice."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from onrecord.model import Act, Issue, Stance, View, Whose
from onrecord.reading import signs as signed
from onrecord.record.issues.question import Question, share
from onrecord.record.issues.verdict import opposite
from onrecord.record.issues.watcher import is_watcher

_LEAST = 0.5
"""So likely must it be that the words take a side on an issue, and that it is this one; ``bench/figures/positions.md``
has what other values give."""
_HARDLY = 0.02
"""Whoever does it less likely is not looked at further."""
_CLEAR = 0.7
"""From which chance on what is meant is clear."""
_BESIDE = 0.6
"""An option nearly as likely as the best, by this share, is chosen with it where both can be right."""
_ACTS = {
    Act.REQUEST: "asking",
    Act.THREATEN: "threatening",
    Act.ACCUSE: "charging",
    Act.PROTEST: "charging",
    Act.DENY: "denying",
    Act.REJECT: "rejecting",
    Act.SUPPORT: "backing",
    Act.AGREE: "backing",
    Act.CONCEDE: "backing",
}
_BOUND = 30.0  # of a logarithm of odds


@dataclass(frozen=True, slots=True)
class Option:
    """What the words may say: an issue, and the stance that the speaker takes on it."""

    issue: Issue
    stance: Stance


def of_side(stance: Stance, doer: str, asked: Question) -> dict[str, float]:
    """What speaks for the side that is taken, once it is known whose doing is meant."""
    act = _ACTS.get(asked.statement.act.value, "saying")
    doing = asked.predicate.about == "doing" and asked.predicate.arguments[0] == "actor"
    own = doer == asked.around.speaker
    kind = ("own" if own else "other") if doing else "held"
    same, other = asked.likely(stance), asked.likely(opposite(stance))
    shown: dict[str, float] = {
        f"{kind}: meant": same,
        f"{kind}: meant otherwise": other,
        f"{kind}: clearly": (same > other) * (same > _CLEAR),
        f"{kind}: {act} {stance}": 1.0,
        "urged": stance is asked.predicate.urged and not own,
        "affirms": stance is Stance.AFFIRM,
        "conditional": asked.conditional and own and stance is Stance.AFFIRM,
    }
    if asked.sense is not None and asked.sense.views and doing:
        view = asked.sense.viewed(View.FOR if stance is Stance.AFFIRM else View.AGAINST) or 0.0
        shown |= {"viewed": view, "viewed clearly": view > _CLEAR, f"{kind}: viewed": view}
    for found, side in asked.ruled:
        if not doer or found.issue.arguments[0] == doer:
            shown["rule"] = max(shown.get("rule", 0.0), side is stance)
            shown["rule says otherwise"] = max(shown.get("rule says otherwise", 0.0), side is opposite(stance))
        else:
            shown["rule of another"] = max(shown.get("rule of another", 0.0), side is stance)
    return _there(shown)


def of_telling(asked: Question) -> dict[str, float]:
    """What speaks for a statement taking any side at all."""
    act = _ACTS.get(asked.statement.act.value, "saying")
    most = asked.sense.confidence if asked.sense is not None else 0.0
    sides = {stance for _, stance in asked.ruled}
    shown: dict[str, float] = {
        "always": 1.0,
        f"on {asked.predicate.name}": 1.0,
        act: 1.0,
        "meant": most,
        **{f"meant, {least}": most >= least for least in (0.5, 0.6, 0.7, 0.8, 0.9)},
        "meant both ways": min((asked.likely(stance) for stance in Stance), default=0.0),
        "rules": bool(asked.ruled),
        "rules tell a side": bool(sides - {None}),
        "rules and meaning": bool(asked.ruled) and most > 0.5,
        "rules without meaning": bool(asked.ruled) and most == 0.0,
        "conditional": asked.conditional,
        "issue told": any(issue.predicate == asked.predicate.name for issue in asked.page.told),
        "nested": asked.statement.parent is not None,
        "words": min(sum(len(span) for span in asked.spans), 200) / 200,
    }
    if asked.sense is not None and asked.sense.views:
        shown |= {f"view: {view}": asked.sense.viewed(view) or 0.0 for view in View}
        if asked.predicate.about == "doing":
            # What others do can be told without a view of it.
            others = sum(asked.sense.of(whose) or 0.0 for whose in (Whose.RIVAL, Whose.THIRD))
            untouched = others * (asked.sense.viewed(View.NONE) or 0.0)
            shown |= {"told of others": untouched, "told of others clearly": untouched > _CLEAR}
    return _there(shown)


def of_doer(doer: str, asked: Question) -> dict[str, float]:
    """What speaks for whose doing it is."""
    speaker = asked.around.speaker
    own = doer == speaker
    act = _ACTS.get(asked.statement.act.value, "saying")
    side = asked.sense.stance if asked.sense else None
    who = "own" if own else "other"
    fact = asked.predicate.about == "fact"
    acting = [name for name in asked.named if not (asked.predicate.watched and is_watcher(name))]
    named, others = doer in acting, bool(set(acting) - {speaker})
    shown: dict[str, float] = {
        who: 1.0,
        f"{who} {act}": 1.0,
        f"{who} fact {side}": fact,
        f"{who} {asked.predicate.name}": 1.0,
        f"{who} aimed": doer == asked.target,
        "aimed, denying": act == "denying" and doer == asked.target,
        "aimed elsewhere": asked.target is not None and doer != asked.target and not own,
        "named": named,
        "named first": named and acting[0] == doer,
        "named alone": acting == [doer],
        "others named": others and not named,
        "own, others named": own and others and not named,
        "told as doer": (asked.predicate.name, doer) in asked.page.doers,
        "told alone": {d for p, d in asked.page.doers if p == asked.predicate.name} == {doer},
        f"owner, {asked.predicate.name}": doer in asked.owners,
        f"no owner, {asked.predicate.name}": bool(asked.owners) and doer not in asked.owners,
        f"owner of the weapon, {asked.predicate.name}": doer in asked.armed,
        f"{who} named": named,
        "party": doer in asked.parties,
        "no party": bool(asked.parties) and doer not in asked.parties and not own,
        "own no party": bool(asked.parties) and doer not in asked.parties and own,
        "watcher": is_watcher(doer) and not own,
        "charged": doer in asked.around.charged,
        "heard": doer in asked.around.heard,
        "by rule own": doer in asked.around.own,
        "before": 1 / (1 + asked.sides_before.index(doer)) if doer in asked.sides_before else 0.0,
        "much": share(asked.page.named["actor"], doer),
        "opponent": asked.opposes(doer),
        "person": doer == speaker and not doer[:1].isupper(),
    }
    for found, stance in asked.ruled:
        if found.issue.arguments[0] == doer:
            shown["rule"] = max(shown.get("rule", 0.0), found.sure)
            shown["rule told"] = max(shown.get("rule told", 0.0), stance is not None)
    if asked.ruled and "rule" not in shown:
        shown["rule of another"] = 1.0
    if asked.sense is not None and asked.sense.whose:
        chance = {whose: asked.sense.of(whose) or 0.0 for whose in Whose}
        rival = chance[Whose.RIVAL]
        shown |= {
            "meant: own": own * chance[Whose.OWN],
            "meant: not own": (not own) * chance[Whose.OWN],
            "meant: rival": (not own) * rival,
            "meant: rival, own": own * rival,
            "meant: rival named": (not own and named) * rival,
            "meant: rival aimed": (doer == asked.target) * rival,
            "meant: rival party": (not own and doer in asked.parties) * rival,
            "meant: opponent": asked.opposes(doer) * rival,
            "meant: rival before": shown["before"] * rival * (not own),
            "meant: rival much": shown["much"] * rival * (not own),
            "meant: both": chance[Whose.BOTH] * own,
            "meant: both party": (doer in asked.parties) * chance[Whose.BOTH],
            "meant: third": (not own and doer not in asked.parties) * chance[Whose.THIRD],
            "meant: third named": named * chance[Whose.THIRD],
        }
    return _there(shown)


def of_second(second: str, doer: str, asked: Question) -> dict[str, float]:
    """What speaks for what it is done to: the agreement, the place, the weapon, the other actor."""
    kinds = asked.predicate.arguments[-1].split("|")
    kind = next((k for k in kinds if second in asked.page.named[k]), kinds[0])
    shown = _of_other(second, doer, asked) if kind == "actor" else _of_thing(second, kind, doer, asked)
    shown["second kind"] = kind != kinds[0]
    for found, stance in asked.ruled:
        same = found.issue.arguments[-1] == second
        if same and (not doer or found.issue.arguments[0] == doer):
            shown["rule"] = max(shown.get("rule", 0.0), found.sure)
            shown["rule told"] = max(shown.get("rule told", 0.0), stance is not None)
        elif same:
            shown["rule of another doer"] = 1.0
    return _there(shown)


def _of_thing(second: str, kind: str, doer: str, asked: Question) -> dict[str, float]:
    known = asked.around.known
    things = [name for name in asked.things if name in asked.page.named[kind]]
    before = [name for name in asked.before if name in asked.page.named[kind]]
    issue = Issue(asked.predicate.name, (doer, second) if doer else (second,))
    shown: dict[str, float] = {
        f"{kind} named": second in things,
        f"{kind} named first": second in things[:1],
        f"other {kind} named": bool(things) and second not in things,
        f"{kind} told": (asked.predicate.name, second) in asked.page.seconds,
        f"{kind} before": 1 / (1 + before.index(second)) if second in before else 0.0,
        f"{kind} last before": second in before[:1],
        f"{kind} much": share(asked.page.named[kind], second),
        "issue told": min(asked.page.told.get(issue, 0), 3) / 3,
        "issue told at all": issue in asked.page.told,
    }
    if kind == "agreement":
        shown["main"] = second == known.main
        joins = "joins: " if asked.predicate.name == "joins" else ""
        speaker = asked.around.speaker
        if doer and (bound := known.bound(doer, second)) is not None:
            shown[f"{joins}party to it"] = bound
            shown[f"{joins}speaker party to it"] = bool(speaker and known.bound(speaker, second))
        shown["watched"] = asked.predicate.watched and second in known.watched
        shown["unwatched"] = asked.predicate.watched and bool(known.watched) and second not in known.watched
    elif second in known.owners:
        owned = known.owners[second] == doer
        shown[f"{kind} of the doer"] = owned
        shown[f"{kind} of the doer, {asked.predicate.name}"] = owned
        shown[f"{kind} of another"] = not owned
        shown[f"{kind} of the speaker"] = known.owners[second] == asked.around.speaker
    return shown


def _of_other(second: str, doer: str, asked: Question) -> dict[str, float]:
    speaker = asked.around.speaker
    name = "mutual" if asked.predicate.mutual else "second"
    told = asked.page.told
    issues = Issue(asked.predicate.name, (doer, second)), Issue(asked.predicate.name, (second, doer))
    return {
        f"{name}: speaker": second == speaker,
        f"{name}: speaker, of {asked.predicate.name}": second == speaker,
        f"{name}: aimed": second == asked.target,
        f"{name}: named": second in asked.named,
        f"{name}: named behind": asked.named[:2] == [doer, second],
        f"{name}: told": min(told.get(issues[0], 0) + asked.predicate.mutual * told.get(issues[1], 0), 3) / 3,
        f"{name}: party": second in asked.parties,
        f"{name}: no party": bool(asked.parties) and second not in asked.parties,
        f"{name}: before": 1 / (1 + asked.sides_before.index(second)) if second in asked.sides_before else 0.0,
        f"{name}: watcher": is_watcher(second),
        f"{name}: much": share(asked.page.named["actor"], second),
        f"{name}: heard": second in asked.around.heard,
        f"{name}: opponent": asked.opposes(second),
        f"{name}: opponents": asked.page.quarrel(doer, second),
    }


def _there(shown: Mapping[str, float]) -> dict[str, float]:
    """The signs that are there, as numbers."""
    return {name: float(much) for name, much in shown.items() if much}


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The weight of each sign, for each of the four things that are told; ``train/choice.py`` fits them."""
    found: dict[str, dict[str, float]] = signed.fitted("onrecord.record.issues", "choice.json")
    return found


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option that was chosen, and how likely it is right."""

    option: Option
    chance: float


def choose(asked: Question) -> Iterator[Chosen]:
    """What the words say, as far as that is likely enough; of a mutual doing that others speak of both orders."""
    told = signed.chance(_weigh("telling", of_telling(asked)))
    if told < _LEAST:
        return
    chances: dict[Option, float] = {}
    for doer, does in _shares("doer", {doer: of_doer(doer, asked) for doer in asked.doers}).items():
        if does < _HARDLY:
            continue
        seconds = {name: of_second(name, doer, asked) for name in asked.seconds(doer)}
        second = _shares("second", seconds, asked.unnamed)
        side = _shares("side", {stance: of_side(stance, doer, asked) for stance in Stance})
        for name, done in second.items():
            issue = Issue(asked.predicate.name, (doer, name) if doer else (name,))
            for stance, takes in side.items():
                chances[Option(issue, stance)] = told * does * done * takes
    if not chances:
        return
    turns = {one: other for one in chances if (other := _turned(one, asked)) is not None}
    chances |= {other: chances[one] + chances.get(other, 0.0) for one, other in turns.items()}
    best = max(chances, key=lambda o: (chances[o], str(o)))
    level = [o for o in chances if o == best or (_with(o, best, asked) and chances[o] >= _BESIDE * chances[best])]
    if sum(chances[o] for o in level) < _LEAST:
        return
    for option in dict.fromkeys([*level, *(turns[o] for o in level if o in turns)]):
        yield Chosen(option, round(chances[option], 3))


Told = TypeVar("Told")


def _shares(what: str, shown: Mapping[Told, Mapping[str, float]], unnamed: Collection[str] = ()) -> dict[Told, float]:
    """How likely each of some is, of which one is right; those ``unnamed`` have the odds of one of them together, so
    that the many agreements of two states do not outweigh the one that a page names.
    """
    odds = {one: math.exp(_weigh(what, signs)) for one, signs in shown.items()}
    rest = [one for one in odds if one in unnamed]
    odds |= {one: odds[one] / len(rest) for one in rest}
    whole = sum(odds.values())
    return {one: much / whole for one, much in odds.items()}


def _weigh(what: str, shown: Mapping[str, float]) -> float:
    return max(-_BOUND, min(_BOUND, signed.weigh(weights()[what], shown)))


def _turned(one: Option, asked: Question) -> Option | None:
    """The other order of two who would do something with each other, where a third speaks: it says the same of both."""
    doers = one.issue.arguments
    if not asked.predicate.mutual or len(doers) < 2 or asked.around.speaker in doers or doers[1] not in asked.doers:
        return None
    return Option(Issue(one.issue.predicate, doers[::-1]), one.stance)


def _with(one: Option, best: Option, asked: Question) -> bool:
    """Whether an option can be chosen beside the best: another of whom the rules say it."""
    if one.stance is not best.stance:
        return False
    ruled = {found.issue for found, stance in asked.ruled if stance is one.stance}
    return one.issue in ruled and best.issue in ruled
