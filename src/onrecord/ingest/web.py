"""Pages fetched from the web, as a polite and wary guest: robots.txt, pauses, bounds, public addresses alone."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urldefrag

import httpcore2
import httpx2

from onrecord._version import __version__
from onrecord.ingest.guard import Forbidden, Guard
from onrecord.ingest.limits import (
    MAX_ADDRESS,
    MAX_REDIRECTS,
    MAX_WRAPPED,
    WEB_PAUSE,
    WEB_SECONDS,
    WEB_SILENCE,
)
from onrecord.ingest.page import DOCX, HTML, MAIL, PDF, PLAIN, SAVED, limit, made
from onrecord.ingest.robots import Robots
from onrecord.model import Page, Refused

AGENT: Final = "onrecord"
"""What this guest calls itself, to servers and in robots.txt."""

_SUFFIXES = {HTML: ".html", "application/xhtml+xml": ".html", PLAIN: ".txt", PDF: ".pdf", DOCX: ".docx", MAIL: ".eml"}
_KINDS = {**dict.fromkeys((HTML, "application/xhtml+xml"), HTML), PDF: PDF, DOCX: DOCX, MAIL: MAIL, SAVED: SAVED}
_READ = ("text/", "application/xml", "application/xhtml+xml", "application/rss+xml", "application/atom+xml")
_MOVED = frozenset({301, 302, 303, 307, 308})
_FAULTS = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    OSError,
    zlib.error,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stood at an address: its bytes unpacked, where they were found in the end, and what the server says."""

    content: bytes
    url: str
    media: str
    encoding: str | None
    retrieved: datetime


class Web:
    """Fetches pages. One serves a whole build, so that pauses and robots.txt are kept over all that it fetches."""

    def __init__(
        self,
        transport: httpx2.BaseTransport | None = None,
        *,
        guard: Guard | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``transport`` takes the place of the network (in tests), ``guard`` says which addresses may be reached."""
        self._guard = guard or Guard()
        self._transport = transport
        self._held: httpx2.Client | None = None
        self._sleep = sleep
        self._clock = clock
        self._robots: dict[str, Robots] = {}
        self._next: dict[str, float] = {}
        self._closed: dict[str, str] = {}

    def page(self, url: str) -> Page:
        """The page at an address. Raises Refused where it cannot or may not be had, or is no page."""
        return self.paged(self.get(url), urldefrag(url)[0])

    @staticmethod
    def paged(answer: Answer, name: str) -> Page:
        """The page that an answer is, under a name."""
        suffix = _SUFFIXES.get(answer.media, "")
        return made(
            answer.content, name, suffix=suffix, url=answer.url, retrieved=answer.retrieved, encoding=answer.encoding
        )

    def get(self, url: str) -> Answer:
        """What stands at an address, after at most MAX_REDIRECTS redirects, each seen to like the address itself.

        Raises Refused, with one line that says why, where robots.txt forbids it, the address is not of the open
        internet, the server does not answer in time or with anything but 200, or what it sends is no page or too large.
        """
        asked, met = url, {url}
        for _ in range(MAX_REDIRECTS + 1):
            here = _checked(url, asked)
            host = _host(here)
            if host in self._closed:
                raise Refused(f"{asked}: {self._closed[host]}")
            robots = self._rules(here, asked)
            if not robots.allow(str(here)):
                raise Refused(f"{asked}: its robots.txt does not want it fetched; save the page yourself")
            if robots.pause is None:
                raise Refused(f"{asked}: its robots.txt asks for too long pauses; save the page yourself")
            self._wait(host, robots.pause)
            found = self._once(here, asked)
            if isinstance(found, Answer):
                return found
            url = found
            if url in met:
                raise Refused(f"{asked}: redirects lead in a circle")
            met.add(url)
        raise Refused(f"{asked}: more than {MAX_REDIRECTS} redirects")

    def _once(self, url: httpx2.URL, asked: str) -> Answer | str:
        """One request: the answer, or the address it points on to."""
        try:
            with closing(self._sent(url)) as response:
                if response.status_code in _MOVED and "location" in response.headers:
                    return urldefrag(str(url.join(response.headers["location"])))[0]
                if response.status_code in {429, 503}:
                    self._closed[_host(url)] = (
                        f"the server asks to be left alone (answer {response.status_code}); try later"
                    )
                if response.status_code != 200:
                    raise Refused(f"{asked}: the server answers {response.status_code}")
                media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                if media and media not in _KINDS and not media.startswith(_READ):
                    raise Refused(f"{asked}: {media[:60]} is no page")
                content = _read(response, limit(_KINDS.get(media, PLAIN)), asked)
                return Answer(content, str(url), media, response.charset_encoding, datetime.now(UTC))
        except Forbidden as error:
            raise Refused(f"{asked}: {error}, which is never fetched from") from None
        except _FAULTS as error:
            late = isinstance(error, httpx2.TimeoutException | httpcore2.TimeoutException)
            told = "the server does not answer in time" if late else f"cannot be fetched: {_said(error)}"
            raise Refused(f"{asked}: {told}") from None

    def _sent(self, url: httpx2.URL) -> httpx2.Response:
        """The response to a request, its body not read yet."""
        self._guard.deadline = time.monotonic() + WEB_SECONDS
        request = self._client.build_request("GET", url)
        return self._client.send(request, stream=True, follow_redirects=False)

    def _rules(self, url: httpx2.URL, asked: str) -> Robots:
        """The robots.txt of an address's host, fetched once in a build."""
        host = f"{url.scheme}://{_host(url)}"
        if host not in self._robots:
            self._robots[host] = self._fetched_rules(httpx2.URL(f"{host}/robots.txt"), asked)
        return self._robots[host]

    def _fetched_rules(self, url: httpx2.URL, asked: str) -> Robots:
        """As RFC 9309 has it: none where the server has none (4xx), everything forbidden where it cannot say."""
        try:
            for _ in range(MAX_REDIRECTS + 1):
                _checked(str(url), asked)
                with closing(self._sent(url)) as response:
                    if response.status_code in _MOVED and "location" in response.headers:
                        url = url.join(response.headers["location"])
                        continue
                    if response.status_code == 200:
                        return Robots.parse(_start(response), AGENT)
                    return Robots.free() if 400 <= response.status_code < 500 else Robots.shut()
        except Forbidden as error:
            raise Refused(f"{asked}: {error}, which is never fetched from") from None
        except (httpcore2.ConnectError, httpx2.ConnectError) as error:
            raise Refused(f"{asked}: cannot be fetched: {_said(error)}") from None
        except _FAULTS:
            return Robots.shut()
        return Robots.free()

    def _wait(self, host: str, pause: float) -> None:
        """Waits until a host may be asked again."""
        ready = self._next.get(host, 0.0)
        if (left := ready - self._clock()) > 0:
            self._sleep(left)
        self._next[host] = self._clock() + max(pause, WEB_PAUSE)

    @property
    def _client(self) -> httpx2.Client:
        """The client, made when it is first needed: no proxy and no password of this machine is looked for."""
        if self._held is None:
            self._held = httpx2.Client(
                transport=self._transport or _Wire(self._guard),
                headers={
                    "User-Agent": f"{AGENT}/{__version__}",
                    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5",
                    "Accept-Encoding": "gzip",
                },
                timeout=WEB_SILENCE,
                trust_env=False,
            )
        return self._held


class _Wire(httpx2.BaseTransport):
    """The network, by way of the guard."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore2.ConnectionPool(
            httpcore2.default_ssl_context(), max_keepalive_connections=4, keepalive_expiry=30, network_backend=guard
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends one request and gives the response, its body still on the wire."""
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))


class _Body(httpx2.SyncByteStream):
    """The body of a response as it comes."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream  # type: ignore[misc]

    def close(self) -> None:
        """Lets go of the connection."""
        self._stream.close()  # type: ignore[attr-defined]


def _checked(url: str, asked: str) -> httpx2.URL:
    """The address taken apart. Raises Refused where it is none of the web, too long, or carries a password."""
    try:
        found = httpx2.URL(urldefrag(url)[0]) if len(url) <= MAX_ADDRESS else None
    except (httpx2.InvalidURL, ValueError):
        found = None
    if found is None or found.scheme not in {"http", "https"} or not found.host:
        raise Refused(f"{asked[:200]}: leads to no address of the web")
    if found.userinfo:
        raise Refused(f"{found.copy_with(username=None, password=None)}: an address with a password is not fetched")
    return found


def _host(url: httpx2.URL) -> str:
    """The host with its port, as it stands in an address."""
    return url.netloc.decode("ascii")


def _read(response: httpx2.Response, most: int, asked: str) -> bytes:
    """The body, unpacked, as far as the bound. Raises Refused beyond it, before it is read where its length is told."""
    told = response.headers.get("content-length", "")
    if told.isdecimal() and int(told[:18]) > most:
        raise Refused(f"{asked}: {int(told[:18]) / 1e6:.0f} MB, larger than the {most / 1e6:.0f} MB a page may have")
    content = bytearray()
    for piece in _unpacked(response, asked):
        content += piece
        if len(content) > most:
            raise Refused(f"{asked}: larger than the {most / 1e6:.0f} MB a page may have; reading it was stopped")
    return bytes(content)


def _start(response: httpx2.Response) -> bytes:
    """As much of the body as a robots.txt may have."""
    content = bytearray()
    for piece in _unpacked(response, "robots.txt"):
        content += piece
        if len(content) > Robots.MOST:
            break
    return bytes(content[: Robots.MOST])


def _unpacked(response: httpx2.Response, asked: str) -> Iterator[bytes]:
    """The body piece by piece, none larger than a megabyte however it is packed, and none after the time is up."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip"}:
        raise Refused(f"{asked}: packed as {packed[:20]}, which was not asked for")
    until, unzip = time.monotonic() + WEB_SECONDS, zlib.decompressobj(32 + zlib.MAX_WBITS)
    raw = 0
    for piece in response.iter_raw():
        raw += len(piece)
        if time.monotonic() > until:
            raise httpx2.ReadTimeout("the answer takes too long")
        if raw > MAX_WRAPPED:
            raise Refused(f"{asked}: larger than a page may be; reading it was stopped")
        if not packed or packed == "identity":
            yield piece
            continue
        while piece:
            yield unzip.decompress(piece, 1 << 20)
            piece = unzip.unconsumed_tail


def _said(error: Exception) -> str:
    """What a fault says, on one line."""
    return " ".join(str(error).split())[:120] or type(error).__name__
