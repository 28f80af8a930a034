"""A notice's own contents: a list whose items are the headings that stand below it, and no data."""

from collections.abc import Container, Iterable
from dataclasses import replace

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.scope import Scope

_ABOUT_DATA = frozenset({"categories", "other"})
_SEVERAL = 3
_EDGES = " .:?!0123456789)"


def without_contents(scope: Scope) -> Scope:
    """The sections without the lists of their headings."""
    heads = _heads(scope)
    whole = {
        scope.low[slice(*one.head)].strip(_EDGES)
        for one in scope.sections
        if one.head is not None and not one.fields and not one.inline
    }
    return replace(
        scope,
        sections=tuple(
            replace(one, blocks=tuple(block for block in one.blocks if block.kind != "item"))
            if _are_contents(scope, one.blocks, heads, whole)
            else one
            for one in scope.sections
        ),
    )


def _heads(scope: Scope) -> list[str]:
    """The headings of the sections that are about another matter than data."""
    return [
        scope.low[slice(*one.head)].strip(_EDGES)
        for one in scope.sections
        if one.head is not None and one.fields - _ABOUT_DATA and not one.inline
    ]


def _are_contents(scope: Scope, blocks: Iterable[Block], heads: Iterable[str], whole: Container[str]) -> bool:
    """Whether three items or more, and half of them, begin as such a heading does, or are a heading of nothing."""
    items = [scope.low[one.start : one.end].strip(_EDGES) for one in blocks if one.kind == "item"]
    known = [one for one in items if one and (one in whole or any(head.startswith(one) for head in heads))]
    return len(known) >= _SEVERAL and len(known) * 2 >= len(items)
