"""How much of anything is taken from a page, each bound with its reason."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 10_000_000
"""The largest page that is read. The largest of the ten benchmark pages has 1.1 MB, nearly all of it scripts."""

MAX_WRAPPED: Final = 50_000_000
"""The largest PDF, Word file or message: most of one is pictures and typefaces, which are not read."""

MAX_UNPACKED: Final = 100_000_000
"""The most bytes that the parts of a Word file may have together once unpacked, as its own table says."""

MAX_PART: Final = 20_000_000
"""The most bytes of the part of a Word file that holds the text; parsed, it takes some ten times that."""

MAX_PDF_PAGES: Final = 300
"""The most pages of a PDF: one of more is a book or an archive of many articles."""

PDF_SECONDS: Final = 60
"""How long a PDF may take: 300 pages of print take one or two."""

PDF_MEMORY: Final = 800_000_000
"""The memory that a PDF may take, in bytes, in a process of its own: a few kilobytes can unfold to gigabytes."""

MAX_HEADERS: Final = 200
"""The most headers and the most parts of a message that are looked at."""

MAX_FEED: Final = 2_000_000
"""The bytes of a feed that are read: feedparser takes five seconds and 35 MB of memory for each million of short
entries. A day's feed of an agency has 200 KB."""

MAX_ENTRIES: Final = 2_000
"""The most entries of a feed that are taken. Feeds hold 10 to 200."""

MAX_PASSED_OVER: Final = 1_000_000_000
"""The most bytes of a record of a web archive, or of a line of a table, that are passed over to reach the next: a few
kilobytes can unfold to terabytes."""

MAX_ADDRESS: Final = 2_000
"""The longest address that is fetched, in characters."""

MAX_REDIRECTS: Final = 5
"""The most redirects that are followed from one address."""

WEB_SILENCE: Final = 20.0
"""How long a server may stay silent, in seconds."""

WEB_SECONDS: Final = 60.0
"""How long one answer may take in all, in seconds: a trickle of bytes never falls silent."""

WEB_PAUSE: Final = 1.0
"""The pause between two requests to one host, in seconds, where its robots.txt asks for none."""

MAX_PAUSE: Final = 30.0
"""The longest pause between requests that is kept; a host that asks for more is not fetched from."""

MAX_ROBOTS: Final = 500_000
"""The bytes of a robots.txt that are read: what RFC 9309 asks for at least is 500 kibibytes."""

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
