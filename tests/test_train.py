"""The recipes: labels of an attribution, windows of a text, batches, the linear chain.

Skips where torch is not installed.
"""

from __future__ import annotations

import itertools
import random

import pytest

torch = pytest.importorskip("torch", reason="training needs torch, which the product does not")
pytest.importorskip("transformers", reason="training needs transformers, which the product does not")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordPiece  # noqa: E402
from tokenizers.pre_tokenizers import Whitespace  # noqa: E402
from train.corpora import Annotated, Named  # noqa: E402
from train.data import Item, Text, batch, batches, cuts, item_of, prepared  # noqa: E402
from train.exchange import exchanged, form, stock  # noqa: E402
from train.fit import hide  # noqa: E402
from train.model import Dropout, likelihood  # noqa: E402

from onrecord.reading.encoder.decode import ROLES  # noqa: E402
from onrecord.reading.encoder.window import words  # noqa: E402

PIECES = ["[UNK]", "[CLS]", "[SEP]", "Kell", "said", "that", "it", "rain", "##s", ".", '"']
VOCABULARY = {piece: i for i, piece in enumerate(PIECES)}


def tokenizer() -> Tokenizer:
    made = Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


def labels(text: str, one: dict[str, list[tuple[int, int]]]) -> dict[str, str]:
    seen = words(text)
    item = item_of(text, seen, one)
    assert item is not None
    surfaces = seen.surfaces()
    return {f"{i}:{surfaces[i]}": ROLES[label] for i, label in sorted(item.labels.items())}


def test_labels_of_an_attribution() -> None:
    text = "Kell said that it rains."
    one = {"source": [(0, 4)], "cue": [(5, 9)], "content": [(10, 23)]}
    assert labels(text, one) == {
        "0:Kell": "B-source",
        "1:said": "B-cue",
        "2:that": "B-content",
        "3:it": "I-content",
        "4:rains": "I-content",
    }


def test_content_that_a_cue_cuts_begins_again_behind_it() -> None:
    text = "It rains, Kell said, and it pours."
    one = {"source": [(10, 14)], "cue": [(15, 19)], "content": [(0, 8), (21, 33)]}
    assert labels(text, one)["6:and"] == "B-content"
    assert labels(text, one)["0:It"] == "B-content"


def test_an_attribution_without_content_or_cue_teaches_nothing() -> None:
    text = "Kell said that it rains."
    assert item_of(text, words(text), {"source": [(0, 4)], "cue": [(5, 9)], "content": []}) is None
    assert item_of(text, words(text), {"source": [(0, 4)], "cue": [], "content": [(10, 23)]}) is None


@pytest.mark.parametrize("seed", range(5))
def test_cuts_hold_every_word_once(seed: int) -> None:
    text = prepared("one", "Kell said that it rains.\n" * 40, tokenizer())
    found = cuts(text, 60, random.Random(seed))
    assert [w for c in found for w in range(c.first, c.last)] == list(range(len(text.words)))
    assert all(c.size <= 60 for c in found)
    grouped = list(batches(found, 200, random.Random(seed)))
    assert sorted(c.first for g in grouped for c in g) == [c.first for c in found]


def test_a_batch_points_each_word_at_its_first_piece() -> None:
    text = prepared("one", "Kell said that it rains.", tokenizer())
    b = batch(cuts(text, 60, None), 1, 2)
    assert b.ids.tolist() == [[1, 3, 4, 5, 6, 7, 8, 9, 2]]
    assert b.first.tolist() == [[1, 2, 3, 4, 5, 7]]
    assert b.owner.tolist() == [[0, 0, 1, 2, 3, 4, 4, 5, 5]]


def test_the_likelihoods_of_all_label_sequences_sum_to_one() -> None:
    torch.manual_seed(1)
    scores, transitions = torch.randn(1, 4, len(ROLES)), torch.randn(len(ROLES), len(ROLES))
    inside = torch.tensor([[0.0, 1.0, 1.0, 0.0]])
    total = 0.0
    for first, second in itertools.product(range(len(ROLES)), repeat=2):
        row = torch.tensor([[0, first, second, 0]])
        total += float(torch.exp(-likelihood(scores, transitions, row, inside)))
    assert total == pytest.approx(1.0, abs=1e-4)


def test_dropout_keeps_the_mean_and_is_off_outside_training() -> None:
    import numpy

    drop = Dropout(0.25, numpy.random.default_rng(3))
    ones = torch.ones(200, 200)
    dropped = drop.train()(ones)
    assert float((dropped == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float(dropped.mean()) == pytest.approx(1.0, abs=0.02)
    assert torch.equal(drop.eval()(ones), ones)


def test_nested_findings_come_back_in_the_words_of_the_whole_text() -> None:
    from train.nested import insides

    text = prepared("one", "Kell said that it rains and that it rains.", tokenizer())
    whole = {1: ROLES.index("B-cue"), 0: ROLES.index("B-source"), 2: ROLES.index("B-content")}
    whole |= dict.fromkeys(range(3, 9), ROLES.index("I-content"))
    made = Text(text.name, text.words, text.pieces, items=[Item(1, whole)])
    ((shift, inside),) = insides(made)
    assert shift == 2
    assert inside.words.surfaces() == ["that", "it", "rains", "and", "that", "it", "rains"]


def test_names_are_exchanged_for_others_of_their_kind_and_form() -> None:
    text = "Kell Aurand of VOSC told Marrick that the Osmer Pact stands."
    named = [(0, 11, "PERSON"), (15, 19, "ORGANISATION"), (25, 32, "STATE"), (42, 52, "AGREEMENT")]
    one = Annotated("one", text, None, ((0, len(text)),), tuple(Named(*n) for n in named))
    names = {("PERSON", "several"): ["Ada B. Cor"], ("ORGANISATION", "capitals"): ["XYZ"], ("STATE", "one"): []}
    seen = set()
    for seed in range(20):
        made = exchanged(one, random.Random(seed), names)
        assert made.tokens is None
        assert made.sentences is None
        told = [(made.text[m.start : m.end], m.kind) for m in made.named or ()]
        assert [kind for _, kind in told] == [kind for *_, kind in named]
        assert told[0][0] in ("Kell Aurand", "Ada B. Cor")
        assert told[1][0] in ("VOSC", "XYZ")
        assert told[2:] == [("Marrick", "STATE"), ("Osmer Pact", "AGREEMENT")]
        assert made.text.endswith(" that the Osmer Pact stands.")
        seen.add(made.text)
    assert len(seen) == 4


def test_every_name_in_stock_has_a_form_of_its_own() -> None:
    assert (form("Ada Cor"), form("XYZ"), form("Cor")) == ("several", "capitals", "one")
    made = stock()
    assert len(made["PERSON", "several"]) > 1000
    assert all(form(name) == how for (_, how), some in made.items() for name in some)


def test_hidden_pieces_are_a_share_and_never_the_marks_at_the_ends() -> None:
    import numpy

    text = prepared("one", "Kell said that it rains.", tokenizer())
    b = batch(cuts(text, 60, None) * 400, 1, 2)
    before = b.ids.clone()
    hide(b, 0.3, 99, numpy.random.default_rng(5))
    assert torch.equal(b.ids[:, [0, -1]], before[:, [0, -1]])
    hidden = b.ids[:, 1:-1] == 99
    assert float(hidden.float().mean()) == pytest.approx(0.3, abs=0.03)
    assert torch.equal(b.ids[:, 1:-1][~hidden], before[:, 1:-1][~hidden])


def test_a_blend_is_the_mean_by_shares_over_those_that_hold_a_weight() -> None:
    from train.blend import blended

    one = {"a": torch.tensor([1.0, 2.0]), "b": torch.tensor([4.0])}
    other = {"a": torch.tensor([5.0, 6.0])}
    made = blended([(one, 1.0), (other, 3.0)])
    assert made["a"].tolist() == [4.0, 5.0]
    assert made["b"].tolist() == [4.0]


def test_weights_of_signs_choose_what_is_right() -> None:
    pytest.importorskip("scipy")
    from train.softmax import fit

    told = [([{"sign": 1.0, "both": 1.0}, {"both": 1.0}], [True, False])] * 20
    silent = [([{"noise": 1.0}], [False])] * 20
    weights = fit([*told, *silent], 1.0, [False] * 20 + [True] * 20)
    assert weights["sign"] > 1 > 0.1 > abs(weights["both"])
    assert weights["noise"] < -1
    # What is known stands where nothing speaks against it.
    assert fit(told, 1.0, [False] * 20, {"both": 3.0})["both"] == pytest.approx(3.0, abs=0.05)
