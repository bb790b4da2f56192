"""From a coder's concepts to the issues of a codebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from onrecord.engine.coding.bound import MAX_YAML, contents, words
from onrecord.model import Issue, OnRecordError
from onrecord.model.notation import unread_in
from onrecord.record import Codebook
from onrecord.record.issues.codebook import CONCEPT

_ISSUE = re.compile(r"([\w-]+)\(([^()]*)\)")
_NOT = re.compile(r"not\s+", re.IGNORECASE)


@dataclass
class Concepts:
    """What coders' concepts mean. ``said`` maps concepts, their letter case folded, to an issue and whether the
    concept affirms it; to None where it is to be left out. ``alone`` collects those that stood for themselves.
    """

    codebook: Codebook
    said: Mapping[str, tuple[Issue, bool] | None] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None, codebook: Codebook) -> Concepts:
        """From a YAML file of lines ``concept: issue``, ``concept: not issue`` (it is the opposite) or ``concept:
        null`` (it is left out). Raises OnRecordError, in one line, for any other, and for what is no issue of the
        codebook.
        """
        if path is None:
            return cls(codebook)
        try:
            found: Any = yaml.safe_load(words(contents(path, MAX_YAML), path))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise OnRecordError(unread_in(path, error)) from None
        if not isinstance(found, dict):
            raise OnRecordError(f"{path} maps no concepts: write lines like 'Keep the pact: preserve(Tarn Accord)'")
        said: dict[str, tuple[Issue, bool] | None] = {}
        for concept, value in found.items():
            if value is None:
                said[_folded(str(concept))] = None
                continue
            text = str(value).strip()
            opposite = _NOT.match(text)
            issue = issue_of(text[opposite.end() :] if opposite else text, codebook)
            if issue is None:
                known = ", ".join(f"{p.name}({', '.join(p.arguments)})" for p in codebook.predicates)
                raise OnRecordError(f"{path}: {concept}: {text!r} is no issue of the codebook: it has {known}")
            said[_folded(str(concept))] = issue, not opposite
        return cls(codebook, said)

    def issue(self, concept: str) -> tuple[Issue, bool] | None:
        """The issue that a concept means and whether it affirms it; None where it is to be left out.

        One that is neither mapped nor an issue of the codebook stands for itself.
        """
        if _folded(concept) in self.said:
            return self.said[_folded(concept)]
        known = issue_of(concept, self.codebook)
        if known is not None:
            return known, True
        self.alone[concept] = self.alone.get(concept, 0) + 1
        # Parentheses and commas would make an issue of another form.
        plain = concept.replace(",", ";").translate(str.maketrans("()", "[]"))
        return Issue(CONCEPT, (" ".join(plain.split()),)), True


def issue_of(text: str, codebook: Codebook) -> Issue | None:
    """The issue that a text writes out (``breaches(Arden, Tarn Accord)``), None where the codebook has none such."""
    match = _ISSUE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    arguments = tuple(part.strip() for part in match[2].split(","))
    fits = len(codebook.arguments(match[1]) or ()) == len(arguments)
    return Issue(match[1], arguments) if fits and all(arguments) else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
