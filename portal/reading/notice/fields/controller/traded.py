"""The name under which a controller trades, as its sentence tells it: `Example Oy, which trades as The Shop`."""

import re

from portal.reading.notice.fields import names
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖ0-9][\w&'’+-]*(?:\.[\w-]+)*"
_NAME = rf"[\"“”'’]?(?P<name>{_WORD}(?: (?:{_WORD}|(?:&|och|ja|and|of|the|i|for|för)(?= [A-ZÅÄÖ0-9]))){{0,5}})"
_UNDER = (
    r"(?:under (?:varumärket|varumärkesnamnet|namnet|firmanamnet|bifirman)|äger varumärket|bifirma"
    r"|trad(?:ing|es) as|t/a|d/b/a|doing business as|operat(?:ing|es) (?:as|under the (?:name|brand)(?: of)?)"
    r"|under the (?:trading |trade |brand |business )?(?:name|brand)(?: of)?"
    r"|(?:markkinointi|aputoimi|toimi|liike)nimellä|aputoiminimi|tuotemerkillä|brändillä)"
)
_BEHIND = re.compile(rf"[^.\n;]{{0,70}}?\b(?:{_UNDER}):? {_NAME}")
_FIRM_OF = re.compile(
    r"[^.\n;]{0,50}?\b(?:den enskilda firman|min enskilda firma|toiminimen|my business,?|the business) "
    r"[\"“”'’]?(?P<name>[A-ZÅÄÖ0-9][^,.;()\n\"“”]{1,50}?)[\"“”]?(?=[,.(]| är | on | is | \()"
)
_IS_TRADING_NAME = re.compile(rf"{_NAME}[\"“”'’]? (?:is|are) (?:a |the )?(?:trading|business) names? (?:of|for) $")
_FAR = 90


def trade_name(text: str, name: Found) -> Found | None:
    """The trade name that the sentence of a controller's name tells beside it; None where it tells none."""
    before = _IS_TRADING_NAME.search(text, max(text.rfind("\n", 0, name.start) + 1, name.start - _FAR), name.start)
    if before is not None:
        return found(text, *before.span("name"))
    is_person = next(names.people(text, name.start, name.end), None) == name
    for turn in (_BEHIND, *((_FIRM_OF,) if is_person else ())):
        if (one := turn.match(text, name.end)) is not None:
            said = found(text, one.start("name"), one.start("name") + len(one["name"].rstrip(".'’")))
            return said if said is not None and said.text != name.text and not names.has_form(said.text) else None
    return None
