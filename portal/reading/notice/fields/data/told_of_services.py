"""What a service is said to take, where services and cookies are told of: `The map may receive your IP address`.

Under such headings no other list of data is looked for, for much in them is said of the service. Where one is said to
take something, and all of what is listed is called like data, it is data all the same.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_endless, is_kind
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues import putting_down, putting_down_in_english, putting_down_in_swedish
from portal.reading.notice.values import Found

_NEVER = ("rights", "changes", "controller", "dpo", "contact", "register", "bases", "retention", "security")
_TAKES = {
    "en": re.compile(
        r"\b(?:(?:may|might|can|will|could|to|then|also|only) (?:\w+ly |also |only |then )?)?(?:collect|receive"
        r"|log|record|store|obtain|see|get|gather|capture|transmit|register)(?:s|es)? (?:\w+ly )?(?:(?:basic|standard"
        r"|certain|some|anonymous|aggregated|technical|limited|the following) )?"
        r"(?:(?:information|data|details),? (?:such as|like|including|e\.g\.,?) )?"
    ),
    "sv": re.compile(
        r"(?<!\w)(?:(?:kan|kommer att|för att|då|även|också|därmed) (?:\w+ )?)?(?:samla in|samlar in|få|får"
        r"|ta emot|tar emot"
        r"|lagra|lagrar|logga|loggar|registrera|registrerar|se|ser|spara|sparar|hämta|hämtar) (?:då |även "
        r"|också |bland annat |t\.ex\. |till exempel )*"
        r"(?:(?:uppgifter|information|data),? (?:såsom|som|till exempel|t\.ex\.) )?"
    ),
    "fi": re.compile(
        r"(?<!\w)(?:(?:voi|voivat|saattaa|saattavat) (?:\w+ )?)?(?:käsitellä|käsittelee|kerätä|kerää|saada|saa"
        r"|tallentaa|nähdä|näkee"
        r"|kirjata|kirjaa|rekisteröidä|rekisteröi) (?:myös |esimerkiksi |esim\. |mm\. |muun muassa |tällöin )*"
        r"(?:\w*(?:tietoja|tilastotietoa),? (?:kuten|esimerkiksi) )?"
    ),
}
_ENDS = {"fi": putting_down.ENDS, "sv": putting_down_in_swedish.ENDS, "en": putting_down_in_english.ENDS}
_OF_COOKIES = re.compile(r"\w{0,30}(?:cookie|kakor|kaka|eväste|pixel|pikseli)")
_ADDRESS = re.compile(r"(?:your |din |käyttäjän )?(?:[\w-]+ )?ip[ -](?:address|adress|osoit)\w*")
_OF_VISITS = re.compile(
    r"\bip\b|\bip-|selai|lait(?:e|t)|sivu|sijain|loki|teknis|webbläs|enhet|sid(?:a|or)\b|plats|logg|teknisk|browser|device"
    r"|page|location|\blog|technical|referrer|click|visit|besök|käyn"
)
"""What is taken of a visit: names and numbers that a service gets were given to the house itself."""
_GENERAL = re.compile(r"(?:person)?uppgift\w*|personal |(?:henkilö)?tietoja\b")
_MOST = 4


def told_of_services(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """Each kind that no other rule has read among the `values`."""
    taken, said = marked(scope, values), list(values)
    for section in scope.about("recipients", "cookies", "transfers"):
        if section.has(*_NEVER) or section.is_column:
            continue
        for start, end in scope.sentences(section.blocks):
            if is_endless(scope, start, end) or scope.known.word["negation"].search(scope.low, start, end):
                continue
            members = _members(scope, start, end)
            if not any(any(taken[one.start : one.end]) for one in members):
                for one in not_again(said, members):
                    said.append(one)
                    mark(taken, one)
                    yield one


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    for verb in islice(_TAKES[scope.language].finditer(scope.low, start, end), _MOST):
        if _OF_COOKIES.search(scope.low, start, verb.start()):
            return []
        ends = _ENDS[scope.language].search(scope.low, verb.end(), end)
        stop = ends.start() if ends is not None else end
        pieces = [part for one in split_list(scope, verb.end(), stop) for part in both_kinds(scope, one)]
        members = [bare(scope, one) for one in pieces]
        is_sure = len(members) > 1 and any(_OF_VISITS.search(one.text.casefold()) for one in members)
        is_sure = is_sure or (bool(members) and _ADDRESS.match(members[0].text.casefold()) is not None)
        if is_sure and all(_is_sure(scope, one) for one in members):
            return members
    return []


def _is_sure(scope: Scope, one: Found) -> bool:
    low = one.text.casefold()
    return is_kind(scope, one) and _OF_COOKIES.match(low) is None and _GENERAL.match(low) is None
