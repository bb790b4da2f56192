"""Pages that cannot be used: each gives one clear line, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ingest import extract, fetch
from onrecord.model import Document, Page, Refused

LANGUAGES = {
    "French": "Le ministre des Affaires étrangères a déclaré mercredi que le traité sur le lac devait être préservé et"
    " que toutes les parties devaient respecter leurs engagements. Il a rejeté les accusations du gouvernement.",
    "Russian": "Министр иностранных дел заявил в среду, что договор об озере должен быть сохранён и что все стороны"
    " обязаны соблюдать его положения. Он отверг обвинения соседнего правительства в нарушении договора.",
    "German": "Der Außenminister sagte am Mittwoch, der Vertrag über den See müsse erhalten bleiben, und alle Seiten"
    " sollten sich an ihre Verpflichtungen halten. Er wies die Vorwürfe der Regierung des Nachbarlandes zurück.",
    "Chinese": "外交部长星期三表示，必须维护湖泊条约，各方都应遵守承诺。他拒绝了邻国政府的指控，称水闸从未关闭。" * 3,
}
SENTENCE = "The minister said on Tuesday that the treaty must be preserved by both sides. "


def read(text: str) -> Document:
    return extract(Page("0" * 16, "page.txt", "text/plain", text.encode("utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_is_named(language: str) -> None:
    with pytest.raises(Refused, match=f"written in {language}") as told:
        read(LANGUAGES[language])
    assert str(told.value).startswith("page.txt: ")


def test_an_old_encoding_of_another_language_is_named_too(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes((LANGUAGES["Russian"] * 3).encode("cp1251"))
    with pytest.raises(Refused, match="Russian"):
        extract(fetch(file))


def test_short_texts_and_foreign_names_are_not_judged_wrongly() -> None:
    assert read("Kell met Włodzimierz Żółkiewski and Þórdís Gylfadóttir in Bydgoszcz.").text
    assert read("“Nous partons,” she said. " + SENTENCE * 3).text


def timed(read: Callable[[int], object], size: int) -> float:
    """How much processor time reading something of a size takes, in seconds."""
    began = time.process_time()
    read(size)
    return time.process_time() - began


def timed_as_it_grows(read: Callable[[int], object], size: int) -> float:
    """How long a size takes, when what takes sixteen times as much takes about sixteen times as long up to it.

    Between that and the 256 times of what grows with the square, 64 lies in the middle: far from the noise of a busy
    processor on either side. Small sizes come first, so that what is out of proportion is told before it takes hours.
    """
    before = timed(read, size // 256)
    for part in (size // 16, size):
        taken = timed(read, part)
        assert taken < 64 * before, f"{taken:.3f} s for a size of {part}, {before:.4f} s for a sixteenth of it"
        before = taken
    return before


@pytest.fixture(scope="module")
def plain() -> float:
    """How long nine million characters of plain sentences take, in seconds, with all that is loaded once loaded."""
    for text in LANGUAGES.values():
        with pytest.raises(Refused):
            read(text)
    read(SENTENCE)
    return timed(lambda size: read(SENTENCE * size), 115_000)


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        (SENTENCE, 115_000),
        ("a", 9_000_000),
        ("A", 9_000_000),
        ("1", 9_000_000),
        ("a,", 4_500_000),
        ("- ", 4_500_000),
        ('"', 9_000_000),
        ("(", 9_000_000),
        ("\n", 9_000_000),
        ("May 11, 2021 ", 690_000),
        ("Read more\n", 900_000),
        ("Treaty Will Lapse - Kell\n", 19_000),
        (SENTENCE + "\n", 19_000),
    ],
    ids=lambda value: value[:12].strip() or "blank" if isinstance(value, str) else "",
)
def test_no_text_takes_long(unit: str, times: int, plain: float) -> None:
    def tried(size: int) -> None:
        try:
            read(unit * size + "x")
        except Refused as told:
            assert "\n" not in str(told)

    assert timed_as_it_grows(tried, times) < 50 * plain


def test_what_grows_with_the_square_is_seen() -> None:
    with pytest.raises(AssertionError, match="for a sixteenth of it"):
        timed_as_it_grows(lambda size: sum(1 for _ in range(size * size)), 3200)
    assert timed_as_it_grows(lambda size: sum(1 for _ in range(size)), 3_200_000)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused, match="more than 20,000 lines"):
        read("Read more\n" * 30_000)
