"""Items that stand as paragraphs of their own below `we may process the following data:`, each with a full stop."""

from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.kinds import is_data, plain
from portal.reading.notice.fields.listed_data import is_bare
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences

_SEVERAL = 3
_LONGEST = 220


def paragraphs_listed(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs below one that ends with a colon, of which none says anything and most are called like data."""
    if any(one.kind in {"item", "row"} for one in blocks):
        return []
    led = next((at for at, one in enumerate(blocks) if _leads(scope, one)), len(blocks))
    listed: list[Block] = []
    for block in blocks[led + 1 :]:
        if not _is_item(scope, block):
            break
        listed.append(block)
    values = [value for one in listed if (value := found(scope.text, one.start, one.end)) is not None]
    named = [one for one in values if is_data(scope, one)]
    has_stops = sum(scope.text[one.end - 1] == "." for one in listed) * 2 > len(listed)
    return listed if len(listed) >= _SEVERAL and has_stops and len(named) * 2 > len(listed) else []


def _leads(scope: Scope, block: Block) -> bool:
    leads = scope.known.word["list_leads"].search(scope.low, block.start, block.end)
    takes = leads is not None or scope.known.tells["categories"].search(scope.low, block.start, block.end)
    return block.kind == "para" and scope.text[block.end - 1] == ":" and bool(takes)


def _is_item(scope: Scope, block: Block) -> bool:
    said = plain(scope, block.start, block.end)
    is_one = len(list(sentences(scope.text, block.start, block.end))) == 1
    is_short = block.end - block.start <= _LONGEST and "\n" not in said
    end = block.end - 1 if said.endswith(".") else block.end
    return block.kind == "para" and is_one and is_short and is_bare(scope, block.start, end)
