"""Bare lists behind titles, several of them in a part on data: small headings, labels, dashes or what each is for.

`When you visit`, `Who you are –`, `To bill you:`: a title says when or of whom, and what is below is data whatever its
trade calls it, where a part of all the members taken together are known kinds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.acts import begins_act
from portal.reading.notice.fields.data.beside_data import is_denied, without_asides
from portal.reading.notice.fields.data.in_places import in_places
from portal.reading.notice.fields.data.kinds import LABEL, bare, both_kinds, is_endless, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare, is_called_data
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import sentences
from portal.reading.notice.values import Found

_NEVER = ("recipients", "transfers", "security", "rights", "retention", "changes", "dpo", "cookies")
_TITLE = re.compile(r"[^,:;()\n–—.?!]{2,60}?(?::\s+|\s[–—-]\s+|\.\s{2,}|\?\s+)(?=\S)")
_AIM = re.compile(r"(?:to|for|in order to|when|if|while|as|during|once|after|before|from)\s")
_TAIL = re.compile(
    r",?\s(?:if|when|once|where|whenever|unless|so that|so (?:we|i)|because|for the purposes?)\s.*\Z"
    r"|,?\s(?:that|which)\syou\s(?:provide|give|enter|submit|share|send|choose|leave|tell)\b.*\Z",
    re.S,
)
_DONE = re.compile(
    r"(?:to|for|in order|by|we|you|it|they|not|no|none|nothing|never|our|a contract|contract|consent|legitimate|legal"
    r"|as|because|with|so|until|\d+|one|two|three|yes)\b|"
    r".*\b(?:purposes|reasons|(?:\d+|one|two|three|five|six|ten|few) (?:years?|months?|days?))\Z"
)
"""What begins what is said of data, and no name of it."""
_DOING = re.compile(r"\w{2,}ing (?:an?|the|our|your|any|up|in|to|us|you|\w+s?)\b")
_SAYS_MORE = re.compile(
    r"\s(?:lists|shows|sends?|sees?|knows?|writes?|tells?|gives?|needs?|asks?|helps?|lets?|reads?|saves?|receives?|keeps?|contains?"
    r"|collects?|stores?|process(?:es)?|get|gets|takes?|makes?|goes|go|stays?|remains?|happens?)\s"
)
_GENERAL = re.compile(r"(?:the |any |all |this )?(?:information|data) (?:that|which|your|you|we|about|on|from)\b")
_CLAUSE = re.compile(r"(?:who|what|how|where|when|why|which|whether) ")
_FEW, _MOST_WORDS, _THIRD, _MOST_SENTENCES = 2, 9, 3, 12


@dataclass(frozen=True, slots=True)
class _List:
    """A list behind a title: where its block begins and it ends, its members, and whether the title is a clause."""

    start: int
    end: int
    members: tuple[Found, ...]
    is_clause: bool


def with_titles_alike(scope: Scope, values: list[Found]) -> list[Found]:
    """The values, and the members of such lists where fewer were read, or but the whole with its title."""
    if scope.language != "en":
        return values
    for section in scope.sections:
        if section.has(*_NEVER) or section.is_column:
            continue
        is_of_data = section.has("categories") or "categories" in section.within or is_called_data(scope, section)
        if is_of_data or section.has("purposes", "sources"):
            values = _with(scope, values, list(_lists(scope, section, aims_only=not is_of_data)))
    return values


def _with(scope: Scope, values: list[Found], lists: Sequence[_List]) -> list[Found]:
    """The values with the members of lists, where several lists were found and enough of all members are kinds."""
    members = [one for listed in lists for one in listed.members]
    kinds = [one for one in members if is_kind(scope, one)]
    if len(lists) < _FEW or len(kinds) * _THIRD < len(members):
        return values
    gone: set[Found] = set()
    more: list[Found] = []
    for one, inside in zip(lists, in_places(values, [(one.start, one.end) for one in lists]), strict=True):
        is_whole = one.is_clause and len(inside) == 1 and inside[0].start == one.start
        fewer = len(inside) < len(one.members) and all(value.start > one.start for value in inside)
        if not inside or is_whole or fewer:
            gone.update(inside)
            more += one.members
    return [*(one for one in values if one not in gone), *more]


def _lists(scope: Scope, section: Section, *, aims_only: bool) -> Iterator[_List]:
    for above, block in pairwise((None, *without_asides(scope, section.blocks))):
        if block is None or block.kind not in {"para", "item"} or is_denied(scope, block):
            continue
        title = _TITLE.match(scope.text, block.start, block.end)
        is_headed = above is not None and above.kind == "sub"
        if title is None and not (is_headed and not aims_only):
            continue
        low = title[0].casefold() if title is not None else ""
        if title is not None and (_is_of_other(scope, title) or (aims_only and not _AIM.match(low))):
            continue
        at = title.end() if title is not None else block.start
        for number, (start, end) in enumerate(islice(sentences(scope.text, at, block.end), _MOST_SENTENCES)):
            label = LABEL.match(scope.text, start, end) if number else None
            if number and label is None:
                break
            if members := _members(scope, label.end() if label is not None else start, end):
                begin = start if number else block.start
                yield _List(begin, end, tuple(members), not number and _CLAUSE.match(low) is not None)


def _is_of_other(scope: Scope, title: re.Match[str]) -> bool:
    """`Legal basis: contract`: a title that says of what else it tells."""
    said = about(title[0].strip(" :–—-.?"), scope.language)
    low = title[0].casefold()
    if scope.known.word["negation"].search(low):
        return True
    if _AIM.match(low):
        return False
    is_basis = any(basis.search(low) for basis in scope.known.bases.values())
    return is_basis or bool(said.fields - {"categories", "contact", "other"})


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    if is_endless(scope, start, end) or scope.text[start:end].rstrip().endswith((":", "?")):
        return []
    tail = _TAIL.search(plain(scope, start, end))
    end = start + tail.start() if tail is not None else end
    if not is_bare(scope, start, end):
        return []
    members = [bare(scope, part) for one in split_list(scope, start, end) for part in both_kinds(scope, one)]
    low = [one.text.casefold() for one in members]
    if low and (_SAYS_MORE.search(low[0]) or _GENERAL.match(low[0])):
        return []
    acts = [one for one in low if _DOING.match(one)]
    is_list = len(acts) < _FEW and all(
        len(one.split()) <= _MOST_WORDS and not _DONE.match(one) and not begins_act(one) for one in low
    )
    return members if is_list and (len(members) > 1 or (members and is_kind(scope, members[0]))) else []
