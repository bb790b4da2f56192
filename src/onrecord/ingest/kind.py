"""What a row is by its own words, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from onrecord.ingest.header import clocks, dates
from onrecord.ingest.lexicon import Lexicon, Phrase, lexicon, tokens
from onrecord.ingest.limits import HEADER_CHARS
from onrecord.ingest.row import Ending, ending, is_menu, word_count
from onrecord.model import LineKind


class Opens(StrEnum):
    """What begins below a row: a list of other stories, or what readers write."""

    RELATED = "related"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Label:
    """The kind of a row that is not the article, and what it opens, if anything."""

    kind: LineKind
    opens: Opens | None = None


_INVITES = re.compile(r"\b(?:log in|sign in)\.?$|[.!?…]\s+(?:sign up|subscribe|read more)\.?$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_LONGEST_DATE = 120
"""The characters of the longest line of dates: published and updated, each with weekday, clock and zone."""
_WEEKDAY = re.compile(r"\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_BARS = re.compile(r"\s[|·•/›»]\s")
_NO_LETTER = re.compile(r"[\W\d_]*\Z")
BYLINE = re.compile(r"(?:by|written by|story by|analysis by|posted by|author:|authors:)[:\s]\s*(?=[^\W\d_])", re.I)
"""What a byline opens with."""
_FULL_NAME = r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|da|del|van|von|der|bin|al)){0,3} [A-Z][\w’'-]+"
_SIGNATURE = re.compile(
    rf"{_FULL_NAME}(?: (?:and|&) {_FULL_NAME})?"
    r"(?:(?P<place> in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?:, .{2,40})?$)|(?P<rest>,? .{4,80}$))"
)
_AFTER_NAMES = re.compile(r"\s*(?:[,|;•·–—/(@]|\d|\s-\s|\bin\b|\bfor\b|\bat\b)")
_BETWEEN_NAMES = frozenset({
    "staff", "reporter", "reporters", "correspondent", "correspondents", "agencies", "desk", "bureau",
    "and", "&", "de", "da", "del", "van", "von", "der", "den", "bin", "ben", "al", "el", "le", "la",
    "of", "the",
})  # fmt: skip
_CONTRIBUTED = re.compile(r"\bcontributed (?:\w+ )?to (?:this|the) (?:report|story|article|reporting)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"copyright\s*(?:©|\(c\)|by\b)?\s*(?:19|20)\d\d|^(?:©|\(c\))|©\s*(?:19|20)\d\d", re.IGNORECASE)
_PICTURE = re.compile(
    r"\bin (?:this|a|an) (?:undated )?(?:file|handout|combination|pool) (?:photo|image|picture|photograph)\b"
    r"|[\[(|–—-]\s?(?:file:?\s?)?(?:photo|image|picture|photograph|credit)s?(?:\s(?:by|courtesy)|\s?[:/])[^.\])]{0,60}[\])]?\.?$"
    r"|\[file:[^\[\]]{2,50}\]$|\b(?:photograph|photo|image|picture)s?:\s[^.:?!]{2,60}$"
    r"|\((?:left|right|centre|center|file|pictured)\)(?!.*\.$)"
    r"|\b(?:getty images|shutterstock|epa-efe|nurphoto|ap photo|wikimedia commons)\b[^.]{0,30}\.?$",
    re.IGNORECASE,
)
_CAPTIONED = frozenset({"caption", "copyright", "credit", "credits", "source", "courtesy"})
"""The last words of openings that only a caption has: what follows needs no colon."""
_ELSEWHERE = re.compile(
    r"(?:also|more|read more|see more|see also|watch)\s(?:on|at|from|in)\s(?:www\.)?[\w-]+\.[a-z]{2,6}(?=\W|[A-Z])",
    re.I,
)
"""A link to another page of a site that is named by its address ("Also on courier.example ...")."""
_PICTURE_TAIL = re.compile(r"[/|©\[\]()]|\bvia\b|\bcredit:", re.IGNORECASE)
_COUNTER = re.compile(
    r"\d+\s?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|h|m|d)\.?\s(?:read|ago|listen|watch)\W*$"
    r"|(?:an? |\d+ )(?:hour|day|minute|week|month|year)s? ago$"
    r"|\d[\d.,]*\s?[kKmM]?\s(?:views?|shares?|comments?|likes?|followers|replies|reads)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|@\w+$|#\w+$", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){2,40}$")
_QUOTES = '"“”‘«'
_SEPARATOR = re.compile(r"\s*(?::|\||»|>|–|—|-\s)")
_COLON = re.compile(r"\s*[:|]")


_BESIDE_DATES = frozenset({
    "at", "on", "am", "pm", "et", "est", "edt", "gmt", "utc", "bst", "cet", "cest", "local", "time",
    "an", "a", "hour", "hours", "minute", "minutes", "min", "mins", "day", "days", "ago", "read",
    "last", "first", "is", "was", "added", "created", "date", "edited", "issued", "modified",
    "originally", "posted", "publication", "published", "publish", "release", "released", "update",
    "updated", "updates", "by",
})  # fmt: skip


def label(text: str) -> Label | None:
    """What a row is, or None where its words alone do not tell: then its place on the page must.

    A row beyond HEADER_CHARS is a paragraph: of what is told here it can only be a caption, a credit or a
    correction note, and beyond four times as much not even that.
    """
    if len(text) > 4 * HEADER_CHARS:
        return Label(LineKind.FURNITURE) if _NO_LETTER.match(text) else None
    words = tokens(text)
    lists = lexicon()
    if len(text) > HEADER_CHARS:
        kind = _note(text, words, lists)
        return Label(kind) if kind else None
    if is_date_line(text):
        return Label(LineKind.DATE)
    if _NO_LETTER.match(text):
        return Label(LineKind.FURNITURE)
    opens = _opens(text, words, lists)
    if opens or lists.whole.make_up(words):
        return Label(LineKind.FURNITURE, opens)
    kind = _note(text, words, lists) or _short(text, words, lists)
    return Label(kind) if kind else None


def is_date_line(text: str) -> bool:
    """Whether a row is a date or a clock, with its label and hardly a word besides: two by a full date, a few more
    behind bars ("Lake Press | World | 4 March 2015") or where it opens with a full date and its weekday, as the head of
    a newspaper does ("Friday, 4 March 2015 - 20 pence where sold"), none by a day and month alone.
    """
    if len(text) > _LONGEST_DATE or not _FIGURE.search(text):
        return False
    rest = list(text)
    found = list(dates(text))
    for date in found:
        rest[date.start : date.end] = " " * (date.end - date.start)
    times = list(clocks("".join(rest)))
    for start, end in times:
        rest[start:end] = " " * (end - start)
    left = [word for word in tokens("".join(rest)) if word not in _BESIDE_DATES]
    if not found:
        return bool(times) and not left
    headed = any(date.year and date.day and not text[: date.start].strip() for date in found) and _WEEKDAY.match(text)
    most = 5 if headed or _BARS.search(text) else 2 if times or any(date.year for date in found) else 0
    return len(left) <= most and not (left and ending(text) is Ending.FULL)


def is_byline(text: str) -> bool:
    """Whether a row names who wrote the article ("By Jane Doe, Geneva correspondent")."""
    match = BYLINE.match(text)
    if match is None or word_count(text) > 16:
        return False
    rest = text[match.end() :]
    names = _AFTER_NAMES.split(rest, maxsplit=1)[0].split()
    if not 1 <= len(names) <= 9 or rest.rstrip().endswith(("?", "!")):
        return False
    if ending(text) is Ending.FULL and len(names) < word_count(rest):
        return False
    return names[0][0].isupper() and all(n[0].isupper() or n.lower() in _BETWEEN_NAMES for n in names)


def is_signature(text: str) -> bool:
    """Whether a row can be a byline without "By": a name with the place or trade behind it ("Jon Varr in Tolm")."""
    match = _SIGNATURE.match(text)
    if match is None or word_count(text) > 12 or ending(text) is Ending.FULL:
        return False
    return match["place"] is not None or lexicon().trades.within(tokens(match["rest"]))


def is_tags(text: str) -> bool:
    """Whether a row is a list of short names with commas between, and no sentence."""
    if _HASHTAGS.match(text):
        return True
    items = [item.strip() for item in text.split(",")]
    if len(items) < 3 or ending(text) in {Ending.FULL, Ending.HALF}:
        return False
    lengths = [word_count(item) for item in items]
    if not all(1 <= n <= 4 for n in lengths) or sum(lengths) > 2.5 * len(items):
        return False
    return not items[-1].lower().startswith(("and ", "or "))


def _is_named_list(text: str, first: str) -> bool:
    """Whether a row is a list of names behind the word "Tags"."""
    return first in {"tags", "tagged", "keywords"} and all(not w[0].islower() for w in text.split())


def _opens(text: str, words: Phrase, lists: Lexicon) -> Opens | None:
    """What a row opens, if it is a heading of such a list."""
    if ending(text) is Ending.FULL or len(words) > 8:
        return None
    if words in lists.comments:
        return Opens.COMMENTS
    count = lists.related.at(words)
    if count and (count == len(words) or (words[count - 1] in {"from", "on", "in"} and len(words) <= count + 3)):
        return Opens.RELATED
    return None


def _note(text: str, words: Phrase, lists: Lexicon) -> LineKind | None:
    """What a row is that may be as long as a paragraph: correction, credit, caption."""
    bracketed = text[0] in "([*"
    count = lists.corrections.at(words)
    if count and (count > 2 or bracketed or _separated(text, words, count)):
        return LineKind.CORRECTION
    if _CONTRIBUTED.search(text) and len(words) <= 40:
        return LineKind.CREDIT
    count = lists.credits.at(words)
    whole = count == len(words) > 1
    signed = words[:2] == ("written", "by") and ";" not in text and is_byline(text)
    if count and not signed and (whole or words[count - 1] == "by" or bracketed or _separated(text, words, count)):
        sentence = ending(text) is Ending.FULL and words[0] in {"report", "reported", "written", "translated"}
        if not (sentence and len(words) > 10):
            return LineKind.CREDIT
    if text.strip("()[]/—–- .") in lists.agencies:
        return LineKind.CREDIT
    count = lists.captions.at(words)
    told = count and (words[count - 1] == "by" or (count > 1 and words[count - 1] in _CAPTIONED))
    if count and (count == len(words) or told or bracketed or _separated(text, words, count)):
        return LineKind.CAPTION
    if words in lists.agencies_of_pictures and len(words) <= 3:
        return LineKind.CAPTION
    if _PICTURE.search(text):
        return LineKind.CAPTION
    return LineKind.CAPTION if _has_credit(text, lists) else None


def _has_credit(text: str, lists: Lexicon) -> bool:
    """Whether a row ends in the agency of a picture, set off from the words before it."""
    pieces = [piece.strip(" .") for piece in _PICTURE_TAIL.split(text[-80:])]
    before = re.split(r"[(\[]", text)[:-1]
    if len(pieces) < 2 or (before and ending(before[-1].strip()) is Ending.FULL):
        return False
    if ending(text.rstrip("])")) is Ending.FULL:
        return False
    words = [tokens(piece.lower().removeprefix("file:")) for piece in pieces]
    return any(
        w and lists.agencies_of_pictures.at(w) >= len(w) - 1 > -1
        for w in words[-3:]
        if len(w) != 1 or w in lists.agencies_of_pictures
    )


def _short(text: str, words: Phrase, lists: Lexicon) -> LineKind | None:
    """What a short row is: byline, link, tags, furniture."""
    if is_byline(text):
        return LineKind.BYLINE
    count = lists.links.at(words)
    if count and count < len(words) and text[0] not in _QUOTES and _separated(text, words, count):
        return LineKind.LINK
    if _ELSEWHERE.match(text) and ending(text) is not Ending.FULL:
        return LineKind.LINK
    count = lists.tags.at(words)
    listed = count and count < len(words) and (_separated(text, words, count) or _is_named_list(text, words[0]))
    if listed or is_tags(text):
        return LineKind.TAGS
    if (
        lists.starts.at(words)
        or _RIGHTS.search(text)
        or _COUNTER.match(text)
        or _ADDRESS.match(text)
        or _INVITES.search(text)
    ):
        return LineKind.FURNITURE
    if is_menu(text):
        return LineKind.FURNITURE
    if any(mark in text for mark in _QUOTES):
        return None
    unended = ending(text) is not Ending.FULL and lists.contains_unended.within(words)
    return LineKind.FURNITURE if unended or lists.contains.within(words) else None


def _separated(text: str, words: Phrase, count: int) -> bool:
    """Whether a colon or bar follows the first ``count`` words; where they are several, a dash or capitals do too."""
    letters = sum(len(word) for word in words[:count])
    seen = 0
    for place, character in enumerate(text):
        if seen == letters:
            shouted = text[:place].isupper() and count > 1 and not text.isupper()
            return shouted or (_SEPARATOR if count > 1 else _COLON).match(text, place) is not None
        seen += character.isalpha() or (character in "'’" and 0 < place < len(text) - 1 and _inside(text, place))
    return False


def _inside(text: str, place: int) -> bool:
    """Whether an apostrophe stands between two letters."""
    return text[place - 1].isalpha() and text[place + 1].isalpha()
