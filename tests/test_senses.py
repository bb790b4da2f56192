"""Sides told from the meaning of words: what the network is asked, what it says, and the positions made of that."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.model import Reading, Sense, Span, Stance, View, Whose
from onrecord.reading import TrainedReader, read
from onrecord.reading.encoder.decode import ROLES
from onrecord.reading.encoder.network import Network, shipped
from onrecord.reading.encoder.side import ISSUES, LONGEST, SIDES, encoded
from onrecord.record.issues.codebook import Codebook, CodebookError
from onrecord.record.positions.held import shown
from texts import document, given, reader, treaty, world

LANTERN = "Lantern Treaty"


# What the network is asked


class _Letters:
    """A tokenizer that takes every letter for a piece."""

    def encode_batch(self, texts: list[str], add_special_tokens: bool) -> list[Any]:
        """One piece a character, with its place."""
        assert not add_special_tokens
        made = []
        for text in texts:
            one = type("Encoding", (), {})()
            one.ids, one.offsets = [ord(c) for c in text], [(k, k + 1) for k in range(len(text))]
            made.append(one)
        return made


@each(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=120)), min_size=1, max_size=5))
def test_what_is_asked(pairs: list[tuple[str, str]]) -> None:
    ids, own, here, begins = encoded(_Letters(), (1, 2), pairs)  # type: ignore[arg-type]
    assert ids.shape == own.shape == here.shape == begins.shape
    assert ids.shape[1] <= LONGEST
    for k, (before, text) in enumerate(pairs):
        seen = begins[k][begins[k] >= 0]
        assert seen.tolist() == list(range(len(seen)))
        assert "".join(map(chr, ids[k][begins[k] >= 0])) == text[: len(seen)]
        assert len(seen) == len(text) or here[k].sum() == LONGEST
        kept = ids[k][(begins[k] < 0) & (here[k] == 1) & (own[k] == 0)][:-1]
        assert before.endswith("".join(map(chr, kept)))
        # The first mark, the words and the mark behind them are weighed, and nothing else.
        assert own[k].sum() == len(seen) + 2
        assert own[k][0] == 1


# What it says


def test_nothing_asked_nothing_said() -> None:
    assert shipped().sides([]) == []


def test_odd_words_are_told_of_all_the_same() -> None:
    odd = [("", ""), ("", " "), ("a" * 5000, "b" * 5000), ("?", "…"), ("", "國際 ☂ \x00"), ("x", "no " * 900)]
    for some, (_, text) in zip(shipped().sides(odd), odd, strict=True):
        for taken in some:
            assert taken.issue in ISSUES
            assert 0 < taken.chance <= 1
            assert 0 <= taken.at <= len(text)


def test_the_same_words_the_same_sides() -> None:
    said = [("", f"not one {thing} will leave that ridge") for thing in ("boot", "gun", "man", "tent")] * 9
    assert shipped().sides(said) == shipped().sides(said)


@pytest.mark.parametrize(
    ("before", "text", "side"),
    [
        ("", "the inspectors may knock as long as they like, the door stays shut", "verifies-"),
        ("", "to sit down with state and talk until it is settled", "negotiates+"),
        ("", "national soldiers will be on their way home by christmas", "withdraws+"),
        ("", "that state had honoured every article of treaty since the first day", "breaches-"),
        ("", "state shall pay for the boats it sank", "compensates+"),
    ],
)
def test_sides_of_words_that_it_has_not_learnt(before: str, text: str, side: str) -> None:
    (taken,) = shipped().sides([(before, text)])
    best = max(taken, key=lambda one: one.chance)
    assert best.issue + "-+"[best.affirmed] == side


def test_a_file_that_has_learnt_no_sides_tells_none(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnxscript")
    from train.export import save

    from test_network import _tiny

    net, tokens = _tiny()
    save(net, tokens, 128, tmp_path / "chance.onnx")
    network = Network(tmp_path / "chance.onnx")
    assert network.sides([("", "not one boot will leave that ridge")]) == [[]]
    assert network.found("Kell said no.") is not None


# Statements


def test_statements_have_their_senses() -> None:
    text = (
        "The Lantern Treaty was on the table. Oda Kell said that the garrison would not budge from Midland for anybody."
    )
    reading = read(document(text, dates=[given("2018-11-08")]), TrainedReader(world()), world())
    (statement,) = reading.statements
    best = max(statement.senses, key=lambda s: s.confidence)
    assert (best.predicate, best.stance) == ("withdraws", Stance.DENY)
    assert best.span in statement.content[0]
    assert all(s.isascii() and s.isalpha() for s in [text[best.span.start : best.span.end]])


def test_a_page_about_no_issue_is_asked_for_none() -> None:
    text = "Oda Kell said that not one Arlenian boot would leave Midland."
    reading = read(document(text, dates=[given("2018-11-08")]), TrainedReader(world()), world())
    assert [statement.senses for statement in reading.statements] == [()]


@settings(max_examples=25, deadline=None)
@each(st.text(alphabet="aAİß “”.\n", max_size=60))
def test_a_sense_opens_on_words_of_its_statement(words: str) -> None:
    text = f"Under the Lantern Treaty Oda Kell said that Veyra {words} would never pull out of Midland. {words}"
    reading = read(document(text, dates=[given("2018-11-08")]), TrainedReader(world()), world())
    for statement in reading.statements:
        for sense in statement.senses:
            assert any(sense.span.start in range(s.start, s.end) for s in statement.content)


# Positions


def positions(text: str, senses: dict[str, tuple[Sense, ...]]) -> set[tuple[str, str, str]]:
    """The positions in a text whose statements have the senses given by the word on which they rest."""
    page = document(text, dates=[given("2018-11-08")])
    reading = read(page, reader(), world())
    said = []
    for statement in reading.statements:
        own = [
            replace(sense, span=Span(at, at + len(word)))
            for word, some in senses.items()
            for at in [text.index(word)]
            for sense in some
            if any(at in range(s.start, s.end) for s in statement.content)
        ]
        said.append(replace(statement, senses=tuple(own)))
    made: Reading = replace(reading, statements=tuple(said))
    return {(h.by, str(h.issue), str(h.stance)) for h in shown(page, made, treaty(), world())}


def sense(
    predicate: str, stance: str, confidence: float = 0.9, whose: Whose = Whose.OWN, view: View = View.AGAINST
) -> tuple[Sense, ...]:
    whose_ = tuple(0.94 if one is whose else 0.02 for one in Whose)
    views = tuple(0.96 if one is view else 0.02 for one in View)
    return (Sense(predicate, Stance(stance), Span(0, 1), confidence, whose_, views),)


def test_a_sense_shows_a_position_where_no_signal_stands() -> None:
    text = "The Lantern Treaty was on the table. Oda Kell said that Arlen would carry the Lantern Treaty in its pocket."
    assert positions(text, {}) == set()
    kept = positions(text, {"pocket": sense("preserve", "affirm")})
    assert kept == {("Arlen", f"preserve({LANTERN})", "affirm")}


def test_a_position_by_a_sense_says_so() -> None:
    page = document("Oda Kell said that the Lantern Treaty was a good coat.", dates=[given("2018-11-08")])
    reading = read(page, reader(), world())
    (statement,) = reading.statements
    at = page.text.index("coat")
    said = replace(statement, senses=(Sense("preserve", Stance.AFFIRM, Span(at, at + 4), 0.9),))
    (held,) = shown(page, replace(reading, statements=(said,)), treaty(), world())
    assert held.evidence.rule == "sense"
    assert held.evidence.says == 'the meaning of "that the Lantern Treaty was a good coat" in the words of Oda Kell'
    assert held.confidence <= 0.9


@pytest.mark.parametrize(
    "senses",
    [sense("preserve", "affirm", 0.3), sense("preserve", "affirm", 0.5) + sense("preserve", "deny", 0.5)],
    ids=["not sure", "both sides"],
)
def test_a_sense_that_is_not_clear_shows_none(senses: tuple[Sense, ...]) -> None:
    text = "The Lantern Treaty was on the table. Oda Kell said that Arlen would carry the Lantern Treaty in its pocket."
    assert positions(text, {"pocket": senses}) == set()


def test_a_signal_goes_before_a_doubtful_sense() -> None:
    text = "Oda Kell said that Veyra had violated the Lantern Treaty."
    found = positions(text, {"violated": sense("breaches", "deny", 0.5)})
    assert found == {("Arlen", f"breaches(Veyra, {LANTERN})", "affirm")}


def test_the_issue_is_one_that_the_page_tells_of() -> None:
    text = (
        "Veyra announced that it would leave the Lantern Treaty. Oda Kell said that one did not walk out into the rain."
    )
    walks = {"walk": sense("leaves", "deny", whose=Whose.RIVAL)}
    found = positions(text, walks)
    assert ("Arlen", f"leaves(Veyra, {LANTERN})", "deny") in found
    # Where no agreement is named, nobody knows what is meant.
    assert positions("Oda Kell said that one did not walk out into the rain.", walks) == set()


def test_whose_doing_it_is_is_told_from_the_meaning() -> None:
    text = (
        "Veyra and Arlen met over the Lantern Treaty. Oda Kell said that the house would stay full to the last chair."
    )
    found = {who: positions(text, {"chair": sense("leaves", "deny", whose=who)}) for who in (Whose.OWN, Whose.RIVAL)}
    assert found[Whose.OWN] == {("Arlen", f"leaves(Arlen, {LANTERN})", "deny")}
    assert found[Whose.RIVAL] == {("Arlen", f"leaves(Veyra, {LANTERN})", "deny")}


def test_nobody_owns_up_by_a_sense() -> None:
    text = "Veyra said Arlen had violated the Lantern Treaty. Oda Kell said that the whole tale was a sham."
    found = positions(text, {"tale": sense("breaches", "deny")})
    assert ("Arlen", f"breaches(Arlen, {LANTERN})", "deny") in found


def test_parties_talk_to_one_another() -> None:
    text = "The Lantern Treaty was read out in Ruhn. Oda Kell said that Arlen plays no cards with the thieves of Veyra."
    found = positions(text, {"cards": sense("negotiates", "deny")})
    assert found == {("Arlen", "negotiates(Arlen, Veyra)", "deny")}


# Codebooks


def test_a_codebook_names_senses_that_there_are() -> None:
    assert {p.sense for p in treaty().predicates} - {None} <= set(ISSUES)
    assert all(p.sense in (None, p.name) for p in treaty().predicates)
    assert len(SIDES) == 2 * len(ISSUES)
    text = treaty().yaml.replace("sense: preserve", "sense: keep")
    with pytest.raises(CodebookError, match="sense: 'keep' is none of those that the reader has learnt"):
        Codebook(text, "one.yaml")


# The recipe


def test_grafted_layers_compute_what_was_fitted_and_leave_the_rest(tmp_path: Path) -> None:
    ort = pytest.importorskip("onnxruntime")
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnxscript")
    from train.export import graph as whole
    from train.graft import SENSES, bare, graph, merged
    from train.senses import Senses, begin

    from test_network import _tiny

    onnx = pytest.importorskip("onnx")
    net, _ = _tiny(num_hidden_layers=4)
    config = {"below": 2, "own": 2, "looks": 3, "dropout": 0.0}
    senses = Senses(net.encoder, config).eval()
    for value in senses.parameters():  # tensors that are the same would be one in the file
        torch.nn.init.normal_(value, std=0.2)
    rng = np.random.default_rng(5)
    long = np.array([9, 4, 6])
    ids = rng.integers(0, 60, (9, 3))
    here = np.arange(9)[:, None] < long
    own = here * (np.arange(9) != 1)[:, None]
    with torch.no_grad():
        given_ = [torch.from_numpy(a.T.astype(np.int64)) for a in (ids * here, own, here)]
        sides, weights, doing = senses(*given_)
    part = graph(senses, net.encoder)
    before = whole(net)
    names = [o.name for o in before.graph.output]
    feed = {
        "ids": rng.integers(0, 60, 6),
        "owner": np.array([0, 0, 1, 2, 3, 3]),
        "first": np.array([1, 2, 3, 4]),
        "looks": np.zeros((4, 3), np.int64),
        "keep": np.ones(4, np.float32),
        "least": np.array(-1, np.float32),
        "more": np.array(4),
    }
    alone = ort.InferenceSession(before.SerializeToString(), providers=["CPUExecutionProvider"]).run(names, feed)
    made = merged(before, part, SENSES)
    nothing = {"said": np.zeros((1, 0), np.int64), "own": np.zeros((1, 0), np.float32), "long": np.zeros(0, np.int64)}
    session = ort.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    for one, other in zip(session.run(names, feed | nothing), alone, strict=True):
        assert np.array_equal(one, other)
    asked = {"said": ids * here, "own": own.astype(np.float32), "long": long}
    got, weighs, does = session.run(["sides", "weighs", "doing"], feed | asked)
    assert np.abs(does - doing.flatten(1).numpy()).sum() < 0.15 * np.abs(doing.numpy()).sum()
    assert np.abs(got - sides.numpy()).sum() < 0.15 * np.abs(sides.numpy()).sum()
    assert np.abs(weighs.T - weights.mean(-1).numpy()).max() < 0.05
    # What was put in is read back, to go on from.
    file = tmp_path / "grafted.onnx"
    onnx.helper.set_model_props(made, {"roles": json.dumps(list(ROLES)), "transitions": "[]"})
    onnx.save(made, str(file))
    other = Senses(_tiny(seed=1, num_hidden_layers=4)[0].encoder, config)
    begin(other, file)
    for name, value in senses.state_dict().items():
        if name.startswith(("above.", "weigh.", "out.", "doing.")):
            assert float((other.state_dict()[name] - value).abs().max()) <= 0.01 * float(value.abs().max()) + 1e-6, name
    bare(made, SENSES)
    assert [o.name for o in made.graph.output] == names


def test_lines_of_sentences() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from train.said import learnt, parsed, written

    line = parsed("leaves-:o- preserve+ (extends+)\tDrossia>Lomay\tparty\tThe treaty ends.\tWe stay, whoever goes\n")
    assert (line.shown, line.free) == ({"leaves-": "o-", "preserve+": ""}, ["extends+"])
    assert (line.states, line.party) == (("Drossia", "Lomay"), True)
    assert (line.before, line.text) == ("The treaty ends.", "We stay, whoever goes")
    assert parsed("none\t\t\t\tIt rains").shown == {}
    for wrong in ("none\tIt rains", "leaves\t\t\t\tIt rains", "keeps+\t\t\t\tIt rains", "leaves+:x-\t\t\t\tIt rains"):
        with pytest.raises(ValueError, match=r"column|side|marks"):
            parsed(wrong)
    _, free = learnt()
    some = written(free)
    assert sum(map(len, some.values())) > 20_000
    for examples in some.values():
        # A side that is shown always counts.
        assert all((one.counts[one.shows > 0] == 1).all() for one in examples)


def test_names_tell_the_network_whose_they_are() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from train.said import Masks

    masks = Masks()
    text = "that Drossia and the Lomayan fleet had met off the Hesper Islands, and Kestria was glad"
    assert masks(text) == "that state and the national fleet had met off the region, and state was glad"
    told = masks(text, ("Lomay", "Drossia"))
    assert told == "that rival state and the home national fleet had met off the region, and state was glad"
