"""Reads one PDF from standard input and writes its text to standard output, in a process of its own.

PDFium is a large program in C++ and a PDF may come from anybody: what crashes it, or unfolds without end, must take
nothing down but this process. It is run by its path and imports nothing of the package. Arguments: the most pages,
characters, seconds and bytes of memory. Ends with 3 where the PDF has too many pages (their number on standard error),
4 where it cannot be opened (the reason there).
"""

from __future__ import annotations

import sys

TOO_LONG, UNREADABLE = 3, 4


def _bound(seconds: int, memory: int) -> None:
    """Holds this process to its time and memory, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):  # the parent keeps the time in any case
        pass


def main(pages: int, characters: int) -> int:
    """Writes the text, one form feed between two pages; gives the status to end with."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        sys.stderr.write(str(error))
        return UNREADABLE
    if len(document) > pages:
        sys.stderr.write(str(len(document)))
        return TOO_LONG
    texts: list[str] = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage().get_text_range()
        page.close()
        characters -= len(text)
        texts.append(text)
        if characters < 0:
            break
    sys.stdout.buffer.write("\f".join(texts).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    _pages, _characters, _seconds, _memory = map(int, sys.argv[1:])
    _bound(_seconds, _memory)
    sys.exit(main(_pages, _characters))
