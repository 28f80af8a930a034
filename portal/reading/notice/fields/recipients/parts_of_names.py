"""Names that are but parts of others: `Kuura` beside `Kuura Ltd`, and beside `Example Kuura`."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from itertools import accumulate

from portal.reading.notice.fields import names
from portal.reading.notice.values import Found


def without_parts(values: Mapping[str, Found]) -> dict[str, Found]:
    """The values by their small letters, without those that stand in a longer name, or are its beginning or end."""
    values = {key: one for key, one in values.items() if not (key.endswith(".") and key[:-1] in values)}
    companies = {key: one for key, one in values.items() if names.has_form(one.text) or one.text.endswith(")")}
    beginnings = {part for key in companies for part in _beginnings(key)}
    spans = _Spans(companies.values())
    kept = {key: one for key, one in values.items() if key in companies or not spans.hold(one)}
    ends = {end for key in kept for end in _ends(key)}
    return {key: one for key, one in kept.items() if key not in ends and key not in beginnings}


def _ends(key: str) -> list[str]:
    return [key[at + 1 :] for at, sign in enumerate(key) if sign == " "]


def _beginnings(key: str) -> list[str]:
    return [key[:at].removesuffix(comma) for at, sign in enumerate(key) if sign == " " for comma in ("", ",")]


class _Spans:
    """Where names stand, so that it is seen at once whether one of them holds another within."""

    def __init__(self, values: Collection[Found]) -> None:
        spans = sorted((one.start, one.end) for one in values)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def hold(self, one: Found) -> bool:
        before = bisect_left(self._starts, one.start)
        return before > 0 and self._ends[before - 1] > one.end
