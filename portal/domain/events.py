"""The chain of events: each link holds ids, codes and hashes, never a body.

A body is sealed; the link hashes the hash of the sealed bytes. Destroying the key or
pruning the body leaves the chain whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One event as the chain sees it; `at` is ISO 8601 in UTC, hashes are hex SHA-256."""

    chain: str
    number: int
    kind: str
    at: str
    actor: str
    body_digest: str
    previous: str
    digest: str


def body_digest(sealed: bytes) -> str:
    """The hash of a sealed body."""
    return sha256(sealed).hexdigest()


def link_digest(chain: str, number: int, kind: str, at: str, actor: str, body: str, previous: str) -> str:
    """The hash of one link."""
    return _digest([chain, number, kind, at, actor, body, previous])


def seal_digest(controller: str, number: int, at: str, heads: Sequence[Sequence[object]], previous: str) -> str:
    """The hash of one checkpoint over `heads` of (chain, number, digest)."""
    return _digest([controller, number, at, [list(head) for head in heads], previous])


def broken_links(links: Sequence[Link]) -> list[tuple[int, str]]:
    """The numbers and codes of what does not verify in one chain, in its order."""
    found: list[tuple[int, str]] = []
    previous = GENESIS
    for place, link in enumerate(links, start=1):
        if link.number != place:
            found.append((link.number, "link_missing"))
            break
        if link.previous != previous:
            found.append((link.number, "link_cut"))
        wanted = link_digest(link.chain, link.number, link.kind, link.at, link.actor, link.body_digest, link.previous)
        if wanted != link.digest:
            found.append((link.number, "link_edited"))
        previous = link.digest
    return found


def missing_heads(heads: Mapping[str, tuple[int, str]], links: Mapping[str, Mapping[int, str]]) -> list[str]:
    """The chains whose sealed head (number, digest) is not among the `links` that exist."""
    return sorted(chain for chain, (number, digest) in heads.items() if links.get(chain, {}).get(number) != digest)


def _digest(parts: list[object]) -> str:
    return sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()
