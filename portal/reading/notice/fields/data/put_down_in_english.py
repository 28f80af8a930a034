"""Data that a sentence of an English notice puts down, under whatever heading: `We know your name and what you eat`.

What small bodies write in their own words: who takes a thing is the door, the till or the treasurer, and what is taken
is called by its trade. So the verbs are many, and members that no table of words knows are read with known ones beside.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.beside_data import denies_data
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import LABEL, both_kinds, is_endless, is_kind
from portal.reading.notice.fields.data.plain_lists import outside_brackets
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.data.yours import is_yours
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.putting_down_in_english import (
    AND_THERE,
    ASKS,
    BEFORE,
    BEGINS_ELSE,
    DENIES,
    DENIES_BEHIND,
    ENDS,
    ENDS_IN_CLAUSE,
    EVERYDAY,
    FILLED,
    IN_BRACKETS,
    JOINT,
    LABELS,
    LEAD,
    NO_DATA,
    PUTS_DOWN,
    SAYS,
    SUPPOSES,
    SURELY_ONE,
    TAIL,
    WEAK,
)
from portal.reading.notice.values import Found

_NEVER = ("rights", "security", "changes", "dpo", "retention", "bases", "transfers", "automated")
_STRICT = ("recipients", "cookies", "purposes", "contact", "controller")
_MOST_LEADS, _MOST_WORDS, _LONGEST, _SEVERAL, _MANY, _FAR = 8, 7, 90, 2, 3, 120
_HALF, _MOST, _ALL = 0.5, 0.65, 1.0


def put_down_in_english(scope: Scope, values: Sequence[Found], *, beside: bool = False) -> Iterator[Found]:
    """What the sentences of an English notice put down and no other rule has read among the `values`.

    `beside` where data was read elsewhere: then only what a verb tells in a section on data, or of nothing, is heard.
    """
    if scope.language != "en":
        return
    taken, known = marked(scope, values), list(values)
    read: dict[int, bool] = {}
    for start, end, section in scope.all_sentences():
        is_of_else = section.has(*_NEVER) and not section.has("categories")
        if is_of_else or section.is_column or is_endless(scope, start, end) or denies_data(scope, section):
            continue
        if id(section) not in read:
            read[id(section)] = any(any(taken[one.start : one.end]) for one in section.blocks)
        is_strict = section.has(*_STRICT) or _is_of_rules(section)
        if _is_labelled(scope, start, section):
            continue
        share = _ALL if is_strict else _MOST if read[id(section)] or beside else _HALF
        if beside and section.fields and not section.has("categories"):
            continue
        for members in _lists(scope, start, end, share, told=beside):
            if any(any(taken[one.start : one.end]) for one in members):
                continue
            again = {one.text.casefold() for one in known}
            new = [one for one in members if one.text.casefold() not in again]
            for one in not_again(known, members) or (new if beside and len(members) > 1 else []):
                mark(taken, one)
                read[id(section)] = True
                known.append(one)
                yield one


def _is_labelled(scope: Scope, start: int, section: Section) -> bool:
    """Whether it stands in a list of data behind a label, which names the kind: `Bill: We collect your sum`."""
    number = bisect_right(section.blocks, start, key=lambda one: one.start) - 1
    if number < 0 or not section.has("categories"):
        return False
    one = section.blocks[number]
    return one.kind == "item" and start < one.end and LABEL.match(scope.text, one.start, one.end) is not None


def _is_of_rules(section: Section) -> bool:
    """Whether a section below one that nobody's data is told in: a part of `Security` or of `Your rights`."""
    return bool(section.within & {"rights", "recipients", "retention"})


def _lists(scope: Scope, start: int, end: int, share: float, *, told: bool) -> Iterator[list[Found]]:
    """The lists of a sentence: behind each verb, before one, behind a label and in brackets.

    `share` is how much of each has to be known; `told` where only a verb leads to one.
    """
    shown = outside_brackets(scope.text[start:end])
    said = shown.casefold() if len(shown.casefold()) == len(shown) else shown.lower()
    if said.rstrip().endswith((":", "?")) or "\t" in said or "cookie" in said or SUPPOSES.search(said):
        return
    at = 0
    for verb in islice(PUTS_DOWN.finditer(shown), _MOST_LEADS):
        if verb.start() < at or (verb["but"] is None and _is_denied(said, verb.start(), verb.end())):
            continue
        stop = _stop(said, verb.end())
        members = _members(scope, start + verb.end(), start + stop, _ALL if WEAK.match(verb[0]) else share)
        at = stop if members else verb.end()
        yield members
    label = LABELS.match(said)
    begins = [label.end() if label is not None else 0, *(one.end() for one in islice(AND_THERE.finditer(said), _MANY))]
    for begin in begins:
        before = BEFORE.match(said, begin)
        if before is not None and not DENIES.search(before[0]) and not DENIES_BEHIND.match(said, before.end()):
            yield _members(scope, start + before.start("what"), start + before.end("what"), share)
    if told or DENIES.search(said):
        return
    at = label.end() if label is not None else 0
    yield _surely(_members(scope, start + at, start + _stop(said, at), _MOST if label is not None else _ALL))
    for bracket in islice(IN_BRACKETS.finditer(scope.low, start, end), _SEVERAL):
        if share >= _ALL or PUTS_DOWN.search(shown, 0, bracket.start() - start + 1) is None:
            continue
        yield _surely(_members(scope, *bracket.span(1), _ALL))


def _surely(members: list[Found]) -> list[Found]:
    """A list that no verb leads to has three members: two nouns of data stand in any heading."""
    return members if len(members) >= _MANY else []


def _stop(said: str, at: int) -> int:
    stop = ENDS.search(said, at)
    return stop.start() if stop is not None else len(said)


def _is_denied(said: str, start: int, end: int) -> bool:
    """Whether the clause of a verb denies it; `needs nothing but` and `cannot be had without` do not."""
    clause = max(said.rfind(one, 0, start) for one in ("; ", ", but ", " but ", ": ", " and "))
    return DENIES.search(said[max(0, clause, start - _FAR) : end]) is not None


def _members(scope: Scope, start: int, end: int, share: float) -> list[Found]:
    """The members of a list up to the first that is none, where enough of them are kinds of data or questions."""
    members: list[Found] = []
    for piece in _pieces(scope, start, end):
        value = _bare(scope, piece)
        if value is None:
            continue
        if not _is_member(scope, value) or (not members and value.text.casefold().startswith("when ")):
            return _enough(scope, members, share, broken=True)
        members.append(value)
    return _enough(scope, members, share, broken=False)


def _pieces(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """What commas, signs and the `and` before an article part."""
    for piece in split_list(scope, start, end):
        at = piece.start
        for joint in [*JOINT.finditer(scope.low, piece.start, piece.end), None]:
            stop = joint.start() if joint is not None else piece.end
            value = found(scope.text, at, stop) if at < stop else None
            yield from both_kinds(scope, value) if value is not None else ()
            at = joint.end() if joint is not None else stop


def _enough(scope: Scope, members: list[Found], share: float, *, broken: bool) -> list[Found]:
    if any(basis.match(one.text.casefold()) for one in members for basis in scope.known.bases.values()):
        return []
    kinds = [one for one in members if _is_known(scope, one)]
    told = len(kinds) + sum(_asks(one) and one not in kinds for one in members)
    if len(members) == 1:
        is_sure = share < _MOST or SURELY_ONE.fullmatch(members[0].text.casefold()) is not None
        is_one = bool(kinds) and is_sure and not broken and is_yours(scope, kinds[0])
        return members if is_one else []
    if share >= _ALL and (broken or len(kinds) < _SEVERAL):
        return []
    return members if told >= _SEVERAL and told >= len(members) * share else []


def _is_known(scope: Scope, one: Found) -> bool:
    low = one.text.casefold()
    return NO_DATA.fullmatch(low) is None and (is_kind(scope, one) or EVERYDAY.fullmatch(low) is not None)


def _asks(one: Found) -> bool:
    return ASKS.match(f"{one.text.casefold()} ") is not None


def _bare(scope: Scope, one: Found) -> Found | None:
    """A member without what leads to it or hangs on it; None where nothing is left."""
    lead = LEAD.match(scope.low, one.start, one.end)
    start = lead.end() if lead is not None else one.start
    if ASKS.match(scope.low, start, one.end):
        return found(scope.text, start, one.end - len(" and") if one.text.endswith(" and") else one.end)
    tail = TAIL.search(scope.low, start, one.end) if ENDS_IN_CLAUSE.search(scope.low, start, one.end) is None else None
    return found(scope.text, start, tail.start() if tail is not None and tail.start() > start else one.end)


def _is_member(scope: Scope, one: Found) -> bool:
    """Whether words name something that can be put down, and nothing is said of it."""
    low = one.text.casefold()
    if _asks(one):
        return _MANY <= len(low.split()) <= _MOST_WORDS * 2
    main = low.split(" you ")[0]
    return (
        len(low) <= _LONGEST
        and len(main.split()) <= _MOST_WORDS
        and FILLED.search(low) is None
        and BEGINS_ELSE.match(f"{low} ") is None
        and SAYS.search(f" {main} ") is None
        and NO_DATA.fullmatch(low) is None
    )
