"""Lists within the items of a list: the inner ones name the data of what heads them, or say something of a kind."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about

_EXPLAINS = re.compile(
    r"(?:för att|för|så att|när|om|eftersom|behövs|används|krävs|sparas|lagras|jotta|kun|jos|koska|tarvitaan|käytetään"
    r"|säilytetään|so that|so|to|for|when|if|because|used|needed|required|kept|stored|we|you|vi|du"
    r"|necessary|essential|(?:may|can|is|are|will) (?:also |only )?(?:be )?(?:used|needed|required|kept|stored)"
    r"|(?:kan|får|ska) (?:även |också )?(?:användas|sparas|lagras)|nödvändig\w*|välttämät\w+"
    r"|(?:voidaan|saatetaan) (?:myös )?(?:käyttää|tallentaa|säilyttää))\b(?!-)"
)
_LABEL = re.compile(r"[^:\n]{3,40}:(?=\s|\Z)")
_OF_ELSE = frozenset({"purposes", "bases", "retention", "recipients", "sources", "transfers", "security"})
_LONGEST_HEAD = 6
_TWO, _FAR = 2, 40
_SIGNS = frozenset("•·●▪◦*–-—»")
_KNOWN = 0.7


def outer_or_inner(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the items that head an inner list of data, or without the inner items that explain one."""
    kept: list[Block] = []
    heads = _heads_by_sign(scope, blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block in heads:
            at += 1
            continue
        inner = list(_inner(blocks, at))
        if not inner:
            kept.append(block)
            at += 1
            continue
        if all(_explains(scope, one) for one in inner):
            kept.append(block)
            at += 1 + len(inner)
            continue
        if not _heads(scope, block) or any(_explains(scope, one) for one in inner):
            kept.append(block)
        at += 1
    return kept


def _heads_by_sign(scope: Scope, blocks: Sequence[Block]) -> set[Block]:
    """The items with another sign than those right below them, where the list is built so throughout.

    `– Register of members`, and below it `• name` and `• address`; again `– Register of keys`, and its items.
    """
    items = [one for one in blocks if one.kind == "item"]
    signs = [_sign(scope, one) for one in items]
    if len(set(signs)) != _TWO or "" in signs:
        return set()
    outer = [one for one, sign in zip(items, signs, strict=True) if sign == signs[0]]
    below = [sign for before, sign in itertools.pairwise(signs) if before == signs[0]]
    is_built_so = len(outer) >= _TWO and len(below) == len(outer) and all(one != signs[0] for one in below)
    return set(outer) if is_built_so and len(items) >= _TWO * len(outer) else set()


def _sign(scope: Scope, block: Block) -> str:
    line = scope.text.rfind("\n", max(0, block.start - _FAR), block.start) + 1
    before = scope.text[line : block.start].strip()
    return before if before in _SIGNS else ""


def _inner(blocks: Sequence[Block], at: int) -> Iterator[Block]:
    """The items right below an item that stand further in."""
    if blocks[at].kind != "item":
        return
    for one in blocks[at + 1 :]:
        if one.kind != "item" or one.indent <= blocks[at].indent:
            return
        yield one


def _heads(scope: Scope, block: Block) -> bool:
    """A few words that say nothing and list nothing themselves."""
    said = scope.text[block.start : block.end].strip()
    is_short = len(said.split()) <= _LONGEST_HEAD and "," not in said
    return said.endswith(":") or (is_short and ": " not in said and is_bare(scope, block.start, block.end))


def _explains(scope: Scope, block: Block) -> bool:
    """`So that we can call you`, `Legal basis: contract` and a sentence say something of the item above."""
    said = scope.low[block.start : block.end].strip()
    label = _LABEL.match(said)
    on = about(label[0].rstrip(": "), scope.language) if label is not None else None
    if on is not None and on.fields and on.fields <= _OF_ELSE and on.covered > _KNOWN:
        return True
    return _EXPLAINS.match(said) is not None
