"""The peers' way of reading, to time them beside our own: quotations and their speakers over a spaCy parse.

    pip install spacy textacy
    python -m bench.peers PIPELINE_FOLDER

makes the parse: a small spaCy pipeline (parts of speech, lemmas, heads and relations over a convolutional network of
spaCy's usual small size) trained on EWT for three passes, two to five minutes on a CPU. It is what a spaCy pipeline
of equal size costs that counts here; its scores are near those of the small ones that spaCy hands out.

``gap`` follows what Asr et al. (PLoS ONE 2021, "The Gender Gap Tracker") describe: clauses that depend on a verb of
saying, quotations in marks with a verb of saying beside them, and quotations that hang on the one before.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TREEBANK = Path(__file__).resolve().parents[2] / "shared" / "data" / "ewt"
PASSES = 3
SAYING = frozenset(
    "accuse acknowledge add admit affirm agree allege announce argue ask assert assure believe blame caution charge "
    "cite claim comment complain concede conclude confirm contend declare demand deny describe disclose emphasize "
    "estimate explain express fear find hint hope imply indicate inform insist joke maintain mention note notify "
    "observe order point predict promise pronounce protest quip react recall recommend remark remember repeat reply "
    "report request respond reveal say state stress suggest suspect tell testify think threaten urge view vow warn "
    "welcome wonder worry write".split()
)
_MARKED = re.compile(r"[“\"]([^”\"]{2,1000})[”\"]")
Quotation = tuple[str | None, str | None, str]
"""Speaker and verb where they were found, and what was said."""


def sentences(file: Path) -> Iterator[list[list[str]]]:
    """The sentences of a CoNLL-U file as rows of columns, words that stand for several left out."""
    rows: list[list[str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line:
            yield rows
            rows = []
        elif line[0].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)


def train(folder: Path) -> None:
    """Train the pipeline and write it to a folder, with the share of right heads on EWT's dev part in the output."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.util import compounding, minibatch

    nlp = spacy.blank("en")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer", "parser"):
        nlp.add_pipe(name)

    def examples(part: str) -> list[Any]:
        made = []
        for rows in sentences(TREEBANK / f"en_ewt-ud-{part}.conllu"):
            words = [r[1] for r in rows]
            spaces = ["SpaceAfter=No" not in r[9] for r in rows]
            gold = Doc(
                nlp.vocab,
                words,
                spaces,
                tags=[r[4] for r in rows],
                pos=[r[3] for r in rows],
                lemmas=[r[2] for r in rows],
                heads=[i if r[6] == "0" else int(r[6]) - 1 for i, r in enumerate(rows)],
                deps=["ROOT" if r[6] == "0" else r[7] for r in rows],
            )
            made.append(Example(Doc(nlp.vocab, words, spaces), gold))
        return made

    some = examples("train")
    optimizer = nlp.initialize(lambda: some)
    shuffled = random.Random(0)
    for number in range(PASSES):
        shuffled.shuffle(some)
        for batch in minibatch(some, compounding(64.0, 512.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.1)
        scores = nlp.evaluate(examples("dev"))
        print(f"pass {number + 1}: heads {scores['dep_uas']:.3f}, tags {scores['tag_acc']:.3f}", flush=True)
    nlp.to_disk(folder)


def gap(doc: Any) -> list[Quotation]:
    """The quotations of a parsed document, in the three ways of the Gender Gap Tracker."""
    found = list(_clauses(doc))
    taken = {said for _, _, said in found}
    last: str | None = None
    for match in _MARKED.finditer(doc.text):
        if any(match[1] in said for said in taken):
            continue
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        beside = next((t for t in _beside(doc, span) if t.lemma_.lower() in SAYING), None)
        speaker = _subject(beside) if beside is not None else last
        found.append((speaker, beside.text if beside is not None else None, match[1]))
        last = speaker or last
    return found


def _clauses(doc: Any) -> Iterator[Quotation]:
    """What depends as a clause on a verb of saying, and the verb's subject."""
    for token in doc:
        if token.dep_ in ("ccomp", "parataxis") and token.head.lemma_.lower() in SAYING and token.head.pos_ == "VERB":
            said = doc[token.left_edge.i : token.right_edge.i + 1].text
            yield _subject(token.head), token.head.text, said


def _beside(doc: Any, span: Any) -> Iterator[Any]:
    """The words near a quotation: the five on each side."""
    yield from doc[span.end : span.end + 5]
    yield from doc[max(0, span.start - 5) : span.start]


def _subject(verb: Any) -> str | None:
    """The words of a verb's subject."""
    for child in verb.children:
        if child.dep_.startswith("nsubj"):
            return str(verb.doc[child.left_edge.i : child.right_edge.i + 1].text)
    return None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    train(Path(sys.argv[1]))
