"""What a build did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that could not be used: its name, and the reason in one line."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The pages of one build, counted: ``again`` were kept already and read anew by a changed reader."""

    added: int = 0
    unchanged: int = 0
    again: int = 0
    set_aside: tuple[SetAside, ...] = ()

    def __str__(self) -> str:
        counts = [(self.added, "added"), (self.unchanged, "unchanged"), (self.again, "read again")]
        said = [f"{count} {what}" for count, what in counts if count or what == "added"]
        if self.set_aside:
            said.append(f"{len(self.set_aside)} set aside")
        return ", ".join(said)
