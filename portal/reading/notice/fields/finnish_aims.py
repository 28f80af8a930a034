"""Where a Finnish list ends before its sentence says why: `nimen ja osoitteen palvelun turvallisuuden vuoksi`.

The aim stands behind the last member without a sign between them, and its genitives look like members of the list.
"""

import re

from portal.reading.notice.tongues.data_words import DATA_WORDS

_AIM = re.compile(
    r"\s(?:(?P<free>[\w-]{3,}miseksi|[\w-]{3,}mist[aä] varten)"
    r"|(?P<bound>vuoksi|takia|johdosta|tähden|perusteella|puitteissa|[\w-]{4,}(?:miseen|ntaan|ntään))"
    r"|[\w-]*syistä|[\w-]*tarkoituk(?:sessa|siin)|(?:[\w-]+[aä] )?ajatellen"
    r"|(?:(?:käyttäjän|asiakkaan|rekisteröidyn|jäsenen|henkilön) )?suostumuksella(?:si|nne|an)?)[\s.]*\Z"
)
"""`free` may have an object before it, `bound` has to."""
_ONLY_FOR = re.compile(
    r"\s(?:vain|ainoastaan|yksinomaan)(?:\s[\w-]+n){1,3}(?:\s(?:ja|tai|sekä)(?:\s[\w-]+n){1,3})?"
    r"\s(?:[\w-]{3,}miseksi|vuoksi|takia)[\s.]*\Z"
)
_WANTS_AIM = re.compile(
    r"(?:toimenpite\w+|toime[nt]\w*|keino\w*|tarpeelli\w+|tarvittav\w+|välttämättöm\w+|vaadittav\w+|edellytet\w+"
    r"|toteutetta\w+|käytettäv\w+|suostumu\w*|kielt?[lo]\w*|lupa\w*|luvat|halu\w*|oikeu\w+|kerät\w+|annet\w+|tarvita\w*)\Z"
)
"""A word that says little without the aim behind it: `measures to keep up the customership`."""
_WORD = re.compile(r"\s(?P<word>[\w-]+)\Z")
_GENITIVE = re.compile(r"(?<!\d)(?!.*(?:iin|oon|uun|yyn|aan|ään|seen)\Z).{2,}n\Z")
_JOINT = re.compile(r"(?P<sign>,)?(?P<and>\s(?:ja|sekä|tai))?\Z")
_ONLY = re.compile(r"\s(?:vain|ainoastaan|yksinomaan)\Z")
_IS_DATA = re.compile(DATA_WORDS["fi"])
_LONGEST, _MOST = 220, 8
_OBJECT_AND_AIM = re.compile(
    r"(?:[\w-]+ ){0,3}?(?:henkilö)?tieto(?:ja|jasi|janne|jaan)\s(?:(?:voidaan|saatetaan|voimme|saatamme)\s)?"
    r"(?:käsit|kerä|tallen|kirja|pyyd)\w+\s[^.,:;()]{3,160}miseksi[\s.]*\Z"
)


def says_why(low: str, start: int, end: int) -> bool:
    """Whether a sentence names what is handled as data alone, and behind it why: `for the upkeep of your order`."""
    return _OBJECT_AND_AIM.match(low, start, end) is not None


def before_aim(low: str, start: int, end: int) -> int:
    """Where what stands in a place, in small letters, ends before its aim; the end where it tells none.

    An aim that is itself one of several, `nimi ja laskutuksen vuoksi`, ends nothing.
    """
    at = end
    for _ in range(_MOST):
        begin = _aim(low, start, at)
        if begin is None:
            return end
        joint = _before_joint(low, start, begin)
        if joint == begin:
            only = _ONLY.search(low, max(start, begin - 14), begin)
            begin = only.start() if only is not None else begin
            before = low[start:begin].strip(" ,")
            return begin if before and _WANTS_AIM.search(before[-_LONGEST:]) is None else end
        at = joint
    return end


def _aim(low: str, start: int, end: int) -> int | None:
    """Where the aim at the end of a place begins, with the genitives that belong to it."""
    near = max(start, end - _LONGEST)
    aim = _AIM.search(low, near, end)
    if aim is None:
        return None
    if (only := _ONLY_FOR.search(low, near, end)) is not None:
        return only.start()
    begin = aim.start()
    if aim["free"] is None and aim["bound"] is None:
        return begin
    taken = 0
    for _ in range(_MOST):
        word = _WORD.search(low, near, begin)
        if word is None or not _GENITIVE.match(word["word"]):
            break
        is_first = _follows_joint(low, near, word.start())
        if is_first and not taken and _AIM.search(low, near, _before_joint(low, near, word.start())):
            return word.start()
        if is_first:
            other = _joined_genitive(low, near, word.start()) if not taken else None
            begin, taken = (other, taken + 2) if other is not None else (begin, taken)
            if other is None:
                break
            continue
        if taken and _IS_DATA.search(word["word"]):
            break
        begin, taken = word.start(), taken + 1
    return begin if taken or aim["free"] is not None else None


def _before_joint(low: str, start: int, at: int) -> int:
    joint = _JOINT.search(low, max(start, at - 8), at)
    return joint.start() if joint is not None else at


def _follows_joint(low: str, start: int, at: int) -> bool:
    return at == start or _before_joint(low, start, at) < at


def _joined_genitive(low: str, start: int, at: int) -> int | None:
    """Where the first of two genitives begins that an `and` joins, both of one aim; None where it is a member."""
    joint = _JOINT.search(low, max(start, at - 8), at)
    if joint is None or joint["sign"] or not joint["and"]:
        return None
    word = _WORD.search(low, start, joint.start())
    if word is None or not _GENITIVE.match(word["word"]) or _IS_DATA.search(word["word"]):
        return None
    return None if _follows_joint(low, start, word.start()) else word.start()
