"""A list of what is done, or when and where, and no data: `Send you offers`, `Prevention of fraud`, `Contacting us`."""

import re
from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.data.whence_and_who import are_sources
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found

_SURE_ACT = (
    r"(?:to (?:\w+ly )?(?!whom\b|which\b|date\b|and\b)[a-z]+\s(?!whom\b|which\b)\S"
    r"|(?:provide|send|improve|respond|reply|comply|enforce|verify|detect|prevent|ensure|conduct|investigate"
    r"|develop|understand|analy[sz]e|communicate|notify|inform|protect|maintain|operate|deliver|manage|create"
    r"|administer|fulfil|fulfill|handle|identify|personali[sz]e|customi[sz]e|remember|allow|enable"
    r"|perform|interact|offer|enhance|supply|carry out|facilitate|resolve|troubleshoot|optimi[sz]e|tailor"
    r"|establish|defend|assess"
    r"|diagnose|authenticate|determine|evaluate|administrate|promote|keep you|keep our|make sure)"
    r"\s(?!(?:dates?|times?|by|forms?|data)\b)[\w'‘“]"
    r"|for (?:the )?(?:purposes?)\b)"
)
_ACT = re.compile(
    rf"(?:[^\w\n]{{0,3}}\b)?(?:{_SURE_ACT}"
    r"|(?:help|offer|publish|invoice customers|give you|let you|get in touch|reach out|sign up|log in|fill in|submit"
    r"|subscribe|answer|measure|arrange|organi[sz]e|advertise|meet)\s(?!(?:date|time|by|form)s?\b)\S"
    r"|(?:contact|share|display|process|use|update|research|support|monitor|track|record|show|market|report|request"
    r"|review|visit|order|book|register|complete|plan|schedule|bill|charge|post|browse|purchase|collect|store)"
    r"\s(?:you|your|us|our|the|a|an|news|users?|customers?|payments?|personali[sz]ed|and|or|for|with|to|on|an issue)\b"
    r"|(?:\w+, )+(?:\w+ )?(?:and|or) (?:improve|enhance|develop|update)\s"
    r"|(?:registering|contacting|subscribing|posting|improving|providing|sending|managing|complying|enforcing|ensuring"
    r"|preventing|protecting|developing|analy[sz]ing|responding|communicating|maintaining|answering|verifying"
    r"|personali[sz]ing|fulfilling|delivering|conducting|detecting|securing|operating|creating|enabling|understanding"
    r"|notifying|informing|handling|offering|organi[sz]ing|administering|investigating|performing|keeping|helping"
    r"|making|giving|publishing|submitting|downloading|uploading|purchasing|visiting|using|joining|completing"
    r"|filling|asking|requesting|ordering|applying|participating|attending|replying|resolving|sharing|selling)\s"
    r"(?!(?:data|details|information|history|preferences?|records?|settings|address(?:es)?|numbers?)\b)\S"
    r"|(?:processing|marketing|booking|billing|monitoring|tracking|recording|signing|logging|browsing|testing|planning"
    r"|invoicing|advertising|training|scheduling|recruiting|hosting|storing|collecting)\s(?:you|your|us|our|the|a|an"
    r"|to|of|in|up|on|and|payments?|orders?|requests?|bookings?|transactions?|applications?|subscriptions?)\b"
    r"|(?:fulfil?lment|prevention|compliance|provision|performance|improvement|enforcement|protection|detection"
    r"|maintenance|execution|administration|management|development|optimi[sz]ation|identification|verification"
    r"|establishment|implementation|processing|handling|measurement|personali[sz]ation|conclusion|evaluation"
    r"|organi[sz]ation|investigation|promotion|delivery)"
    r" (?:and \w+ )?(?:of|with)\s"
    r"|(?:customer|internal) (?:communications?|service|support) and \w+ing\b"
    r"|(?:for|in) (?:the )?(?:purposes?|order)\b|when(?:ever)? (?:you|we)\b|by \w+ing\b"
    r"|(?:direct )?marketing\Z|customer (?:service|support)\Z|fraud prevention\b"
    r")"
)
_LIKE_DATA = re.compile(
    r"\b(?:data|details|information|address(?:es)?|numbers?|names?|histor(?:y|ies)|records?|preferences|logs?)\b"
)
_SURELY = re.compile(_SURE_ACT)
_ACTS = {
    "en": _ACT,
    "sv": re.compile(
        r"[^\w\n]{0,3}(?:(?:för )?att (?:kunna )?[a-zåäö]+a\b|i syfte att\b|(?:administrera|fakturera"
        r"|kommunicera|uppfylla"
        r"|utföra|leverera|skicka|hantera|kontakta|besvara|svara|förbättra|utveckla|analysera|tillhandahålla|erbjuda"
        r"|fullgöra|genomföra|förebygga|förhindra|upptäcka|skydda|säkerställa|bekräfta|behandla|följa upp|anpassa"
        r"|informera|marknadsföra|upprätta|planera|boka|ta (?:emot|betalt|fram|hand)|hålla|möjliggöra|identifiera"
        r"|verifiera|utreda|lösa|optimera|underhålla|driva|skapa|hjälpa|ge|göra|visa|bearbeta|sköta|utvärdera|föra"
        r"|efterleva|tillgodose|ingå|slutföra|försvara|fastställa|personifiera|anordna|betala|bedriva|publicera)"
        r"(?: (?:och|eller) [a-zåäö]+a)? (?!och\b|eller\b)[\wåäö])"
    ),
    "fi": re.compile(
        r"[^\w\n]{0,3}(?:(?:ylläpitää|hoitaa|lähettää|vastata|parantaa|kehittää|tarjota|toimittaa|laskuttaa|hallita"
        r"|hallinnoida|käsitellä|varmistaa|estää|analysoida|tunnistaa|noudattaa|täyttää|toteuttaa|viestiä|tiedottaa"
        r"|markkinoida|ottaa (?:vastaan|yhteyttä)|pitää|palvella|seurata|suojata|selvittää|auttaa|mahdollistaa"
        r"|mukauttaa"
        r"|kohdentaa|tuottaa|antaa|tehdä|järjestää|suorittaa|suunnitella|vahvistaa|ehkäistä|arvioida|luoda|julkaista)"
        r"(?: (?:ja|tai) [a-zåäö]+[aä])? (?!ja\b|tai\b)[\wåäö])"
    ),
}
"""How an act begins: with a verb that is never the first word of a kind of data."""
_FOR_AN_AIM = re.compile(
    r"(?<!\w)(?:(?:för|i syfte) att(?: (?:vi|jag|du) (?:ska|skall|kan|vill))?(?: kunna)?|(?:ska|skall) kunna"
    r"|in order to|(?:be able|needs?|required|necessary|used?) to|so that we(?: can)?|voidaksemme"
    r"|jotta(?: (?:voimme|voisimme))?"
    r"|pystyäksemme)(?:,? (?:among other things|for (?:example|instance)|e\.g\.|bland annat|till exempel|muun muassa"
    r"|esimerkiksi),?)?\s*:\s*\Z"
)
"""How a paragraph ends that leads to what is done, whatever it says before: `We need your data to be able to:`."""
_SEVERAL = 2


def leads_to_aims(scope: Scope, block: Block) -> bool:
    """Whether a paragraph ends so: what it says before may list data itself."""
    return _FOR_AN_AIM.search(scope.low, block.start, block.end) is not None


def begins_act(said: str) -> bool:
    """Whether small letters begin with a verb that is never a noun: `comply with the law`, `to contact you`."""
    return _SURELY.match(said) is not None


def is_act(scope: Scope, block: Block) -> bool:
    """Whether an item begins with an act, as a purpose and an occasion do."""
    return _ACTS[scope.language].match(scope.low, block.start, block.end) is not None


def are_acts(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether most items of a list are acts: then it is one of purposes or of occasions, whatever leads to it."""
    acts = [one for one in items if is_act(scope, one) and not _names_data(scope, one)]
    return len(acts) >= _SEVERAL and len(acts) * 2 > len(items)


def without_acts(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the lists of acts among them."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and block.kind == "item":
            run.append(block)
            continue
        is_aim = bool(kept) and _FOR_AN_AIM.search(scope.low, kept[-1].start, kept[-1].end) is not None
        kept += [] if is_aim or are_acts(scope, run) or are_sources(scope, run) else run
        kept += [block] if block is not None else []
        run = []
    return kept


def _names_data(scope: Scope, block: Block) -> bool:
    """`Order history`, `Contact details`: short, and a kind by its last word."""
    value = found(scope.text, block.start, block.end)
    if value is None or len(value.text.split()) > _SEVERAL:
        return False
    return is_kind(scope, value) and _LIKE_DATA.search(value.text.casefold()) is not None
