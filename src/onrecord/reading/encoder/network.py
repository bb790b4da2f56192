"""The trained network at work: a text in, the attributions that it sees out, in words."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reading.encoder.act import Calibration, Done, done
from onrecord.reading.encoder.decode import Found, Scores, allowed, labels, ranges
from onrecord.reading.encoder.happened import Happened, happened
from onrecord.reading.encoder.named import Named, names, steps
from onrecord.reading.encoder.side import DOERS, WHOSE, Taken, encoded
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.encoder.window import Window, Words, breaks, windows, words

MARGIN = 40
"""Words that two windows share on each side of where one takes over from the other, within a paragraph."""
LEAST = 0.1
"""A word less likely than this to begin a cue is not looked at further."""
_MOST_PIECES = 40  # of one word; the rest of a longer one is not looked at
_CHUNK = 5000  # words given to the tokenizer at once
_KNOWN = 50_000  # words whose pieces are kept from one text to the next
_DECODED = 512  # likely cues whose labels are worked out at once; bounds the memory that a long text takes
_SUREST = 12.0  # log-odds beyond which nothing is told apart
_OUTPUTS = ("place", "chance", "scores", "inside", "real")
_MORE = ("upos", "arcs", "named")
_HAPPENED = "happened"
_DONE = ("acts", "aims")
_SIDES = ("sides", "weighs", "doing")
_ASKED = 16  # statements that are looked at together, those of like length
LIKELY = 0.2
"""A side less likely than this is not told."""
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text as arrays: all word pieces, how many each word has, where its first lies, what each looks like [N, 3]."""

    pieces: Longs
    sizes: Longs
    firsts: Longs
    looks: Longs


@dataclass(frozen=True, slots=True)
class Sight:
    """What one pass of the network sees in a text: attributions in the order of their cues, grammar, names, which
    words tell that something happened, and what statements do, by the first words of their cues.
    """

    found: list[Found]
    parse: Parse
    names: list[Named]
    happened: list[Happened]
    done: list[Done]


class _Layers:
    """The scores of the other heads, gathered window by window."""

    def __init__(self, count: int, named: int, told: int) -> None:
        self.pos, self.named = np.zeros(count, np.int64), np.zeros((count, named), np.float32)
        self.heads = np.arange(count)
        self.told = np.zeros((count, 1 + told), np.float32)
        self.done: list[Done] = []

    def take(self, window: Window, seen: Mapping[str, NDArray[Any]], left: int, calibration: Calibration) -> None:
        """Take in the words that a window is kept for; a head may lie anywhere in it."""
        kept = slice(window.keep - window.first, window.until - window.first)
        self.pos[window.keep : window.until] = seen["upos"][kept].argmax(1)
        self.heads[window.keep : window.until] = seen["arcs"][kept].argmax(1) + window.first
        self.named[window.keep : window.until] = seen["named"][kept]
        if _HAPPENED in seen:
            self.told[window.keep : window.until] = seen[_HAPPENED][kept]
        if "acts" in seen:
            place = seen["place"] + window.first
            self.done += done(place, seen["acts"], seen["aims"], seen["inside"], left, calibration)


def _token(tokenizer: Tokenizer, mark: str) -> int:
    number: int | None = tokenizer.token_to_id(mark)
    if number is None:
        raise ValueError(f"a tokenizer without {mark}")
    return number


def pieces(tokenizer: Tokenizer, surfaces: Sequence[str]) -> list[list[int]]:
    """The word pieces of each word, at least one and at most _MOST_PIECES; training and reading cut words alike."""
    encoded = tokenizer.encode(surfaces, is_pretokenized=True, add_special_tokens=False)
    made: list[list[int]] = [[] for _ in surfaces]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is not None:
            made[word].append(piece)
    unknown = _token(tokenizer, "[UNK]")
    return [some[:_MOST_PIECES] or [unknown] for some in made]


def _share(log_odds: float) -> float:
    """The share of one in all that has these log-odds."""
    return 1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, log_odds))))


def _shares(logits: Scores) -> NDArray[np.float64]:
    """Shares of one along the last axis, from logits."""
    raised = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(-1, keepdims=True)
    return shares


def _of_doing(issue: str, *shares: NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    """What is told of an issue, of each of some shares [DOERS, ...]; nothing of one that is nobody's doing."""
    if issue not in DOERS:
        return ()
    place = DOERS.index(issue)
    return tuple(tuple(round(float(share), 3) for share in one[place]) for one in shares)


def _log_odds(share: float) -> float:
    """The log-odds of a share; none is quite 0 or 1."""
    least = _share(-_SUREST)
    share = max(least, min(1 - least, share))
    return math.log(share / (1 - share))


class Network:
    """The shipped network, or one in the file given.

    ``name`` tells one file from another. It uses ``threads`` cores and gives the same for the same text, always.
    """

    def __init__(self, path: Path | None = None, threads: int = 1) -> None:
        data = path.read_bytes() if path else files("onrecord.reading").joinpath("weights/reader.onnx").read_bytes()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # The fused operator goes over each row number by number; the two that it stands for take a sixth of its time.
        self._session = onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        told = self._session.get_modelmeta().custom_metadata_map
        self._tokenizer = Tokenizer.from_str(told["tokenizer"])
        self._marks = _token(self._tokenizer, "[CLS]"), _token(self._tokenizer, "[SEP]")
        self._ends = [np.array([mark], np.int64) for mark in self._marks]
        self._known: dict[str, list[int]] = {}
        self._room = int(told["window"]) - 2
        self._left = int(told["left"])
        self._slope, self._shift = json.loads(told["calibration"])
        self._transitions = allowed(np.array(json.loads(told["transitions"]), np.float32))
        self._pos, self._kinds = json.loads(told["upos"]), json.loads(told["named"])
        self._steps = steps(self._kinds)
        # A file that has learnt no sides cannot be asked.
        asks = {"said": np.zeros((1, 0), np.int64), "own": np.zeros((1, 0), np.float32), "long": np.zeros(0, np.int64)}
        self._unasked = asks if "sides" in told else {}
        self._sides: list[str] = json.loads(told.get("sides", "[]"))
        self._side_slope, self._side_shift = json.loads(told.get("sides calibration", "[1, 0]"))
        # Nor does every file tell what happened.
        self._acts: list[str] = json.loads(told.get(_HAPPENED, "[]"))
        # Or what statements do.
        self._more = (*_MORE, *([_HAPPENED] if self._acts else []), *(_DONE if "acts" in told else ()))
        heat, slope, shift = json.loads(told.get("acts calibration", "[1, 1, 0]"))
        self._done_calibration = Calibration(heat, slope, shift)
        slope, shift = json.loads(told.get(f"{_HAPPENED} calibration", "[1, 0]"))
        self._told_calibration: tuple[float, float] = slope, shift
        self.name = hashlib.sha256(data).hexdigest()[:8]

    def found(self, text: str, least: float = LEAST) -> tuple[Words, list[Found]]:
        """The words of a text and the attributions seen in them, in the order of their cues.

        Whoever keeps none less sure than ``least`` can say so: the rest is then not worked out.
        """
        seen = words(text)
        return seen, sorted(self._found(seen, self._uncalibrated(least)), key=lambda f: f.cue)

    def sight(self, text: str, least: float = LEAST) -> Sight:
        """Attributions, as ``found`` gives them, and with the same pass of the encoder all the rest."""
        seen = words(text)
        layers = _Layers(len(seen), len(self._kinds), len(self._acts))
        found = sorted(self._found(seen, self._uncalibrated(least), layers), key=lambda f: f.cue)
        parse = Parse(seen, tuple(self._pos[p] for p in layers.pos.tolist()), tuple(layers.heads.tolist()))
        told = happened(layers.told, self._acts, self._told_calibration) if self._acts else []
        return Sight(found, parse, names(layers.named, self._kinds, self._steps), told, layers.done)

    def sides(self, said: Sequence[tuple[str, str]]) -> list[list[Taken]]:
        """Which sides words take, each given with what stood before them; names in both stand as ``side.NAMED_AS``."""
        found: list[list[Taken]] = [[] for _ in said]
        if not self._sides or not said:
            return found
        # The graph wants a text beside them: one word of which nothing is kept.
        inputs = self._inputs(self._arrays(words(".")), Window(0, 1, 0, 0), 1.0)
        order = sorted(range(len(said)), key=lambda k: len(said[k][0]) + len(said[k][1]))
        for first in range(0, len(order), _ASKED):
            some = order[first : first + _ASKED]
            ids, own, here, begins = encoded(self._tokenizer, self._marks, [said[k] for k in some])
            asked = {"said": ids.T, "own": own.T.astype(np.float32), "long": here.sum(1)}
            sides, weighs, doing = self._session.run(_SIDES, inputs | asked)
            at = np.where(begins >= 0, weighs.T, -1.0).argmax(1)
            by_issue = doing.reshape(len(some), len(DOERS), -1)
            whose, views = _shares(by_issue[..., : len(WHOSE)]), _shares(by_issue[..., len(WHOSE) :])
            for row, k in enumerate(some):
                begin = max(0, int(begins[row, at[row]]))
                chances = [_share(self._side_slope * float(odds) + self._side_shift) for odds in sides[row]]
                found[k] = [
                    Taken(
                        side[:-1],
                        side.endswith("+"),
                        round(chance, 3),
                        begin,
                        *_of_doing(side[:-1], whose[row], views[row]),
                    )
                    for side, chance in zip(self._sides, chances, strict=True)
                    if chance >= LIKELY
                ]
        return found

    def _found(self, seen: Words, least: float, layers: _Layers | None = None) -> Iterator[Found]:
        """The attributions window by window, their labels worked out many at a time; ``layers`` take in the rest."""
        arrays = self._arrays(seen)
        kept: list[list[NDArray[np.generic]]] = []
        waiting = 0
        for window in windows(arrays.sizes.tolist(), self._room, MARGIN, breaks(seen)):
            inputs = self._inputs(arrays, window, least)
            asked = _OUTPUTS
            if layers is not None:
                inputs["more"] = np.array(window.last - window.first, np.int64)
                asked += self._more
            made = dict(zip(asked, self._session.run(asked, inputs), strict=True))
            if layers is not None:
                layers.take(window, made, self._left, self._done_calibration)
            place = made["place"]
            if len(place):
                kept.append([place + window.first, *(made[name] for name in _OUTPUTS[1:])])
                waiting += len(place)
            if waiting >= _DECODED:
                yield from self._decoded(kept)
                kept, waiting = [], 0
        if kept:
            yield from self._decoded(kept)

    def _decoded(self, kept: list[list[NDArray[np.generic]]]) -> Iterator[Found]:
        """The attributions of likely cues: place, chance, scores, inside and real of each."""
        place, chance, scores, inside, real = (np.concatenate(some) for some in zip(*kept, strict=True))
        best = labels(scores, inside, self._transitions, self._left)
        begins: Scores = chance.sum(1)
        for i, shift in enumerate((place - self._left).tolist()):
            yield Found(
                cue=ranges(best[i], "cue", shift)[0],
                source=ranges(best[i], "source", shift),
                content=ranges(best[i], "content", shift),
                confidence=self._calibrated(float(begins[i]) * _share(float(real[i]))),
                nested=float(chance[i, 1] / begins[i]),
            )

    def _calibrated(self, chance: float) -> float:
        """How often what the network gives this chance is right: see train/calibrate.py."""
        return _share(self._slope * _log_odds(chance) + self._shift)

    def _uncalibrated(self, confidence: float) -> float:
        """The chance that the network gives what is right this often."""
        return _share((_log_odds(confidence) - self._shift) / self._slope)

    def _pieces(self, seen: Words) -> list[list[int]]:
        """The word pieces of every word, at least one each."""
        surfaces = seen.surfaces()
        if len(self._known) > _KNOWN:
            self._known = {}
        known = self._known
        new = [surface for surface in dict.fromkeys(surfaces) if surface not in known]
        for first in range(0, len(new), _CHUNK):
            chunk = new[first : first + _CHUNK]
            known.update(zip(chunk, pieces(self._tokenizer, chunk), strict=True))
        return [known[surface] for surface in surfaces]

    def _arrays(self, seen: Words) -> _Seen:
        cut = self._pieces(seen)
        sizes = np.fromiter((len(p) for p in cut), np.int64, len(cut))
        starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=starts[1:])
        return _Seen(
            pieces=np.fromiter((piece for p in cut for piece in p), np.int64, int(sizes.sum())),
            sizes=sizes,
            firsts=starts,
            looks=np.array((seen.shapes, seen.gaps, seen.quotes), np.int64).T,
        )

    def _inputs(self, seen: _Seen, window: Window, least: float) -> dict[str, NDArray[np.generic]]:
        """The arrays of one window; the marks at both ends belong to the first and the last word."""
        count = window.last - window.first
        begin, end = seen.firsts[window.first], seen.firsts[window.last]
        owner = np.repeat(np.arange(count), seen.sizes[window.first : window.last])
        keep = np.zeros(count, np.float32)
        keep[window.keep - window.first : window.until - window.first] = 1
        return {
            "ids": np.concatenate([self._ends[0], seen.pieces[begin:end], self._ends[1]]),
            "owner": np.concatenate([owner[:1], owner, owner[-1:]]),
            "first": seen.firsts[window.first : window.last] - begin + 1,
            "looks": seen.looks[window.first : window.last],
            "keep": keep,
            "least": np.array(least, np.float32),
            "more": np.array(0, np.int64),
            **self._unasked,
        }


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The shipped network, loaded once a process."""
    return Network()
