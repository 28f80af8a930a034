"""What a person adds and a firm keeps, told in two clauses: `If you add a nickname or a photo, they are stored`."""

import re

from portal.reading.notice.fields.data.kinds import both_kinds, is_kind
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_GIVEN = {
    "fi": re.compile(
        r"(?:jos|kun|mikäli)\s(?:(?:sinä|itse|haluat|päätät)\s)?(?:lisäät|annat|lataat|ilmoitat|kirjoitat|syötät|lähetät"
        r"|täytät|valitset|asetat|tallennat|lisätä|antaa|ladata|ilmoittaa)\s(?:\w+llesi\s)?(?P<what>[^,;:.]{3,90}),\s"
        r"(?:ne|se|tämä|nämä|niitä|sitä|tieto|tiedot)\s(?:\w+\s)?(?:tallennetaan|tallentuu|tallentuvat|talletetaan"
        r"|säilytetään|käsitellään|kirjataan|välitetään|lähetetään)\b"
    ),
    "sv": re.compile(
        r"(?:om|när)\s(?:du|ni)\s(?:väljer att\s)?(?:lägger till|lägga till|anger|ange|lämnar|lämna|laddar upp"
        r"|ladda upp|fyller i|fylla i|skriver in|uppger|uppge)\s(?P<what>[^,;:.]{3,90}),?\s"
        r"(?:sparas|lagras|registreras|behandlas)\s(?:de|det|den|dessa|detta|denna)\b"
    ),
    "en": re.compile(
        r"(?:if|when|once)\syou\s(?:choose to\s)?(?:add|enter|upload|provide|give us|give|set|supply)\s"
        r"(?P<what>[^,;:.]{3,90}),\s(?:they|it|these|this|that)\s(?:is|are|will be)\s(?:\w+\s)?"
        r"(?:stored|saved|kept|recorded|processed|collected)\b"
    ),
}
_ARTICLE = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(r"(?:ett|en|ditt|din|dina)\s"),
    "en": re.compile(r"(?:an?|your|the)\s"),
}
_EITHER = re.compile(r"\s(?:tai|eller|or)\s")
_MOST_WORDS = 5


def given_and_kept(scope: Scope, start: int, end: int) -> list[Found]:
    """The kinds that the first clause names; nothing where one of them is none."""
    said = _GIVEN[scope.language].match(scope.low, start, end)
    if said is None or scope.known.word["negation"].search(scope.low, start, said.end()):
        return []
    first, stop = said.span("what")
    either = _EITHER.search(scope.low, first, stop)
    places = [(first, either.start()), (either.end(), stop)] if either is not None else [(first, stop)]
    members = [
        part for place in places for one in split_list(scope, *place) for part in both_kinds(scope, _named(scope, one))
    ]
    is_list = all(is_kind(scope, one) and len(one.text.split()) <= _MOST_WORDS for one in members)
    return [_named(scope, one) for one in members] if is_list else []


def _named(scope: Scope, one: Found) -> Found:
    """A member without its article."""
    article = _ARTICLE[scope.language].match(scope.low, one.start, one.end)
    return Found(scope.text[article.end() : one.end], article.end(), one.end) if article is not None else one
