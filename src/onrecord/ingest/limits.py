"""How much of anything is taken from a page, each bound with its reason."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 10_000_000
"""The largest page that is read. News pages with all their scripts stay under 3 MB; ten leaves room."""

MAX_TAGS: Final = 200_000
"""The most tags of an HTML page. A long live blog has some 20,000; a parsed tag costs about 300 bytes."""

MAX_ROWS: Final = 20_000
"""The most lines of a page. A long news page has 2,000; so many take five seconds."""

MAX_WEIGHED: Final = 6_000
"""The most elements of a page that trafilatura is asked about. Its time grows with the square: 4 seconds for 8,000,
13 for 16,000. News pages have 1,000 or so; longer ones are read like flattened pages, in linear time."""

MAX_WEIGHED_CHARS: Final = 1_000_000
"""The same for the characters that a page shows: a long news page has 30,000, and eight million take ten seconds."""

MAX_ATTRIBUTE: Final = 5_000
"""The longest attribute that is kept, in characters: pictures packed into one made a page take nine seconds."""

MAX_DEPTH: Final = 200
"""The deepest nesting. Pages seen stay under 60; the parser itself drops text below 256 without a word."""

MAX_METADATA: Final = 1_000_000
"""The longest block of JSON metadata that is parsed, in characters."""

CONTROL_SHARE: Final = 0.02
"""The share of control characters from which bytes count as binary. Text has none to speak of; random bytes
have a tenth, and compressed ones with the zeros taken out no less."""

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
