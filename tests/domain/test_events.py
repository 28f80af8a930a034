"""A chain of events: whatever is edited, deleted, reordered or put in is found by its number."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain import events
from portal.domain.events import GENESIS, Link


def _chain(length: int = 5, chain: str = "r") -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for number in range(1, length + 1):
        body = events.body_digest(f"body {number}".encode())
        parts = (chain, number, "note_written", f"2026-11-23T09:00:0{number}.000000Z", "machine", body, previous)
        links.append(Link(*parts, digest=events.link_digest(*parts)))
        previous = links[-1].digest
    return links


def _rehashed(link: Link) -> Link:
    digest = events.link_digest(
        link.chain, link.number, link.kind, link.at, link.actor, link.body_digest, link.previous
    )
    return replace(link, digest=digest)


def test_it_finds_nothing_in_a_whole_chain() -> None:
    assert events.broken_links(_chain()) == []
    assert events.broken_links([]) == []


@pytest.mark.parametrize("field", ["chain", "kind", "at", "actor", "body_digest", "digest"])
def test_it_finds_an_edited_link(field: str) -> None:
    links = _chain()
    links[2] = replace(links[2], **{field: "another"})
    assert (3, "link_edited") in events.broken_links(links)


def test_it_finds_an_edit_that_was_hashed_anew() -> None:
    links = _chain()
    links[2] = _rehashed(replace(links[2], kind="closed"))
    assert events.broken_links(links) == [(4, "link_cut")]


SPOILT: dict[str, tuple[Callable[[list[Link]], list[Link]], tuple[int, str]]] = {
    "deleted": (lambda links: [*links[:2], *links[3:]], (4, "link_missing")),
    "deleted first": (lambda links: links[1:], (2, "link_missing")),
    "deleted and numbered anew": (
        lambda links: [*links[:2], *(_rehashed(replace(one, number=one.number - 1)) for one in links[3:])],
        (3, "link_cut"),
    ),
    "put in": (lambda links: [*links[:2], links[1], *links[2:]], (2, "link_missing")),
    "reordered": (lambda links: [links[0], links[2], links[1], *links[3:]], (3, "link_missing")),
    "reordered and numbered anew": (
        lambda links: [links[0], replace(links[2], number=2), replace(links[1], number=3), *links[3:]],
        (2, "link_edited"),
    ),
    "of another chain": (lambda links: [*links[:2], _chain(chain="s")[2], *links[3:]], (3, "link_cut")),
    "begun anew": (lambda links: [*links[:2], _rehashed(replace(links[2], previous=GENESIS))], (3, "link_cut")),
}


@pytest.mark.parametrize("how", SPOILT)
def test_it_finds_a_chain_that_is_not_whole(how: str) -> None:
    spoil, said = SPOILT[how]
    assert said in events.broken_links(spoil(_chain()))


def test_it_misses_a_sealed_head_that_was_cut_off() -> None:
    links = _chain()
    by_number = {"r": {one.number: one.digest for one in links}}
    heads = {"r": (5, links[-1].digest)}
    assert events.missing_heads(heads, by_number) == []
    del by_number["r"][5]
    assert events.missing_heads(heads, by_number) == ["r"]
    assert events.missing_heads({**heads, "gone": (1, "x")}, {}) == ["gone", "r"]


def test_it_seals_the_order_and_every_part_of_the_heads() -> None:
    heads = [["a", 1, "x"], ["b", 2, "y"]]
    whole = events.seal_digest("c", 1, "now", heads, GENESIS)
    changed = [
        events.seal_digest("d", 1, "now", heads, GENESIS),
        events.seal_digest("c", 2, "now", heads, GENESIS),
        events.seal_digest("c", 1, "then", heads, GENESIS),
        events.seal_digest("c", 1, "now", heads[::-1], GENESIS),
        events.seal_digest("c", 1, "now", heads[:1], GENESIS),
        events.seal_digest("c", 1, "now", heads, "x"),
    ]
    assert len({whole, *changed}) == 7
    assert whole == events.seal_digest("c", 1, "now", [tuple(one) for one in heads], GENESIS)
