"""How long data is kept, told in everyday words: `We shred the cards when the season is over`, `The tape is wiped`."""

import re

from portal.reading.notice.fields.scope import Scope

GONE = re.compile(
    r"\b(?:muute(?:taan|ttu) (?:\w+ )?anonyym\w+|anonymisoi(?:daan|mme)|heit(?:än|ämme|etään) (?:\w+ )?(?:pois"
    r"|menemään|roskiin|silppuriin)|revi(?:tään|n|mme)|polt(?:etaan|an|amme)"
    r"|silput?aan|silpu(?:taan|mme|n)"
    r"|jyräyty(?:y|vät)|ylikirjo\w+|pyyhi(?:tään|n|mme|ytyvät|ytyy)|katoa(?:a|vat)|häviä(?:ä|vät)|tyhjen(?:netään"
    r"|tyy|nämme)|kumo(?:taan|amme)"
    r"|siivo(?:an|taan|amme)|mene(?:e|vät) (?:\w+ ){0,2}(?:silpp\w+|roski\w+|takkaan|uuniin|yli)|kirjoittu(?:u"
    r"|vat) (?:\w+ )?yli"
    r"|unohde?taan|tyhjene(?:e|vät)"
    r"|tuho(?:taan|amme|an|utuu|utuvat)|poist(?:etaan|amme|an|uvat|uu)|hävit(?:etään|ämme|än))\b"
    r"|\b(?:anonymiseras?|avidentifieras?|släng(?:s|er|es|as)|kasta[rs]|makulera[rs]|bränn(?:s|er)|eld(?:as|ar)"
    r"|roteras|riv(?:s|er)|strimla[rs]|töm(?:s"
    r"|mer)|rensa[rs]"
    r"|stryks|avlägsnas|försvinn(?:er|a)|skriv(?:s|er) (?:vi )?över|spelas över|raderas?|gallras?|tas bort"
    r"|tar(?: \w+){0,2} bort"
    r"|förstörs?)\b"
    r"|\b(?:we (?:will )?(?:then )?(?:remove|delete|erase|destroy)"
    r"|anonymi[sz]ed(?! (?:and |usage|data\b|information|statistic|analytic|pattern|form\b|user|way|log|report"
    r"|ip\b))|shred(?:ded)?|binned|bin"
    r"|thrown (?:away|out)|throw (?:\w+ ){0,3}(?:away|out)|wiped?|over-?written"
    r"|overwrites?"
    r"|torn up|tear (?:\w+ ){0,3}up|burnt|burned"
    r"|rotated?(?! (?:your|the) (?:key|password|device))|discard(?:ed|s)?|recorded over|taped over|disappears?|removed"
    r"|deleted|erased"
    r"|destroyed|purged|cleared)\b"
)
"""What becomes of data in the end."""
_STAYS = re.compile(
    r"\b(?:pide(?:tään|mme|ttävä)|pidän|pysyy|pysyvät|säilytettävä|säilyte?tään|tallessa|jää(?:vät)?)\b"
    r"|\b(?:ha[rv]a? (?:vi|jag|de)? ?kvar|(?:finns|ligger|står|sitter|blir) kvar|behåll(?:er|s|a)|kvar\b.{0,20}tills)\b"
    r"|\b(?:(?:hang|hold) on to|stays? (?:on|in)|remains? (?:on|in)|we must keep|kept)\b"
)
_LENGTH = re.compile(
    r"(?:\d+|yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|viisi|viiden|kuusi|kuuden|seitsemän|kymmenen|ett|två|tre"
    r"|fyra|fem|sex|sju|tio"
    r"|one|two|three|four|five|six|seven|ten)\b\)? (?:vuo\w+|kuukau\w+|viik\w+|vuoroka\w+|päiv\w+|år\b|månad\w*"
    r"|veck\w+|dag\w*|dygn"
    r"|years?|months?|weeks?|days?|hours?)|\b(?:siihen asti|siihen saakka|niin kauan|kunnes|tills|så länge|until"
    r"|as long as|indefinitely|på obestämd tid|för alltid|toistaiseksi|pysyvästi)\b"
)
_IF = re.compile(r"\b(?:jos|mikäli|om|if|should)\b")
_WHEN = re.compile(
    r"\b(?:samana (?:päivänä|iltana|yönä)|illalla|yöllä|aamulla|vuodenvaihteessa|keväällä|kesällä|syksyllä|talvella"
    r"|päätteeksi"
    r"|\w+kuussa|kuukausittain|viikoittain|vuosittain|joka (?:vuosi|kevät|kesä|syksy|kuukausi|viikko|ilta)|heti"
    r"|välittömästi|jälkeen|loputtua|päättyessä|päätyttyä|kuluttua|lopussa|kun|tällöin|silloin|samalla|lopuksi)\b"
    r"|\b(?:när(?! som helst)|därefter|efteråt|omgående|efter|samma dag|direkt|omedelbart|genast|så snart"
    r"|i slutet av|vid (?:utgången|slutet|årets)"
    r"|var (?:\w+ )?(?:månad|vecka|år)\b|varje (?:månad"
    r"|vecka|år)"
    r"|i (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))\b"
    r"|\b(?:afterwards|thereafter|right away|when|once|after|the same day|immediately|straight away|at the end of"
    r"|as soon as"
    r"|every (?:\w+ )?(?:week|month"
    r"|year)|in (?:january|june|july"
    r"|august|december))\b"
)
_ENDS = re.compile(
    r"\b(?:eronne\w+|erottua\w*|eroa(?:a|vat|vansa|misen|miseen)?|lopettane\w+|passiivi\w+"
    r"|(?:ei|eivät) ole (?:\w+ )?(?:maksan|käyttän|kirjautun|asioin|osallistun|tilan|ostan)\w+)\b"
    r"|\b(?:utträ\w+|lämnar föreningen|gått ur|(?:inte|ej) (?:har )?(?:betala\w*|logga\w*|förny\w*|använ[dt]\w*)"
    r"|inaktiv\w*)\b"
    r"|\b(?:lapsed?|leavers|resign\w*|(?:not|n['’]t) (?:paid|pay|renew(?:ed)?|logged|buy|bought|order(?:ed)?)|inactive"
    r"|(?:leaves?|left) the (?:club|association|society|company|course))\b"
)
"""That somebody leaves, or no longer takes part: `if the fee has not been paid for two years, the data is deleted`."""
_GOES_EN = (
    r"deleted|erased|removed|wiped|destroyed|purged|discarded|cleared|(?:is|are|be) (?:\w+ )?(?:lost|gone)|disappears?"
    r"|we (?:(?:also|will|then|immediately|permanently|automatically) ){0,3}(?:delete|erase|remove|wipe|destroy|purge)"
)
_WITH_ITS_END = re.compile(
    r"\b(?:if|when|once|after|as soon as) (?:you|the user|users?|a (?:user|member|customer)) (?:\w+ )?(?:delet"
    r"|uninstall"
    r"|remov|clos|cancel|terminat|deactivat|reset)\w*(?! (?:the |your |all |any |these |such )?(?:\w+ )?cookies?\b)"
    rf"[^.;]{{1,80}}(?:,|\b(?:we|is|are|it|all|this|these|the|your)\b)[^.;]{{0,70}}\b(?:{_GOES_EN})"
    r"|(?<!by )(?<!by the )\b(?:delet|uninstall|remov|clos|cancel|reset)(?:l?ing|ion|al|ation) (?:of )?(?:the|your|an) "
    r"(?:\w+ ){0,2}?(?:app|application|account|profile|game|extension|plug-?in|add-?on|chat|project|document|device)\b"
    r"[^.;,]{0,20}? (?:also |will |then |permanently |automatically |immediately ){0,2}(?:deletes?|erases?|removes?"
    r"|wipes?"
    r"|destroys?|purges?|clears?)\b"
    r"|\b(?:delete|uninstall|remove|clear|reset) (?:the|your) (?:\w+ ){0,2}?(?:app|application|account|profile|game"
    r"|extension|history|chat|project)\b[^.;]{0,60}\band (?:it|they|everything|all(?: of it)?|(?:the|your|all) \w+)"
    r"(?: is|['’]s| are|['’]re) (?:also )?(?:gone|deleted|erased|removed|wiped)\b"
    r"|\b(?:radera|ta bort|avinstallera|rensa) (?:appen|kontot|spelet|tillägget|din \w+)\b[^.;]{0,60}?\b(?:så|och) "
    r"(?:\w+ ){0,3}?(?:försvinner|raderas|är borta|tas bort)\b"
    r"|\b(?:poista|tyhjennä) (?:\w*sovellus|\w*tili(?:si)?|peli|\w*historia(?:si)?|laajennus)\b[^.;]{0,60}?\b(?:niin"
    r"|ja) (?:\w+ ){0,3}?(?:häviä\w+|katoa\w+|poistuu|poistuvat|ovat poissa)\b"
    r"|\b(?:om|när|så snart) (?:du|användaren|ni|kunden|medlemmen) (?:\w+ )?(?:radera|tar bort|avinstallera|avsluta"
    r"|stäng"
    r"|säger upp)\w*[^.;]{1,80}\b(?:raderas|rensas|försvinner|gallras|förstörs|raderar vi|tas\b[^.;]{0,60}\bbort"
    r"|tar vi bort)"
    r"|(?<![\w,] )(?:raderar|avinstallerar|avslutar|stänger|säger|tar) (?:du|användaren|ni)\b[^.;]{1,80}"
    r"\b(?:raderas|rensas|försvinner|gallras|förstörs|raderar vi|tas\b[^.;]{0,60}\bbort|tar vi bort)"
    r"|\b(?:avinstaller|borttagn|radering)\w* (?:av (?:appen|kontot|spelet|tillägget"
    r"|profilen)[^.;]{0,20} )?(?:raderar|rensar"
    r"|tar (?:även |också |permanent )?bort)\b"
    r"|\b(?:jos|kun|mikäli) (?:\w+ )?(?:poistat|poistaa|suljet|sulkee|lopetat|lopettaa|irtisanot)\b[^.;]{1,80}"
    r"\b(?:poistetaan|poistamme|poistuvat|poistuu|häviävät|häviää|katoavat|tuhotaan|tuhoutuvat)\b"
    r"|\b\w+n (?:poistaminen|poisto|asennuksen poisto|sulkeminen|lopettaminen)\b[^.;]{0,80}?"
    r"\b(?:poistaa|hävittää|tuhoaa|tyhjentää)\b"
)
"""What goes with an account or an app that somebody removes: `Deleting the app also deletes every note`."""
_OF_BROWSER = re.compile(r"cookie|eväste|\bkak(?:a|an|or|orna)\b|browser (?:data|history|cache)|webbhistorik")
_MISHAP = re.compile(
    r"vahingossa|av misstag|accident|pyyn|pyyd|begär|request|\bvoit\b|\bvoi\b|\bkan du\b|\bdu kan\b|\byou (?:can|may)\b"
)
"""What is lost, or done at somebody's wish, says no time."""


def says_plainly(scope: Scope, place: tuple[int, int], *, of_keeping: bool = False) -> bool:
    """Whether a sentence tells when data goes, or how long it stays; `of_keeping` in a section on that alone."""
    low = scope.low
    if scope.text[place[1] - 1 : place[1]] in {"?", ":"}:
        return False
    is_long = _LENGTH.search(low, *place) is not None
    goes = GONE.search(low, *place)
    if _WITH_ITS_END.search(low, *place) and not _OF_BROWSER.search(low, *place):
        return True
    if goes is not None and _ENDS.search(low, *place) and not _MISHAP.search(low, *place):
        return True
    if not of_keeping and (
        _MISHAP.search(low, *place) or _IF.search(low, place[0], goes.start() if goes else place[1])
    ):
        return False
    if goes is not None:
        return is_long or _WHEN.search(low, *place) is not None
    return is_long and _STAYS.search(low, *place) is not None


def goes_in_time(scope: Scope, place: tuple[int, int]) -> bool:
    """Whether a sentence among rights says after which time data goes, and not what somebody may ask for."""
    said = scope.low[slice(*place)]
    is_bound = _WHEN.search(said) is not None or _ENDS.search(said) is not None
    return all(one.search(said) for one in (GONE, _LENGTH)) and is_bound and _MISHAP.search(said) is None
