"""Lists that stand one below the other, each behind whose data it is or when it is given, under whatever heading.

`Owners: name, address, share numbers` and below it `Tenants: name, phone`, rows, items with inner items, and headings
above items do the same. No word leads to them: that several stand alike and most list known data vouches for them.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.acts import begins_act
from portal.reading.notice.fields.data.in_places import in_places
from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.saying import SAYS
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import sentences
from portal.reading.notice.tongues.putting_down import SAYS_SO
from portal.reading.notice.values import Found

_NEVER = (
    "recipients", "transfers", "security", "cookies", "rights", "retention", "changes", "controller", "dpo", "contact",
    "automated", "purposes",
)  # fmt: skip
_LABEL = re.compile(r"\s*(?P<label>[^:.!\n\t]{2,60}?)\s?(?::\s|\s[–—-]\s|\t)\s*")
_ELSE = re.compile(
    r"tekij|kehittäj|ylläpi|julkais|järjestä|yhteys|kysy|ota yhteyttä|osoite|oikeu|miksi|mihin|miten|kauan|missä"
    r"|säily|luovut|poist|kenelle|näkevät|tarkoitus|suoja|peruste|emme|ei\b|versio|saavat|vastaanottaja|palvelimet"
    r"|suostum|sopimu|velvoi|laki\b|oikeutettu|samtyck|avtal|rättslig|intress|consent|contract|legal|interest|obligation"
    r"|syfte|ändamål|varför|hur länge|kontakt|utveckl|rättighet|mottag|delas|inte\b|utgivare|grund"
    r"|purpose|why|how|who|contact|developer|author|publisher|right|recipient|shared|never|not\b|basis|where"
)
"""A label of what is no data, or of who gets it."""
_NO_MEMBER = re.compile(
    r"(?:\A\S+(?:ssa|ssä|lla|llä)|miseksi|miseen|varten)\Z|\d\s?(?:pv|vrk|vko|kk|v|h|år|dgr|dagar|mån|days|years|months)\b"
    r"|\A[a-zåäö]{3,}(?:ella|ellä|illa|ttaa|ttää|ata|ätä|ida|idä)\s|palvelime|järjestelm|\bserv(?:ers?|rar)\b|\bhosting"
    r"|(?:kunnes|until|tills|vuosi|vuotta|kuukautta|päivää|viikkoa)\b"
)
_WHEN = re.compile(r"(?:kun|jos|när|om|when|if)\s")
"""Labels that each tell an occasion say more surely that what is behind them is taken then."""
_MOST_WORDS, _SEVERAL, _LEAST_KINDS, _LONGEST, _MOST_INNER = 6, 2, 3, 400, 60


@dataclass(frozen=True)
class _Group:
    """A list with the place that holds it and its label; `sort` says how it is built, `at` of which section it is."""

    start: int
    end: int
    members: tuple[Found, ...]
    sort: str
    at: int


def groups_of_data(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What such lists name, where no other rule has read one of their members."""
    groups = [one for at, section in enumerate(scope.sections) for one in _of_section(scope, section, at)]
    for _, alike in itertools.groupby(groups, key=lambda one: (one.sort, one.at if one.sort != "headed" else 0)):
        run = list(alike)
        lists = [one for one in run if len(one.members) >= _SEVERAL]
        known = {one for one in run if _kinds(scope, one) * 2 >= len(one.members)}
        is_vouched = (
            len(lists) >= _SEVERAL
            and len(known) * 3 >= len(run) * (1 if all(_WHEN.match(scope.low, one.start) for one in run) else 2)
            and sum(_kinds(scope, one) for one in run) >= _LEAST_KINDS
        )
        inside = in_places(values, [(one.start, one.end) for one in run]) if is_vouched else []
        for one, read in zip(run, inside, strict=False):
            if not read:
                yield from one.members


def _kinds(scope: Scope, one: _Group) -> int:
    return sum(is_kind(scope, part) for part in one.members)


def _of_section(scope: Scope, section: Section, at: int) -> Iterator[_Group]:
    if section.is_column or section.has(*_NEVER):
        return
    blocks = [one for one in section.blocks if one.language in {"", scope.language}]
    labelled: set[Block] = set()
    for number, block in enumerate(blocks):
        if block in labelled or block.end - block.start > _LONGEST:
            continue
        if (inner := _inner(blocks, number)) and _is_label(scope, block.start, block.end):
            labelled.update([block, *inner])
            yield from _group(scope, block.start, inner, "nested", at)
        else:
            labels = [block] if (group := _behind_label(scope, block, at)) is not None else []
            labelled.update(labels)
            yield from [group] if group is not None else []
    if section.head is not None and not section.fields and blocks and not labelled and _is_label(scope, *section.head):
        items = list(itertools.takewhile(lambda one: one.kind == "item", blocks))
        yield from _group(scope, section.head[0], items or blocks[:1], "headed", at)


def _inner(blocks: Sequence[Block], at: int) -> list[Block]:
    """The items right below an item that stand further in."""
    block = blocks[at]
    below = blocks[at + 1 : at + 1 + _MOST_INNER] if block.kind == "item" else ()
    return list(itertools.takewhile(lambda one: one.kind == "item" and one.indent > block.indent, below))


def _group(scope: Scope, start: int, blocks: Sequence[Block], sort: str, at: int) -> Iterator[_Group]:
    lists = [_members(scope, one.start, one.end) for one in blocks]
    if lists and all(lists):
        yield _Group(start, blocks[-1].end, tuple(one for listed in lists for one in listed), sort, at)


def _behind_label(scope: Scope, block: Block, at: int) -> _Group | None:
    """A line, an item or a row of two cells with a label and a list that says nothing."""
    label = _LABEL.match(scope.text, block.start, block.end)
    if label is None or block.kind == "sub" or not _is_label(scope, *label.span("label")):
        return None
    places = list(sentences(scope.text, label.end(), block.end))
    members = _members(scope, *places[0]) if places and scope.text.count("\t", block.start, block.end) <= 1 else []
    sort = "row" if "\t" in label[0] else "labelled" if ":" in label[0] else "dashed"
    return _Group(block.start, block.end, tuple(members), sort, at) if members else None


def _is_label(scope: Scope, start: int, end: int) -> bool:
    said = scope.low[start:end].strip(" :")
    if _ELSE.search(said) or scope.known.word["negation"].search(said) or scope.text[start:end].rstrip().endswith("?"):
        return False
    return not about(said, scope.language).fields - {"categories", "other", "subjects"}


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    """The members of a list that says nothing, each of a few words; nothing where one is none."""
    if is_endless(scope, start, end) or not is_bare(scope, start, end) or "\t" in scope.text[start:end]:
        return []
    if SAYS[scope.language].search(plain(scope, start, end)) or ": " in scope.text[start:end]:
        return []
    if scope.language == "fi" and SAYS_SO.search(plain(scope, start, end)):
        return []
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
    is_list = all(
        len(plain(scope, one.start, one.end).split()) <= _MOST_WORDS
        and not _NO_MEMBER.search(one.text.casefold())
        and not begins_act(one.text.casefold())
        for one in members
    )
    return members if is_list else []
