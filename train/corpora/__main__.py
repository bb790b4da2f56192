"""Prints what each corpus and split holds: python -m train.corpora."""

from __future__ import annotations

from collections import Counter

from train.corpora import CORPORA, SPLITS, source


def main() -> None:
    """One line for each corpus and split, and one for its named mentions by kind."""
    for corpus in CORPORA:
        for split in SPLITS:
            read = source(corpus, split)
            docs = read.documents
            kinds = Counter(mention.kind for d in docs for mention in d.named or ())
            print(
                f"{corpus:<9} {split:<5} {len(docs):>5} documents"
                f" {sum(len(d.tokens or ()) for d in docs):>8} tokens"
                f" {sum(len(d.sentences or ()) for d in docs):>6} sentences"
                f" {sum(len(d.text) for d in docs):>8} characters"
                f" {kinds.total():>6} named"
                f" {sum(d.named is None for d in docs):>3} documents without"
                f" {read.inexact:>3} not aligned"
            )
            print(" " * 16 + "  ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    main()
