"""Lists of data within the sentences of a Swedish notice, under whatever heading and whoever tells of them.

A sentence is cut at its commas and its `och`. A piece that holds a verb that may lead to data begins a list; those
behind it that are nouns or questions go on with it. It is one of data where its first member or most of them are
called so: what leads to it is seldom told twice in the same words, and what it lists is.
"""

import itertools
import operator
import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind
from portal.reading.notice.fields.data.plain_lists import outside_brackets
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.lists import is_for_both
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.listing_in_swedish import (
    ACTS_ON,
    AND_SUCH,
    ASIDE,
    ASKS,
    BEFORE,
    BEHIND,
    BREAKS,
    ENDS,
    GIVEN,
    HELD,
    IN_PLACE,
    IS,
    JOINTS,
    LISTS,
    LOGS_IN,
    MAY_LIST,
    NO_MEMBER,
    OF_DATA,
    OF_NOTICE,
    OWN_TILL,
    PASSIVES,
    STANDS,
)
from portal.reading.notice.tongues.putting_down_in_swedish import (
    NO_NOUN,
    NOTHING,
    OF_OTHERS,
    SAYS,
    SURE,
)
from portal.reading.notice.values import Found

_NEVER = ("security", "rights", "changes", "dpo", "retention", "transfers", "updated", "obligation")
_STRICT = ("recipients", "purposes", "contact", "controller", "cookies", "sources", "bases")
_SUCH = re.compile(r":|(?<!\w)(?:såsom|som t\.|t\.? ?ex\.?|exempelvis|till exempel) ")
_YOURS = re.compile(r"(?<=\w)\s(?:på|av|i|till|från|för|om|hos) (?:din|ditt|dina) ")
_ANDS = frozenset({"och", "&"})
_NARROW = frozenset({"språk", "analys", "enhet"})
"""Words that name a kind among others, though alone they name none."""
_FILLED = re.compile(r"@\w|\d{3}|://|[\[{?!]")
_DEFINES = re.compile(
    r"personuppgift(?:er)?(?: \w+){0,3} (?:är|räknas|menas|avses|kan vara)\b|(?:menas|avses) med|räknas (?:det|som)"
    r"|känsliga? (?:person)?uppgifter som|(?:etniskt ursprung|fackligt medlemskap),"
)
_DATE, _TIME_OF = re.compile(r"\bdatum\Z"), re.compile(r"tid(?:punkt)? (?:för|på) ")
"""`datum och tid för besöket` is of one thing."""
_COLON = re.compile(r":\s?(?=\S)")
_NEAR, _MOST_WORDS, _LONGEST, _SEVERAL, _FEW = 60, 8, 110, 3, 4
_MOST_LINES = 600
_THIRD, _HALF, _MOSTLY = 0.33, 0.5, 0.65
_DENIED, _PERHAPS, _SURELY, _FULLY = -1, 1, 2, 3


@dataclass
class _List:
    """The members of a list, and how far what leads to it vouches for them."""

    led: int
    members: list[Found] = field(default_factory=list)
    broken: bool = False


_START = operator.attrgetter("start")


def with_lists_in_swedish(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The values, and what the sentences and items of a Swedish notice list and no other rule has read.

    A value that another rule cut out of a member, or made of several, gives way to them.
    """
    if scope.language != "sv":
        return list(values)
    told = [part for one in values for part in _parted(scope, one)]
    taken, known = marked(scope, told), {one.text.casefold() for one in told}
    ordered = sorted(told, key=_START)
    for members in _told(scope):
        if over := [one for one in _among(ordered, members) if _is_cut_from(one, members)]:
            told = [one for one in told if one not in over]
            taken, ordered = marked(scope, told), sorted(told, key=_START)
        fresh = [one for one in members if not any(taken[one.start : one.end])]
        for one in not_again(told, fresh):
            low = one.text.casefold()
            if known.isdisjoint({low, low.split(" för ")[0], low.split(" eller ")[0]}):
                told.append(one)
                known.add(low)
                mark(taken, one)
                insort(ordered, one, key=_START)
    return told


def _among(ordered: Sequence[Found], members: Sequence[Found]) -> Sequence[Found]:
    """The values that begin where some members stand, of all by where they begin: only these can be cut from them."""
    first, last = min((one.start for one in members), default=0), max((one.end for one in members), default=0)
    return ordered[bisect_left(ordered, first, key=_START) : bisect_left(ordered, last, key=_START)]


def _told(scope: Scope) -> Iterator[list[Found]]:
    for start, end, fields in _sentences(scope):
        if not is_endless(scope, start, end) and not _DEFINES.search(scope.low, start, end):
            yield from _lists(scope, start, end, strict=not fields.isdisjoint(_STRICT))


def _is_cut_from(one: Found, members: Sequence[Found]) -> bool:
    """Whether a value is a piece of a question among the members, or holds several of them."""
    within = [member for member in members if one.start <= member.start and member.end <= one.end]
    if len(within) > 1:
        return within[0].start == one.start and within[-1].end == one.end
    return any(
        _asks(member) and member.start <= one.start and one.end <= member.end and member.text != one.text
        for member in members
    )


def _parted(scope: Scope, one: Found) -> list[Found]:
    """What a value lists that is three kinds or more, parted by commas."""
    said = outside_brackets(one.text)
    if said.count(",") < 2 or _SUCH.search(said) or is_endless(scope, one.start, one.end):  # noqa: PLR2004  # three or more
        return [one]
    run = _List(led=_SURELY)
    said = _said(scope.low[one.start : one.end])
    for first, last in _pieces(said):
        _add(scope, said, one.start, run, first, last)
        if run.broken and last < len(said):
            return [one]
    return run.members if not run.broken and _are_data(scope, run, strict=False) else [one]


def _sentences(scope: Scope) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The sentences that may tell of data, each with what its section is about.

    A line of a few words above a paragraph begins a section of its own, though no table of words knows it.
    """
    for section in scope.sections:
        fields, end = section.fields, 0
        for block, below in itertools.zip_longest(section.blocks, section.blocks[1:]):
            if block.start < end:
                continue
            if below is not None and _is_title(scope, block, below):
                fields = about(scope.text[block.start : block.end], scope.language).fields
            elif fields.isdisjoint(_NEVER) and not section.is_column:
                places = list(scope.sentences([block]))
                end = _end_of_lines(scope, block, section.blocks)
                for first, last in places[:-1] if end > block.end else places:
                    yield first, last, fields
                if end > block.end and places:
                    yield places[-1][0], end, fields


def _end_of_lines(scope: Scope, block: Block, blocks: Sequence[Block]) -> int:
    """Where the last line ends of a paragraph whose lines stand apart: none but the last ends as a sentence does."""
    end = block.end
    for one in blocks[blocks.index(block) + 1 :] if block.kind == "para" else ():
        is_open = scope.text[end - 1] == "," or scope.text[max(0, end - _SEVERAL) : end].isalpha()
        if one.kind != "para" or not is_open or not scope.text[one.start].islower() or end - block.start > _MOST_LINES:
            break
        end = one.end
    return end


def _is_title(scope: Scope, block: Block, below: Block) -> bool:
    said = scope.text[block.start : block.end].strip()
    is_line = (
        len(said) <= _NEAR and said[:1].isupper() and not said.endswith((".", ":", ",", ";", "!")) and "," not in said
    )
    return is_line and below.kind == "para" and below.end - below.start > _NEAR


def _lists(scope: Scope, start: int, end: int, *, strict: bool) -> Iterator[list[Found]]:
    for one in _runs(scope, start, end):
        if one.led > 0 and _are_data(scope, one, strict=strict):
            yield one.members


def _are_data(scope: Scope, run: _List, *, strict: bool) -> bool:
    """Whether a list is one of data: two have to be known surely, of more than two most or the first."""
    asked = [one for one in run.members if _asks(one)]
    kinds = [one for one in run.members if one not in asked and is_kind(scope, one)]
    known = [one for one in run.members if one in kinds or one in asked]
    sure = [one for one in kinds if SURE.fullmatch(one.text.casefold())]
    many = len(run.members) >= _SEVERAL
    if all(LOGS_IN.fullmatch(one.text.casefold()) for one in run.members):
        return False
    is_pair = bool(sure) and (
        len(known) == len(run.members)
        or (run.led >= _PERHAPS and not strict and run.members[0] in sure and len(run.members[-1].text.split()) <= _FEW)
    )
    if not kinds or len(run.members) < 2 or not (many or is_pair):  # noqa: PLR2004  # one is no list
        return False
    if is_pair and not many:
        return True
    is_first = run.members[0] in known
    if run.led == _FULLY and not strict and len(known) > 1:
        return len(known) >= len(run.members) * _THIRD
    if run.led == _FULLY and many:
        return len(known) >= len(run.members) * _HALF
    least = _HALF if is_first and run.led >= _SURELY and not strict else _MOSTLY
    return (is_first or many) and len(known) >= len(run.members) * (1 if strict and run.led == _PERHAPS else least)


def _runs(scope: Scope, start: int, end: int) -> list[_List]:
    """The lists that a sentence may hold, each with its members."""
    said = _said(scope.low[start:end])
    runs = [_List(led=0)]
    for first, last in _pieces(said):
        run = runs[-1]
        goes_on = run.members and not run.broken and _begins_question(said, first, last)
        lead = None if goes_on else _lead(said, first, last)
        passive = PASSIVES.search(said, first, last)
        if passive is not None and (lead is None or lead[0] >= passive.start()) and not _denied(said, passive.end()):
            _add(scope, said, start, run, first, passive.start())
            sure = [one for one in run.members if SURE.fullmatch(one.text.casefold())]
            is_list = not run.broken and (len(run.members) >= _SEVERAL or len(sure) == len(run.members))
            run.led = run.led or (_SURELY if is_list else 0)
        elif lead is not None and run.led > 0 and run.members:
            _add(scope, said, start, run, first, lead[2])
        if lead is not None:
            at, leads, before = lead
            denied = scope.known.word["negation"].search(said, max(0, at - _NEAR), at) is not None
            if leads == _SURELY and HELD.search(said, max(0, before - _NEAR), at):
                leads = _FULLY
            runs.append(_List(led=_DENIED if denied else leads))
            _add(scope, said, start, runs[-1], at, last)
        elif passive is not None:
            runs.append(_List(led=0, broken=True))
        else:
            _add(scope, said, start, run, first, last)
    return runs


def _denied(said: str, at: int) -> bool:
    return re.match(r"\s*(?:\w+ )?(?:inte|ej|aldrig)\b", said[at : at + _NEAR]) is not None


def _lead(said: str, first: int, last: int) -> tuple[int, int, int] | None:
    """Where the last words of a piece end that lead to a list or break one, how surely they lead to data, and their
    beginning."""
    ends = [(one.end(), _SURELY, one.start()) for one in LISTS.finditer(said, first, last)]
    ends += [(one.end(), _PERHAPS, one.start()) for one in MAY_LIST.finditer(said, first, last)]
    for leads, before in ((IS, OF_DATA), (STANDS, IN_PLACE)):
        for one in leads.finditer(said, first, last):
            is_led = before.search(said, max(0, one.start() - _NEAR), one.start()) is not None
            ends.append((one.end(), _SURELY if is_led else 0, one.start()))
    for one in _COLON.finditer(said, first, last):
        ends.append((one.end(), 0 if OF_OTHERS.search(said, 0, one.start()) else _PERHAPS, one.start()))
    asking = next((one for one in sorted(ends) if one[1] and _begins_question(said, one[0], last)), None)
    if asking is not None:
        return asking
    ends += [(one.end(), 0, one.start()) for one in BREAKS.finditer(said, first, last)]
    last_one = max(ends, key=lambda one: (one[0], one[1] == 0), default=None)
    return (*last_one[:2], min(one[2] for one in ends)) if last_one is not None else None


def _begins_question(said: str, first: int, last: int) -> bool:
    return ASKS.match(said[first:last].lstrip()) is not None or GIVEN.match(said[first:last].lstrip()) is not None


def _pieces(said: str) -> Iterator[tuple[int, int]]:
    """What commas and joints part; two nouns behind one preposition stay together."""
    at = 0
    for joint in JOINTS.finditer(said):
        left = said[at : joint.start()]
        if joint[0].strip() in _ANDS and (is_for_both(left, said[joint.end() :]) or _goes_on(left, said, joint.end())):
            continue
        if _DATE.search(left) is not None and _TIME_OF.match(said, joint.end()) is not None:
            continue
        if said[at : joint.start()].strip():
            yield at, joint.start()
        at = joint.end()
    yield at, len(said)


def _goes_on(left: str, said: str, at: int) -> bool:
    """Whether what stands behind an `och` is a second verb of a question, or a noun without its beginning."""
    return GIVEN.search(left) is not None or (ASKS.search(left) is not None and ACTS_ON.match(said, at) is not None)


def _said(low: str) -> str:
    """What is said, letter for letter, without what stands in brackets or is set in between commas."""
    return ASIDE.sub(lambda one: "," + " " * (len(one[0]) - 1), outside_brackets(low).replace("\n", " "))


def _add(scope: Scope, said: str, start: int, to: _List, first: int, last: int) -> None:
    """Put a piece to a list as a member, unless the list has ended or the piece is none."""
    first = last - len(said[first:last].lstrip())
    if to.broken or AND_SUCH.fullmatch(scope.low[start + first : start + last].strip()):
        return
    value = _member(scope, start + first, start + last)
    if value is None or not (_asks(value) or _is_noun(scope, value)):
        to.broken = True
        return
    to.members.append(value)
    to.broken = ENDS.match(scope.low, value.end, start + last) is not None


def _member(scope: Scope, first: int, last: int) -> Found | None:
    while first < last and scope.text[first].isspace():
        first += 1
    lead = BEFORE.match(scope.low, first, last)
    first = lead.end() if lead is not None and not GIVEN.match(scope.low, first, last) else first
    said = outside_brackets(scope.low[first:last])
    if ASKS.match(said) or GIVEN.match(said):
        return found(scope.text, first, last)
    tail = BEHIND.search(said)
    if tail is not None and tail[0].startswith(" till ") and OWN_TILL.search(said, 0, tail.start()):
        tail = None
    value = found(scope.text, first, first + tail.start() if tail is not None else last)
    return bare(scope, value) if value is not None else None


def _asks(one: Found) -> bool:
    low = one.text.casefold()
    return ASKS.match(low) is not None and OF_NOTICE.match(low) is None and len(low.split()) <= _MOST_WORDS + 2


def _is_noun(scope: Scope, one: Found) -> bool:
    low = outside_brackets(one.text.casefold())
    if (
        len(low.split()) > _MOST_WORDS
        or len(low) > _LONGEST
        or _FILLED.search(one.text)
        or (NOTHING.fullmatch(low) and low not in _NARROW)
    ):
        return False
    if any(basis.match(low) for basis in scope.known.bases.values()):
        return False
    is_noun = NO_NOUN.match(low) is None and NO_MEMBER.match(low) is None and SAYS.search(_YOURS.sub(" ", low)) is None
    return GIVEN.match(low) is not None or is_noun
