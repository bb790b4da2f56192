"""Agreement between coders, against worked examples that were published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.coding.agreement import alpha, kappa, share

LABELS = st.sampled_from("abc")
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=30)


def test_kappa_of_the_example_of_fleiss() -> None:
    """J. Fleiss, B. Levin, M. Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1: 100 subjects in
    three diagnoses by two raters; overall agreement .89, by chance .66, kappa .68.
    """
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    pairs = [(r, c) for r, row in enumerate(table) for c, count in enumerate(row) for _ in range(count)]
    assert share(pairs) == pytest.approx(0.89)
    assert kappa(pairs) == pytest.approx((0.89 - 0.66) / (1 - 0.66))
    assert kappa(pairs) == pytest.approx(0.68, abs=0.005)


def test_alpha_of_two_observers_of_krippendorff() -> None:
    """K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), section A: ten units, two values: 0.095."""
    meg, owen = "0100000010", "1110010000"
    assert alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_two_observers_of_krippendorff_in_five_categories() -> None:
    """The same, section B: twelve units, five values: 0.692."""
    ben, gerry = "a a b b d c c c e d d a".split(), "b a b b b c c c e d d d".split()
    assert alpha(list(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_four_observers_with_values_missing() -> None:
    """The same, section C: twelve units, four observers, seven values missing: 0.743."""
    rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


@given(PAIRS)
def test_agreement_lies_where_it_must(pairs: list[tuple[str, str]]) -> None:
    for measure in (kappa, alpha):
        value = measure(pairs)
        assert value is None or -1.0000001 <= value <= 1.0000001
        turned = measure([(b, a) for a, b in pairs])
        assert (value is None and turned is None) or value == pytest.approx(turned)
    if all(a == b for a, b in pairs) and len({a for a, _ in pairs}) > 1:
        assert kappa(pairs) == pytest.approx(1) and alpha(pairs) == pytest.approx(1)


def test_nothing_to_compare_has_no_agreement() -> None:
    assert share([]) is None and kappa([]) is None and alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert kappa([("a", "a")] * 3) is None and alpha([("a", "a")] * 3) is None
