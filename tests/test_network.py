"""The trained network at work: windows, the best labels, and the whole way from a text to what is found in it."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.reading.encoder.decode import ROLES, allowed, labels, ranges
from onrecord.reading.encoder.window import breaks, windows, words

WEIGHTS = Path(__file__).resolve().parents[1] / "src/onrecord/reading/weights/reader.onnx"
TEXT = (
    "Talks in Dunmoor\n\n"
    "The ministry of Veyra said on Monday that its ships would stay in the strait. “We shall not turn back,” "
    "Admiral Orla Kell told the Dunmoor Post.\n"
    "Kell’s words were rejected by Sarn: its envoy called them “a threat to every harbour”. He added that talks "
    "could begin in 60 days, according to two officials.\n\n"
) * 6
SENTENCES = ("Veyra said that it would sign.", "“We wait,” Kell told the Post.", "Rain fell.", "He added: “No.”")


# Windows


@each(
    st.lists(st.integers(1, 12), max_size=120),
    st.integers(12, 60),
    st.integers(0, 15),
    st.sets(st.integers(1, 119), max_size=20),
)
def test_windows_read_every_word_once(sizes: list[int], room: int, margin: int, near: set[int]) -> None:
    cut = windows(sizes, room, margin, sorted(b for b in near if b < len(sizes)))
    assert [w for one in cut for w in range(one.keep, one.until)] == list(range(len(sizes)))
    for one in cut:
        assert one.first <= one.keep <= one.until <= one.last
        assert 0 < sum(sizes[one.first : one.last]) <= room
    assert all(a.first < b.first and a.last <= b.last for a, b in itertools.pairwise(cut))


@each(st.integers(1, 400), st.integers(20, 60), st.integers(0, 9))
def test_without_breaks_a_word_is_read_with_its_margin(count: int, room: int, margin: int) -> None:
    for one in windows([1] * count, room, margin):
        assert one.first in (0, max(0, one.keep - margin))
        assert one.last == count or one.last >= one.until + margin


def test_a_window_ends_where_a_paragraph_does() -> None:
    assert [(w.first, w.last) for w in windows([1] * 10, 6, 1, [2, 5, 9])] == [(0, 5), (5, 10)]
    # A break too near to the window's beginning would make for many small ones.
    assert [(w.first, w.last) for w in windows([1] * 10, 6, 1, [2])] == [(0, 6), (4, 10)]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("One.\nTwo.\n\nThree", ["Two", "Three"]),
        ("It wraps\nhere. Next", []),
        ("A headline\n\nHe said:\n“No.”\n\n“Yes”\nshe said", ["He", "“"]),
        ("He said:\n\n“No.”", []),
        ("One line", []),
        ("", []),
    ],
)
def test_breaks(text: str, begins: list[str]) -> None:
    seen = words(text)
    assert [seen.surfaces()[b] for b in breaks(seen)] == begins


# Labels


def _worth(path: tuple[int, ...], scores: Any, transitions: Any, inside: Any) -> float:
    """What a path earns by the rules that ``labels`` states, or less than any other where it breaks one."""
    total = 0.0
    for place, label in enumerate(path):
        if place and (ROLES[label].startswith("I-") and path[place - 1] not in (label, label - 1)):
            return -np.inf
        if inside[place]:
            total += scores[place, label]
        elif label:
            return -np.inf
        if place:
            total += transitions[path[place - 1], label]
    return total


@settings(max_examples=30)
@each(st.integers(0, 2**32 - 1), st.integers(0, 3), st.integers(0, 3), st.data())
def test_labels_are_the_best_path(seed: int, left: int, right: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(seed)
    length, cue = left + right + 1, ROLES.index("B-cue")
    first, last = data.draw(st.integers(0, left)), data.draw(st.integers(left, length - 1))
    scores = rng.normal(0, 3, (2, length, len(ROLES))).astype(np.float32)
    inside = np.tile((np.arange(length) >= first) & (np.arange(length) <= last), (2, 1))
    transitions = rng.normal(0, 2, (len(ROLES), len(ROLES))).astype(np.float32)
    found = labels(scores, inside, allowed(transitions), left)
    others = [label for label in range(len(ROLES)) if label != cue]
    ways = [[cue] if p == left else others if inside[0, p] else [0] for p in range(length)]
    for row in range(2):
        scores[row, left, cue] = 0
        some = {p: _worth(p, scores[row], transitions, inside[row]) for p in itertools.product(*ways) if _begins(p)}
        assert some[tuple(found[row].tolist())] == pytest.approx(max(some.values()), abs=1e-3)


def _begins(path: tuple[int, ...]) -> bool:
    return not ROLES[path[0]].startswith("I-")


@each(st.lists(st.integers(0, len(ROLES) - 1), max_size=12), st.sampled_from(["source", "cue", "content"]))
def test_ranges_give_the_labels_back(row: list[int], role: str) -> None:
    begin = ROLES.index(f"B-{role}")
    made = [0] * len(row)
    for start, end in ranges(np.array(row, np.int64), role, 5):
        made[start - 5 : end - 5] = [begin] + [begin + 1] * (end - start - 1)
    # What continues without having begun is in no range.
    open_, kept = False, []
    for label in row:
        open_ = label == begin or (open_ and label == begin + 1)
        kept.append(label if open_ else 0)
    assert made == kept


def test_no_cue_no_labels() -> None:
    none = np.zeros((0, 5, len(ROLES)), np.float32)
    assert labels(none, np.zeros((0, 5), bool), np.zeros((7, 7), np.float32), 2).shape == (0, 5)


# The whole way


def _tiny(seed: int = 0, **changes: Any) -> tuple[Any, Any]:
    """A network of chance with a tokenizer of letters, and that tokenizer."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("onnxscript")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from train.layers import NAMED, RELATIONS, UPOS
    from train.model import Network, Sizes

    letters = "abcdefghijklmnopqrstuvwxyz0123456789“”’.,:"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{c}" for c in letters)]
    tokens = Tokenizer(models.WordPiece({v: i for i, v in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokens.normalizer = normalizers.BertNormalizer()
    tokens.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    torch.manual_seed(seed)
    config = transformers.BertConfig(
        **{
            "vocab_size": len(vocabulary),
            "hidden_size": 32,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "intermediate_size": 64,
            "initializer_range": 0.2,
            **changes,
        },
        attn_implementation="eager",
    )
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    net = Network(encoder, Sizes(left=6, right=8, width=16, arc=8), len(UPOS), len(RELATIONS), len(NAMED))
    for table in (net.shape, net.gap, net.quote):
        torch.nn.init.normal_(table.weight, std=0.2)
    torch.nn.init.normal_(net.transitions)
    return net.eval(), tokens


@pytest.fixture(scope="module", params=["shipped", "chance"])
def network(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The network that ships, and one of chance: what holds for any weights must hold for both."""
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    from onrecord.reading.encoder.network import Network

    if request.param == "shipped":
        return Network(WEIGHTS)
    net, tokens = _tiny()
    from train.export import save

    file = tmp_path_factory.mktemp("network") / "chance.onnx"
    save(net, tokens, 128, file)
    return Network(file)


def test_the_same_text_the_same_attributions(network: Any) -> None:
    seen, found = network.found(TEXT)
    assert found
    assert network.found(TEXT) == (seen, found)
    network.found("Something else was said in between.")
    assert network.found(TEXT)[1] == found
    assert found == sorted(found, key=lambda f: f.cue)


def test_what_is_found_lies_within_the_text(network: Any) -> None:
    seen, found = network.found(TEXT)
    for one in found:
        for start, end in (one.cue, *one.source, *one.content):
            assert 0 <= start < end <= len(seen)
        taken = [w for r in (one.cue, *one.source, *one.content) for w in range(*r)]
        assert len(taken) == len(set(taken))
        assert 0 < one.confidence <= 1
        assert 0 <= one.nested <= 1
    assert len({one.cue[0] for one in found}) == len(found)


def test_a_higher_least_leaves_the_surer_ones(network: Any) -> None:
    found = network.found(TEXT, 0.1)[1]
    assert found
    least = sorted(f.confidence for f in found)[len(found) // 2]
    fewer = {f.cue: f for f in network.found(TEXT, least)[1]}
    for one in found:
        if one.confidence > least:
            assert fewer[one.cue].content == one.content


@pytest.mark.parametrize("text", ["", " \n\n\t", "Said", "“", "“" * 3000, '"' * 999, "said\n" * 50, "\u200f", "x" * 50])
def test_odd_texts(network: Any, text: str) -> None:
    seen, found = network.found(text)
    assert len(seen) == len(words(text))
    assert all(0 <= f.cue[0] < f.cue[1] <= len(seen) for f in found)


def test_one_enormous_word(network: Any) -> None:
    seen, _ = network.found("x" * 5_000_000)
    assert len(seen) == 1
    seen, _ = network.found("Kell said " + "a1" * 2_000_000 + " was no word.")
    assert len(seen) == 7


def test_the_arithmetic_of_the_process_is_left_alone(network: Any) -> None:
    network.found(TEXT)
    assert np.float64(1e-310) * 0.5 > 0


@settings(max_examples=15)
@each(text=st.lists(st.sampled_from([*SENTENCES, "\n", "\n\n", "“", "ż", "\u0301", "12,5"]), max_size=40).map(" ".join))
def test_any_text(network: Any, text: str) -> None:
    seen, found = network.found(text)
    assert all(0 <= f.cue[0] < f.cue[1] <= len(seen) for f in found)
    assert network.found(text) == (seen, found)


class _Nothing:
    """A session that sees no cue, and counts the words whose reading counts."""

    def __init__(self) -> None:
        self.words = 0.0

    def run(self, _: Any, inputs: dict[str, Any]) -> list[Any]:
        self.words += float(inputs["keep"].sum())
        return [np.zeros((0, *shape)) for shape in ((), (2,), (15, 7), (15,), ())]


def test_a_million_words_take_ten_times_as_long_as_a_tenth(network: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network itself takes the same for every window; what lies around it must not grow faster than the text."""
    took = []
    for count in (100_000, 1_000_000):
        session = _Nothing()
        monkeypatch.setattr(network, "_session", session)
        text = "A b c d e. \n" * (count // 6)
        clock = time.process_time()
        seen, found = network.found(text)
        took.append(time.process_time() - clock)
        assert session.words == len(seen) == count // 6 * 6
        assert found == []
    assert took[1] < 25 * took[0]


# What runs is what was trained


@pytest.mark.parametrize(
    "changes",
    [{}, {"hidden_act": "gelu_new", "num_attention_heads": 2}, {"hidden_act": "relu"}],
    ids=["bert", "tanh", "other"],
)
@pytest.mark.parametrize("exact", [True, False], ids=["float", "bytes"])
def test_the_file_computes_what_the_network_does(changes: dict[str, Any], exact: bool) -> None:
    ort = pytest.importorskip("onnxruntime")
    torch = pytest.importorskip("torch")
    net, _ = _tiny(**changes)
    rng = np.random.default_rng(3)
    cases = []
    for count in (1, 2, 9, 40):
        sizes = rng.integers(1, 4, count)
        owner = np.concatenate([[0], np.repeat(np.arange(count), sizes), [count - 1]])
        first = np.cumsum(np.concatenate([[1], sizes[:-1]]))
        looks = np.stack([rng.integers(0, top, count) for top in (7, 5, 4)], 1)
        ids = rng.integers(0, 60, len(owner))
        t = [torch.from_numpy(a)[None] for a in (ids, np.ones_like(ids), owner, first, looks)]
        with torch.no_grad():
            states, deep = net.states(*t)
            chance = net.start(states).softmax(-1)[0, :, 1:]
            rows = torch.zeros(count, dtype=torch.long)
            scores, real, inside, acts, aims = net.around(states, torch.ones(1, count), rows, torch.arange(count))
            scores[~inside] = aims[~inside] = 0  # what stands beside the text is nothing
            named = net.named(deep, torch.ones(1, count))[0]
            wanted: list[Any] = [
                chance,
                scores,
                inside,
                real,
                acts,
                aims,
                net.upos(states)[0],
                net.arcs(states)[0],
                named,
            ]
        feed = {"ids": ids, "owner": owner, "first": first, "looks": looks, "keep": np.ones(count, np.float32)}
        cases.append((feed, [w.numpy() for w in wanted]))
    from train.export import graph

    session = ort.InferenceSession(graph(net, exact).SerializeToString(), providers=["CPUExecutionProvider"])
    names = ("chance", "scores", "inside", "real", "acts", "aims", "upos", "arcs", "named")
    off, size = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    for feed, wanted in cases:
        given = {**feed, "least": np.array(-1, np.float32), "more": np.array(len(feed["first"]))}
        for name, got, want in zip(names, session.run(names, given), wanted, strict=True):
            assert got.shape == want.shape, name
            if name in ("scores", "aims"):
                got[~wanted[2]] = 0
            off[name] += float(np.abs(got.astype(np.float64) - want).sum())
            size[name] += float(np.abs(want.astype(np.float64)).sum())
        # Nothing asked for, nothing there.
        nothing = {**given, "least": np.array(2, np.float32), "more": np.array(0)}
        assert [len(a) for a in session.run(("place", "scores", "upos", "named"), nothing)] == [0, 0, 0, 0]
    assert {name for name in names if off[name] > (1e-4 if exact else 0.15) * size[name]} == set()


def test_training_goes_on_from_a_file_that_ships(tmp_path: Path) -> None:
    """What was written is read back: whole numbers to half a step, the rest to the bit."""
    torch = pytest.importorskip("torch")
    from train.export import save
    from train.shipped import restore

    net, tokens = _tiny()
    for value in net.parameters():  # tensors that are the same would be one in the file
        torch.nn.init.normal_(value, std=0.2)
    first = {name: value.clone() for name, value in net.state_dict().items()}
    save(net, tokens, 128, tmp_path / "one.onnx")
    other, _ = _tiny(seed=1)
    untouched = {name: value.clone() for name, value in other.state_dict().items()}
    missing = restore(other, tmp_path / "one.onnx")
    assert {name.split(".")[0] for name in missing} == {"flat", "relation", "relation_dependent", "relation_head"}
    wanted, got = first, other.state_dict()
    # Two tables that are added to one another are one in the file.
    places = "encoder.embeddings.position_embeddings.weight"
    kinds = "encoder.embeddings.token_type_embeddings.weight"
    wanted[places] = wanted[places] + wanted.pop(kinds)[0]
    for name, value in wanted.items():
        if name in missing:
            assert torch.equal(got[name], untouched[name]), name
        else:
            # What was made even has its steps elsewhere: some of them are wider.
            some, step = (torch.mean, 0.03) if "encoder.layer" in name else (torch.max, 0.01)
            assert float(some((got[name] - value).abs())) <= step * float(some(value.abs())), name


def test_values_far_above_the_others_are_made_even() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from train.deploy import Layer
    from train.even import evened

    torch.manual_seed(5)
    sizes = [(24, 24)] * 4 + [(24, 48), (48, 24)]
    parts = [torch.nn.Linear(a, b) for a, b in sizes]
    x = torch.randn(9, 24)
    x[:, 7] *= 60  # one value is far above the others at every word
    exact = Layer(parts, 4, "none", exact=True)

    def run() -> None:
        exact.attend(exact.ask(x), x, None)
        exact.feed(x)

    (even,) = evened([exact], run)
    assert even.seen.shape == even.up.shape == (24,) and even.down.shape == (48,)
    assert even.up[7] < 0.2 * even.up.median()
    fed, seen = [], []
    with torch.no_grad():
        for made in (Layer(parts, 4, "none"), Layer(parts, 4, "none", evens=even)):
            fed.append(float((made.feed(x) - exact.feed(x)).abs().mean()))
            seen.append(float((made.key(made.bytes(x)) - exact.key(x)).abs().mean()))
    assert fed[1] < 0.6 * fed[0]
    assert seen[1] < 0.6 * seen[0]
