"""Kinds of data without the clause in which they stand, and parted: `Swish shows us your number`, `home is noted`."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.data.kinds import HAS_SUBJECT, bare, is_kind, plain
from portal.reading.notice.fields.lists import is_in_brackets
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.clauses_at_data import BEFORE_DATA, BEHIND_DATA, NOT_BEFORE_DATA
from portal.reading.notice.values import Found

_BEFORE = {code: re.compile(said) for code, said in BEFORE_DATA.items()}
_NOT_BEFORE = {code: re.compile(said) for code, said in NOT_BEFORE_DATA.items()}
_BEHIND = {code: re.compile(said) for code, said in BEHIND_DATA.items()}
_HANGS = re.compile(
    r"[:;–—]|\b(?:som|att|vilk\w+|du|ni|vi|jag|that|which|who|whose|you|we|they|jo(?:ka|ta|tka|ita|nka|ssa|sta|lla|hon)"
    r"|että|mitä|siitä)\b"
)
"""What stands in a kind with a clause of its own: where that ends is not seen."""
_PARTICLE = re.compile(r"in|ut|upp|ner|fram|emot|till|med", re.I)
"""What a Swedish verb leaves of itself: `uppgifter som vi tar in`."""
_MOST_WORDS, _SHORT, _NEAR = 6, 3, 14
_PERSON = re.compile(
    r"(?:medlem|kund|användare|besökare|deltagare|vårdnadshavare|målsman|anhörig|kontaktperson|jäsen|asiakas|käyttäjä|huoltaja"
    r"|member|customer|user|visitor|contact|guardian)(?:mar|er|s|na|t)?\Z"
)
_JOINT = {
    "fi": re.compile(r"\s(?:ja|sekä)\s"),
    "sv": re.compile(r"\ssamt\s(?:även |också )?"),
    "en": re.compile(r"\s(?:and|as well as)\s"),
}
_OWN = {
    "fi": re.compile(r"[\w-]{3,}n [\w-]{3,}(?<!n)\Z"),
    "sv": re.compile(r"\w"),
    "en": re.compile(r"[\w-]+ (?:sent|exchanged|given|made|written|taken|drawn|uploaded|posted|left) \w.*"),
}
"""What has a genitive or a clause of its own, and shares none with what is joined to it."""
_SHARES = re.compile(r"(?:n|va|vä|vat|vät|tu|ty|inen|iset|t)\Z")
"""What waits in Finnish for a noun behind the joint."""
_IN_LIST = re.compile(r",\s+(?:(?:och|samt|ja|sekä|and)\s+)?\Z|\s(?:ja|sekä)\s(?:ehkä\s)?\Z")


def between_clauses(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The kinds, each without the words before and behind it that belong to its sentence."""
    for one in values:
        if scope.language == "sv" and _PARTICLE.fullmatch(one.text):
            continue
        start = _behind_lead(scope, one)
        end = _before_clause(scope, start, one.end)
        value = found(scope.text, start, end) if (start, end) != (one.start, one.end) else one
        yield from _parted(scope, value or one)


def _is_known(scope: Scope, start: int, end: int) -> bool:
    """Whether a few words name a kind of data, without a verb and a clause."""
    one = found(scope.text, start, end)
    said = plain(scope, start, end)
    if one is None or "," in said or len(said.split()) > _MOST_WORDS or _HANGS.search(said) or HAS_SUBJECT.search(said):
        return False
    return _PERSON.search(said.strip()) is None and is_kind(scope, bare(scope, one))


def _behind_lead(scope: Scope, one: Found) -> int:
    lead = _BEFORE[scope.language].match(scope.low, one.start, one.end)
    if lead is None or lead.end() >= one.end or _NOT_BEFORE[scope.language].search(scope.low, one.start, lead.end()):
        return one.start
    end = _before_clause(scope, lead.end(), one.end)
    rest = found(scope.text, lead.end(), end)
    return rest.start if rest is not None and _leads(scope, rest) else one.start


def _leads(scope: Scope, rest: Found) -> bool:
    joint = _JOINT[scope.language].search(plain(scope, rest.start, rest.end))
    end = rest.start + joint.start() if joint is not None else rest.end
    return _is_known(scope, rest.start, end)


def _before_clause(scope: Scope, start: int, end: int) -> int:
    tail = _BEHIND[scope.language].search(scope.low, start, end)
    if tail is None or tail.start() <= start or is_in_brackets(scope.text, start, tail.start()):
        return end
    return tail.start() if _is_known(scope, start, tail.start()) else end


def _parted(scope: Scope, one: Found) -> Sequence[Found]:
    """`photos and messages exchanged with us`: two where what is joined has a clause or a genitive of its own."""
    said = plain(scope, one.start, one.end)
    joints = list(_JOINT[scope.language].finditer(said))
    if len(joints) != 1 or "," in said or ":" in said:
        return [one]
    joint = joints[0]
    first = found(scope.text, one.start, one.start + joint.start())
    last = found(scope.text, one.start + joint.end(), one.end)
    if first is None or last is None or _OWN[scope.language].match(said[joint.end() :]) is None:
        return [one]
    is_last = is_kind(scope, last) if scope.language == "sv" else _is_known(scope, last.start, last.end)
    return [first, last] if is_last and _stands_alone(scope, first) else [one]


def _stands_alone(scope: Scope, first: Found) -> bool:
    """Whether what stands before a joint is a kind, or a short member of a list that needs no more."""
    said = plain(scope, first.start, first.end).strip()
    if _HANGS.search(said) or (scope.language == "fi" and _SHARES.search(said)):
        return False
    is_member = _IN_LIST.search(scope.low[max(0, first.start - _NEAR) : first.start]) is not None
    return _is_known(scope, first.start, first.end) or (is_member and len(said.split()) <= _SHORT)
