"""How much of anything is taken from a page, each bound with its reason."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 10_000_000
"""The largest page that is read. The largest of the ten benchmark pages has 1.1 MB, nearly all of it scripts."""

MAX_TAGS: Final = 200_000
"""The most tags of an HTML page. The benchmark pages have up to 2,300; a parsed tag costs 280 bytes of memory."""

MAX_ROWS: Final = 20_000
"""The most lines of a page. The benchmark pages have up to 270; so many as this take five seconds."""

MAX_WEIGHED: Final = 6_000
"""The most elements of a page that trafilatura is asked about. Its time grows with the square: 4 seconds for 8,000,
13 for 16,000. The benchmark pages have up to 1,000; longer ones are read like flattened pages, in linear time."""

MAX_WEIGHED_CHARS: Final = 1_000_000
"""The same for the characters that a page shows: eight million take ten seconds."""

MAX_ATTRIBUTE: Final = 5_000
"""The longest attribute that is kept, in characters: pictures packed into one made a page take nine seconds."""

MAX_DEPTH: Final = 200
"""The deepest nesting. The benchmark pages go down to 51; below 256 the parser itself drops text without a word."""

MAX_METADATA: Final = 1_000_000
"""The longest block of JSON metadata that is parsed, in characters."""

CONTROL_SHARE: Final = 0.02
"""The share of control characters from which bytes count as binary. Text has hardly any; random bytes, and so
compressed ones, have a tenth (27 of 256)."""

MIN_BODY_WORDS: Final = 5
"""The fewest words of an article. Shorter than one plain sentence there is nothing to attribute."""

MIN_HTML_WORDS: Final = 25
"""The fewest words of an article in HTML: a page of menus and notices has a sentence or two as well."""

MIN_JUDGED_WORDS: Final = 20
"""The fewest words whose language is judged: below, names decide the answer more than the language does."""

LANGUAGE_SAMPLE: Final = 8_000
"""The characters of the body that are judged for their language: more change no answer and cost time."""

HEADER_CHARS: Final = 240
"""The longest line that may be a date, byline, credit or label: these are short by nature, and a bound on
them keeps every pattern linear on a line of megabytes."""
