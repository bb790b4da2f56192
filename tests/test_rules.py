"""Words given to somebody: source, cue and content, over the ways in which news gives words."""

from __future__ import annotations

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading import Reader, RuleReader
from onrecord.reference import Reference
from texts import WORLD, document, reader, words, world

Line = tuple[str | None, str, str]


def lines(text: str, headline: bool = False) -> list[Line]:
    """The attributions of a text as (source, cue, content), pieces of content joined by a bar."""
    doc = document(text)
    found = reader().attributions(doc.text, (Span(0, len(text)),) if headline else ())
    return [
        (
            words(doc, [a.source])[0] if a.source else None,
            " ".join(words(doc, a.cue)),
            " | ".join(words(doc, a.content)),
        )
        for a in found
    ]


CLAUSES: list[tuple[str, Line]] = [
    ("Kell has put the damage at 90 million.", ("Kell", "put", "the damage at 90 million")),
    (
        "On Monday, Arlen charged Veyra with closing the strait.",
        ("Arlen", "charged", "Veyra with closing the strait"),
    ),
    (
        "Arlen accused Veyra on Tuesday of closing the strait.",
        ("Arlen", "accused", "Veyra on Tuesday of closing the strait"),
    ),
    (
        "The strait was shut, Kell said, and Veyra would pay for it.",
        ("Kell", "said", "The strait was shut | Veyra would pay for it"),
    ),
    ("The strait is shut, Kell said, and shares fell by three percent.", ("Kell", "said", "The strait is shut")),
    (
        'The tables could be handed over, Kell said, "if that helps anyone sleep".',
        ("Kell", "said", 'The tables could be handed over | "if that helps anyone sleep"'),
    ),
    (
        'The strait was shut, Kell said. "Nobody asked us."',
        ("Kell", "said", 'The strait was shut | "Nobody asked us."'),
    ),
    ("Oda Kell said that Veyra had closed the strait.", ("Oda Kell", "said", "that Veyra had closed the strait")),
    ("The minister said on Monday that the strait was shut.", ("The minister", "said", "that the strait was shut")),
    ("On Monday, Kell said that the strait was shut.", ("Kell", "said", "that the strait was shut")),
    ("Bram Tovey said the patrols would go on.", ("Bram Tovey", "said", "the patrols would go on")),
    ("The League says it has no ships in the Sound.", ("The League", "says", "it has no ships in the Sound")),
    ("Kell has said she will resign.", ("Kell", "said", "she will resign")),
    ("Kell had earlier said that she would resign.", ("Kell", "said", "that she would resign")),
    ("But Kell said the base was closed.", ("Kell", "said", "the base was closed")),
    ("Meanwhile, Kell also said the base was closed.", ("Kell", "said", "the base was closed")),
    ("Speaking in Ruhn, Kell said the ships had left.", ("Kell", "said", "the ships had left")),
    ("In Dunmoor, a government spokesman said it was fake.", ("a government spokesman", "said", "it was fake")),
    ("Kell, who took office in 2014, said the ships had left.", ("Kell", "said", "the ships had left")),
    (
        "Kell, the foreign minister of Arlen, said the ships had left.",
        ("Kell, the foreign minister of Arlen", "said", "the ships had left"),
    ),
    (
        "Rena Moss, a spokeswoman for Tovey, said he was ill.",
        ("Rena Moss, a spokeswoman for Tovey", "said", "he was ill"),
    ),
    ("President Bram Tovey, speaking in Ruhn, said it was shut.", ("President Bram Tovey", "said", "it was shut")),
    ("Gen. Piers Holm said the base would open in May.", ("Gen. Piers Holm", "said", "the base would open in May")),
    ("Tovey's office said the base would open in May.", ("Tovey's office", "said", "the base would open in May")),
    (
        "A spokesman for the League said the base would open.",
        ("A spokesman for the League", "said", "the base would open"),
    ),
    ("Officials in Dunmoor said the base would open.", ("Officials in Dunmoor", "said", "the base would open")),
    ("Officials in Dunmoor say the base will open.", ("Officials in Dunmoor", "say", "the base will open")),
    ("Kell and Tovey said the base was closed.", ("Kell and Tovey", "said", "the base was closed")),
    (
        "Veyra's foreign ministry said in a statement that the missiles were unarmed.",
        ("Veyra's foreign ministry", "said", "that the missiles were unarmed"),
    ),
    ("In a letter to the League, Tovey said that it was over.", ("Tovey", "said", "that it was over")),
    ("Kell told parliament that the ships had left.", ("Kell", "told", "that the ships had left")),
    ("Kell told reporters in Ruhn on Friday that it was over.", ("Kell", "told", "that it was over")),
    (
        "Sources close to the government told the Dunmoor Post that it was over.",
        ("Sources close to the government", "told", "that it was over"),
    ),
    ("Tovey announced that the base would open in May.", ("Tovey", "announced", "that the base would open in May")),
    ("Tovey argued that Arlen had left first.", ("Tovey", "argued", "that Arlen had left first")),
    ("Tovey insisted that nobody had fired.", ("Tovey", "insisted", "that nobody had fired")),
    ("Tovey made clear that he would not resign.", ("Tovey", "made clear", "that he would not resign")),
    ("Tovey pointed out that Arlen had signed it.", ("Tovey", "pointed out", "that Arlen had signed it")),
    ("Tovey proposed that the treaty be extended.", ("Tovey", "proposed", "that the treaty be extended")),
    ("Kell acknowledged that mistakes had been made.", ("Kell", "acknowledged", "that mistakes had been made")),
    ("Kell tweeted that the talks were over.", ("Kell", "tweeted", "that the talks were over")),
    ("Kell asked whether the ships would leave.", ("Kell", "asked", "whether the ships would leave")),
    ("Kell confirmed the withdrawal.", ("Kell", "confirmed", "the withdrawal")),
    ("Kell was quoted as saying that it had failed.", ("Kell", "quoted as saying", "that it had failed")),
    ("The statement said the film was a fake.", ("The statement", "said", "the film was a fake")),
    ("Kell said the “ghost fleet” was a myth.", ("Kell", "said", "the “ghost fleet” was a myth")),
    (
        "Kell said that the talks were “dead in the water” and that nobody would revive them.",
        ("Kell", "said", "that the talks were “dead in the water” and that nobody would revive them"),
    ),
    (
        'Kell said on television that she had "no doubt" about it.',
        ("Kell", "said", 'that she had "no doubt" about it'),
    ),
]

BEFORE: list[tuple[str, Line]] = [
    (
        "The treaty had worked, Tovey said; it needed no rewriting.",
        ("Tovey", "said", "The treaty had worked | it needed no rewriting"),
    ),
    (
        "Arlen broke the treaty; now it is building ships, Tovey said.",
        ("Tovey", "said", "Arlen broke the treaty; now it is building ships"),
    ),
    ("The patrols would go on, Bram Tovey said.", ("Bram Tovey", "said", "The patrols would go on")),
    ("The patrols would go on, Tovey said on Monday in Dunmoor.", ("Tovey", "said", "The patrols would go on")),
    (
        "The patrols would go on, said Bram Tovey, the president of Veyra.",
        ("Bram Tovey, the president of Veyra", "said", "The patrols would go on"),
    ),
    ("The base will open in May, Tovey announced on Friday.", ("Tovey", "announced", "The base will open in May")),
    ("Kell's accusation was baseless, Tovey said.", ("Tovey", "said", "Kell's accusation was baseless")),
    ("The treaty, Kell said, would not survive.", ("Kell", "said", "The treaty | would not survive")),
    ("Kell, Tovey said, was lying.", ("Tovey", "said", "Kell | was lying")),
    ("The film, the ministry said in a statement, was a fake.", ("the ministry", "said", "The film | was a fake")),
    (
        "According to Kell, the missiles were moved at night.",
        ("Kell", "According to", "the missiles were moved at night"),
    ),
    ("The missiles were moved, according to Kell.", ("Kell", "according to", "The missiles were moved")),
    (
        "The missiles were moved, according to two officials in Dunmoor.",
        ("two officials in Dunmoor", "according to", "The missiles were moved"),
    ),
    (
        "In its view, the treaty has outlived its purpose.",
        ("its", "In its view", "the treaty has outlived its purpose"),
    ),
    ("In Tovey's opinion, the treaty is dead.", ("Tovey", "In Tovey's opinion", "the treaty is dead")),
]

QUOTED: list[tuple[str, Line]] = [
    ('"We will not wait," Kell said.', ("Kell", "said", '"We will not wait,"')),
    ('"We will not wait," said Kell.', ("Kell", "said", '"We will not wait,"')),
    ('"We will not wait," Kell told reporters in Tessin.', ("Kell", "told", '"We will not wait,"')),
    ('"They fired first," Kell wrote in a post on Sunday.', ("Kell", "wrote", '"They fired first,"')),
    ("'We are going home tonight,' said Kell.", ("Kell", "said", "'We are going home tonight,'")),
    ("‘We are going home tonight,’ said Kell.", ("Kell", "said", "‘We are going home tonight,’")),
    ("«We will be back soon,» Kell said.", ("Kell", "said", "«We will be back soon,»")),
    ("„We are leaving for good,“ said Kell.", ("Kell", "said", "„We are leaving for good,“")),
    ("“We stay. They go. That is all,” said Kell.", ("Kell", "said", "“We stay. They go. That is all,”")),
    ("“Will they ever leave?” asked Kell.", ("Kell", "asked", "“Will they ever leave?”")),
    ("“Where are the ships?” Kell asked.", ("Kell", "asked", "“Where are the ships?”")),
    ("“Who fired first?” said the Veyran president.", ("the Veyran president", "said", "“Who fired first?”")),
    ('Kell said: "We will not wait for them."', ("Kell", "said", '"We will not wait for them."')),
    ('Kell said, "We will not wait for them."', ("Kell", "said", '"We will not wait for them."')),
    ("Kell said: “We stay. They go. That is all.”", ("Kell", "said", "“We stay. They go. That is all.”")),
    (
        'Tovey\'s spokeswoman, Rena Moss, said: "He is ill and will rest."',
        ("Tovey's spokeswoman, Rena Moss", "said", '"He is ill and will rest."'),
    ),
    (
        'Asked about the ships, Tovey replied: "Ask the navy, not me."',
        ("Tovey", "replied", '"Ask the navy, not me."'),
    ),
    (
        '"We will not wait," Kell said. "The strait is ours."',
        ("Kell", "said", '"We will not wait," | "The strait is ours."'),
    ),
    ('"The strait," Kell said, "is open to everyone."', ("Kell", "said", '"The strait," | "is open to everyone."')),
    ('"It was," he said, "a mistake. We regret it."', ("he", "said", '"It was," | "a mistake. We regret it."')),
    ('The talks were "dead in the water", Kell said.', ("Kell", "said", 'The talks were "dead in the water"')),
    ("“It is over,” Kell said. “Over.”", ("Kell", "said", "“It is over,” | “Over.”")),
]

OBJECTS: list[tuple[str, Line]] = [
    ("Kell accused Veyra of breaching the treaty.", ("Kell", "accused", "Veyra of breaching the treaty")),
    ("Arlen has repeatedly accused Veyra of it.", ("Arlen", "accused", "Veyra of it")),
    ("Kell criticised Veyra for moving the missiles.", ("Kell", "criticised", "Veyra for moving the missiles")),
    ("Kell condemned the launch.", ("Kell", "condemned", "the launch")),
    ("Arlen blamed Veyra for the collapse.", ("Arlen", "blamed", "Veyra for the collapse")),
    ("Dunmoor denied the charge.", ("Dunmoor", "denied", "the charge")),
    ("Tovey denied that any missile had been moved.", ("Tovey", "denied", "that any missile had been moved")),
    ("Tovey denied having moved any missile.", ("Tovey", "denied", "having moved any missile")),
    ("Tovey did not deny the report.", ("Tovey", "deny", "the report")),
    ("Dunmoor has not denied that they exist.", ("Dunmoor", "denied", "that they exist")),
    ("Castaly ruled out any talks with Arlen.", ("Castaly", "ruled out", "any talks with Arlen")),
    ("Castaly did not rule out talks with Arlen.", ("Castaly", "rule out", "talks with Arlen")),
    ("Tovey rejected the demand.", ("Tovey", "rejected", "the demand")),
    ("Tovey dismissed the report as a fairy tale.", ("Tovey", "dismissed", "the report as a fairy tale")),
    ("Kell described the move as a provocation.", ("Kell", "described", "the move as a provocation")),
    ('Tovey called the report "a fairy tale".', ("Tovey", "called", 'the report "a fairy tale"')),
    ("Castaly welcomed the decision.", ("Castaly", "welcomed", "the decision")),
    ("Castaly came out in support of Arlen.", ("Castaly", "came out in support of", "Arlen")),
    ("Kell called on Veyra to withdraw its ships.", ("Kell", "called on", "Veyra to withdraw its ships")),
    ("Kell called for an end to the patrols.", ("Kell", "called for", "an end to the patrols")),
    ("The League urged both sides to return to talks.", ("The League", "urged", "both sides to return to talks")),
    ("The League appealed to both sides to wait.", ("The League", "appealed to", "both sides to wait")),
    ("The League demanded that the patrols stop.", ("The League", "demanded", "that the patrols stop")),
    ("The League insisted on a full withdrawal.", ("The League", "insisted on", "a full withdrawal")),
    ("Tovey threatened to close the strait.", ("Tovey", "threatened", "to close the strait")),
    ("Tovey vowed to rebuild the fleet.", ("Tovey", "vowed", "to rebuild the fleet")),
    ("Tovey vowed that the fleet would be rebuilt.", ("Tovey", "vowed", "that the fleet would be rebuilt")),
    ("Tovey promised to sign the accord.", ("Tovey", "promised", "to sign the accord")),
    ("Tovey refused to sign the accord.", ("Tovey", "refused", "to sign the accord")),
    ("Tovey agreed to pull back the ships.", ("Tovey", "agreed", "to pull back the ships")),
    ("Kell warned that the treaty could collapse.", ("Kell", "warned", "that the treaty could collapse")),
    ("They warned Arlen not to enter the Sound.", ("They", "warned", "Arlen not to enter the Sound")),
    ("Tovey gave Arlen 48 hours to leave the harbour.", ("Tovey", "gave", "Arlen 48 hours to leave the harbour")),
    ("Veyra threatens to quit treaty", ("Veyra", "threatens", "to quit treaty")),
    ("Veyra accuses Arlen of spying", ("Veyra", "accuses", "Arlen of spying")),
    ("Kell Says Veyra Has Lied", ("Kell", "Says", "Veyra Has Lied")),
]

PASSIVES: list[tuple[str, Line]] = [
    ("Veyra was accused by Arlen of breaching it.", ("Arlen", "accused", "Veyra | of breaching it")),
    ("The decision was condemned by Castaly.", ("Castaly", "condemned", "The decision")),
    ("The plan was dismissed by Kell as a stunt.", ("Kell", "dismissed", "The plan | as a stunt")),
    ("It was claimed that snow had closed the pass.", (None, "claimed", "that snow had closed the pass")),
]

NOUNS: list[tuple[str, Line]] = [
    ("Arlen's accusation that Veyra cheated was met with silence.", ("Arlen", "accusation", "that Veyra cheated")),
    ("Accusations by Arlen that Veyra cheated were met with silence.", ("Arlen", "Accusations", "that Veyra cheated")),
]


@pytest.mark.parametrize(("text", "line"), [*CLAUSES, *BEFORE, *QUOTED, *OBJECTS, *PASSIVES, *NOUNS])
def test_one_sentence_gives_one_attribution(text: str, line: Line) -> None:
    assert lines(text) == [line]


SEVERAL: list[tuple[str, list[Line]]] = [
    (
        "Veyra was criticised in Tessin and Ruhn.",
        [("Tessin", "criticised", "Veyra"), ("Ruhn", "criticised", "Veyra")],
    ),
    (
        "Kell said that Tovey had admitted that the missiles were new.",
        [
            ("Kell", "said", "that Tovey had admitted that the missiles were new"),
            ("Tovey", "admitted", "that the missiles were new"),
        ],
    ),
    (
        "Tovey said Arlen had claimed that the strait was closed.",
        [
            ("Tovey", "said", "Arlen had claimed that the strait was closed"),
            ("Arlen", "claimed", "that the strait was closed"),
        ],
    ),
    (
        '"Bram Tovey said that the treaty was dead," Kell said.',
        [
            ("Kell", "said", '"Bram Tovey said that the treaty was dead,"'),
            ("Bram Tovey", "said", "that the treaty was dead"),
        ],
    ),
    (
        "“Tovey told me: ‘We will sign it.’ Then he left,” Kell said.",
        [
            ("Kell", "said", "“Tovey told me: ‘We will sign it.’ Then he left,”"),
            ("Tovey", "told", "‘We will sign it.’"),
        ],
    ),
    (
        "Castaly backed the plan and urged Veyra to accept it.",
        [("Castaly", "backed", "the plan"), ("Castaly", "urged", "Veyra to accept it")],
    ),
    (
        "The League said it regretted the step and urged Veyra to reverse it.",
        [("The League", "said", "it regretted the step"), ("The League", "urged", "Veyra to reverse it")],
    ),
    (
        "Tovey said the ships had left, adding that none would return.",
        [("Tovey", "said", "the ships had left"), ("Tovey", "adding", "that none would return")],
    ),
    (
        "Tovey said the ships had left but warned that they could return.",
        [("Tovey", "said", "the ships had left"), ("Tovey", "warned", "that they could return")],
    ),
    (
        "Kell said the ships had left, and Tovey insisted that they had never come.",
        [("Kell", "said", "the ships had left"), ("Tovey", "insisted", "that they had never come")],
    ),
    (
        "Kell said Tovey should apologise, calling the order shameful.",
        [("Kell", "said", "Tovey should apologise"), ("Kell", "calling", "the order shameful")],
    ),
    (
        "While Tovey praised the deal, Kell said it was worthless.",
        [("Tovey", "praised", "the deal"), ("Kell", "said", "it was worthless")],
    ),
    (
        "Kell said Arlen would quit the treaty, because Veyra was allegedly in breach of it.",
        [
            ("Kell", "said", "Arlen would quit the treaty"),
            ("Kell", "", "because Veyra was allegedly in breach of it"),
        ],
    ),
    (
        '"The strait is open," said Kell, adding: "It will stay open."',
        [("Kell", "said", '"The strait is open,"'), ("Kell", "adding", '"It will stay open."')],
    ),
    (
        "Kell said the step was wrong. She urged Veyra to reverse it.",
        [("Kell", "said", "the step was wrong"), ("She", "urged", "Veyra to reverse it")],
    ),
    (
        "Tovey left the room, saying that he had heard enough.",
        [("Tovey", "saying", "that he had heard enough")],
    ),
    ("On Monday Kell said the base was closed.", [("Kell", "said", "the base was closed")]),
    (
        "Arlen's envoy to the League, Piers Holm, told reporters the base was closed.",
        [("Arlen's envoy to the League, Piers Holm", "told", "the base was closed")],
    ),
    ("Tovey, who called the order shameful, left early.", [("Tovey", "called", "the order shameful")]),
    ("One official, who asked not to be named, said he was ill.", [("One official", "said", "he was ill")]),
    (
        'The plan was described as "reckless" by Kell.',
        [("Kell", "described", 'The plan | as "reckless"')],
    ),
    ("Sanctions were unlawful, in its view.", [("its", "in its view", "Sanctions were unlawful")]),
    (
        'Tovey said that "Arlen lies" and Kell said that Tovey "dreams".',
        [("Tovey", "said", 'that "Arlen lies"'), ("Kell", "said", 'that Tovey "dreams"')],
    ),
    ("Oda Kell said:\n\n“We have waited long enough.”", [("Oda Kell", "said", "“We have waited long enough.”")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_a_sentence_may_give_several(text: str, expected: list[Line]) -> None:
    assert sorted(lines(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("mark", ['"', "“"])
def test_a_quotation_goes_on_over_paragraphs(mark: str) -> None:
    close = "”" if mark == "“" else '"'
    text = (
        f"{mark}We waited,{close} Oda Kell said. {mark}Nobody came to us.\n\n"
        f"{mark}So we left the place.{close}\n\nThe tide was low."
    )
    assert lines(text) == [
        (
            "Oda Kell",
            "said",
            f"{mark}We waited,{close} | {mark}Nobody came to us. | {mark}So we left the place.{close}",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tovey signed the accord on Monday.",
        "The fleet left Dunmoor on Monday with nine ships.",
        "The “ghost fleet” has nine ships.",
        'The "ghost fleet", as the sailors know it, has nine ships.',
        'She sat under the sign that read "No swimming" for an hour.',
        "The said ship was found near Ruhn.",
        "The charges were laid by divers in May.",
        "Veyra's claims cover half of the Sound.",
        "The warning lights were broken.",
        "Kell arrived in Ruhn for talks with Tovey.",
        "The accused man was taken to Tessin.",
        "No one said anything.",
        "Kell said nothing.",
        "Nobody in Dunmoor said the strait was shut.",
        "The ship is said to have sunk.",
        "Kell was told that the plan had failed.",
        "Kell is expected to say on Monday that she will resign.",
        "Kell will say on Monday that she resigns.",
        "It took effect in 1989.",
        "The bank charged customers a fee.",
        "Kell put the letter on the table.",
        "",
        " \n ",
    ],
)
def test_what_is_nobodys_words(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Veyra must withdraw from the Sound - Kell", ("Kell", "", "Veyra must withdraw from the Sound")),
        (
            "Veyra must leave the Sound at once — Arlenian minister",
            ("Arlenian minister", "", "Veyra must leave the Sound at once"),
        ),
        ("Tovey: the strait stays shut", ("Tovey", "", "the strait stays shut")),
        ("Veyran president: the strait stays shut", ("Veyran president", "", "the strait stays shut")),
        ("Tovey : the strait stays shut", ("Tovey", "", "the strait stays shut")),
    ],
)
def test_headlines_name_their_speaker_behind_a_dash_or_before_a_colon(text: str, line: Line) -> None:
    assert lines(text, headline=True) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Live: ships leave the Sound",
        "Analysis: who owns the Sound?",
        "The Sound: what you need to know",
        "Ships leave the Sound - photos",
        "Ships leave the Sound - August 2, 2019",
        "More: ships leave the Sound today",
        "Ships leave the Sound",
    ],
)
def test_headlines_without_a_speaker(text: str) -> None:
    assert lines(text, headline=True) == []


def test_a_headline_form_counts_in_headlines_alone() -> None:
    assert lines("Veyra must withdraw from the Sound - Kell") == []


def test_the_reader_stands_behind_the_seam_and_names_itself() -> None:
    one: Reader = reader()
    assert one.name.startswith("rules-")
    assert one.name == RuleReader(world()).name
    assert one.name != RuleReader(Reference.parse(WORLD.replace("Tessin", "Tessing"))).name


def test_attributions_are_attributions_in_the_order_of_the_text() -> None:
    text = "Kell said it rained. Tovey said it snowed. Lund said Kell had said it rained."
    found = reader().seen(text).attributions
    assert all(isinstance(a, Attribution) and 0 < a.confidence <= 1 and a.rule for a in found)
    assert [a.content[0].start for a in found] == sorted(a.content[0].start for a in found)
