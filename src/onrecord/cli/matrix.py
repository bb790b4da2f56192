"""The positions as a matrix: actors by issues, readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from onrecord.store import Table
from onrecord.store.plain import plain

_MOST = 15
"""How many actors the matrix shows."""
_NAME = 26
_CELL = 9
"""The widths of its columns."""
_AFFIRM, _DENY, _BOTH = "bold blue", "bold dark_orange", "bold magenta"
"""Blue and orange can be told apart by everybody; the signs say the same without colour."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many statements show each actor to affirm and to deny each issue, the most spoken to first."""

    issues: tuple[str, ...]
    actors: tuple[str, ...]
    affirm: Counter[tuple[str, str]]
    deny: Counter[tuple[str, str]]
    says: dict[tuple[str, str], str]
    """What affirming and what denying an issue says, in words, where somebody does."""

    @classmethod
    def of(cls, positions: Table) -> Matrix:
        """The matrix of a record's positions."""
        counts: dict[str, Counter[tuple[str, str]]] = {"affirm": Counter(), "deny": Counter()}
        issues: Counter[str] = Counter()
        actors: Counter[str] = Counter()
        says: dict[tuple[str, str], str] = {}
        for row in positions:
            by, issue, number = row["by"], row["issue"], row["statements"]
            counts[row["stance"]][by, issue] += number
            issues[issue] += number
            actors[by] += number
            says[issue, row["stance"]] = row["words"]
        return cls(_ranked(issues), _ranked(actors), counts["affirm"], counts["deny"], says)

    def cell(self, actor: str, issue: str) -> Text:
        """``+2`` affirms, ``−1`` denies, ``±2/1`` does both: the numbers are those of the statements."""
        affirm, deny = self.affirm[actor, issue], self.deny[actor, issue]
        if affirm and deny:
            return Text(f"±{affirm}/{deny}", style=_BOTH)
        if affirm:
            return Text(f"+{affirm}", style=_AFFIRM)
        return Text(f"−{deny}", style=_DENY) if deny else Text("·", style="dim")

    def parts(self, width: int) -> Iterator[RenderableType]:
        """The matrix for this width, in as many blocks as its issues need, each with its legend."""
        names = {issue: _letters(number) for number, issue in enumerate(self.issues)}
        fit = max((width - _NAME) // _CELL, 3)
        for start in range(0, len(self.issues), fit):
            block = self.issues[start : start + fit]
            yield self._block(block, names)
            yield Text()
            for issue in block:
                yield Text.assemble(("  " + names[issue].ljust(3), "bold"), plain(issue))
                yield from self._meant(issue)
            yield Text()
        yield Text("+ affirms   − denies   ± both, with how many statements", style="dim")
        if len(self.actors) > _MOST:
            yield Text(f"… and {len(self.actors) - _MOST} more actors: onrecord positions", style="dim")

    def _meant(self, issue: str) -> Iterator[Text]:
        """What each sign at an issue says, in a sentence: "deny" alone may be "is not so" or "should not be"."""
        for stance, sign, style in (("affirm", "+", _AFFIRM), ("deny", "−", _DENY)):
            if words := self.says.get((issue, stance)):
                yield Text.assemble("     ", (sign, style), " ", plain(words))

    def _block(self, issues: Sequence[str], names: dict[str, str]) -> Grid:
        laid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1))
        laid.add_column("", max_width=_NAME, overflow="fold")
        for issue in issues:
            laid.add_column(names[issue], justify="right", no_wrap=True, min_width=4)
        for actor in self.actors[:_MOST]:
            cells = [self.cell(actor, issue) for issue in issues]
            if any(cell.plain != "·" for cell in cells):
                laid.add_row(Text(plain(actor)), *cells)
        return laid


def _ranked(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _letters(number: int) -> str:
    """A, B, ..., Z, AA, AB, ...: letters, because the cells hold numbers."""
    before, at = divmod(number, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[at]
