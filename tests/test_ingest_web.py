"""What is fetched from the web: politely, warily, within bounds; nothing here leaves this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest

import containers as made
from onrecord.ingest import extract, sources
from onrecord.ingest.guard import Guard, is_public
from onrecord.ingest.web import Web
from onrecord.model import Page, Refused

Answers = dict[str, httpx2.Response | str]
HTML = {"content-type": "text/html; charset=utf-8"}


class Clock:
    """A time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def web(answers: Callable[[httpx2.Request], httpx2.Response] | Answers, clock: Clock | None = None) -> Web:
    """The web with these answers in its place: by address, a text standing for where a redirect leads."""
    clock = clock or Clock()

    def answer(request: httpx2.Request) -> httpx2.Response:
        found = answers(request) if callable(answers) else answers.get(str(request.url), httpx2.Response(404))
        if isinstance(found, str):
            return httpx2.Response(302, headers={"location": found})
        return httpx2.Response(found.status_code, headers=found.headers, stream=found.stream)  # not read yet

    return Web(httpx2.MockTransport(answer), sleep=clock.sleep, clock=clock)


def refused(place: Web, url: str) -> str:
    with pytest.raises(Refused) as told:
        place.page(url)
    assert "\n" not in str(told.value)
    return str(told.value)


def page(content: bytes = made.HTML) -> httpx2.Response:
    return httpx2.Response(200, headers=HTML, content=content)


def test_a_page_comes_with_its_address_and_its_time() -> None:
    found = web({"https://e.example/a": "/b", "https://e.example/b": page()}).page("https://e.example/a#part")
    assert (found.name, found.url, found.encoding) == ("https://e.example/a", "https://e.example/b", "utf-8")
    assert found.retrieved is not None and found.content == made.HTML
    assert extract(found).title == made.TITLE


def test_robots_txt_is_obeyed_and_asked_once() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        if request.url.path == "/robots.txt":
            return httpx2.Response(200, text="User-agent: *\nDisallow: /*?print=\nDisallow: /private/\nCrawl-delay: 3")
        return page()

    clock = Clock()
    place = web(answer, clock)
    assert "robots.txt" in refused(place, "https://e.example/private/a")
    assert "robots.txt" in refused(place, "https://e.example/a?print=1")
    assert place.page("https://e.example/a") and place.page("https://e.example/b")
    assert asked == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [3.0]


@pytest.mark.parametrize(
    ("robots", "told"),
    [
        (httpx2.Response(503), "robots.txt"),
        (httpx2.Response(200, text="User-agent: *\nCrawl-delay: 600"), "too long pauses"),
        (httpx2.Response(200, text="User-agent: onrecord\nDisallow: /"), "robots.txt"),
    ],
)
def test_a_host_that_does_not_want_to_be_read_is_left(robots: httpx2.Response, told: str) -> None:
    place = web({"https://e.example/robots.txt": robots, "https://e.example/a": page()})
    assert told in refused(place, "https://e.example/a")


def test_a_host_is_asked_once_a_second_and_another_meanwhile() -> None:
    clock = Clock()
    place = web({f"https://{h}.example/{n}": page() for h in "ef" for n in range(3)}, clock)
    for n in range(3):
        place.page(f"https://e.example/{n}")
        place.page(f"https://f.example/{n}")
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"https://e.example/a": "/b", "https://e.example/b": "/a"}, "in a circle"),
        ({f"https://e.example/{'a' * n}": f"/{'a' * (n + 1)}" for n in range(1, 20)}, "more than 5 redirects"),
        ({"https://e.example/a": "file:///etc/passwd"}, "no address of the web"),
        ({"https://e.example/a": "https://user:secret@e.example/b"}, "with a password"),
        ({}, "answers 404"),
        ({"https://e.example/a": httpx2.Response(200, headers={"content-type": "image/png"})}, "image/png is no page"),
        ({"https://e.example/a": page(b"")}, "empty"),
        (
            {"https://e.example/a": httpx2.Response(200, headers={**HTML, "content-encoding": "br"}, content=b"x")},
            "packed as br",
        ),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_line(answers: Answers, told: str) -> None:
    said = refused(web(answers), "https://e.example/a")
    assert told in said and said.startswith("https://") and "secret" not in said


def test_a_server_that_asks_for_peace_is_asked_no_more() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(404 if request.url.path == "/robots.txt" else 429)

    place = web(answer)
    assert "429" in refused(place, "https://e.example/a")
    assert "left alone" in refused(place, "https://e.example/b")
    assert asked == ["/robots.txt", "/a"]


class Endless(httpx2.SyncByteStream):
    """A body without end; it counts what is taken of it."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.taken += 1
            yield self.piece


def test_a_page_without_end_and_a_packed_bomb_are_stopped_at_the_bound() -> None:
    for packing, piece, most in (("identity", b"a" * 100_000, 101), ("gzip", made.gzip_bomb(300_000_000), 1)):
        body = Endless(piece)
        headers = {**HTML, "content-encoding": packing}
        place = web({"https://e.example/a": httpx2.Response(200, headers=headers, stream=body)})
        assert "larger than the 10 MB" in refused(place, "https://e.example/a")
        assert body.taken <= most
    told = httpx2.Response(200, headers={**HTML, "content-length": "200000000"}, stream=Endless(b"a"))
    assert "200 MB" in refused(web({"https://e.example/a": told}), "https://e.example/a")


def test_packed_answers_are_unpacked() -> None:
    headers = {**HTML, "content-encoding": "gzip"}
    answer = httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(gzip.compress(made.HTML)))
    assert web({"https://e.example/a": answer}).page("https://e.example/a").content == made.HTML


# ── which addresses ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        *((private, False) for private in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254")),
        *((private, False) for private in ("0.0.0.0", "100.64.0.1", "224.0.0.1", "240.0.0.1", "::1", "::")),
        *((private, False) for private in ("fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1")),
        *((private, False) for private in ("64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:169.254.169.254")),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_this_machine_is_never_reached_whatever_it_is_called(host: str) -> None:
    said = refused(Web(), f"http://{host}:9/a")
    assert "private address" in said or "no such host" in said or "cannot be fetched" in said
    assert "refused" not in said.lower()


def test_a_name_that_stands_for_a_private_address_too_is_not_reached() -> None:
    guard = Guard(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert "private address" in refused(Web(guard=guard), "http://rebound.example/a")


class Site(BaseHTTPRequestHandler):
    """A small site on this machine."""

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://private.example:1/")
            self.end_headers()
            return
        self.send_response(200 if self.path in ("/page", "/slow") else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/page":
            self.wfile.write(made.HTML)
        for _ in range(100 if self.path == "/slow" else 0):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def neighbour() -> Web:
    """The web in which a name stands for this machine, and this machine is allowed; nobody else is."""
    names = {"news.example": ["127.0.0.1"], "private.example": ["10.0.0.1"]}
    return Web(guard=Guard(lambda host, port: names[host], lambda ip: ip == "127.0.0.1"), sleep=lambda s: None)


def test_a_page_comes_over_a_real_connection(site: str) -> None:
    assert neighbour().page(f"{site}/page").content == made.HTML
    assert "private address" in refused(neighbour(), f"{site}/away")


def test_a_trickle_ends_with_the_time(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = neighbour()
    place.page(f"{site}/page")
    monkeypatch.setattr("onrecord.ingest.web.WEB_SECONDS", 0.5)
    began = time.monotonic()
    assert "in time" in refused(place, f"{site}/slow")
    assert time.monotonic() - began < 5


def test_nothing_is_looked_up_where_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network was asked"))
    (tmp_path / "f.xml").write_bytes(made.feed())
    for source in sources([tmp_path / "f.xml"]):
        assert len(list(source.offers())) == 2


# ── feeds and addresses as sources ─────────────────────────────────────────────────────────────────────────


def fetched(*named: str | Path, place: Web, follow: bool = False) -> list[Page | str]:
    found: list[Page | str] = []
    for source in sources(list(named), web=place, follow=follow):
        for offer in source.offers():
            try:
                found.append(offer.fetch())
            except Refused as told:
                found.append(str(told))
    return found


def test_an_address_is_a_page_or_a_feed_whose_entries_may_be_followed(tmp_path: Path) -> None:
    answers: Answers = {
        "https://news.example/feed": httpx2.Response(
            200, headers={"content-type": "application/rss+xml"}, content=made.feed()
        ),
        "https://news.example/1": page(),
        "https://news.example/2": page(made.HTML.replace(b"Larkhaven.", b"Larkhaven today.")),
    }
    single = fetched("https://news.example/1", place=web(answers))
    assert isinstance(single[0], Page) and not single[0].declared
    carried = fetched("https://news.example/feed", place=web(answers))
    assert isinstance(carried[0], Page) and "--follow" in str(carried[1])
    assert carried[0].retrieved is not None
    followed = fetched("https://news.example/feed", place=web(answers), follow=True)
    assert [one.url for one in followed if isinstance(one, Page)] == [
        "https://news.example/1",
        "https://news.example/2",
    ]
    assert extract(followed[1]).dates == () or isinstance(followed[1], Page)  # type: ignore[arg-type]
    (tmp_path / "t.jsonl").write_text('{"url": "https://news.example/1", "seendate": "20190308T101500Z"}\n' * 2)
    rows = fetched(tmp_path / "t.jsonl", place=web(answers), follow=True)
    assert len(rows) == 1 and isinstance(rows[0], Page) and rows[0].content == made.HTML


def test_an_address_that_cannot_be_had_is_one_refused_offer() -> None:
    assert fetched("https://news.example/gone", place=web({})) == ["https://news.example/gone: the server answers 404"]


def test_what_the_record_holds_is_offered_without_being_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return page(made.feed(2)) if request.url.path == "/feed" else page()

    table = tmp_path / "t.csv"
    table.write_text("title,url\nTalks,https://e.example/a\nTalks,https://e.example/b\n")
    held = {"https://e.example/a", "https://news.example/2"}
    given = ["https://e.example/a", "https://e.example/feed", table]
    offers = [o for s in sources(given, follow=True, web=web(answer), held=held) for o in s.offers()]
    assert [(offer.name, offer.held) for offer in offers] == [
        ("https://e.example/a", True),
        ("https://news.example/1", False),
        ("https://news.example/2", True),
        ("https://news.example/3", False),
        ("https://e.example/a", True),
        ("https://e.example/b", False),
    ]
    assert [url for url in asked if not url.endswith("robots.txt")] == ["https://e.example/feed"]


def test_a_second_build_fetches_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord

    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path != "/robots.txt":
            asked.append(request.url.path)
        return page() if request.url.path in {"/a", "/b"} else httpx2.Response(404)

    monkeypatch.setattr("onrecord.ingest.source.Web", lambda: web(answer))
    record = tmp_path / "web.record"
    for given, again, told in (
        (["https://e.example/a"], False, "1 added"),
        (["https://e.example/a", "https://e.example/b"], False, "1 added, 1 unchanged"),
        (["https://e.example/a"], True, "0 added, 1 unchanged"),
    ):
        with onrecord.build(given, record, again=again) as built:
            assert str(built.built) == told
    assert asked == ["/a", "/b", "/a"]
