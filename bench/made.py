"""Made-up news pages of many layouts, each line of which is known: what a page of an unknown outlet may look like.

Outlets, states, people and words are made up here. A page is drawn from a seed: which lines it has, in which words, in
which order and in which markup, so that no two outlets look alike. What comes out are blocks of HTML with their kinds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import LineKind, PartKind

Kind = LineKind | PartKind
Headline = Callable[[tuple[str, ...]], str]

_STATES = "Orvia Varland Brenn Tesmark Halvern Ilmara Sovrel Kestria".split()
_CITIES = "Tolm Karden Ruvik Stenna Ostel Mirel Vask Lunde".split()
_FIRST = "Ada Jon Ina Greta Otto Ida Livio Mira Pavel Edda Tomas Runa".split()
_LAST = "Kell Varr Sorl Lund Brandt Serrane Ostane Thorn Vashkel Dreyer Moller Quist".split()
_MATTERS = (
    ("lake treaty", "sluices"),
    ("strait accord", "mines"),
    ("border pact", "watchtowers"),
    ("grain agreement", "silos"),
    ("river convention", "dams"),
)
_SAYINGS = (
    "{p}, the foreign minister of {a}, said on {day} that {b} had broken the {m} by hiding its {o} from inspectors.",
    "“We have shown patience for two years, and patience has an end,” {p} told reporters in {c}.",
    "{b} rejected the charge. “There are no {o} that nobody has seen,” its embassy in {c} said in a statement.",
    "The {m} was signed in {c} after a war that neither side had won, and was to last for twenty years.",
    "Officials in {a} have asked for a meeting of the joint commission before the end of the month.",
    "A spokesman for {b}, who spoke to a news conference in {c}, called the deadline a piece of theatre.",
    "Under the {m}, each side may ask to see the other's {o} four times a year.",
    "The inspectors, who come from {n} and two other states, were turned away from the site on {day}.",
    "“Nobody in {b} wants to leave the {m},” said {q}, who leads its delegation. “But nobody will be bullied either.”",
    "Diplomats said the talks could go on in {c} next week if both sides agreed to an agenda.",
    "The dispute has gone on since spring, when {a} published pictures that it said showed new {o}.",
    "It was not clear whether {b} would let the inspectors return.",
    "{q} accused {a} of looking for a pretext to end the {m}.",
    "The price of insurance for ships in the region has doubled since {a} announced its deadline.",
    "{n} has offered to host another round, and both capitals have said that they would study the offer.",
    "Analysts in {c} doubt that either side wants the {m} to fail, but see no deal before the vote in {a}.",
    "“This is the last chance to save it,” {p} said.",
    "Asked about the pictures, {q} said that they were old and showed a site that had been closed for years.",
)
_HEADLINES = (
    "{a} gives {b} sixty days to open its {o}",
    "{b} calls charges over {o} groundless",
    "Talks on {m} break off in {c}",
    "{p}: {m} will lapse without inspections",
    "Inspectors turned away as {m} row deepens",
    "{n} offers to host new round of {m} talks",
    "What the {m} says, and who says it is broken",
    "‘Last chance’: {a} and {b} meet in {c}",
)
_OTHERS = (
    "Ferry to {c} runs aground in fog, all aboard safe",
    "Storm shuts schools across western {n}",
    "{n} elects its first woman speaker",
    "Why the bees of {c} are coming back",
    "Bakers' strike in {c} enters its second week",
    "Five things to know about {n}'s new budget",
    "Oldest bridge in {c} to close for two years",
    "Goalkeeper {q} leaves {n} for rivals",
)
_TEASERS = (
    "The council says the work cannot wait any longer.",
    "Rescuers reached the ship shortly after dawn.",
    "Farmers had hoped for a dry month.",
    "A vote is expected before the summer.",
)
_MENU = (
    "Home World Politics Business Opinion Culture Sport Weather Science Travel Video Podcasts Newsletters Markets "
    "Climate Property Horoscopes Crosswords Letters Archive Jobs"
).split()
_FURNITURE = (
    "Skip to content", "Subscribe", "Sign in", "Share this article", "Copy link", "Listen to this article",
    "Advertisement", "Sign up for our morning newsletter", "We use cookies to remember your settings.",
    "Get the day's news in your inbox.", "Print", "4 min read", "Follow us", "Download our app",
    "Support our work with a small gift.", "All rights reserved.",
)  # fmt: skip
_RELATED = ("Related", "More on this story", "Most read", "You may also like", "Read next", "Latest news")
_LINK_SIGNS = ("READ MORE: {}", "Also read: {}", "See also: {}", "Read more: {}", "WATCH: {}", "RELATED: {}")
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a made-up page: what it is, its words, its markup."""

    kind: Kind
    text: str
    tag: str

    @property
    def html(self) -> str:
        """The line in its markup."""
        name = self.tag.split()[0]
        return f"<{self.tag}>{self.text}</{name}>"


class _Story:
    """The names that one page speaks of."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.names = dict(zip("abn", draw.sample(_STATES, 3), strict=True))
        self.names |= {"p": self.person(), "q": self.person(), "c": draw.choice(_CITIES)}
        self.names["m"], self.names["o"] = draw.choice(_MATTERS)
        self.names["day"] = draw.choice("Monday Tuesday Wednesday Thursday Friday".split())

    def person(self) -> str:
        """A name."""
        return f"{self.draw.choice(_FIRST)} {self.draw.choice(_LAST)}"

    def say(self, template: str) -> str:
        """A template with this story's names."""
        said = template.format(**self.names)
        return said[0].upper() + said[1:]

    def date(self) -> str:
        """A day as a page writes it."""
        day, month, year = self.draw.randint(1, 28), self.draw.choice(_MONTHS), self.draw.randint(2011, 2023)
        forms = (f"{day} {month} {year}", f"{month} {day}, {year}", f"Published: {month[:3]} {day}, {year} 14:05 GMT")
        return self.draw.choice(forms)


def page(seed: int) -> list[Block]:
    """The blocks of one made-up page, in order."""
    draw = random.Random(seed)
    story = _Story(draw)
    title_case = draw.random() < 0.3

    small = {"of", "and", "to", "in", "on", "for", "the", "as", "over", "off", "without", "it", "is"}

    def headline(templates: tuple[str, ...]) -> str:
        said = story.say(draw.choice(templates))
        words = (word if word in small else word[:1].upper() + word[1:] for word in said.split())
        return " ".join(words) if title_case else said

    body = [story.say(s) for s in draw.sample(_SAYINGS, draw.randint(6, 14))]
    blocks = [Block(LineKind.FURNITURE, word, "li") for word in draw.sample(_MENU, draw.randint(4, 14))]
    blocks += [Block(LineKind.FURNITURE, line, "div") for line in draw.sample(_FURNITURE, draw.randint(1, 4))]
    title = headline(_HEADLINES)
    others = [line for line in _HEADLINES if story.say(line).lower() != title.lower()]
    blocks.append(Block(PartKind.TITLE, title, "h1"))
    if draw.random() < 0.6:
        deck = story.say(draw.choice(("{b} says its {o} were never hidden from the inspectors of the {m}",
                                      "The {m} between {a} and {b} could end within weeks, {p} says.")))  # fmt: skip
        blocks.append(Block(PartKind.STANDFIRST, deck, draw.choice(("h2", "p class='deck'", "div"))))
    blocks += _head(draw, story)
    paragraphs = [Block(PartKind.BODY, text, "p") for text in body]
    for block in _inside(draw, story, headline, tuple(others)):
        paragraphs.insert(draw.randint(1, len(paragraphs) - 1), block)
    return [*blocks, *paragraphs, *_below(draw, story, headline, tuple(others))]


def _head(draw: random.Random, story: _Story) -> Iterator[Block]:
    """What stands between title and body."""
    name = story.person()
    forms = ("By {0}", "By {0} and {1}", "{0} in {2}", "By {0}, diplomatic correspondent", "Written by {0}")
    byline = draw.choice(forms).format(name, story.person(), story.names["c"])
    yield from draw.sample([Block(LineKind.BYLINE, byline, "div"), Block(LineKind.DATE, story.date(), "div")], 2)
    for line in draw.sample(("Share", "Tweet", "Email", "Save"), draw.randint(0, 3)):
        yield Block(LineKind.FURNITURE, line, "div")


def _inside(draw: random.Random, story: _Story, headline: Headline, others: tuple[str, ...]) -> Iterator[Block]:
    """What is put between the paragraphs."""
    if draw.random() < 0.7:
        yield Block(LineKind.LINK, draw.choice(_LINK_SIGNS).format(headline(others)), "p")
    if draw.random() < 0.6:
        shown = ("Inspectors of the {m} wait at the gate near {c}", "{p} arrives for the talks in {c}")
        words = story.say(draw.choice(shown))
        credit = draw.choice((" (Photo: NWA)", " [File: Lake Press]", " / Getty Images", " Photograph: Lake Press/AFP"))
        yield Block(LineKind.CAPTION, words + credit, "figcaption")
    if draw.random() < 0.5:
        put = ("Advertisement", "Story continues below", "Sign up for our newsletter")
        yield Block(LineKind.FURNITURE, draw.choice(put), "div")


def _below(draw: random.Random, story: _Story, headline: Headline, others: tuple[str, ...]) -> Iterator[Block]:
    """What stands below the body."""
    if draw.random() < 0.4:
        yield Block(LineKind.CREDIT, f"Reporting by {story.person()}; editing by {story.person()}", "p")
    if draw.random() < 0.4:
        yield Block(LineKind.CORRECTION, story.say(draw.choice((
            "Correction: an earlier version of this article gave the wrong year for the {m}.",
            "This article was amended on 5 March 2015 to name the site.",
        ))), "p class='note'")  # fmt: skip
    if draw.random() < 0.6:
        tags = draw.sample([story.names[name] for name in "abmpo"], 4)
        yield Block(LineKind.TAGS, draw.choice(("Tags: {}", "{}", "Topics: {}")).format(", ".join(tags)), "div")
    yield Block(LineKind.FURNITURE, draw.choice(_RELATED), "h3")
    for _ in range(draw.randint(2, 7)):
        yield Block(LineKind.RELATED, headline(_OTHERS + others), draw.choice(("li", "h4")))
    if draw.random() < 0.4:
        yield Block(LineKind.RELATED, headline(_OTHERS), "h4")
        yield Block(LineKind.RELATED, draw.choice(_TEASERS), "p")
    yield from (Block(LineKind.FURNITURE, line, "div") for line in draw.sample(_FURNITURE, 3))
    yield Block(LineKind.FURNITURE, f"© {draw.randint(2012, 2023)} The {story.names['c']} Courier", "footer")


def html(blocks: list[Block]) -> bytes:
    """The page that blocks make."""
    inner = "\n".join(block.html for block in blocks)
    title = next(block.text for block in blocks if block.kind is PartKind.TITLE)
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{inner}</body></html>".encode()
