"""One kind of data, known by the noun at its end: `we also store a push token`, `we receive your payment status`."""

import re

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_TAKES = {
    "fi": re.compile(
        r"(?<!\w)(?:kerä(?:ämme|än|tään|ä|ävät)|kerää|tallen(?:namme|nan|netaan|taa|tavat|tuu)|kirja(?:a|taan|amme)"
        r"|(?:käsit)(?:telemme|telen|tellään|telee)|lokitetaan|säily(?:tämme|tän|tetään)"
        r"|tallentuvat|kirjautu(?:u|vat)"
        r"|(?:voi|voivat|voidaan|voimme|saatamme|saattaa) (?:kerätä|tallentaa|käsitellä|kirjata|vastaanottaa|tallentua"
        r"|kirjautua|jäädä))"
        r"(?: (?:myös|lisäksi|automaattisesti|vain|ainoastaan|esimerkiksi|tällöin|meille|lokiin|tilapäisesti))*(?!\w)"
    ),
    "sv": re.compile(
        r"(?<!\w)(?:samlar (?:vi )?(?:\w+ )?in|sparar|lagrar|registrerar|loggar(?!(?: du| ni)? in\b)|noterar|inhämtar"
        r"|tar emot|begär|appen läser(?: av)?|läser appen(?: av)?"
        r"|ber om|får)(?: (?:vi|jag|då|in|även|också|automatiskt|endast|bara|enbart|dessutom))*(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:we|i|it|which|that|and|also|only|(?<!you )(?:will|may|can)|app|site|website|service|form"
        r"|automatically) "
        r"(?:collects?|stores?|records?|saves?|keeps?|receives?|gathers?|logs?|obtains?|asks? (?:you )?for"
        r"|holds?)(?: (?:also|only|automatically|from you))*(?!\w)"
    ),
}
_OF_WHOM = r"\s+(?:(?:ditt|din|dina|ert|er|era|deras|en|ett|kundens|medlemmens|barnets|your|their|his|her|an?|the)\s+)?"
_KIND = {
    "fi": re.compile(
        r"\s+(?:(?:näiden|kyseis(?:en|ten)|tämän|noiden) )?(?P<kind>(?P<first>[a-zåäö][\w-]*\s+)?(?:[\w-]+n\s+)?"
        r"(?P<last>(?!henkilö|asiakas|käyttäjä|jäsen|perus|lisä|muita|tieto|tilasto)[\w-]{3,}(?:tietoja|tiedot|osoitteen|numeron"
        r"|tunnisteen|historian|valinnan|dataa)|(?:ip-|sähköposti)osoitteen|sähköpostiosoitteesi|puhelinnumerosi"
        r"|viestisi|(?:lähettämäsi |kirjoittamasi )?(?:viesti(?:n|en|si)|keskustelu(?:n|jen|si)"
        r"|palauttee(?:n|si)|yhteydeno(?:ton|ttosi)|sähköposti(?:n|en|si)|hakemu(?:ksen|ksesi)|puhelu(?:n|si)"
        r"|kysymykse(?:n|si)|lomakkeen) (?:sisällön|sisältöä|tallenteen)"
        r"|[\w-]*(?:tunnistee|tunnukse)si|(?:ip-|sähköposti)osoit(?:e|teet|teesi)"
        r"|palautteesi|palautteen|kysymyksesi|hakemuksesi|kommenttisi|arvostelusi|ansioluettelosi)(?:\s\([^()\n]{3,90}\))?)(?!\w)"
    ),
    "sv": re.compile(
        _OF_WHOM
        + r"(?P<kind>innehållet (?:i|av) (?:ditt|dina|det|dessa|detta|samtalet|era?)? ?(?:meddeland|mejl|e-post|chatt"
        r"|samtal|brev|ärende|ansökan)\w*"
        r"|(?P<first>[a-zåäö][\w-]*\s+)?"
        r"(?P<last>[\w-]{2,}(?:nummer|adress(?:er)?|uppgifter|information"
        r"|data|historik|loggar|bilder|status|datum|språkval|språkinställning(?:ar)?)))(?!\w)"
    ),
    "en": re.compile(
        _OF_WHOM
        + r"(?P<kind>contents? of (?:your|these|those|the|this|that) (?:messages?|e-?mails?|conversations?|chats?"
        r"|calls?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|letters?)"
        r"|(?P<first>[a-z][\w/'’-]*)\s+"
        r"(?:(?:(?:and|or)\s+)?(?!(?:of|the|for|to|your|our|their|an?|is|are)\s)[a-z][\w/'’-]*\s+){0,3}?"
        r"(?P<last>numbers?|addresse?s?|details|information|data|metadata"
        r"|history|status|preferences?|identifiers?|tokens?"
        r"|dates?|photos?|recordings?|logs?))(?![\w'’])"
    ),
}
_SAYS_NOTHING = re.compile(
    r"(?:personal|personlig\w*|certain|viss\w*|some|any|all|alla|other|annan|andra|more|mer|additional|ytterligare"
    r"|this|that|these|denna|dessa|sådan\w*|such|following|följande|relevant\w*|necessary|nödvändig\w*|needed|required"
    r"|sensitive|känslig\w*|anonym\w*|aggregate\w*|statisti\w*|general|allmän\w*|basic|limited|begränsad\w*|minimal\w*"
    r"|non-?\w*|de|den|no|only|what|which|vilk\w+|of|in|to|for|on|and|or|not|as|about|confidential|customer|user|client"
    r"|new|own|our|vår\w*|data|information|uppgifter|much|little|lite|så|så mycket|enough|test|every|each|correct"
    r"|identifi\w+|your|ways?|it|them|up|track|out|back|special|particular|specific)"
)
_GENERAL = re.compile(r"(?:person|kund|användar)?(?:uppgifter|information|data)|person(?:lig)?information")
_CLAUSE = re.compile(
    r"(?:and|or|\w+ing|is|are|to|for|with|from|by|that|which|when|while|of|on|in|about|as|your|our|us)\b"
)
_GOES_ON = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:$|[.;)]|,?\s*(?:associated|related|regarding"
    r"|om|about|of|from|från|när|when|if|om|so|så|som"
    r"|that|which|for|för|to|till|via|through|with|med|in|on|i|på|hos|at|but|and (?:use|we|then)|för att|this|as|only"
    r"|not)\b|,?\s*(?:jotta|jos|kun|mikäli|kunnes|\w+[aä]kse\w+|\w+miseksi|\w+n \w+(?:miseksi|miseen)|ja (?:käyt|säil)"
    r"|\w{4,}(?:tarkoituks\w+|syistä)|evästei\w+|palvelim\w+|\w+n avulla|\w+n yhteydessä|varten|teknis\w+|häiriö\w+)\b)"
)


def kind_alone(scope: Scope, start: int, end: int) -> Found | None:
    """The kind that stands alone behind a verb of taking, where a word of its own says of what kind it is."""
    for verb in _TAKES[scope.language].finditer(scope.low, start, end):
        kind = _KIND[scope.language].match(scope.low, verb.end(), end)
        if kind is None or _GOES_ON.match(scope.low, kind.end(), end) is None:
            continue
        words = kind["kind"].split()
        if _GENERAL.fullmatch(words[-1]) and len(words) == 1 or _SAYS_NOTHING.fullmatch(words[0]):
            continue
        if any(_CLAUSE.fullmatch(one) for one in words[:1]) or (
            scope.language == "sv" and _GENERAL.fullmatch(words[-1])
        ):
            continue
        return found(scope.text, *kind.span("kind"))
    return None
