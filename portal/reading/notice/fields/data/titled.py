"""What an item lists behind its title or label, where sentences tell it: `Account data: We ask for your name.`"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.beside_data import is_denied
from portal.reading.notice.fields.data.kinds import LABEL, is_endless, is_kind, members_of
from portal.reading.notice.fields.data.listed_data import is_bare, noted, parts_of
from portal.reading.notice.fields.data.saying import LEAST_SENTENCE, says
from portal.reading.notice.fields.data.told_data import not_again, of_sentence, of_told, takes_data
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_CLEAN = 0.6
_YOU_DO = re.compile(
    r"(?:how|(?:the )?[\w-]+(?: [\w-]+)?(?: that| which)?) you [a-z]+|hur du \w+|(?:de )?\w+(?: som)? du \w+"
)
"""`the features you use`, `how you found us`: what a person does is data wherever such is told among other."""
_INCLUDES = re.compile(
    r"(?:[\w-]+ ){1,4}(?:includes?|contains?|consists? of|omfattar|inkluderar|innehåller|består av"
    r"|sisältää|sisältävät)\b"
)
_TITLE = re.compile(r"[A-ZÅÄÖ][^.,:;()\n]{2,60}(?:\b(?:data|information|details)|tiedot|uppgifter)\.\s+(?=[A-ZÅÄÖ])")
_ON_OCCASION = re.compile(
    r"(?:with|when|if|once|for|to|in|on|we|you|this|it|they|med|när|om|för|i|på|vi|du|detta|kun|jos|tämä|nämä|näitä)\b"
)
_ONE_PHRASE = re.compile(
    r"(?:de |sådana |övriga |such |the |other )?(?:uppgifter|information|data|sådant|det|det som|tietoja|tiedot"
    r"|details|what)(?:,? (?:som|that|which|needed|required|necessary|we|vi|du|you|jo(?:ita"
    r"|tka)))\b[^().;:]{3,90}\([^()]{3,120}\)[\s.;,]*"
)
"""`Payment: Data that is needed to bill you (such as account number)`: a noun with examples, which the label names."""
_BEGINS_WHEN = frozenset({"when", "if", "once", "whenever", "om", "när", "då", "jos", "kun"})


def of_titled(scope: Scope, block: Block) -> list[Found]:
    """What `Account data. When you sign up, we ask for your name and city` lists behind its title."""
    places = list(scope.sentences([block]))
    title = found(scope.text, *places[0]) if len(places) > 1 and block.kind == "item" else None
    if title is None or len(title.text.split()) > LEAST_SENTENCE + 1 or says(scope, *places[0]) or "," in title.text:
        return []
    told = [one for place in places[1:] for one in of_told(scope, *place, lax=False)]
    return told if len(told) > 1 else []


def told_behind_labels(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """The lists that sentences tell behind the labels of items, where half of such items have one.

    Where fewer have, the labels name the data, and the sentences only say something of it.
    """
    labelled = [one for one in blocks if one.kind == "item" and _is_told(scope, one)]
    lists = {one: members for one in labelled if (members := _behind_label(scope, one))}
    return lists if len(lists) * 2 >= len(labelled) else {}


def told_behind_titles(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """What paragraphs tell behind a title with a full stop, `Account data. We ask for your name.`; no title."""
    titles = {one: title for one in blocks if (title := _TITLE.match(scope.text, one.start, one.end)) is not None}
    return {one: list(_behind_title(scope, title.end(), one.end)) for one, title in titles.items()}


def _behind_title(scope: Scope, start: int, end: int) -> Iterator[Found]:
    values: list[Found] = []
    for first, last in sentences(scope.text, start, end):
        is_list = first == start and is_bare(scope, first, last) and not is_endless(scope, first, last)
        is_list = is_list and _ON_OCCASION.match(scope.low, first, last) is None
        names = _names_of(scope, first, last) if is_list else []
        is_one = len(names) == 1 and names[0].text.endswith(")")
        told = names if is_one else of_sentence(scope, first, last) or of_told(scope, first, last, lax=True) or names
        values += not_again(values, told)
    yield from values


def _names_of(scope: Scope, start: int, end: int) -> list[Found]:
    """The members of a line without a verb, where half of them are known."""
    members = members_of(scope, [(start, end)])
    return members if sum(is_kind(scope, one) for one in members) * 2 >= len(members) else []


def _is_told(scope: Scope, block: Block) -> bool:
    """Whether a sentence stands behind the label, be it below a list."""
    label = LABEL.match(scope.text, block.start, block.end)
    if label is None or is_denied(scope, block) or _ONE_PHRASE.fullmatch(scope.low, label.end(), block.end):
        return False
    places = list(sentences(scope.text, label.end(), block.end))
    return any(_tells(scope, start, end) for start, end in places)


def _behind_label(scope: Scope, block: Block) -> list[Found]:
    label = LABEL.match(scope.text, block.start, block.end)
    values: list[Found] = []
    for start, end in sentences(scope.text, label.end() if label is not None else block.start, block.end):
        told = of_sentence(scope, start, end) or of_told(scope, start, end, lax=True) or noted(scope, start, end)
        told = told if len(told) > 1 else [] if _tells(scope, start, end) else _listed(scope, start, end)
        values += not_again(values, told)
    kinds = [one for one in values if is_kind(scope, one) or _YOU_DO.match(one.text.casefold())]
    return values if len(values) > 1 and len(kinds) >= len(values) * _CLEAN else []


def _tells(scope: Scope, start: int, end: int) -> bool:
    if _INCLUDES.match(scope.low, start, end):
        return True
    if scope.language != "en" and takes_data(scope, start, end):
        return True
    return says(scope, start, end) or scope.low[start:end].split(" ", 1)[0] in _BEGINS_WHEN


def _listed(scope: Scope, start: int, end: int) -> list[Found]:
    first = found(scope.text, start, end)
    members = (parts_of(scope, first, sure=True) if first is not None else []) or members_of(scope, [(start, end)])
    return members if len(members) > 1 else []
