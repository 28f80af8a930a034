"""How an act begins, `Send you offers` or `to contact you`: with a verb that is never the first word of data."""

import re

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.scope import Scope

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


def begins_act(said: str) -> bool:
    """Whether small letters begin with a verb that is never a noun: `comply with the law`, `to contact you`."""
    return _SURELY.match(said) is not None


def is_act(scope: Scope, block: Block) -> bool:
    """Whether an item begins with an act, as a purpose and an occasion do."""
    return _ACTS[scope.language].match(scope.low, block.start, block.end) is not None
