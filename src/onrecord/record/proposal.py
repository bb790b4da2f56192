"""Issues that a codebook may lack: statements that no issue covers, grouped by what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import OnRecordError
from onrecord.record.utterances.told import STOP, stem

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_MOST = 20_000
"""How many statements are grouped at most, the first ones: what is held against each other grows with the square."""
_LEAST_WORDS = 3
_DIMENSIONS = 100
"""Words that go together are brought together in so many directions (latent semantic analysis)."""
_APART = 0.65
"""Groups that lie further apart than this (one less the cosine, in the mean) stay two. At 0.55 the example and the
disputes of the bench fall into groups of one sentence told twice, at 0.75 unlike demands come together."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A statement that shows no position: its id, its words, what it does and who speaks."""

    id: str
    words: str
    act: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One group: its statements, the most typical first, and the words that tell it from the others."""

    statements: tuple[Uncovered, ...]
    marks: tuple[str, ...]

    @property
    def typical(self) -> tuple[Uncovered, ...]:
        """The most typical wordings."""
        return self.statements[:_SHOWN]


def proposals(statements: Iterable[Uncovered], names: Iterable[str], least: int = 2) -> tuple[Proposal, ...]:
    """The groups of at least so many statements, the largest first; ``names`` are left out of the comparison.

    Raises OnRecordError where scikit-learn is not installed.
    """
    try:
        from sklearn.cluster import AgglomerativeClustering
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.preprocessing import normalize
    except ImportError:
        raise OnRecordError("grouping statements needs scikit-learn: pip install 'onrecord[propose]'") from None
    left_out = {word for name in names for word in _words(name)}
    said = [(one, [stem(w) for w in _words(one.words) if w not in STOP and w not in left_out]) for one in statements]
    said = [(one, words) for one, words in said if len(words) >= _LEAST_WORDS][:_MOST]
    if len(said) < max(least, 2):
        return ()
    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    weights = vectorizer.fit_transform([words for _, words in said])
    room = min(_DIMENSIONS, min(weights.shape) - 1)
    placed = normalize(TruncatedSVD(room, random_state=1).fit_transform(weights)) if room > 1 else weights.toarray()
    clustering = AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=_APART)
    labels = clustering.fit_predict(placed)
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        groups.setdefault(int(label), []).append(at)
    found = []
    for members in groups.values():
        if len(members) < least:
            continue
        near = placed[members] @ placed[members].mean(axis=0)
        ranked = [said[members[at]][0] for at in sorted(range(len(members)), key=lambda at: (-near[at], at))]
        found.append(Proposal(tuple(_once(ranked)), _marks([said[at] for at in members], said)))
    found = [one for one in found if len(one.statements) >= least]
    return tuple(sorted(found, key=lambda one: (-len(one.statements), one.statements[0].words)))


def _once(ranked: Sequence[Uncovered]) -> list[Uncovered]:
    """Without what says the same in the same words."""
    kept: dict[str, Uncovered] = {}
    for one in ranked:
        kept.setdefault(" ".join(_words(one.words)), one)
    return list(kept.values())


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _marks(
    members: Sequence[tuple[Uncovered, list[str]]], every: Sequence[tuple[Uncovered, list[str]]]
) -> tuple[str, ...]:
    """The words that most members share and few others have, as the pages write them."""
    here = Counter(word for _, words in members for word in set(words))
    all_of = Counter(word for _, words in every for word in set(words))
    share = {word: number * number / all_of[word] for word, number in here.items() if number > 1}
    surface: dict[str, Counter[str]] = {}
    for one, _ in members:
        for word in _words(one.words):
            surface.setdefault(stem(word), Counter())[word] += 1
    best = sorted(share, key=lambda word: (-share[word], word))[:5]
    return tuple(surface[word].most_common(1)[0][0] for word in best if word in surface)
