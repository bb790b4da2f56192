"""Dev figures of a network in training, by `shared/score/polnear.py`."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord.reading.encoder.decode import Found, allowed, labels, ranges
from onrecord.reading.encoder.network import LEAST as CANDIDATE
from onrecord.reading.encoder.network import MARGIN
from onrecord.reading.encoder.settling import NESTED, settled
from onrecord.reading.encoder.window import breaks, windows
from train.data import SHARED, Cut, Text, batch, batches
from train.model import Network
from train.precision import products


@torch.no_grad()
def found(net: Network, text: Sequence[Text], cut_words: Tokenizer, room: int) -> list[list[Found]]:
    """What the network finds in each text, overlaps and weak ones still in it."""
    net.eval()
    left = net.sizes.left
    transitions = allowed(net.transitions.float().cpu().numpy())
    device = net.transitions.device
    jobs: list[tuple[Cut, int, int, int]] = []
    for place, one in enumerate(text):
        sizes = [len(p) for p in one.pieces]
        cut = windows(sizes, room - 2, MARGIN, breaks(one.words))
        jobs += [(Cut(one, w.first, w.last), w.keep, w.until, place) for w in cut]
    by_cut = {id(j[0]): j for j in jobs}
    out: list[list[Found]] = [[] for _ in text]
    for group in batches([j[0] for j in jobs], 8192, None):
        b = batch(group, cut_words.token_to_id("[CLS]"), cut_words.token_to_id("[SEP]")).to(device)
        with products(device):
            states, _ = net.states(b.ids, b.mask, b.owner, b.first, b.looks)
            chance = net.start(states).float().softmax(-1)
        keep = torch.zeros_like(b.here)
        for row, cut in enumerate(group):
            _, k, u, _ = by_cut[id(cut)]
            keep[row, k - cut.first : u - cut.first] = 1
        likely = chance[..., 1:].sum(-1) * keep
        # An untrained network takes every word for a cue.
        if int((likely > CANDIDATE).sum()) > b.here.sum() / 6:
            continue
        row_of, at_of = torch.nonzero(likely > CANDIDATE, as_tuple=True)
        if not len(row_of):
            continue
        with products(device):
            scores, real, inside, *_ = net.around(states, b.here, row_of, at_of)
        best = labels(scores.float().cpu().numpy(), inside.cpu().numpy(), transitions, left)
        for i, (row, at) in enumerate(zip(row_of.tolist(), at_of.tolist(), strict=True)):
            cut = group[row]
            shift = cut.first + at - left
            p = chance[row, at]
            cue = ranges(best[i], "cue", shift)
            out[by_cut[id(cut)][3]].append(
                Found(
                    cue[0],
                    ranges(best[i], "source", shift),
                    ranges(best[i], "content", shift),
                    float(p[1:].sum() * torch.sigmoid(real[i].float())),
                    float(p[2] / p[1:].sum()),
                )
            )
    return out


def lines(texts: Sequence[Text], finds: Sequence[Sequence[Found]], least: float) -> list[dict[str, Any]]:
    """The scorer's lines."""
    out = []
    for text, some in zip(texts, finds, strict=True):

        def spans(ranges_: tuple[tuple[int, int], ...], text: Text = text) -> list[list[int]]:
            return [[text.words.starts[a], text.words.ends[b - 1]] for a, b in ranges_]

        kept = [f for f in settled(some, least) if f.nested < NESTED]
        out.append(
            {
                "document": text.name,
                "attributions": [
                    {"source": spans(f.source), "cue": spans((f.cue,)), "content": spans(f.content)} for f in kept
                ],
            }
        )
    return out


def score(split: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What `shared/score/polnear.py` prints for these lines."""
    sys.path.insert(0, str(SHARED / "score"))
    import polnear as scorer

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "out.jsonl"
        file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            scorer.main(str(SHARED / "data" / "polnear" / split), str(file))
    result: dict[str, Any] = json.loads(printed.getvalue())
    return result


def evaluate(net: Network, texts: Sequence[Text], cut_words: Tokenizer, room: int) -> dict[str, Any]:
    """Dev figures at a few thresholds, shortly."""
    finds = found(net, texts, cut_words, room)
    out: dict[str, Any] = {}
    for least in (0.2, 0.3, 0.4, 0.5):
        s = score("dev", lines(texts, finds, least))
        out[str(least)] = {
            "fragment": [s["exact fragment"][r]["f1"] for r in ("source", "cue", "content")],
            "loose": s["attribution loose"],
            "exact": s["attribution exact"]["f1"],
            "speech": s["loose recall by kind"]["speech cue"],
        }
    return out
