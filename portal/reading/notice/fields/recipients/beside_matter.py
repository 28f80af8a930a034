"""Names of which what stands beside them says that nobody receives data by them.

A tool that the person picks, a source of figures, what may come later, a shop's demands, the head of a column, a rank
or a field of the program, a technique: each is written like a service, and each is told by the words around it.
"""

import re

from portal.reading.notice.fields.recipients import services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_WORDS_OF_THE_LANGUAGE = re.compile(
    r"(?:Vår|Vårt|Våra|Er|Ert|Era|Din|Ditt|Dina|Sin|Sitt|Sina|Ingen|Inget|Inga|Inte|Alla|Varje|Not|No|All|Any|Each|Every"
    r"|Our|Your|Their|Its|Meidän|Teidän|Sinun|Heidän|Ei|Kaikki)"
)
_OF_COLUMNS = re.compile(
    r"(?:Rooli|Roll|Role|Sijainti|Maa|Land|Country|Location|Plats|Region|Tarkoitus|Syfte|Purpose|Ändamål|Tehtävä|Funktion"
    r"|Function|Peruste|Basis|Kategoria|Kategori|Category|Tyyppi|Typ|Type|Kuvaus|Tiedot|Huomiot|Säilytysaika)"
)
_OF_COUNTS = re.compile(
    r"(?:[A-Z][\w.]* ){0,2}(?:Number|Nummer|Numero|No|Nr|ID|Identifier|Address|Code|Date|Version|Adm|Admins?"
    r"|Administrators?|Users?|Owners?|Editors?|Viewers?|Moderators?)"
)
"""What is written in capitals and counts, dates or ranks: `Company Number`, `Global Admin`."""
_FIELDS = re.compile(
    r"[a-z]+(?:[A-Z][a-z]+)*(?:User|Users|Admin|Id|ID|Name|Token|Key|Date|Email|Role|Status|Type|Number|At|UUID|Hash)"
    r"|[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:User|Users|Admin|Storage|Store|Preferences|Token|Agent|Role)|[\w-]+\.js"
)
"""The names of a program's own things: `PrimaryUser`, `AsyncStorage`."""
_TECHNIQUE = re.compile(
    r"(?:[A-Z][\w-]*,? ){1,3}(?:Security|Authentication|Encryption|Control|Policy|Protocol|Standard|Sign-?On|Signature"
    r"|Hashing|Cookies?|Sharing)"
)
"""`Row Level Security`, `Role-Based Access Control`."""
_LAW = re.compile(r"[A-ZÅÄÖ]\w*(?:lagen|förordningen|balken|laki|lain|asetus|asetuksen)")
_SUSPENDED = re.compile(r"-(?:,|[ \xa0](?:ja|tai|sekä|och|eller|samt|and|or)\b)")
"""`Backend- ja tietokantapalvelut`: the first half of a compound."""
_LIST = r"(?:\((?:[^()\n]{1,60})?)?"
_PICKED = re.compile(
    r"(?:\b(?:itse )?valitsem(?:aasi|asi|aansa|ansa|iin|aan)\b|\bvalintasi muka\w+"
    r"|\b(?:of|to) your (?:own )?(?:choice|choosing)|\byou (?:yourself )?(?:choose|prefer|select|pick)"
    r"|\b(?:som|vilken) (?:du|ni) (?:själv )?(?:väljer|föredrar|valt|har valt)"
    r"|\b(?:av|i|till) (?:ditt|eget) (?:eget )?val)"
    rf"(?: [\wåäö-]{{1,30}}){{0,2}},? ?{_LIST}$"
)
_TAKEN_AWAY = re.compile(
    r"\b(?:kun|jos) (?:itse )?(?:kopioit|liität|viet|lataat|siirrät|tallennat)\b(?![^.;]{0,90}mme\b)[^.;()\n]{0,70}"
    rf"{_LIST}$"
    r"|\b(?:if|when|once) you (?:yourself )?(?:copy|paste|export|download|save)\b(?![^.;]{0,90}\b(?:us|our|we)\b)"
    rf"[^.;()\n]{{0,70}}{_LIST}$"
    r"|\b(?:om|när) (?:du|ni) (?:själv )?(?:kopierar|klistrar|exporterar|laddar ner|sparar)\b"
    rf"(?![^.;]{{0,90}}\b(?:oss|vår\w*|vi)\b)[^.;()\n]{{0,70}}{_LIST}$"
    r"|\b(?:voit (?:itse |myös |halutessasi )?(?:kopioida|liittää|viedä|ladata|siirtää|jakaa)"
    r"|you (?:can|may) (?:also |yourself )?(?:copy|paste|export|download|save)"
    r"|du kan (?:själv |också |även )?(?:kopiera|klistra|exportera|ladda ner|spara))\b"
    rf"(?![^.;]{{0,90}}\b(?:us|oss|meille|our)\b)[^.;()\n]{{0,70}}{_LIST}$"
)
"""What the person carries elsewhere: `when you paste a prompt into an AI tool (Kuura, Louhi)`."""
_SOURCE = re.compile(
    r"\b(?:\w*tietoläh\w+|\w*datakäll\w+|\w*informationskäll\w+|(?:data|public|open|information) sources?)\b"
    r"(?:,? (?:erityisesti|kuten|esim\.|mm\.|such as|like|especially|e\.g\.|såsom|främst|t\.ex\.))?[ ,:]{0,2}"
    rf"{_LIST}$"
)
_LATER = re.compile(
    r"\b(?:jos|mikäli)\b[^.;\n]{0,70}\b(?:myöhemmin|tulevaisuudessa|jatkossa)\b[^.;\n]{0,40}$"
    r"|\b(?:if|should|when)\b[^.;\n]{0,70}\b(?:later|in (?:the )?future|at some point)\b[^.;\n]{0,40}$"
    r"|\bom\b[^.;\n]{0,70}\b(?:senare|i framtiden|längre fram)\b[^.;\n]{0,40}$"
)
_DEMANDS = re.compile(
    r"(?:['’]?s|:?i?n)? (?:\w+ )?(?:krav|riktlinjer|requirements|guidelines|vaatimu\w+"
    r"|ohjeistu\w+)\b(?! (?:på )?att vi)"
)
_ALONE = re.compile(
    r"(?: Analytics)?[ \xa0]+\((?:self-?hosted|egenhost\w+|itse (?:ylläpid|isännö)\w+"
    r"|[^()\n]{0,60}\b(?:operated|run|managed|hosted) (?:solely|only|exclusively|entirely) by\b"
    r"|[^()\n]{0,40}\bon our own servers?\b|[^()\n]{0,40}\bpå (?:vår egen|våra egna) serv"
    r"|[^()\n]{0,40}\bomalla palvelim)"
)
"""What a firm runs by itself: `Kuura (hosted on our own servers)`."""
_HOUSE_BEFORE = re.compile(
    r"\bon $|\b(?:is|are) (?:an? )?(?:[\w-]+ ){0,3}?(?:service|site|app|platform|website|project|game) "
    r"(?:run|operated|provided|owned|maintained|offered|made) by (?:the )?$"
    r"|\bär (?:en |ett )?(?:[\w-]+ ){0,3}?\w*(?:tjänst|sajt|webbplats|app|plattform|projekt|spel) "
    r"(?:som )?(?:drivs|tillhandahålls|ägs|utvecklas|erbjuds) av $"
)
_HOUSE_BEHIND = re.compile(
    r"(?::?n)? (?:ylläpitämä|tarjoama|omistama|tuottama|kehittämä|julkaisema) "
    r"(?:[\w-]+ )?\w*(?:palvelu|sovellus|sivusto|alusta|peli|hanke)\b"
)
"""`The example base is a service of Kuura's`: the house itself, told where the notice begins."""
_BEGINNING = 900
_BACK = 190


def is_no_receiver(scope: Scope, one: Found, *, is_known: bool) -> bool:
    """Whether the words of a name, or those around it, say that no data goes there by the company."""
    if _ALONE.match(scope.low, one.end) or _DEMANDS.match(scope.low, one.end):
        return True
    before = scope.low[max(0, one.start - _BACK) : one.start]
    if one.start < _BEGINNING and not services.begins_known(one.text) and _HOUSE_BEFORE.search(before):
        return scope.language != "fi" or _HOUSE_BEHIND.match(scope.low, one.end) is not None
    if any(way.search(before) for way in (_PICKED, _TAKEN_AWAY, _SOURCE, _LATER)):
        return True
    if is_known:
        return False
    if _SUSPENDED.match(scope.text, one.end):
        return True
    return any(
        way.fullmatch(one.text) for way in (_WORDS_OF_THE_LANGUAGE, _OF_COLUMNS, _OF_COUNTS, _FIELDS, _TECHNIQUE, _LAW)
    )
