"""Where a database may be reached: its address is judged, and the very address that was judged is dialled.

An address may name a host, a socket on the portal's own machine, or a file there. Hosts are judged by
`wire.Outgoing`; sockets lie in folders that the operator allows by their path. Nothing else of an address
is believed: a parameter could lead elsewhere than its host says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from portal.systems.contract import Permanent, RetryLater
from portal.systems.wire import Outgoing

PORTS = {"postgresql+psycopg": 5432, "mysql+pymysql": 3306}
_KNOWN = {"postgresql+psycopg": frozenset({"host", "sslmode"}), "mysql+pymysql": frozenset({"ssl"})}
_SSLMODES = frozenset({"disable", "prefer", "require", "verify-ca", "verify-full"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where to dial: judged addresses of a host, or a folder of sockets. `trusted` where the operator vouches."""

    host: str
    port: int
    addresses: tuple[str, ...]
    socket_folder: str = ""
    trusted: bool = False


def place_of(url: URL, outgoing: Outgoing) -> Place:
    """Judge where a database lies. Permanent: `bad_url` (a parameter that is not known, a port that is none),
    `address_refused`; RetryLater: `name_unknown`.
    """
    if set(url.query) - _KNOWN[url.drivername] or any(not isinstance(value, str) for value in url.query.values()):
        raise Permanent("bad_url")
    if url.query.get("sslmode", "prefer") not in _SSLMODES:
        raise Permanent("bad_url")
    named, asked = url.host or "", str(url.query.get("host", ""))
    if named and asked:
        raise Permanent("bad_url")
    host, port = named or asked, url.port or PORTS[url.drivername]
    if not host or host.startswith(("/", "@")):
        folder = host or "/"
        if not host.startswith("/") or not permits(outgoing, Path(folder)):
            raise Permanent("address_refused")
        return Place("", port, (), socket_folder=folder, trusted=True)
    if "," in host or "%" in host:
        raise Permanent("bad_url")
    addresses = tuple(outgoing.addresses(host, port))
    return Place(host, port, addresses, trusted=_is_trusted(outgoing, host, port))


def _is_trusted(outgoing: Outgoing, host: str, port: int) -> bool:
    """Whether only the operator's word lets us in, so that TLS is left to the address."""
    if outgoing.names(host, port):
        return True
    try:
        Outgoing().addresses(host, port)
    except Permanent:
        return True
    except RetryLater:
        return False
    return False


def permits(outgoing: Outgoing, path: Path) -> bool:
    """Whether the operator allows what lies at this path, or in a folder above it; links are followed first."""
    real = path.resolve()
    folders = [Path(each).resolve() for each in outgoing.allowed if each.startswith("/")]
    return any(real == folder or folder in real.parents for folder in folders)


def local_paths(settings: Mapping[str, str]) -> list[Path]:
    """The places on the portal's own machine that settings of any kind of connection name."""
    found = []
    for value in settings.values():
        for line in value.splitlines():
            text = line.strip()
            if text.startswith(("sqlite:", "sqlite+pysqlite:")):
                found.append(Path("/" + text.partition("///")[2].partition("?")[0].lstrip("/")))
            elif text.startswith(("/", "~", "\\\\")) or text.lower().startswith("file:"):
                found.append(Path(text))
    return found
