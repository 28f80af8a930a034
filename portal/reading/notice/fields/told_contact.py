"""Whom to ask, where a sentence names a person by what they do: `our Programme Manager, Maija Mallinen`."""

import re
from collections.abc import Iterator

from portal.reading.notice.fields import marks, names
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found, Who

_ROLE = (
    r"(?:[Mm]anager|[Oo]fficer|[Ll]ead|[Dd]irector|[Ss]ecretary|[Cc]hair(?:man|person|woman)?|[Cc]oordinator|[Oo]wner"
    r"|[Ff]ounder|[Tt]rustee|[Tt]reasurer|[Cc]lerk|\w*[Oo]mbud|\w*[Oo]rdförande|\w*chef|\w*samordnare|\w*sekreterare)"
)
_OF_PRIVACY = (
    r"(?:(?i:(?:data protection|privacy|gdpr) (?:officer|lead|manager|contact|coordinator|representative)|dpo)"
    r"|[Tt]ietosuojavastaava(?:mme|namme|na)?|[Dd]ataskyddsombud(?:et)?|[Tt]ietosuoja-?asioista)"
)
_BEFORE = re.compile(
    rf"(?:{_OF_PRIVACY}(?: (?:is|are|on|toimii|är|vastaa)|:|,|–)"
    rf"|\b(?:[Oo]ur|[Tt]he|[Vv]år) (?:[A-Z]\w+ ){{0,3}}{_ROLE},)"
    r"(?: (?:Mr|Mrs|Ms|Dr)\.?)? *$"
)
_AFTER = re.compile(
    rf" ?(?:, |\()(?:(?:our|the|vår) )?(?:[A-Z]\w+ |[a-zåäö]+ ){{0,3}}{_ROLE}\b|,? who is (?:responsible|in charge)\b"
)
_ASKS = re.compile(
    r"\b(?:contact|write to|reach|e-?mail|kontakta|vänd dig till)(?: *| our [\w ,]{2,40}| vår \w+,? )$", re.I
)
_FAR = 70
_ABOUT_OTHERS = ("recipients", "transfers", "cookies")


def told(scope: Scope) -> Who:
    """The one person whom sentences name as the one to ask; nobody where they name several."""
    said = list(_told(scope))
    if not said or len({one.text for one, _ in said}) > 1:
        return Who()
    name, end = said[0]
    return Who(name=name, email=next(marks.emails(scope.text, name.end, end), None))


def _told(scope: Scope) -> Iterator[tuple[Found, int]]:
    for start, end, section in scope.all_sentences():
        if section.has(*_ABOUT_OTHERS) and not section.has("contact"):
            continue
        for name in names.people(scope.text, start, end):
            before = scope.text[max(start, name.start - _FAR) : name.start]
            after = _AFTER.match(scope.text, name.end, end)
            if _BEFORE.search(before) or (after is not None and _ASKS.search(before)):
                yield name, end
