"""Weapons and platforms spoken of without a name of the reference."""

from __future__ import annotations

import pytest

from onrecord.model import MentionKind
from onrecord.reading import TrainedReader, read
from texts import document, world


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rebels used heavy machine guns and mortars near the harbour.", ["heavy machine guns", "mortars"]),
        ("Arlen said it saw no chemical weapons on Monday.", ["chemical weapons"]),
        ("Its grenade launchers were sold to Veyra last year.", ["grenade launchers"]),
        ("HMS Tern and USS Grey Heron left Dunmoor on Monday.", ["HMS Tern", "USS Grey Heron"]),
        ("The think tank published a report on fish tanks.", []),
        ("Arlen said that missile tests would go on.", []),
        ("The minister said it rained.", []),
    ],
)
def test_weapons_without_a_name(text: str, found: list[str]) -> None:
    pytest.importorskip("onnxruntime")
    seen = read(document(text), TrainedReader(world()), world()).mentions
    weapons = [m for m in seen if m.kind is MentionKind.WEAPON]
    assert [text[m.span.start : m.span.end] for m in weapons] == found
    # A ship may be known by its own name, as the network reads it; nothing else is.
    assert all(m.refers is None or m.refers.value.startswith(("HMS", "USS")) for m in weapons)
