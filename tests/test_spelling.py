"""Spellings of one name, and names that are not one."""

from __future__ import annotations

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.reference.spelling import ALIKE, fold, likeness

SAME = [
    ("Sergei Dobrin", "Sergey Dobrin"),
    ("Alexei Morozhin", "Aleksey Morozhin"),
    ("Yuri Lantov", "Iouri Lantov"),
    ("Dmitri Halenko", "Dmitry Halenko"),
    ("Dmitrii Halenko", "Dmitriy Halenko"),
    ("Mikhail Tsorin", "Mihail Tsorin"),
    ("Khalid Mansur", "Halid Mansour"),
    ("Jamir Velkhan", "Dzhamir Velkhan"),
    ("Nadra Osheli", "Nadra Oshely"),
    ("Anatoly Chernik", "Anatolii Tchernik"),
    ("Zoë Lindqvist", "Zoe Lindqvist"),
    ("Jürgen Möller", "Jurgen Moller"),
    ("Philip Katterby", "Filip Katterby"),
    ("Eric Sandler", "Erik Sandler"),
    ("Mohammed Alwari", "Mohamed Alwari"),
    ("Oussama Benali", "Usama Benali"),
    ("Wladimir Korz", "Vladimir Korz"),
    ("J. Velkhan", "Jamir Velkhan"),
    ("IVAN PETROW", "Ivan Petrov"),
    ("Anne-Marie Rusk", "Anne Marie Rusk"),
]
OTHERS = [
    ("Sergei Dobrin", "Andrei Dobrin"),
    ("Oda Kell", "Ada Kell"),
    ("Oda Kell", "Oda Bell"),
    ("Bram Tovey", "Brenda Tovey"),
    ("Kell", "Oda Kell"),
    ("Kell", "Kell"),
    ("Oda Kell", "Oda Maria Kell"),
    ("Ivan Petrov", "Ivan Petrenko"),
    ("Maria Lantova", "Mario Lantov"),
    ("Hale Morrant", "Morrant Hale"),
    ("Daniel Ortoso", "Daniela Ortoso"),
    ("Ivan Petrov", "Ivana Petrova"),
    ("Martin Holm", "Martina Holm"),
    ("Erik Holm", "Erika Holm"),
    ("Pavel Drunov", "Pavla Drunova"),
    ("Mark Osten", "Marko Osten"),
    ("Sergei Dobrin", "Sergei Dobrinov"),
    ("", "Oda Kell"),
    ("", ""),
    ("...", "!!!"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_different_names_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


@pytest.mark.parametrize("name", [n for pair in SAME for n in pair])
def test_a_full_name_is_itself(name: str) -> None:
    assert likeness(name, name) >= ALIKE


def test_folding_takes_marks_and_case_off() -> None:
    assert fold("José  Núñez") == fold("JOSE NUNEZ")
    assert fold("D’Arvain") == fold("D'Arvain")
    assert fold("") == fold(" \u00a0 ") == ""


@each(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_has_no_order(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@each(st.text(max_size=40))
def test_folding_leaves_single_spaces_and_never_fails(name: str) -> None:
    assert fold(name) == " ".join(fold(name).split())
