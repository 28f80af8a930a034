"""A list of what is done, or when and where, and no data: `Send you offers`, `Prevention of fraud`, `Contacting us`."""

import re
from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.acts import is_act
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.data.whence_and_who import are_sources
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found

_LIKE_DATA = re.compile(
    r"\b(?:data|details|information|address(?:es)?|numbers?|names?|histor(?:y|ies)|records?|preferences|logs?)\b"
)
_FOR_AN_AIM = re.compile(
    r"(?<!\w)(?:(?:för|i syfte) att(?: (?:vi|jag|du) (?:ska|skall|kan|vill))?(?: kunna)?|(?:ska|skall) kunna"
    r"|in order to|(?:be able|needs?|required|necessary|used?) to|so that we(?: can)?|voidaksemme"
    r"|jotta(?: (?:voimme|voisimme))?"
    r"|pystyäksemme)(?:,? (?:among other things|for (?:example|instance)|e\.g\.|bland annat|till exempel|muun muassa"
    r"|esimerkiksi),?)?\s*:\s*\Z"
)
"""How a paragraph ends that leads to what is done, whatever it says before: `We need your data to be able to:`."""
_SEVERAL = 2


def leads_to_aims(scope: Scope, block: Block) -> bool:
    """Whether a paragraph ends so: what it says before may list data itself."""
    return _FOR_AN_AIM.search(scope.low, block.start, block.end) is not None


def are_acts(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether most items of a list are acts: then it is one of purposes or of occasions, whatever leads to it."""
    acts = [one for one in items if is_act(scope, one) and not _names_data(scope, one)]
    return len(acts) >= _SEVERAL and len(acts) * 2 > len(items)


def without_acts(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the lists of acts among them."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and block.kind == "item":
            run.append(block)
            continue
        is_aim = bool(kept) and _FOR_AN_AIM.search(scope.low, kept[-1].start, kept[-1].end) is not None
        kept += [] if is_aim or are_acts(scope, run) or are_sources(scope, run) else run
        kept += [block] if block is not None else []
        run = []
    return kept


def _names_data(scope: Scope, block: Block) -> bool:
    """`Order history`, `Contact details`: short, and a kind by its last word."""
    value = found(scope.text, block.start, block.end)
    if value is None or len(value.text.split()) > _SEVERAL:
        return False
    return is_kind(scope, value) and _LIKE_DATA.search(value.text.casefold()) is not None
