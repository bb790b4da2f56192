"""How a noun phrase names somebody: its name, role, the bodies and states it is tied to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.actors.byname import parties, plain
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words

PARTICLES = frozenset("de du da van von der den bin ibn al el la le di dos ben abu ul".split())
_ARTICLES = frozenset("the a an".split())
# What a sentence opens with before a name that its first word, with its capital, is no part of.
_OPENERS = frozenset("earlier but and what when while if as though although because since after before yet so".split())
# Nobody is called by one of these behind another word: "Second Tarn Shoal".
_WATERS = frozenset(
    "shoal shoals reef strait straits sea island islands bay gulf cape atoll archipelago peninsula".split()
)
MINISTRIES = {**dict.fromkeys(("MFA", "MoFA", "MOFA"), "foreign ministry"), "MoD": "defence ministry"}
"""What ministries are called by their first letters, beside the state that they are of."""
# Agencies that bear the name of a person.
_NAMED_AFTER = frozenset({"Bloomberg", "Petra"})
# No name ends in one of these.
_ADDRESSES = frozenset("mr mrs ms dr sen rep gov gen adm amb brig cmdr col capt maj sgt".split())
# What opens a sentence with a capital and is nobody's name.
_NOBODY = frozenset("more less none nothing nobody everyone everybody anyone anybody someone somebody".split())
_OVER = frozenset({"former", "ex", "onetime", "retired"})
_PREMODIFYING = frozenset("outgoing incoming acting sitting serving retiring ruling leading visiting leaving".split())
_PENDING = frozenset({"elect", "designate"})
_JOINED = frozenset("born run held era style wide like friendly made".split())
# A name goes on behind one capital letter and a mark: "O'Hollis", "T. Hollis".
_CUT_AT = re.compile(r"\b[A-Z][\w’'-]+\s(?:[A-Z]\.\s?)?[A-Z]$")
_LONGEST = 40
_SHORT = 4  # letters of an abbreviation: "GOP"
_CUT = re.compile(r"(?:['’]|\.\s)[A-Z][\w-]+")
_JOINTS = frozenset({"-", "'", "’"})
_GENDERED = {
    "mr": "he", "mrs": "she", "ms": "she", "spokesman": "he", "spokeswoman": "she", "king": "he", "queen": "she",
    "chairman": "he", "chairwoman": "she", "sir": "he", "lady": "she", "lord": "he", "congressman": "he",
    "congresswoman": "she",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart: ``name`` without titles, ``role`` in lower case without state or article.

    ``body`` is set where the phrase names a body ("the foreign ministry in Haverin"); ``plain`` is the phrase
    without its article, for those who stay unnamed.
    """

    name: str | None
    role: str | None
    body: str | None
    gender: str | None
    plain: str


def whole(text: str, end: int) -> int:
    """Where a name ends that was cut at a mark inside of it: behind "O" of "Tam O'Hollis", "T" of "Tam T. Hollis"."""
    rest = _CUT.match(text, end) if _CUT_AT.search(text, max(0, end - _LONGEST), end) else None
    return rest.end() if rest else end


def take_apart(tokens: list[Token], known: frozenset[int]) -> Phrase:
    """A noun phrase as its parts; ``known`` are the indexes of tokens that belong to names of states or bodies.

    A known token never becomes part of a person's name, so "US President Kell" leaves "Kell".
    """
    parts = _split(tokens)
    if _many(tokens, *parts[0]):
        parts = parts[:1]  # "The senators -- Rolf Anders and Oda Kell -- said"
    name = role = body = gender = None
    for first, last in parts:
        found = _person(tokens, first, last, known)
        if _where(tokens, first, last):
            continue
        name, role, gender = name or found[0], role or found[1], gender or found[2]
    if name is None or (role is None and _ends_in_body(name)):
        body, name = _body(tokens, parts[0], role), None if role is None else name
    start = parts[0][0]
    plain = tokens[start : parts[0][1] + 1]
    return Phrase(name, role, body, gender, _surface(plain) if plain else "")


def _surface(tokens: list[Token]) -> str:
    """Tokens as text again, with single spaces where there were any."""
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        text += (" " if before and token.start > before.end else "") + token.text
    return text


def _split(tokens: list[Token]) -> list[tuple[int, int]]:
    """The phrase and its appositions, each without its article: [first, last] ranges."""
    parts = []
    start = 0
    for index in range(len(tokens) + 1):
        dash = 0 < index < len(tokens) - 1 and tokens[index].text == tokens[index + 1].text == "-"
        if index == len(tokens) or tokens[index].text in ",()—" or dash:
            if index > start:
                first = start + (tokens[start].lower in _ARTICLES and index > start + 1)
                parts.append((first, index - 1))
            start = index + 1
    return parts or [(0, len(tokens) - 1)]


def _where(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a part is one word that says of where the one before is: "a teacher in Port Saltby, Sd."."""
    alone = first == last or (first + 1 == last and tokens[last].text == ".")
    if not alone or first < 3 or tokens[first - 1].text != ",":
        return False
    at = first - 2
    while at > 0 and tokens[at].is_capital:
        at -= 1
    return at < first - 2 and tokens[at].lower in ("in", "from", "of", "near", "at")


def _many(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a part is about several people by its noun: "the senators running for president"."""
    stops = words("prepositions") | words("subordinators") | {"who"}
    ing = (i for i in range(first + 1, last + 1) if tokens[i].lower in stops or tokens[i].lower.endswith("ing"))
    noun = tokens[next(ing, last + 1) - 1]
    if noun.is_capital or noun.lower == singular(noun.lower):
        return False
    return singular(noun.lower) in words("roles")


def _person(
    tokens: list[Token], first: int, last: int, known: frozenset[int]
) -> tuple[str | None, str | None, str | None]:
    """Name, role and pronoun of one part."""
    roles = words("roles")
    within = range(first + 1, last + 1)
    apart = (i for i in within if tokens[i].lower in words("prepositions") or _modifies(tokens, i))
    stop = next((i for i in apart if tokens[i - 1].text != "-"), last + 1)
    heads = [
        i
        for i in range(first, stop)
        if tokens[i].lower in roles and not _is_general_body(tokens, i, last) and not _owns_others(tokens, i, last)
    ]
    gender = next((g for i in range(first, last + 1) if (g := _GENDERED.get(tokens[i].lower.strip(".")))), None)
    at = heads[-1] if heads else None
    title_end = first
    while title_end <= last and (
        (
            tokens[title_end].lower.strip(".") in words("titles") | words("links") | _OPENERS
            and not _is_general_body(tokens, title_end, last)
        )
        or _is_rank(tokens, title_end, last)
        or (title_end in known and at is None)
        or _of_party(tokens, title_end, last)
        or tokens[title_end].text == "."
    ):
        title_end += 1
    if at is not None and (past := _past_portfolio(tokens, at, last)) > at + 1:
        begin, stop = past, last + 1
    else:
        begin = at + 1 if at is not None else _past_owner(tokens, title_end, last)
    if begin + 1 <= last and tokens[begin].text == "-" and tokens[begin + 1].lower in _PENDING:
        begin += 2
    if at is None:
        begin = _past_title(tokens, begin, stop - 1)
    end = begin
    while end <= last and end not in known and _in_name(tokens, end, begin):
        end += 1
    name = _surface(tokens[begin:end]).rstrip(" -'’") if end > begin and tokens[begin].is_capital else None
    if name is not None and (name.split()[-1].lower() in _ADDRESSES or _common(name)):
        name = None
    if name is not None and end < last and tokens[end].lower in ("'s", "’s"):
        return None, None, gender  # "Mr. Kell's lawyers"
    if name is not None and end <= last and tokens[end].text == "/":
        name = None  # "The Dunmoor Times/Ledger poll"
    if name is not None and end < last and tokens[end - 1].text == "-" and tokens[end].is_word:
        name = None
    goes_on = end <= last and tokens[end].is_word and tokens[end].lower not in ("of", "in", "from", "who")
    if name is not None and at is None and goes_on:
        name = None
    if name is None and at is None and (start := _trailing_name(tokens, first, stop - 1, known)) is not None:
        return _surface(tokens[start:stop]), _surface(tokens[first:start]).lower(), gender
    role = _role(tokens, first, at, known) if at is not None else None
    return name, role, gender


def _of_party(tokens: list[Token], index: int, last: int) -> bool:
    """Whether a word says of which party or where somebody is whose title follows: "GOP Rep. Finn", "OK Gov Finn"."""
    behind = tokens[index + 1] if index < last else None
    told = plain(tokens[index].text) in parties() or (
        tokens[index].text.isupper() and len(tokens[index].text) <= _SHORT
    )
    return behind is not None and told and titled(behind.text)


def _owns_others(tokens: list[Token], index: int, last: int) -> bool:
    """Whether a role only says whose somebody is: "the senator's advisers", but not "the senator's aide Ora Finn"."""
    owns = index < last and tokens[index + 1].lower in ("'s", "’s")
    return owns and not any(t.is_capital for t in tokens[index + 2 : last + 1])


def _past_title(tokens: list[Token], begin: int, last: int) -> int:
    """Behind a title inside a phrase that a full name follows: "Harbour Court Justice Ora Finn"."""
    for index in range(last - 1, begin, -1):
        word = tokens[index].lower
        if word not in words("ranks") and word not in words("titles"):
            continue
        behind = index + 1 + (tokens[index + 1].text == ".")
        full = behind < last and tokens[behind].is_capital and tokens[behind + 1].is_capital
        return behind if full and tokens[last].lower not in words("bodies") else begin
    return begin


def _common(name: str) -> bool:
    """Whether what looks like a name is what people are called: "Sundmark Republican", "People"."""
    first, last = name.split()[0].lower(), name.split()[-1].lower()
    if " " in name and first in words("prepositions") | words("subordinators"):
        return True  # "CNS President on Kell" in a headline
    if a_water(name) or last in words("polls"):
        return True
    if " " not in name and last in words("pronouns") | words("possessives") | words("determiners") | _NOBODY:
        return True
    if last != singular(last) and singular(last) in words("roles"):
        return True
    return singular(last) in parties() or (" " not in name and last == "people")


def a_water(name: str) -> bool:
    """Whether a name is that of a reef, a strait or the like rather than of a person."""
    return " " in name and name.split()[-1].lower() in _WATERS


def _is_general_body(tokens: list[Token], index: int, last: int) -> bool:
    """Whether "General" is no rank here but the name of a body: "General Staff", "General Assembly"."""
    behind = tokens[index + 1].lower if index < last else ""
    return tokens[index].lower == "general" and (behind == "staff" or behind in words("bodies"))


def titled(word: str) -> bool:
    """Whether a word, of parts joined by hyphens too, goes before a person's name: "Sir", "Then-President"."""
    last = word.lower().strip(".").rpartition("-")[2]
    return last in words("titles") | words("ranks") | words("roles")


def _is_rank(tokens: list[Token], index: int, last: int) -> bool:
    """Whether a word that some bear as a name is a rank here: a full name follows ("Justice Ora Finn")."""
    if tokens[index].lower.strip(".") not in words("ranks"):
        return False
    behind = [t for t in tokens[index + 1 : last + 1] if t.text != "." and t.lower not in words("ranks")]
    return len(behind) >= 2 and behind[0].is_capital and behind[1].is_capital


def past_portfolio(text: Sequence[str]) -> int:
    """How many words of a text that begins behind a role say what it is over: "of Defence", "for Foreign Affairs"."""
    end = 1
    while end < len(text) and (text[end].lower() in words("portfolios") or (end > 1 and text[end].lower() == "and")):
        end += 1
    over = any(word.lower() not in ("the", "and") for word in text[1:end])
    return end if over and text[0].lower() in ("of", "for") else 0


def _past_portfolio(tokens: list[Token], at: int, last: int) -> int:
    """Behind a role and what it is over where a capital goes on: "Minister of Defence Ora Finn"; else right behind."""
    begin = at + 1 + past_portfolio([t.text for t in tokens[at + 1 : last + 1]])
    if begin > last or not tokens[begin].is_capital:
        return at + 1
    while begin < last and (titled(tokens[begin].text) or tokens[begin].text == "."):
        begin += 1
    return begin


def _past_owner(tokens: list[Token], first: int, last: int) -> int:
    """Behind a possessive that a name follows: "Varland's Ana Brill"."""
    for index in range(last - 1, first - 1, -1):
        if tokens[index].lower in ("'s", "’s") and tokens[index + 1].is_capital:
            return index + 1
    return first


def _trailing_name(tokens: list[Token], first: int, last: int, known: frozenset[int]) -> int | None:
    """Where a name of two words or more begins that ends a phrase of lower-case words: "harbour master Ivo Brandt"."""
    start = last + 1
    while (
        start > first and tokens[start - 1].is_capital and start - 1 not in known and not titled(tokens[start - 1].text)
    ):
        start -= 1
    before = tokens[start - 1] if start > first else None
    named = last + 1 - start >= 2 and before is not None and before.is_word
    named = named and before is not None and (not before.is_capital or titled(before.text))
    ends = named and tokens[last].lower in words("bodies") | words("papers") | words("polls")
    return start if named and not ends else None


def _modifies(tokens: list[Token], index: int) -> bool:
    """Whether a participle goes on with a phrase and has an object: "the groups supporting Sen. Kell" are not Kell."""
    word = tokens[index].lower
    if not word.endswith("ing") or word in _PREMODIFYING or tokens[index].is_capital or index + 1 == len(tokens):
        return False
    return tokens[index + 1].is_capital or tokens[index + 1].lower in words("determiners")


def _in_name(tokens: list[Token], index: int, begin: int) -> bool:
    """Whether a token goes on with a name that began before."""
    token = tokens[index]
    if token.is_capital or token.text in _JOINTS:
        return token.lower not in ("'s", "’s")
    initial = token.text == "." and index > begin and len(tokens[index - 1].text) == 1
    ahead = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].text == "-")
    more = ahead < len(tokens) and tokens[ahead].is_capital
    return initial or (token.lower in PARTICLES and more) or (index > begin and second_half(tokens, index))


def second_half(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token in lower case is the second half of a given name: "Pak Jun-seo", not "the Pak-led side"."""
    if index < 2 or tokens[index - 1].text != "-" or tokens[index].start != tokens[index - 1].end:
        return False
    word, joined = tokens[index].text, tokens[index - 2].end == tokens[index - 1].start
    return (
        joined
        and tokens[index - 2].is_capital
        and word.isalpha()
        and word not in _PENDING | _JOINED
        and word[-2:] != "ed"
    )


def _role(tokens: list[Token], first: int, at: int, known: frozenset[int]) -> str:
    """The office before and with its head: "deputy foreign minister"; also "head of the delegation"."""
    start = at
    while start > first and (start - 1) not in known and (tokens[start - 1].is_word or tokens[start - 1].text == "-"):
        if tokens[start - 1].lower in words("possessives") or tokens[start - 1].lower in _ARTICLES:
            break
        start -= 1
    return _surface(tokens[start : at + 1]).lower()


def _ends_in_body(name: str) -> bool:
    """Whether a capitalised run ends in a word for a body, or is an agency or a channel."""
    last = name.split()[-1]
    return last.lower() in words("bodies") | words("papers") or a_newsroom(name)


def a_newsroom(name: str) -> bool:
    """Whether a name is that of an agency or a channel, and of nobody who may be called so."""
    return name.split()[-1] in words("newsrooms") - _NAMED_AFTER


def _body(tokens: list[Token], part: tuple[int, int], role: str | None) -> str | None:
    """The phrase as the name of a body, where its head is one."""
    first, last = part
    stop = next(
        (i for i in range(first + 1, last + 1) if tokens[i].lower in ("of", "for", "in", "at", "on", "that", "by")),
        last + 1,
    )
    if role is None and _ends_in_body(tokens[stop - 1].text):
        named = tokens[stop - 1].is_capital
        begin = next((i for i in range(first, stop) if tokens[i].is_capital), first) if named else first
        return _surface(tokens[begin : last + 1])
    return None


def former(before: str) -> bool:
    """Whether the words before a name give a role that is over: "ex-Pentagon analyst", "former president"."""
    return bool(_OVER & set(before.lower().replace("-", " ").split()))


def gendered(title: str) -> str | None:
    """He or she by a title in lower case, where it tells."""
    return _GENDERED.get(title)


def hints(role: str) -> tuple[str, ...]:
    """The offices that a role noun can stand for, as parts of their titles; empty where any will do."""
    last = role.split()[-1]
    entry = table("words")["roles"].get(last, [])
    return tuple(entry)
