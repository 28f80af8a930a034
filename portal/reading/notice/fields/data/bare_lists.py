"""Sentences that are nothing but a list of data: `When you order. Your name, your number, what you ordered.`

Small bodies put the occasion in a title, or in a sentence of two words, and behind it say no more than what they have.
Such a list has no verb that could lead to it. It is data where nearly all that it names is called so.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.beside_data import denies_data
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_endless, is_kind, plain
from portal.reading.notice.fields.data.saying import SAYS
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.data.yours import is_yours
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_NEVER = (
    *("rights", "security", "changes", "dpo", "contact", "controller", "recipients", "transfers", "bases", "purposes"),
    *("retention", "register", "updated", "sources", "automated"),
)
_FILLED = re.compile(r"@\w|\d{3}|://|[\[{?!:;]|\t")
_SAYS_ELSE = {
    "fi": re.compile(
        r"(?<!\w)(?:voit|voitte|sinulla|sisältää|sisältyy|sisältävät|jää|jäävät|avaa|valitse|katso|lue|käytä"
        r"|ota|tutustu|klikkaa|paina|kerää"
        r"|tallentaa|saa|näkee|pysyvät|lisätietoja|koskee|kuuluu|tarkoittaa)(?!\w)"
    ),
    "sv": re.compile(
        r"(?<!\w)(?:du|ni|använder|sparar|inkluderar|innehåller|finns|ligger|får|gör|tar|ger|ser|se|läs|klicka"
        r"|kontakta|mejla"
        r"|mer information|behövs|krävs|gäller|blir|vill|måste|omfattar|visar|rapporteras|hanterar|läser|heter)(?!\w)"
    ),
    "en": re.compile(
        r"\b(?:you|i|handles?|verif(?:y|ies)|receives?|remains?|includes?|see|contact|click|read|visit|keep"
        r"|make|use|please|more information|stays?|lives?|helps?"
        r"|allows?|provides?|applies|covers?|means|shows?|holds?|carry|carries|bears?|tells?|says?)\b"
    ),
}
"""Verbs that make it a sentence of its own."""
_OF_COOKIES = re.compile(r"\w*(?:cookie|kakor|kaka|eväste|pixel|local storage)")
_LONGEST, _MOST_WORDS, _MANY = 320, 8, 3
_MOSTLY = 0.65


def bare_lists(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What such sentences list and no other rule has read among the `values`."""
    taken, said = marked(scope, values), list(values)
    for start, end, section in scope.all_sentences():
        is_of_page = section.head is None and not section.fields
        is_of_others = (
            is_of_page
            or (section.has(*_NEVER) and not section.has("categories"))
            or section.is_column
            or denies_data(scope, section)
        )
        if is_of_others or any(taken[start:end]) or is_endless(scope, start, end):
            continue
        for one in not_again(said, _members(scope, section, start, end)):
            said.append(one)
            mark(taken, one)
            yield one


def _members(scope: Scope, section: Section, start: int, end: int) -> list[Found]:
    shown = plain(scope, start, end)
    if end - start > _LONGEST or _FILLED.search(scope.text, start, end) or SAYS[scope.language].search(shown):
        return []
    if scope.known.word["negation"].search(shown) or _SAYS_ELSE[scope.language].search(shown):
        return []
    if _OF_COOKIES.match(shown.strip()) or scope.text[start:end].isupper():
        return []
    members = [bare(scope, part) for one in split_list(scope, start, end) for part in both_kinds(scope, one)]
    kinds = [one for one in members if is_kind(scope, one)]
    mine = [one for one in members if one in kinds or is_yours(scope, one)]
    if any(len(one.text.split()) > _MOST_WORDS for one in members) or len(kinds) < 2:
        return []
    is_headed = section.has("categories", "cookies") or "categories" in section.within
    is_all = (
        is_headed
        and len(kinds) == len(members)
        and any((one.start, one.end) == (start, end) for one in section.blocks[:1])
    )
    enough = len(members) >= _MANY or is_all
    return members if enough and len(mine) >= len(members) * _MOSTLY and members[0] in mine else []
