"""The way out to a system: which addresses may be reached, whose certificates are believed, how long, how much.

A connection's address is written by people and may be answered by anybody's name server. So it is
looked up at the moment of connecting, every address is judged, and that very address is dialled
(no second look-up, RFC 6890 registries through `ipaddress`). Loopback, private, link-local, metadata
and every other address that is not global is refused, but for those that the operator allows.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

from portal.systems.contract import Permanent, RetryLater

CONNECT_SECONDS = 10.0
REPLY_SECONDS = 30.0
Address = IPv4Address | IPv6Address
MOST_ADDRESSES = 4
"""How many of a host's addresses are tried: a name server may give hundreds, none of which answers."""
_NAT64 = ip_network("64:ff9b::/96")
_UNICAST = ip_network("2000::/3")
_FOR_BOOKS = ip_network("3fff::/20")


def _at_once() -> None:
    """No call waits for another."""


@contextlib.contextmanager
def cut_after(seconds: float, connection: socket.socket, late: Callable[[], None] | None = None) -> Iterator[None]:
    """End the connection after `seconds`, so that a server that drips cannot hold the lane; `late` is called first."""
    twin = connection.dup()
    timer = threading.Timer(seconds, _cut, [twin, late])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        twin.close()


def _cut(connection: socket.socket, late: Callable[[], None] | None) -> None:
    if late is not None:
        late()
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the operator lets connections reach beside global addresses.

    `allowed` are `host`, `host:port`, `address`, `address:port` or a network such as 10.0.0.0/8;
    a named host is believed wherever its name leads. `ca_file` is a certificate authority of the
    operator's own, beside those of the machine. `pace` is called before each call of a system that
    counts them: it waits for its turn, or raises RetryLater("rate_limited") where that is long.
    """

    allowed: tuple[str, ...] = ()
    ca_file: str = ""
    pace: Callable[[], None] = field(default=_at_once, compare=False, repr=False)

    def context(self) -> ssl.SSLContext:
        """TLS that verifies certificate and name (RFC 9325: version 1.2 or newer); nobody changes it."""
        return _context(self.ca_file, Path(self.ca_file).stat().st_mtime_ns if self.ca_file else 0)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses that may be dialled for a host, in the resolver's order.

        Permanent("address_refused") where one of them may not be reached; RetryLater("name_unknown").
        """
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, ValueError, OverflowError):
            raise RetryLater("name_unknown", 60) from None
        listed = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not self.names(host, port) and not all(self._permits(each, port) for each in listed):
            raise Permanent("address_refused")
        return listed

    def dial(self, host: str, port: int, seconds: float = CONNECT_SECONDS, *, encrypted: bool = True) -> socket.socket:
        """A connected socket, whose replies are waited for `REPLY_SECONDS`; RetryLater("system_away").

        The name is looked up once, and what was judged is dialled. Permanent("not_https") where it is not to be
        `encrypted` and the operator does not allow that.
        """
        addresses = self.addresses(host, port)
        if not encrypted and not self.takes_plain(host, port, addresses):
            raise Permanent("not_https")
        for address in addresses[:MOST_ADDRESSES]:
            with contextlib.suppress(OSError):
                connected = socket.create_connection((address, port), timeout=seconds)
                connected.settimeout(REPLY_SECONDS)
                return connected
        raise RetryLater("system_away", 60)

    def names(self, host: str, port: int) -> bool:
        """Whether the operator allows this host by its name, wherever it leads."""
        folded = host.strip("[]").lower().rstrip(".")
        return any(each.lower() in {folded, f"{folded}:{port}"} for each in self.allowed)

    def covers(self, address: str, port: int) -> bool:
        """Whether the operator allows this address by itself, or by its network."""
        plain = ip_address(address.partition("%")[0])
        return any(_covers(each, one, port) for each in self.allowed for one in (plain, _embedded(plain)))

    def takes_plain(self, host: str, port: int, addresses: Iterable[str] | None = None) -> bool:
        """Whether a connection may be unencrypted: by the operator's word alone, not since it is global.

        `addresses` are those that are dialled, from the one look-up; without them it is looked up here.
        """
        dialled = self.addresses(host, port) if addresses is None else addresses
        return self.names(host, port) or all(self.covers(each, port) for each in dialled)

    def _permits(self, address: str, port: int) -> bool:
        return _is_global(_embedded(ip_address(address.partition("%")[0]))) or self.covers(address, port)


@lru_cache(maxsize=4)
def _context(ca_file: str, _changed: int) -> ssl.SSLContext:
    """Made once: reading the machine's authorities takes longer than many a call."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def _is_global(address: Address) -> bool:
    """Whether it belongs to somebody on the internet; of IPv6 that is 2000::/3 alone (RFC 4291, section 2.4).

    `ipaddress` has the whole of ::/0 for global but for what its own list names, ::127.0.0.1 and fec0::1 too.
    """
    if isinstance(address, IPv6Address) and (address not in _UNICAST or address in _FOR_BOOKS):
        return False
    return address.is_global and not address.is_multicast


def _embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour or address
    return address.teredo[1] if address.teredo else address


def _covers(allowed: str, address: Address, port: int) -> bool:
    text = allowed
    if allowed.count(":") == 1 or "]:" in allowed:
        text, _, wanted = allowed.rpartition(":")
        if wanted != str(port):
            return False
    try:
        network = ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return False
    return network.version == address.version and address in network


def unreadable(allowed: Iterable[str]) -> list[str]:
    """Those that are neither a host, an address nor a network, each with or without a port."""
    return [each for each in allowed if not each.strip() or any(letter in each for letter in " @?#") or "//" in each]


STRICT = Outgoing()
"""Nothing but global addresses."""
