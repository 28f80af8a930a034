"""What is yours behind a title that is none: `Contact form – your name and message, so that we can answer.`"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.no_kinds import is_occasion
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_TITLE = {
    "en": re.compile(r"(?P<title>[^:;()\n–—]{2,70}?)(?::|\s[–—-])\s+(?=your\s)", re.I),
    "sv": re.compile(r"(?P<title>[^:;()\n–—]{2,70}?)(?::|\s[–—-])\s+(?=(?:dina?|ditt|era?|ert)\s)", re.I),
    "fi": re.compile(
        r"(?P<title>[^:;()\n–—]{2,70}?)(?::|\s[–—-])\s+(?=(?:[\w-]+(?:n|t) )?[\w-]{2,}(?:si|nne)\b)", re.I
    ),
}
_AIM = re.compile(
    r",?\s(?:so (?:that )?(?:we|i|you|it|they)|so that|in order to|(?:which|that) (?:we|i|is|are)|when you|if you"
    r"|för att|så att|så (?:vi|jag|du)|när (?:du|ni)|om (?:du|ni)|jotta|kun|jos)\b"
    r"|,\s(?:to|for|som|jo(?:ta|ita|iden|ilta|iden avulla|tka))\s|\s[–—-]\s"
)
_MOST_WORDS = 9


def yours_behind_titles(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """Each item with such a title, and the kinds behind it; a title that is called data stands with them."""
    told = {one: said for one in blocks if one.kind == "item" and (said := list(_told(scope, one)))}
    known = [one for one, said in told.items() if all(is_kind(scope, part) for part in said)]
    return told if len(told) > 1 or known else {}


def _told(scope: Scope, block: Block) -> Iterator[Found]:
    title = _TITLE[scope.language].match(scope.text, block.start, block.end)
    name = found(scope.text, *title.span("title")) if title is not None else None
    if title is None or name is None or _is_called_data(scope, name) or is_endless(scope, block.start, block.end):
        return
    start, end = next(iter(sentences(scope.text, title.end(), block.end)), (title.end(), title.end()))
    aim = _AIM.search(scope.low, start, end)
    end = aim.start() if aim is not None else end
    if not is_bare(scope, start, end) or not is_bare(scope, name.start, name.end):
        return
    pieces = whole_pieces(scope, list(split_list(scope, start, end)))
    members = [bare(scope, part) for one in pieces for part in both_kinds(scope, one)]
    if all(len(one.text.split()) <= _MOST_WORDS for one in members):
        yield from members


def _is_called_data(scope: Scope, title: Found) -> bool:
    """`Contact data` is one, and its list is said of it; `Contact form` is where it is given."""
    return is_kind(scope, title) and not is_occasion(title.text)
