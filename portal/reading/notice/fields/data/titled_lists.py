"""Lists below titles that are kinds of data, one by one down the page: `Care information`, and below it what it is."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.fields.data.kinds import bare, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.not_taken import outside
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_TITLE = re.compile(
    r"(?:\W|\d){0,9}(?!(?:your|our|the|what|how|why|which|dina?|våra?|vad|hur|mitä|miten)\b)"
    r"(?:[\w/&’'-]+,? ){1,6}(?:information|data|details|records|contacts)\s*:?"
    r"|(?:\W|\d){0,9}(?:[\w/&-]+,? ){0,5}[\w-]*(?:uppgifter|information|tiedot)\s*:?"
)
"""`Care and health information`: a title that calls what is below it data of a kind."""
_OF_NOTICE = re.compile(
    r"\b(?:personal|other|legal|general|important|more|further|additional|sensitive|contact|complain\w*|privacy|cookies?"
    r"|company|protecti\w+|person|kontakt|övrig\w*|allmän\w*|rättslig\w*|muut|yleiset|yhteys)\s?"
    r"(?:information|data|details|uppgifter|tiedot)\b"
)
_NO_LIST = re.compile(r"\b(?:you|we|us|our|du|vi|oss|sinä|me)\b")
_TAIL = re.compile(
    r"\s(?:according to|depending on|in line with|subject to|beroende på|enligt|riippuen)\s[^,;]{3,90}\Z"
)
_USE = re.compile(r"\b(?:page|site|website|web|app|service|product|internet|feature|energy|water|device) use\b")
_SHARED = re.compile(r"\s(?:or|eller|tai) (?:[\w-]+ ){1,3}(?:information|data|details|uppgifter|tiedot)\Z")
"""`Supplier, media or other business information`: one noun at the end of them all."""
_LONGEST_TITLE, _MOST_WORDS, _SHORT = 80, 9, 4
_SEVERAL, _FEW = 3, 2


def with_titled_lists(scope: Scope, values: list[Found]) -> list[Found]:
    """The values, and what the paragraphs below such titles list, where several do and two list known kinds of data.

    Neither such a title nor another reading of its list stays.
    """
    lists = [(place, members) for place in _titled(scope) if (members := _listed(scope, *place[1:]))]
    known = [one for _, one in lists if sum(is_kind(scope, part) for part in one) * _FEW >= len(one)]
    if len(lists) < _SEVERAL or len(known) < _FEW:
        return values
    kept = outside(values, [(first, end) for (first, _, end), _ in lists])
    return [*kept, *(part for _, members in lists for part in members)]


def _titled(scope: Scope) -> Iterator[tuple[int, int, int]]:
    """Where such a title begins that is a heading or a line, and the first sentence right below it."""
    for section in scope.sections:
        above = section.head
        for block in section.blocks:
            if above is not None and block.kind == "para" and _is_title(scope, *above):
                for start, end in islice(sentences(scope.text, block.start, block.end), 1):
                    yield above[0], start, end
            above = (block.start, block.end) if block.kind in {"para", "sub"} else None


def _is_title(scope: Scope, start: int, end: int) -> bool:
    if end - start > _LONGEST_TITLE or scope.text[start:end].rstrip().endswith((".", ",", ";")):
        return False
    said = scope.low[start:end].strip()
    return _TITLE.fullmatch(said) is not None and _OF_NOTICE.fullmatch(said) is None


def _listed(scope: Scope, start: int, end: int) -> list[Found]:
    """The members of a sentence that is a list and says nothing."""
    value = found(scope.text, start, end)
    if value is None:
        return []
    tail = _TAIL.search(scope.low, value.start, value.end)
    value = (found(scope.text, value.start, tail.start()) if tail is not None else None) or value
    said = plain(scope, value.start, value.end)
    if said.count(",") < _FEW or not _says_nothing(scope, value) or _NO_LIST.search(said):
        return []
    members = [bare(scope, one) for one in split_list(scope, value.start, value.end)]
    if len(members) > _FEW and _SHARED.search(scope.low, members[-2].start, value.end) and _are_words(members[:-1]):
        return [value]
    words = [len(one.text.split()) for one in members]
    is_short = max(words, default=0) <= _MOST_WORDS and sum(words) <= _SHORT * len(words)
    return members if len(members) > _FEW and is_short else []


def _says_nothing(scope: Scope, value: Found) -> bool:
    """Whether there is no verb; the `use` of pages is none."""
    use = _USE.search(scope.low, value.start, value.end)
    places = [(value.start, use.start()), (use.end(), value.end)] if use is not None else [(value.start, value.end)]
    return all(is_bare(scope, start, end) for start, end in places)


def _are_words(members: Sequence[Found]) -> bool:
    return all(" " not in one.text for one in members)
