"""Who speaks of what is theirs: `It is run by us, Maija & Matti Malli`, `The workshop is mine, Maija Mallinen`."""

import itertools
import re

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_ONE = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_NAME = rf"(?P<name>{_ONE}(?: (?:&|and|och|ja) {_ONE})?(?: (?:af|von|de|van))?(?: {_ONE}){{1,3}})(?!\w)"
_MINE = re.compile(
    rf"\b(?:(?:run|owned|kept|written|made) by|(?:drivs|ägs|sköts|skrivs|görs"
    r"|gjord|gjort|byggd|skapad|utvecklad|skriven) av|from)"
    rf" (?:me|us|mig|oss), {_NAME}"
    rf"|\bis (?:mine|ours), {_NAME.replace('name', 'mine')}"
    rf"|\b(?:är min|är mitt|tillhör mig), {_NAME.replace('name', 'min')}"
    rf"|\b(?:pidän|pyöritän|omistan) minä, {_NAME.replace('name', 'minun')}"
)


def owner(scope: Scope) -> Found | None:
    """The person, or the two, who say with their name that what the notice is about is theirs."""
    for start, end, _ in itertools.islice(scope.all_sentences(), 30):
        said = _MINE.search(scope.text, start, end)
        if said is not None:
            group = next(group for group, value in said.groupdict().items() if value)
            return found(scope.text, *said.span(group))
    return None
