"""Reading on several cores: the same results in the same order, and a process that dies takes only its page with it."""

from __future__ import annotations

import importlib
import os
import signal
from pathlib import Path

import pytest

import onrecord
from onrecord.engine.pool import Pool, cores
from onrecord.model import Page, Refused

pytestmark = pytest.mark.skipif(cores() < 2, reason="one core, or a system without fork: pages are read one by one")
PARENT = os.getpid()


def page(name: str) -> Page:
    return Page(name, name, "text/plain", name.encode())


def work(given: Page) -> str:
    if given.name == "refused":
        raise Refused("refused: it cannot be used")
    if given.name == "deadly" and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return given.name.upper()


def test_results_come_back_page_by_page() -> None:
    pool = Pool(work, 2)
    names = [f"page {i}" for i in range(20)]
    results = [pool.give(page(name)) for name in names]
    assert [result() for result in results] == [name.upper() for name in names]
    pool.close()


def test_a_refusal_comes_back_as_such() -> None:
    pool = Pool(work, 2)
    result = pool.give(page("refused"))
    with pytest.raises(Refused, match="cannot be used"):
        result()
    pool.close()


def test_a_process_that_is_killed_takes_only_its_page_with_it() -> None:
    pool = Pool(work, 2)
    results = {name: pool.give(page(name)) for name in ("one", "deadly", "two", "three")}
    with pytest.raises(Refused, match="more memory"):
        results["deadly"]()
    assert [results[name]() for name in ("one", "two", "three")] == ["ONE", "TWO", "THREE"]
    assert pool.give(page("four"))() == "FOUR"
    pool.close()


def test_many_cores_build_the_record_that_one_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(14):
        (folder / f"{number:02}.txt").write_text(
            f"Envoy speaks for the {number}th time\n\nDUNMOOR, 3 May 2021 - The ministry of Varland said on Monday "
            f"that {number + 3} ships would stay in the strait. “We shall not turn back,” Admiral Orla Kell told the "
            "Dunmoor Post. Her words were rejected by the neighbours across the water, who called them a threat to "
            "every harbour on the coast and asked for talks before the winter.\n",
            encoding="utf-8",
        )
    (folder / "99.txt").write_bytes((folder / "05.txt").read_bytes())
    building = importlib.import_module("onrecord.engine.build")
    made = []
    for processes in (1, 2):
        monkeypatch.setattr(building, "cores", lambda some=processes: some)
        with onrecord.build([folder]) as record:
            made.append((record.statements().json(), record.built))
    assert made[0] == made[1]
