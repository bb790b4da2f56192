"""How recipes are called: whoever calls one otherwise is told how it is used, and nothing is written.

Skips where torch is not installed.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from train import usage

RECIPES = sorted(
    path.stem
    for path in (Path(__file__).parents[1] / "train").glob("*.py")
    if "__main__" in path.read_text(encoding="utf-8")
)
WRONG = (
    ["--help"],
    ["fit", "--help"],
    ["graft", "--help"],
    ["mean", "--help", "one.pt:1"],
    [f"{n}.json" for n in "abc"],
)


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_called_otherwise_says_how_it_is_used(
    recipe: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason="training needs torch, which the product does not")
    pytest.importorskip("transformers", reason="training needs transformers, which the product does not")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [recipe, *arguments])
    with pytest.raises(SystemExit) as told:
        runpy.run_module(f"train.{recipe}", run_name="__main__")
    assert f"python -m train.{recipe}" in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_names_to_leave_out_stand_behind_without() -> None:
    assert usage.without(["OUT", "--without", "a,b", "c"], "abcd") == (["OUT"], ["a", "b", "c"])
    assert usage.without(["OUT"], "abcd") == (["OUT"], [])
    assert usage.files(["OUT"], "how", 1) == [Path("OUT")]


@pytest.mark.parametrize(("names", "told"), [(["a", "e"], "called e: a, b"), ([], "needs a name: a, b")])
def test_a_name_to_leave_out_must_be_known(names: list[str], told: str) -> None:
    with pytest.raises(SystemExit, match=told):
        usage.without(["OUT", "--without", *names], "ab")
