"""The plain form of a name that stands in a case: `Netvisorissa`, `Stripen kautta`, `Googles servrar`."""

import re

from portal.reading.notice.fields.recipients import services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_HOST = re.compile(r"\w\.[a-z]")
_AFTER_CONSONANT = re.compile(
    r"(?<=[bcdfghjklmnpqrstvwxz])i(?:[aä]|n|in|lla|llä|lle|lta|ltä|sta|stä|ssa|ssä|ksi|na|nä)$"
)
_AFTER_VOWEL = re.compile(
    r"(?:(?<=([aeiouyåäö]))(?:\1n)|(?<=[aeiouyåäö])(?:lla|llä|lle|lta|ltä|sta|stä|ssa|ssä"
    r"|hin))$"
)
_COMPOUND = re.compile(r"-[a-zåäö]")
"""What stands behind the plain form of a name: `Louhin-tietojärjestelmä` is of `Louhin`."""
_NATIVE = re.compile(r"(kalenter|rekister|portaal|kanaal|arkist)i(?:n|a|lla|lle|lta|ssa|sta|in)$")
GENITIVE = re.compile(r"(?<=[aeiouyåäö])n$")
_PARTITIVE = re.compile(r"(?<=[eiouy])[aä]$")
GENITIVE_HEAD = re.compile(
    r"[ ](?:\w+(?:n|ien|jen) )?\w*?(?:kautta|avulla|toimesta|palvel|pilve|pilvi|järjest|alusta|ylläpitäm|tarjoam"
    r"|toimittam|tuottam|ohjelm|sovellu|työkalu|lomak|tietokan|tuott)"
)
_WEAK = tuple(
    (re.compile(f"{weak}$"), plain)
    for weak, plain in (
        ("(?<=[ouy])kse", "s"),
        ("hallinno", "hallinto"),
        ("kunna", "kunta"),
        ("liito", "liitto"),
        ("kaupungi", "kaupunki"),
        ("panki", "pankki"),
        ("huollo", "huolto"),
    )
)
_WANTS_PARTITIVE = re.compile(
    r"(?:käytämme|käytetään|käyttää|hyödynnämme|hyödynnetään|hyödyntää|käyttäen)\b[^.;:]{0,60}$"
)


def nominative(scope: Scope, value: Found) -> Found:
    """A name without the ending of its case: `Netvisorissa`, `Stripen kautta`, `Googles servrar`."""
    text = value.text
    if (compound := re.search(r"-[a-zåäö]", text)) is not None:
        return Found(text[: compound.start()], value.start, value.start + compound.start())
    if scope.language == "sv" and text.endswith("s") and services.known().fullmatch(text[:-1]):
        return Found(text[:-1], value.start, value.end - 1)
    if scope.language != "fi" or services.known().fullmatch(text) or _COMPOUND.match(scope.text, value.end):
        return value
    for pattern in (_AFTER_CONSONANT, _AFTER_VOWEL, GENITIVE, _PARTITIVE):
        bare = pattern.sub("", text)
        if bare == text or len(bare) < 3:
            continue
        if services.known().fullmatch(bare) or scope.names(bare):
            return Found(bare, value.start, value.end)
    if _NATIVE.search(text):
        return Found(_NATIVE.sub(r"\1i", text), value.start, value.end)
    if _HOST.search(text):
        return value
    if (bare := _AFTER_CONSONANT.sub("", text)) != text and len(bare) > 2:
        return Found(bare, value.start, value.end)
    if (bare := _AFTER_VOWEL.sub("", text)) != text and len(bare) > 2:
        return Found(_strong(bare), value.start, value.end)
    if GENITIVE_HEAD.match(scope.low, value.end) and len(bare := GENITIVE.sub("", text)) > 2:
        return Found(_strong(bare), value.start, value.end)
    before = scope.low[max(0, value.start - 80) : value.start]
    if _WANTS_PARTITIVE.search(before) and len(bare := _PARTITIVE.sub("", text)) > 2:
        return Found(bare, value.start, value.end)
    return value


def _strong(stem: str) -> str:
    """The plain form of a stem that Finnish weakens before its endings: `laitokse(lle)`, `hallinno(lle)`."""
    for weak, plain in _WEAK:
        stem = weak.sub(plain, stem)
    return stem


_CASE_ALONE = re.compile(r":?i?(?:n|a|ä|t[aä]|ll[aä]|lle|lt[aä]|ss[aä]|st[aä]|[ei]{1,2}n|hin)")


def without_cases(scope: Scope, values: list[Found]) -> list[Found]:
    """In Finnish, without `Stripea` where the same place gives Stripe: a name is told once, without its case."""
    if scope.language != "fi":
        return values
    said: dict[int, set[str]] = {}
    for one in values:
        said.setdefault(one.start, set()).add(one.text)
    return [
        one
        for one in values
        if not any(
            one.text.startswith(two) and _CASE_ALONE.fullmatch(one.text, len(two)) is not None
            for two in said[one.start]
        )
    ]
