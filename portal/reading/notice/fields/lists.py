"""Lists as notices write them: bullets, rows, and words parted by commas within a sentence."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.finnish_aims import before_aim
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.speaking import TONGUES
from portal.reading.notice.values import Found

_SEPARATOR = re.compile(r"[,;](?!\d)|\s[–-]\s|\n(?=\s*[A-ZÅÄÖ•*-])|[•·]")
_LEADING = {
    code: re.compile(rf"\s*(?:(?:{tongue.and_words}|myös|lisäksi|also|även|för att)(?=\s)\s*)*", re.I)
    for code, tongue in TONGUES.items()
}
_LAST_AND = {
    code: re.compile(rf"(?<![-–/])\s(?:{tongue.and_words}|&(?= (?-i:[a-zåäö])))\s", re.I)
    for code, tongue in TONGUES.items()
}
"""An `&` before a small letter joins no names."""
_ILLATIVE = re.compile(r"(?:een|ään|aan|iin|oon|hin|uun|yyn|öön)$")
_SHARED_HEAD = re.compile(r"\bliitty(?:vät|viä|vä) (?:muut )?(?:tiedot|asiat|tietoja|asioita)$|\bkoskevat tiedot$")
_GIVEN = re.compile(r"\b(?:du|ni|som|you|that|which|jotka|joita|jonka|joka)\s", re.I)
"""What is said behind it is said of the noun before it, with whatever it joins by `and`."""
_HOW_YOU = re.compile(r"(?:the ways?(?: in which)?|how|what) you\s|(?:hur|vad) (?:du|ni)\s", re.I)
"""What a person does begins a member of its own."""
_CONCERNS = re.compile(r"\bkoskev(?:at|ia|aa) tie(?:dot|toja|toa)$")
_ON_WHAT = re.compile(r"\btie(?:dot|toja|toa|to)\s(?:\S+\s){0,6}\S+st[aä]$")
_ON_WHAT_TOO = re.compile(r"\s*(?:(?:\S+st[aä]|\S+-|ja|sekä|tai)\s+){0,5}\S+st[aä][.\s]*")
"""`data on permissions and bans` is one: what stands in that case is what the data is about."""
_OWN_TWO = re.compile(
    r"(?!.*\btie(?:dot|toja|doista|dosta)\b|.*henkilötie)[\w-]+n(?: [\w-]+n){0,2} [\w-]*(?!n\b)\w(?!\w)(?: \(|[.,]|\Z)"
)
"""`the guard's and the steward's reports` are one: a noun that two genitives share."""
_HEAD_AND = re.compile(r"(\bliitty(?:vät|viä|vä) (?:muut )?(?:tiedot|asiat|tietoja|asioita))\s+sekä\s")
_SHARED_TAIL = re.compile(r"\w+ (?:kannalta|yhteydessä|vuoksi|takia)\b")
_FOR_ONE = re.compile(r"\w\s(?:för|for)\s[\w-]{3,40}\Z", re.I)
_ONE_USE = re.compile(
    r"[\w-]{2,40}(?:ing|else|tion|service|support|kontakt|ance|ment|accounts|bokföring|utskick|leverans)", re.I
)
"""`addresses for billing and delivery`: what both are for."""
_STRONG = frozenset({"sekä", "samt", "as well as", "såväl som"})
"""Words that join the parts of a list whose parts hold an `and` of their own."""
_EITHER = frozenset({"or", "eller", "tai"})
"""Where an `and` stands beside it, it joins no members, but the words of one."""
ONE_OF_TWO = re.compile(
    r"(?:the |its )?(?:date|time) and (?:the )?(?:time|date) (?:of|at|when|you)\b.*"
    r"|[\w-]{1,40}n päiv\w{1,15} ja kellona\w{1,9}"
    r"|(?:datum|tidpunkt) och (?:tid|tidpunkt|klockslag) (?:för|då|när)\b.*"
    r"|(?:the |your )?(?:web ?)?browser and (?:the )?operating system (?:used"
    r"|information|data|details|versions?|types?)"
    r"|(?:the |your |its |our )?(?:[\w-]+ ){0,3}(?:type|name|make|brand|model)s? and (?:the )?(?:version"
    r"|model|language)s?\b.*"
    r"|(?:the |your )?(?:diagnostics?|usage|crash|technical|connection|statistical|biometric|financial|medical)"
    r" and [\w-]+ (?:data|information|details)"
    r"|(?:the )?dates? and time ?-?stamps?"
    r"|(?:[\w-]+ )?(?:information|data|details) (?:about|on|regarding|concerning) (?:your"
    r"|the) (?:[\w-]+ )?(?:device|browser"
    r"|computer|system|phone) and (?:your |the )?(?:device|browser|computer|(?:operating )?system|user[- ]agent"
    r"|software"
    r"|hardware|phone|internet connection|app|network)(?: \(.*\))?"
    r"|payment and billing (?:data|information|details)",
    re.I,
)
"""Two nouns that share what hangs on the last of them."""
_OWN_TOO = re.compile(r"\s(?:och|samt) (?:din|ditt|dina|dess) \w|\s(?:and|as well as) (?:your|its) \w")
"""`the full name of the building you live in and its number`: whose it is begins another member, however long."""
_SAID_OF_LAST = re.compile(
    r"\s*(?:jo(?:ka|tka|hon|ihin|ssa|issa|sta|ista|lla|illa|lle|nka|iden|ta|ita)"
    r"|(?:to|with|by|from) which|(?:till|med|genom|från) vilk(?:en|et|a))\s"
)
"""A clause on the last member is none itself: `name, phone and number, which ties the order to you`."""
_OTHER = re.compile(r"\s*(?:muut?|muita|other|any other|övriga|andra)\s", re.I)
_ONLY_SOME = re.compile(r"\((?:including|such as|like|for example|e\.g\.|i\.e\.|that|which|if|when|where|see)\b", re.I)
_LONGEST_ITEM, _LONGEST_IN_ALL = 160, 320


def items_of(section: Section) -> list[tuple[int, int]]:
    """The places of the bulleted or numbered items of a section."""
    return [(one.start, one.end) for one in section.blocks if one.kind == "item"]


def split_list(scope: Scope, start: int, end: int, *, every: bool = False) -> Iterator[Found]:
    """The members of a list in one sentence; what stands in brackets stays with its word.

    `every` parts all that `and` joins, not only the last two.
    """
    end = before_aim(scope.low, start, end) if scope.language == "fi" else end
    pieces = list(_pieces(scope.text, start, end))
    pieces = _with_shared_head(scope.text, pieces)
    last = len(pieces) - 1
    last -= last > 0 and _SAID_OF_LAST.match(scope.low, *pieces[-1]) is not None
    for number, (first, stop) in enumerate(pieces):
        lead = _LEADING[scope.language].match(scope.text, first, stop)
        joined = lead is not None and lead.end() > first and bool(lead[0].strip())
        first = lead.end() if joined and lead else first
        is_short = last > 0 or stop - first < 90 or _OWN_TOO.search(scope.text, first, stop) is not None
        is_last = number == last and is_short and (not joined or last == 0)
        wanted = every or not is_last or not _OTHER.match(scope.text, first, stop)
        for at, to in _parted(scope, first, stop, wanted, every=every, strong_only=not (every or is_last)):
            again = _LEADING[scope.language].match(scope.text, at, to)
            value = found(scope.text, again.end() if again else at, to)
            if value is not None and (len(value.text) <= _LONGEST_ITEM or _ends_with_examples(value.text)):
                yield value


def _ends_with_examples(said: str) -> bool:
    """Whether only the brackets behind a member make it long, and list what it is."""
    return _ONLY_SOME.search(said) is None and (
        said.endswith(")") and said.count("(") == 1 and said.find("(") <= _LONGEST_ITEM and len(said) <= _LONGEST_IN_ALL
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at commas outside of brackets."""
    depth, at = 0, start
    place = start
    while place < end:
        if text[place] in "([":
            depth += 1
        elif text[place] in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and _SEPARATOR.match(text, place, end) and not _ends_with_hyphen(text, at, place):
            yield at, place
            at = place + 1
        place += 1
    yield at, end


def _ends_with_hyphen(text: str, start: int, end: int) -> bool:
    """`asiakas-, markkinointi- ja käyttäjärekisteri` is one."""
    return text[start:end].rstrip().endswith("-")


def _with_shared_head(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`laskutukseen, perintään ja toimituksiin liittyvät tiedot` is one."""
    joined: list[tuple[int, int]] = []
    for first, stop in _parted_behind_head(text, pieces):
        while joined and _SHARED_HEAD.search(text[first:stop].strip()) and _is_illative(text, *joined[-1]):
            first = joined.pop()[0]
        if len(joined) > 1 and _ON_WHAT.search(text[slice(*joined[-1])]) and _ON_WHAT_TOO.fullmatch(text[first:stop]):
            first = joined.pop()[0]
        joined.append((first, stop))
    return joined


def _parted_behind_head(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`... liittyvät tiedot sekä asiakkaan henkilötiedot` are two."""
    for first, stop in pieces:
        cut = _HEAD_AND.search(text, first, stop)
        if cut is not None:
            yield first, cut.end(1)
            first = cut.end()
        yield first, stop


def _is_illative(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    return bool(words) and len(words) <= 6 and _ILLATIVE.search(words[-1].strip("()")) is not None


def _parted(
    scope: Scope, start: int, end: int, wanted: bool, *, every: bool, strong_only: bool = False
) -> Iterator[tuple[int, int]]:
    """The last two of a list, joined by `and`; words that share a hyphen or a head stay together.

    Before the last one, only such a strong `as well as` parts that is followed by more than a word that it shares.
    """
    lead = _LEADING[scope.language].match(scope.text, start, end)
    if wanted and not ONE_OF_TWO.fullmatch(scope.text[lead.end() if lead is not None else start : end].strip(" .")):
        first = start
        joints = list(_LAST_AND[scope.language].finditer(scope.text, start, end))
        strong = [one for one in joints if one[0].strip().casefold() in _STRONG]
        plain_ones = [one for one in joints if one[0].strip().casefold() not in _EITHER] or joints
        for one in strong or ([] if strong_only else plain_ones):
            left, right = scope.text[start : one.start()].strip(), scope.text[one.end() : end].strip()
            if (
                is_in_brackets(scope.text, start, one.start())
                or left.endswith(("-", "–"))
                or right.startswith(("-", "–"))
                or not left
                or not right
            ):
                continue
            if is_for_both(left, right):
                continue
            if scope.language == "fi" and _SHARED_TAIL.match(right):
                continue
            if start > first and not strong and _GIVEN.search(left) and not _HOW_YOU.match(right):
                continue
            if every and scope.language == "fi" and not _ILLATIVE.search(left.split()[-1]):
                continue
            if scope.language == "fi" and _SHARED_HEAD.search(right) and _ILLATIVE.search(left.split()[-1]):
                continue
            if scope.language == "fi" and _ON_WHAT.search(left.rstrip(" ,")) and _ON_WHAT_TOO.fullmatch(right):
                continue
            if scope.language == "fi" and _OWN_TWO.match(right) and re.fullmatch(r"[\w-]+n", left):
                continue
            if scope.language == "fi" and _CONCERNS.search(right) and left.endswith(("a", "ä")):
                continue
            yield start, one.start()
            start = one.end()
    yield start, end


def is_for_both(left: str, right: str) -> bool:
    """Whether an `and` joins what something is for, and no members: `addresses for billing and delivery`."""
    return _FOR_ONE.search(left) is not None and _ONE_USE.fullmatch(right.strip(" .")) is not None


def is_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens in a place is still open where it ends."""
    return text.count("(", start, end) > text.count(")", start, end)
