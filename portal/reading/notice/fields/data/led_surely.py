"""Lists that a sentence surely leads to, read whole whatever their words: `we process the following details: a; b; c`.

What leads to them vouches for the members; an earlier reading that found fewer of them gives way.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.data.acts import begins_act
from portal.reading.notice.fields.data.in_places import in_places
from portal.reading.notice.fields.data.kinds import LABEL, bare, both_kinds, is_data, is_endless, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare, is_called_data
from portal.reading.notice.fields.data.not_taken import outside
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.plain_lists import outside_brackets
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_NEVER = ("recipients", "transfers", "security", "rights", "retention", "changes", "dpo", "bases", "controller")
_FOLLOWING = re.compile(
    r"\bfollowing (?:[\w-]+ ){0,3}?(?:data|information|details)\b[^.:;\n]{0,140}:\s"
    r"|\b(?:data|information|details) (?:that |which )?we (?:[\w-]+ ){0,2}?(?:collect|process|store|hold|keep|gather)\b"
    r"[^.:;\n]{0,60}\b(?:includes?|are|is|comprises?|consists? of)(?: the following)?:\s"
)
_INCLUDES = re.compile(
    r"\b(?:information|data|details)\b[^:;\n]{0,140}?\b(?:may|can|will|could) (?:also )?include:?"
    r"(?: but (?:is|are) not limited to:?)?\s"
)
_TAKES = re.compile(
    r"\b(?:collect|process|stor|receiv|record|gather|obtain|hold|keep|kept|ask|provid|log|includ|need|handl|sav|retain)"
)
_YOURS = re.compile(
    r"(?<![\w-])(?:(?:we|i|it|they|(?:the |our |this )?(?:[\w-]+ )?(?:app|application|game|server|system|site|website"
    r"|shop|store|form|tracker|tool|service|platform|program|software|device|plugin|extension|watch|bot|card|profile"
    r"|page|account))"
    r" (?:(?:may|also|only|will|can|then|automatically|therefore|just|locally|always|sometimes) ){0,3}"
    r"(?:collects?|stores?|saves?|records?|logs?|keeps?|holds?|notes?|registers?|remembers?|asks? (?:you )?for|gathers?"
    r"|receives?|gets?|reads?|shows?|displays?|contains?|know|publish)"
    r"(?: down)?|you (?:also )?(?:tell|give|send|provide|hand|leave)(?: to)? us(?: with)?) (?:only )?your "
)
"""Who takes what is yours: whatever stands in a list behind it is data."""
_AS_GIVEN = re.compile(
    r"\b(?:we|i) (?:only |just |also )?(?:use|process|store|handle|save|keep) (?:the|your) (?P<list>[^.;:]{5,200}?),?"
    r" (?:that |which )?you (?:enter|give|gave|provide|send|submit|fill in|type|leave|left|share|told us|tell us)\b"
)
"""`We use the name and message you enter`."""
_TAKEN_HERE = re.compile(
    r"\b(?:(?:we|i)\b[^;:.]{0,60}?\b(?:collect|process|store|hold|handle|record|gather|receive"
    r"|keep(?! (?:our|you|everyone|all|up|in)\b))"
    r"|(?:(?:the|our|this) (?:bot|app|server|service|site|system|game|tool|software|device|website|extension)"
    r"|(?:(?<=\. )|(?<=, )|(?<=\n))(?-i:[A-Z][\w.]{2,40}(?: [A-Z][\w.]{1,40})?)) (?:also |only )?"
    r"(?:stores|collects|records|saves|logs|keeps|processes|reads))"
    r"(?: and \w+)?(?: the following| also| only)*:?\s",
    re.I,
)
_PUTS_DOWN = re.compile(r"\b(?:stores|saves|records|logs|keeps|reads)\b")
"""What a program puts down or reads is data, where one of several is known."""
_TAKEN_WHERE = re.compile(
    r"\b(?:we|i) (?:collect|process|store|hold|keep|handle|record|gather|receive)s?, "
    r"(?:as far as|so far as|in so far as|where|if|when|depending on|to the extent|as)\b[^,.;:]{2,60}, "
)
"""`We process, where each is needed,`: an aside before the list."""
_ON_OCCASION = re.compile(r"(?:when(?:ever)?|if|once) (?:you|someone|a \w+|the \w+)\b[^:.;?]{3,80}:\s")
"""`When you fill in the order form: your name, the cake and the day`, where it is asked what is collected."""
_IF_GIVEN = re.compile(r",?\s(?:if|where|when) (?:you|given|needed|relevant|applicable)\b.*\Z", re.S)
_DENIED_HERE = re.compile(r"\b(?:not|never|no|n['’]t|nor)\b[^.,;]{0,30}\Z")
_TAIL = re.compile(
    r",? (?:and|or|as well as) (?:any |some )?other (?:[\w-]+ )?(?:personal )?(?:data|information|details)\Z"
    r"|\s\([^()]{60,}\)(?: .*)?\Z"
)
_REST = re.compile(r"(?:and |or )?(?:any |some )?other (?:[\w-]+ )?(?:personal )?(?:data|information|details)")
"""`and other general data` at the end of a list names none, nor does a long aside."""
_STOP = re.compile(
    r",?\s(?:so that|so (?:we|i)|in order to|because|for the purposes?|which (?:we|is|are|will|may|helps?|allows?)"
    r"|unless)\b"
    r"|\s[–—-]\s|\.\s"
)
_ELSE = re.compile(r"(?:\(\w{1,3}\) )?(?:to|for|in order|in line|in accordance|when|if|by|we|you|because|as|with)\s")
_GENERAL = re.compile(r"\b(?:personal|privacy|consent|permission|request|rights?)\b")
_SAYS_DATA = re.compile(r"(?:[\w'’-]+ ){0,3}(?:data|information|details)\b")
_FEW_WORDS = 6
_NUMBER = re.compile(r"\(\w{1,3}\)\s*")
_ACTS = re.compile(
    r"(?:[\w-]+ ){1,3}(?:handles|verifies|receives|processes|stores|sends|provides|collects|keeps|gets|sees)\s\w"
)
"""`Our host receives your address`: somebody acts."""
_OBJECT = re.compile(r"\s(?:it|them|us)\b(?! (?:is|are|was|were|has|have))|\b(?:when|if|where) you\Z")
"""What is done to something is no name of it."""
_LEAST, _LONGEST, _MOST_WORDS, _FOURTH, _HALF = 3, 170, 12, 4, 2


def with_led_lists(scope: Scope, values: list[Found]) -> list[Found]:
    """The values, and what each such sentence lists: where more stands in it than was read, or semicolons part it.

    An item of which the label was read has been read for what it is.
    """
    if scope.language != "en":
        return values
    lists = list(_all_lists(scope, {one.start for one in values}))
    places = [place for place, _ in lists]
    fuller = [
        (place, members)
        for (place, members), inside in zip(lists, in_places(values, places), strict=True)
        if len(members) > len(inside) or ";" in scope.text[members[0].end : members[1].start]
    ]
    kept = outside(values, [place for place, _ in fuller])
    return [*kept, *(one for _, members in fuller for one in members)]


def _all_lists(scope: Scope, begun: set[int]) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    for section in scope.sections:
        if section.has(*_NEVER) or section.is_column:
            continue
        is_of_data = section.has("categories") or "categories" in section.within or is_called_data(scope, section)
        told = [one for one in section.blocks if one.kind == "para" or (one.kind == "item" and one.start not in begun)]
        for start, end in scope.sentences(told):
            yield from _lists(scope, start, end, is_of_data=is_of_data)


def _lists(scope: Scope, start: int, end: int, *, is_of_data: bool) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """The place of the list in a sentence that leads to one, and its members."""
    if is_endless(scope, start, end):
        return
    lead = _FOLLOWING.search(scope.low, start, end)
    is_sure = lead is not None
    lead = lead or _TAKEN_WHERE.search(scope.low, start, end)
    lead = lead or _INCLUDES.search(scope.low, start, end)
    if lead is None and (yours := _YOURS.search(scope.low, start, end)) is not None:
        yield from _yours(scope, yours.end(), start, end)
        return
    if lead is None and (given := _AS_GIVEN.search(scope.low, start, end)) is not None:
        yield from _yours(scope, given.start("list"), start, given.end("list"))
        return
    if is_of_data and (when := _ON_OCCASION.match(scope.low, start, end)) is not None:
        yield from _listed_on_occasion(scope, when.end(), end)
        return
    if lead is None and is_of_data:
        yield from _parted(scope, start, end)
    if lead is None or _DENIED_HERE.search(scope.low, start, lead.start()):
        return
    said = scope.low[start : lead.end()]
    takes = _TAKES.search(said)
    if not (takes or is_of_data) or (not is_sure and _DENIED_HERE.search(said[: said.rfind(" include")])):
        return
    if is_sure and scope.known.word["negation"].search(said):
        return
    place = (lead.end(), end)
    members = _by_semicolons(scope, *place) or _by_commas(scope, *place)
    kinds = [one for one in members if is_kind(scope, one)]
    least = _FOURTH if is_sure else _HALF
    if len(members) >= _LEAST and len(kinds) * least >= len(members):
        yield place, members


def _listed_on_occasion(scope: Scope, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    pieces = [_before_if(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
    members = [bare(scope, part) for one in pieces for part in both_kinds(scope, one)]
    kinds = [one for one in members if is_kind(scope, one)]
    if len(members) >= _LEAST and len(kinds) * _LEAST >= len(members) and _are_names(scope, members):
        yield (start, end), members


def _before_if(scope: Scope, one: Found) -> Found:
    """`your e-mail address if you give it` is the address."""
    given = _IF_GIVEN.search(scope.low, one.start, one.end)
    return (found(scope.text, one.start, given.start()) if given is not None else None) or one


def _parted(scope: Scope, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """What semicolons part in a sentence of a part on data, where half of it are kinds; or commas behind who takes."""
    taken = _TAKEN_HERE.search(scope.text, start, end)
    place = (taken.end() if taken is not None else start, end)
    label = LABEL.match(scope.text, *place)
    if label is None and not scope.known.word["negation"].search(scope.low, start, end):
        members = _by_semicolons(scope, *place)
        kinds = [one for one in members if is_data(scope, one)]
        if len(members) >= _LEAST and len(kinds) * _HALF >= len(members):
            yield place, members
        elif taken is not None and not members:
            members = _by_commas(scope, *place)
            kinds = [one for one in members if is_kind(scope, one)]
            is_general = any(_SAYS_DATA.match(one.text.casefold()) for one in members[:1])
            is_put_by = len(members) > _LEAST and kinds and _PUTS_DOWN.search(taken[0].casefold()) is not None
            if not is_general and len(members) >= _LEAST and (is_put_by or len(kinds) * _LEAST >= len(members)):
                yield place, members


def _yours(scope: Scope, at: int, start: int, end: int) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """What `we store your game state, high scores and friend codes` lists: short nouns, though none is known."""
    if scope.known.word["negation"].search(scope.low, start, end):
        return
    members = _by_commas(scope, at, end)
    low = [one.text.casefold() for one in members]
    is_list = len(members) >= _LEAST or (len(members) > 1 and all(is_kind(scope, one) for one in members))
    if is_list and not any(
        len(one.split()) > _FEW_WORDS or _GENERAL.search(one) or _SAYS_DATA.fullmatch(one) for one in low
    ):
        yield (at, end), members


def _by_semicolons(scope: Scope, start: int, end: int) -> list[Found]:
    """What stands between the semicolons of a list that has several, each whole."""
    said = outside_brackets(scope.low[start:end])
    if said.count(";") < _LEAST - 1:
        return []
    cuts = [at for at, one in enumerate(said) if one == ";"]
    members: list[Found] = []
    for first, last in zip([0, *(at + 1 for at in cuts)], [*cuts, len(said)], strict=True):
        value = _member(scope, start + first, start + last)
        if value is None:
            continue
        if len(value.text) > _LONGEST or not is_bare(scope, value.start, value.end):
            return []
        members.append(value)
    low = [_NUMBER.sub("", one.text.casefold()) for one in members]
    return (
        []
        if any(_ELSE.match(one) or begins_act(one) or _OBJECT.search(one) or _ACTS.match(one) for one in low)
        else members
    )


def _by_commas(scope: Scope, start: int, end: int) -> list[Found]:
    said = outside_brackets(scope.low[start:end])
    stop = _STOP.search(said)
    end = start + stop.start() if stop is not None else end
    tail = _TAIL.search(scope.low, start, end)
    end = tail.start() if tail is not None else end
    if ": " in plain(scope, start, end):
        return []
    pieces = list(split_list(scope, start, end))
    kept = whole_pieces(scope, pieces)
    members = [bare(scope, part) for one in kept for part in both_kinds(scope, one)]
    return members if _are_names(scope, members) else []


def _are_names(scope: Scope, members: Sequence[Found]) -> bool:
    """Whether each is a few words that say nothing."""
    return all(
        len(one.text.split()) <= _MOST_WORDS
        and is_bare(scope, one.start, one.end)
        and not _ELSE.match(one.text.casefold())
        and not _OBJECT.search(one.text.casefold())
        for one in members
    )


def _member(scope: Scope, start: int, end: int) -> Found | None:
    value = found(scope.text, start, end)
    if value is None or _REST.fullmatch(value.text.casefold()):
        return None
    tail = _TAIL.search(scope.low, value.start, value.end)
    value = found(scope.text, value.start, tail.start() if tail is not None else value.end)
    return bare(scope, value) if value is not None else None
