"""One kind of data behind a label that says that it is data: `Data on your purchases: order history.`"""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.kinds import LABEL, is_kind
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_SAYS_DATA = re.compile(r"(?:tiedot|tietoja|uppgifter(?:na)?|data|information|details):\s+$")


def labelled_kind(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """What stands behind the label, where it is a kind of data and nothing else."""
    label = LABEL.match(scope.text, start, end)
    if label is None or _SAYS_DATA.search(scope.low, start, label.end()) is None:
        return
    value = found(scope.text, label.end(), end)
    if value is not None and is_kind(scope, value):
        yield value
