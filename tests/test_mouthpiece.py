"""Unnamed spokespersons: whom they speak for, and who speaks on behind them."""

from __future__ import annotations

import pytest

from onrecord.model import ActorKind
from onrecord.reading import read
from onrecord.reading.attributions.rules import RuleReader
from onrecord.reference import Reference
from texts import WORLD, document, told


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A spokesman of Arlen said it was over. The spokesman added that nobody had been hurt.", ["Arlen", "Arlen"]),
        ("A spokesman of Arlen said it was over. He added that nobody had been hurt.", ["Arlen", "Arlen"]),
        (
            "The Harbour League confirmed that it was over, but a spokeswoman said that more was to come.",
            ["Harbour League", "Harbour League"],
        ),
        (
            "Bram Tovey spoke long. Arlen said it was over. Tovey, the Veyran Harbour Office spokesman, smiled. "
            "“Nobody was hurt,” he said.",
            ["Arlen", "Bram Tovey"],
        ),
        # Whoever has a name speaks for himself, and nobody speaks for a person who spoke last.
        ("Bram Tovey said it was over. The spokesman added that nobody had been hurt.", ["Bram Tovey", "spokesman"]),
        ("Arlen said it was over. The spokesman added that nobody had been hurt.", ["Arlen", "spokesman"]),
    ],
)
def test_an_unnamed_spokesperson_speaks_for_who_spoke_last(text: str, speakers: list[str]) -> None:
    _, found = told(text)
    assert [s.speaker.value if s.speaker else None for s in found.statements] == speakers


def test_a_body_of_one_name_in_several_states_is_that_of_the_page() -> None:
    more = WORLD.replace(
        "people:",
        "- {name: Veyran Sea Office, aliases: [Sea Office], of: Veyra, source: made up}\n"
        "- {name: Castalian Ocean Bureau, aliases: [Castalian Sea Office], of: Castaly, source: made up}\npeople:",
    )
    tables = Reference.parse(more)

    def speaker(text: str) -> str | None:
        (one,) = read(document(text), RuleReader(tables), tables).statements
        return one.speaker.value if one.speaker else None

    assert speaker("The Sea Office said that Castaly had won.") == "Castalian Ocean Bureau"
    assert speaker("The Sea Office said that Veyra had won.") == "Veyran Sea Office"
    assert speaker("The Sea Office said that Castaly had beaten Veyra.") == "Veyran Sea Office"
    assert speaker("The Sea Office said that Arlen had won.") == "Veyran Sea Office"
    assert tables.actors["Castalian Ocean Bureau"].kind is ActorKind.ORGANISATION
