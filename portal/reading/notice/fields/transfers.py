"""Transfers out of the EEA (Art 13(1)(f))."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import whole
from portal.reading.notice.values import Found

_DONE_ABROAD = re.compile(
    r"(?:behandla\w*|lagra\w*|spara\w*|process\w*|stored?|käsit\w+|tallen\w+|säily\w+|siirty\w+)\b[^.;]{0,40}"
    r"\b(?:i usa|i förenta staterna|in the (?:usa?|united states|u\.s\.)|in usa|yhdysvalloissa|usa:ssa)(?!\w)"
    r"|behandling\w* (?:\w+ )?(?:ske|sker|utföras|utförs)\b[^.;]{0,30}\butanför (?:eu|ees)\b"
)
"""That data is dealt with elsewhere, where nothing says `transfer`."""
_UNSAID = re.compile(
    r"ei (?:mainit|kerro)|nämns inte|säger inte|(?:does|do) not (?:say|mention)|not "
    r"(?:spoken|mentioned)|is silent"
)
_KEPT_INSIDE = re.compile(
    r"(?:käsit|säily|tallen|sijait|sijaits|palvelim|isännö|behandl|lagra|spara|server|drift"
    r"|process|stored?|hosted|located|kept)\w*\b.{0,80}"
    r"(?:\b(?:eu|eta|euroopan|ees|eea|europeiska|european)\b(?:[\w/:-]*| (?:tai|ja|/|or|and|och|eller) \w+)"
    r"[^.]{0,40}(?:alueella|sisäisi\w+ palvelimi\w+|sisällä|sisäpuolella|maissa|jäsenvaltio\w+)"
    r"|(?:inom|within|inside|i|in) (?:gräns\w+ (?:mellan|för) )?(?:the )?"
    r"(?:eu|ees|eea|eu/ees|eu/eea|europa|europe|europeiska|european)\b)"
)
"""Where data lies, where the notice says that it is the EEA."""
_NEAR = 12
_ASKED = re.compile(r"\w+(?:ko|kö)\b|.*\?$")
"""`Is data transferred outside the EU?` says nothing yet."""
_PLAIN_NO = re.compile(r"(?:ei|nej|no)\.?(?: siirretä\w*\.?)?")
_ABROAD = re.compile(r"ulkopuol|utanför|outside|third countr|kolma\w+ ma|tredje\s?l[aä]nd")
_MOVED = re.compile(r"transfer|siirr|siirt|överför|luovut")
_MOVED_NOW = re.compile(r"\b(?:siirretään|siirrämme|överförs|överför vi|(?:is|are) transferred|we transfer)\b")
_SAFEGUARDS = re.compile(
    r"vakiosopimuslausek\w*|mallisopimuslausek\w*|mallilausek\w*|standardavtalsklausul\w*|standard "
    r"contractual clauses|model clauses|privacy shield|data privacy framework|adequacy decision"
    r"|riittävyyspäätö\w*|adekvansbeslut"
)


def transfers_of(scope: Scope) -> Found | None:
    """`true`, `false`, or None where it is not said, or not plainly."""
    said: list[Found] = []
    for section in scope.about("transfers"):
        said += _in_cells(scope, section) if section.is_column else ()
        for block in section.blocks:
            answer = whole(scope.text, block.start, block.end)
            if answer is not None and _PLAIN_NO.fullmatch(answer.text.casefold()):
                said.append(Found("false", answer.start, answer.end))
    for start, end, section in scope.all_sentences():
        if section.has("rights") and not section.has("transfers"):
            continue
        if (one := _transfer(scope, start, end, section.has("transfers"))) is not None:
            said.append(one)
    for section in scope.about("transfers"):
        if section.inline and section.head is not None and _MOVED_NOW.search(scope.low, *section.head):
            told = _transfer(scope, *section.head, True)
            said += [told] if told is not None else []
    true = next((one for one in said if one.text == "true"), None)
    return true or next(iter(said), None)


def _in_cells(scope: Scope, section: Section) -> Iterator[Found]:
    """`Yes` and `no` in a column on transfers."""
    for block in section.blocks:
        word = scope.low[block.start : block.end].strip(" .")
        if word in {"yes", "kyllä", "ja"}:
            yield Found("true", block.start, block.end)
        elif word in {"no", "ei", "nej"}:
            yield Found("false", block.start, block.end)


def _transfer(scope: Scope, start: int, end: int, under_heading: bool) -> Found | None:
    word = scope.known.word
    low = scope.low
    is_outside = word["outside"].search(low, start, end) is not None
    if not is_outside and (inside := _KEPT_INSIDE.search(low, start, end)) is not None:
        hedged = word["hedged"].search(low, start, end) or word["negation"].search(low, start, inside.end() + _NEAR)
        return None if hedged else Found("false", start, end)
    if not is_outside and not under_heading:
        return None
    place = whole(scope.text, start, end)
    if place is None or _UNSAID.search(low, start, end) or _ASKED.match(low, start, end):
        return None
    if word["stays_inside"].search(low, start, end):
        if word["hedged"].search(low, start, end):
            return None
        return Found("false", place.start, place.end) if is_outside or under_heading else None
    if not is_outside and not _SAFEGUARDS.search(low, start, end):
        return None
    if word["negation"].search(low, start, end):
        return None
    moved = any(one.search(low, start, end) for one in (_ABROAD, _MOVED, _SAFEGUARDS))
    if _DONE_ABROAD.search(low, start, end) and not word["hedged"].search(low, start, end):
        return Found("true", place.start, place.end)
    if not under_heading and not moved:
        return None
    if word["goes_outside"].search(low, start, end) or _SAFEGUARDS.search(low, start, end):
        return Found("true", place.start, place.end)
    return None
