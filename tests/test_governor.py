"""Who a verb of saying belongs to by the grammar, where a clause inside its subject stands nearer."""

from __future__ import annotations

from onrecord.model import Attribution, Span
from onrecord.reading.attributions.governor import governed
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.encoder.window import words


def _source(tagged: str, taken: str) -> str:
    """The source of "said" in a sentence of words with part of speech and head ("said/VERB/said")."""
    rows = [piece.split("/") for piece in tagged.split()]
    text = " ".join(row[0] for row in rows)
    seen = words(text)
    places = {row[0]: index for index, row in enumerate(rows)}
    parse = Parse(seen, tuple(row[1] for row in rows), tuple(places[row[2]] for row in rows))
    at = text.index(taken)
    cue = Span(text.index("said"), text.index("said") + 4)
    one = Attribution(Span(at, at + len(taken)), (cue,), (Span(cue.end + 1, len(text)),), 0.9, "that")
    source = governed(parse, one).source
    return text[source.start : source.end] if source else ""


def test_the_subject_is_what_hangs_on_the_verb() -> None:
    tagged = "Leaders/NOUN/said who/PRON/fled fled/VERB/Leaders the/DET/war war/NOUN/fled said/VERB/said so/ADV/said"
    assert _source(tagged, "the war") == "Leaders"


def test_an_adverbial_is_no_subject() -> None:
    tagged = (
        "In/ADP/talks talks/NOUN/said that/PRON/failed failed/VERB/talks Kell/PROPN/failed said/VERB/said so/ADV/said"
    )
    assert _source(tagged, "Kell") == "Kell"
