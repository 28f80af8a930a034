"""A whole list of items with a dash: `Route – track, length` gives what it lists, `Phone – to confirm` the kind."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import bare, is_data, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_DASH = re.compile(r"(?P<title>[^:;()\n–—]{2,70}?(?:[ \xa0]\([^()\n]{2,60}\))?)(?P<sign>[ \xa0]+[–—-]|:)[ \xa0]+(?=\S)")
_WHY = re.compile(
    r"(?:för(?!-)|till|från|ur|via|enligt|så att|när|om|vid|eftersom|behövs|används|krävs|nödvändig\w*|i syfte|syfte"
    r"|sparas|visas|lagras|endast|bara|frivillig\w*|obligatorisk\w*|kopplad\w*|den|det|de|vi|du|ni"
    r"|här|som|ifall|underlag"
    r"|på grund|utan|from|for|to|so|when|if|because|used|needed|required|only|optional|mandatory|stored|kept|shown|this"
    r"|we|you|it|which|that"
    r"|jotta|kun|jos|koska|tarvitaan|käytetään|pakollinen|vapaaehtoinen|vain|tämä|se|sen|tällä"
    r"|vilk(?:a|en|et)|vad|hur|var|valfri\w*|härle\w+|beräkna\w+|hämta\w+|uppskatta\w+|utan|ifyll\w+"
    r"|which|what|how|where|optional\w*|voluntar\w+|derived|calculated|estimated|taken|obtained"
    r"|mi(?:tä|kä|ssä|tkä|stä|hin)|miten|milloin|valinnai\w+|vapaaehtoi\w+|päätel\w+|laske\w+|arvioi\w+)\b"
    r"|(?:whether|om du|huruvida|onko|oletko|displayed|visible|chosen|picked|set|created|generated|assigned|recorded"
    r"|collected|sent|received|saved|provided|encrypted|hashed|necessary|essential|syns|väljs|vald|valt|skapas"
    r"|genereras|registreras|samlas|skickas|lämnas|krypter\w+|nödvändig|näkyy|luodaan|tallennetaan|kerätään|lähetetään"
    r"|näytetään|salat\w+|välttämätön)\b"
    r"|(?:dina?|ditt|your) [^,]*\Z|[^,]{0,60}(?<=\wsi) [^,]*\Z"
    r"|[^,]*\b(?:varten|miseksi|miseen|ksemme|för att|in order to)\b"
)
"""What it is for or on what occasion, and no list."""
_AIM = re.compile(r"(?:för(?!-)|till|så att|so that|so we|to|for|jotta)\b|[^,]*\b(?:varten|miseksi|ksemme)\b")
"""What alone makes a colon one behind which no list stands."""
_DESCRIBES = re.compile(
    r"(?:(?:created|generated|assigned|used|needed|required|sent|shown|displayed|visible|kept|stored|saved|recorded"
    r"|only|so that|if|when)\s(?!(?:by|for|in|on|with|and)?\s?[^,.]{2,40},[^,.]{2,40},)"
    r"|(?:an?|the)\s[^,:;.()]{2,60}\s(?:used|chosen|created|generated|assigned|picked|kept|stored|sent|needed"
    r"|required|shown|to|for|(?:that |which )?(?:you|we|is|are|lets|allows|helps|identifies))\s"
    r"|an?\s\w+ly\s\w+ed\s"
    r"|(?:skapas|genereras|används|behövs|krävs|skickas|sparas|lagras|visas|endast|bara|om du|när du)\s"
    r"|(?:en|ett|den|det)\s[^,:;.()]{2,60}\s(?:som|du|vi|används|skapas|för att)\s"
    r"|(?:luodaan|käytetään|tarvitaan|lähetetään|tallennetaan|näytetään|vain|jos|kun)\s)"
)
"""`Nickname: A name you choose`, `Device ID: Created when you start`: what the kind is, and no list."""
_MOST_WORDS, _SEVERAL, _MOST_TITLE = 7, 2, 6


class _Dashed(NamedTuple):
    title: Found
    members: list[Found]
    is_why: bool


def dashed_lists(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """Each item of a list of such, where most have a dash, with what it gives; nothing where it stays unclear.

    Where the lists of a section are not all of that kind, each is looked at by itself.
    """
    items = [one for one in blocks if one.kind == "item"] or [one for one in blocks if one.kind == "para"]
    if (told := _of_list(scope, items)) or not items or items[0].kind == "para":
        return told
    runs = [list(run) for kind, run in groupby(blocks, key=lambda one: one.kind) if kind == "item"]
    return {one: values for run in runs if len(run) > _SEVERAL for one, values in _of_list(scope, run).items()}


def _of_list(scope: Scope, items: Sequence[Block]) -> dict[Block, list[Found]]:
    said = {one: two for one in items if (two := _parted(scope, one)) is not None}
    if len(said) < _SEVERAL or len(said) * 3 < len(items) * 2:
        return {}
    lists = [one for one in said.values() if len(one.members) >= _SEVERAL]
    known = [one for one in lists if sum(is_kind(scope, part) for part in one.members) * 2 >= len(one.members)]
    reasons = [one for one in said.values() if one.is_why]
    kinds = [one for one in reasons if is_kind(scope, one.title)]
    are_kinds = len(items) == len(said) > len(lists) and all(is_data(scope, one.title) for one in said.values())
    if scope.language != "en" and are_kinds:
        return {one: _titles(scope, two.title) for one, two in said.items()}
    if scope.language != "en" and len(lists) * 2 >= len(said) and known and len(lists) >= _SEVERAL:
        return {one: _members_or_title(scope, two) for one, two in said.items() if two.members or two.is_why}
    if len(reasons) * 3 >= len(said) * 2 and len(kinds) * 3 >= len(reasons):
        return {one: _titles(scope, two.title) for one, two in said.items() if two.is_why or not two.members}
    return {}


def _members_or_title(scope: Scope, one: _Dashed) -> list[Found]:
    """A single kind behind a title that is none itself; else the title stands for what is said behind it."""
    is_list = len(one.members) >= _SEVERAL
    is_alone = one.members and is_kind(scope, one.members[0]) and not is_kind(scope, one.title)
    return one.members if is_list or is_alone else _titles(scope, one.title)


def _titles(scope: Scope, title: Found) -> list[Found]:
    """`Name, address and phone – to reach you` names three."""
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, title.start, title.end)))]
    is_list = "," in title.text and len(members) > 1 and all(len(one.text.split()) <= _MOST_WORDS for one in members)
    return members if is_list else [title]


def _parted(scope: Scope, block: Block) -> _Dashed | None:
    """What stands before the dash, and what is listed behind it; no members where it is no list."""
    dash = _DASH.match(scope.text, block.start, block.end)
    if dash is None or is_endless(scope, block.start, block.end):
        return None
    title = found(scope.text, *dash.span("title"))
    start, end = next(iter(sentences(scope.text, dash.end(), block.end)), (dash.end(), block.end))
    if title is None or not is_bare(scope, title.start, title.end) or len(title.text.split()) > 2 * _MOST_TITLE:
        return None
    is_why = _WHY.match(scope.low, start, end) is not None
    is_aim = _AIM.match(scope.low, start, end) is not None and is_kind(scope, title)
    describes = dash["sign"].startswith(":") and _DESCRIBES.match(scope.low, start, end) is not None
    if dash["sign"].startswith(":") and not (is_aim or describes):
        return None
    is_list = not (is_why or describes) and is_bare(scope, start, end) and not says(scope, start, end)
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))] if is_list else []
    is_short = all(len(one.text.split()) <= _MOST_WORDS for one in members)
    return _Dashed(title, members if is_short and len(title.text.split()) <= _MOST_TITLE else [], is_why or describes)
