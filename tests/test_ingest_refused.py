"""Pages that cannot be used: each gives one clear line, and soon."""

from __future__ import annotations

import time
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


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 115_000,
        "a" * 9_000_000,
        "A" * 9_000_000,
        "1" * 9_000_000,
        "a," * 4_500_000,
        "- " * 4_500_000,
        '"' * 9_000_000,
        "(" * 9_000_000,
        "\n" * 9_000_000 + "x",
        "May 11, 2021 " * 690_000,
        "Read more\n" * 900_000,
        "Treaty Will Lapse - Kell\n" * 19_000,
        (SENTENCE + "\n") * 19_000,
    ],
    ids=lambda text: text[:12].strip() or "blank",
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    try:
        read(text)
    except Refused as told:
        assert "\n" not in str(told)
    # What grows out of proportion takes hours; the bound is wide enough for coverage on a slow processor.
    assert time.process_time() - began < 60


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused, match="more than 20,000 lines"):
        read("Read more\n" * 30_000)
