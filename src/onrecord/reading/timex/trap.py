"""What looks like a time and is none: months that are names or verbs, years that count, parts of names."""

from __future__ import annotations

import re

# Behind these a number of four figures is a number, not a year.
_NUMBERED = frozenset(
    "resolution resolutions section sections article articles paragraph rule order decree directive regulation "
    "flight route highway room suite page pages p pp chapter verse no nos number numbers unit model version "
    "windows office proposition type class area code box population vol volume issue figure table line lines "
    "item series boeing airbus iphone apollo about nearly almost roughly approximately over least most than "
    "some only exactly another total".split()
)
# After these it is one, unless something countable follows.
_PLACED = frozenset(
    "in since until till by from to of during after before circa ca c between and or year years early late mid "
    "around throughout through for into as vs versus spring summer autumn fall winter".split()
)
# What is counted in thousands, though the word is no plural in -s.
_COUNTED = frozenset(
    "people men women children troops soldiers km kg m mm cm g lb lbs feet ft miles mile tons tonnes tonne "
    "hectares acres metres meters kilometres kilometers square cubic percent deaths casualties jobs dollars "
    "euros pounds rubles roubles yen yuan words pages rounds units barrels years months weeks days hours "
    "minutes seconds volts watts calories degrees points votes seats students workers refugees migrants "
    "families ships tanks missiles aircraft vehicles others more times hp rpm mhz ghz mb gb km² million billion "
    "thousand pilgrims".split()
)
_NO_PLURAL = frozenset(
    "was is has as its this us his was's across alias unless whereas versus plus thus press congress onwards "
    "afterwards towards besides sometimes always perhaps census".split()
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s(\[]{0,3}$")
_WORD_AFTER = re.compile(r"\s{1,3}([^\W\d_]+[²³]?)")
_AFTER_FIGURES = re.compile(r"[.,:][0-9]|['’]?[^\W\d_]|%|°|-(?!present|now)[A-Za-z]|/[0-9]{3,}")
# What may stand behind a year that opens no phrase: "started 2014 in Triple-A".
_GOING_ON = frozenset("with in at and on as when but where while before after by".split())
_LEFT_OF_DASH = re.compile(r"(?<![0-9])([0-9]+)\s?[-–—]\s?$")
_HAS_MONTH = ("january", "february", "september", "october", "november", "december")
# Words that a bare month stands behind.
_IN = frozenset(
    "in since until till by from through during before after between and to of early late mid last this next "
    "each every for or a the thru as despite".split()
)
_SURE_IN = frozenset("in since until till through during between early late mid last this next".split())
# Behind a rough number a year is one only at the end of a phrase.
_HEDGES = frozenset({"about", "nearly", "almost", "roughly", "approximately", "over"})
_YEAR_AND = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}\s{1,3}and\s{1,3}$")
_UNLUCKY = re.compile(r"\s{1,3}the\s{1,3}(?:13th|thirteenth)", re.IGNORECASE)
_FEASTS = frozenset("black good ash bloody easter palm super cyber giving shrove fat holy maundy man".split())
_SEASONED = frozenset(
    "olympics olympic paralympics paralympic games camp camps school schools coat break palace vacation holiday job "
    "water onion onions roll rolls loaded cleaning tide board chicken semester term house of session solstice equinox "
    "session sport sports clothes clothing dress sale sales transfer wheat crop squash".split()
)


def holds(text: str, kind: str, match: re.Match[str]) -> bool:
    """Whether a form that was matched is a time in the words around it."""
    check = _CHECKS.get(kind)
    return (check is None or check(text, match)) and not _inside_number(text, match.start())


def _inside_number(text: str, start: int) -> bool:
    """Whether figures go on to the left: "1,500", "3.12", "#2018", "$1900", "B-52", "DH2017", "461-1776"."""
    if not text[start].isdigit() or start == 0:
        return False
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before in "$€£¥#_^~=@\\" or before.isalnum():
        return True
    if before in ".,:/":
        return further.isdigit() or before == "/"
    if before not in "-–":
        return False
    left = _LEFT_OF_DASH.search(text, max(0, start - 9), start)
    return (left is not None and len(left[1]) not in (1, 2, 4)) or (before == "-" and further.isalpha())


def _before(text: str, start: int) -> str:
    """The word right before, in lower case, with nothing but spaces or a bracket between."""
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    return found[1].lower() if found else ""


def _after(text: str, end: int) -> str:
    """The word right behind, as it stands."""
    found = _WORD_AFTER.match(text, end)
    return found[1] if found else ""


def _cased(word: str, *, beside_figures: bool) -> bool:
    """Whether a month has its capital; beside figures a name that is no other word may do without."""
    return word[:1].isupper() or word.isdigit() or (beside_figures and word.lower() in _HAS_MONTH)


def _date(_: str, match: re.Match[str]) -> bool:
    """A day of a month."""
    named = match.groupdict()
    word = named.get("month") or ""
    if named.get("weekday") and not named["weekday"][:1].isupper():
        return False
    lower_june = word in ("june", "july", "april", "august") and bool(named.get("year"))
    if not _cased(word, beside_figures=True) and not lower_june:
        return False
    if "." in (match[0].rstrip()[-1:]) and named.get("day") is None and named.get("nth") is None:
        return False
    return not (
        word.lower() in ("may", "march") and match.start() > 0 and named.get("day") is None and named.get("nth") is None
    )


def _month(text: str, match: re.Match[str]) -> bool:
    """A month without a day: with a year, or behind a word that a month stands behind."""
    named = match.groupdict()
    word, lower = named["month"], named["month"].lower()
    dated = bool(named.get("year") or named.get("era_year"))
    if not word[:1].isupper() and not (dated and (lower in _HAS_MONTH or lower in ("june", "july", "april", "august"))):
        return lower in _HAS_MONTH and _before(text, match.start()) in _SURE_IN
    if dated or named.get("which") or named.get("month2"):
        return True
    if len(lower) < 4 and lower != "may":
        return False
    before = _before(text, match.start())
    if named.get("edge"):
        return lower != "may" or named["edge"].lower() in ("early", "late", "mid")
    if lower == "may":
        return before in _SURE_IN or (before in ("and", "to", "or") and _month_before(text, match.start()))
    if before in _IN and not (before == "the" or before == "a"):
        return not (
            lower == "march" and before in ("and", "or", "as", "for", "to") and not _month_before(text, match.start())
        )
    if lower == "march":
        return _month_before(text, match.start())
    after = _after(text, match.end())
    return not after[:1].isupper() and lower not in ("april", "june", "august", "march")


def _month_before(text: str, start: int) -> bool:
    """Whether another month was named right before."""
    window = text[max(0, start - 22) : start].lower()
    return any(f"{name}" in window for name in _LONG_MONTHS)


_LONG_MONTHS = (*_HAS_MONTH, "march", "april", "may", "june", "july", "august")


_OCCASION = re.compile(
    r"\s+(?:deadline|ultimatum|meeting|summit|vote|statement|interview|briefing|attack|raid|strike|announcement|letter|"
    r"report|ruling|decision|call|speech|tweet|session|hearing|clash|ambush|bombing|news\s+conference|press\s+conference)\b"
)


def _weekday(text: str, match: re.Match[str]) -> bool:
    """A weekday with its capital, and not part of the name of a feast."""
    word = match["weekday"]
    if not word[:1].isupper():
        return False
    if match.start("weekday") > match.start():
        return True
    # "On a Monday" is any Monday, and Friday the 13th a day of ill luck; but "a Monday deadline" has its day.
    before = _before(text, match.start())
    one = before == "a" and _OCCASION.match(text, match.end())
    return bool(one or before not in (_FEASTS | {"a", "any"})) and not _UNLUCKY.match(text, match.end())


def _bare_season(text: str, match: re.Match[str]) -> bool:
    """A season as a time of the year: "in the summer", "Winters are cold", not a spring or a fall of another sort."""
    word, before, after = match["season"].lower(), _before(text, match.start()), _after(text, match.end()).lower()
    if after in _SEASONED or text[match.end() : match.end() + 1] in ("-", "’", "'"):
        return False
    if word in ("spring", "fall", "springs"):
        return before in ("in", "during", "until", "since", "late", "early", "each", "every") or (
            before == "the"
            and re.search(
                r"\b(?:in|during|until|since|by|of)\s{1,3}the\s{1,3}$",
                text[max(0, match.start() - 14) : match.start()],
                re.I,
            )
            is not None
            and after != "of"
        )
    # "Summers" is a time of every year at the head of a sentence, else in lower case; "Angel Summers" is a name.
    if word.endswith("s") and match["season"][:1].isupper() and before:
        return False
    return after != "of" and before not in ("a", "his", "her", "my", "one")


def _bare_year(text: str, match: re.Match[str]) -> bool:
    """A number of four figures that is a year, by the words on both sides."""
    start, end = match.span()
    year = int(match["year"])
    if _AFTER_FIGURES.match(text, end) and not text.startswith(("'s", "’s"), end):
        return False
    edge = text[max(0, start - 3) : start]
    before, after = _before(text, start), _after(text, end)
    lower = after.lower()
    if before in _NUMBERED and not (before in _HEDGES and 1500 <= year <= 2039 and not after[:1].islower()):
        return False
    if lower in _COUNTED or lower.endswith("children"):
        return False
    countable = _is_plural(after)
    modern = 1500 <= year <= 2039
    if before == "and" and _YEAR_AND.search(text, max(0, start - 12), start):
        return modern
    if before in _PLACED:
        if countable:
            return modern and before in ("in", "since", "until", "till", "during") and year % 100 != 0
        return modern or before not in ("for", "to", "of", "or", "and", "as", "into", "vs", "versus", "from")
    if edge.endswith(("-", "–", "—", "/")) or edge.rstrip()[-1:] in ("-", "–", "—", "/"):
        return modern and not countable
    if not modern:
        return edge.endswith(("(", "[")) and text[end : end + 1] in (")", "]", ",", ";", "-", "–", " ")
    if countable:
        return before in ("the", "its", "their", "s") and year >= 1800 and year % 100 != 0
    if before in (
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "this",
        "that",
        "s",
        "al",
        "early",
        "late",
    ):
        return year >= 1800 or not after.islower()
    stop = edge.rstrip()[-1:]
    if (
        stop in ("(", "[", ",", ";", ":", "|", "*", '"', "“", ".", ")", "]", "’", "'", "&")
        or start == 0
        or "\n" in edge
    ):
        return True
    if not before or year % 100 == 0 or year < 1850:
        return False
    return _capital_before(text, start) or not after.islower() or lower in _GOING_ON


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural, so that a number before it counts."""
    return (
        len(word) > 3 and word.islower() and word.endswith("s") and not word.endswith("ss") and word not in _NO_PLURAL
    )


def _old_year(text: str, match: re.Match[str]) -> bool:
    """A year of three figures, which only "c. 314" or the year at the other end of a dash shows to be one."""
    before = text[max(0, match.start() - 12) : match.start()]
    return re.search(r"\b(?:c|ca|circa)\.?\s?$|\b(?:c|ca|circa)\.?\s?[0-9]{3}\s?[-–]\s?$", before) is not None


def _capital_before(text: str, start: int) -> bool:
    """Whether the word before has a capital."""
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    return bool(found and found[1][:1].isupper())


def _duration(text: str, match: re.Match[str]) -> bool:
    """A length of time: "a second decision" is none, nor is "a day" in "ten a day"."""
    count = (match.groupdict().get("count") or "").lower()
    unit = match["unit"].lower()
    if unit == "second" and not count[:1].isdigit():
        return False
    if not count:
        return _before(text, match.start()) in (
            "for",
            "in",
            "within",
            "after",
            "over",
            "of",
            "took",
            "taken",
            "last",
            "spent",
        )
    return count not in ("a", "an") or _before(text, match.start()) in (
        "for", "in", "within", "after", "over", "than", "nearly", "almost", "about", "under", "by", "as", "took"
    )  # fmt: skip


def _clock(text: str, match: re.Match[str]) -> bool:
    """A time of the day: figures with a colon, or with a.m. or o'clock; a full stop needs one of these."""
    surface = match[0].lower()
    if "." in surface[:3] and not re.search(r"[ap]\.?m", surface):
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    return not before.endswith(("-", "–", ":")) or before[:1] in (" ", "")


def _set(_: str, match: re.Match[str]) -> bool:
    """How often: weekdays in the plural have their capital, and "daily" with one is the name of a newspaper."""
    named = match.groupdict()
    if named.get("adverb"):
        return match[0][:1].islower()
    return not named.get("weekdays") or match[0][:1].isupper() or match[0].lower().startswith("week")


def _short_decade(text: str, match: re.Match[str]) -> bool:
    """A decade by its two figures; "her 80s" is an age."""
    return match.groupdict().get("word") is None or _before(text, match.start()) not in ("her", "his", "their", "my")


def _quarter(_: str, match: re.Match[str]) -> bool:
    """A quarter by its letter needs the capital."""
    return match.groupdict().get("nth") is not None or match[0][:1].isupper()


def _holiday(text: str, match: re.Match[str]) -> bool:
    """A feast by its name, not Christmas trees, cards and islands."""
    return match[0][:1].isupper() and _after(text, match.end()).lower() not in (
        "tree", "trees", "island", "islands", "card", "cards", "carol", "present", "presents", "gift", "gifts", "song",
        "shopping", "market", "markets", "story", "stories", "party", "parties", "dinner", "lights", "special",
    )  # fmt: skip


def _epoch(text: str, match: re.Match[str]) -> bool:
    """An era by its name behind a word that a time stands behind: "in the Cold War", not "the Cold War's end"."""
    name = match["epoch"]
    return (not name.islower() or name.startswith(("colonial", "last"))) and _before(text, match.start()) in _IN_ERA


def _era_year(_: str, match: re.Match[str]) -> bool:
    """A year with its era, which stands in capitals."""
    return (match.groupdict().get("era") or "A")[:1].isupper()


_IN_ERA = frozenset("in during since until till after before from through throughout of".split())
_CHECKS = {
    "epoch": _epoch,
    "date": _date,
    "month": _month,
    "months": _month,
    "weekday": _weekday,
    "bare season": _bare_season,
    "bare year": _bare_year,
    "old year": _old_year,
    "duration": _duration,
    "clock": _clock,
    "decade": _short_decade,
    "set": _set,
    "quarter": _quarter,
    "holiday": _holiday,
    "year": _era_year,
}
