"""Names in part, offices by the words of news, pronouns in their own sentence: who is meant beyond a full name."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.model import Interval
from onrecord.reading import TrainedReader, read
from onrecord.reading.actors.shortname import family_first, is_short_for
from onrecord.reference import Reference
from texts import WORLD, day, document, given, reading, speakers

FAR = WORLD.replace(
    "organisations:\n",
    """- {name: Shonmar, demonyms: [Shonmari], capital: Haidong, seats: [Jade Gate], family_first: true,
   leader: president, source: made up}
- {name: Tamlo, demonyms: [Tamlan], capital: Kuvar, leader: prime minister, source: made up}
organisations:
- {name: Shonmari Council, aliases: [Security Council], of: Shonmar, source: made up}
- {name: Atoll Agency, nouns: [agency, watchdog], source: made up}
""",
    1,
).replace(
    "people:\n",
    """people:
- name: Xun Weishan
  gender: he
  offices: [{title: president, of: Shonmar, start: 2013-03-14}]
  source: made up
- name: Doh Ki-sun
  gender: she
  offices: [{title: foreign minister, of: Shonmar, start: 2015-01-10, end: 2019-12-20}]
  source: made up
- name: Tavo Merado Niero
  gender: he
  offices: [{title: prime minister, of: Tamlo, start: 2014-01-01, end: 2022-12-31}]
  source: made up
- name: Bekele Ahrun
  gender: he
  short: Bekele
  offices: [{title: defence minister, of: Tamlo, start: 2014-01-01, end: 2022-12-31}]
  source: made up
- name: He Limu
  gender: he
  offices: [{title: trade minister, of: Shonmar, start: 2014-01-01, end: 2022-12-31}]
  source: made up
- name: Ferno Markas Jr.
  gender: he
  offices: [{title: president, of: Tarn Isles, start: 2014-01-01, end: 2022-12-31}]
  source: made up
- name: Rolf Gunnarson
  gender: he
  offices:
  - {title: prime minister, of: Castaly, start: 2014-01-01, end: 2016-12-31}
  - {title: director general, of: Atoll Agency, start: 2017-01-01, end: 2021-12-31}
  - {title: prime minister, of: Castaly, start: 2022-01-01}
  source: made up
""",
    1,
)


@cache
def far() -> Reference:
    """The made-up world with states further off, whose names are built otherwise."""
    return Reference.parse(FAR)


def who(text: str, on: str = "2018-11-08") -> list[str | None]:
    """The speakers of a text, in order."""
    doc = document(text, dates=[given(on)])
    return [name for name, _ in speakers(doc, reading(doc, far()))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shonmari President Xun Weishan left. Xun said it rained.", ["Xun Weishan"]),
        ("President Xun of Shonmar said it rained.", ["Xun Weishan"]),
        ("Xun Weishan left. Mr Xun said it rained. He said it snowed.", ["Xun Weishan"] * 2),
        ("Xun Weishan left. Xun Haolin, a fisherman, said it rained.", ["Xun Haolin"]),
        ("The envoy, Pak Jun-seo, left. Pak said it rained.", ["Pak Jun-seo"]),
        ("Shonmari envoy Wei Dalan left. Wei said it rained.", ["Wei Dalan"]),
        ("Tavo Merado Niero left. Merado Niero said it rained. Niero said it snowed.", ["Tavo Merado Niero"] * 2),
        ("Dr Sven Lařik left. Larik said it rained.", ["Sven Lařik"]),
        ("Bekele Ahrun left. Bekele said it rained.", ["Bekele Ahrun"]),
        ("Oda Kell left. Oda said it rained.", ["Oda Kell"]),
        ("Oda Kell met Dr Oda Brand. Oda said it rained.", ["Oda"]),
        ("The Pak-led side left. Pak Jun-seo said it rained.", ["Pak Jun-seo"]),
        ("Mr Hollis said it rained. Tam Hollis, a fisherman from Old Saltby, said it snowed.", ["Tam Hollis"] * 2),
        (
            "Mrs Hollis said it rained. Tom Hollis, a fisherman from Old Saltby, said it snowed.",
            ["Hollis", "Tom Hollis"],
        ),
        ("President Hale R. Morrant said it rained.", ["Hale Morrant"]),
        ("Fisherman John “Tiller” Brandt left. Brandt said it rained.", ["John Brandt"]),
        ("Ruhn Harbour Court Justice Tam Hollis said it rained. Hollis left.", ["Tam Hollis"]),
        ("The bloc's finance chief, former Sundmark Rep. Tam Hollis, said it rained.", ["Tam Hollis"]),
        ("Some Sundmark Democrats said it rained.", ["Some Sundmark Democrats"]),
        ("A Sundmark Democrat said it rained.", ["Sundmark Democrat"]),
        ("Tarnish President Ferno Markas Jnr left. Markas said it rained.", ["Ferno Markas Jr."]),
        ("Shonmar left. Bram Tovey said it rained. He said it snowed.", ["Bram Tovey"] * 2),
        ("TCB said it rained.", ["TCB"]),
        ("Al Jazeera said it rained. He said it snowed.", ["Al Jazeera", None]),
        ("The League crossed Second Tarn Shoal. Tarn said it rained.", ["Tarn"]),
        ("The Dunmoorer said it rained.", ["Dunmoorer"]),
    ],
)
def test_a_part_of_a_name_stands_for_the_whole(text: str, names: list[str]) -> None:
    assert who(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Shonmari leader said it rained.", "Xun Weishan"),
        ("The Jade Gate chief said it rained.", "Xun Weishan"),
        ("Shonmar's top diplomat said it rained.", "Doh Ki-sun"),
        ("The Tamlan leader said it rained.", "Tavo Merado Niero"),
        ("Castaly stayed out of it. Niero said it rained.", "Tavo Merado Niero"),
        ("Castaly stayed out of it. Ahrun said it rained.", "Ahrun"),
        ("The Castalian VP said it rained.", "Castalian VP"),
        ("The Atoll Agency chief said it rained.", "Rolf Gunnarson"),
        ("The Atoll Agency's head said it rained.", "Rolf Gunnarson"),
        ("The Harbour League secretary general said it rained.", "Iskra Lund"),
        ("The Castalian leader said it rained.", "Castalian leader"),
        ("The former Shonmari leader said it rained.", "former Shonmari leader"),
        ("Shonmar's top diplomat in Ruhn said it rained.", "Shonmar's top diplomat in Ruhn"),
        ("The Veyran Security Council said it rained.", "Veyran Security Council"),
        ("Shonmar's Security Council said it rained.", "Shonmari Council"),
        ("Oda Kell left. Her Shonmari counterpart said it rained.", "Doh Ki-sun"),
        ("Bram Tovey left. His Shonmari counterpart said it rained.", "Xun Weishan"),
        ("Bram Tovey left. His Castalian counterpart said it rained.", "Hale Morrant"),
        ("Iskra Lund left. Her Veyran counterpart said it rained.", "Iskra Lund's Veyran counterpart"),
        ("Sen. Tam Veyra said it rained.", "Tam Veyra"),
        ("RUHN (CNS) - The Harbour League said it rained.", "Harbour League"),
        ("The Veyran president here said it rained.", "Bram Tovey"),
    ],
)
def test_an_office_by_the_words_of_news(text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Bram Tovey said it rained. While Hale Morrant spoke of hail, he did not say it snowed.",
            ["Bram Tovey", None],
        ),
        (
            "Bram Tovey said it rained. Hale Morrant's fate is open, but he said it snowed.",
            ["Bram Tovey", "Hale Morrant"],
        ),
        ("Oda Kell said it rained. “Iskra Lund was there,” she said.", ["Oda Kell"] * 2),
        ("Bram Tovey said it rained. They said it snowed.", ["Bram Tovey", None]),
        ("A Veyran official said it rained. He said it snowed.", ["Veyran official"] * 2),
        ("A Veyran official said it rained. The official said it snowed.", ["Veyran official"] * 2),
        (
            "“The Harbour League does not say that Veyra kept to it. It says that it rained,” Oda Kell said.",
            ["Oda Kell", "Harbour League"],
        ),
        ("Bram Tovey said: “This government said that it would rain.”", ["Bram Tovey", "Veyran government"]),
        ("The defence ministry in Dunmoor said it rained.", ["Veyran Defence Ministry"]),
        ("The ministry of Arlen in Dunmoor said it rained.", ["Arlenian Ministry"]),
        (
            "Oda Kell said it rained. Veyra does not believe that talks would help, a diplomat said. "
            "“Talk fills no bucket,” the diplomat added.",
            ["Oda Kell", "diplomat", "diplomat"],
        ),
        (
            "A spokesman for the Harbour League said it rained. Ruhn said it hailed. The spokesman said it snowed.",
            ["Harbour League", "Castaly", "Harbour League"],
        ),
        (
            "The Arlenian Foreign Ministry said it rained. The foreign ministry said it snowed.",
            ["Arlenian Foreign Ministry"] * 2,
        ),
        ("The Veyran coast guard said it rained. It said it snowed.", ["Veyran coast guard"] * 2),
        (
            "Oda Kell spoke. A spokesman for the Harbour League said it rained. It would not, he said, rain again.",
            ["Harbour League"] * 2,
        ),
        ("Oda Kell said it rained. Bram Tovey spoke. “It rained. It did,” he said.", ["Oda Kell", "Bram Tovey"]),
        ("Analysts said it rained. They said it snowed.", ["Analysts"] * 2),
        ("Analysts said it rained. It said it snowed.", ["Analysts", None]),
    ],
)
def test_a_pronoun_looks_into_its_own_sentence_first(text: str, names: list[str | None]) -> None:
    found = who(text)
    assert found[: len(names)] == names or (
        names[-1] is None and found[0] == names[0] and found[-1] in (None, "Hale Morrant")
    )


def test_they_without_a_name_are_what_the_text_calls_them() -> None:
    for text, names in (
        ("The plan pleased few voters in Ruhn, because they believe that it is late.", ["voters"]),
        ("Few deep-pocketed investors have come, they say.", [None]),
    ):
        doc = document(text, dates=[given("2018-11-08")])
        found = read(doc, TrainedReader(far()), far())
        # Before them few voters may be told to be pleased.
        assert [name for name, _ in speakers(doc, found)][-1:] == names


def test_whom_somebody_serves_is_by_the_day_of_the_page() -> None:
    text = "Rolf Gunnarson said it rained."
    for on, of in (("2015-06-01", "Castaly"), ("2018-06-01", "Atoll Agency"), ("2023-06-01", "Castaly")):
        actors = reading(document(text, dates=[given(on)]), far()).actors
        assert [a.of for a in actors if a.name == "Rolf Gunnarson"] == [of]
        assert far().side("Rolf Gunnarson", Interval.day(day(on))) == of


def test_names_put_together() -> None:
    assert family_first("Doh Ki-sun", usual=False)
    assert family_first("Wei Dalan", usual=True)
    assert not family_first("Joseph Wei", usual=True)
    assert is_short_for("Merado Niero", "Tavo Merado Niero")
    assert is_short_for("Tam Hollis", "Tam D. Hollis")
    assert is_short_for("Tam D. Hollis", "Tam Hollis")
    assert not is_short_for("Tam Hollis", "Rena Hollis")
