"""The ways out, each held against the other side's own library, schema or rules."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pytest

import handmade
import onrecord
from onrecord import __version__
from onrecord.export import FORMATS, render
from onrecord.export.excerpt import ACROSS, VIEWS, Excerpt
from onrecord.export.flat import columns
from onrecord.model import Interval, Line, LineKind, OnRecordError
from onrecord.store import RecordFile, Store
from test_cli import run

EXAMPLE = Path(onrecord.__file__).parent / "example"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export") / "strait.record"
    onrecord.build(EXAMPLE / "pages", made, reference=EXAMPLE / "reference.yaml").close()
    return made


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[RecordFile]:
    with onrecord.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile() -> Iterator[RecordFile]:
    """A record whose names and words try to be formulas, markup and ill-formed text, and whose dates are not known."""
    plain = handmade.document(outlet='=HYPERLINK("x")<b>')
    document = replace(
        plain,
        name="=cmd, <script>alert(1)</script>.txt",
        text=plain.text.replace("this", "=1+\x0b"),
        url="javascript:alert(1)",
        lines=(*plain.lines, Line(LineKind.CAPTION, "\x07\ufffe")),
    )
    reading = handmade.reading(plain, None)
    accuses = replace(reading.statements[0], speaker=handmade.sure("@Orla\x00 <i>&", 0.4))
    reading = replace(reading, statements=(accuses, *reading.statements[1:]))
    store = Store.make(None)
    store.keep(handmade.page(document.id, document.name), document, reading, __version__)
    made = handmade.record()
    kept = [moment for moment in made.timeline if set(moment.items) <= {"aa-e", "aa-d", "aa-1", "aa-2", "aa-3"}]
    undated = [replace(moment, time=Interval(), label="<img onerror=x>") for moment in kept]
    half = replace(undated[0], time=Interval(None, date(2019, 3, 7)))
    timeline = (half, *undated)
    store.write(replace(made, documents=(document,), readings=(reading,), timeline=timeline, checks=()), __version__)
    with RecordFile(store) as opened:
        yield opened


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


TEXTS = [name for name, one in FORMATS.items() if name not in ("html", "pdf", "docx", "dna", "spacy", "parquet")]


# ── all of them ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.extra is None])
def test_the_same_record_gives_the_same_bytes(record: RecordFile, name: str) -> None:
    assert render(record, name) == render(record, name)


@pytest.mark.parametrize("name", TEXTS)
def test_what_pages_hold_harms_no_reader(hostile: RecordFile, name: str) -> None:
    text = render(hostile, name).decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    if name in ("graphml", "gexf"):
        assert networkx.parse_graphml(text) if name == "graphml" else networkx.read_gexf(io.StringIO(text))


def test_what_there_is_not_is_told_in_a_line(record: RecordFile) -> None:
    with pytest.raises(OnRecordError, match='no format "xls": it is one of html, pdf, docx, dna'):
        render(record, "xls")
    with pytest.raises(OnRecordError, match="leave the filters out"):
        render(record, "html", outlet="Tespres")
    with pytest.raises(OnRecordError, match='no outlet "Tespress" in this record: did you mean Tespres'):
        render(record, "csv", outlet="Tespress")


def test_a_missing_extra_is_told_with_what_to_install(record: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OnRecordError, match=r"parquet needs pyarrow: pip install 'onrecord\[parquet\]'"):
        render(record, "parquet")


def test_filters_leave_one_part_of_everything(record: RecordFile) -> None:
    part = Excerpt(record, outlet="Sovrel Ledger")
    names = {row["document"] for row in part.documents}
    assert len(names) == 1
    for view in ("statements", "checks"):
        assert {row["document"] for row in part.tables[view]} == names
    assert 0 < len(part.actors) < len(record.actors())
    since = Excerpt(record, since="2013-11")
    assert 0 < len(since.statements) < len(record.statements())
    assert {row["document_id"] for row in since.statements} <= {row["id"] for row in since.documents}
    speakers = {row["speaker"] for row in Excerpt(record, actor="Osheli").statements}
    assert "Nadra Osheli" in speakers


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_flat_file_has_every_attribute_of_every_statement(record: RecordFile) -> None:
    rows = list(csv.DictReader(io.StringIO(render(record, "csv").decode())))
    assert tuple(rows[0]) == columns()
    said = record.statements()
    assert len(rows) == sum(max(1, len(row["positions"])) for row in said)
    assert {row["id"] for row in rows} == {row["id"] for row in said}
    held = [row for row in rows if row["position_by"]]
    assert {(r["position_by"], r["position_issue"], r["position_stance"]) for r in held} == {
        (p["by"], p["issue"], p["stance"]) for row in said for p in row["positions"]
    }
    by_id = {row["id"]: row for row in said}
    document = {row["id"]: row for row in record.documents()}
    for row in rows:
        told = by_id[row["id"]]
        assert row["content"].removeprefix("'") == told["content"]
        assert (row["speaker"] or None, row["act"]) == (told["speaker"], told["act"])
        assert float(row["confidence"]) == told["confidence"]
        assert row["document_title"] == document[told["document_id"]]["title"]
        assert [row["date_earliest"], row["date_latest"]] == [day or "" for day in told["date"] or (None, None)]


def test_no_cell_runs_as_a_formula(hostile: RecordFile) -> None:
    for text in FORMATS["csv"].files(Excerpt(hostile)).values():
        for row in csv.reader(io.StringIO(text.decode())):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_json_lines_hold_every_field(record: RecordFile) -> None:
    every = lines(render(record, "jsonl"))
    for view, table in Excerpt(record).tables.items():
        assert [{k: v for k, v in row.items() if k != "view"} for row in every if row["view"] == view] == list(table)


def test_parquet_gives_every_row_back(record: RecordFile, hostile: RecordFile) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    flat = pq.read_table(io.BytesIO(render(record, "parquet")))
    assert flat.column_names == list(columns())
    assert str(flat.schema.field("date_latest").type) == "date32[day]"
    assert str(flat.schema.field("confidence").type) == "double"
    files = FORMATS["parquet"].files(Excerpt(record))
    assert set(files) == {f"{view}.parquet" for view in (*VIEWS, *ACROSS)}
    events = pq.read_table(io.BytesIO(files["events.parquet"])).to_pylist()
    assert [row["pages"] for row in events] == [row["pages"] for row in record.events()]
    back = pq.read_table(io.BytesIO(files["statements.parquet"])).to_pylist()
    for row, told in zip(back, record.statements(), strict=True):
        assert row.pop("date_earliest") == (
            date.fromisoformat(told["date"][0]) if (told["date"] or [None])[0] else None
        )
        row.pop("date_latest")
        told.pop("date")
        assert row == told
    empty = FORMATS["parquet"].files(Excerpt(hostile))
    for view in VIEWS:
        here, there = (pq.read_schema(io.BytesIO(some[f"{view}.parquet"])) for some in (files, empty))
        assert here.equals(there), view


def test_a_table_is_a_frame_of_any_kind(record: RecordFile) -> None:
    pytest.importorskip("pyarrow")
    for view in (*VIEWS, *ACROSS):
        table = getattr(record, view)()
        assert table.arrow().num_rows == len(table)
    polars = pytest.importorskip("polars")
    frame = record.statements().polars()
    assert frame.height == len(record.statements())
    assert frame.schema["date_earliest"] == polars.Date
    assert frame["speaker"].to_list() == [row["speaker"] for row in record.statements()]


# ── annotations ────────────────────────────────────────────────────────────────────────────────────────────

IRI = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"}
ANNOTATION = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["describing", "commenting", "tagging", "highlighting", "identifying"]},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "value": {"type": "string", "minLength": 1},
                    "purpose": {"enum": ["describing", "commenting", "tagging"]},
                    "format": {"type": "string", "pattern": "^[a-z]+/[a-z.+-]+$"},
                    "language": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
        "generator": {"type": "object", "required": ["id", "type", "name"]},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": IRI,
                "selector": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "oneOf": [
                            {
                                "required": ["type", "exact"],
                                "properties": {
                                    "type": {"const": "TextQuoteSelector"},
                                    "exact": {"type": "string", "minLength": 1},
                                    "prefix": {"type": "string"},
                                    "suffix": {"type": "string"},
                                },
                                "additionalProperties": False,
                            },
                            {
                                "required": ["type", "start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 1},
                                },
                                "additionalProperties": False,
                            },
                        ]
                    },
                },
            },
        },
    },
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "first"],
    "properties": {
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "items": {"type": "array", "items": ANNOTATION},
            },
        },
    },
}
"""What the W3C's recommendation of 23 February 2017 lays down, sections 3 to 5, as far as we use it."""


def test_annotations_are_as_the_recommendation_lays_down(record: RecordFile, hostile: RecordFile) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for one in (record, hostile):
        whole = json.loads(render(one, "annotations"))
        jsonschema.validate(whole, COLLECTION)
        items = whole["first"]["items"]
        assert whole["total"] == len(items) == len(one.statements())
        assert len({item["id"] for item in items}) == len(items)


def test_selectors_find_the_words_again(record: RecordFile) -> None:
    text = {row["id"]: row for row in record.documents()}
    by_id = {row["id"]: row for row in record.statements()}
    found = 0
    for item in json.loads(render(record, "annotations"))["first"]["items"]:
        row = json.loads(item["body"][-1]["value"])
        assert row == by_id[row["id"]]
        quote, *position = item["target"]["selector"]
        document = text[row["document_id"]]
        within = document["text"] if row["line"] is None else document["lines"][row["line"]]["text"]
        assert within.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        start = within.index(quote["prefix"] + quote["exact"] + quote["suffix"]) + len(quote["prefix"])
        assert quote["exact"].startswith(within[slice(*row["spans"]["content"][0])])
        assert quote["exact"].endswith(within[slice(*row["spans"]["content"][-1])])
        for one in position:
            assert (one["start"], within[one["start"] : one["end"]]) == (start, quote["exact"])
            found += 1
        assert bool(position) == (row["line"] is None)
        assert f"confidence {row['confidence']:g}" in item["body"][0]["value"]
    assert found > 100


# ── other tools ────────────────────────────────────────────────────────────────────────────────────────────


def test_entities_are_those_of_followthemoney(record: RecordFile, hostile: RecordFile) -> None:
    ftm = pytest.importorskip("followthemoney")
    for one in (record, hostile):
        held = lines(render(one, "ftm"))
        ids = {entity["id"] for entity in held}
        assert len(ids) == len(held)
        for data in held:
            schema = ftm.model.get(data["schema"])
            assert schema is not None and not schema.abstract
            assert schema.validate(data) is None
            proxy = ftm.model.get_proxy(data)
            for name, values in data["properties"].items():
                prop = schema.get(name)
                assert prop is not None, (data["schema"], name)
                # The library cleans what it takes: nothing may be lost, no end of a link may lead nowhere.
                assert set(proxy.get(name)) == set(values), (data["schema"], name)
                if prop.type.name == "entity":
                    assert set(values) <= ids
                    for value in values:
                        end = next(other for other in held if other["id"] == value)
                        assert ftm.model.get(end["schema"]).is_a(prop.range)
        kinds = [data["schema"] for data in held]
        assert kinds.count("Article") == len(one.documents())
        assert kinds.count("Note") == len(one.statements())


def test_a_date_that_is_open_is_no_day_anywhere(hostile: RecordFile) -> None:
    article = next(one for one in lines(render(hostile, "ftm")) if one["schema"] == "Article")
    assert "publishedAt" not in article["properties"]
    assert "not known" in article["properties"]["notes"][0]
    graph = json.loads(render(hostile, "jsonld"))["@graph"]
    assert not any("datePublished" in node or "dateCreated" in node for node in graph)
    assert all(one["date"] is None for one in lines(render(hostile, "plover")) if one["said"])


PROPERTIES = {
    "NewsArticle": {
        *("url", "name", "headline", "abstract", "articleBody", "dateline", "inLanguage", "wordCount", "publisher"),
        *("author", "datePublished"),
    },
    "Claim": {"text", "author", "about", "appearance", "firstAppearance", "dateCreated", "keywords"},
    "Person": {"name", "alternateName", "description", "affiliation"},
    "Organization": {"name", "alternateName", "description"},
    "Country": {"name", "alternateName", "description"},
    "Thing": {"name", "alternateName", "description"},
    "Event": {"name", "startDate", "location", "about", "subjectOf"},
    "Place": {"name"},
}
"""The properties of schema.org (version 28) that we use, with the types on which it defines them."""


def test_claims_are_in_the_words_of_schema_org_and_nobody_rates_them(record: RecordFile) -> None:
    rdflib = pytest.importorskip("rdflib")
    data = render(record, "jsonld").decode()
    whole = json.loads(data)
    every: list[dict[str, Any]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            every.append(value)
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(whole["@graph"])
    for node in every:
        if "@type" in node:
            plain = {name for name in node if not name.startswith(("@", "onrecord:"))}
            assert plain <= PROPERTIES[node["@type"]], node["@type"]
    assert not re.search(r'"[^"]*([Rr]ating|[Rr]eview|[Vv]erdict)[^"]*":', data)
    claims = [node for node in whole["@graph"] if node["@type"] == "Claim"]
    assert [node["onrecord:confidence"] for node in claims] == [row["confidence"] for row in record.statements()]
    # The context of schema.org maps every word into its vocabulary; a stand-in for it needs no network.
    whole["@context"] = {"@vocab": "https://schema.org/", **whole["@context"][1]}
    graph = rdflib.Graph().parse(data=json.dumps(whole), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    found = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(found) == len(claims)
    articles = set(graph.subjects(rdflib.RDF.type, schema.NewsArticle))
    assert all(graph.value(claim, schema.appearance) in articles for claim in found)


def test_event_data_keeps_types_modes_and_quotes(record: RecordFile) -> None:
    from onrecord.model import Act

    every = lines(render(record, "plover"))
    said = [one for one in every if one["said"]]
    assert [one["id"] for one in said] == [row["id"] for row in record.statements()]
    assert len(every) - len(said) == sum(len(reading.events) for reading in record.record.readings)
    types = {str(act) for act in Act} - {"SAY", "DENY", "unclassified"}
    assert {one["event_type"] for one in every} - {None} <= types
    assert all((one["event_type"] is None) == (one["act"] not in types) for one in every)
    assert any(one["mode"] for one in said)
    text = {row["id"]: row for row in record.documents()}
    for one in every:
        within = text[one["document"]]
        within = within["text"] if one["line"] is None else within["lines"][one["line"]]["text"]
        assert one["quote"] == [within[start:end] for start, end in one["spans"]]


DAY = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "properties": {
        "unique_id": {"type": "string"},
        "group": {"type": "string"},
        "start_date": DAY,
        "end_date": DAY,
        "display_date": {"type": "string"},
        "text": {"type": "object", "properties": {"headline": {"type": "string"}, "text": {"type": "string"}}},
    },
    "required": ["text"],
    "additionalProperties": False,
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "title": SLIDE,
        "events": {"type": "array", "items": {**SLIDE, "required": ["start_date", "text"]}},
    },
    "additionalProperties": False,
}
"""What TimelineJS 3 documents of its JSON."""


def test_a_timeline_shows_every_moment_as_it_is_known(record: RecordFile, hostile: RecordFile) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    made = json.loads(render(record, "timelinejs"))
    jsonschema.validate(made, TIMELINE)
    assert len(made["events"]) == len(record.timeline())
    assert any("end_date" in slide for slide in made["events"])
    undated = json.loads(render(hostile, "timelinejs"))
    jsonschema.validate(undated, TIMELINE)
    assert [slide["display_date"] for slide in undated["events"]] == ["by 7 March 2019"]
    assert "time not known" in undated["title"]["text"]["text"]
    assert "<img" not in json.dumps(undated) and "<script" not in json.dumps(undated)


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_writes_files_and_folders(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    done = run("export", path, "--to", "csv", "-o", folder)
    assert done.returncode == 0, done.stderr
    assert {one.name for one in folder.iterdir()} == {"flat.csv", *(f"{view}.csv" for view in (*VIEWS, *ACROSS))}
    one = tmp_path / "flat.csv"
    assert run("export", path, "--to", "CSV", "-o", one).returncode == 0
    assert one.read_bytes() == (folder / "flat.csv").read_bytes()
    piped = run("export", path, "--to", "plover", "--outlet", "tespres")
    assert piped.returncode == 0
    assert {json.loads(line)["publisher"] for line in piped.stdout.splitlines()} == {"Tespres"}
    listed = run("export", "--list").stdout
    assert all(name in listed for name in FORMATS)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--to", "xls"), 2, 'no format "xls"'),
        ((), 2, "give a record and --to FORMAT"),
        (("--to", "dna", "-o", "."), 2, "is a folder: name a file in it"),
        (("--to", "dna", "-o", "no/such/x.dna"), 1, "cannot be written"),
        (("--to", "csv", "--since", "yesterday"), 2, "is no date"),
    ],
)
def test_what_cannot_be_done_is_told(path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = run("export", path, *arguments)
    assert done.returncode == code
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_the_record_itself_is_not_written_over(path: Path) -> None:
    before = path.read_bytes()
    done = run("export", path, "--to", "dna", "-o", path)
    assert done.returncode == 1 and "is the record itself" in done.stderr
    assert path.read_bytes() == before
