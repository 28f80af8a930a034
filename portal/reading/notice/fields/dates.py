"""The date of a notice: of the words like `updated`, `päivitetty` or `senast uppdaterad` beside it."""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns
from portal.reading.notice.values import Found

_MONTH = "|".join(
    sorted((re.escape(name) for tongue in TONGUES.values() for name in tongue.months), key=len, reverse=True)
)
_DATE = re.compile(
    rf"(?<![\d./-])(?:(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})(?: ?\.\s?|\x20(?=20))(?P<y>(?:19|20)\d\d)"
    rf"|(?P<iy>\d{{4}})(?P<sign>[-./])(?P<im>\d{{1,2}})(?P=sign)(?P<id>\d{{1,2}})"
    rf"|(?P<hd>\d{{1,2}})-(?P<hm>\d{{1,2}})-(?P<hy>\d{{4}})"
    rf"|(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})(?:/|,? )(?P<sy>\d{{4}})"
    rf"|(?P<nd>\d{{1,2}})(?:\.|st|nd|rd|th)?(?: of)?\s(?P<nm>{_MONTH})\.?,?\s(?P<ny>\d{{4}})"
    rf"|(?P<om>{_MONTH})\.?\s(?P<od>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<oy>\d{{4}})"
    rf"|(?P<mm>{_MONTH}),?\s(?P<my>\d{{4}})|(?P<pm>\d{{1,2}})/(?P<py>\d{{4}})"
    rf"|(?P<ry>20\d\d)-(?P<rm>0[1-9]|1[0-2])(?![-\d]))(?!\d)",
)
_REACH = 70
_FIRST_YEAR, _LAST_YEAR = 1980, 2099
"""Between them a number is a year: `0480` is the code of a town's phones."""
_SHORT_DATE = re.compile(
    r"(?:uppdatera\w+|reviderad\w*|ändrad\w*|antag\w+|fastställ\w+|version|päivitetty|muokattu|updated|revised)"
    r"(?: \w+)?:? (?:(?:20)?(?P<y>\d{2})-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])"
    r"|(?P<sd>\d{1,2})\.(?P<sm>\d{1,2})\.(?P<sy>\d{2}))(?![\w-]|\.\d)"
)
"""`Senast uppdaterad 230510`, `Updated 1.5.24`: a day without its century, right behind the word that makes it its."""
_CUED_BEHIND = re.compile(
    r" ?[,–-]? ?(?:viimeksi |(?:har|on) (?:\w+ ){0,3})?(?:(?:upprätta|uppdatera|fastställ|antag)i?ts|päivitet\w+"
    r"|laadit\w+|muokat\w+|uppdatera(?:d|t)|upprätta(?:d|t)|reviderad"
    r"|updated|revised)\b"
)
"""What says behind a date that it is the notice's: `24.2.2021 päivitetty`."""
_SHORT, _LAST = 70, 8
_DECIDES = re.compile(
    r"hallitu\w+|johtokun\w+|hyväks\w+|vahvist\w+|styrelse\w*|godkän\w+|faststäl\w+|antagen|\bboard\b|committee"
    r"|approved"
    r"|adopted|tarkist\w+|granskad|reviewed|\bpvm\b|\bdatum\b"
)
_OF_A_LAW = re.compile(
    r"\blag(?:en)?\b|förordning|\bgdpr\b|asetu\w+|\blaki\b|\blain\b|regulation"
    r"|\bact\b|directive|direktiv"
)
_SURELY_OWN = re.compile(
    r"päivit|laadit|laatim|muokat|muutos|muutet|version|uppdatera|upprätta|updated|modified"
    r"|created|skapad|luotu|revised|policy|seloste\w*|notice"
)
"""The day from which a law holds is not the notice's."""
_IN_FORCE = re.compile(r"effective|valid|in force|applies|voima|alkaen|gäller|giltig|kraft")
_CHANGED = re.compile(r"updat|chang|revis|modif|amend|päivit|muokat|muutet|korjat|uppdatera|ändra|revidera")
"""The day from which a notice holds, and the day on which it was changed last: the latter is the notice's."""
_GOES_ON = re.compile(r"\s*(?:den|det|se|it|this|that|denna|tämä) ")
"""How a sentence begins that speaks of what the one before it names."""
_NOT_ITS_OWN = re.compile(
    r"\b(?:laws?|act|statute|lag(?:en)?|laki|lain|lakia|asetus\w*|förordning(?:en)?|regulation|directive)\b"
    r"(?: \w+)?(?: of| from| av den| av| den|,|:| \()? ?$"
    r"|\b(?:seuraav\w+|nästa|next)(?: \w+){0,3}:? ?$"
)
"""The day of a law, right behind it, and the day on which a notice is looked at next."""
_LINE = re.compile(r"\S[^\n]*")
_SIGNED_AT = re.compile(r"\s*[A-ZÅÄÖ][a-zßà-öø-ÿ]{2,20}(?:,? (?:den|on|the))?,?\s*\.?\s*")
"""`Mallila 24.3.2023`: a place before the day, as below a letter."""
_AT_THE_END = 400
_OF_RIGHTS = re.compile(r"©|\(c\)|copyright|\b(?:since|sedan|vuodesta|est\.?|founded|grunda\w+|perustett\w+)\b")
_AT_AN_EDGE, _LONGEST_EDGE, _LONGEST_LINE = 4, 120, 400
_MOST = 1_000
"""How many dates of a text are looked at; a notice has a dozen."""
_SENTENCE = re.compile(r"[:.,]?[ \xa0]{1,3}[A-ZÅÄÖ][a-zåäö]")
_TITLE_WITHIN, _LONGEST_TITLE = 5, 90
_OF_A_NOTICE = re.compile(
    r"tietosuoja\w*|\w*rekisteri\w*selost\w*|integritetspolicy|dataskydd\w*|privacy (?:policy|notice)|version\w*", re.I
)


def updated_of(text: str, edges: Sequence[tuple[int, int]] = ()) -> Found | None:
    """The latest date that is said to be the notice's own, as YYYY-MM-DD, or YYYY-MM where no day is given.

    Where none is, one that stands alone on its line, or beside who decided on the notice, or the only one of what
    stands on each page alike, or at the top and the foot of the text.
    """
    dates = _changed_before_in_force(text, list(_own_dates(text)))
    dates = dates or list(_dates_alone(text)) or list(_in_title(text)) or list(_decided(text))
    for others in (_on_edges(text, edges), _at_top_and_foot(text), _before_text(text)):
        if not dates:
            dates = list(others)
            dates = dates if len({one.text for one in dates}) == 1 else []
    return max(dates, key=lambda one: (one.text, -one.start)) if dates else None


def _changed_before_in_force(text: str, dates: list[Found]) -> list[Found]:
    """Where it says when it was changed, without the days from which it holds: `Updated 1 May. Valid 2 May`."""
    before = {one: _line_before(text, one).casefold() for one in dates}
    if not any(_CHANGED.search(said) for said in before.values()):
        return dates
    return [one for one in dates if _CHANGED.search(before[one]) or not _IN_FORCE.search(before[one])]


def _line_before(text: str, one: Found) -> str:
    """What stands before a date in its sentence."""
    first = max(0, one.start - _REACH)
    start = max(text.rfind(sign, first, one.start) for sign in ("\n", ". "))
    return text[max(start + 1, first) : one.start]


def _on_edges(text: str, edges: Sequence[tuple[int, int]]) -> Iterator[Found]:
    low = folded(text)
    for one in itertools.islice(_DATE.finditer(low), _MOST):
        inside = any(start <= one.start() < end for start, end in edges)
        if inside and (said := _iso(one)):
            yield Found(said, one.start(), one.end())


def _own_dates(text: str) -> Iterator[Found]:
    low = folded(text)
    for one in itertools.islice(_DATE.finditer(low), _MOST):
        said = _iso(one)
        line = low.rfind("\n", 0, one.start()) + 1
        before = low[max(line, one.start() - _REACH) : one.start()]
        if not before.strip() and line > 1:
            above = low.rfind("\n", 0, line - 1) + 1
            before = "" if _DATE.search(low, above, line) else low[max(above, line - _REACH) : line]
        if _OF_A_LAW.search(before[before.rfind(". ") + 1 :]) and not _SURELY_OWN.search(before):
            continue
        if _NOT_ITS_OWN.search(before):
            continue
        is_cued = any(patterns(code).word["date_cue"].search(before) for code in TONGUES)
        if said and (is_cued or _CUED_BEHIND.match(low, one.end())):
            yield Found(said, one.start(), one.end())
    for one in _SHORT_DATE.finditer(low):
        year, month, day = ("y", "m", "d") if one["y"] else ("sy", "sm", "sd")
        if said := _valid(2000 + int(one[year]), int(one[month]), int(one[day])):
            yield Found(said, min(one.start(year), one.start(day)), one.end())


def _dates_alone(text: str) -> Iterator[Found]:
    """The one date of a notice that stands on a line of its own."""
    dates = [
        Found(said, one.start(), one.end())
        for one in itertools.islice(_DATE.finditer(folded(text)), _MOST)
        if (said := _iso(one)) and _is_alone(text, one)
    ]
    if len(dates) == 1:
        yield dates[0]


def _is_alone(text: str, one: re.Match[str]) -> bool:
    """Whether nothing but what the text is called, or at its end the place where it was signed, is beside a date."""
    beside = _OF_A_NOTICE.sub("", _beside(text, *one.span()))
    return not any(sign.isalnum() for sign in beside) or (
        _SIGNED_AT.fullmatch(beside) is not None and len(text) - one.end() < _AT_THE_END
    )


def _decided(text: str) -> Iterator[Found]:
    """`The board, 28.8.2024` at the end, `Approved 28.8.2024` at the top: who decided on it, on a short line."""
    low = folded(text)
    at = len(low.rstrip())
    for _ in range(_LAST):
        at = max(0, low.rfind("\n", 0, at))
    *_, top = (None, *itertools.islice(_LINE.finditer(low, 0, at), _TITLE_WITHIN))
    for one in (*_DATE.finditer(low, 0, top.end() if top is not None else 0), *_DATE.finditer(low, at)):
        words = " ".join(_beside(low, *one.span()).split())
        said = _iso(one)
        if said and len(words) < _SHORT and _DECIDES.search(words) and not _NOT_ITS_OWN.search(low[at : one.start()]):
            yield Found(said, one.start(), one.end())


def _in_title(text: str) -> Iterator[Found]:
    """The date with which the first line ends that calls the text a notice: `Privacy notice - members, May 2024`."""
    for line in itertools.islice(_LINE.finditer(text), _TITLE_WITHIN):
        if len(line[0]) < _LONGEST_TITLE and _OF_A_NOTICE.search(line[0]):
            for one in _DATE.finditer(folded(text), line.start(), line.end()):
                if (said := _iso(one)) and not text[one.end() : line.end()].strip(" .)"):
                    yield Found(said, one.start(), one.end())
            return


def _at_top_and_foot(text: str) -> Iterator[Found]:
    """`Text from March 2024` on a short line at the top or the foot that is no item, nor of a law or of rights."""
    low = folded(text)
    lines = [(one.start(), one.end()) for one in _LINE.finditer(low)]
    for start, end in dict.fromkeys((*lines[:_AT_AN_EDGE], *lines[-_AT_AN_EDGE:])):
        at = max(start, low.rfind(". ", start, end) + 1) if end - start > _LONGEST_EDGE else start
        is_item = low[start] in "•*-"
        goes_on = _GOES_ON.match(low, at) is not None
        is_of_law = _OF_A_LAW.search(low, max(start, at - _LONGEST_EDGE) if goes_on else at, end) is not None
        if is_item or end - at > _LONGEST_EDGE or is_of_law or _OF_RIGHTS.search(low, at, end):
            continue
        for one in _DATE.finditer(low, at, end):
            if (said := _iso(one)) and not _NOT_ITS_OWN.search(low[at : one.start()]):
                yield Found(said, one.start(), one.end())


def _before_text(text: str) -> Iterator[Found]:
    """`14.3.2021 This notice tells`: with which the first lines of the text begin."""
    low = folded(text)
    for line in itertools.islice(_LINE.finditer(text), _TITLE_WITHIN):
        one = _DATE.match(low, line.start(), line.end())
        if one is not None and (said := _iso(one)) and _SENTENCE.match(text, one.end()):
            yield Found(said, one.start(), one.end())


def _beside(text: str, start: int, end: int) -> str:
    """What stands on the line of a date beside it, as far as a line of a letter goes."""
    first, last = max(0, start - _LONGEST_LINE), min(len(text), end + _LONGEST_LINE)
    stop = text.find("\n", end, last)
    return f"{text[text.rfind(chr(10), first, start) + 1 or first : start]} {text[end : stop if stop >= 0 else last]}"


def _iso(one: re.Match[str]) -> str:
    for day, month, year in (
        ("d", "m", "y"),
        ("id", "im", "iy"),
        ("hd", "hm", "hy"),
        ("sd", "sm", "sy"),
        ("nd", "nm", "ny"),
        ("od", "om", "oy"),
    ):
        if one[year]:
            number = int(one[month]) if one[month].isdigit() else _number(one[month])
            return _valid(int(one[year]), number, int(one[day]))
    year = one["my"] or one["py"] or one["ry"]
    number = _number(one["mm"]) if one["mm"] else int(one["pm"] or one["rm"])
    is_a_month = 1 <= number <= 12 and _FIRST_YEAR <= int(year) <= _LAST_YEAR
    return f"{year}-{number:02}" if is_a_month else ""


def _number(name: str) -> int:
    return next(tongue.months[name] for tongue in TONGUES.values() if name in tongue.months)


def _valid(year: int, month: int, day: int) -> str:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        try:
            return date(year, day, month).isoformat()
        except ValueError:
            return ""
