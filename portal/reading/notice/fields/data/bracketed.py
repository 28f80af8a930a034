"""What brackets list beside a word of data: `the data you enter (name, address, message) is sent to us`."""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_kind, plain
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_DATA_IN_BRACKETS = re.compile(
    r"(?:tiedot|tietoja|tietojasi|uppgifter|uppgifterna|data|information|details|form|lomake\w*|formulär\w*"
    r"|\w*loki(?:t|in|iin)?|\w*loggar|logs|log files?)"
    r"(?:\s(?:(?:som|that|which)\s)?(?:du|ni|vi|you|we)\s[^().,:;\n]{3,60}"
    r"|\s(?:necessary|required|needed|relevant|nödvändiga|som\s(?:krävs|behövs)|resulting|arising)\s[^().,:;\n]{3,60}"
    r"|\s(?:is|are|(?:will|may|can) be)\s(?:\w+ly\s)?(?:processed|collected|stored|logged|recorded|saved|transmitted)"
    r"|\swhose\s[^().,:;\n]{3,90}"
    r"|,\s(?:jotka|joita)\s[^().,:;\n]{3,60})?\s"
    r"\((?:(?:som )?(?:t\.?\s?ex\.?|till exempel|exempelvis)|såsom"
    r"|kuten|esim\.|mm\.|e\.g\.|such as|for example|for instance|including|in particular|especially|primarily|i\.e\."
    r"|namely|inklusive|bland annat|bl\.a\.|däribland|dvs\.|mukaan lukien|muun muassa|erityisesti|eli"
    r"|sisältäen|ml\.|innefattande|inbegripet|comprising|containing|incl\."
    r")?(?: but not limited to)?[\s,:]*"
    r"([^()\n]{8,200})\)"
)
_DEFINES = re.compile(
    r"natural person|living (?:individual|person)|can be identified"
    r"|fysisk person|luonnolli\w+ henkilö|\bmeans\b|\bavses\b|tarkoitetaan"
)
_PERSONAL_SUCH = re.compile(
    r"(?:henkilö)?(?:tiedot|tietoja)\s\((?:kuten|esim\.|esimerkiksi)\s|(?:person)?uppgifter\s\((?:såsom|t\.ex\."
    r"|till exempel)\s|personal\s(?:data|information)\s\((?:such as|e\.g\.|for example)\s"
)
"""`Personal data (such as your mail address)` names that one kind."""
_NOT_KEPT = re.compile(
    r"\s(?:\w+\s){0,2}?(?:stored?|keep|kept|collect(?:ed)?|recorded?|saved?|lagra[rs]?|spara[rs]?|samla[rs]?"
    r"|registrera[rs]?|tallenne(?:ta)?|kerätä|säilytetä|tallenna)(?![^.;]{0,20}\b(?:longer|beyond|permanent"
    r"|längre|permanent|pidempään|pysyvästi))\b"
)
OCCASION = re.compile(
    r"(?:when(?:ever)?|if|once|after|om|när|då|efter att|kun|jos|mikäli)\b[^:]*?,\s"
    r"(?=(?:we|i|you|the \w+)\b|(?:\w+[rs]|kan) (?:vi|du|ni|jag|man)\b|\w+(?:mme|taan|tään|daan|dään)\b)"
)
"""`When you call us, `: on what occasion data is taken."""
_OF_WHAT = re.compile(
    r"(?:concerning|relating to|regarding|about|on|of|that|which|rörande|gällande|avseende|om|som|koskien|liittyen"
    r"|jo(?:ka|tka|ita))\s"
)
"""`(concerning health or religion)` says what the data before it is about, and lists none."""
_FAR = 80
_SEVERAL = 3


def in_brackets(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """`the data sent by the form (name, address, phone)`; that it is not passed on denies nothing."""
    one = _DATA_IN_BRACKETS.search(scope.low, start, end)
    if one is None or _OF_WHAT.match(one[1]) is not None or _denies(scope, start, one.start(1), one.end()):
        return
    members = [
        part for value in split_list(scope, one.start(1), one.end(1)) for part in both_kinds(scope, bare(scope, value))
    ]
    if len(members) == 1 and "," not in one[1]:
        such = _PERSONAL_SUCH.search(scope.low, max(start, one.start() - len("personal ")), one.start(1))
        yield from members if such is not None and is_kind(scope, members[0]) else ()
        return
    occasion = OCCASION.match(scope.low, start, end)
    if occasion is not None and one.end() < occasion.end() and not all(is_kind(scope, value) for value in members):
        return
    kinds = [value for value in members if is_kind(scope, value)]
    is_long = scope.low.count(",", one.start(1), one.end(1)) > 1
    if is_long or (len(members) >= _SEVERAL and len(kinds) * 3 >= len(members)) or len(kinds) == len(members):
        yield from members


def fuller(scope: Scope, start: int, end: int, taken: list[Found]) -> list[Found]:
    """What was taken, or where it is one kind at most, what brackets beside a word of data list."""
    if len(taken) > 1:
        return taken
    members = list(in_brackets(scope, start, end))
    if len(members) < _SEVERAL and any(one.start <= members[0].start < one.end for one in taken if members):
        return taken
    kinds = [one for one in members if is_kind(scope, one)]
    return members if len(members) > 1 and len(kinds) * 3 >= len(members) else taken


def _denies(scope: Scope, start: int, bracket: int, behind: int) -> bool:
    negation = scope.known.word["negation"]
    if _DEFINES.search(scope.low, start, behind) or negation.search(plain(scope, start, bracket)):
        return True
    said = scope.low[behind : behind + _FAR].split(".", 1)[0]
    denied = negation.search(said)
    return denied is not None and _NOT_KEPT.match(said, denied.end()) is not None
