"""What heads a list of data, and items that are paragraphs with a full stop below `we may process the following:`."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.data_leads import TAKES
from portal.reading.notice.fields.data.kinds import bare, is_data, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_ENDS_LEADING = re.compile(r"[\s,](?:kuten|esimerkiksi|mm|esim|såsom|exempelvis|such as|including)\.?\Z", re.I)
"""`Basic data, such as`, and the list stands below."""
_LONGEST_LINE = 90
_LONGEST_HEAD = 70
_SEVERAL = 3
_LONGEST = 220
_SHORT = 6
_DASH = re.compile(r"(?<!\s)\s+[–—-]\s+")
_GENERAL_TITLE = re.compile(
    r"(?:the )?(?:personal )?(?:information|data|uppgifter|personuppgifter|tiedot|henkilötiedot),? "
    r"(?:that|which|you|we|som|du|ni|vi|jotka|joita) [^.,:;]{3,70}"
)

_GENERAL_LINE = re.compile(
    r"(?:[\w-]+ ){0,2}[\w-]*(?:tiedot|uppgifter|information|data|details)|(?:muut?|övrigt|other|muuta)"
)


def heads_items(scope: Scope, block: Block) -> bool:
    """A line above a list that ends like no sentence and is no kind of data: it says of what the list is."""
    value = found(scope.text, block.start, block.end)
    is_line = block.end - block.start < _LONGEST_LINE and scope.text[block.end - 1] not in ".:,;"
    if block.kind != "para" or not is_line or value is None:
        return False
    if _ENDS_LEADING.search(value.text):
        return True
    return scope.known.word["list_leads"].search(scope.low, block.start, block.end) is not None or not is_kind(
        scope, value
    )


def with_heads(scope: Scope, blocks: Sequence[Block]) -> Iterator[Block]:
    """An item with a paragraph below it, and no item beside it, heads that paragraph."""
    kinds = ["", *(one.kind for one in blocks), ""]
    general = [one for one, below in itertools.pairwise(blocks) if below.kind == "item" and _is_general(scope, one)]
    general = between if len(between := list(_between_lists(blocks, scope.text))) > 1 else general
    heads_too = any(
        heads_items(scope, one) and "," not in scope.text[one.start : one.end]
        for one, below in itertools.pairwise(blocks)
        if below.kind == "item" and one not in general
    )
    for place, block in enumerate(blocks, 1):
        heads = kinds[place - 1] != "item" and kinds[place] == "item" and kinds[place + 1] == "para"
        value = found(scope.text, block.start, block.end)
        is_line = block.end - block.start < _LONGEST_HEAD and scope.text[block.end - 1] not in ".:,;"
        is_general = value is not None and _GENERAL_TITLE.fullmatch(value.text.casefold()) is not None
        if (len(general) > 1 or heads_too) and block in general:
            block = replace(block, kind="sub")
        if heads and value is not None and (is_general or (is_line and not is_kind(scope, value))):
            block = replace(block, kind="sub")
        yield block


def _between_lists(blocks: Sequence[Block], text: str) -> Iterator[Block]:
    """The short lines above lists, where every line of the section but those with a colon or a stop is one."""
    for block, below in itertools.pairwise(blocks):
        is_line = block.end - block.start < _LONGEST_HEAD and text[block.end - 1] not in ".:,;!?"
        if block.kind == "para" and is_line and "," not in text[block.start : block.end] and below.kind == "item":
            yield block


def _is_general(scope: Scope, block: Block) -> bool:
    """`Contact details` as a line of its own above a list: with others of its like, it heads what stands below."""
    return block.kind == "para" and _GENERAL_LINE.fullmatch(scope.low[block.start : block.end].strip()) is not None


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
    has_stops = sum(scope.text[one.end - 1] in ".;" for one in listed) * 2 > len(listed)
    return listed if len(listed) >= _SEVERAL and has_stops and len(named) * 2 > len(listed) else []


def paragraphs_dashed(scope: Scope, blocks: Sequence[Block]) -> list[Found]:
    """The kinds of data before the dashes of `Name and address – so that we can send it`, where most have one."""
    paras = [one for one in blocks if one.kind == "para"]
    if any(one.kind in {"item", "row", "sub"} for one in blocks):
        return []
    said = [(one, _DASH.search(scope.text, one.start, one.end)) for one in paras]
    values = [value for one, dash in said if dash and (value := found(scope.text, one.start, dash.start())) is not None]
    short = [one for one in values if len(one.text.split()) <= _SHORT]
    kinds = [one for one in short if is_kind(scope, one)]
    is_list = len(short) >= _SEVERAL and len(short) * 4 >= len(paras) * 3 and len(kinds) * 3 >= len(short) * 2
    return short if is_list else []


def sentences_listed(scope: Scope, block: Block) -> list[Found]:
    """`Your name. Your address. Which courses you took.`: sentences of a few words, most of them nothing but a kind."""
    values = [value for place in sentences(scope.text, block.start, block.end) if (value := found(scope.text, *place))]
    kinds = [one for one in values if is_kind(scope, one) and is_bare(scope, one.start, one.end)]
    is_short = all(len(one.text.split()) <= _SHORT and "," not in one.text for one in values)
    is_list = block.kind == "para" and len(values) >= _SEVERAL and is_short and len(kinds) * 3 >= len(values) * 2
    return [bare(scope, one) for one in values] if is_list else []


def _leads(scope: Scope, block: Block) -> bool:
    leads = scope.known.word["list_leads"].search(scope.low, block.start, block.end)
    takes = (
        leads is not None
        or scope.known.tells["categories"].search(scope.low, block.start, block.end)
        or TAKES[scope.language].search(scope.low, block.start, block.end)
    )
    return block.kind == "para" and scope.text[block.end - 1] == ":" and bool(takes)


def _is_item(scope: Scope, block: Block) -> bool:
    said = plain(scope, block.start, block.end)
    is_one = len(list(sentences(scope.text, block.start, block.end))) == 1
    is_short = block.end - block.start <= _LONGEST and "\n" not in said
    end = block.end - 1 if said.endswith((".", ";")) else block.end
    return block.kind == "para" and is_one and is_short and is_bare(scope, block.start, end)
