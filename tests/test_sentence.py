"""Where sentences and quotations begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.reading.grammar.sentence import paragraphs, quotations, sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kell met Gen. Piers Holm of the U.S. Navy on Monday.",
        "Sergei V. Dobrin and O. M. Kell signed it.",
        "The treaty lapses on Dec. 31 unless both sides act.",
        "He lives in St. Orwell, e.g. near the pier.",
        "The range is 1.5 km at most.",
        "The fleet costs $3.2 million a year.",
        "It opens at 9 a.m. in the main hall.",
        "It was, i.e. it is, the law.",
        "No. 7 was closed.",
        "The ship … was never found.",
        "The ship... was never found.",
        "The U.S. Navy left.",
        "The envoy J.P. Tovey left.",
        "Kell et al. wrote it.",
        "“Will they ever leave?” asked Kell.",
        "“Leave now!” Tovey shouted.",
        "“Who fired first?” Oda Kell said on Monday.",
        '"We wait. We watch. We answer," Kell said.',
        "“We wait. We watch.” was all he said.",
        "Kell said: “We wait. They go. That is all.”",
        "‘We wait. We watch. We answer,’ Kell said.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. It snowed.", ["It rained.", "It snowed."]),
        ("Did it rain? It did! It stopped.", ["Did it rain?", "It did!", "It stopped."]),
        ("It rained.\n\nIt snowed", ["It rained.", "It snowed"]),
        ("A title without a stop\n\nThe body.", ["A title without a stop", "The body."]),
        ("It rained.\r\n\r\nIt snowed.", ["It rained.", "It snowed."]),
        ("It rained. “It snowed,” she said.", ["It rained.", "“It snowed,” she said."]),
        ("“We wait.” She left.", ["“We wait.”", "She left."]),
        ('"We wait." She left.', ['"We wait."', "She left."]),
        ("Kell said: “We wait.” Tovey left.", ["Kell said: “We wait.”", "Tovey left."]),
        ("So did I. Then it rained.", ["So did I.", "Then it rained."]),
        ("It joined the E.U. The rain ended.", ["It joined the E.U.", "The rain ended."]),
        ("It ended in 1988. Then it rained.", ["It ended in 1988.", "Then it rained."]),
        ("It ended… Then it rained.", ["It ended…", "Then it rained."]),
        ("It ended... Then it rained.", ["It ended...", "Then it rained."]),
        ("It rained. 12 ships left.", ["It rained.", "12 ships left."]),
        ("It rained.\u00a0It snowed.", ["It rained.", "It snowed."]),
        ("He saw it (and left.) She stayed.", ["He saw it (and left.)", "She stayed."]),
        ("Über alles. Élan counts.", ["Über alles.", "Élan counts."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_a_question_in_quotation_marks_may_end_a_sentence() -> None:
    assert cut("“Will they leave?” The hall fell silent.") == ["“Will they leave?”", "The hall fell silent."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('"We wait," Kell said. "We watch."', ['"We wait,"', '"We watch."']),
        ("“We wait,” Kell said. “We watch.”", ["“We wait,”", "“We watch.”"]),
        ("«We wait,» Kell said.", ["«We wait,»"]),
        ("„We wait,“ Kell said.", ["„We wait,“"]),
        ("„We wait,” Kell said.", ["„We wait,”"]),
        ("‘We wait here,’ Kell said.", ["‘We wait here,’"]),
        ("'We wait here,' Kell said.", ["'We wait here,'"]),
        ("Kell's ships and Tovey's men don't wait", []),
        ("the ships’ crews and the men’s wives", []),
        ("“He said ‘we wait’ to me,” Kell said.", ["“He said ‘we wait’ to me,”"]),
        ("“We wait,\n\n“and we watch,” Kell said.", ["“We wait,", "“and we watch,”"]),
        ('"We wait,\n\n"and we watch," Kell said.', ['"We wait,', '"and we watch,"']),
        ('The mast was 5" thick.', []),
        # Pages mix two styles in one quotation.
        ('“We wait," Kell said. “We watch.”', ['“We wait,"', "“We watch.”"]),
        ('"We wait. They go”, Kell said. "We watch."', ['"We wait. They go”', '"We watch."']),
        ('“A mast of 5" and "a hull" of tin,” Kell said.', ['“A mast of 5" and "a hull" of tin,”']),
        ("“”", []),
        ('""', []),
    ],
)
def test_quotations(text: str, parts: list[str]) -> None:
    assert quoted(text) == parts


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = "Kell said: “We wait and\nwe watch.\n\nThe tide was low."
    assert quoted(text) == ["“We wait and\nwe watch."]
    assert cut(text)[-1] == "The tide was low."


def test_paragraphs_are_what_blank_lines_leave() -> None:
    text = "\n\n  One\ntwo \n \t\n\r\n Three.\n\n\n"
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["One\ntwo", "Three."]
    assert paragraphs("") == paragraphs(" \n\n\t\n") == []


PIECES = st.lists(
    st.sampled_from(
        [
            *"\"'“”„«»‘’‹›.?!…,;:—-()[]", " ", "\n", "\n\n", "\r\n", "\u00a0", "\u200f", "\u202a", "e\u0301", "😀",
            "We", "wait", "Mr.", "U.S.", "I", "Kell", "said", "12", "3.5", "don’t", "Kell's", "ships’",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@each(PIECES | st.text(max_size=80))
def test_every_word_stands_in_one_sentence_and_in_order(text: str) -> None:
    last = 0
    for sentence in sentences(text):
        assert last <= sentence.start < sentence.end <= len(text)
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip()


@each(PIECES | st.text(max_size=80))
def test_quotations_stand_in_order_and_no_sentence_cuts_one(text: str) -> None:
    found = quotations(text)
    last = 0
    for quotation in sorted(found, key=lambda s: s.start):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end
    for quotation in found:
        assert sum(1 for s in sentences(text) if s.touches(quotation)) == 1


@each(PIECES)
def test_known_quotations_change_nothing(text: str) -> None:
    assert sentences(text, quotations(text)) == sentences(text)
