"""The words at the edges of a kind that belong to its sentence: `sometimes references`, `e-mail is needed`."""

import re

from portal.reading.notice.fields.lists import is_in_brackets
from portal.reading.notice.fields.scope import Scope

_AT_FIRST = re.compile(
    r"(?:[\w-]+ ){1,4}(?:we|i) (?:also )?(?:collect|store|record|keep|log|note|save) (?:your|the) (?=\w)"
    r"|(?:sometimes|occasionally|optionally|optional|if any)\s(?=\w)"
)
_AT_LAST = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:and|or|och|samt|eller|ja|sekä|tai)|med mera|m\.m\.?)\Z"
    r"|(?<!\bsom)(?<!\bthat)(?<!\bwhich)\s(?:behövs|krävs|tarvitaan|vaaditaan|(?:is|are) (?:needed"
    r"|required))(?![\w-])(?!\s(?:by law|enligt lag)).*\Z"
)


def within_edges(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """Where a kind begins and ends without them."""
    first = _AT_FIRST.match(scope.text, start, end) if scope.language == "en" else None
    start = first.end() if first is not None and first.end() < end else start
    last = _AT_LAST.search(scope.low, start, end)
    is_cut = last is not None and last.start() > start and not is_in_brackets(scope.text, start, last.start())
    return (start, last.start()) if last is not None and is_cut else (start, end)
