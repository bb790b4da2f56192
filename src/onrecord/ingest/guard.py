"""The way to the network, with the doors to this machine and its neighbours shut."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """An address that is not to be fetched from."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, multicast or reserved, and
    no IPv6 address that stands for such a one.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def addresses(host: str, port: int) -> list[str]:
    """The IP addresses that a host's name stands for now. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class Guard(httpcore2.NetworkBackend):
    """Connects to public addresses alone, and holds every exchange to ``deadline`` (of ``time.monotonic``).

    What is looked up is what is connected to, so that a name which answers differently the second time gains nothing;
    redirects come through here like any other request. Raises Forbidden where a name stands for an address that is
    not public.
    """

    def __init__(
        self,
        resolve: Callable[[str, int], list[str]] = addresses,
        allowed: Callable[[str], bool] = is_public,
    ) -> None:
        self.deadline = float("inf")
        self._resolve = resolve
        self._allowed = allowed
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a host, once every address of it is seen to be public."""
        try:
            places = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no such host ({error})") from None
        if not places or not all(self._allowed(place) for place in places):
            raise Forbidden(f"{host} is a private address of this machine or its network")
        failed: Exception | None = None
        for place in places[:4]:
            try:
                stream = self._sockets.connect_tcp(place, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore2.ConnectError("no address")

    def left(self, timeout: float | None) -> float:
        """How long may be waited now. Raises ReadTimeout where nothing is left."""
        rest = self.deadline - time.monotonic()
        if rest <= 0:
            raise httpcore2.ReadTimeout("the answer takes too long")
        return rest if timeout is None else min(timeout, rest)


class _Timed(httpcore2.NetworkStream):
    """A connection on which nothing waits beyond the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
