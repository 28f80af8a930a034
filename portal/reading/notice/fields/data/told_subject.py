"""Data as the subject of a sentence: `Your e-mail address and your phone number are used to send you messages`."""

import re
from collections.abc import Sequence

from portal.reading.notice.fields.data.kinds import is_kind, members_of
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_SUBJECT = {
    "fi": re.compile(
        r"(?:[\w-]+(?:ssa|ssä|lla|llä|sta|stä|lta|ltä|ien|den|jen|ten|[aäou]n|emme)\s){0,4}"
        r"(?P<what>(?:(?:\w+(?:een|iin|oon|aan|ään|uun|yyn|lla|llä|lle)\s)?\w+(?:masi|mäsi|manne|männe)\s)?"
        r"(?:(?:[\w-]*osoite|[\w-]*(?:sähköposti)|[\w-]{3,}numero|viesti|sisältö|teksti|kysymys|palaute)"
        r"|[\w-]*osoit(?:teet|teesi)|[\w-]{3,}numero(?:t|si)|nimesi|(?:viesti|sijainti|valinta)(?:si|t)"
        r"|(?:palauttee|kysymykse|hakemukse|tunniste|tunnukse|suostumukse|kommenti)si|[\w-]{3,}(?:tunnistee|tunnukse)(?:si|t))"
        r"(?:\s(?:ja|sekä)\s(?:siihen\s|siinä\s|niihin\s|viestiin\s)?[\w-]+(?:\s[\w-]+)?)?)"
        r"\s(?:(?:myös|lisäksi|automaattisesti|vain|ainoastaan)\s)?"
        r"(?:tallentu(?:u|vat)|talle(?:nne|te)taan|kirjautu(?:u|vat)|kirjataan|rekisteröidään|rekisteröity(?:y|vät)"
        r"|välitty(?:y|vät)|välitetään|lähetetään|lähtee|siirtyy|siirtyvät|kerätään|käsitellään)\b"
    ),
    "sv": re.compile(
        r"(?P<what>(?:din|ditt|dina)\s.{2,160}?)\s(?:kan\s)?(?:behandlas?"
        r"|skickas|överförs|vidarebefordras|registreras?|sparas?|lagras?|används?|hanteras?"
        r"|samlas in|loggas?)\b"
    ),
    "en": re.compile(
        r"(?P<what>your\s.{2,160}?)\s(?:is|are|will be|may be)\s(?:\w+ly\s)?(?:processed"
        r"|transmitted|sent|forwarded|stored|collected|recorded|used|kept"
        r"|logged|saved)\b"
    ),
}
_BEHIND_CLAUSE = re.compile(
    r"(?:when(?:ever)?|if|once|during|for|in|on|upon|at|när|om|vid|då|i|på|för)\s[^,;:.]{3,90},\s(?=(?:your|din|ditt|dina)\s)"
    r"|(?:kun|jos|mikäli)\s[^,;:.]{3,90},\s"
)
"""`When you visit us, your address is recorded`: the occasion, before the subject."""
_LOOKED_BACK = 200
"""How many of the values read are compared: no text may make it slow."""
_MOSTLY = 0.7
_GENERAL = re.compile(
    r"(?:\w+si |(?:your|din|ditt|dina) )?(?:personal )?(?:data|information"
    r"|details|\w*uppgift\w*|\w*tie(?:dot|tosi|toja\w*)"
    r"|integritet|privacy|rights?|account|konto|content|samtycke|consent|entries|inputs?)\b"
)
"""What a sentence may be about that names no kind of data."""


def told_as_subject(scope: Scope, start: int, end: int, values: Sequence[Found]) -> list[Found]:
    """The members of such a subject, each of which is called like a kind of data; nothing where one is not.

    What stands in one of the last `values` is not told again, but among as many that are new.
    """
    behind = _BEHIND_CLAUSE.match(scope.low, start, end)
    said = _SUBJECT[scope.language].match(scope.low, behind.end() if behind is not None else start, end)
    if said is None or scope.known.word["negation"].search(scope.low, start, min(end, said.end() + 20)):
        return []
    if scope.language == "fi":
        kinds = members = list(split_list(scope, *said.span("what")))
    else:
        members = members_of(scope, [said.span("what")])
        kinds = [one for one in members if is_kind(scope, one)]
    is_data = len(kinds) >= len(members) * _MOSTLY and all(not _GENERAL.match(one.text.casefold()) for one in members)
    told = [one.text.casefold() for one in values[-_LOOKED_BACK:]]
    new = [one for one in members if not any(one.text.casefold() in again for again in told)] if is_data else []
    return members if len(new) * 2 >= len(members) else new
